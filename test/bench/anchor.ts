/**
 * Measures re-anchoring. Run: npx tsx test/bench/anchor.ts --gold PATH [--old-text] [--predictions OUT] [--errors N]
 *
 * PATH is a file of JSON lines, one case a line: {id, scenario, before, after, annotations: [{id, quote, before, after,
 * position, truth, …}]}, `before` and `after` of the case being the old and the new text. No such corpus is part of this
 * project. Without PATH only the times are printed, on a text of the benchmark's own making.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { anchorAll } from '../../src/core/annotations/anchor';
import type { Anchor, Selector } from '../../src/core/annotations/types';

interface GoldAnnotation extends Selector {
  readonly id: string;
  readonly quote: string;
  readonly truth: readonly [number, number] | null;
  readonly alt?: readonly [number, number];
  readonly grey?: boolean;
  readonly twin?: boolean;
}
interface Case {
  readonly id: string;
  readonly scenario: string;
  readonly before: string;
  readonly after: string;
  readonly annotations: readonly GoldAnnotation[];
}
/** `misplaced`: a place for a passage that is gone, or a wrong one where finding it is a matter of taste. It counts as wrong, but was not there to be found. */
type Verdict = 'right' | 'loose' | 'wrong' | 'misplaced' | 'refused' | 'refused-twin' | 'refused-gone' | 'grey';

const args = process.argv.slice(2);
const option = (name: string): string | undefined => (args.includes(name) ? args[args.indexOf(name) + 1] : undefined);
const gold = option('--gold');
if (gold === undefined) console.log('No --gold PATH given: times only.');
else scores(gold);
times();

function scores(path: string): void {
  const cases = readFileSync(path, 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Case);
  const withOldText = args.includes('--old-text');
  const tallies = new Map<string, Map<Verdict, number>>();
  const predictions: string[] = [];
  let errors = Number(option('--errors') ?? 0);
  const started = performance.now();
  const found = cases.map((c) => anchorAll(c.after, c.annotations, withOldText ? { oldText: c.before } : {}));
  const elapsed = performance.now() - started;
  cases.forEach((c, i) => {
    const anchors = found[i] ?? [];
    predictions.push(JSON.stringify({ id: c.id, annotations: c.annotations.map(({ id }, k) => ({ id, state: anchors[k]?.state, range: pair(anchors[k]) })) }));
    c.annotations.forEach((annotation, k) => {
      const verdict = judged(annotation, pair(anchors[k]));
      for (const key of ['all', c.scenario]) count(tallies, key, verdict);
      if ((verdict === 'wrong' || verdict === 'misplaced' || (verdict === 'refused' && args.includes('--refused'))) && errors-- > 0)
        explain(c, annotation, anchors[k], verdict);
    });
  });
  console.log(withOldText ? 'with the old text' : "from the sidecar's fields alone", `(${cases.length} cases, ${Math.round(elapsed)} ms)`);
  console.table(Object.fromEntries([...tallies].sort().map(([key, tally]) => [key, rates(tally)])));
  const out = option('--predictions');
  if (out !== undefined) writeFileSync(out, `${predictions.join('\n')}\n`);
}

function judged({ truth, alt, grey, twin }: GoldAnnotation, range: readonly [number, number] | null): Verdict {
  if (!truth) return range ? 'misplaced' : 'refused-gone';
  if (!range) return grey ? 'grey' : twin ? 'refused-twin' : 'refused';
  const best = Math.max(iou(range, truth), alt && !grey ? iou(range, alt) : 0);
  if (grey) return best >= 0.5 ? 'grey' : 'misplaced';
  return best >= 0.8 ? 'right' : best >= 0.5 ? 'loose' : 'wrong';
}

function iou(a: readonly [number, number], b: readonly [number, number]): number {
  const both = Math.max(0, Math.min(a[1], b[1]) - Math.max(a[0], b[0]));
  return both / (a[1] - a[0] + b[1] - b[0] - both || 1);
}

function pair(anchor: Anchor | undefined): readonly [number, number] | null {
  return anchor?.range ? [anchor.range.start, anchor.range.end] : null;
}

