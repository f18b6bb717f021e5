/**
 * Marks while somebody types in a long text. Reading it whole takes longer than a key may: so what was typed since the last reading is recognised at once
 * from its own paragraphs, and everything else stays what it was, moved along. When typing rests, the whole is read, and says what the paragraphs alone
 * could not: whom a bare surname means, what "the next day" counts from. Pure.
 */
import type { Mention } from './actors/types';
import type { Analyser, Analysis } from './analysis';
import type { TemporalExpression } from './dates/types';
import { type Block, isAside } from './text/block';
import type { Range } from './text/range';

/** A stretch of the text before, and the length of what stands there now, in code units. */
export interface Edit extends Range {
  readonly inserted: number;
}

export interface Marks {
  readonly mentions: readonly Mention[];
  readonly dates: readonly TemporalExpression[];
}

/** Paragraphs of so many characters together are read within a key's time; what touches more, a paste or a merger of pages, waits for the whole. */
const longestWindow = 20_000;

/** One edit that does what two do one after the other. @param next in the text that `first` has made */
export function merged(first: Edit, next: Edit): Edit {
  const by = shiftOf(first);
  const firstEnd = first.start + first.inserted;
  const start = Math.min(first.start, next.start);
  const end = next.end > firstEnd ? next.end - by : first.end;
  return { start, end, inserted: Math.max(firstEnd, next.end) + shiftOf(next) - start };
}

/** An analysis of an earlier text with what was typed since. */
export class Revision {
  private readonly paragraphs: readonly Block[];
  private readonly local: Marks;
  private blocks_: readonly Block[] | undefined;
  private whole_: Analysis | undefined;

  private constructor(
    readonly base: Analysis,
    /** All that was typed since, in the base's text. */
    readonly edit: Edit,
    touched: readonly Block[],
    text: string,
    start: number,
    end: number,
    analyser: Pick<Analyser, 'analyse'>,
  ) {
    const local = analyser.analyse(text.slice(start, end), { publication: base.publication });
    // A paragraph alone does not tell its kind: it keeps the one that it had in the document.
    this.paragraphs = local.blocks.map((block, at): Block => {
      const { kind, comment } = touched[at] ?? touched.at(-1) ?? block;
      return { start: block.start + start, end: block.end + start, kind, ...(comment !== undefined && { comment }) };
    });
    const now: Range = { start: edit.start, end: edit.start + edit.inserted };
    this.local = {
      mentions: this.fitting(
        base.mentions,
        local.mentions.map((mention) => moved(mention, start)).filter((mention) => touches(mention, now)),
      ).map((mention) => this.placed(mention)),
      dates: this.fitting(
        base.dates,
        local.dates.map((date) => movedDate(date, start, -1)).filter((date) => touches(date, now)),
      ),
    };
  }

  /** @returns undefined where more was touched than is read at once */
  static of(base: Analysis, edit: Edit, text: string, analyser: Pick<Analyser, 'analyse'>): Revision | undefined {
    const { above, below } = cut(base.blocks, edit);
    const touched = base.blocks.slice(above, below);
    const start = Math.min(edit.start, touched[0]?.start ?? edit.start);
    const end = Math.max(edit.end, touched.at(-1)?.end ?? edit.end) + shiftOf(edit);
    return end - start > longestWindow ? undefined : new Revision(base, edit, touched, text, start, end, analyser);
  }

  /** Marks that touch a range. O(log n) and what is found, wherever in the text was typed. */
  marksIn(range: Range): Marks {
    const { base, local } = this;
    return { mentions: this.within(base.mentions, local.mentions, range, moved), dates: this.within(base.dates, local.dates, range, movedDate) };
  }

  /** Of the whole text; made when they are asked for. */
  get blocks(): readonly Block[] {
    return (this.blocks_ ??= this.joined(this.base.blocks, this.paragraphs, moved));
  }

  /** Of the whole text; made when it is asked for, which takes too long for every key. */
  get whole(): Analysis {
    return (this.whole_ ??= {
      blocks: this.blocks,
      mentions: this.joined(this.base.mentions, this.local.mentions, moved),
      dates: this.joined(this.base.dates, this.local.dates, movedDate),
      publication: this.base.publication,
      candidates: this.base.candidates,
    });
  }

  private within<T extends Range>(base: readonly T[], local: readonly T[], range: Range, move: Move<T>): readonly T[] {
    const { above, below } = cut(base, this.edit);
    const by = shiftOf(this.edit);
    const behind = within(base, { start: Math.max(range.start - by, this.edit.end), end: range.end - by }, below);
    return [...within(base, range, 0, above), ...within(local, range), ...behind.map((mark) => move(mark, by, this.edit.end))];
  }

  private joined<T extends Range>(base: readonly T[], local: readonly T[], move: Move<T>): readonly T[] {
    const { above, below } = cut(base, this.edit);
    const by = shiftOf(this.edit);
    return [...base.slice(0, above), ...local, ...base.slice(below).map((mark) => move(mark, by, this.edit.end))];
  }

  /** What was recognised here and is not over a mark that stays. */
  private fitting<T extends Range>(base: readonly T[], local: readonly T[]): readonly T[] {
    const { above, below } = cut(base, this.edit);
    const from = base[above - 1]?.end ?? 0;
    const to = (base[below]?.start ?? Infinity) + shiftOf(this.edit);
    return local.filter(({ start, end }) => start >= from && end <= to);
  }

  /** The document knows more of a name than one paragraph: who bears it elsewhere bears it here. */
  private placed(mention: Mention): Mention {
    const same = mention.provisional ? this.base.mentions.find(({ text }) => text === mention.text) : undefined;
    const block = this.paragraphs.find(({ start, end }) => start <= mention.start && mention.end <= end);
    const own = { ...(same ?? mention), start: mention.start, end: mention.end, aside: isAside(block?.kind) };
    if (!own.aside) delete (own as { aside?: boolean }).aside;
    return own;
  }
}

/** Those of sorted marks, none over another, that touch a range; all where there is none. O(log n) and what is found. */
export function within<T extends Range>(marks: readonly T[], range: Range | undefined, from = 0, to = marks.length): readonly T[] {
  if (!range) return marks;
  return marks.slice(
    first(marks, ({ end }) => end >= range.start, from, to),
    first(marks, ({ start }) => start > range.end, from, to),
  );
}

type Move<T> = (mark: T, by: number, from: number) => T;

function shiftOf({ start, end, inserted }: Edit): number {
  return inserted - (end - start);
}

/** Marks before `above` and from `below` on are not touched by an edit. */
function cut(marks: readonly Range[], edit: Range): { readonly above: number; readonly below: number } {
  const above = first(marks, ({ end }) => end >= edit.start);
  return { above, below: first(marks, ({ start }) => start > edit.end, above) };
}

/** The first of which something holds that holds of all behind it. */
function first<T>(items: readonly T[], holds: (item: T) => boolean, from = 0, to = items.length): number {
  let [low, high] = [from, to];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (holds(items[middle] as T)) high = middle;
    else low = middle + 1;
  }
  return low;
}

function moved<T extends Range>(mark: T, by: number): T {
  return { ...mark, start: mark.start + by, end: mark.end + by };
}

/** A date below the edit may count from one above it. */
function movedDate(date: TemporalExpression, by: number, from: number): TemporalExpression {
  const now = moved(date, by);
  const { anchor } = now;
  return anchor?.kind === 'expression' && anchor.range.start > from ? { ...now, anchor: { ...anchor, range: moved(anchor.range, by) } } : now;
}

function touches({ start, end }: Range, other: Range): boolean {
  return start <= other.end && end >= other.start;
}
