import { contextOf } from './context';
import { degreeAfter, degreeBefore } from './degree';
import { createGrammar, type Grammar } from './grammar';
import { shareLists } from './lists';
import { Searcher } from './search';
import type { Surroundings } from './surroundings';
import type { Tokens } from './tokens';
import type { Form, RecognisedDate } from './forms';
import type { Rule } from './rules/rule';
import type { TimexMod } from './types';

/** A match before its context is known; `from`, `to` are token indexes. */
export interface Found {
  readonly from: number;
  readonly to: number;
  readonly rule: string;
  readonly type: Rule['type'];
  readonly form: Form;
  readonly mod: TimexMod | undefined;
  /** The list it stands in: the clause is the list's. */
  readonly clause?: { readonly from: number; readonly to: number };
}

/**
 * The temporal expressions of one block of text, in order, without overlaps. Pure: the result depends on the text
 * alone, is plain data, and can be cached by it. Linear in the length of the block.
 */
export function recogniseDates(block: string): readonly RecognisedDate[] {
  return recogniseWith(grammar(), block);
}

/** The compiled rules, made at the first use so that importing costs nothing. */
const grammar = ((): (() => Grammar) => {
  let made: Grammar | undefined;
  return () => (made ??= createGrammar());
})();

export function recogniseWith(g: Grammar, block: string): readonly RecognisedDate[] {
  const t = g.tokenise(block);
  const found: Found[] = [];
  const search = longestMatch(g, t);
  let limit = 0;
  const { begins } = g.rules;
  for (let from = 0; from < t.count; from++) {
    if (begins[t.lexeme[from] ?? 0] === 0) continue;
    const core = search(from);
    if (!core) continue;
    const whole = extend(g, t, core, limit);
    found.push(whole);
    limit = whole.to;
    from = limit - 1;
  }
  return found.length === 0 ? [] : shareLists(g, t, found).map((f) => finish(g, t, f));
}

/** Of all rules that hold at a token the one with the longest match, of equally long ones the first in the table. */
function longestMatch(g: Grammar, t: Tokens): (from: number) => Core | undefined {
  let best: Core | undefined;
  let order = 0;
  const search = new Searcher(g.rules, t, ({ rule, order: place, guards }, from, to) => {
    if (best && (to < best.to || (to === best.to && place >= order))) return;
    for (const guard of guards) if (!guard(g.surroundings, t, from, to)) return;
    const form = rule.make(search.captures());
    if (!form) return;
    best = { from, to, rule: rule.name, type: rule.type, form, mod: rule.mod, extend: rule.extend !== false };
    order = place;
  });
  return (from) => {
    best = undefined;
    search.at(from);
    return best;
  };
}

interface Core extends Found {
  readonly extend: boolean;
}

/** Takes in "the" and the words of degree around a match. */
function extend(g: Grammar, t: Tokens, core: Core, limit: number): Found {
  const s = g.surroundings;
  const length = core.type === 'DURATION' || core.form.kind === 'shift';
  let { from, to } = core;
  let mod: TimexMod | undefined = core.mod;
  // "the third-quarter loss", "the 30-day rate": the article is the noun's.
  const adjective = to - 2 > from && s.is(t, to - 2, '-');
  if (core.extend && !adjective && !eventTime(s, t, core) && from > limit && s.is(t, from - 1, 'the')) from--;
  if (core.type !== 'SET' && !(core.form.kind === 'value' && core.form.value.endsWith('_REF'))) {
    const before = degreeBefore(g.prefixes, t, from, limit, length);
    if (before && degreeFits(s, t, before.from, from, core)) {
      from = before.from;
      mod = before.degree.mod;
      if (core.extend && !adjective && from > limit && s.is(t, from - 1, 'the')) from--;
    }
    const after = degreeAfter(g.suffixes, t, to, length);
    // "for two weeks at least 20 people": the bound is of the number after it.
    if (after && !s.number(t, after.to) && s.cls(t, after.to, 'Cardinal') === undefined && !s.in(t, after.to, 'articles')) {
      to = after.to;
      mod ??= after.degree.mod;
    }
  }
  return { from, to, rule: core.rule, type: core.type, form: core.form, mod };
}

/** "the weeks before the vote": the article belongs to the event's time, not to a length of time. */
function eventTime(s: Surroundings, t: Tokens, core: Core): boolean {
  return core.rule === 'units' && (s.is(t, core.to, 'before') || s.is(t, core.to, 'after') || s.is(t, core.to, 'that'));
}

/** Whether words of degree at `[from, to)` qualify what follows, and are not prepositions or part of a verb ("get around Wednesday's ruling"). */
function degreeFits(s: Surroundings, t: Tokens, from: number, to: number, core: Core): boolean {
  if (s.is(t, from, 'over') && to === from + 1)
    return (
      core.rule !== 'last-units' &&
      core.rule !== 'recent-units' &&
      core.rule !== 'past-decade' &&
      !s.is(t, to, 'the') &&
      (s.in(t, to, 'articles') || s.in(t, from - 1, 'beforeOver'))
    );
  if ((s.is(t, from, 'around') || s.is(t, from, 'about')) && core.form.kind === 'weekday') return false;
  // "Earlier Friday, …": earlier than what was told, not early on that day.
  if (s.is(t, from, 'earlier') || s.is(t, from, 'later')) return core.form.kind !== 'weekday' && core.rule !== 'today';
  return true;
}

function finish(g: Grammar, t: Tokens, f: Found): RecognisedDate {
  const date: { -readonly [K in keyof RecognisedDate]: RecognisedDate[K] } = {
    start: t.start[f.from] ?? 0,
    end: t.end[f.to - 1] ?? 0,
    type: f.type,
    rule: f.rule,
    form: f.form,
    context: contextOf(g.surroundings, t, f.clause?.from ?? f.from, f.clause?.to ?? f.to),
  };
  if (f.mod) date.mod = f.mod;
  return date;
}
