/** Rows of a CSV file with their places. Knows no editor; loaded when a list is imported. */
import Papa from 'papaparse';
import type { ListRow } from '../../../core/project/actorList';

/**
 * Reads CSV as spreadsheets write it: with commas, semicolons or tabs between the cells, quotes where a cell holds one of them. Never throws.
 * @param mostRows more rows than this, the first included, are not read
 */
export function csvRows(text: string, mostRows: number): readonly ListRow[] {
  const rows: ListRow[] = [];
  let start = 0;
  Papa.parse<string[]>(text, {
    delimiter: delimiterOf(text),
    step: ({ data, errors, meta }, parser) => {
      const broken = errors.some(({ type }) => type === 'Quotes');
      // A quote that is not closed takes in the rest of the text: the problem is where the row begins.
      const end = broken ? lineEnd(text, start) : withoutLineEnd(text, start, meta.cursor);
      rows.push({ start, end, cells: data, ...(broken && { broken }) });
      start = meta.cursor;
      if (rows.length >= mostRows) parser.abort();
    },
  });
  return rows;
}

/** The one that stands oftenest in the first row. Guessing from all rows would take the semicolons between aliases for it. */
function delimiterOf(text: string): string {
  const first = /^[^\r\n]*/.exec(text)?.[0] ?? '';
  const counts = [',', '\t', ';'].map((delimiter) => ({ delimiter, count: first.split(delimiter).length }));
  return counts.reduce((best, next) => (next.count > best.count ? next : best)).delimiter;
}

function withoutLineEnd(text: string, start: number, end: number): number {
  let at = Math.min(end, text.length);
  while (at > start && (text[at - 1] === '\n' || text[at - 1] === '\r')) at--;
  return at;
}

function lineEnd(text: string, start: number): number {
  const length = text.slice(start).search(/[\r\n]/);
  return length < 0 ? text.length : start + length;
}
