/** The dates a corpus speaks of, by outlet and event, with the days its documents were published on beside them. */
import { type DaySpan, daysOf, parseDay } from '../../dates/calendar';
import type { ProjectIndex } from '../../project/lookup';
import { byOutletName, counts, outletOf, type Surveyed } from './documents';
import type { Lane, LaneKey, Scale, SpokenOf, SurveyDocument, SurveyRequest, TimelineSurvey } from './types';
import { scaleFor, unitOf, wholeUnits } from './units';

/** Share of the dates at either end that may be left out, if the rest then fills less than half of the stretch: one "1945" would press all others together. */
const outlying = 0.05;
/** What is as near to the others as they are to each other, or a month, is left where it is. */
const nearDays = 31;
/** Longer periods (a decade, a century) do not say when something was. */
const longestTelling = 366;
/** Periods of one lane beyond this many, the least spoken of, are counted. */
const mostPeriods = 20;
const mostEvents = 12;

export function timelineSurvey({ documents, totals }: Surveyed, project: ProjectIndex, request: SurveyRequest): TimelineSurvey {
  const events = (project.project.events ?? []).flatMap(({ id, name, date }) => {
    const days = date === undefined ? undefined : daysOf(date);
    return days ? [{ id, name, ...days }] : [];
  });
  const { all, usual } = stretchOf(documents, request);
  const asked = request.window ?? usual ?? { first: 0, last: 0 };
  const scale = scaleFor(asked);
  const window = wholeUnits(asked, scale);
  const lanes = new Map<string, LaneTally>();
  let open = 0;
  documents.forEach((document, number) => {
    const dates = document.dates.filter(({ block }) => counts(block, request));
    open += dates.filter(({ days }) => days === undefined).length;
    for (const key of lanesOf(document, project, request)) {
      const id = JSON.stringify([key.event, key.outlet]);
      const lane = lanes.get(id) ?? new LaneTally(key, scale, window);
      lanes.set(id, lane);
      lane.add(document, dates, number);
    }
  });
  const sorted = [...lanes.values()].sort((a, b) => laneOrder(project)(a.key, b.key));
  return {
    plot: 'timeline',
    totals,
    scale,
    window,
    all,
    lanes: sorted.slice(0, request.mostRows).map((lane) => lane.lane()),
    more: Math.max(0, sorted.length - request.mostRows),
    events: events.filter(({ first, last }) => first <= window.last && last >= window.first).slice(0, mostEvents),
    open,
  };
}

/** The lanes that a document is part of: one an event where it covers several. */
export function lanesOf(document: SurveyDocument, project: ProjectIndex, { lanes }: Pick<SurveyRequest, 'lanes'>): readonly LaneKey[] {
  const outlet = lanes === 'event' ? undefined : outletOf(document, project);
  if (lanes === 'outlet') return [{ event: undefined, outlet }];
  const events = [...new Set((document.summary.metadata.events ?? []).filter((id) => project.event(id)))];
  return (events.length > 0 ? events : [null]).map((event) => ({ event, outlet }));
}

function laneOrder(project: ProjectIndex): (a: LaneKey, b: LaneKey) => number {
  const events = new Map([...(project.project.events ?? [])].sort((a, b) => (a.date ?? '9').localeCompare(b.date ?? '9')).map(({ id }, rank) => [id, rank]));
  const rank = ({ event }: LaneKey): number => (event === undefined || event === null ? events.size : (events.get(event) ?? events.size));
  const outlets = byOutletName(project);
  return (a, b) => rank(a) - rank(b) || outlets(a.outlet ?? null, b.outlet ?? null);
}

