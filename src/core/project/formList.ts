/**
 * Forms of a name as one line of text that a person edits, with semicolons between them. A form that has a semicolon in it, or begins with a quotation mark,
 * stands in double quotation marks, those in it doubled, as in a CSV file: no form is torn.
 */
import { tidyName } from './registry';

export function formsAsText(forms: readonly string[]): string {
  return forms.map((form) => (/;|^\s*"/.test(form) ? `"${form.replaceAll('"', '""')}"` : form)).join('; ');
}

/**
 * The forms of a line, tidied; those that `known` has in another shape of the same words, double spaces say, come as they are there.
 * @returns undefined where a quotation mark is not closed, or something stands behind it
 */
export function formsFromText(text: string, known: readonly string[] = []): readonly string[] | undefined {
  const as = new Map(known.map((form) => [tidyName(form), form] as const));
  const forms: string[] = [];
  const part = /\s*(?:"((?:[^"]|"")*)"\s*|([^\s";][^;]*)?)(?:;|$)/y;
  while (part.lastIndex < text.length) {
    const found = part.exec(text);
    if (!found) return undefined;
    const form = tidyName(found[1]?.replaceAll('""', '"') ?? found[2] ?? '');
    if (form !== '') forms.push(as.get(form) ?? form);
  }
  return forms;
}
