/** Which of the passages that stand in a text is meant by a place: people draw the edges of one statement a little differently each time. */
import type { Annotation } from '../sidecar/schema';
import type { Range } from '../text/range';
import { anchorPassages } from './anchored';

/**
 * The passage that stands at a place: of those that share more than half of the shorter with it, the one whose edges are nearest.
 *
 * @param annotations those that come into question, of one coder for instance
 */
export function standingAt(text: string, annotations: readonly Annotation[], { start, end }: Range): Annotation | undefined {
  let best: { readonly annotation: Annotation; readonly likeness: number } | undefined;
  for (const { annotation, anchor } of anchorPassages(text, annotations)) {
    const { range } = anchor;
    if (!range) continue;
    const common = Math.min(end, range.end) - Math.max(start, range.start);
    const shorter = common / Math.min(end - start, range.end - range.start);
    const likeness = common / Math.max(end - start, range.end - range.start);
    if (shorter > 1 / 2 && likeness > (best?.likeness ?? 0)) best = { annotation, likeness };
  }
  return best?.annotation;
}
