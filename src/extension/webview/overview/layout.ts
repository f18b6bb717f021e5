/** Where marks stand, in pixels. Pure: of the view and a width. */
import { scaleQuantize, scaleSqrt, type ScaleTime, scaleUtc } from 'd3-scale';
import type { MatrixPlot, TimelineMark, TimelinePlot } from '../../features/overview/protocol';
import { characterWidth, fit, wrap } from './text';

const lineHeight = 15;
const dayLength = 86_400_000;

/** More rows are read in the table. */
export const mostRowsDrawn = 25;
/** A matrix whose columns get narrower than this is scrolled in its frame; wider ones look empty. */
const columnWidth = { least: 74, most: 132 };
const rowHeight = 30;
const indent = 12;

export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface MatrixLayout {
  readonly width: number;
  readonly height: number;
  readonly head: number;
  readonly columns: readonly { readonly x: number; readonly width: number; readonly lines: readonly string[] }[];
  readonly rows: readonly { readonly y: number; readonly x: number; readonly label: string; readonly cells: readonly (Box & { readonly level: number })[] }[];
}

export function matrixLayout({ columns, rows }: MatrixPlot, width: number): MatrixLayout {
  const drawn = rows.slice(0, mostRowsDrawn);
  const longest = Math.max(0, ...drawn.map(({ label, depth }) => label.length * characterWidth + depth * indent));
  const labels = Math.round(Math.min(longest + 14, 230, Math.max(110, width * 0.36)));
  const column = Math.round(Math.min(columnWidth.most, Math.max(columnWidth.least, (width - labels - 4) / Math.max(1, columns.length))));
  const heads = columns.map(({ label }) => wrap(label, column - 8, 3));
  const head = Math.max(1, ...heads.map((lines) => lines.length)) * lineHeight + 14;
  const most = Math.max(1, ...drawn.flatMap((row) => row.cells.map(({ value }) => value)));
  // Areas are compared by their square roots: one cell of a hundred must not leave all others alike.
  const level = scaleQuantize()
    .domain([0, Math.sqrt(most)])
    .range([1, 2, 3, 4, 5]);
  return {
    width: labels + column * columns.length + 4,
    height: head + rowHeight * drawn.length + 2,
    head,
    columns: heads.map((lines, index) => ({ x: labels + index * column, width: column, lines })),
    rows: drawn.map(({ label, depth, cells }, at) => ({
      y: head + at * rowHeight,
      x: depth * indent,
      label: fit(label, labels - 10 - depth * indent),
      cells: cells.map(({ value }, index) => ({
        x: labels + index * column + 2,
        y: head + at * rowHeight + 2,
        width: column - 4,
        height: rowHeight - 4,
        level: value === 0 ? 0 : level(Math.sqrt(value)),
      })),
    })),
  };
}

/** Narrower than this a timeline is scrolled in its frame. */
const leastTimeline = 520;
const bandOf = { spoken: 42, period: 9, published: 20, gap: 12 };
const mostPeriodLevels = 3;
const axisHeight = 24;
const flagHeight = 22;
const flagWidth = 18;

export interface MarkBox extends Box {
  readonly mark: TimelineMark;
  /** A place to point at: at least a few pixels wide. */
  readonly hit: Box;
}

export interface TimelineLayout {
  readonly width: number;
  readonly height: number;
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly ticks: readonly { readonly x: number; readonly label: string }[];
  readonly flags: readonly { readonly letter: string; readonly x: number; readonly flagX: number; readonly width: number }[];
  readonly lanes: readonly {
    readonly y: number;
    readonly height: number;
    /** Where dates stand on; publications hang below it. */
    readonly base: number;
    readonly lines: readonly string[];
    readonly note: string;
    readonly marks: readonly MarkBox[];
    readonly before: string;
    readonly after: string;
  }[];
}

