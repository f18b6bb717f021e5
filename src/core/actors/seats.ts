/**
 * Whether a house of power stands for who governs from it: "the Kremlin denied", "the White House's position". What is near it, in it or comes
 * to it is at a place. Where neither is said ("the Kremlin has a wall") the name stays the body's, and no metonym is claimed.
 */
import { readMetonym } from './metonyms';
import { has, tokenAt } from './setting';
import { Shape, type Token } from './tokens';
import { Lexicon as L } from './words';

const set = (words: string): ReadonlySet<string> => new Set(words.split(/\s+/));

const whereabouts = set('in at near outside inside around across throughout into via within behind opposite beside below beneath above along past');
/** Who is there is part of what sits there. */
const insiders = set(
  'official officials aide aides adviser advisers advisor advisors source sources insider insiders staff staffer staffers spokesman spokeswoman spokesperson allies ally leadership bosses',
);
const streets = set('street hill whitehall');
/** What one does to a house, or to who is in it only by coming to it. */
const entering = set(
  'enter entered entering enters leave left leaving leaves visit visited visiting visits reach reached reaching storm stormed storming tour toured touring guard guarded guarding evacuated evacuating surround surrounded surrounding bombed burned burnt built rebuilt renovated occupied attacked picketed close closed closing cordoned blocked blockaded',
);
const movement = set(
  `visit visits visited visiting trip trips travel travels traveled travelled flew fly fled return returned returns returning went go goes going gone come comes came coming arrive arrives arrived arriving drive drove
   walk walked walks walking march marched marching moved moves moving headed heading heads route road way path back access invited invitation summoned taken escorted ousted removed evicted barred`,
);
/** Parts of a house: "the White House lawn", "the walls of the Kremlin". */
const parts = set(
  'lawn grounds gate gates wall walls fence fences compound complex building steps garden gardens ballroom tower towers roof door doors doorstep corridors corridor rooms room basement bunker flagpole courtyard perimeter porch driveway floor floors',
);
const deeds = set(
  'move moves decision decisions plan plans proposal proposals response reaction refusal request announcement statement stance claim claims allegation allegations policy',
);
const works = set('built rebuilt burned burnt evacuated locked closed reopened renovated restored painted decorated damaged illuminated lit bombed flooded');
const helping = set('has had have will would could can may might must should did does cannot');
const between = set('not also never now still again already repeatedly reportedly later since then');
/** "Will the Kremlin act?" */
const asked = set('will would could can may might should did does do');
const being = set('is was were be been being');

interface Seated {
  readonly tokens: readonly Token[];
  /** The article before the name, or the name's first token. */
  readonly start: number;
  readonly to: number;
  readonly before: string;
}

/** How a house's name reads between tokens `from` and `to` (inclusive); undefined where nothing says. */
export function readSeat(tokens: readonly Token[], from: number, to: number): 'actor' | 'place' | undefined {
  const start = tokenAt(tokens, from - 1)?.key === 'the' ? from - 1 : from;
  const seated = { tokens, start, to, before: inLine(tokens, start)?.key ?? '' };
  const place = placed(seated);
  if (place !== undefined) return place;
  if (speaks(seated) || asked.has(seated.before)) return 'actor';
  const joined = coordinates(seated);
  if (joined !== undefined) {
    const shared = placed(joined) ?? (speaks(joined) || deals(joined) ? 'actor' : undefined);
    if (shared !== undefined) return shared;
  }
  const next = tokens[to + 1];
  if (next?.gap === 0 && (next.text === "'" || next.text === '’'))
    return parts.has(tokens[to + (tokens[to + 2]?.key === 's' ? 3 : 2)]?.key ?? '') ? 'place' : 'actor';
  if (next?.gap === 1 && has(next, L.Role) && next.shape === Shape.Lower) return 'actor';
  return seated.before === 'to' || deals(seated) ? 'actor' : undefined;
}

/** "Kensington Palace said": a house whose name says no more than that it is one speaks for whose household it is. */
export const isHousehold = (tokens: readonly Token[], from: number, to: number): boolean =>
  to > from && tokens[to]?.key === 'palace' && tokens[from]?.shape === Shape.Capital && speaks({ tokens, start: from, to, before: '' });

