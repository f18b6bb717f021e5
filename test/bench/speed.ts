/**
 * Analysis in megabytes a second on one core, cold and warm and stage by stage, beside chrono-node (dates), compromise (actors) and the limit: decoding the
 * same bytes, and one pass over the characters. CPU time, so that other programs do not count.
 *
 *     npm run bench -- speed [FOLDER]
 */
import nlp from 'compromise';
import { parseGazetteer } from '../../src/core/actors';
import { CorpusIndex } from '../../src/core/corpus';
import { Analyser } from '../../src/core/analysis';
import { analyserFor } from '../../src/core/corpus/analyser';
import { marksOf } from '../../src/core/corpus/marks';
import { Pool } from '../../src/core/corpus/pool';
import { Signatures } from '../../src/core/corpus/signature';
import { inferPublication, recogniseDates, resolveDates } from '../../src/core/dates';
import { createActorRecogniser } from '../../src/core/actors';
import { parseProject } from '../../src/core/project';
import { QuotationReader } from '../../src/core/quotations';
import { Lexicon, statementKeys } from '../../src/core/statements';
import { blocksOf } from '../../src/core/text/blocks';
import { lineIndexOf } from '../../src/core/text/lines';
import { type BenchDocument, cpuTime, documents, folderOf, gazetteerText, machine, projectText, table } from './corpus';
import { chronoTagger } from './dates.chrono';

/** Documents of one pass: some 1.6 MB. */
const count = 400;
/** Passes before the first that counts (until eight or so each is quicker than the last), and passes that count: the best of them. */
const [warming, measured] = [10, 5];
/** The peers are slow: they get a part. */
const peersPart = 10;

const folder = process.argv.slice(2).find((argument) => !argument.startsWith('--'));
const corpus: readonly BenchDocument[] = folder === undefined ? [...documents(count)] : [...folderOf(folder)];
const bytes = corpus.map(({ text }) => new TextEncoder().encode(text));
const size = bytes.reduce((sum, { length }) => sum + length, 0);
const project = parseProject(projectText()).value;
const gazetteer = parseGazetteer(gazetteerText());

const rows: (readonly string[])[] = [];
function row(name: string, milliseconds: number, budget: string, of = size): void {
  rows.push([name, (of / 1000 / milliseconds).toFixed(1), ((1e6 * milliseconds) / of).toFixed(1), budget]);
}
function best(pass: () => void): number {
  for (let i = 0; i < warming; i++) pass();
  return Math.min(...Array.from({ length: measured }, () => cpuTime(pass)));
}

// Cold: the first pass of a process, with everything that is compiled or built at first use.
const cold = cpuTime(() => {
  const analyser = analyserFor(project, gazetteer);
  for (const { text } of corpus) analyser.analyse(text);
});
row('analysis, cold (first pass of a process)', cold, '');
const recogniser = createActorRecogniser({ actors: project.actors ?? [], notActors: [] }, gazetteer);
row(
  'analysis, warm, nothing remembered',
  best(() => {
    const analyser = new Analyser(recogniser, () => undefined);
    for (const { text } of corpus) analyser.analyse(text);
  }),
  '5.5 MB/s',
);
const remembering = analyserFor(project, gazetteer);
row(
  'analysis, warm, blocks known',
  best(() => {
    for (const { text } of corpus) remembering.analyse(text);
  }),
  '',
);

const blocks = corpus.map(({ text }) => blocksOf(text).map((block) => ({ ...block, text: text.slice(block.start, block.end) })));
const stage = (name: string, run: (i: number) => void, budget = ''): void =>
  row(
    name,
    best(() => corpus.forEach((_, i) => run(i))),
    budget,
  );
stage('  blocks', (i) => blocksOf(corpus[i]?.text ?? ''));
stage('  actors: recognise', (i) => blocks[i]?.forEach(({ text }) => recogniser.recognise(text)), '8 MB/s with link');
const actors = blocks.map((own) => own.map((block) => ({ ...block, mentions: recogniser.recognise(block.text) })));
stage('  actors: link', (i) => recogniser.link(actors[i] ?? []));
stage('  dates: recognise', (i) => blocks[i]?.forEach(({ text }) => recogniseDates(text)), '3 × chrono-node');
const dates = blocks.map((own) => own.map((block) => ({ ...block, dates: recogniseDates(block.text), mentions: [] })));
stage('  dates: publication', (i) => inferPublication({ blocks: dates[i] ?? [] }));
stage('  dates: resolve', (i) => resolveDates(dates[i] ?? [], { start: '2022-01-15', end: '2022-01-15', basis: 'stated' }));
stage(
  '  both: actors linked and dates resolved, from their blocks',
  (i) => {
    const read = blocks[i]?.map((block) => ({ ...block, mentions: recogniser.recognise(block.text), dates: recogniseDates(block.text) })) ?? [];
    recogniser.link(read);
    resolveDates(read, { start: '2022-01-15', end: '2022-01-15', basis: 'stated' });
  },
  '5.5 MB/s',
);
const analyses = corpus.map(({ text }) => remembering.analyse(text));
const pool = new Pool();
stage('index: marks in ten bytes', (i) => {
  const analysis = analyses[i];
  if (analysis) marksOf(analysis, lineIndexOf(corpus[i]?.text ?? ''), pool);
});
const reader = new QuotationReader();
stage('index, behind: quotations (blocks known)', (i) => reader.read(corpus[i]?.text ?? '', analyses[i]?.blocks ?? [], analyses[i]?.mentions ?? []));
const lexicon = new Lexicon();
stage('index, behind: keys of statements', (i) => statementKeys(corpus[i]?.text ?? '', analyses[i]?.blocks ?? [], lexicon));
const signatures = new Signatures();
stage('index, behind: signature', (i) => signatures.of(corpus[i]?.text ?? ''));
const indexes = Array.from({ length: warming + measured }, () => new CorpusIndex(project, gazetteer));
row(
  'index, all of it',
  best(() => {
    const index = indexes.pop();
    for (const { path, text } of corpus) index?.put({ path, text, sidecars: [] });
    index?.readStatements(corpus);
  }),
  '',
);
stage('limit: decoding', (i) => new TextDecoder('utf-8', { fatal: true }).decode(bytes[i]));
let sum = 0;
stage('limit: one pass over the characters', (i) => {
  const text = corpus[i]?.text ?? '';
  for (let at = 0; at < text.length; at++) sum += text.charCodeAt(at);
});

async function peers(): Promise<void> {
  const part = corpus.slice(0, peersPart);
  const partSize = bytes.slice(0, peersPart).reduce((total, { length }) => total + length, 0);
  const chrono = await chronoTagger();
  row(
    'peer: chrono-node (dates)',
    best(() => part.forEach(({ text }) => chrono(text, '2022-01-15'))),
    '',
    partSize,
  );
  row(
    'peer: compromise (actors)',
    best(() => part.forEach(({ text }) => void nlp(text).topics().json())),
    '',
    partSize,
  );
}

await peers();
console.log(`${machine()}; ${corpus.length} documents, ${(size / 1e6).toFixed(1)} MB; CPU time, best of ${measured} passes (${sum > 0 ? 'one core' : ''})\n`);
console.log(table(['stage', 'MB/s', 'ns a byte', 'budget'], rows));
