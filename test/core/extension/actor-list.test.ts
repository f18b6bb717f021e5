/** Importing a list of actors: from CSV text to what stands in the registry, and what is said of rows that cannot be taken. */
import assert from 'node:assert/strict';
import { applyProjectDecision } from '../../../src/core/project';
import { type ActorList, importDecisions, mostRows, readActorList } from '../../../src/core/project/actorList';
import type { Project } from '../../../src/core/project/schema';
import { csvRows } from '../../../src/extension/features/actors/csv';
import { english } from '../../../src/extension/translate';

const project: Project = {
  pressmark: 1,
  actors: [
    { id: 'ada-brook', name: 'Ada Brook', kind: 'person', aliases: ['Minister Brook'] },
    { id: 'brook-trust', name: 'Brook Trust', kind: 'organisation', aliases: ['The Trust'] },
  ],
};

const read = (text: string): ActorList => readActorList(project, csvRows(text, mostRows + 2));
const registry = (text: string): string[] =>
  (importDecisions(project, read(text).listed).reduce(applyProjectDecision, project).actors ?? []).map(
    ({ id, name, kind, aliases = [] }) => `${id} = ${name}, ${kind}: ${aliases.join(' / ')}`,
  );
/** Problems with the text of their row. */
const problems = (text: string): string[] =>
  read(text).problems.map(({ code, message, args, start, end }) => `${code} at “${text.slice(start, end)}”: ${english(message, ...args)}`);

const before = registry('name\n');

describe('a list of actors', () => {
  it('brings new actors, with their forms', () => {
    assert.deepEqual(registry('name,kind,aliases\nIda Stone,person,I. Stone; Stone\n"Harbour Board, The",organisation,\n').slice(2), [
      'ida-stone = Ida Stone, person: I. Stone / Stone',
      'harbour-board-the = Harbour Board, The, organisation: ',
    ]);
  });

  it('gives forms to actors that are there, by name or alias, without regard to case', () => {
    assert.deepEqual(registry('name,kind,aliases\nADA BROOK,person,A. Brook; minister brook\nThe trust,,TBT\n'), [
      'ada-brook = Ada Brook, person: Minister Brook / A. Brook',
      'brook-trust = Brook Trust, organisation: The Trust / TBT',
    ]);
  });

  it('knows an actor by an alias, whose name in the list is then a form', () => {
    assert.deepEqual(registry('name,aliases\nA. M. Brook,Minister Brook\n')[0], 'ada-brook = Ada Brook, person: Minister Brook / A. M. Brook');
  });

  it('takes rows of one name together', () => {
    assert.deepEqual(registry('name,kind,aliases\nIda Stone,person,Stone\nIda  Stone,person,I. Stone\n').slice(2), [
      'ida-stone = Ida Stone, person: Stone / I. Stone',
    ]);
  });

  it('reads columns in any order, other delimiters, CRLF, a byte order mark and cells of several lines', () => {
    assert.deepEqual(registry('\ufeffKind;Note;Name;Aliases\r\nPerson;"a;b\r\nc";Ida Stone;"Stone;I. Stone"\r\ncountry;;Ruritania;').slice(2), [
      'ida-stone = Ida Stone, person: Stone / I. Stone',
      'ruritania = Ruritania, state: ',
    ]);
    assert.deepEqual(registry('name\tkind\nIda Stone\tPERSON').slice(2), ['ida-stone = Ida Stone, person: ']);
  });

  it('changes nothing for rows that the registry knows', () => {
    const text = 'name,kind,aliases\nAda Brook,person,Minister Brook\n,,\n';
    assert.deepEqual([registry(text), read(text).known, problems(text)], [before, 1, []]);
  });

  it('says at its row what cannot be taken, and takes the others', () => {
    const text =
      'name,kind,aliases\n,person,X\nIda Stone,ship,\nOld Stone,,\nBrook,person,Ada Brook; Brook Trust\nAda Brook,organisation,Adb\nGood Stone,person,\n';
    assert.deepEqual(problems(text), [
      'list-name at “,person,X”: The row has no name that could stand in a registry: some text on one line, 200 characters at most.',
      'list-kind at “Ida Stone,ship,”: The kind must be one of person, organisation, state, place, group.',
      'list-kind at “Old Stone,,”: The kind must be one of person, organisation, state, place, group.',
      'list-ambiguous at “Brook,person,Ada Brook; Brook Trust”: Its forms belong to “Ada Brook” and to “Brook Trust”. Say which of the two is meant, or merge them first.',
      'list-other-kind at “Ada Brook,organisation,Adb”: “Ada Brook” is in the registry with another kind, which it keeps.',
    ]);
    assert.deepEqual(registry(text), ['ada-brook = Ada Brook, person: Minister Brook / Adb', before[1], 'good-stone = Good Stone, person: ']);
  });

  it('says so when no column is a name, or there is nothing', () => {
    for (const text of ['', 'Ida Stone,person\n', 'kind,aliases\nperson,x\n']) assert.match(problems(text)[0] ?? '', /^list-columns at/);
  });

  it('leaves out what is no name, whatever it is hidden in', () => {
    const text = 'name,kind,aliases\nIda\u202eStone,person,\nIda Stone,person,a\u0000b;ok\n';
    assert.deepEqual(
      problems(text).map((line) => line.split(' ')[0]),
      ['list-name', 'list-alias'],
    );
    assert.deepEqual(registry(text).slice(2), ['ida-stone = Ida Stone, person: ok']);
  });

  it('reads so many rows and no more', () => {
    const text = `name,kind\n${Array.from({ length: mostRows + 5 }, (_, n) => `Actor ${n},person`).join('\n')}`;
    const list = read(text);
    assert.equal(list.listed.length, mostRows);
    assert.deepEqual(
      list.problems.map(({ code }) => code),
      ['list-too-long'],
    );
  });
});