/** Something is done to it or with it, as by the rules for towns. */
function deals({ tokens, start, to }: Seated): boolean {
  const { reading, rule } = readMetonym(tokens, start, to);
  return reading === 'actor' && rule !== 'acts' && rule !== 'determined';
}

/** The word before token `at` in its line. */
const inLine = (tokens: readonly Token[], at: number): Token | undefined => (tokens[at]?.gap === 2 ? undefined : tokenAt(tokens, at - 1));

/** What the words beside it say of where something is: `actor` where those who are there are who sits there. */
function placed({ tokens, start, to, before }: Seated): 'actor' | 'place' | undefined {
  const before2 = tokenAt(tokens, start - 2)?.key ?? '';
  const next = tokens[to + 1];
  // "surprise at the White House move".
  if (before === 'at' && next?.gap === 1 && deeds.has(next.key)) return 'actor';
  if (whereabouts.has(before)) return insiders.has(before2) ? 'actor' : 'place';
  if ((before === 'on' || before === 'up' || before === 'down') && streets.has(tokens[to]?.key ?? '')) return insiders.has(before2) ? 'actor' : 'place';
  if (before === 'of' && (parts.has(before2) || before2 === 'front')) return 'place';
  if (entering.has(before) || (before === 'to' && before2 === 'next')) return 'place';
  if ((before === 'to' || before === 'from' || before === 'toward' || before === 'towards' || before === 'through') && moves(tokens, start - 2)) return 'place';
  if (next?.gap === 1 && (parts.has(next.key) || (being.has(next.key) && works.has(tokens[to + 2]?.key ?? '')))) return 'place';
  return undefined;
}

/** One of the four words that end at `at` is of movement, with no mark between. */
function moves(tokens: readonly Token[], at: number): boolean {
  for (let i = at; i >= 0 && i > at - 4; i--) {
    const t = tokens[i] as Token;
    if (t.shape === Shape.Mark) return false;
    if (movement.has(t.key)) return true;
  }
  return false;
}

/** "Downing Street and the | Pentagon | declined": what is joined by "and" does what all of it does. */
function coordinates({ tokens, start, to }: Seated): Seated | undefined {
  let [first, last] = [start, to];
  const joint = inLine(tokens, start);
  if (joint?.key === 'and' || joint?.key === 'or') {
    first--;
    while (isNamed(tokens[first - 1]) && tokens[first]?.gap === 1) first--;
    if (tokens[first - 1]?.key === 'the') first--;
  }
  const next = tokens[to + 1];
  if (next?.gap === 1 && (next.key === 'and' || next.key === 'or')) {
    last = tokens[to + 2]?.key === 'the' ? to + 2 : to + 1;
    while (isNamed(tokens[last + 1]) && tokens[last + 1]?.gap === 1) last++;
  }
  if (first === start && last === to) return undefined;
  return { tokens, start: first, to: last, before: inLine(tokens, first)?.key ?? '' };
}

const isNamed = (t: Token | undefined): boolean => t !== undefined && (t.shape === Shape.Capital || t.shape === Shape.Upper) && !has(t, L.Function);

/** It says or does something. */
function speaks({ tokens, start, to }: Seated): boolean {
  let at = to + 1;
  // "the Kremlin, which denied it", "the Pentagon, however, denied it".
  if (tokens[at]?.text === ',') at += tokens[at + 1]?.key === 'which' ? 2 : tokens[at + 2]?.text === ',' ? 3 : 0;
  let isHelped = false;
  while (at < to + 7 && (helping.has(tokens[at]?.key ?? '') || between.has(tokens[at]?.key ?? ''))) isHelped = helping.has(tokens[at++]?.key ?? '') || isHelped;
  const verb = tokens[at];
  if (verb === undefined || verb.gap !== 1) return false;
  // "KREMLIN DENIES IT", "White House Rejects Plan": in a loud line the verb is written as a name would be.
  if (verb.shape !== Shape.Lower) return has(verb, L.Saying) && !has(verb, L.Given | L.Surname);
  if (has(verb, L.Saying)) return true;
  // "has a wall", "would be"; "has denied", "would act".
  if (isHelped) return !has(verb, L.Function);
  return readMetonym(tokens, start, to).rule === 'acts';
}
