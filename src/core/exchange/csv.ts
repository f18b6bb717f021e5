/** CSV as spreadsheets and statistics read it. */
import Papa from 'papaparse';

/** A spreadsheet would run a cell that begins so; it is written behind an apostrophe, which the import takes away again. */
const formula = /^'*[=+\-@\t\r]/;
export const neutralised = /^'(?='*[=+\-@\t\r])/;

/** RFC 4180, UTF-8 with a byte order mark, so that spreadsheets take it for UTF-8. The first row names the columns. */
export function csvText(rows: readonly (readonly (string | number)[])[]): string {
  return `\ufeff${Papa.unparse([...rows], { newline: '\r\n', escapeFormulae: formula })}\r\n`;
}
