/** The documents of a study as one table: where each comes from, how far it is coded, what it names, and who judged its stance how. */
import { coverageOf, stanceState } from '../corpus/coverage';
import type { DocumentFacts, DocumentSummary } from '../corpus/types';
import type { ProjectIndex } from '../project/lookup';
import { csvOf, joined, type TableRow } from './tables';

const fixedColumns = [
  'document',
  'title',
  'outlet',
  'outlet-name',
  'country',
  'publisher',
  'via',
  'translation',
  'translated-from',
  'copy-of',
  'genre',
  'events',
  'published',
  'published-basis',
  'published-why',
  'accessed',
  'archived',
  'url',
  'language',
  'authors',
  'coverage',
  'read-by',
  'passages',
  'passages-in-comments',
  'tags',
  'actors',
  'first-day',
  'last-day',
] as const;

export interface DocumentTable {
  readonly columns: readonly string[];
  readonly rows: readonly TableRow[];
}

/**
 * A row a document, in the order given. For each question `stance:ID` holds the position's id, or `disagree`, and `stance:ID:entries` every coder's
 * judgement: a stance is nobody's but its coder's. What is hidden from the reader is not in `documents` and so in no row.
 */
export function documentTable(documents: readonly DocumentSummary[], facts: ReadonlyMap<string, DocumentFacts>, index: ProjectIndex): DocumentTable {
  const questions = index.project.stance ?? [];
  return {
    columns: [...fixedColumns, ...questions.flatMap(({ id }) => [`stance:${id}`, `stance:${id}:entries`])],
    rows: documents.map((document) => rowOf(document, facts.get(document.path), index)),
  };
}

function rowOf(document: DocumentSummary, facts: DocumentFacts | undefined, index: ProjectIndex): TableRow {
  const { metadata, publication } = document;
  const outlet = metadata.outlet === undefined ? undefined : index.outlet(metadata.outlet);
  const fixed: Readonly<Record<(typeof fixedColumns)[number], string | number | undefined>> = {
    document: document.path,
    title: metadata.title,
    outlet: metadata.outlet,
    'outlet-name': outlet?.name,
    country: outlet?.country,
    publisher: metadata.publisher,
    via: joined(metadata.via),
    translation: metadata.translation,
    'translated-from': metadata['translated-from'],
    'copy-of': metadata['copy-of'],
    genre: metadata.genre,
    events: joined(metadata.events),
    // What nobody has stated is inferred, and the next column says so.
    published: metadata.published ?? (publication && (publication.start === publication.end ? publication.end : `${publication.start}/${publication.end}`)),
    'published-basis': metadata.published === undefined ? publication?.basis : (metadata['published-basis'] ?? 'stated'),
    'published-why': metadata['published-why'] ?? publication?.why,
    accessed: metadata.accessed,
    archived: metadata.archived,
    url: metadata.url,
    language: metadata.language,
    authors: joined(metadata.authors),
    coverage: coverageOf(document),
    'read-by': joined(document.readBy),
    passages: document.passages,
    'passages-in-comments': document.comments.ids.length,
    tags: joined(Object.entries(document.tags).map(([tag, count]) => `${tag} ${count}`)),
    actors: joined(facts?.actors.map(({ name, mentions }) => `${name} ${mentions}`)),
    'first-day': facts?.firstDay,
    'last-day': facts?.lastDay,
  };
  const stances = (index.project.stance ?? []).flatMap(({ id }): readonly [string, string | undefined][] => {
    const state = stanceState(document.stance, id);
    const held = state.kind === 'coded' ? state.position : state.kind === 'disagree' ? 'disagree' : undefined;
    return [
      [`stance:${id}`, held],
      [`stance:${id}:entries`, joined(document.stance.filter(({ question }) => question === id).map(entryInCell))],
    ];
  });
  return { ...fixed, ...Object.fromEntries(stances) };
}

/** "ann: disputes (high, final, 3 passages): because of the headline" */
function entryInCell({ by, position, confidence, status, evidence, adjudicates, because }: DocumentSummary['stance'][number]): string {
  const more = [
    confidence ?? '',
    status ?? '',
    evidence?.length ? `${evidence.length} ${evidence.length === 1 ? 'passage' : 'passages'}` : '',
    adjudicates?.length ? `adjudicates ${adjudicates.join(' and ')}` : '',
  ].filter((part) => part !== '');
  return `${by}: ${position}${more.length > 0 ? ` (${more.join(', ')})` : ''}${because === undefined ? '' : `: ${because}`}`;
}

export function documentTableCsv({ columns, rows }: DocumentTable): string {
  return csvOf(columns, rows);
}
