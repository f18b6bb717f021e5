/**
 * What is known of the old text around each passage. A selector brings 32 to 64 units on each side; neighbouring
 * selectors overlap, and together they give back long stretches of the text they were made on. With the old text
 * at hand the stretch is that text itself.
 */
import type { Range } from '../text/range';
import type { Selector } from './types';

/** A stretch of the old text around one passage. */
export interface OldContext {
  readonly text: string;
  /** The quote in `text`. */
  readonly quote: Range;
  /** Whether `text` begins and ends where the old text does, as far as is known; elsewhere its outermost words may be torn. */
  readonly whole: { readonly start: boolean; readonly end: boolean };
}

/** Units of context on each side: about forty words, far enough to tell two copies of a paragraph apart by their neighbours. */
const reach = 240;

/** A stretch of the old text that is known, and where it began. */
export interface Fragment {
  readonly start: number;
  readonly text: string;
}

export interface OldKnowledge {
  /** All that is known of the old text, in order. */
  readonly fragments: readonly Fragment[];
  /** Length of the old text, where it is known whole. */
  readonly length: number | undefined;
  /** The surroundings of each selector's passage, in the selectors' order; undefined for those without a quote. */
  readonly contexts: readonly (OldContext | undefined)[];
}

/** What selectors, and the old text if it is at hand, tell about the text they were made on. */
export function oldKnowledge(selectors: readonly Selector[], oldText: string | undefined): OldKnowledge {
  const joined = oldText === undefined ? joinedFragments(selectors) : new Map<Selector, Fragment>();
  const contexts = selectors.map((selector) => {
    const { quote, position } = selector;
    if (!quote) return undefined;
    if (oldText !== undefined && oldText.startsWith(quote, position[0])) return cut(oldText, 0, position[0], quote.length, true);
    const fragment = joined.get(selector);
    return fragment ? cut(fragment.text, fragment.start, position[0], quote.length, false) : own(selector, quote);
  });
  const fragments = oldText === undefined ? [...new Set(joined.values())] : [{ start: 0, text: oldText }];
  return { fragments, length: oldText?.length, contexts };
}

/** The surroundings of a range in a text that is known whole. */
export function surroundings(text: string, { start, end }: Range): OldContext {
  return cut(text, 0, start, end - start, true);
}

function own(selector: Selector, quote: string): OldContext {
  const before = selector.before ?? '';
  return {
    text: before + quote + (selector.after ?? ''),
    quote: { start: before.length, end: before.length + quote.length },
    whole: { start: before === '', end: !selector.after },
  };
}

function cut(text: string, offset: number, position: number, length: number, complete: boolean): OldContext {
  const at = position - offset;
  const start = Math.max(0, at - reach);
  const end = Math.min(text.length, at + length + reach);
  return {
    text: text.slice(start, end),
    quote: { start: at - start, end: at - start + length },
    whole: { start: start === 0 && offset === 0, end: complete && end === text.length },
  };
}

/** Joins the selectors' own texts where they overlap and agree; one that contradicts its neighbours stands alone. */
function joinedFragments(selectors: readonly Selector[]): ReadonlyMap<Selector, Fragment> {
  const placed = selectors
    .filter(({ quote, position }) => quote !== undefined && position[1] - position[0] === quote.length)
    .map((selector) => ({
      selector,
      start: selector.position[0] - (selector.before ?? '').length,
      text: (selector.before ?? '') + selector.quote + (selector.after ?? ''),
    }))
    .filter(({ start }) => start >= 0)
    .sort((a, b) => a.start - b.start);
  const fragments = new Map<Selector, Fragment>();
  let current: { start: number; text: string } | undefined;
  for (const { selector, start, text } of placed) {
    const overlap: number = current ? current.start + current.text.length - start : -1;
    if (current && overlap >= 0 && current.text.startsWith(text.slice(0, overlap), start - current.start)) current.text += text.slice(overlap);
    else if (!current || overlap < 0) current = { start, text };
    else {
      fragments.set(selector, { start, text });
      continue;
    }
    fragments.set(selector, current);
  }
  return fragments;
}
