/** CSV as spreadsheets and statistics read it. */
import Papa from 'papaparse';

/** A spreadsheet would run a cell that begins so; East Asian ones take full-width signs for the plain ones (OWASP, “CSV Injection”). */
const formula = /[=+\-@\t\r＝＋－＠]/;
/**
 * Where the language's list separator is `;`, Excel splits at that, whatever is quoted, and ends a row at every line's end: what stands behind
 * either begins a cell there, and quotes and spaces before it protect nothing.
 */
const inner = /(?=['" \t]*[=+\-@＝＋－＠])/;
const innerRisky = new RegExp(`([;\\n\\r])${inner.source}`, 'g');
const innerGuarded = new RegExp(`([;\\n\\r])'${inner.source}`, 'g');
/** A cell that a spreadsheet takes for a number, with a point or a comma by its language. */
const number = /[ \u00a0]*(?:\d+(?:[.,]\d*)?|[.,]\d+)(?:e[+-]?\d+)?[ \u00a0]*$/;
/** One that it writes again as it was: no zeros that say nothing, no more digits than LibreOffice Calc shows, which are ten. */
const plain = /(?=.{1,11}$)(?:0|[1-9]\d{0,9})(?:[.,]\d{0,8}[1-9])?$/;

/**
 * What a spreadsheet would run, or write otherwise than it was, as `007`, `1e5` and numbers of many digits: it is written behind an
 * apostrophe, and so is what begins with apostrophes and goes on like that. The import takes one away again.
 */
const risky = `'*(?:${formula.source}|(?!${plain.source})${number.source})`;
const guarded = new RegExp(`^${risky}`, 'i');
/** The first apostrophe of {@link csvText}. */
const neutralised = new RegExp(`^'(?=${risky})`, 'i');

/** What stood in a cell before {@link csvText} guarded it. */
export function unguarded(cell: string): string {
  return cell.replace(neutralised, '').replace(innerGuarded, '$1');
}

/** RFC 4180, UTF-8 with a byte order mark, so that spreadsheets take it for UTF-8. The first row names the columns. Numbers are written as they are, text is guarded. */
export function csvText(rows: readonly (readonly (string | number)[])[]): string {
  const cells = rows.map((row) => row.map((cell) => (typeof cell === 'string' ? cell.replace(innerRisky, "$1'") : cell)));
  return `\ufeff${Papa.unparse(cells, { newline: '\r\n', escapeFormulae: guarded })}\r\n`;
}
