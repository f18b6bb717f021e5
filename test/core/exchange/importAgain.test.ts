/** A file that was exported, changed elsewhere and imported again: what is the same is there, what differs is told. */
import assert from 'node:assert/strict';
import {
  type Choice,
  chosen,
  exchangeDocument,
  exported,
  fromBrat,
  fromCsv,
  fromHypothesis,
  fromQdpx,
  fromW3c,
  type Imported,
  planImport,
} from '../../../src/core/exchange';
import type { Annotation } from '../../../src/core/sidecar/schema';
import { annotation, project, text } from './sample';

const standing: readonly Annotation[] = [
  annotation('p1', 'anna', 'Ada Vane said on Monday', ['denial'], { note: 'on  Vane\nand more', voice: 'quoted', speaker: 'ada-vane' }),
  annotation('p2', 'ben', 'She is right.', ['doubt', 'unknown-tag'], { voice: 'comment' }),
  annotation('p3', 'ben', 'Vane smiled.', ['denial', 'doubt']),
];
const document = exchangeDocument({ path: 'a.txt', text, quotes: true, sidecars: [{ pressmark: 1, annotations: [...standing] }] }, project.index);

function planned({ documents: [one] }: Imported, there = standing): ReturnType<typeof planImport> {
  assert.ok(one);
  return planImport(one, {
    text,
    standing: { annotations: there },
    project: project.index,
    coder: 'anna',
    now: '2026-11-22T10:00:00Z',
    path: 'a.txt',
  });
}

/** What the import tells, by the words of the passage, and how many it knows. */
function again(imported: Imported): { readonly known: number; readonly told: readonly string[]; readonly decisions: number } {
  const plan = planned(imported);
  const told = plan.losses.map(({ message, args }) => `${message.includes('differs') ? 'differs' : message}: ${args.join(': ')}`);
  return { known: plan.known, told, decisions: plan.decisions.length };
}

function contentOf(format: 'brat' | 'csv' | 'w3c' | 'qdpx'): string | Uint8Array {
  const { files } = exported(format, [document], project, { tables: ['passages'] });
  const found = files.find(({ path }) => format !== 'brat' || path.endsWith('.ann'));
  assert.ok(found);
  return found.content;
}
const brat = contentOf('brat') as string;
const edited = (from: string | RegExp, to: string): Imported => {
  const changed = brat.replace(from, to);
  assert.notEqual(changed, brat);
  return fromBrat('a.txt', text, changed);
};

describe('an export by tag', () => {
  it('takes a settlement along with a passage that it names, also one that none holds', () => {
    const settled = annotation('s1', 'chief', 'Vane smiled.', [], { adjudicates: ['p3'] });
    const other = annotation('s2', 'chief', 'Ada Vane said on Monday', [], { adjudicates: ['p1'] });
    const of = exchangeDocument({ path: 'a.txt', text, quotes: true, sidecars: [{ pressmark: 1, annotations: [...standing, settled, other] }] }, project.index);
    const ids = (choice: Choice): readonly string[] | undefined =>
      chosen(of, choice, project.index)
        ?.passages.map(({ annotation: { id } }) => id)
        .sort();
    assert.deepEqual(ids({ tags: ['doubt'] }), ['p2', 'p3', 's1']);
    assert.deepEqual(ids({ tags: ['unheard-of'] }), []);
    assert.deepEqual(ids({ tags: ['denial'], coders: ['anna', 'ben'] }), ['p1', 'p2', 'p3'], 'of the coders asked for alone');
  });
});

describe('an import of settlements', () => {
  it('counts those that it takes', () => {
    const plan = planned(fromCsv('document,id,tags,quote,adjudicates\na.txt,q1,denial,Vane smiled.,\na.txt,q2,,Vane smiled.,q1\na.txt,q3,doubt,nowhere,q1\n'));
    assert.deepEqual([plan.decisions.length, plan.settlements], [2, 1]);
  });
});

describe('an import of what is there already', () => {
  it('knows what is the same, from every format', () => {
    const same = { known: 3, told: [], decisions: 0 };
    assert.deepEqual(again(fromBrat('a.txt', text, brat)), same);
    assert.deepEqual(again(fromBrat('a.txt', undefined, brat)), same);
    assert.deepEqual(again(fromCsv(contentOf('csv') as string)), same);
    assert.deepEqual(again(fromW3c(contentOf('w3c') as string)), same);
    assert.deepEqual(again(fromQdpx(contentOf('qdpx') as Uint8Array)), same);
  });

  it('tells by passage what differs: tag, place, note, voice, speaker, changed or taken away', () => {
    const differs = (field: string) => ({ known: 2, told: [`differs: Ada Vane said on Monday: ${field}`], decisions: 0 });
    assert.deepEqual(again(edited('T1\tdenial', 'T1\tdoubt')), differs('tags'));
    assert.deepEqual(again(edited('on Vane and more', 'on Orlo')), differs('note'));
    assert.deepEqual(again(edited(/#\d+\tAnnotatorNotes.*\n/, '')), differs('note'));
    assert.deepEqual(again(edited('Voice T1 quoted', 'Voice T1 outlet')), differs('voice'));
    assert.deepEqual(again(edited('Speaker T1 ada-vane', 'Speaker T1 orlo-finch')), differs('speaker'));
    assert.deepEqual(again(edited(/A\d+\tSpeaker T1.*\n/, '')), differs('speaker'));
    const start = text.indexOf('Ada Vane said on Monday');
    const from = [...text.slice(0, start)].length;
    const shorter = edited(/T1\tdenial .*/, `T1\tdenial ${from} ${from + 8}\tAda Vane`);
    assert.deepEqual(again(shorter), { known: 2, told: ['differs: Ada Vane: position'], decisions: 0 });
    const csv = contentOf('csv') as string;
    assert.match(csv, /denial; doubt/);
    assert.deepEqual(again(fromCsv(csv.replace('denial; doubt', 'doubt'))).told, ['differs: Vane smiled.: tags']);
  });

  it('tells where a settlement settles something else', () => {
    const settled = { ...annotation('s1', 'carla', 'Vane smiled.', ['denial']), adjudicates: ['p1', 'p3'] };
    const plan = (adjudicates: string): readonly unknown[] => {
      const { known, losses } = planned(fromCsv(`document,id,tags,quote,adjudicates,by\na.txt,s1,denial,Vane smiled.,${adjudicates},carla\n`), [
        ...standing,
        settled,
      ]);
      return [known, ...losses.map(({ args }) => args[1])];
    };
    assert.deepEqual(plan('p3; p1'), [1]);
    assert.deepEqual(plan('p1'), [0, 'adjudicates']);
    assert.deepEqual(plan(''), [1], 'a file of another tool has no place for it');
  });

  it('compares nothing that the file has no place for', () => {
    const table = 'document,id,tags,quote\na.txt,p1,denial,Ada Vane said on Monday\na.txt,p2,doubt; unknown-tag,She is right.\n';
    assert.deepEqual(again(fromCsv(table)), { known: 2, told: [], decisions: 0 });
    const row = (tag: string): string =>
      JSON.stringify([
        {
          id: 'p1',
          uri: 'a.txt',
          text: 'on Vane and more',
          tags: [tag],
          target: [{ selector: [{ type: 'TextQuoteSelector', exact: 'Ada Vane said on Monday' }] }],
        },
      ]);
    assert.deepEqual(again(fromHypothesis(row('denial'))), { known: 1, told: [], decisions: 0 });
    assert.deepEqual(again(fromHypothesis(row('doubt'))), { known: 0, told: ['differs: Ada Vane said on Monday: tags'], decisions: 0 });
  });
});