export function timelineLayout(plot: TimelinePlot, available: number, lang: string): TimelineLayout {
  const width = Math.max(leastTimeline, available);
  const lanes = plot.lanes.slice(0, mostRowsDrawn);
  const left = Math.round(Math.min(190, width * 0.24));
  const right = width - 12;
  const { first, last } = plot.window;
  const time = scaleUtc()
    .domain([first * dayLength, (last + 1) * dayLength])
    .range([left, right]);
  const x = (day: number): number => Math.round(time(day * dayLength) * 10) / 10;
  const most = Math.max(1, ...lanes.flatMap(({ marks }) => marks.filter(({ what }) => what === 'spoken').map(({ count }) => count)));
  const tall = scaleSqrt()
    .domain([0, most])
    .range([0, bandOf.spoken - 12]);
  const top = plot.events.length > 0 ? flagHeight + 4 : 6;
  let y = top;
  const placed = lanes.map(({ label, note, marks, before, after }) => {
    const levels = levelsOf(
      marks.filter(({ what }) => what === 'period'),
      first,
      last,
    );
    const base = y + bandOf.spoken;
    const periods = Math.min(mostPeriodLevels, Math.max(0, ...[...levels.values()].map((level) => level + 1))) * bandOf.period;
    const height = bandOf.spoken + periods + bandOf.published + bandOf.gap;
    const boxes = marks.map((mark): MarkBox => {
      const from = Math.max(left, x(mark.first));
      const to = Math.min(right, x(mark.last + 1));
      switch (mark.what) {
        case 'spoken': {
          const rise = Math.max(4, tall(mark.count));
          const bar = { x: from + 0.5, y: base - rise, width: Math.max(3, to - from - 1), height: rise };
          return { mark, ...bar, hit: around(bar, base - bandOf.spoken + 2, bandOf.spoken - 2) };
        }
        case 'period': {
          const level = Math.min(mostPeriodLevels - 1, levels.get(mark.key) ?? 0);
          const bar = { x: from, y: base + 3 + level * bandOf.period, width: Math.max(6, to - from), height: 5 };
          return { mark, ...bar, hit: around(bar, bar.y - 2, bandOf.period) };
        }
        case 'published': {
          const sign = { x: (from + to) / 2 - 6, y: base + periods + 5, width: 12, height: 11 };
          return { mark, ...sign, hit: around(sign, base + periods + 2, bandOf.published - 2) };
        }
        default:
          return mark.what satisfies never;
      }
    });
    const lane = { y, height, base, lines: wrap(label, left - 14, 2), note, marks: boxes, before, after };
    y += height;
    return lane;
  });
  let flagEnd = left - 20;
  const flags = plot.events.map(({ letter, first: from, last: to }) => {
    const [start, end] = [Math.max(left, x(from)), Math.min(right, x(to + 1))];
    const flagX = Math.max(flagEnd + 2, (start + end) / 2 - flagWidth / 2);
    flagEnd = flagX + flagWidth;
    return { letter, x: start, flagX, width: Math.max(1.5, end - start) };
  });
  return { width, height: y + axisHeight, left, right, top, ticks: ticksOf(time, (right - left) / 84, lang), flags, lanes: placed };
}

function around({ x, width }: Box, y: number, height: number): Box {
  const wide = Math.max(8, width);
  return { x: x + width / 2 - wide / 2, y, width: wide, height };
}

/** Periods that overlap lie below each other; by key, from 0. */
function levelsOf(periods: readonly TimelineMark[], first: number, last: number): ReadonlyMap<string, number> {
  const ends: number[] = [];
  const levels = new Map<string, number>();
  for (const { key, first: from, last: to } of periods) {
    const level = ends.findIndex((end) => end < Math.max(first, from));
    const own = level < 0 ? ends.length : level;
    ends[own] = Math.min(last, to);
    levels.set(key, own);
  }
  return levels;
}

function ticksOf(time: ScaleTime<number, number>, count: number, lang: string): TimelineLayout['ticks'] {
  const ticks = time.ticks(Math.max(2, Math.floor(count)));
  // Narrow windows are ticked by hours; a timeline of days has none.
  const days = ticks.filter((tick) => tick.getTime() % dayLength === 0);
  const [one, two] = days;
  const apart = one && two ? (two.getTime() - one.getTime()) / dayLength : 366;
  const locale = lang === 'en' ? 'en-GB' : lang;
  const format = (tick: Date, options: Intl.DateTimeFormatOptions): string => new Intl.DateTimeFormat(locale, { ...options, timeZone: 'UTC' }).format(tick);
  return days.map((tick, index) => {
    const newYear = index === 0 || tick.getUTCFullYear() !== days[index - 1]?.getUTCFullYear();
    const year = newYear ? ({ year: 'numeric' } as const) : {};
    const label =
      apart > 300 ? String(tick.getUTCFullYear()) : format(tick, apart > 26 ? { month: 'short', ...year } : { day: 'numeric', month: 'short', ...year });
    return { x: Math.round(time(tick) * 10) / 10, label };
  });
}
