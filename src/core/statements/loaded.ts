/** Which words of a wording judge while they name, in whatever form they stand. */
import { cueTones, loadedWords } from './vocabulary';
import { keyOf, type Word } from './words';

interface Listed {
  /** As the list has it. */
  readonly name: string;
  /** Its parts, where it is written with a hyphen: in texts those are words of their own. */
  readonly parts: readonly string[];
}

const listed: ReadonlyMap<string, readonly Listed[]> = (() => {
  const byKey = new Map<string, Listed[]>();
  for (const name of loadedWords) {
    const parts = name.split('-');
    const key = keyOf(parts[0] ?? '');
    byKey.set(key, [...(byKey.get(key) ?? []), { name, parts }]);
  }
  return byKey;
})();

/** Cues that say more than that something was said. */
const judgingTones: ReadonlySet<string> = new Set(['doubting', 'accusing', 'conceding']);

/** Names of the loaded words among `words`; forms of one word have one name. */
export function loadedIn(words: readonly Word[]): ReadonlySet<string> {
  const found = new Set<string>();
  words.forEach(({ lexeme }, i) => {
    const tone = cueTones.get(lexeme.folded);
    if (tone !== undefined && judgingTones.has(tone)) found.add(lexeme.key);
    const entry = listed.get(lexeme.key)?.find(({ parts }) => parts.every((part, k) => isFormOf(words[i + k]?.lexeme.folded ?? '', part)));
    if (entry) found.add(lexeme.key);
  });
  return found;
}

/**
 * What inflection adds to a word or takes from it. Stems alone unite too much: "inflation" with "inflate", "liberal" with
 * "liberate", "historical" with "historic".
 */
const endings = /^(?:|s|es|e|ed|d|ing|y|ies|ied|([b-df-hj-np-tv-z])(?:ed|ing))$/;

function isFormOf(word: string, other: string): boolean {
  let common = 0;
  while (common < word.length && word[common] === other[common]) common++;
  if (common < minStem && word !== other) return false;
  const [x, y] = [endings.exec(word.slice(common)), endings.exec(other.slice(common))];
  const doubled = (match: RegExpExecArray): boolean => match[1] === undefined || match[1] === word[common - 1];
  return x !== null && y !== null && doubled(x) && doubled(y);
}

const minStem = 3;
