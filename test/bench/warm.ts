/**
 * A start from the cache, as a window has it that was closed before: processor time and time by the clock, of processes that have nothing else in memory.
 *
 *     npm run bench -- warm [--documents=10000] [--starts=5] [--cache=FOLDER]     --cache: that of an earlier run, of so many documents
 */
import { readdirSync, statSync } from 'node:fs';
import path from 'node:path';
import { parseGazetteer } from '../../src/core/actors';
import { CorpusIndex } from '../../src/core/corpus';
import { parseProject } from '../../src/core/project';
import { type BenchDocument, documents, gazetteerText, machine, projectText } from './corpus';
import { keptIn, started, type Started } from './started';

const numberOf = (name: string, otherwise: number): number =>
  Number(process.argv.find((argument) => argument.startsWith(`--${name}=`))?.slice(name.length + 3) ?? otherwise);
const [count, starts] = [numberOf('documents', 10_000), numberOf('starts', 5)];
/** Statements are read in portions, as the extension does. */
const portion = 32;

/** The cache of a run before, where one is named: making that of 100,000 documents takes minutes. */
const known = process.argv.find((argument) => argument.startsWith('--cache='))?.slice('--cache='.length);

function made(): string {
  const index = new CorpusIndex(parseProject(projectText()).value, parseGazetteer(gazetteerText()));
  let slice: BenchDocument[] = [];
  for (const document of documents(count)) {
    index.put({ path: document.path, text: document.text, sidecars: [], stamp: `${document.text.length} 1` });
    slice.push(document);
    if (slice.length < portion) continue;
    index.readStatements(slice);
    slice = [];
  }
  index.readStatements(slice);
  return keptIn('warm', index).folder;
}

const folder = known ?? made();
const files = readdirSync(folder).map((name) => statSync(path.join(folder, name)).size);
const size = files.reduce((sum, bytes) => sum + bytes, 0);

const times = Array.from({ length: starts }, () => started(folder, count));
const range = (of: (one: Started) => number): string => `${Math.min(...times.map(of)).toFixed(0)} to ${Math.max(...times.map(of)).toFixed(0)} ms`;
console.log(`${machine()}; ${count.toLocaleString('en')} documents, ${(size / 1e6).toFixed(1)} MB of cache in ${files.length} files\n`);
console.log(
  `Start from the cache, ${starts} processes: ${range(({ cpu }) => cpu)} of processor time, ${range(({ clock }) => clock)} by the clock. Budget for 100,000 documents: 2 s.`,
);
