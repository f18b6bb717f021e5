/** Persons whom a stretch of text describes without a name, as far as a "he" or "she" behind it may mean them: "the mayor", "a spokesman for Example". */
import type { Range } from '../text/range';
import { personHeads } from './nouns';

export interface DescribedPerson extends Range {
  /** As written: "The mayor of Ruritania". */
  readonly text: string;
  readonly head: string;
  /** It begins a sentence or clause. */
  readonly subject: boolean;
}

/** Noun phrases that describe one person, in the order of the text. Linear in it. */
export function describedPersons(text: string): readonly DescribedPerson[] {
  const out: DescribedPerson[] = [];
  for (const found of text.matchAll(nounPhrase)) {
    const start = found.index;
    const head = (found[1] ?? '').toLowerCase();
    out.push({ start, end: start + found[0].length, text: found[0], head, subject: beginsClause(text, start) });
  }
  return out;
}

/** Whether a name or noun phrase at `start`, with the title before it, begins a sentence or clause: what "he" and "she" go back to first. */
export function beginsClause(text: string, start: number): boolean {
  const before = text.slice(Math.max(0, start - 120), start).replace(leadingTitle, '');
  return before === '' || clauseBorder.test(before);
}

/** Whether "he" (or else "she") may mean somebody of this description. */
export function mayBe(head: string, masculine: boolean): boolean {
  return !(
    masculine
      ? /(?:woman|actress|singeress|mother|daughter|sister|wife|widow|queen|princess)$/
      : /(?<!wo)man$|^(?:father|son|brother|husband|king|prince|pope|bishop)$/
  ).test(head);
}

const heads = [...personHeads].join('|');

/** Words between the article and the noun: neither a second article nor what is plainly a verb. */
const between = `(?:(?!(?:the|an?|his|her|their|its|and|or|of|to|in|by|for|with|that|who|said|told|says|met|was|is|had|has)\\s|\\p{L}+ed\\s)[\\p{L}'’-]+\\s){0,4}?`;
const owner = `\\p{Lu}[\\p{L}-]*(?:\\s\\p{Lu}[\\p{L}-]*){0,2}['’]s`;
const of = `(?:\\s(?:of|for|at|from|in|to)\\s(?:the\\s)?\\p{Lu}[\\p{L}-]*(?:\\s\\p{Lu}[\\p{L}-]*){0,3})?`;
const nounPhrase = new RegExp(
  `(?<![\\p{L}'’-])(?:[Tt]he|[Aa]n?|[Hh]is|[Hh]er|[Tt]heir|[Oo]ne|[Aa]nother|${owner})\\s${between}(${heads})(?![\\p{L}'’-])${of}`,
  'gu',
);

const leadingTitle =
  /(?:(?:The|the|A|a|an)\s)?(?:(?:\p{Lu}[\p{L}'’.-]*|foreign|prime|defen[cs]e|interior|finance|former|minister|president|spokes(?:wo)?man)\s)*$/u;
const clauseBorder =
  /(?:[.,;:!?"“”’'»)\n–—-]\s*|(?:^|\s)(?:and|but|while|as|when|that|because|if|after|before|since|though|although|where|until|whether|meanwhile|later|then)\s)$/iu;
