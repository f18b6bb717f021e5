/**
 * Abbreviations of what is no actor: "roadside explosive devices (REDs)", "the North Polar Current (NPC)", "TBX (tributoxyl)", time zones, tickers. What the words
 * beside the brackets say of the abbreviation once holds for it in the whole document.
 */
import { words } from '../dates/words';
import { tokenAt } from './setting';
import { Shape, type Token } from './tokens';
import { Lexicon as L } from './words';

const bodies = L.OrganisationNoun | L.OrganisationHead | L.PlaceNoun | L.Role | L.Organisation;

/** Whether the text beside the brackets says that the abbreviation at `at` is a thing's. */
export function abbreviatesThing(tokens: readonly Token[], at: number): boolean {
  const t = tokens[at];
  if (t === undefined || (t.shape !== Shape.Upper && t.shape !== Shape.Mixed)) return false;
  if (tokens[at - 1]?.text === '(' && tokens[at + 1]?.text === ')') return isThing(tokens, at - 2, initials(t.text));
  if (tokens[at + 1]?.text !== '(' || tokens[at + 2]?.shape !== Shape.Lower) return false;
  // A word of one's own for it, or the words whose initials it has.
  const inner = tokens[at + 2];
  if (tokens[at + 3]?.text === ')') return inner !== undefined && inner.text.length >= 8 && (inner.bits & bodies) === 0 && inner.key[0] === t.key[0];
  let end = at + 3;
  while (end < at + 9 && tokens[end]?.shape === Shape.Lower) end++;
  return tokens[end]?.text === ')' && isThing(tokens, end - 1, initials(t.text));
}

const initials = (abbreviation: string): string => abbreviation.replace(/s$/, '').toLowerCase();

/** Whether the words that end at `last` have these initials, and the last of them is the noun of a thing. */
function isThing(tokens: readonly Token[], last: number, letters: string): boolean {
  const head = tokens[last];
  if (letters.length < 2 || head === undefined || (head.bits & bodies) !== 0) return false;
  if (head.shape !== Shape.Lower && (head.bits & L.OtherHead) === 0) return false;
  let at = last;
  for (let i = letters.length - 1; i >= 0; i--, at--) {
    while (tokens[at] !== undefined && ((tokens[at] as Token).bits & L.Function) !== 0 && tokens[at]?.key[0] !== letters[i]) at--;
    if (at < 0 || tokens[at]?.key[0] !== letters[i] || tokens[at]?.shape === Shape.Mark) return false;
  }
  return true;
}

/** "12:01 a.m. | ET", "10:00 | MSK", "1900 | IST", "noon ET/ | PT": a time zone behind a clock's time. */
export function isZone(tokens: readonly Token[], at: number): boolean {
  if (!words.Zone.has(tokens[at]?.key ?? '')) return false;
  let before = at - 1;
  if (tokenAt(tokens, before)?.text === '(') before--;
  else if (tokenAt(tokens, before)?.text === '/' && words.Zone.has(tokenAt(tokens, before - 1)?.key ?? '')) before -= 2;
  // "a.m.": its last period is a token.
  if (tokenAt(tokens, before)?.text === '.' && clocks.has(tokenAt(tokens, before - 1)?.key ?? '')) before--;
  const t = tokenAt(tokens, before);
  if (t?.shape !== Shape.Number) return clocks.has(t?.key ?? '');
  // "In 2018 | PT won": a party behind a year.
  if (tokens[at]?.key.length === 2 && /^(?:19|20)\d\d$/.test(t.text) && tokenAt(tokens, before - 1)?.key !== 'at') return false;
  const mark = tokenAt(tokens, before - 1)?.text;
  return clock.test(t.text) || (t.gap === 0 && t.text.length === 2 && (mark === ':' || mark === '.'));
}
const clocks = new Set('am pm a.m p.m noon midday midnight'.split(' '));
const clock = /^\d{1,2}(?:\.\d\d)?(?:[ap]m|h)$|^\d{1,2}\.\d\d$|^(?:[01]\d|2[0-3])[0-5]\d$/i;

/** "(NYSE: | BRK.A)": what a share is called at its exchange. */
export const isTicker = (tokens: readonly Token[], at: number): boolean =>
  tokenAt(tokens, at - 1)?.text === ':' && exchanges.has(tokenAt(tokens, at - 2)?.key ?? '') && /^[([]$/.test(tokenAt(tokens, at - 3)?.text ?? '');
const exchanges = new Set('nyse nasdaq lse asx tsx tsxv hkex sgx bse nse jse amex otc otcmkts xetra lon hkg'.split(' '));
