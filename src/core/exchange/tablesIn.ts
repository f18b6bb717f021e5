/** Tables that come in: what people decided, as {@link toCsv} and {@link toJsonLines} write it; passages also as others do. */
import Papa from 'papaparse';
import { DocumentMetadata } from '../sidecar/schema';
import { split } from './cells';
import { unguarded } from './csv';
import type { TableName } from './tables';
import type { Imported, ImportedPassage, ImportedRead, ImportedStance, Loss } from './types';

/** A record of either format. */
interface Row {
  readonly has: (column: string) => boolean;
  /** Undefined for what is empty. */
  readonly cell: (column: string) => string | undefined;
  readonly list: (column: string) => readonly string[];
}

/** A CSV table, of which its columns say what it is of; of passages, at least `document`, `tags` and a quote or a position. */
export function fromCsv(text: string): Imported {
  const { data, errors, meta } = Papa.parse(text.replace(/^\ufeff/, ''), { header: true, skipEmptyLines: 'greedy' });
  const found = new Found();
  found.losses.push(...errors.map(({ row, message }) => ({ message: 'Row {0}: {1}', args: [String((row ?? 0) + 2), message] })));
  const table = tableWith(meta.fields ?? []);
  if (typeof table !== 'string') return { documents: [], losses: [{ message: 'The table has no column “{0}”.', args: [table.lacking.join('”, “')] }] };
  for (const row of data as readonly Readonly<Record<string, string>>[]) {
    const cell = (column: string): string | undefined => {
      const value = Object.hasOwn(row, column) ? row[column] : undefined;
      return value === undefined || value === '' ? undefined : unguarded(value);
    };
    found.take(table, { has: (column) => Object.hasOwn(row, column), cell, list: (column) => split(cell(column)) });
  }
  return found.all();
}

/** JSON lines, each with its `table`. */
export function fromJsonLines(text: string): Imported {
  const found = new Found();
  for (const [at, line] of text.split('\n').entries()) {
    if (line.trim() === '') continue;
    const record = recordIn(line);
    const table = record && tables.find((name) => name === record['table']);
    if (record && table) found.take(table, rowOf(record));
    else found.losses.push({ message: 'Row {0} is no record of a table.', args: [String(at + 1)] });
  }
  return found.all();
}

const tables: readonly TableName[] = ['documents', 'passages', 'stance', 'mentions', 'dates'];

function tableWith(columns: readonly string[]): TableName | { readonly lacking: readonly string[] } {
  const has = (...wanted: readonly string[]): boolean => ['document', ...wanted].every((column) => columns.includes(column));
  if (has('tags')) return 'passages';
  if (has('question', 'position')) return 'stance';
  if (has('read-by')) return 'documents';
  if (has('rule', 'actor')) return 'mentions';
  if (has('rule', 'value')) return 'dates';
  return { lacking: ['document', 'tags'].filter((column) => !columns.includes(column)) };
}

function recordIn(line: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = JSON.parse(line);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Readonly<Record<string, unknown>>) : undefined;
  } catch {
    return undefined;
  }
}

function rowOf(record: Readonly<Record<string, unknown>>): Row {
  const value = (column: string): unknown => (Object.hasOwn(record, column) ? record[column] : undefined);
  const text = (own: unknown): readonly string[] => (typeof own === 'number' || (typeof own === 'string' && own !== '') ? [String(own)] : []);
  return {
    // A cell without a value is left out, but a passage's columns are there.
    has: () => true,
    cell: (column) => text(value(column))[0],
    list: (column) => {
      const own = value(column);
      return Array.isArray(own) ? own.flatMap(text) : text(own);
    },
  };
}

interface Said {
  readonly passages: ImportedPassage[];
  readonly stance: ImportedStance[];
  readonly read: ImportedRead[];
  readonly metadata: Record<string, string | readonly string[]>;
}

const lists: ReadonlySet<string> = new Set(['via', 'events', 'authors']);

class Found {
  readonly losses: Loss[] = [];
  private readonly documents = new Map<string, Said>();
  private marks = 0;

  take(table: TableName, row: Row): void {
    const said = this.of(row.cell('document') ?? '');
    switch (table) {
      case 'passages':
        return void said.passages.push(passageIn(row));
      case 'stance':
        return void said.stance.push(stanceIn(row));
      case 'documents': {
        const at = row.list('read-at');
        said.read.push(...row.list('read-by').map((by, nth) => ({ by, at: at[nth] })));
        for (const field of Object.keys(DocumentMetadata.entries)) {
          const value = lists.has(field) ? row.list(field) : row.cell(field);
          if (value !== undefined && value.length > 0) said.metadata[field] = value;
        }
        return;
      }
      case 'mentions':
      case 'dates':
        this.marks++;
        return;
      default:
        return table satisfies never;
    }
  }

  all(): Imported {
    const losses = [
      ...this.losses,
      ...(this.marks === 0 ? [] : [{ message: '{0} marks of actors and dates are left out: they are worked out from the texts.', args: [this.marks] }]),
    ];
    return { documents: [...this.documents].map(([source, said]) => ({ source, ...said })), losses };
  }

  private of(source: string): Said {
    const known = this.documents.get(source);
    if (known) return known;
    const said: Said = { passages: [], stance: [], read: [], metadata: {} };
    this.documents.set(source, said);
    return said;
  }
}

function passageIn({ has, cell, list }: Row): ImportedPassage {
  const [start, end] = [Number(cell('start') ?? NaN), Number(cell('end') ?? NaN)];
  return {
    id: cell('id'),
    tags: list('tags'),
    quote: cell('quote'),
    before: cell('before'),
    after: cell('after'),
    position: Number.isSafeInteger(start) && Number.isSafeInteger(end) ? [start, end] : undefined,
    ...Object.fromEntries(['voice', 'speaker', 'note'].flatMap((column) => (has(column) ? [[column, cell(column)]] : []))),
    adjudicates: list('adjudicates'),
    by: cell('by'),
    created: cell('created'),
    updated: cell('updated'),
  };
}

function stanceIn({ cell, list }: Row): ImportedStance {
  return {
    question: cell('question') ?? '',
    position: cell('position') ?? '',
    confidence: cell('confidence'),
    status: cell('status'),
    because: cell('because'),
    evidence: list('evidence'),
    adjudicates: list('adjudicates'),
    by: cell('by'),
    at: cell('at'),
  };
}
