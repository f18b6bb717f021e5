/** Text in pictures, which break no lines of their own. Widths are estimates: SVG made for a file has no page to measure in. */

/** Pixels that a character of 12 px takes up, on average, in the sans-serif faces of editors. */
export const characterWidth = 6.4;

/** A text on one line of so many pixels. */
export function fit(text: string, width: number): string {
  return cut(text, Math.floor(width / characterWidth));
}

/** A text on at most so many lines of so many pixels; words that are longer than a line are broken. */
export function wrap(text: string, width: number, most: number): readonly string[] {
  const length = Math.max(3, Math.floor(width / characterWidth));
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(/\s+/).filter((part) => part !== '')) {
    const longer = line === '' ? word : `${line} ${word}`;
    if (longer.length <= length) line = longer;
    else {
      if (line !== '') lines.push(line);
      line = word;
    }
  }
  if (line !== '') lines.push(line);
  const shown = lines.slice(0, most).map((one) => cut(one, length));
  const last = shown.at(-1);
  if (lines.length > most && last !== undefined) shown[shown.length - 1] = last.endsWith('…') ? last : cut(`${last} …`, length, true);
  return shown;
}

function cut(text: string, length: number, more = false): string {
  if (text.length <= length) return text;
  const kept = text
    .slice(0, Math.max(1, length - 1))
    .replace(/[\ud800-\udbff]$/, '')
    .trimEnd();
  return more && kept.endsWith('…') ? kept : `${kept}…`;
}
