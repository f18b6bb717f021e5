import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { Analysis } from '../../src/core/analysis';
import { analyserFor, emptyGazetteer } from '../../src/core/corpus/analyser';
import { type Edit, merged, Revision, within } from '../../src/core/revision';

const analyser = analyserFor({ pressmark: 1, actors: [{ id: 'mira-holt', name: 'Mira Holt', kind: 'person' }] }, emptyGazetteer);
const paragraphs = [
  'Harbour vote delayed',
  'Published: 15 January 2022',
  'Foreign Minister Anka Tarkov met Mira Holt on Friday. Tarkov will travel on 3 February 2022, Holt the following day.',
  'The council said nothing about the harbour.',
  'Photo: Mira Holt at the gate',
  'Tarkov left on Monday.',
];
const text = paragraphs.join('\n\n');

function typed(analysis: Analysis, before: string, start: number, end: number, words: string): { text: string; now: Analysis } {
  const after = before.slice(0, start) + words + before.slice(end);
  const now = Revision.of(analysis, { start, end, inserted: words.length }, after, analyser);
  assert.ok(now);
  return { text: after, now: now.whole };
}
const words = ({ mentions, dates }: Analysis): readonly string[] => [...mentions.map(({ text: own }) => own), ...dates.map(({ text: own }) => own)];

describe('marks while somebody types', () => {
  const whole = analyser.analyse(text);

  it('follow at once: what is typed is marked, and what is broken is not', () => {
    const at = text.indexOf('The council');
    const { text: after, now } = typed(whole, text, at, at, 'Mira Holt and ');
    assert.deepEqual(
      now.mentions.filter(({ start }) => start === at).map(({ actor }) => actor),
      ['mira-holt'],
    );
    assert.equal(now.mentions.length, whole.mentions.length + 1);
    const broken = typed(now, after, at + 2, at + 3, 'x');
    assert.equal(broken.now.mentions.filter(({ actor }) => actor === 'mira-holt').length, whole.mentions.filter(({ actor }) => actor === 'mira-holt').length);
    const day = text.indexOf('3 February');
    assert.equal(typed(whole, text, day, day, '1').now.dates.find(({ start }) => start === day)?.value, '2022-02-13');
  });

  it('keep what the whole document knew: a surname’s bearer, what a date counts from, the kind of a paragraph', () => {
    const tarkov = whole.mentions.find(({ text: own }) => own.endsWith('Anka Tarkov'))?.actor;
    const at = text.lastIndexOf('Tarkov') + 'Tarkov'.length;
    const { now } = typed(typed(whole, text, at, at, 's').now, `${text.slice(0, at)}s${text.slice(at)}`, at, at + 1, '');
    assert.equal(now.mentions.at(-1)?.actor, tarkov);
    const monday = now.dates.find(({ text: own }) => own.toLowerCase().includes('monday'));
    assert.equal(monday?.value, whole.dates.find(({ text: own }) => own.toLowerCase().includes('monday'))?.value);
    const gate = text.indexOf('the gate');
    const { now: photo } = typed(whole, text, gate, gate, 'x');
    assert.deepEqual(
      photo.blocks.map(({ kind }) => kind),
      whole.blocks.map(({ kind }) => kind),
    );
  });

  it('stand on their words, in order and apart, whatever is typed where', () => {
    const edit = fc.record({
      at: fc.nat(text.length),
      length: fc.nat(30),
      put: fc.constantFrom('', ' ', 'x', '\n\n', 'Mira Holt', ' on 5 May 2021 ', 'Tarkov.\n\nHolt'),
    });
    fc.assert(
      fc.property(fc.array(edit, { minLength: 1, maxLength: 6 }), fc.nat(text.length), (edits, from) => {
        let own = text;
        let all: Edit | undefined;
        for (const { at, length, put } of edits) {
          const start = Math.min(at, own.length);
          const end = Math.min(own.length, start + length);
          own = own.slice(0, start) + put + own.slice(end);
          all = all ? merged(all, { start, end, inserted: put.length }) : { start, end, inserted: put.length };
          assert.equal(text.slice(0, all.start) + own.slice(all.start, all.start + all.inserted) + text.slice(all.end), own, 'two edits as one');
          const revision = Revision.of(whole, all, own, analyser);
          assert.ok(revision);
          const now = revision.whole;
          for (const list of [now.blocks, now.mentions, now.dates])
            list.forEach(({ start: first, end: last }, i) => assert.ok(first < last && last <= own.length && first >= (list[i - 1]?.end ?? 0)));
          for (const mark of [...now.mentions, ...now.dates]) assert.equal(own.slice(mark.start, mark.end), mark.text);
          for (const { anchor } of now.dates) if (anchor?.kind === 'expression') assert.ok(anchor.range.end <= own.length);
          const view = { start: from, end: from + 60 };
          assert.deepEqual(revision.marksIn(view), { mentions: within(now.mentions, view), dates: within(now.dates, view) });
        }
      }),
    );
  });

  it('wait for the whole where an edit touches more than is read within a key’s time', () => {
    const long = 'Mira Holt spoke. '.repeat(2000);
    assert.equal(Revision.of(analyser.analyse(text), { start: text.length, end: text.length, inserted: long.length }, text + long, analyser), undefined);
  });
});

describe('an analysis in stages', () => {
  it('ends with what the analysis at once says', () => {
    const long = Array.from({ length: 3000 }, (_, n) => `${paragraphs[n % paragraphs.length] ?? ''} ${n}`).join('\n\n');
    const stages = analyserFor({ pressmark: 1 }, emptyGazetteer).stages(long);
    let count = 0;
    let step = stages.next();
    for (; !step.done; step = stages.next()) count++;
    assert.ok(count >= 4, `${count} stages`);
    assert.deepEqual(step.value, analyserFor({ pressmark: 1 }, emptyGazetteer).analyse(long));
    assert.ok(words(step.value).length > 3000);
  });
});

describe('marks in view', () => {
  it('are those that touch it', () => {
    const marks = [
      { start: 0, end: 4 },
      { start: 6, end: 9 },
      { start: 10, end: 12 },
      { start: 20, end: 22 },
    ];
    assert.deepEqual(within(marks, { start: 8, end: 10 }), marks.slice(1, 3));
    assert.deepEqual(within(marks, { start: 13, end: 19 }), []);
    assert.equal(within(marks, undefined), marks);
  });
});
