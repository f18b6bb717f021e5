import { formatDay, mondayOf, isoWeek, parseDay, weekdayOf } from '../calendar';
import { leaning } from '../resolve/direction';
import { inWords, spanInWords, type NamedDay } from './days';
import type { Evidence, KnownEvent, Proposal, PublicationInput } from './types';

/** News is mostly printed within a week of what it reports, and commented on within a week of being printed. */
const usualDays = 6;

interface Bound {
  readonly day: number;
  readonly evidence: Evidence;
  readonly clause: string;
}

/** First time stamp of a reader comment: the article stood there before it. */
function firstComment(days: readonly NamedDay[]): NamedDay | undefined {
  let first: NamedDay | undefined;
  for (const d of days) {
    if (d.block.kind !== 'comment' || !d.hasYear || d.first !== d.last) continue;
    if (!first || d.first < first.first || (d.first === first.first && d.range.start < first.range.start)) first = d;
  }
  return first;
}

function bound(d: NamedDay, day: number, role: Evidence['role'], source: string, clause: string): Bound {
  return { day, evidence: { role, day: formatDay(day), source, range: d.range, text: d.text }, clause };
}

/** What the text speaks of as past: the article is not older than the latest of it. */
function latestPast(days: readonly NamedDay[]): (Bound & { readonly hasYear: boolean }) | undefined {
  let past: NamedDay | undefined;
  for (const d of days) if (d.block.kind !== 'comment' && d.lean === 'past' && (!past || d.first > past.first)) past = d;
  return past && { ...bound(past, past.first, 'not-before', 'past', `speaks of ${spanInWords(past)} as past`), hasYear: past.hasYear };
}

/** The last event before a day: what is about it was hardly written before. By itself it tells no day, as no text does of which only that is known. */
function lastEvent(events: readonly KnownEvent[], before: number): (Bound & { readonly hasYear: boolean }) | undefined {
  const [last] = events
    .flatMap((event) => {
      const day = parseDay(event.date);
      return day === undefined || day > before ? [] : [{ event, day }];
    })
    .sort((a, b) => b.day - a.day);
  if (!last) return undefined;
  const { event, day } = last;
  return {
    day,
    evidence: { role: 'not-before', day: formatDay(day), source: 'event' },
    clause: `is about ${event.name ?? 'the event'} of ${inWords(day)}`,
    hasYear: true,
  };
}

function earliestFuture(days: readonly NamedDay[], notBefore: number | undefined): Bound | undefined {
  let future: NamedDay | undefined;
  for (const d of days) {
    if (d.block.kind === 'comment' || d.lean !== 'future' || (notBefore !== undefined && d.last < notBefore)) continue;
    if (!future || d.last < future.last) future = d;
  }
  return future && bound(future, future.last, 'not-after', 'future', `of ${spanInWords(future)} as to come`);
}

/** Candidates that only bound the day: from tense and reader comments. */
export function boundedProposals(days: readonly NamedDay[], events: readonly KnownEvent[] = []): readonly Proposal[] {
  if (days.length === 0) return [];
  const comment = firstComment(days);
  const stamp = comment && bound(comment, comment.first, 'not-after', 'comment', `first reader comment ${comment.text}`);
  const low = latestPast(comment ? days.filter((d) => d.first <= comment.first) : days) ?? (comment && lastEvent(events, comment.first));
  const high = earliestFuture(days, low?.day);
  const upper = [high, stamp].filter((b): b is Bound => b !== undefined).sort((a, b) => a.day - b.day);
  const clauses = [low, high && (low ?? stamp) ? high : undefined, stamp].filter((b): b is Bound => b !== undefined);
  if (clauses.length === 0) return [];
  const why = sentence(low?.clause, low && high ? `and ${high.clause}` : high ? `speaks ${high.clause}` : undefined, stamp?.clause);
  const evidence = clauses.map((b) => b.evidence);
  const make = (start: number, end: number, confidence: number, note = ''): Proposal => ({
    start,
    end,
    basis: 'bounded',
    confidence,
    rule: 'spoken-of-and-comments',
    why: why + note,
    evidence,
  });
  const end = upper[0]?.day;
  if (low && end !== undefined && end >= low.day) {
    const width = end - low.day;
    if (width <= usualDays * 2) return [make(low.day, end, width <= 1 ? 0.75 : width <= 3 ? 0.65 : 0.5)];
    if (!low.hasYear) return [make(low.day, low.day + usualDays, 0.4, '; taken to be published within a week')];
  }
  // News writes the year of what is long past and leaves out its own: a day with its year dates nothing by itself.
  if (low && !low.hasYear && !stamp) return [make(low.day, low.day + usualDays, 0.35, '; taken to be published within a week')];
  if (stamp) return [make(stamp.day - usualDays, stamp.day, 0.35, '; taken to be published within a week before')];
  return [];
}

