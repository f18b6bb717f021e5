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
    assert.equal(named(`${couple} Secretary Clinton spoke to reporters.`).at(-1), 'Clinton > Hillary Clinton (title-surname-last-named)');
  });
  it('a title of a woman or a man goes to the one whose given name it fits, however often the other is named', () => {
    assert.equal(named(`${couple} Mrs. Clinton waved.`).at(-1), 'Clinton > Hillary Clinton (title-surname-by-title)');
    assert.equal(
      named('Hillary Clinton spoke. Bill Clinton spoke. Hillary Clinton left. Mr. Clinton stayed.').at(-1),
      'Clinton > Bill Clinton (title-surname-by-title)',
    );
    assert.equal(named('Bill Clinton left. Mrs. Clinton stayed.').at(-1), 'Clinton > Clinton (title-name)');
    assert.equal(named('Jean Harker spoke. Mrs. Harker waved.').at(-1), 'Harker > Jean Harker (title-surname)', 'a name of both says nothing');
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
  it('whom only a middle initial tells apart are two', () => {
    const ids = (text: string): readonly string[] => read(text).map((m) => m.actor);
    assert.deepEqual(ids('George W. Bush spoke. George P. Bush left.'), ['~person.george-w-bush', '~person.george-p-bush']);
    assert.deepEqual(ids('George W. Bush spoke. George Bush left.'), ['~person.george-bush', '~person.george-bush']);
    assert.equal(new Set(ids('John A. Smith met John B. Smith. John A. Smith spoke.')).size, 2);
  });
  it('whom several middle names tell apart are two as well, and the name without any is neither', () => {
    const ids = (text: string): readonly string[] => read(text).map((m) => m.actor);
    assert.deepEqual(ids('George W. Bush followed George H.W. Bush. George Bush spoke.'), [
      '~person.george-w-bush',
      '~person.george-h-w-bush',
      '~person.george-bush',
    ]);
    assert.deepEqual(ids('John Paul Mason met John A. Mason.'), ['~person.john-paul-mason', '~person.john-a-mason']);
  });
  it('a middle initial that the id leaves out is told, of every mention of the name', () => {
    const told = (text: string): readonly unknown[] => read(text).map((m) => [m.text, m.actor, m.told]);
    assert.deepEqual(told('John A. Mason spoke. John Mason left. Mr. Mason said so.'), [
      ['John A. Mason', '~person.john-mason', 'John A. Mason'],
      ['John Mason', '~person.john-mason', 'John A. Mason'],
      ['Mason', '~person.john-mason', 'John A. Mason'],
    ]);
    assert.deepEqual(told('John Mason spoke.'), [['John Mason', '~person.john-mason', undefined]]);
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

describe('actors, middle names and the registry', () => {
  const person = (id: string, name: string, ...aliases: string[]): Actor => ({ id, name, kind: 'person', aliases });
  const ids = (text: string, ...actors: Actor[]): readonly string[] => read(text, actors).map((m) => m.actor);

  it('other middle names are another person’s, whatever forms without them the entry has', () => {
    const elder = person('elder', 'George H. W. Bush', 'George Bush');
    assert.deepEqual(ids('George W. Bush spoke. George Bush left.', elder), ['~person.george-bush', 'elder']);
    assert.deepEqual(ids('Minister George Herbert Walker Bush left.', elder), ['elder']);
  });
  it('a middle initial is the entry’s that has none, but not two of them', () => {
    const mason = person('mason', 'John Mason');
    assert.deepEqual(ids('Minister John A. Mason spoke.', mason), ['mason']);
    assert.deepEqual(ids('John A. Mason met John B. Mason.', mason), ['~person.john-a-mason', '~person.john-b-mason']);
  });
});

describe('actors, acronyms of the registry', () => {
  const organisation = (id: string, name: string): Actor => ({ id, name, kind: 'organisation' });
  const council = organisation('council', 'National Resilience Council');
  const actors = (text: string, registry: readonly Actor[]): readonly string[] => read(text, registry).map((m) => `${m.text} ${m.actor} ${m.rule}`);

  it('stand for the one organisation that has these initials, in a document that never spells them out', () => {
    assert.deepEqual(actors('The NRC said that it would vote.', [council]), ['NRC council registry-acronym']);
  });
  it('stand for none where two have them, or where the document says who is meant', () => {
    assert.deepEqual(
      read('The NRC said that it would vote.', [council, organisation('rail', 'Northern Rail Company')]).map((m) => m.provisional),
      [true],
    );
    assert.ok(read('The Norwegian Refugee Council (NRC) left. The NRC said so.', [council]).every((m) => m.provisional));
  });
  it('never take the name of a public body', () => {
    assert.ok(read('The WHO said so.', [organisation('house', 'Western Housing Organisation')]).every((m) => m.actor !== 'house'));
  });
});

describe('actors, refused forms', () => {
  const ilic: Actor = { id: 'ana-ilic', name: 'Ana Ilić', kind: 'person' };
  const found = (text: string, notActors: readonly string[]): readonly string[] => {
    const recogniser = createActorRecogniser({ actors: [ilic], notActors }, gazetteer);
    return recogniser.link([{ start: 0, text, kind: 'body', mentions: recogniser.recognise(text) }]).map((m) => m.text);
  };

  it('may be a title with a name: the name alone stays', () => {
    const text = 'President Ilić spoke. Ana Ilić left.';
    assert.deepEqual(found(text, []), ['President Ilić', 'Ana Ilić']);
    assert.deepEqual(found(text, ['President Ilić']), ['Ana Ilić']);
  });
});
