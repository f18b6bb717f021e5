/**
 * Measures the comparison of statements. Run: npm run bench:compare -- --gold PATH… [--threshold T] [--errors N]
 *
 * PATH is a file of JSON lines, or a folder of such: pairs of sentences {id, a, b, same} (texts and 0 or 1), pairs of documents
 * {id, a: {text}, b: {text}, pairs: [{a, b, full_a, full_b, relation}]} whose shared passages are known, and pairs of documents
 * of different events {…, negative, pairs: []}, in which whatever is found is wrong. No such corpus is part of this project.
 * Without PATH only the times are printed, on texts of the benchmark's own making.
 */
import { readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { parseGazetteer } from '../../src/core/actors';
import { CorpusIndex } from '../../src/core/corpus';
import { analyserFor } from '../../src/core/corpus/analyser';
import { Lexicon, prepare, type Prepared, sharedStatements, statementMarks, wholeScore } from '../../src/core/statements';
import { canonicalText } from '../../src/core/text/canonical';
import { chainedRuns, commonRuns, jaccard, type Pair } from './compare.baselines';
import { foundByCover, foundByIou, type GoldPair, judge } from './compare.score';
import { askOthers, cacheOf, corpusTimes, cpu, inFreshProcesses, rehearse, wordingsOver } from './compare.corpus';

interface SentencePair {
  readonly id: string;
  readonly a: string;
  readonly b: string;
  readonly same: 0 | 1;
}
interface DocumentPair {
  readonly id: string;
  readonly a: { readonly text: string };
  readonly b: { readonly text: string };
  readonly pairs: readonly GoldPair[];
  readonly negative?: string;
}

const args = process.argv.slice(2);
const values = (name: string): readonly string[] => {
  const from = args.indexOf(name);
  if (from === -1) return [];
  const rest = args.slice(from + 1);
  const to = rest.findIndex((arg) => arg.startsWith('--'));
  return to === -1 ? rest : rest.slice(0, to);
};
const gazetteer = parseGazetteer(readFileSync('media/gazetteer.txt', 'utf8'));
const analyser = analyserFor({ pressmark: 1 }, gazetteer);
const lexicon = new Lexicon();
const prepared = (text: string): Prepared => {
  const analysis = analyser.analyse(text);
  return prepare(text, lexicon, { blocks: analysis.blocks, marks: statementMarks(analysis) });
};
const percent = (x: number): number => Math.round(x * 1000) / 10;

void run();

async function run(): Promise<void> {
  const rows = values('--gold').flatMap(filesOf).flatMap(readLines);
  if (rows.length === 0) console.log('No --gold PATH given: times only.');
  else {
    sentences(rows.filter((row): row is SentencePair => 'same' in row));
    await passages(rows.filter((row): row is DocumentPair => 'pairs' in row));
  }
  await corpusTimes(gazetteer, (text) => analyser.analyse(text), prepared);
}

function filesOf(given: string): readonly string[] {
  if (!statSync(given).isDirectory()) return [given];
  return readdirSync(given)
    .filter((name) => name.endsWith('.jsonl'))
    .map((name) => path.join(given, name));
}

function readLines(file: string): readonly (SentencePair | DocumentPair)[] {
  return readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => JSON.parse(line) as SentencePair | DocumentPair);
}

function sentences(pairs: readonly SentencePair[]): void {
  if (pairs.length === 0) return;
  const given = values('--threshold')[0];
  const figures = (score: (pair: SentencePair) => number, threshold?: number): Record<string, number> => {
    const {
      threshold: at,
      accuracy,
      f1,
      specificity,
      auc,
    } = judge(
      pairs.map((pair) => ({ same: pair.same === 1, score: score(pair) })),
      threshold,
    );
    return { threshold: Math.round(at * 1000) / 1000, accuracy: percent(accuracy), F1: percent(f1), 'not-same found': percent(specificity), AUC: percent(auc) };
  };
  const pressmark = ({ a, b }: SentencePair): number => {
    const [x, y] = [prepared(a), prepared(b)];
    return wholeScore(x, y, []);
  };
  console.log(`${pairs.length} sentence pairs, ${pairs.filter(({ same }) => same === 1).length} the same; thresholds ${given ?? 'chosen here'}`);
  console.table({ pressmark: figures(pressmark, given === undefined ? undefined : Number(given)), 'word Jaccard': figures(({ a, b }) => jaccard(a, b)) });
}

