/** Agreement about where passages begin and end. */
import type { Range } from '../text/range';
import { defined, type Figure } from './ratings';

/** One document as two coders cut it up: its length, and for each coder the passages, in order, without overlap, not empty. */
export interface Continuum {
  readonly length: number;
  readonly coders: readonly [readonly Range[], readonly Range[]];
}

/** One passage or the gap between two of them. */
interface Section {
  readonly start: number;
  readonly length: number;
  readonly coded: boolean;
}

/**
 * Krippendorff's α_U for one code and two coders: boundaries that are off by little cost little, by the square of the
 * distance; a passage that only one coder marked costs the square of its length. Several documents are one continuum, in which
 * neither a passage nor a gap runs over a border: the 2004 text has one document only, and gaps that did would make the figure
 * depend on the order of the documents.
 *
 * K. Krippendorff, Content Analysis, 2nd ed. (2004), section 11.6 (first in Sociological Methodology 25 (1995) 47–76).
 * Kept to two coders: for more the definition misbehaves, as Krippendorff, Mathet, Bouvry and Widlöcher show
 * (Quality & Quantity 50 (2016) 2347–2364).
 *
 * Verified against the example of the 2004 text: α_U of both categories (p. 254), D_o and D_e (p. 255). Of the 1995 text, D_o of its four
 * pairs (p. 57); its D_e is worded otherwise and is not ours.
 */
export function alphaUnitizing(continua: readonly Continuum[]): Figure {
  if (continua.length === 0) return { undefined: 'no-documents' };
  const { observed, expected } = disagreements(continua);
  return expected === 0 ? { undefined: 'no-variation' } : defined(1 - observed / expected);
}

/** D_o and D_e of the 2004 text; both 0 where nobody marked a passage. */
export function disagreements(continua: readonly Continuum[]): { readonly observed: number; readonly expected: number } {
  const length = continua.reduce((sum, continuum) => sum + continuum.length, 0);
  const coders = [sectionsOf(continua, 0), sectionsOf(continua, 1)] as const;
  if (coders.every((sections) => sections.every(({ coded }) => !coded))) return { observed: 0, expected: 0 };
  return { observed: observedDisagreement(coders, length), expected: expectedDisagreement(coders, length) };
}

/** A coder's passages and the gaps around them, over all documents laid end to end; nothing runs over a border. */
function sectionsOf(continua: readonly Continuum[], coder: 0 | 1): readonly Section[] {
  const sections: Section[] = [];
  let offset = 0;
  let end = 0;
  const gap = (until: number): void => {
    if (until > end) sections.push({ start: end, length: until - end, coded: false });
  };
  for (const { length, coders } of continua) {
    for (const passage of coders[coder]) {
      gap(offset + passage.start);
      sections.push({ start: offset + passage.start, length: passage.end - passage.start, coded: true });
      end = offset + passage.end;
    }
    offset += length;
    gap(offset);
    end = offset;
  }
  return sections;
}

/** Both orders of the two coders count, over m (m − 1) L² = 2 L². */
function observedDisagreement(coders: readonly [readonly Section[], readonly Section[]], length: number): number {
  const [ours, theirs] = coders;
  let sum = 0;
  let from = 0;
  for (const a of ours) {
    while (from < theirs.length && endOf(theirs[from] as Section) <= a.start) from++;
    for (let at = from; at < theirs.length; at++) {
      const b = theirs[at] as Section;
      if (b.start >= endOf(a)) break;
      sum += 2 * difference(a, b);
    }
  }
  return sum / (2 * length * length);
}

function endOf({ start, length }: Section): number {
  return start + length;
}

/** δ² of two sections that overlap. */
function difference(a: Section, b: Section): number {
  if (a.coded && b.coded) return (a.start - b.start) ** 2 + (endOf(a) - endOf(b)) ** 2;
  if (a.coded && !b.coded && b.start <= a.start && endOf(a) <= endOf(b)) return a.length ** 2;
  if (b.coded && !a.coded && a.start <= b.start && endOf(b) <= endOf(a)) return b.length ** 2;
  return 0;
}

/** What the passages and gaps of both coders would give, laid anywhere on the continuum. */
function expectedDisagreement(coders: readonly [readonly Section[], readonly Section[]], length: number): number {
  const all = [...coders[0], ...coders[1]];
  const passages = all.filter(({ coded }) => coded);
  const gaps = all.flatMap((section) => (section.coded ? [] : [section.length])).sort((a, b) => b - a);
  // From the longest gap on: the sums over all gaps at least as long as a passage.
  const sums = [0];
  for (const gap of gaps) sums.push((sums.at(-1) as number) + gap + 1);
  let sum = 0;
  let within = 0;
  for (const { length: l } of passages) {
    const longer = countAtLeast(gaps, l);
    sum += ((passages.length - 1) / 3) * (2 * l ** 3 - 3 * l ** 2 + l) + l ** 2 * ((sums[longer] as number) - longer * l);
    within += l * (l - 1);
  }
  const both = 2 * length;
  return ((2 / length) * sum) / (both * (both - 1) - within);
}

/** How many of `descending` are at least `least`. */
function countAtLeast(descending: readonly number[], least: number): number {
  let low = 0;
  let high = descending.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((descending[middle] as number) >= least) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Passages that overlap become one: α_U knows no passage within a passage of the same code. Those that only touch stay two. Sorted. */
export function joined(passages: readonly Range[]): readonly Range[] {
  const sorted = passages.filter(({ start, end }) => end > start).sort((a, b) => a.start - b.start || a.end - b.end);
  const result: { start: number; end: number }[] = [];
  for (const { start, end } of sorted) {
    const last = result.at(-1);
    if (last && start < last.end) last.end = Math.max(last.end, end);
    else result.push({ start, end });
  }
  return result;
}
