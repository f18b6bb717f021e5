/**
 * One start from the cache in a folder: node out/bench/warm.cold.mjs FOLDER. Prints its processor time and its time by the clock in milliseconds, reading the
 * files included, and how many documents it knew.
 */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parseGazetteer } from '../../src/core/actors';
import { CorpusIndex } from '../../src/core/corpus';
import { metaName } from '../../src/core/corpus/cacheNames';
import { parseProject } from '../../src/core/project';
import { cpuTime, gazetteerText, projectText } from './corpus';

/** Files that are read together, as the extension does. */
const together = 8;

const folder = process.argv[2] ?? '';
const project = parseProject(projectText()).value;
const gazetteer = parseGazetteer(gazetteerText());
let restored = 0;
const begun = performance.now();
const cpu = cpuTime(() => {
  const index = new CorpusIndex({ pressmark: 1 }, gazetteer);
  const read = (name: string): { readonly name: string; readonly bytes: Buffer } => ({ name, bytes: readFileSync(path.join(folder, name)) });
  const meta = read(metaName);
  const names = readdirSync(folder).filter((name) => name !== metaName);
  for (let from = 0; from < names.length; from += together) restored += index.restore([meta, ...names.slice(from, from + together).map(read)], '1').length;
  index.setProject(project);
});
console.log(JSON.stringify({ cpu, clock: performance.now() - begun, restored }));
