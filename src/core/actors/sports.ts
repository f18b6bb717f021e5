/** Sport: sides in tables of results, and names beside the verbs of contests. */
import { has, type Setting } from './setting';
import { Shape } from './tokens';
import { Lexicon } from './words';

const L = Lexicon;

/** "Chicago 4 Boston 2": in a table of results a town is its side. States stay states: their teams are theirs. */
export function isSide(s: Setting): boolean {
  const { tokens, candidate, first, last } = s;
  if (!has(last, L.Place) || has(last, L.State) || candidate.entry?.type === 'state') return false;
  const score = tokens[candidate.to + 1];
  if (score?.shape !== Shape.Number || score.gap !== 1 || score.text.length > 3) return false;
  const before = tokens[candidate.from - 1];
  if (before !== undefined && first.gap !== 2 && before.shape !== Shape.Number && before.text !== ',' && before.text !== ')' && before.text !== '.')
    return false;
  const next = tokens[candidate.to + 2];
  return (
    next === undefined ||
    next.gap === 2 ||
    next.shape === Shape.Number ||
    next.shape === Shape.Capital ||
    next.shape === Shape.Upper ||
    next.text === '(' ||
    next.text === '-'
  );
}

const contests = new Set('beat beats thrashed edged trounced outplayed'.split(' '));

/** "Somerset beat Essex". */
export function isWinner(s: Setting): boolean {
  if (!has(s.last, L.Place) || has(s.last, L.State) || s.possessive) return false;
  return (s.after !== undefined && contests.has(s.after.key)) || (s.before !== undefined && contests.has(s.before.key));
}
