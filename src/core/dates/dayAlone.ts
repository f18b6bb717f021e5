/** Whether "the 20th" is a day of the month: in "the 20th floor" it is not. */
import type { Surroundings } from './surroundings';
import { flag, type Tokens } from './tokens';

/** How near stands what makes "the 18th" a hole of golf, in tokens. */
const besideHole = 12;

/** No noun follows "on the 20th": "will go", "to Kiev", "he said" go on; "the 20th floor", "from the 19th to the 20th century" do not end there. */
export function endsThere(s: Surroundings, t: Tokens, from: number, to: number): boolean {
  if (!s.word(t, to)) return s.in(t, from - 1, 'dayPrepositions') || s.is(t, from - 1, 'for');
  if (!s.in(t, from - 1, 'beforeDayAlone')) return false;
  for (let i = Math.max(0, from - besideHole); i < to + besideHole; i++) if (s.in(t, i, 'golfWords')) return false;
  const goesOn = (i: number): boolean =>
    s.in(t, i, 'clauseStarters') || (s.in(t, i, 'afterDayAlone') && !(s.is(t, i, 'to') && s.is(t, i + 1, 'the')) && !(s.is(t, i, 'in') && s.number(t, i + 1)));
  // "on the 10th failed"; not "on the 10th failed attempt"
  if (((t.flags[to] ?? 0) & flag.ed) !== 0) return !s.word(t, to + 1) || goesOn(to + 1);
  return s.cls(t, to, 'Tense') !== undefined || goesOn(to);
}
