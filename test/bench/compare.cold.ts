/** The first questions of a process that has done nothing yet but take an index from the cache. Started by compare.ts, which hands it everything. */
import { readFileSync } from 'node:fs';
import { deserialize } from 'node:v8';
import { parseGazetteer } from '../../src/core/actors';
import { CorpusIndex } from '../../src/core/corpus';
import { ask, cpu, type Cold, rehearse } from './compare.corpus';

async function first(): Promise<void> {
  const { files, texts, asked } = deserialize(readFileSync(0)) as Cold;
  const index = new CorpusIndex({ pressmark: 1 }, parseGazetteer(readFileSync('media/gazetteer.txt', 'utf8')));
  index.restore(files, 'bench');
  if (process.argv[2] === 'rehearsed') await rehearse(index, texts);
  const took = asked.map((one) => {
    const started = performance.now();
    const processor = cpu(() => ask(index, texts, one));
    return `${processor.toFixed(0)} (${(performance.now() - started).toFixed(0)})`;
  });
  console.log(`${took.join(', ')} ms of processor time (by the clock)`);
}

void first();