function sentence(first: string | undefined, second: string | undefined, third: string | undefined): string {
  const spoken = [first, second].filter((s) => s !== undefined).join(' ');
  return [spoken, third].filter((s) => s !== undefined && s !== '').join('; ');
}

/** "yesterday, January 11", "on Tuesday (11 January)": a relative day named together with its date. */
export function besideProposals(input: PublicationInput, days: readonly NamedDay[]): readonly Proposal[] {
  if (days.length === 0) return [];
  const at = new Map(days.map((d) => [d.range.start, d]));
  return input.blocks
    .filter((b) => b.kind !== 'comment' && b.dates.length > 1)
    .flatMap((block) =>
      block.dates.flatMap((date, i): Proposal[] => {
        const next = block.dates[i + 1];
        const day = next && next.start - date.end <= 3 ? at.get(block.start + next.start) : undefined;
        if (!day || day.first !== day.last) return [];
        const evidence: Evidence[] = [
          {
            role: 'day',
            day: formatDay(day.first),
            source: 'beside',
            range: { start: block.start + date.start, end: day.range.end },
            text: block.text.slice(date.start, next?.end),
          },
        ];
        const why = `says "${block.text.slice(date.start, next?.end)}"`;
        if (date.form.kind === 'current' && date.form.unit === 'day') {
          const n = day.first - date.form.offset;
          return [{ start: n, end: n, basis: 'inferred', confidence: 0.8, rule: 'relative-day-with-date', why, evidence }];
        }
        if (date.form.kind === 'weekday' && !date.form.direction && leaning(date.context) === 'past' && weekdayOf(day.first) === date.form.weekday)
          return [{ start: day.first, end: day.first + usualDays, basis: 'bounded', confidence: 0.5, rule: 'weekday-with-date', why, evidence }];
        return [];
      }),
    );
}

/** The week that "this week" and "last week" put a dated event in, where both stand in one block. */
export function weekProposals(input: PublicationInput, days: readonly NamedDay[]): readonly Proposal[] {
  if (days.length === 0) return [];
  return input.blocks
    .filter((b) => b.kind !== 'comment')
    .flatMap((block) =>
      block.dates.flatMap((date): Proposal[] => {
        if (date.form.kind !== 'current' || date.form.unit !== 'week' || date.form.offset > 0 || date.form.offset < -1) return [];
        const day = days.find((d) => d.block === block && d.first === d.last && Math.abs(d.date.start - date.start) < 200);
        if (!day) return [];
        const { year, week } = isoWeek(day.first - date.form.offset * 7);
        const monday = mondayOf(year, week);
        const words = block.text.slice(date.start, date.end);
        return [
          {
            start: date.form.offset === 0 && day.lean === 'past' ? Math.max(monday, day.first) : monday,
            end: monday + 6,
            basis: 'bounded',
            confidence: 0.45,
            rule: 'week-with-date',
            why: `speaks of ${inWords(day.first)} with "${words}"`,
            evidence: [
              {
                role: 'not-before',
                day: formatDay(monday),
                source: 'week',
                range: { start: block.start + date.start, end: block.start + date.end },
                text: words,
              },
            ],
          },
        ];
      }),
    );
}

/** "on Saturday", of an event known to have been on a Saturday: the day itself to six days after; "this week" ends on its Sunday. */
export function eventProposals(input: PublicationInput): readonly Proposal[] {
  if (!input.events) return [];
  const events = input.events.flatMap((e): { event: KnownEvent; day: number }[] => {
    const day = parseDay(e.date);
    return day === undefined ? [] : [{ event: e, day }];
  });
  const blocks = input.blocks.filter((b) => b.kind !== 'comment');
  return events.flatMap(({ event, day }): Proposal[] => {
    for (const block of blocks) {
      const date = block.dates.find(
        (d) =>
          (d.form.kind === 'weekday' && !d.form.direction && d.form.weekday === weekdayOf(day) && leaning(d.context) !== 'future') ||
          (d.form.kind === 'current' && d.form.unit === 'day' && d.form.offset <= 0),
      );
      if (!date) continue;
      const words = block.text.slice(date.start, date.end);
      const offset = date.form.kind === 'current' ? date.form.offset : undefined;
      const sameWeek = block.dates.some((d) => d.form.kind === 'current' && d.form.unit === 'week' && d.form.offset === 0);
      const end = offset !== undefined ? day - offset : sameWeek ? day + 7 - weekdayOf(day) : day + usualDays;
      return [
        {
          start: offset === undefined ? day : end,
          end,
          basis: 'inferred',
          confidence: offset === undefined ? 0.6 : 0.7,
          rule: 'weekday-of-event',
          why: `says "${words}"${sameWeek ? ' and "this week"' : ''} of ${event.name ?? 'the event'} of ${inWords(day)}`,
          evidence: [
            { role: 'not-before', day: formatDay(day), source: 'event', range: { start: block.start + date.start, end: block.start + date.end }, text: words },
          ],
        },
      ];
    }
    return [];
  });
}
