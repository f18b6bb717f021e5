/**
 * Measures the temporal tagger against TIMEX3 gold, side by side with chrono-node in one run.
 *
 *     npm run bench:dates -- --gold PATH… [--errors] [--no-chrono]
 *
 * PATH is a file of JSON lines, or a folder of such, each {"doc","dct","text","timexes":[{"start","end","type","value"}]}, offsets in
 * UTF-16, `dct` the document's creation time. Strict and relaxed spans, type and value are counted as in TempEval-3
 * task A (UzZaman et al. 2013): value and type over relaxed matches. No gold belongs to this repository.
 */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { recogniseDates, resolveDates } from '../../src/core/dates';
import { blocksOf } from '../../src/core/text/blocks';
import { cpuTime } from './corpus';
import { fail, goldFiles, readLines } from './gold';
import { figures, tally, type Figures, type Timex } from './dates.score';
import { chronoTagger } from './dates.chrono';

interface GoldDocument {
  readonly doc: string;
  readonly dct: string;
  readonly text: string;
  readonly timexes: readonly Timex[];
}

/** Finds the expressions of a text published on a day. */
export type Tagger = (text: string, published: string) => readonly Timex[];

const ours: Tagger = (text, published) => {
  const blocks = blocksOf(text).map((block) => {
    const blockText = text.slice(block.start, block.end);
    return { ...block, text: blockText, dates: recogniseDates(blockText) };
  });
  return resolveDates(blocks, { start: published, end: published, basis: 'stated' });
};

function cell(n: number): string {
  return n.toFixed(1).padStart(5);
}

function row(name: string, f: Figures): string {
  const prf = (x: Figures['value']): string => `${cell(x.p)} ${cell(x.r)} ${cell(x.f)}`;
  return `${name.padEnd(22)} ${String(f.gold).padStart(5)} ${String(f.predicted).padStart(5)} | ${prf(f.strict)} | ${prf(f.relaxed)} | ${prf(f.type)} | ${prf(f.value)}`;
}

function accuracy(name: string, tagger: Tagger, gold: readonly GoldDocument[], classes: boolean, errors: boolean): void {
  const pairs = gold.map((d) => ({ gold: d.timexes, predicted: tagger(d.text, d.dct.slice(0, 10)), text: d.text }));
  console.log(row(name, figures(pairs)));
  if (!classes) return;
  for (const [label, f] of tally(pairs)) console.log(row(`  ${label}`, f));
  if (!errors) return;
  for (const [i, { gold: g, predicted, text }] of pairs.entries()) {
    for (const t of g) {
      const p = predicted.find((x) => x.start < t.end && x.end > t.start);
      if (p?.value !== t.value)
        console.log(
          `${gold[i]?.doc ?? ''}\t${t.type} ${t.value}\t${p ? `${p.type} ${p.value} ${p.rule ?? ''}` : 'missed'}\t${text.slice(Math.max(0, t.start - 50), t.end + 30).replaceAll('\n', ' ')}`,
        );
    }
  }
}

/** Fresh processes each library is started in, by turns; the middle one is told, because the first reads the files from the disk. */
const coldStarts = 11;

interface Start {
  readonly clock: number;
  readonly cpu: number;
}

/** One fresh process: milliseconds from before the import to the first document done. */
function start(script: string, library: 'ours' | 'chrono', input: string): Start {
  const { stdout, stderr, status } = spawnSync(process.execPath, [script, library], { input, encoding: 'utf8' });
  if (status !== 0) fail(`The cold start of ${library} failed: ${stderr}`);
  return JSON.parse(stdout) as Start;
}

function middle(starts: readonly Start[], of: keyof Start): string {
  return (starts.map((s) => s[of]).sort((a, b) => a - b)[(coldStarts - 1) / 2] ?? Number.NaN).toFixed(0);
}

