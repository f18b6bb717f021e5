/**
 * What speaks for each reading of a candidate: its own words (own.ts), then its neighbours (neighbours.ts), and what takes
 * it in as a whole. Tables of small named rules; units in evidence.ts. Every rule that fires adds its weight; none decides alone.
 */
import { abbreviatesThing, isTicker, isZone } from './abbreviations';
import type { Evidence } from './evidence';
import { after, before } from './neighbours';
import { ownEntry, ownWord, ownWords } from './own';
import { isPaired } from './pairs';
import { has, isNameShape, type Setting, tokenAt } from './setting';
import { isSide } from './sports';
import { isPrefix, Shape, type Token } from './tokens';
import { Lexicon as L } from './words';

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

/**
 * "OSTROVA, May 3 (AP) —", "AL-DARA, United Arab Emirates 1996-12-06", "Novi Grad (Reuters) -": where a report was written, at the head of
 * its line: a town, then its state, a date, an agency or a dash, in any selection.
 */
function isDateline(s: Setting): boolean {
  const { tokens, candidate, first } = s;
  if (first.gap !== 2 || s.possessive || s.length > 3 || candidate.actors !== undefined) return false;
  let i = candidate.to + 1;
  const state = tokens[i]?.text === ',' && has(tokens[i + 1], L.Place | L.State | L.Starts | L.StartsRegistered) && isNameShape(tokens[i + 1] as Token);
  if (state) {
    i += 2;
    while (tokens[i]?.gap === 1 && tokens[i] !== undefined && isNameShape(tokens[i] as Token) && !has(tokens[i], L.Calendar)) i++;
  }
  const sign = tokens[tokens[i]?.text === ',' ? i + 1 : i];
  if (sign === undefined || sign.gap === 2) return false;
  if (has(sign, L.Calendar)) return first.shape === Shape.Upper || state;
  if (sign.shape === Shape.Number) return /^\d{4}-\d\d-\d\d$/.test(sign.text);
  if (sign.text === '(') return has(tokens[i + 1], L.Organisation) && tokens[i + 2]?.text === ')';
  return (sign.text === '—' || sign.text === '–' || (sign.text === '-' && sign.gap === 1)) && first.shape === Shape.Upper && (state || has(s.last, L.Place));
}

/** "U.S.-led", "Paris-based", "pro-Kremlin": an adjective made of a name, which like a demonym names no actor unless the registry says so. */
function isAdjective(s: Setting): boolean {
  const joint = tokenAt(s.tokens, s.candidate.from - 1);
  if (joint?.text === '-' && s.first.gap === 0 && joint.gap === 0 && isPrefix(tokenAt(s.tokens, s.candidate.from - 2)?.key ?? '')) return true;
  const hyphen = s.tokens[s.candidate.to + 1];
  const tail = s.tokens[s.candidate.to + 2];
  return hyphen?.text === '-' && hyphen.gap === 0 && tail?.gap === 0 && tail.shape === Shape.Lower;
}

/** Part of an address: name@host, Site.com. */
function inAddress(s: Setting): boolean {
  const { tokens, candidate } = s;
  const before = tokenAt(tokens, candidate.from - 1);
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

/** All the evidence one block has for a candidate, into `e`. */
export function weigh(s: Setting, e: Evidence): void {
  e.begin();
  const type = s.candidate.entry?.type;
  if (s.candidate.actors === undefined && isAdjective(s)) e.add('none', 12, 'compound-adjective');
  if (inAddress(s)) e.add('none', 6, 'address');
  if (isPaired(s)) e.add('person', 6, 'pair');
  if (isSide(s)) e.add('organisation', 12, 'sports-side');
  if (isDateline(s)) e.add('place', 7, 'dateline');
  if (s.length === 1 && type === undefined && s.candidate.actors === undefined && abbreviatesThing(s.tokens, s.candidate.from))
    e.add('none', 8, 'thing-called');
  if (s.length === 1 && s.first.shape === Shape.Upper) {
    if (isZone(s.tokens, s.candidate.from)) e.add('none', 12, 'time-zone');
    else if (isTicker(s.tokens, s.candidate.from)) e.add('none', 12, 'ticker');
  }
  if (inEventName(s)) e.add('none', 12, 'event-name');
  if (type !== undefined) ownEntry(e, type, s);
  if (type === undefined || type === 'place' || type === 'organisation') {
    if (s.length === 1) ownWord(e, s);
    else if (type === undefined) ownWords(e, s);
  }
  before(e, s);
  after(e, s);
}
