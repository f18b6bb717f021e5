import { civil, dayNumber, formatDay, weekdayOf } from '../calendar';
import { besideProposals, boundedProposals, eventProposals, weekProposals } from './bounds';
import { daysNear, daysWithYear, type NamedDay } from './days';
import { inEitherOrder, inItsOrder, theOtherWay } from '../numeric-order';
import { leaning } from '../resolve/direction';
import { addressProposals, dateline, type DayRule, dayRules, type Head, headOf, ofLaterLife } from './places';
import type { Evidence, Proposal, PublicationCandidate, PublicationInput } from './types';

export type { Evidence, KnownEvent, PublicationCandidate, PublicationInput, PublicationReason } from './types';

/**
 * Candidates for a document's publication day or interval, most credible first; empty when nothing speaks. Reads
 * addresses, file name, front matter, datelines, tenses, weekdays beside dates and reader comments (which only say
 * that the text was there by then). Never looks at today's date.
 */
export function inferPublication(given: PublicationInput): readonly PublicationCandidate[] {
  const all = inItsOrder(given.blocks);
  const head = headOf(all);
  const addresses = addressProposals(given);
  // Most paragraphs name no day, and are gone through once.
  const input = { ...given, blocks: all.filter(({ dates }) => dates.length > 0) };
  const dated = daysWithYear(input.blocks);
  const said = dayRules.map((rule) => ofDays(rule, dated, head));
  const outright = (addresses[0] ?? said.find((ofRule) => ofRule.length > 0)?.[0]?.proposal)?.end;
  const near = withoutYear(input.blocks, all, dated, outright);
  const days = [...dated, ...near];
  const proposals: Proposal[] = [...addresses];
  const doubtful: Proposal[] = [];
  dayRules.forEach((rule, r) => {
    for (const { day, proposal } of said[r] ?? []) (inEitherOrder(day.date) ? doubtful : proposals).push(proposal);
    for (const { day, proposal } of ofDays(rule, near, head)) if (!inEitherOrder(day.date)) proposals.push(proposal);
  });
  proposals.push(
    ...worth(doubtful, asWritten),
    ...worth(turned(all), theOther),
    ...besideProposals(input, days),
    ...weekProposals(input, days),
    ...eventProposals(input),
    ...boundedProposals(days, input.events),
  );
  return proposals.length === 0 ? [] : rank(merge(proposals), days);
}

/** What a rule says of days. Most days say nothing by their place. */
function ofDays(rule: DayRule, days: readonly NamedDay[], head: Head): readonly { readonly day: NamedDay; readonly proposal: Proposal }[] {
  const said: { day: NamedDay; proposal: Proposal }[] = [];
  for (const day of days) {
    const proposal = rule(day, head);
    if (proposal) said.push({ day, proposal });
  }
  return said;
}

/** What dates are worth whose day and month could be the other way round, read as they most likely are and the other way: the page's address may agree with either. */
const [asWritten, theOther] = [0.8, 0.5];

function worth(proposals: readonly Proposal[], share: number): readonly Proposal[] {
  return proposals.map((p) => ({ ...p, confidence: p.confidence * share }));
}

/** What such dates say, read the other way. */
function turned(blocks: PublicationInput['blocks']): readonly Proposal[] {
  const other = theOtherWay(blocks);
  if (!other) return [];
  const head = headOf(other);
  const days = daysWithYear(other).filter(({ date }) => inEitherOrder(date));
  return dayRules.flatMap((rule) => ofDays(rule, days, head).map(({ proposal }) => proposal));
}

/**
 * Year-less days count from what the document or its address dates itself by.
 * @param blocks those of all that name a day or a time
 * @param outright the day number that it says outright
 */
function withoutYear(
  blocks: PublicationInput['blocks'],
  all: PublicationInput['blocks'],
  dated: readonly NamedDay[],
  outright: number | undefined,
): readonly NamedDay[] {
  let stamp: number | undefined;
  let latest: NamedDay | undefined;
  for (const day of dated) {
    if (day.block.kind !== 'comment') latest = latest && latest.last >= day.last ? latest : day;
    else if (day.first === day.last) stamp = Math.min(stamp ?? day.first, day.first);
  }
  const known = stamp ?? outright;
  if (known !== undefined) return daysNear(blocks, known, stamp);
  if (latest) return byNamedDay(blocks, all, latest);
  // A bare year alone is too little, unless a weekday beside a day picks it.
  const year = latestYear(blocks);
  if (year === undefined) return [];
  const beside = daysNear(blocks, dayNumber(year, 7, 1), undefined).filter(
    (d) => civil(d.first).year >= year && d.date.form.kind === 'calendar' && d.date.form.weekday !== undefined,
  );
  return beside.length > 0 ? beside : byDateline(all, [year, year + 1]);
}

