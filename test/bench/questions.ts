/**
 * What the index is asked with a card, over many documents: CPU time of its worker's part, first and again.
 *
 *     npm run bench -- questions [--documents=10000]
 */
import { parseGazetteer } from '../../src/core/actors';
import { CorpusIndex } from '../../src/core/corpus';
import { parseProject } from '../../src/core/project';
import { type BenchDocument, cpuTime, documents, gazetteerText, generated, machine, projectText, table } from './corpus';

const count = Number(process.argv.find((argument) => argument.startsWith('--documents='))?.slice('--documents='.length) ?? 10_000);
/** Statements are read in portions, as the extension does. */
const portion = 32;
const [asked, rounds] = [10, 5];

const index = new CorpusIndex(parseProject(projectText()).value, parseGazetteer(gazetteerText()));
let slice: BenchDocument[] = [];
for (const document of documents(count)) {
  index.put({ path: document.path, text: document.text, sidecars: [], stamp: '1 1' });
  slice.push(document);
  if (slice.length < portion) continue;
  index.readStatements(slice);
  slice = [];
}
index.readStatements(slice);

const actors = index.actors().slice(0, asked);
const days = ['2022-01-15', '2021-03-01', '2022'];

/** Milliseconds: the middle and the greatest. */
function told(times: readonly number[]): readonly string[] {
  const sorted = [...times].sort((a, b) => a - b);
  return [sorted[sorted.length >> 1] ?? 0, sorted.at(-1) ?? 0].map((time) => time.toFixed(2));
}

/** One more document in between, as when it is saved: what was remembered has to follow. */
let edits = 0;
function edited(): void {
  const { path, text } = generated(edits++);
  index.put({ path, text: `${text} Word.`, sidecars: [], stamp: `${edits} 2` });
}

function row(name: string, question: (n: number) => unknown, many: number): readonly string[] {
  const first = Array.from({ length: many }, (_, n) => cpuTime(() => question(n)));
  const again = Array.from({ length: rounds * many }, (_, n) => cpuTime(() => question(n % many)));
  const after = Array.from({ length: rounds * many }, (_, n) => {
    edited();
    return cpuTime(() => question(n % many));
  });
  return [name, ...told(first), ...told(again), ...told(after)];
}

console.log(
  `${machine()}\n\n${count.toLocaleString('en')} documents; the ${actors.length} actors with the most mentions, in ${actors[0]?.documents ?? 0} documents and fewer.\n`,
);
console.log(
  table(
    ['CPU time, ms', 'first: middle', 'longest', 'again: middle', 'longest', 'after a change: middle', 'longest'],
    [
      row('counts of an actor', (n) => index.actor(actors[n]?.id ?? ''), actors.length),
      row('a statement an outlet', (n) => index.statementExamples(actors[n]?.id ?? ''), actors.length),
      row('mentions of a day', (n) => index.mentionsOfDay(days[n] ?? ''), days.length),
      row('wordings elsewhere', (n) => index.statements.candidates(generated(n), null, 31), 5),
    ],
  ),
);