/** From the first to the last day of all, and without lone far ones. */
function stretchOf(documents: readonly SurveyDocument[], request: SurveyRequest): { readonly all: DaySpan | undefined; readonly usual: DaySpan | undefined } {
  const telling: DaySpan[] = [];
  let all: DaySpan | undefined;
  let published: DaySpan | undefined;
  for (const { dates, summary } of documents) {
    for (const { days, block } of dates) {
      if (!days || !counts(block, request)) continue;
      all = around(all, days);
      if (days.last - days.first < longestTelling) telling.push(days);
    }
    const day = publicationDay(summary.publication?.end);
    if (day !== undefined) published = around(published, { first: day, last: day });
  }
  if (published) all = around(all, published);
  const middles = telling.map(middle).sort((a, b) => a - b);
  const [least, most] = [middles[0], middles.at(-1)];
  if (least === undefined || most === undefined) return { all, usual: published ?? all };
  // Of a handful of dates none is far from the others.
  const cut = middles.length < 4 ? 0 : Math.max(1, Math.floor(middles.length * outlying));
  const inner = { first: middles[cut] ?? least, last: middles[middles.length - 1 - cut] ?? most };
  const length = inner.last - inner.first;
  const near = Math.max(nearDays, length);
  const kept = 2 * length < most - least ? { first: inner.first - near, last: inner.last + near } : { first: least, last: most };
  const whole = telling.filter((days) => middle(days) >= kept.first && middle(days) <= kept.last).reduce<DaySpan>(around, inner);
  return { all, usual: published ? around(whole, published) : whole };
}

function middle({ first, last }: DaySpan): number {
  return Math.floor((first + last) / 2);
}

function around(a: DaySpan | undefined, b: DaySpan): DaySpan {
  return a ? { first: Math.min(a.first, b.first), last: Math.max(a.last, b.last) } : b;
}

/** The last day that a document may have been published on: what its relative dates are counted from. */
export function publicationDay(end: string | undefined): number | undefined {
  return end === undefined ? undefined : parseDay(end);
}

interface Count {
  readonly days: DaySpan;
  mentions: number;
  documents: number;
  /** Number of the document that was counted last: documents come one after the other. */
  counted: number;
}

class LaneTally {
  private documents = 0;
  private before = 0;
  private after = 0;
  private readonly spoken = new Map<number, Count>();
  private readonly periods = new Map<string, Count>();
  private readonly published = new Map<number, Count>();

  constructor(
    readonly key: LaneKey,
    private readonly scale: Scale,
    private readonly window: DaySpan,
  ) {}

  add({ summary }: SurveyDocument, dates: SurveyDocument['dates'], number: number): void {
    this.documents++;
    for (const { days } of dates) {
      if (!days) continue;
      if (days.last < this.window.first) this.before++;
      else if (days.first > this.window.last) this.after++;
      else {
        const unit = unitOf(days.first, this.scale);
        if (days.last <= unit.last) count(this.spoken, unit.first, unit, number);
        else count(this.periods, `${days.first}/${days.last}`, days, number);
      }
    }
    const day = publicationDay(summary.publication?.end);
    if (day === undefined || day < this.window.first || day > this.window.last) return;
    const unit = unitOf(day, this.scale);
    count(this.published, unit.first, unit, number);
  }

  lane(): Lane {
    const { key, documents, before, after } = this;
    const periods = [...this.periods.values()].sort((a, b) => b.mentions - a.mentions || a.days.first - b.days.first);
    return {
      key,
      documents,
      before,
      after,
      spoken: inOrder([...this.spoken.values()]),
      periods: inOrder(periods.slice(0, mostPeriods)),
      morePeriods: periods.slice(mostPeriods).reduce((sum, { mentions }) => sum + mentions, 0),
      published: inOrder([...this.published.values()]).map(({ first, last, documents: number }) => ({ first, last, documents: number })),
    };
  }
}

function count<K>(counted: Map<K, Count>, key: K, days: DaySpan, document: number): void {
  const entry = counted.get(key);
  if (!entry) {
    counted.set(key, { days, mentions: 1, documents: 1, counted: document });
    return;
  }
  entry.mentions++;
  if (entry.counted !== document) entry.documents++;
  entry.counted = document;
}

function inOrder(counted: readonly Count[]): readonly SpokenOf[] {
  return counted
    .map(({ days: { first, last }, mentions, documents }) => ({ first, last, mentions, documents }))
    .sort((a, b) => a.first - b.first || a.last - b.last);
}