/**
 * Year-less days near the latest day that the text names with its year. Where that lies months from them ("who leaves office on January 7, 2025"), the weekday
 * that the lead tells settles the year of the dateline, if it can: what is told as past came before it.
 */
function byNamedDay(blocks: PublicationInput['blocks'], all: PublicationInput['blocks'], latest: NamedDay): readonly NamedDay[] {
  const near = daysNear(blocks, latest.last, undefined);
  const { year } = civil(latest.last);
  const isPast = latest.lean === 'past';
  const fitting = byDateline(all, isPast ? [year, year + 1] : [year - 2, year - 1, year, year + 1]);
  const [line] = fitting;
  if (!line || (isPast && line.first < latest.last) || near.some((d) => d.range.start === line.range.start && d.first === line.first)) return near;
  return [...daysNear(blocks, line.first, undefined).filter((d) => d.range.start !== line.range.start), line];
}

/** Paragraphs at the head in which an agency tells the weekday of its dateline: "officials said on Sunday". */
const leadBlocks = 3;

/**
 * The day of a dateline without a year, where one alone of the years has the weekday that the lead tells: agencies tell what was said on the day of their
 * dateline by its weekday. With two such years, or none, nothing.
 */
function byDateline(blocks: PublicationInput['blocks'], years: readonly number[]): readonly NamedDay[] {
  const head = headOf(blocks);
  const lead = blocks.filter((b) => b.kind !== 'comment' && b.kind !== 'headline').slice(0, leadBlocks);
  for (const block of lead)
    for (const date of block.dates) {
      if (date.form.kind !== 'weekday' || date.form.direction || leaning(date.context) !== 'past') continue;
      const { weekday } = date.form;
      const range = { start: block.start + date.start, end: block.start + date.end };
      const text = block.text.slice(date.start, date.end);
      const fitting = years.flatMap((year) => {
        const days = daysNear(blocks, dayNumber(year, 7, 1), undefined);
        const told = new Set(days.filter((d) => dateline(d, head) !== undefined).map((d) => d.first));
        return days.filter((d) => told.has(d.first) && weekdayOf(d.first) === weekday);
      });
      const [only] = fitting;
      return only && fitting.length === 1 ? [{ ...only, yearBy: { range, text } }] : [];
    }
  return [];
}

/** The last year that the article names as over or running. */
function latestYear(blocks: PublicationInput['blocks']): number | undefined {
  let latest: number | undefined;
  for (const { kind, dates } of blocks) {
    if (kind === 'comment') continue;
    for (const { rule, form, context } of dates) {
      if (rule !== 'year' || form.kind !== 'value' || leaning(context) === 'future') continue;
      const year = Number(form.value);
      latest = Math.max(latest ?? year, year);
    }
  }
  return latest;
}

/** The same day from two sources is more credible than from one. */
function merge(proposals: readonly Proposal[]): readonly Proposal[] {
  const bySpan = new Map<string, Proposal>();
  for (const p of [...proposals].sort((a, b) => b.confidence - a.confidence)) {
    const key = `${p.start}/${p.end}`;
    const known = bySpan.get(key);
    if (!known) bySpan.set(key, p);
    else if (known.rule !== p.rule)
      bySpan.set(key, {
        ...known,
        confidence: 1 - (1 - known.confidence) * (1 - p.confidence),
        why: `${known.why}; ${p.why}`,
        evidence: [...known.evidence, ...p.evidence],
      });
  }
  return [...bySpan.values()];
}

/** A candidate after the first comment, or before what the text tells as past with its year, loses credit. */
const contradicted = 0.4;

function rank(proposals: readonly Proposal[], days: readonly NamedDay[]): readonly PublicationCandidate[] {
  const comments = days.filter((d) => d.block.kind === 'comment' && d.hasYear && d.first === d.last);
  const past = days.filter((d) => d.block.kind !== 'comment' && d.lean === 'past' && d.hasYear && d.first === d.last && !ofLaterLife(d));
  return proposals
    .map((p): PublicationCandidate => {
      const late = comments.find((d) => p.start > d.first);
      const early = past.find((d) => p.end < d.first);
      const against: Evidence[] = [
        ...(late ? [{ role: 'not-after' as const, day: formatDay(late.first), source: 'comment', range: late.range, text: late.text }] : []),
        ...(early ? [{ role: 'not-before' as const, day: formatDay(early.first), source: 'past', range: early.range, text: early.text }] : []),
      ];
      return {
        publication: { start: formatDay(p.start), end: formatDay(p.end), basis: p.basis, why: p.why },
        confidence: Math.round(p.confidence * (against.length > 0 ? contradicted : 1) * 100) / 100,
        rule: p.rule,
        reason: { evidence: p.evidence, against },
      };
    })
    .sort((a, b) => b.confidence - a.confidence || (a.publication.start < b.publication.start ? -1 : 1));
}
