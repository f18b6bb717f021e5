/**
 * Finds coded passages again in a text that may have changed. In place and to the letter first; else every place
 * that shares words with the passage's old surroundings is aligned and scored, context before exact text, and the
 * best is taken if it is good enough, and better enough than the next. A wrong anchor is worse than an orphan.
 *
 * The order of evidence follows Brush et al., "Robust annotation positioning in digital documents" (2001), and the
 * Hypothesis client; what both lack is here: a minimum, a margin, and the agreement of neighbouring annotations.
 */
import type { Range } from '../text/range';
import { oldKnowledge } from './context';
import { hashMatches } from './hash';
import { mirrorOf } from './mirror';
import type { Mirror } from './mirror';
import type { Place } from './place';
import { searchIn } from './search';
import { selectorFor } from './selector';
import { spineOf } from './spine';
import type { Spine } from './spine';
import type { Anchor, Selector } from './types';
import { weights } from './weights';

export interface AnchorOptions {
  /** The text the selectors were made on, where it is still known. */
  readonly oldText?: string | undefined;
}

const orphan: Anchor = Object.freeze({ state: 'orphan', range: null, candidates: [] });

/**
 * The anchors of `selectors` in `text` (canonical), in their order. Ranges lie within the text; `exact` and `moved` ranges
 * have exactly the quote's characters. Time is linear in the text and in the selectors' lengths.
 */
export function anchorAll(text: string, selectors: readonly Selector[], { oldText }: AnchorOptions = {}): readonly Anchor[] {
  if (oldText === undefined) return anchored(text, selectors, undefined);
  // A selector that was made anew since does not speak of the old text: it is found by its own fields.
  const known = selectors.map((selector) => quoted(selector, oldText)).map((selector) => (fits(selector, oldText) ? selector : undefined));
  if (!known.includes(undefined)) return anchored(text, known as readonly Selector[], oldText);
  const byOldText = anchored(
    text,
    known.filter((selector) => selector !== undefined),
    oldText,
  ).values();
  const byFields = anchored(
    text,
    selectors.filter((_, i) => known[i] === undefined),
    undefined,
  ).values();
  return known.map((selector) => (selector ? byOldText : byFields).next().value ?? orphan);
}

function fits({ quote, position }: Selector, oldText: string): boolean {
  return quote !== undefined && oldText.startsWith(quote, position[0]);
}

function anchored(text: string, selectors: readonly Selector[], oldText: string | undefined): readonly Anchor[] {
  const unmoved = selectors.map((selector) => inPlace(text, selector));
  if (unmoved.every((anchor) => anchor !== undefined)) return unmoved;
  const old = oldKnowledge(selectors, oldText);
  const search = searchIn(text);
  const spine = spineOf(old, text, search.words);
  const frame: Frame = { text, spine, mirror: mirrorOf(old, text) };
  return selectors.map((selector, i) => {
    const anchor = unmoved[i];
    const context = old.contexts[i];
    if (anchor) return anchor;
    if (!context) return orphan;
    const followed = alongSpine(text, selector, spine);
    if (followed) return followed;
    const [position] = selector.position;
    const places = search.placesOf(context, [position, ...spine.predictions(position)]);
    return anchorOf(text, selector, places, search.needed, frame);
  });
}

/** Where no quotes are kept, the old text still has them: at the position, if it is what the hash stands for. */
function quoted(selector: Selector, oldText: string): Selector {
  const { quote, 'quote-hash': hash, position } = selector;
  const [start, end] = position;
  if (quote !== undefined || hash === undefined || !(start < end && end <= oldText.length) || !hashMatches(hash, oldText.slice(start, end))) return selector;
  return selectorFor(oldText, { start, end });
}

/** The anchor of a passage that stands where it stood, with its context; undefined when it must be looked for. */
function inPlace(text: string, selector: Selector): Anchor | undefined {
  const [start, end] = selector.position;
  const { quote, before = '', after = '', 'quote-hash': hash } = selector;
  const range = { start, end };
  if (quote === undefined) {
    const holds = hash !== undefined && start < end && end <= text.length && hashMatches(hash, text.slice(start, end));
    return holds ? { state: 'exact', range, candidates: [] } : orphan;
  }
  const stands = quote !== '' && text.startsWith(quote, start) && end - start === quote.length;
  return stands && text.startsWith(after, end) && start >= before.length && text.startsWith(before, start - before.length)
    ? { state: 'exact', range, candidates: [] }
    : undefined;
}

/** The anchor of a passage that stands with all its context just where the spine leads; nothing else can be better. */
function alongSpine(text: string, selector: Selector, spine: Spine): Anchor | undefined {
  const { quote = '', before = '', after = '', position } = selector;
  for (const start of spine.predictions(position[0])) {
    const end = start + quote.length;
    if (start < before.length || !text.startsWith(quote, start) || !text.startsWith(after, end) || !text.startsWith(before, start - before.length)) continue;
    if (spine.support(oldRange(selector), { start, end }) >= weights.sureSupport) return { state: 'moved', range: { start, end }, candidates: [] };
  }
  return undefined;
}

