/** What became of a passage's words: the two wordings as one sequence of words that stayed, came and went. */
import { diffArrays } from 'diff';

export interface Change {
  readonly kind: 'same' | 'added' | 'removed';
  readonly text: string;
}

/** Beyond so many words in and out the two have little in common, and finding what costs the square of it. */
const maxEdits = 2_000;

/** The word-level difference (Myers 1986) between two wordings; what went comes before what came in its place. */
export function changesBetween(before: string, after: string): readonly Change[] {
  const parts = diffArrays(tokens(before), tokens(after), { maxEditLength: maxEdits }) ?? [
    { value: [before], added: false, removed: true },
    { value: [after], added: true, removed: false },
  ];
  const changes = parts.map(({ value, added, removed }): Change => ({ kind: added ? 'added' : removed ? 'removed' : 'same', text: value.join('') }));
  return joined(changes.filter(({ text }) => text !== ''));
}

/** A space between two replaced words belongs to both wordings: "a new survey" for "one old poll", not word for word. */
function joined(changes: readonly Change[]): readonly Change[] {
  const result: Change[] = [];
  let removed = '';
  let added = '';
  const flush = (): void => {
    if (removed !== '') result.push({ kind: 'removed', text: removed });
    if (added !== '') result.push({ kind: 'added', text: added });
    removed = added = '';
  };
  changes.forEach(({ kind, text }, index) => {
    const between = kind === 'same' && text.trim() === '' && removed !== '' && added !== '' && index + 1 < changes.length;
    if (kind === 'same' && !between) {
      flush();
      result.push({ kind, text });
      return;
    }
    if (kind !== 'added') removed += text;
    if (kind !== 'removed') added += text;
  });
  flush();
  return result;
}

/** Words, marks and stretches of white space. */
function tokens(text: string): string[] {
  return text.match(/\s+|[\p{L}\p{M}\p{N}]+|[^\s\p{L}\p{M}\p{N}]/gu) ?? [];
}
