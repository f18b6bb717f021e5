import assert from 'node:assert/strict';
import { PhraseIndex } from '../../../src/core/actors/phrases';
import { tokenize, WordTable } from '../../../src/core/actors/tokens';

describe('names by their words', () => {
  const words = new WordTable(() => 0);
  const found = (index: PhraseIndex<string>, text: string): string | undefined => index.match(tokenize(text, words), 0, false)?.value;

  it('are found, the longest first, also those that are added after others were asked for', () => {
    const index = new PhraseIndex<string>((older, newer) => `${older}+${newer}`);
    index.add('Harbour Trust', 'trust');
    index.add('Harbour Trust of Tallmere', 'of Tallmere');
    assert.equal(found(index, 'Harbour Trust of Tallmere said'), 'of Tallmere');
    assert.equal(found(index, 'Harbour Trust of nowhere'), 'trust');
    index.add('Harbour Trust', 'again');
    index.add('Harbour Board', 'board');
    assert.equal(found(index, 'Harbour Trust said'), 'trust+again');
    assert.equal(found(index, 'Harbour Board said'), 'board');
    assert.equal(found(index, 'Harbour said'), undefined);
  });

  it('begin with a word and may be one', () => {
    const index = new PhraseIndex<string>((older) => older);
    index.add('Tallmere', 'town');
    index.add('Port Tallmere', 'port');
    assert.deepEqual([index.starts('port'), index.has('port')], [true, false]);
    assert.deepEqual([index.starts('tallmere'), index.has('tallmere')], [true, true]);
    assert.equal(index.starts('mere'), false);
  });
});