/** How the texts as wholes lie to each other. */
interface Frame {
  readonly text: string;
  readonly spine: Spine;
  readonly mirror: Mirror;
}

interface Choice {
  readonly best: Place | undefined;
  /** Whether the best place fails only because another one is nearly as good. */
  readonly tied: boolean;
  /** All plausible places, best first. */
  readonly plausible: readonly Place[];
}

/** Takes the best place if it passes the minimum and the margin. */
function chosen(places: readonly Place[], old: Range, needed: number, frame: Frame): Choice {
  const scored = places
    .map((place) => ({ place, bits: place.evidence + frame.spine.support(old, place) }))
    .filter(({ place }) => place.alike >= weights.minAlike)
    .sort((a, b) => b.bits - a.bits || a.place.start - b.place.start);
  const plausible = scored.filter(
    ({ place, bits }) =>
      bits >= Math.min(needed, weights.enough * place.possible) && bits >= weights.minShare * place.possible && isPossible(place, old, needed, frame),
  );
  const [winner] = plausible;
  if (!winner) return { best: undefined, tied: false, plausible: [] };
  const rival = scored.find(({ place }) => !overlaps(place, winner.place));
  const tied = (rival !== undefined && rival.bits > weights.maxRunnerUp * winner.bits) || hasTwin(winner.place, old, frame);
  return { best: tied ? undefined : winner.place, tied, plausible: plausible.map(({ place }) => place) };
}

/** Whether the text has the place's words and surroundings to the letter once more, and the spine does not tell the two apart. */
function hasTwin(place: Place, old: Range, { text, spine }: Frame): boolean {
  const from = Math.max(0, place.start - twinContext);
  const surroundings = text.slice(from, place.end + twinContext);
  for (let at = text.indexOf(surroundings), seen = 0; at !== -1 && seen < maxTwins; at = text.indexOf(surroundings, at + 1), seen++) {
    if (at === from) continue;
    const start = place.start + at - from;
    if (spine.support(old, { start, end: start + place.end - place.start }) > spine.support(old, place) - weights.twinMargin) return true;
  }
  return false;
}

/** Units on each side: what a sidecar keeps at least. */
const twinContext = 32;
/** Twins that are looked at; in a text that repeats itself so often the nearest ones decide. */
const maxTwins = 20;

/**
 * A place that the spine surely leads to is possible. Any other must not be the old place of something else, and if it is out of
 * order it needs room: the text around it must have gained what came there. A copy that always stood there has none. Where that
 * cannot be known, context must speak for it.
 */
function isPossible(place: Place, old: Range, needed: number, { spine, mirror }: Frame): boolean {
  if (spine.support(old, place) >= weights.sureSupport) return true;
  // A quotation of the passage elsewhere (teaser, pull quote) is not the passage.
  if (place.cutOut && (!spine.inOrder(old, place) || spine.support(old, place) < weights.someSupport)) return false;
  const context = Math.max(place.before, place.after);
  const length = place.end - place.start;
  const gap = spine.gapAround(place);
  if (!spine.inOrder(old, place) && gap && gap.new - gap.old < weights.minRoom * length) return false;
  // Nothing of the context came along: then it must be sure that no copy stood here before.
  const wasNotHere = gap !== undefined && (spine.isComplete || gap.old < weights.maxOldGap * length);
  const alone = wasNotHere && place.alike >= weights.movedAlike && place.evidence >= weights.movedShare * needed;
  return (context >= weights.minContext || alone) && (Math.min(place.before, place.after) >= weights.bothContexts || mirror.confirms(place, old));
}

function anchorOf(text: string, selector: Selector, places: readonly Place[], needed: number, frame: Frame): Anchor {
  const { best, tied, plausible } = chosen(places, oldRange(selector), needed, frame);
  const others = plausible.filter((place) => place !== best).map(rangeOf);
  if (!best)
    return tied
      ? { state: 'ambiguous', range: null, candidates: others }
      : { ...orphan, candidates: places.filter(({ alike }) => alike >= weights.minAlike).map(rangeOf) };
  const range = rangeOf(best);
  const same = text.slice(range.start, range.end) === selector.quote;
  const state = !same ? 'fuzzy' : range.start === selector.position[0] && range.end === selector.position[1] ? 'exact' : 'moved';
  return { state, range, candidates: others };
}

function oldRange({ position: [start, end] }: Selector): Range {
  return { start, end };
}

function rangeOf({ start, end }: Range): Range {
  return { start, end };
}

function overlaps(a: Range, b: Range): boolean {
  return a.start < b.end && b.start < a.end;
}
