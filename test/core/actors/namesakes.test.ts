/** Several persons of one family name in a document, and in the registry: who is meant, and how the mention says why. */
import assert from 'node:assert/strict';
import { createActorRecogniser, type Mention } from '../../../src/core/actors';
import type { Actor } from '../../../src/core/project/schema';
import { gazetteer } from './gazetteer';

function read(text: string, actors: readonly Actor[] = []): readonly Mention[] {
  const recogniser = createActorRecogniser({ actors, notActors: [] }, gazetteer);
  return recogniser.link([{ start: 0, text, kind: 'body', mentions: recogniser.recognise(text) }]);
}
const named = (text: string): readonly string[] => read(text).map((m) => `${m.text} > ${m.name} (${m.rule})`);
const couple = 'Bill Clinton spoke. Bill Clinton left. Hillary Clinton stayed.';

describe('actors, namesakes in one document', () => {
  it('a title goes to the one named in full last before it', () => {
    assert.deepEqual(named(`${couple} Mrs. Clinton waved. Secretary Clinton spoke to reporters.`).slice(3), [
      'Clinton > Hillary Clinton (title-surname-last-named)',
      'Clinton > Hillary Clinton (title-surname-last-named)',
    ]);
  });
  it('a title goes to the one who bears it, wherever the other was named', () => {
    const text = 'President Bill Clinton spoke. Secretary Hillary Clinton left. President Clinton stayed. Secretary Clinton spoke to reporters.';
    assert.deepEqual(named(text).slice(2), ['Clinton > Bill Clinton (title-surname-by-title)', 'Clinton > Hillary Clinton (title-surname-by-title)']);
  });
  it('a title that speaks against somebody is not his', () => {
    const text = 'Mrs. Hillary Clinton spoke. Bill Clinton spoke. Mr. Bill Clinton left. Mrs. Clinton stayed.';
    assert.equal(named(text).at(-1), 'Clinton > Hillary Clinton (title-surname-by-title)');
    assert.equal(named('Mr. Bill Clinton left. Mrs. Clinton stayed.').at(-1), 'Clinton > Clinton (title-name)');
  });
  it('a bare name is the one most often named in full, of equals the one named last before it', () => {
    assert.equal(named(`${couple} Clinton said so.`).at(-1), 'Clinton > Bill Clinton (surname-most-named)');
    assert.equal(named('Bill Clinton spoke. Hillary Clinton stayed. Clinton said so.').at(-1), 'Clinton > Hillary Clinton (surname-last-named)');
  });
  it('says nothing of the choice where there is none', () => {
    assert.equal(named('Hillary Clinton stayed. Mrs. Clinton waved.').at(-1), 'Clinton > Hillary Clinton (title-surname)');
  });
});

describe('actors, namesakes in the registry', () => {
  const person = (id: string, name: string): Actor => ({ id, name, kind: 'person' });
  const ids = (text: string, actors: readonly Actor[]): readonly string[] => read(text, actors).map((m) => m.actor);

  it('two spellings that a reader has split stay two, whatever key unites them', () => {
    const two = [person('one', 'Sergei Lavrov'), { ...person('two', 'Sergey Lavrov'), 'not-same-as': ['one'] }];
    assert.deepEqual(ids('Sergei Lavrov spoke to Sergey Lavrov.', two), ['one', 'two']);
    assert.deepEqual(ids('Sergei Lavrov spoke.', two), ['one']);
    assert.deepEqual(ids('Foreign Minister Sergej Lavrov spoke.', two), ['~person.sergei-lavrov'], 'a third spelling is neither');
  });
});
