/**
 * A start from the cache, as a window has it that was closed before: CPU time of a process of its own, which has nothing else in memory.
 *
 *     npm run bench -- warm [--documents=10000] [--starts=5]
 */
import { spawnSync } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parseGazetteer } from '../../src/core/actors';
import { CorpusIndex } from '../../src/core/corpus';
import { parseProject } from '../../src/core/project';
import { type BenchDocument, documents, gazetteerText, machine, projectText } from './corpus';

const numberOf = (name: string, otherwise: number): number =>
  Number(process.argv.find((argument) => argument.startsWith(`--${name}=`))?.slice(name.length + 3) ?? otherwise);
const [count, starts] = [numberOf('documents', 10_000), numberOf('starts', 5)];
/** Statements are read in portions, as the extension does. */
const portion = 32;

const folder = path.join(import.meta.dirname, '../../out/bench/warm');
rmSync(folder, { recursive: true, force: true });
mkdirSync(folder, { recursive: true });
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
let [files, size] = [0, 0];
for (let changes = index.cacheChanges('1'); changes.length > 0; changes = index.cacheChanges('1'))
  for (const { name, bytes } of changes) {
    if (!bytes) continue;
    writeFileSync(path.join(folder, name), bytes);
    files++;
    size += bytes.length;
  }

const cold = path.join(import.meta.dirname, '../../out/bench/warm.cold.mjs');
const times = Array.from({ length: starts }, () => {
  const { stdout, stderr, status } = spawnSync(process.execPath, [cold, folder], { encoding: 'utf8' });
  if (status !== 0) throw new Error(stderr);
  const { cpu, restored } = JSON.parse(stdout) as { readonly cpu: number; readonly restored: number };
  if (restored !== count) throw new Error(`${restored} of ${count} documents were known.`);
  return cpu;
});
console.log(`${machine()}; ${count.toLocaleString('en')} documents, ${(size / 1e6).toFixed(1)} MB of cache in ${files} files\n`);
console.log(
  `Start from the cache, CPU time of ${starts} processes: ${Math.min(...times).toFixed(0)} to ${Math.max(...times).toFixed(0)} ms. Budget for 100,000 documents: 2 s.`,
);
