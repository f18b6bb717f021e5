/** What all tables have in common: several values in one cell, a document's fields as cells, and rows as CSV. */
import type { ProjectIndex } from '../project/lookup';
import type { DocumentMetadata } from '../sidecar/schema';
import { csvText } from './csv';

export type Cell = string | number | undefined;
export type TableRow = Readonly<Record<string, Cell>>;

/** Several values in one cell. No id has the separator in it; a name that has one is kept apart by doubling it. */
export function joined(values: readonly string[] | undefined): string | undefined {
  return values === undefined || values.length === 0 ? undefined : values.map((value) => value.replaceAll(';', ';;')).join('; ');
}

/** The values that {@link joined} put into a cell. */
export function split(cell: string | undefined): readonly string[] {
  if (cell === undefined || cell === '') return [];
  return cell
    .replaceAll(';;', '\u0000')
    .split(';')
    .map((value) => value.replaceAll('\u0000', ';').trim())
    .filter((value) => value !== '');
}

/** The rows of a table below the names of its columns. */
export function csvOf(columns: readonly string[], rows: readonly TableRow[]): string {
  return csvText([columns, ...rows.map((row) => columns.map((column) => row[column] ?? ''))]);
}

/** Where a document comes from: what its sidecars say, under the same names in every table. */
export function metadataCells(path: string, metadata: DocumentMetadata, index: ProjectIndex) {
  const outlet = metadata.outlet === undefined ? undefined : index.outlet(metadata.outlet);
  return {
    document: path,
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
    published: metadata.published,
    'published-basis': metadata['published-basis'],
    'published-why': metadata['published-why'],
    accessed: metadata.accessed,
    archived: metadata.archived,
    events: joined(metadata.events),
    language: metadata.language,
    url: metadata.url,
    authors: joined(metadata.authors),
  } satisfies TableRow;
}
