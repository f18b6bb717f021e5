/** Coders' decisions about automatic marks, laid over what was recognised. A person's word wins over every rule. */
import type { Mention } from '../actors/types';
import type { DecidedDate, DecidedDates } from '../dates';
import type { TemporalExpression, TimexMod } from '../dates/types';
import type { MentionDecision } from '../sidecar/schema';
import type { Range } from '../text/range';

/** A decision with the place its selector has in the text. */
export interface AnchoredDecision {
  readonly decision: MentionDecision;
  readonly range: Range;
}

export interface Marks {
  readonly mentions: readonly Mention[];
  readonly dates: readonly TemporalExpression[];
}

/** What a decision must know of the actor it names. `id` is the one that stands for it now. */
export interface DecidedActor extends Pick<Mention, 'name' | 'kind'> {
  readonly id?: string;
}

/** TimeML 1.2.1, section 2.3: anything else in a file is left out rather than shown. */
const mods: readonly string[] = [
  'BEFORE',
  'AFTER',
  'ON_OR_BEFORE',
  'ON_OR_AFTER',
  'LESS_THAN',
  'MORE_THAN',
  'EQUAL_OR_LESS',
  'EQUAL_OR_MORE',
  'START',
  'MID',
  'END',
  'APPROX',
] satisfies readonly TimexMod[];

/**
 * The marks after the decisions, each list sorted and free of overlaps, decided ones with the rule `coder`.
 * Rejections for the whole document come first, so that a mark decided by itself stands; then the others in the order in which
 * they were made: where two coders decided about one place, the later one is shown.
 *
 * @param actorOf the registered actor that an id stands for, merged ids included; for an unknown id the mark keeps its kind and shows the id
 */
export function applyMentionDecisions(
  text: string,
  mentions: readonly Mention[],
  dates: readonly TemporalExpression[],
  decisions: readonly AnchoredDecision[],
  actorOf: (id: string) => DecidedActor | undefined,
): Marks {
  return inOrder(decisions).reduce<Marks>((marks, decision) => applied(text, marks, decision, actorOf), { mentions, dates });
}

function inOrder(decisions: readonly AnchoredDecision[]): readonly AnchoredDecision[] {
  return [...decisions].sort((a, b) => Number(isWide(b)) - Number(isWide(a)) || compare(a.decision.at, b.decision.at) || compare(a.decision.id, b.decision.id));
}

/**
 * The same decisions as the resolver of dates needs them: what a place was said to be, so that "the next day" counts from a coder's
 * correction, and not from what a coder refused or gave to an actor.
 *
 * @param text the text that the decisions are anchored in
 */
export function decidedDates(text: string, decisions: readonly AnchoredDecision[]): DecidedDates {
  const never = new Set<string>();
  let places: readonly DecidedDate[] = [];
  for (const { decision, range } of inOrder(decisions)) {
    if (decision.reject === 'document') never.add(text.slice(range.start, range.end));
    else if (decision.date ?? decision.actor ?? decision.reject)
      places = [...places.filter((p) => p.end <= range.start || p.start >= range.end), { ...range, value: decision.date?.value }];
  }
  return { places: [...places].sort((a, b) => a.start - b.start), never };
}

function isWide({ decision }: AnchoredDecision): boolean {
  return decision.reject === 'document';
}

function applied(text: string, marks: Marks, { decision, range }: AnchoredDecision, actorOf: (id: string) => DecidedActor | undefined): Marks {
  const surface = text.slice(range.start, range.end);
  if (decision.reject === 'document') {
    const differs = (mark: Mention | TemporalExpression): boolean => mark.text !== surface;
    return { mentions: marks.mentions.filter(differs), dates: marks.dates.filter(differs) };
  }
  const apart = (mark: Range): boolean => mark.end <= range.start || mark.start >= range.end;
  const rest: Marks = { mentions: marks.mentions.filter(apart), dates: marks.dates.filter(apart) };
  if (decision.actor !== undefined) {
    const known = actorOf(decision.actor);
    const former = marks.mentions.find((mark) => !apart(mark));
    const mention: Mention = {
      ...range,
      text: surface,
      kind: known?.kind ?? former?.kind ?? 'organisation',
      actor: known?.id ?? decision.actor,
      provisional: false,
      name: known?.name ?? decision.actor,
      rule: 'coder',
    };
    return { mentions: inserted(rest.mentions, mention), dates: rest.dates };
  }
  if (decision.date) {
    const { type, value, mod } = decision.date;
    const former = marks.dates.find((mark) => !apart(mark));
    const date: TemporalExpression = {
      ...range,
      text: surface,
      type,
      value,
      ...(isMod(mod) && { mod }),
      rule: 'coder',
      alternatives: former
        ? [{ type: former.type, value: former.value, rule: former.rule }, ...former.alternatives].filter((reading) => reading.value !== value)
        : [],
    };
    return { mentions: rest.mentions, dates: inserted(rest.dates, date) };
  }
  return decision.reject === 'mention' ? rest : marks;
}

function isMod(mod: string | undefined): mod is TimexMod {
  return mod !== undefined && mods.includes(mod);
}

function inserted<T extends Range>(sorted: readonly T[], mark: T): readonly T[] {
  const at = sorted.findIndex(({ start }) => start >= mark.end);
  return at === -1 ? [...sorted, mark] : [...sorted.slice(0, at), mark, ...sorted.slice(at)];
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