function count(tallies: Map<string, Map<Verdict, number>>, key: string, verdict: Verdict): void {
  const tally = tallies.get(key) ?? new Map<Verdict, number>();
  tallies.set(key, tally.set(verdict, (tally.get(verdict) ?? 0) + 1));
}

function rates(tally: ReadonlyMap<Verdict, number>): Record<string, number | string> {
  const n = (verdict: Verdict): number => tally.get(verdict) ?? 0;
  const all = [...tally.values()].reduce((sum, value) => sum + value, 0);
  // As in the scorer: all misplaced over all; found in place over those that are there to be found and have no twin that was refused.
  const findable = all - n('refused-gone') - n('refused-twin') - n('grey') - n('misplaced');
  const wrong = n('wrong') + n('misplaced');
  return {
    n: all,
    'wrong %': ((100 * wrong) / all).toFixed(2),
    'right %': ((100 * n('right')) / findable).toFixed(2),
    wrong,
    loose: n('loose'),
    refused: n('refused'),
    'refused twin': n('refused-twin'),
  };
}

function explain(c: Case, annotation: GoldAnnotation, anchor: Anchor | undefined, verdict: Verdict): void {
  const around = (text: string, [start, end]: readonly [number, number]): string =>
    JSON.stringify(`${text.slice(Math.max(0, start - 50), start)}⟦${text.slice(start, end)}⟧${text.slice(end, end + 50)}`);
  console.log(`${verdict} ${c.id} ${annotation.id} ${anchor?.state} ${annotation.twin ? 'twin' : ''}\n  old  ${around(c.before, annotation.position)}`);
  if (annotation.truth) console.log(`  true ${annotation.truth.join('-')} ${around(c.after, annotation.truth)}`);
  const range = pair(anchor);
  if (range) console.log(`  got  ${range.join('-')} ${around(c.after, range)}`);
  for (const { start, end } of anchor?.candidates.slice(0, 3) ?? []) console.log(`  cand ${start}-${end} ${around(c.after, [start, end])}`);
}

/** A thousand annotations on a megabyte whose every 40th sentence was changed, and twenty on an article. */
function times(): void {
  const random = generator(11);
  const vocabulary = Array.from({ length: 20_000 }, () =>
    Array.from({ length: 2 + Math.floor(random() * 4) }, () => 'ba be di do fu ga ko la me ni po ra se ti vo'.split(' ')[Math.floor(random() * 15)]).join(''),
  );
  const sentence = (): string =>
    `${Array.from({ length: 8 + Math.floor(random() * 14) }, () => vocabulary[Math.floor(vocabulary.length * random() ** 3)]).join(' ')}.`;
  for (const [units, passages] of [
    [1_000_000, 1_000],
    [4_000, 20],
  ] as const) {
    const sentences: string[] = [];
    for (let length = 0; length < units; length += (sentences.at(-1)?.length ?? 0) + 1) sentences.push(sentence());
    const text = sentences.join(' ');
    const changed = sentences.map((s, i) => (i % 40 === 1 ? sentence() : s)).join(' ');
    const selectors = Array.from({ length: passages }, (): Selector => {
      const start = text.indexOf(' ', Math.floor(random() * (units - 400))) + 1;
      const end = text.indexOf(' ', start + Math.floor(random() * 150));
      return { quote: text.slice(start, end), before: text.slice(Math.max(0, start - 32), start), after: text.slice(end, end + 32), position: [start, end] };
    });
    for (const [name, options] of [
      ['fields alone', {}],
      ['old text', { oldText: text }],
    ] as const) {
      const runs = Array.from({ length: 5 }, () => {
        // Processor time of this process, so that a busy machine does not count.
        const started = process.cpuUsage();
        anchorAll(changed, selectors, options);
        const { user, system } = process.cpuUsage(started);
        return (user + system) / 1_000;
      });
      console.log(`${passages} annotations, ${text.length} units, ${name}: ${runs.map((ms) => ms.toFixed(1)).join(' ')} ms of processor time`);
    }
  }
}

/** Mulberry32: small, seeded, good enough for a made-up text. */
function generator(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}
