/** One start from the cache in a folder: node out/bench/warm.cold.mjs FOLDER. Prints its CPU time in milliseconds, reading the files included, and how many documents it knew. */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parseGazetteer } from '../../src/core/actors';
import { CorpusIndex } from '../../src/core/corpus';
import { parseProject } from '../../src/core/project';
import { cpuTime, gazetteerText, projectText } from './corpus';

const folder = process.argv[2] ?? '';
const project = parseProject(projectText()).value;
const gazetteer = parseGazetteer(gazetteerText());
let restored = 0;
const cpu = cpuTime(() => {
  const index = new CorpusIndex({ pressmark: 1 }, gazetteer);
  const files = readdirSync(folder).map((name) => ({ name, bytes: readFileSync(path.join(folder, name)) }));
  restored = index.restore(files, '1').length;
  index.setProject(project);
});
console.log(JSON.stringify({ cpu, restored }));
