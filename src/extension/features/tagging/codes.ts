/** Finding a tag in few keys: two letters for each tag of a codebook, and a search that takes letters in order. Pure. */

const alphabet = 'abcdefghijklmnopqrstuvwxyz';

/**
 * Two letters for each label, no two alike, so that any tag is found by typing two keys. They are taken from the label where they can be: the initials of
 * its first words, else its first letter and a later one. In the order given, so that a tag added at the end changes no other's letters.
 * @returns by index; undefined beyond the 676th, or where none of its letters can be typed plainly and all pairs are taken
 */
export function tagCodes(labels: readonly string[]): readonly (string | undefined)[] {
  const taken = new Set<string>();
  return labels.map((label) => {
    for (const code of candidates(label)) {
      if (taken.has(code)) continue;
      taken.add(code);
      return code;
    }
    return undefined;
  });
}

function* candidates(label: string): Generator<string> {
  const words = lettersOf(label);
  const [first = '', second = ''] = words;
  const all = words.join('');
  const initial = first.charAt(0);
  if (second) yield initial + second.charAt(0);
  for (const letter of all.slice(1)) yield initial + letter;
  for (const letter of initial ? alphabet : '') yield initial + letter;
  for (const letter of alphabet) for (const other of alphabet) yield letter + other;
}

/** The words of a label in the letters a to z: accents are dropped, as fingers do. */
function lettersOf(label: string): readonly string[] {
  return label
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .split(/[^a-z]+/)
    .filter((word) => word !== '');
}

/** What a tag is searched by. */
export interface Searched {
  readonly code: string | undefined;
  readonly label: string;
  readonly id: string;
  readonly description: string;
}

/** Whether a tag is among what was typed for. Letters of its label and its id may be left out, those of the description not. */
export function fits(query: string, { code, label, id, description }: Searched): boolean {
  const typed = query.trim().toLowerCase();
  const name = label.toLowerCase();
  return code?.startsWith(typed) === true || inOrder(typed, name) || inOrder(typed, id) || description.toLowerCase().includes(typed);
}

function inOrder(letters: string, text: string): boolean {
  let at = -1;
  for (const letter of letters) {
    at = text.indexOf(letter, at + 1);
    if (at < 0) return false;
  }
  return true;
}
