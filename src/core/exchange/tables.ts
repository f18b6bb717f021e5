/** The project as tables, for spreadsheets and statistics: one record a line, in CSV or JSON lines. */
import { type Cell, csvOf, joined, metadataCells, split, type TableRow } from './cells';
import { codebookLosses, tableFields } from './losses';
import type { ExchangeDocument, ExchangeProject, Exported, Loss } from './types';

export const tableNames = ['documents', 'passages', 'stance', 'mentions', 'dates'] as const;
export type TableName = (typeof tableNames)[number];

/** Rows of each table. `start` and `end` are UTF-16 code units of the canonical text, as in the sidecar. */
const tables: Readonly<Record<TableName, (document: ExchangeDocument, project: ExchangeProject) => readonly TableRow[]>> = {
  documents: (document, { index }) => [
    {
      ...metadataCells(document.path, document.metadata, index),
      passages: document.passages.length + document.unplaced.length,
      'read-by': joined(document.read.map(({ by }) => by)),
      'read-at': joined(document.read.map(({ at }) => at)),
    },
  ],
  passages: (document, { index }) => {
    const row = (annotation: ExchangeDocument['unplaced'][number], place: { readonly start?: number; readonly end?: number }): TableRow => ({
      id: annotation.id,
      document: document.path,
      outlet: document.metadata.outlet,
      published: document.metadata.published,
      start: place.start,
      end: place.end,
      quote: document.quotes ? annotation.quote : undefined,
      before: document.quotes ? annotation.before : undefined,
      after: document.quotes ? annotation.after : undefined,
      tags: joined(annotation.tags),
      labels: joined(annotation.tags.map((tag) => index.tag(tag)?.tag.label ?? tag)),
      voice: annotation.voice,
      speaker: annotation.speaker,
      note: annotation.note,
      adjudicates: joined(annotation.adjudicates),
      by: annotation.by,
      created: annotation.created,
      updated: annotation.updated,
    });
    return [...document.passages.map((passage) => row(passage.annotation, passage)), ...document.unplaced.map((annotation) => row(annotation, {}))];
  },
  stance: (document, { index }) =>
    document.stance.map((entry) => ({
      document: document.path,
      outlet: document.metadata.outlet,
      question: entry.question,
      position: entry.position,
      label: index.position(entry.question, entry.position)?.label,
      confidence: entry.confidence,
      status: entry.status,
      because: entry.because,
      evidence: joined(entry.evidence),
      adjudicates: joined(entry.adjudicates),
      by: entry.by,
      at: entry.at,
    })),
  mentions: (document) =>
    document.mentions.map(({ start, end, kind, actor, name, rule }) => ({
      document: document.path,
      outlet: document.metadata.outlet,
      start,
      end,
      text: document.quotes ? document.text.slice(start, end) : undefined,
      kind,
      actor,
      name,
      rule,
    })),
  dates: (document) =>
    document.dates.map(({ start, end, type, value, mod, rule }) => ({
      document: document.path,
      outlet: document.metadata.outlet,
      start,
      end,
      text: document.quotes ? document.text.slice(start, end) : undefined,
      type,
      value,
      mod,
      rule,
    })),
};

/** One CSV file a table. */
export function toCsv(documents: readonly ExchangeDocument[], project: ExchangeProject, wanted: readonly TableName[] = tableNames): Exported {
  const files = wanted.map((name) => {
    const rows = documents.flatMap((document) => tables[name](document, project));
    return { path: `${name}.csv`, content: csvOf(columnsOf(name, project), rows) };
  });
  return { files, losses: tableLosses(documents, project, wanted) };
}

/** One file of JSON lines; `table` says which table a line is of. Cells without a value are left out, lists stay lists. */
export function toJsonLines(documents: readonly ExchangeDocument[], project: ExchangeProject, wanted: readonly TableName[] = tableNames): Exported {
  const lines = wanted.flatMap((table) =>
    documents.flatMap((document) => tables[table](document, project).map((row) => JSON.stringify({ table, ...listsOf(row) }))),
  );
  return { files: [{ path: 'pressmark.jsonl', content: lines.map((line) => `${line}\n`).join('') }], losses: tableLosses(documents, project, wanted) };
}

const listColumns: ReadonlySet<string> = new Set(['via', 'events', 'authors', 'read-by', 'read-at', 'tags', 'labels', 'evidence', 'adjudicates']);

function listsOf(row: TableRow): Readonly<Record<string, Cell | readonly string[]>> {
  return Object.fromEntries(
    Object.entries(row).flatMap(([key, cell]) => (cell === undefined ? [] : [[key, listColumns.has(key) ? split(String(cell)) : cell] as const])),
  );
}

function columnsOf(name: TableName, project: ExchangeProject): readonly string[] {
  const entry = { id: '', by: '', created: '', at: '', tags: [''], question: '', position: '' };
  const sample = {
    path: '',
    text: '',
    quotes: true,
    metadata: {},
    read: [],
    stance: [entry],
    passages: [],
    unplaced: [{ ...entry, position: [0, 0] }],
    mentions: [{ start: 0, end: 0, kind: '', actor: '', name: '', rule: '' }],
    dates: [{ start: 0, end: 0, type: '', value: '', rule: '' }],
    decisions: [],
  } as ExchangeDocument;
  return Object.keys(tables[name](sample, project)[0] ?? {});
}

function tableLosses(documents: readonly ExchangeDocument[], project: ExchangeProject, wanted: readonly TableName[]): readonly Loss[] {
  return [...withoutQuotes(documents), ...tableFields(documents, wanted), ...(wanted.includes('passages') ? codebookLosses(project) : [])];
}

export function withoutQuotes(documents: readonly ExchangeDocument[]): readonly Loss[] {
  const bare = documents.filter(({ quotes }) => !quotes).length;
  return bare === 0 ? [] : [{ message: '{0} documents keep no quotes: their text and quotes are left out.', args: [bare] }];
}
