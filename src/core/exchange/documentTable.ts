/** The documents of a study as one table: where each comes from, how far it is coded, what it names, and who judged its stance how, on which passages. */
import { coverageOf, isFinal, stanceState } from '../corpus/coverage';
import type { DocumentFacts, DocumentSummary } from '../corpus/types';
import type { ProjectIndex } from '../project/lookup';
import type { StanceEntry } from '../sidecar/schema';
import { csvOf, joined, metadataCells, type TableRow } from './cells';

export interface DocumentTable {
  readonly columns: readonly string[];
  readonly rows: readonly TableRow[];
}

/**
 * A row a document, in the order given. Of each question there are five columns: `stance:ID` holds the position's id, or `disagree`; `stance:ID:coders`
 * whose judgement that is, for a stance is nobody's but its coder's; `stance:ID:entries` every coder's judgement, `stance:ID:drafts` what is no judgement
 * yet, and `stance:ID:evidence` the passages that the judgements rest on: the words, or the id where the project keeps none. What is hidden from the
 * reader is not in `documents` and so in no row.
 */
export function documentTable(documents: readonly DocumentSummary[], facts: ReadonlyMap<string, DocumentFacts>, index: ProjectIndex): DocumentTable {
  const rows = documents.map((document) => rowOf(document, facts.get(document.path), index));
  return { columns: Object.keys(rows[0] ?? rowOf(none, undefined, index)), rows };
}

const none: DocumentSummary = {
  path: '',
  metadata: {},
  publication: undefined,
  stance: [],
  readBy: [],
  isTagged: false,
  taggedBy: [],
  tags: {},
  passages: 0,
  comments: { ids: [], passages: 0, tags: {} },
  drifted: 0,
  readable: true,
};

function rowOf(document: DocumentSummary, facts: DocumentFacts | undefined, index: ProjectIndex): TableRow {
  const { metadata, publication } = document;
  return {
    ...metadataCells(document.path, metadata, index),
    // What nobody has stated is inferred, and the next column says so.
    published: metadata.published ?? (publication && (publication.start === publication.end ? publication.end : `${publication.start}/${publication.end}`)),
    'published-basis': metadata.published === undefined ? publication?.basis : (metadata['published-basis'] ?? 'stated'),
    'published-why': metadata['published-why'] ?? publication?.why,
    coverage: coverageOf(document),
    'read-by': joined(document.readBy),
    'tagged-by': joined(document.taggedBy),
    passages: document.passages,
    'passages-in-comments': document.comments.passages,
    tags: joined(Object.entries(document.tags).map(([tag, count]) => `${tag} ${count}`)),
    actors: joined(facts?.actors.map(({ name, mentions }) => `${name} ${mentions}`)),
    'first-day': facts?.firstDay,
    'last-day': facts?.lastDay,
    ...Object.fromEntries((index.project.stance ?? []).flatMap(({ id }) => Object.entries(stanceCells(id, document, facts)))),
  };
}

function stanceCells(question: string, { stance }: DocumentSummary, facts: DocumentFacts | undefined): TableRow {
  const state = stanceState(stance, question);
  const entries = stance.filter((entry) => entry.question === question);
  const quotes = new Map(facts?.evidence.map(({ id, quote }) => [id, quote]));
  const name = `stance:${question}`;
  return {
    [name]: state.kind === 'coded' ? state.position : state.kind === 'disagree' ? 'disagree' : undefined,
    [`${name}:coders`]: joined(state.kind === 'coded' || state.kind === 'disagree' ? state.by : []),
    [`${name}:entries`]: joined(entries.filter(isFinal).map(entryInCell)),
    [`${name}:drafts`]: joined(entries.filter((entry) => !isFinal(entry)).map(entryInCell)),
    [`${name}:evidence`]: joined(entries.filter(isFinal).flatMap(({ by, evidence = [] }) => evidence.map((id) => `${by}: ${inMarks(quotes.get(id)) ?? id}`))),
  };
}

function inMarks(quote: string | undefined): string | undefined {
  return quote === undefined ? undefined : `“${quote}”`;
}

/** "ann: disputes (high, final, 3 passages): because of the headline" */
function entryInCell({ by, position, confidence, status, evidence, adjudicates, because }: StanceEntry): string {
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
