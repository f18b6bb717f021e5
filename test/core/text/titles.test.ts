import assert from 'node:assert/strict';
import { quotedTitles } from '../../../src/core/text/titles';

const titles = (text: string): readonly string[] => quotedTitles(text).map(({ start, end }) => text.slice(start, end));

describe('quoted titles', () => {
  it('stand behind the word for a work, or behind “titled”', () => {
    assert.deepEqual(titles('Her article “Brussels between Moscow and Washington” was read. He wrote a book, titled "The Sokolov Years", in May.'), [
      'Brussels between Moscow and Washington',
      'The Sokolov Years',
    ]);
    assert.deepEqual(titles('An op-ed headlined «Who is Novak?» and the film "Letters to Peru" were shown.'), ['Who is Novak?', 'Letters to Peru']);
  });
  it('are not what somebody says, nor marks of distance', () => {
    assert.deepEqual(titles('The report said “Russia will wait”. He spoke of the “so-called Novak plan”.'), []);
    assert.deepEqual(titles('In the interview: “Peru waits for nobody.” She called it “a Sokolov affair”.'), []);
  });
  it('end in their line, and are no longer than a title is', () => {
    assert.deepEqual(titles(`article “${'x'.repeat(300)}”`), []);
    assert.deepEqual(titles('article “one\ntwo”'), []);
  });
  it('takes hostile repetition in its stride', () => {
    for (const unit of ['article “a ', 'titled ', 'report, titled: “', '“"”']) quotedTitles(unit.repeat(50_000));
  });
});
