/** Annotations and mention decisions with the place each has in a text. */
import type { Annotation, MentionDecision } from '../sidecar/schema';
import { anchorAll } from './anchor';
import type { AnchoredDecision } from './decided';
import type { Anchor } from './types';

export interface AnchoredPassage {
  readonly annotation: Annotation;
  readonly anchor: Anchor;
}

const lost: Anchor = { state: 'orphan', range: null, candidates: [] };

/**
 * @param text canonical text, or undefined where the document cannot be read: every passage is then an orphan
 * @param oldText the text the selectors were made on, if it is known: places are then found by comparing the two
 */
export function anchorPassages(text: string | undefined, annotations: readonly Annotation[], oldText?: string): readonly AnchoredPassage[] {
  if (text === undefined) return annotations.map((annotation) => ({ annotation, anchor: lost }));
  const anchors = anchorAll(text, annotations, oldText === undefined ? {} : { oldText });
  return annotations.map((annotation, index) => ({ annotation, anchor: anchors[index] ?? lost }));
}

/** Decisions about marks with their places, or without. */
export function placeDecisions(
  text: string,
  decisions: readonly MentionDecision[],
): readonly { readonly decision: MentionDecision; readonly anchor: Anchor }[] {
  const anchors = anchorAll(text, decisions);
  return decisions.map((decision, index) => ({ decision, anchor: anchors[index] ?? lost }));
}

/** Decisions about marks hold only where their text stands surely: a decision without its place decides nothing. */
export function anchorDecisions(text: string, decisions: readonly MentionDecision[]): readonly AnchoredDecision[] {
  return placeDecisions(text, decisions).flatMap(({ decision, anchor: { range } }) => (range ? [{ decision, range }] : []));
}
