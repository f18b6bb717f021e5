/**
 * Sport: sides in tables of results, schedules and reports. A town that plays is its side, there and only there: the
 * dateline above the table is still the town. States stay states: their teams are theirs.
 */
import { has, type Setting, tokenAt } from './setting';
import { Shape, type Token } from './tokens';
import { Lexicon as L } from './words';

/** Whether the name is a town's or county's that plays here. */
export function isSide(s: Setting): boolean {
  const type = s.candidate.entry?.type;
  if (s.possessive || type === 'state' || (type !== 'place' && (!has(s.last, L.Place) || has(s.last, L.State)))) return false;
  return hasScore(s) || inContest(s) || inSchedule(s);
}

const points = /^\d{1,3}(?:-\d{1,3})?$/;
const endsLine = (t: Token | undefined): boolean => t === undefined || t.gap === 2;

/** "Chicago 4 Boston 2", "NEW YORK 72 53 .576", "Somerset 83 and 174 (P. Simm 4-38)": a score directly after, nothing running before. */
function hasScore({ tokens, candidate, first }: Setting): boolean {
  const score = tokens[candidate.to + 1];
  if (score?.shape !== Shape.Number || score.gap !== 1 || !points.test(score.text)) return false;
  const before = tokenAt(tokens, candidate.from - 1);
  if (before !== undefined && first.gap !== 2 && before.shape !== Shape.Number && !opens.has(before.text)) return false;
  const next = tokens[candidate.to + 2];
  return endsLine(next) || next?.shape === Shape.Number || next?.shape === Shape.Capital || next?.shape === Shape.Upper || follows.has(next?.key ?? '');
}
const opens = new Set([',', ')', '.', ':', ';']);
const follows = new Set(['(', '-', ',', '.', 'and', 'points', 'for', 'v']);

export const contests: ReadonlySet<string> = new Set('beat beats thrashed edged trounced outplayed downed routed v vs vs. versus'.split(' '));

/** "Somerset beat Essex", "Surrey v Sussex". */
function inContest(s: Setting): boolean {
  return (s.after !== undefined && contests.has(s.after.key)) || (s.before !== undefined && contests.has(s.before.key));
}

/** "OAKLAND AT BOSTON", "Golden State at Utah": a line that holds no more than two names and "at". */
function inSchedule({ tokens, candidate, first }: Setting): boolean {
  const after = tokens[candidate.to + 1];
  if (first.gap === 2 && after?.key === 'at' && after.gap !== 2) {
    let i = candidate.to + 2;
    while (i < candidate.to + 6 && isNamed(tokens[i])) i++;
    return i > candidate.to + 2 && endsRow(tokens[i]);
  }
  const before = tokenAt(tokens, candidate.from - 1);
  if (before?.key !== 'at' || first.gap === 2 || !endsRow(after)) return false;
  let i = candidate.from - 2;
  while (i >= 0 && i > candidate.from - 6 && isNamed(tokens[i]) && tokens[i]?.gap !== 2) i--;
  return tokens[i]?.gap === 2 && isNamed(tokens[i]);
}
const isNamed = (t: Token | undefined): boolean => t !== undefined && (t.shape === Shape.Capital || t.shape === Shape.Upper);
const endsRow = (t: Token | undefined): boolean => endsLine(t) || t?.text === '(' || t?.shape === Shape.Number;
