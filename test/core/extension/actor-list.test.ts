/** Importing a list of actors: from CSV text to what stands in the registry, and what is said of rows that cannot be taken. */
import assert from 'node:assert/strict';
import { applyProjectDecision } from '../../../src/core/project';
import { type ActorList, importDecisions, importInSteps, mostRows, readActorList } from '../../../src/core/project/actorList';
import { RegistryDraft } from '../../../src/core/project/registry';
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
  (importDecisions(new RegistryDraft(project), read(text).listed).reduce(applyProjectDecision, project).actors ?? []).map(
    ({ id, name, kind, aliases = [] }) => `${id} = ${name}, ${kind}: ${aliases.join(' / ')}`,
  );
/** Problems with the text of their row. */
const problems = (text: string): string[] =>
  read(text).problems.map(({ code, message, args, start, end }) => `${code} at “${text.slice(start, end)}”: ${english(message, ...args)}`);

const before = registry('name\n');

describe('a long list of actors', () => {
  const long = `name,kind\n${Array.from({ length: 1000 }, (_, i) => `Ida Stone ${i},person`).join('\n')}\n`;

  it('is taken in steps, and stopped at any of them brings nothing', async () => {
    for (const stop of [0, 0.4, 1]) {
      const shares: number[] = [];
      const decisions = await importInSteps(new RegistryDraft(project), read(long).listed, (share) => {
        shares.push(share);
        return Promise.resolve(share < stop);
      });
      assert.equal(decisions, undefined);
      assert.ok(shares.at(-1) === stop && shares.every((share, i) => i === 0 || share > (shares[i - 1] ?? 0)), shares.join(' '));
    }
  });

  it('brings the same as at once where nobody stops it', async () => {
    const { listed } = read(long);
    const decisions = await importInSteps(new RegistryDraft(project), listed, () => Promise.resolve(true));
    assert.deepEqual(decisions, importDecisions(new RegistryDraft(project), listed));
  });
});

describe('a list of actors', () => {
  it('brings new actors, with their forms', () => {
    assert.deepEqual(registry('name,kind,aliases\nIda Stone,person,I. Stone; Stone\n"Harbour Board, The",organisation,\n').slice(2), [
      'ida-stone = Ida Stone, person: I. Stone / Stone',
      'harbour-board-the = Harbour Board, The, organisation: ',
    ]);
  });

  it('does not tear a form in quotation marks, and takes a mark that is no pair’s for a letter', () => {
    assert.deepEqual(registry('name,kind,aliases\nIda Stone,person,"""Stone; Ida""; I. ""Flint"" Stone"\nAna Stone,person,"""Flint; Ana"\n').slice(2), [
      'ida-stone = Ida Stone, person: Stone; Ida / I. "Flint" Stone',
      'ana-stone = Ana Stone, person: "Flint / Ana',
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

  it('says so where a quote is not closed, and takes the rows before it', () => {
    const text = 'name,kind,aliases\nIda Stone,person,Stone\n"Old Stone,person,\nGood Stone,person,\nBad Stone,person,\n';
    assert.deepEqual(registry(text).slice(2), ['ida-stone = Ida Stone, person: Stone']);
    assert.deepEqual(
      problems(text).map((line) => line.split(': ')[0]),
      ['list-quotes at “"Old Stone,person,”'],
    );
    const single = 'name,kind,aliases\nIda Stone,person,"the "old" Stone"\nGood Stone,person,\n';
    assert.match(problems(single).join(), /^list-quotes at “Ida Stone,person,"the "old" Stone"”/);
    assert.match(problems('"name,kind\nIda Stone,person\n').join(), /^list-columns/);
  });

  it('leaves out a form that is another actor’s, of the registry or of the list, and says whose', () => {
    const text =
      'name,kind,aliases\nAda Brook,person,the trust; A. Brook\nIda Stone,person,Stone; Old Stone; Chair\nOld Stone,person,Stone\nIda Stone,person,chair\n';
    assert.deepEqual(registry(text), [
      'ada-brook = Ada Brook, person: Minister Brook / A. Brook',
      before[1],
      'ida-stone = Ida Stone, person: Stone / chair',
      'old-stone = Old Stone, person: ',
    ]);
    assert.deepEqual(problems(text), [
      'list-shared at “Ada Brook,person,the trust; A. Brook”: “the trust” is a form of “Brook Trust” as well, so it is left out here.',
      'list-shared at “Ida Stone,person,Stone; Old Stone; Chair”: “Old Stone” is a form of “Old Stone” as well, so it is left out here.',
      'list-shared at “Old Stone,person,Stone”: “Stone” is a form of “Ida Stone” as well, so it is left out here.',
    ]);
  });

  it('does not let a second actor of one name vanish in the first', () => {
    const text = 'name,kind,aliases\nGeorgia,state,Tbilisi\nGeorgia,place,Atlanta\n';
    assert.deepEqual(registry(text).slice(2), ['georgia = Georgia, state: Tbilisi']);
    assert.match(problems(text).join(), /^list-other-kind at “Georgia,place,Atlanta”: An earlier row has “Georgia” with another kind/);
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