/** Cold starts on a whole article and on one sentence: what is made ready weighs most in the second. CPU time tells on a busy machine. */
function reportColdStart(gold: readonly GoldDocument[], chrono: boolean): void {
  const script = fileURLToPath(new URL('dates.cold.mjs', import.meta.url));
  const document = gold[0];
  if (!existsSync(script) || !document) {
    console.log('cold start: measured only when the benchmark is bundled (npm run bench:dates)');
    return;
  }
  console.log(`cold start, import to first document done, milliseconds by the clock (of CPU time), middle of ${coldStarts} fresh processes:`);
  for (const [name, text] of [
    [`an article of ${document.text.length} characters`, document.text],
    ['one sentence', 'The minister said on Tuesday that the talks would go on next week.'],
  ] as const) {
    const input = JSON.stringify({ text, published: document.dct.slice(0, 10) });
    const [own, theirs]: [Start[], Start[]] = [[], []];
    for (let k = 0; k < coldStarts; k++) {
      own.push(start(script, 'ours', input));
      if (chrono) theirs.push(start(script, 'chrono', input));
    }
    const told = (starts: readonly Start[]): string => `${middle(starts, 'clock')} (${middle(starts, 'cpu')})`;
    console.log(`  ${name}: Pressmark ${told(own)}${chrono ? `; chrono-node ${told(theirs)}` : ''}`);
  }
}

/** How long the warm measure of each repeats itself, at least, and how long it takes its turn; of CPU time. */
const [warmMilliseconds, turnMilliseconds] = [4000, 250];

type Run = (d: GoldDocument, i: number) => void;

/**
 * Megabytes of UTF-8 a second of each, the best pass over the whole gold once the code is warm. They go by turns and in CPU time, so that what else the
 * machine does tells on both alike, and all get the same time to become warm in.
 */
function speeds(runs: readonly Run[], gold: readonly GoldDocument[]): readonly number[] {
  const bytes = gold.reduce((n, d) => n + Buffer.byteLength(d.text), 0);
  const best = runs.map(() => Number.POSITIVE_INFINITY);
  const spent = runs.map(() => 0);
  while (Math.min(...spent) < warmMilliseconds)
    for (const [k, run] of runs.entries()) {
      const turn = (spent[k] ?? 0) + turnMilliseconds;
      while ((spent[k] ?? 0) < turn) {
        const time = cpuTime(() => gold.forEach(run));
        spent[k] = (spent[k] ?? 0) + time;
        best[k] = Math.min(best[k] ?? time, time);
      }
    }
  return best.map((time) => bytes / 1e3 / time);
}

/** Recognition and resolution of the dates alone: cutting a text into blocks serves all of the analysis. */
function ourRun(gold: readonly GoldDocument[]): Run {
  const blocks = gold.map((d) => blocksOf(d.text).map((block) => ({ ...block, text: d.text.slice(block.start, block.end) })));
  return (d, i) => {
    const published = d.dct.slice(0, 10);
    resolveDates(
      (blocks[i] ?? []).map(({ start, kind, text }) => ({ start, kind, text, dates: recogniseDates(text) })),
      { start: published, end: published, basis: 'stated' },
    );
  };
}

async function main(): Promise<void> {
  const args = process.argv.slice(2);
  const paths = args.filter((a) => !a.startsWith('--'));
  if (!args.includes('--gold') || paths.length === 0)
    fail('Usage: npm run bench:dates -- --gold PATH… [--errors] [--no-chrono]\nThe gold is not part of this repository.');
  const files = goldFiles(paths, 'TIMEX3 gold');
  reportColdStart(readLines<GoldDocument>(files[0] ?? ''), !args.includes('--no-chrono'));
  const chrono = args.includes('--no-chrono') ? undefined : await chronoTagger();
  console.log(`${''.padEnd(22)}  gold  pred | strict P, R, F1   | relaxed P, R, F1  | type P, R, F1     | value P, R, F1`);
  for (const path of files) {
    const gold = readLines<GoldDocument>(path);
    console.log(`\n${path.split('/').at(-1) ?? path}: ${gold.length} documents`);
    accuracy('Pressmark', ours, gold, true, args.includes('--errors'));
    if (chrono) accuracy('chrono-node', chrono, gold, false, false);
    const runs: readonly Run[] = [ourRun(gold), ...(chrono ? [(d: GoldDocument) => void chrono(d.text, d.dct.slice(0, 10))] : [])];
    const [warm = Number.NaN, theirs] = speeds(runs, gold);
    console.log(
      `Pressmark ${warm.toFixed(1)} MB/s warm${theirs ? `; chrono-node ${theirs.toFixed(1)} MB/s; Pressmark is ${(warm / theirs).toFixed(1)} times as fast` : ''}`,
    );
  }
}

void main();
