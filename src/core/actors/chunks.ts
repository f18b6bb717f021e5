/**
 * From tokens to candidates: runs of capitalised words (runs.ts), bounded where a line is loud, then cut (cuts.ts).
 * "Russian Foreign Minister Sergei Lavrov" holds one name; "Ukraine President Zelensky" holds two.
 */
import type { Gazetteer, GazetteerEntry } from './gazetteer';
import { aloneParticles, Run } from './cuts';
import { isNameLike, isNamedMonth, runEnd } from './runs';
import type { RegistryIndex } from './registry';
import { has, plain, tokenAt } from './setting';
import { Shape, type Token, type WordTable } from './tokens';
import { frontHeads, frontOthers, frontPlaces, Lexicon as L } from './words';

/** A stretch of tokens `[from, to]` that may name an actor. */
export interface Candidate {
  readonly from: number;
  readonly to: number;
  /** Registry ids that bear exactly this form. */
  readonly actors?: readonly string[] | undefined;
  /** What the gazetteer knows of exactly this form. */
  readonly entry?: GazetteerEntry | undefined;
  /** First token of the title before `from`. */
  readonly title?: number | undefined;
}

export interface Chunker {
  readonly gazetteer: Gazetteer;
  readonly registry: RegistryIndex;
  readonly words: WordTable;
}

/** Candidates of a block's tokens, in order, not overlapping. */
export function chunk(tokens: readonly Token[], shouting: (at: number) => boolean, chunker: Chunker): Candidate[] {
  const out: Candidate[] = [];
  let at = 0;
  while (at < tokens.length) {
    const token = tokens[at];
    if (token === undefined) break;
    if (!isNameLike(token)) {
      at = smallStart(tokens, at, chunker, out);
      continue;
    }
    // In a headline an ordinary word begins nothing, unless a head follows.
    if (token.first && loud(tokens, at) && plain(token) && knownLength(tokens, at, chunker) < 2 && loudEnd(tokens, at - 1, runEnd(tokens, at)) === at) {
      at++;
      continue;
    }
    const whole = beforeDate(tokens, at, runEnd(tokens, at));
    const end = token.first || shouting(at) ? loudEnd(tokens, Math.min(at + Math.max(knownLength(tokens, at, chunker), 1), whole) - 1, whole) : whole;
    at = new Run(tokens, end, shouting(at), chunker, out).cut(at);
  }
  return out;
}

/** "told the Senate Foreign Relations Committee | Wednesday": the day on which something happened ends no name. */
function beforeDate(tokens: readonly Token[], from: number, end: number): number {
  let to = end;
  if (to - 1 > from && has(tokens[to - 1], L.Calendar) && tokens[to]?.shape === Shape.Number && !plain(tokens[to - 2])) to--;
  while (to - 1 > from && has(tokens[to - 1], L.Calendar) && !has(tokens[to - 1], L.Given | L.OtherHead) && !isNamedMonth(tokens, to - 1)) to--;
  return to;
}

/** Words of the longest known name that begins here, whatever its case: "FLOODS HIT | NEW ZEALAND"; 0 where none does. */
function knownLength(tokens: readonly Token[], at: number, { registry, gazetteer }: Chunker): number {
  return Math.max(
    has(tokens[at], L.StartsRegistered) ? (registry.forms.match(tokens, at, true)?.length ?? 0) : 0,
    has(tokens[at], L.Starts) ? (gazetteer.names.match(tokens, at, true)?.length ?? 0) : 0,
  );
}

/** Names that begin with a small letter: a registered form, "al Qaeda", "bin Laden". Gives the token to go on from. */
function smallStart(tokens: readonly Token[], at: number, chunker: Chunker, out: Candidate[]): number {
  const token = tokens[at] as Token;
  if ((token.bits & (L.StartsRegistered | L.Particle)) === 0) return at + 1;
  const own = (token.bits & L.StartsRegistered) !== 0 && (token.bits & L.Function) === 0 ? chunker.registry.forms.match(tokens, at, false) : undefined;
  if (own !== undefined) {
    out.push({ from: at, to: at + own.length - 1, actors: own.value });
    return at + own.length;
  }
  if ((token.bits & L.Particle) === 0) return at + 1;
  const entry = chunker.gazetteer.names.match(tokens, at, false);
  if (entry !== undefined && entry.length > 1) {
    out.push({ from: at, to: at + entry.length - 1, entry: entry.value });
    return at + entry.length;
  }
  const to = particlesEnd(tokens, at);
  if (to === undefined || !isBorneAlone(tokens, at, to)) return at + 1;
  out.push({ from: at, to });
  return to + 1;
}

/** The name after one to three particles in small letters; undefined where none follows. */
export function particlesEnd(tokens: readonly Token[], at: number): number | undefined {
  let to = at;
  do to++;
  while (to < at + 3 && tokens[to]?.shape === Shape.Lower && tokens[to]?.gap === 1 && has(tokens[to], L.Particle));
  const name = tokens[to];
  return name !== undefined && name.gap === 1 && isNameLike(name) && !has(name, L.Calendar | L.Function) ? to : undefined;
}

/** "said von der Leyen", "met de Gaulle", "told bin Salman": a family name without a given name, and not the middle of a name in another language. */
export function isBorneAlone(tokens: readonly Token[], at: number, to: number): boolean {
  const [before, particle, name] = [tokenAt(tokens, at - 1), tokens[at] as Token, tokens[to]];
  if (aloneParticles.has(particle.key) && to === at + 1) return particle.key !== 'van' || !has(name, L.Word);
  if (!aloneParticles.has(particle.key) && !beforeNames.has(particle.key)) return false;
  if (has(name, L.State | L.Place | L.Organisation | L.OrganisationHead) && !has(name, L.Surname)) return false;
  if (plain(name) && !has(name, L.Surname)) return false;
  return (
    before === undefined ||
    before.gap === 2 ||
    particle.gap !== 1 ||
    before.shape === Shape.Mark ||
    (has(before, L.Word | L.Everyday | L.Function | L.Calendar) && !streets.has(before.key))
  );
}

/** Romance and Dutch particles with which, too, a family name is used alone. */
const beforeNames = new Set('de del della di da dos das du van von den ter ibn'.split(' '));
/** Words of other languages before "de", which English has too. */
const streets = new Set('rue place avenue plaza via calle tour coup route'.split(' '));

/** Not the first word of a sentence but marked so: the line is in capitals or in title case. */
const loud = (tokens: readonly Token[], at: number): boolean => at > 0 && tokens[at - 1]?.shape !== Shape.Mark && tokens[at]?.gap === 1;

/** Where everything is capitalised, an ordinary word ends a name unless a head is still to come. */
function loudEnd(tokens: readonly Token[], at: number, end: number): number {
  for (let i = at + 1; i < end; i++) {
    const t = tokens[i] as Token;
    if (!t.first || !plain(t) || (t.bits & (L.OrganisationHead | L.PlaceHead | L.OtherHead | L.Title | L.TitleModifier)) !== 0) continue;
    let head = i + 1;
    while (head < end && plain(tokens[head]) && ((tokens[head] as Token).bits & L.OrganisationHead) === 0) head++;
    if (head < end && head <= i + 2 && ((tokens[head] as Token).bits & L.OrganisationHead) !== 0 && (t.bits & L.Saying) === 0) continue;
    return i;
  }
  return end;
}

export const isFrontHead = (key: string): boolean => frontHeads.has(key);
export const isFrontPlace = (key: string): boolean => frontPlaces.has(key);
export const isFrontOther = (key: string): boolean => frontOthers.has(key);