async function passages(pairs: readonly DocumentPair[]): Promise<void> {
  if (pairs.length === 0) return;
  let errors = Number(values('--errors')[0] ?? 0);
  const ready = new Map(pairs.map((pair) => [pair, [prepared(pair.a.text), prepared(pair.b.text)] as const]));
  const methods: Readonly<Record<string, (pair: DocumentPair) => readonly Pair[]>> = {
    pressmark: (pair) => {
      const [a, b] = ready.get(pair) ?? [prepared(''), prepared('')];
      return sharedStatements(a, b).map((found) => ({ a: [found.a.start, found.a.end], b: [found.b.start, found.b.end], score: found.score }));
    },
    'common run of 6': ({ a, b }) => commonRuns(a.text, b.text),
    'chained runs': ({ a, b }) => chainedRuns(a.text, b.text),
  };
  const [positive, negative] = [pairs.filter((pair) => pair.negative === undefined), pairs.filter((pair) => pair.negative !== undefined)];
  const gold = positive.reduce((sum, { pairs: all }) => sum + all.length, 0);
  console.log(`${positive.length} document pairs with ${gold} shared passages; ${negative.length} of different events`);
  const table = Object.entries(methods).map(([name, method]) => {
    let [byIou, byCover, predicted] = [0, 0, 0];
    for (const pair of positive) {
      const found = method(pair);
      predicted += found.length;
      for (const passage of pair.pairs) {
        if (foundByIou(passage, found)) byIou++;
        if (foundByCover(passage, found)) byCover++;
        else if (name === 'pressmark' && errors-- > 0)
          console.log(`missed (${passage.relation}) ${pair.id}\n  ${pair.a.text.slice(...passage.a)}\n  ${pair.b.text.slice(...passage.b)}`);
      }
    }
    const wrong = negative.reduce((sum, pair) => sum + method(pair).length, 0);
    return [
      name,
      {
        'recall IoU 0.5': percent(byIou / gold),
        'recall cover': percent(byCover / gold),
        'predicted a pair': Math.round((100 * predicted) / positive.length) / 100,
        'false a negative': Math.round((100 * wrong) / negative.length) / 100,
      },
    ] as const;
  });
  console.table(Object.fromEntries(table));
  const each = (act: (pair: DocumentPair) => void): string => (cpu(() => pairs.forEach(act)) / pairs.length).toFixed(1);
  console.log(`${each((pair) => void sharedStatements(prepared(pair.a.text), prepared(pair.b.text)))} ms of processor time a document pair, analysis included`);
  await realTimes(pairs);
  const corpus = wordingsOver((text) => analyser.analyse(text));
  const whole = each(({ a, b }) => void corpus.comparison({ path: 'a.txt', text: a.text }, { path: 'b.txt', text: b.text }));
  console.log(`${whole} ms of processor time for two documents whole: analysis, statements, voices, differences, and what only one has`);
}

/** How others worded each of fifty sentences, over the articles of the gold as one corpus. */
async function realTimes(pairs: readonly DocumentPair[]): Promise<void> {
  const texts = new Map(pairs.flatMap(({ a, b }, i) => [[`a${i}.txt`, canonicalText(a.text)] as const, [`b${i}.txt`, canonicalText(b.text)] as const]));
  const index = new CorpusIndex({ pressmark: 1 }, gazetteer);
  for (const [name, text] of texts) {
    index.put({ path: name, text, sidecars: [], stamp: '' });
    index.readStatements([{ path: name, text }]);
  }
  const asked = pairs.flatMap(({ pairs: [passage] }, i) => {
    const text = texts.get(`a${i}.txt`) ?? '';
    return passage ? [{ own: { path: `a${i}.txt`, text }, range: { start: passage.a[0], end: passage.a[1] } }] : [];
  });
  await rehearse(index, texts);
  askOthers('passages of real articles', index, texts, asked.slice(0, 50));
  index.statements.forget();
  askOthers('the same again, nothing remembered: by compiled code', index, texts, asked.slice(0, 50));
  inFreshProcesses({ files: cacheOf(index), texts, asked: asked.slice(0, 5) });
}
