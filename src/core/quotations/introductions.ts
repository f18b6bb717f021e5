/** What a phrase describes somebody as, and what a name is introduced as: "the French minister", "Foreign Minister Example", "Example, the mayor of Ruritania". */
import type { Mention } from '../actors/types';
import { personHeads } from './nouns';

/** A noun phrase: the word for the person, and all that tells which one. Lower case. */
export interface Description {
  readonly head: string;
  readonly modifiers: ReadonlySet<string>;
}

/** Who was, who stands in for, who stands below: "the deputy minister" is not the minister, nor the other way round. */
const ranks = new Set(
  'former ex late deputy vice acting interim caretaker provisional outgoing incoming assistant associate junior designate then elect first second third past previous shadow honorary'.split(
    ' ',
  ),
);

/** Somebody else than who was introduced, or whose is not told: never the one who was. */
const others = new Set('own another other new next same successive certain several two three respective his her their its my our your whose'.split(' '));

/** Words in front of a title that belong to it though written small; any other small word is the first that may be a verb. */
const titleWords = new Set(
  (
    `${[...ranks].join(' ')} prime foreign defence defense interior finance health justice education energy trade culture environment economy economic ministry government state presidential opposition party military army police ` +
    'press senior chief top executive federal national regional district city union general press'
  ).split(' '),
);

const articles = new Set(['the', 'a', 'an', 'this', 'that', 'of', 'for', 'at', 'in', 'from', 'to', 'on', 'with']);

/** Where the words for the person end and what he or she is of begins. */
const border = /\s(?:of|at|in|for|on|from|to|with|by|and|or|who|which|that|whose)\s|\s?[(–—]/u;

/** What a noun phrase describes; undefined where it names nobody by function. */
export function descriptionOf(phrase: string): Description | undefined {
  const at = phrase.search(border);
  const words = wordsOf(at < 0 ? phrase : phrase.slice(0, at));
  const head = words.pop();
  if (head === undefined || !personHeads.has(head)) return undefined;
  return { head, modifiers: modifiersOf([...words, ...(at < 0 ? [] : wordsOf(phrase.slice(at)))]) };
}

/** What the words beside a name introduce it as: a title directly before it, an apposition behind it. */
export function introductionsOf(text: string, mention: Mention): readonly Description[] {
  const name = mention.nameStart ?? mention.start;
  const before =
    text
      .slice(Math.max(0, name - 80), name)
      .split(/[.,;:!?()"“”«»\n]/)
      .at(-1) ?? '';
  return [titleBefore(before), appositionBehind(text.slice(mention.end, mention.end + 90))].filter((found) => found !== undefined);
}

/**
 * Whether somebody introduced as `introduction` may be meant by `described`: all that the description says was said of the person, and
 * neither "former", "deputy" and the like are lost or added.
 */
export function agree(described: Description, introduction: Description): boolean {
  if (described.head !== introduction.head) return false;
  const said = [...introduction.modifiers];
  return (
    [...described.modifiers].every((word) => !others.has(word) && said.some((own) => sameState(own, word))) &&
    said.every((word) => !ranks.has(word) || described.modifiers.has(word))
  );
}

/** The same word, or a state and its people by the plainest ending: "Ruritania", "Ruritanian". Others are left open. */
function sameState(a: string, b: string): boolean {
  const [short, long] = a.length <= b.length ? [a, b] : [b, a];
  return long.startsWith(short) && (long === short || (short.length >= 4 && ['n', 'an', 'i'].includes(long.slice(short.length))));
}

/** "Ruritanian Foreign Minister", "the director of the Harbour Service": the noun phrase that ends where the name begins. */
function titleBefore(before: string): Description | undefined {
  const words = before.split(/\s+/).filter((word) => word !== '');
  const last = words.at(-1) ?? '';
  if (personHeads.has(last.toLowerCase())) return { head: last.toLowerCase(), modifiers: modifiersOf(leftOf(words, words.length - 1)) };
  const of = words.findLastIndex((word, i) => i > 0 && /^(?:of|for|at)$/.test(word) && personHeads.has((words[i - 1] ?? '').toLowerCase()));
  // "the lawyer of Example" is another than Example; "the director of the Service Example" is Example.
  if (of < 0 || words.length - of < 2 || !/^\p{Lu}.*\p{L}$/u.test(last) || /['’]s$/u.test(last)) return undefined;
  const head = (words[of - 1] ?? '').toLowerCase();
  return { head, modifiers: modifiersOf([...leftOf(words, of - 1), ...words.slice(of)]) };
}

/** The words before `at` that belong to its noun phrase, as far as their spelling tells. */
function leftOf(words: readonly string[], at: number): readonly string[] {
  const out: string[] = [];
  for (let i = at - 1; i >= 0; i--) {
    const word = words[i] as string;
    if (articles.has(word.toLowerCase())) break;
    out.push(word);
    if (!/^\p{Lu}/u.test(word) && !titleWords.has(word)) break;
  }
  return out;
}

/** ", the mayor of Ruritania,": a noun phrase between the name and the next mark; not the next member of a list. */
function appositionBehind(behind: string): Description | undefined {
  const found = /^,\s?([^,.;:!?()\n]{1,80})([,.;:!?()\n]\s?(?:and|or)?|$)/u.exec(behind);
  const phrase = found?.[1] ?? '';
  if (!found || /(?:and|or)$/.test(found[2] ?? '') || /\b(?:and|or)\s(?:the\s)?\p{Lu}/u.test(phrase)) return undefined;
  const description = descriptionOf(phrase);
  // "Example, her lawyer," is introduced by whose lawyer it is, which the words alone do not tell.
  return description && [...description.modifiers].some((word) => others.has(word)) ? undefined : description;
}

function wordsOf(text: string): string[] {
  return text
    .toLowerCase()
    .split(/[^\p{L}’'-]+/u)
    .filter((word) => word !== '');
}

function modifiersOf(words: readonly string[]): ReadonlySet<string> {
  return new Set(words.map((word) => word.toLowerCase().replace(/['’]s?$|[^\p{L}'’-]/gu, '')).filter((word) => word !== '' && !articles.has(word)));
}
