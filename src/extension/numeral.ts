/**
 * Numbers as the display language writes them: 12,000 in English, 12.000 in German. Every count that a person reads goes through here; what a sentence names by
 * its number (a line, a year, a key) stays as it is, `String`. Lint asks for one or the other wherever a number goes into a sentence.
 *
 * The language is set once, at activation, and not passed along: a window has one, and words that count are made in a hundred places.
 */
let language = 'en';
let format: Intl.NumberFormat | undefined;

/** @param locale the display language, as `vscode.env.language` has it */
export function writeNumbersIn(locale: string): void {
  language = locale;
  format = undefined;
}

/** The one formatter is made when the first number is shown: making one takes longer than thousands of numbers. */
export function numeral(count: number): string {
  format ??= formatOf(language);
  return format.format(count);
}

/** English where the display language is none that there is. */
function formatOf(locale: string): Intl.NumberFormat {
  try {
    return new Intl.NumberFormat(locale);
  } catch {
    return new Intl.NumberFormat('en');
  }
}
