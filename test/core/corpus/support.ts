/** A small corpus with a registry, for tests of the index. */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { CorpusIndex } from '../../../src/core/corpus';
import type { DocumentInput } from '../../../src/core/corpus/types';
import { parseProject } from '../../../src/core/project';
import type { Project } from '../../../src/core/project/schema';
import { canonicalText } from '../../../src/core/text/canonical';

const seeds = path.join(__dirname, '../../../seeds');
const read = (name: string): string => canonicalText(readFileSync(path.join(seeds, name), 'utf8'));

/** The seeds with their sidecars, and documents of our own that name people in several spellings. */
export const corpus: readonly DocumentInput[] = [
  ...readdirSync(seeds)
    .filter((name) => /^\d.*\.txt$/.test(name))
    .map((name): DocumentInput => {
      const yaml = readdirSync(seeds).find((other) => other === `${name}.pressmark.yaml`);
      return {
        path: name,
        text: read(name),
        stamp: `${name} 1`,
        sidecars: yaml === undefined ? [] : [{ suffix: '.pressmark.yaml', text: read(yaml), pending: [] }],
      };
    }),
  ...[
    'Yulia Morozova met Sergey Lavrenko in Kyiv on Monday. Morozova said that the talks would go on. Moscow denied this.',
    'The head of the Varden Harbour Authority, Julia Morozowa, resigned. The VHA did not comment. Lavrenko stayed.',
    'Nothing of note happened in the harbour on 3 March 2021, said the Authority; the weather was fair.',
    'In Brussels, the U.N. envoy spoke with the council. The bloc agreed. Anna-Maria O’Neil did not.',
  ].map((text, i): DocumentInput => ({ path: `own-${i}.txt`, text: `HEADLINE OF ${i}\n\n${text}\n`, stamp: `own-${i} 1`, sidecars: [] })),
];

export const seedProject: Project = parseProject(
  read('pressmark.yaml'),
  Object.fromEntries(
    ['actors', 'outlets', 'tags'].flatMap((part) => (readdirSync(seeds).includes(`pressmark.${part}.yaml`) ? [[part, read(`pressmark.${part}.yaml`)]] : [])),
  ),
).value;

/** Puts documents and reads all that is read behind. */
export function fill(index: CorpusIndex, documents: readonly DocumentInput[] = corpus): void {
  for (const document of documents) index.put(document);
  index.readStatements(documents.flatMap(({ path: name, text }) => (text === null ? [] : [{ path: name, text }])));
}

/** Everything that the index answers, in no matter which order its documents came. */
export function answers(index: CorpusIndex): unknown {
  const actors = [...index.actors()]
    .sort((a, b) => (a.id < b.id ? -1 : 1))
    .map((actor) => ({ ...actor, variants: sorted(actor.variants), statements: sorted(actor.statements) }));
  return {
    documents: sorted(index.documents()),
    passages: sorted(index.passages()),
    problems: sorted(index.problems()),
    actors,
    mentions: actors.map(({ id }) => sorted(index.mentionsOf(id))),
    statements: actors.map(({ id }) => index.statementsOf(id)),
    days: sorted(index.mentionsOfDay('2022')),
    candidates: sorted(
      corpus.flatMap(({ path: name, text }) =>
        text === null ? [] : index.statements.candidates({ path: name, text }, null, 20).map((found) => ({ ...found, own: name })),
      ),
    ),
  };
}

function sorted<T>(list: readonly T[]): readonly T[] {
  const keyed = list.map((entry) => [JSON.stringify(entry), entry] as const);
  return keyed.sort(([a], [b]) => (a < b ? -1 : 1)).map(([, entry]) => entry);
}
