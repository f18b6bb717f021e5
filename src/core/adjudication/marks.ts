/** Which passages of several coders are about the same thing. */
import type { Annotation } from '../sidecar/schema';
import type { Range } from '../text/range';

/** An annotation at its place in the text. */
export interface Placed {
  readonly annotation: Annotation;
  readonly range: Range;
  /** What stands there. */
  readonly text: string;
}

/** What one coder said of one stretch of text, in one annotation or in several. */
export interface Mark {
  readonly coder: string;
  readonly range: Range;
  readonly text: string;
  /** In the order of their names, so that two coders' can be held against each other. */
  readonly tags: readonly string[];
  readonly annotations: readonly Annotation[];
}

/** Passages without a tag in common are taken for one place only if they share at least this much of their whole extent. */
const sameStretch = 0.5;

/** A coder's annotations of one stretch are one mark: two tags given one after the other are the same judgement as both at once. */
export function marksOf(placed: readonly Placed[], tagId: (id: string) => string): readonly Mark[] {
  const marks = new Map<string, Mark>();
  for (const { annotation, range, text } of placed) {
    const key = `${range.start} ${range.end} ${annotation.by}`;
    const before = marks.get(key);
    const tags = new Set([...(before?.tags ?? []), ...annotation.tags.map(tagId)]);
    marks.set(key, { coder: annotation.by, range, text, tags: [...tags].sort(), annotations: [...(before?.annotations ?? []), annotation] });
  }
  return [...marks.values()];
}

/**
 * Groups marks that are about one place: at most one of each coder. The likeliest pairs join first (shared extent plus shared
 * tags, each 0 to 1); of equals the earlier one. Neither the order of the marks nor the coders' names matter.
 */
export function grouped(marks: readonly Mark[]): readonly (readonly Mark[])[] {
  const sorted = [...marks].sort(byPlace);
  const groupOf = new Map<Mark, Mark[]>(sorted.map((mark) => [mark, [mark]]));
  for (const { a, b } of pairsOf(sorted)) {
    const [ours, theirs] = [groupOf.get(a) ?? [a], groupOf.get(b) ?? [b]];
    if (ours === theirs || ours.some(({ coder }) => theirs.some((other) => other.coder === coder))) continue;
    ours.push(...theirs);
    for (const mark of theirs) groupOf.set(mark, ours);
  }
  return [...new Set(groupOf.values())].map((group) => group.sort(byPlace));
}

interface Pair {
  readonly a: Mark;
  readonly b: Mark;
  readonly likeness: number;
}

function pairsOf(sorted: readonly Mark[]): readonly Pair[] {
  const pairs: Pair[] = [];
  for (const [index, a] of sorted.entries()) {
    for (let at = index + 1; at < sorted.length; at++) {
      const b = sorted[at] as Mark;
      if (b.range.start >= a.range.end) break;
      const likeness = a.coder === b.coder ? undefined : likenessOf(a, b);
      if (likeness !== undefined) pairs.push({ a, b, likeness });
    }
  }
  return pairs.sort((x, y) => y.likeness - x.likeness || byPlace(x.a, y.a) || byPlace(x.b, y.b));
}

/** 0 to 2; undefined for what is not about the same thing. */
function likenessOf(a: Mark, b: Mark): number | undefined {
  const shared = Math.min(a.range.end, b.range.end) - Math.max(a.range.start, b.range.start);
  const extent = shared / (Math.max(a.range.end, b.range.end) - Math.min(a.range.start, b.range.start));
  const common = a.tags.filter((tag) => b.tags.includes(tag)).length;
  if (shared <= 0 || (common === 0 && extent < sameStretch)) return undefined;
  return extent + common / (new Set([...a.tags, ...b.tags]).size || 1);
}

function byPlace(a: Mark, b: Mark): number {
  return a.range.start - b.range.start || a.range.end - b.range.end || compare(firstId(a), firstId(b));
}

/** When a coder decided what an annotation says, in milliseconds. */
export function lastTouched({ created, updated }: Annotation): number {
  return Date.parse(updated ?? created);
}

/** Ids are minted once, so they tell marks apart that stand at one place. */
export function firstId({ annotations }: Mark): string {
  return annotations.map(({ id }) => id).reduce((first, id) => (id < first ? id : first));
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
