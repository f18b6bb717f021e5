/**
 * Abbreviations of what is no actor: "roadside explosive devices (REDs)", "the North Polar Current (NPC)", "TBX (tributoxyl)". What the words beside the brackets
 * say of the abbreviation once holds for it in the whole document.
 */
import { Shape, type Token } from './tokens';
import { Lexicon } from './words';

const L = Lexicon;
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
