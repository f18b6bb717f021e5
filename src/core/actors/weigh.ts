/**
 * What speaks for each reading of a candidate: its own words (own.ts), then its neighbours (neighbours.ts), and what takes
 * it in as a whole. Tables of small named rules; units in evidence.ts. Every rule that fires adds its weight; none decides alone.
 */
import { Evidence } from './evidence';
import { after, before } from './neighbours';
import { ownEntry, ownWord, ownWords } from './own';
import { has, type Setting } from './setting';
import { isSide, isWinner } from './sports';
import { isPrefix, Shape } from './tokens';
import { Lexicon } from './words';

const L = Lexicon;

/** "the 1992 United Kingdom general election": a year before, the event's noun after. */
function inEventName(s: Setting): boolean {
  if (s.before?.shape !== Shape.Number || s.before.text.length !== 4 || s.possessive) return false;
  const from = s.candidate.to + 1;
  for (let i = from; i < from + 4; i++) {
    const t = s.tokens[i];
    if (t === undefined || (t.shape !== Shape.Lower && !has(t, L.OtherHead))) return false;
    if (has(t, L.OtherHead) || t.key === 'elections') return true;
  }
  return false;
}

/** "U.S.-led", "Paris-based", "pro-Kremlin": an adjective made of a name, which like a demonym names no actor unless the registry says so. */
function isAdjective(s: Setting): boolean {
  const joint = s.tokens[s.candidate.from - 1];
  if (joint?.text === '-' && s.first.gap === 0 && joint.gap === 0 && isPrefix(s.tokens[s.candidate.from - 2]?.key ?? '')) return true;
  const hyphen = s.tokens[s.candidate.to + 1];
  const tail = s.tokens[s.candidate.to + 2];
  return hyphen?.text === '-' && hyphen.gap === 0 && tail?.gap === 0 && tail.shape === Shape.Lower;
}

/** Part of an address: name@host, Site.com. */
function inAddress(s: Setting): boolean {
  const { tokens, candidate } = s;
  const before = tokens[candidate.from - 1];
  const after = tokens[candidate.to + 1];
  if (
    after?.gap === 0 &&
    (after.text === '@' || (after.text === '.' && tokens[candidate.to + 2]?.gap === 0 && tokens[candidate.to + 2]?.shape === Shape.Lower))
  )
    return true;
  return (
    s.first.gap === 0 &&
    before !== undefined &&
    (before.text === '@' || before.text === '_' || before.text === '#' || (before.text === '.' && before.gap === 0))
  );
}

/** All the evidence one block has for a candidate. */
export function weigh(s: Setting): Evidence {
  const e = new Evidence();
  if (s.candidate.actors === undefined && isAdjective(s)) e.add('none', 12, 'compound-adjective');
  if (inAddress(s)) e.add('none', 6, 'address');
  if (isWinner(s)) e.add('organisation', 4, 'sports-side');
  if (isSide(s)) e.add('organisation', 6, 'sports-side');
  if (inEventName(s)) e.add('none', 12, 'event-name');
  const type = s.candidate.entry?.type;
  if (type !== undefined) ownEntry(e, type, s);
  if (type === undefined || type === 'place' || type === 'organisation') {
    if (s.length === 1) ownWord(e, s);
    else if (type === undefined) ownWords(e, s);
  }
  before(e, s);
  after(e, s);
  return e;
}
