/** Persons whom a stretch of text describes without a name, as far as a "he" or "she" behind it may mean them: "the mayor", "a spokesman for Example". */
import { isSpace } from '../text/characters';
import type { Range } from '../text/range';
import { Kind, type Token } from './tokens';
import { W } from './words';

export interface DescribedPerson extends Range {
  /** The word for the person, in lower case. */
  readonly head: string;
}

/** Noun phrases of one block that describe one person, in order: found from their heads, which are rare. Linear in the tokens. */
export function describedPersons(text: string, tokens: readonly Token[]): readonly DescribedPerson[] {
  const out: DescribedPerson[] = [];
  let behind = 0;
  for (let at = 1; at < tokens.length; at++) {
    const { word, capital, end } = tokens[at] as Token;
    if (!(word.bits & W.Person) || capital || isJoined(text.charAt(end))) continue;
    const first = startOf(text, tokens, at, behind);
    if (first === undefined) continue;
    behind = pastOf(tokens, at);
    out.push({ start: (tokens[first] as Token).start, end: (tokens[behind - 1] as Token).end, head: word.key });
  }
  return out;
}

const isJoined = (character: string): boolean => character === "'" || character === '’' || character === '-';

/** So many words stand between the article and the noun at most. */
const maxBetween = 4;
/** "Jane Anna Example's lawyer" */
const maxOwner = 3;

const articles = new Set('the a an his her their one another'.split(' '));
/** Words that do not stand between the article and the noun: a second article, a joint, what is plainly a verb. */
const parting = new Set('the a an his her their its and or of to in by for with that who said told says met was is had has'.split(' '));

/** The first token of the phrase whose head stands at `at`, none before `from`; undefined where neither article nor owner begins one. */
function startOf(text: string, tokens: readonly Token[], at: number, from: number): number | undefined {
  let first: number | undefined;
  let right = tokens[at] as Token;
  for (let k = at - 1, between = 0; k >= from && between <= maxBetween; between++) {
    const token = tokens[k] as Token;
    if (token.end + 1 !== right.start || token.kind !== Kind.Word) break;
    const { key, bits } = token.word;
    if (key === "'s" && tokens[k - 1]?.end === token.start) {
      k--;
      right = tokens[k] as Token;
      if (right.capital) first = Math.max(from, ownerStart(tokens, k));
    } else {
      right = token;
      if (articles.has(key)) first = k;
      if (parting.has(key) || (key.endsWith('ed') && !key.includes('-')) || (bits & W.Person && !token.capital)) break;
    }
    if (!onlyLetters(text, right)) break;
    k--;
  }
  return first;
}

function ownerStart(tokens: readonly Token[], last: number): number {
  let k = last;
  while (last - k < maxOwner - 1 && tokens[k - 1]?.capital && (tokens[k - 1] as Token).end + 1 === tokens[k]?.start) k--;
  return k;
}

function onlyLetters(text: string, { start, end }: Token): boolean {
  for (let i = start; i < end; i++) {
    const code = text.charCodeAt(i);
    if (code === 46 || (code >= 48 && code <= 57)) return false;
  }
  return true;
}

const ofWords = new Set(['of', 'for', 'at', 'from', 'in', 'to']);

/** The token behind the phrase whose head stands at `at`: "the mayor of New Ruritania" has what he or she is of. */
function pastOf(tokens: readonly Token[], at: number): number {
  const follows = (k: number): boolean => tokens[k]?.kind === Kind.Word && tokens[k].start === (tokens[k - 1] as Token).end + 1;
  if (!follows(at + 1) || !ofWords.has((tokens[at + 1] as Token).word.key)) return at + 1;
  const name = follows(at + 2) && tokens[at + 2]?.word.key === 'the' ? at + 3 : at + 2;
  let k = name;
  while (k - name < maxName && follows(k) && tokens[k]?.capital) k++;
  return k > name ? k : at + 1;
}

const maxName = 4;

/** Whether a name or noun phrase at `start`, with the title before it, begins a sentence or clause: what "he" and "she" go back to first. */
export function beginsClause(text: string, start: number): boolean {
  const from = Math.max(0, start - clauseReach);
  const end = titleStart(text, from, start);
  let k = end;
  while (k > from && text.charCodeAt(k - 1) !== lineFeed && isSpace(text.charCodeAt(k - 1))) k--;
  if (k === from || text.charCodeAt(k - 1) === lineFeed) return true;
  if (clauseMarks.includes(text.charAt(k - 1))) return true;
  return end - k === 1 && clauseWords.has(wordBefore(text, from, k).toLowerCase());
}

/** A title in front of a name is shorter. */
const clauseReach = 120;
const lineFeed = 10;
const clauseMarks = '.,;:!?"“”’\'»)–—-';
const clauseWords = new Set('and but while as when that because if after before since though although where until whether meanwhile later then'.split(' '));

/** Words of titles that are written small. */
const smallTitles = new Set('foreign prime defence defense interior finance former minister president spokesman spokeswoman'.split(' '));

/** Where the title begins that ends at `start`: "the former Foreign Minister". */
function titleStart(text: string, from: number, start: number): number {
  let at = start;
  while (at > from + 1 && isSpace(text.charCodeAt(at - 1))) {
    const word = wordBefore(text, from, at - 1);
    const begins = at - 1 - word.length;
    if (word === '') break;
    if (isCapital(word)) at = begins;
    else if (smallTitles.has(word)) at = begins;
    else return articlesBeforeTitle.has(word) ? begins : at;
  }
  return at;
}

const articlesBeforeTitle = new Set(['the', 'a', 'an']);

function isCapital(word: string): boolean {
  const code = word.charCodeAt(0);
  return code < 128 ? code >= 65 && code <= 90 : /^\p{Lu}/u.test(word);
}

/** The word that ends at `end`, without marks before it: the letters, full stops and hyphens. */
function wordBefore(text: string, from: number, end: number): string {
  let k = end;
  while (k > from && isOfWord(text.charCodeAt(k - 1))) k--;
  while (k < end && joints.has(text.charCodeAt(k))) k++;
  return text.slice(k, end);
}

/** ' - . ’ */
const joints = new Set([39, 45, 46, 0x2019]);

const isOfWord = (code: number): boolean =>
  (code >= 97 && code <= 122) || (code >= 65 && code <= 90) || joints.has(code) || (code >= 0xc0 && (code < 0x2000 || code >= 0x2c00) && code !== 0xfeff);

/** Whether "he" (or else "she") may mean somebody of this description. */
export function mayBe(head: string, masculine: boolean): boolean {
  return !(
    masculine
      ? /(?:woman|actress|singeress|mother|daughter|sister|wife|widow|queen|princess)$/
      : /(?<!wo)man$|^(?:father|son|brother|husband|king|prince|pope|bishop)$/
  ).test(head);
}
