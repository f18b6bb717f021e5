/** From sidecars to what each coder did in a document. */
import { anchorPassages } from '../annotations/anchored';
import type { ProjectIndex } from '../project';
import type { Annotation, Sidecar } from '../sidecar/schema';
import { blocksOf } from '../text/blocks';
import type { Range } from '../text/range';
import type { CodedDocument, CoderWork } from './units';

/** What one coder wrote of one document, before its places are known. */
export interface CoderEntries {
  readonly annotations: readonly Annotation[];
  readonly stance: NonNullable<Sidecar['stance']>;
  readonly read: boolean;
}

export interface Coding extends CodedDocument {
  /** Number of passages that have no place in the text, by coder: no figure speaks of them. */
  readonly unplaced: ReadonlyMap<string, number>;
}

/** The entries of a document's sidecars, read together, by coder, in the order of their names. An adjudicator's settlements are nobody's coding. */
export function entriesByCoder(sidecar: Sidecar): ReadonlyMap<string, CoderEntries> {
  const coders = new Set<string>();
  const annotations = sidecar.annotations ?? [];
  const stance = (sidecar.stance ?? []).filter(({ adjudicates }) => adjudicates === undefined);
  const read = sidecar.read ?? [];
  for (const { by } of [...annotations, ...stance, ...read]) coders.add(by);
  return new Map(
    [...coders].sort().map((coder) => [
      coder,
      {
        annotations: annotations.filter(({ by }) => by === coder),
        stance: stance.filter(({ by }) => by === coder),
        read: read.some(({ by }) => by === coder),
      },
    ]),
  );
}

/**
 * Places every coder's passages in the text. A coder has finished a document with a passage, a stance, or "read,
 * nothing to code", unless a stance of theirs is still a draft.
 *
 * @param text canonical text
 */
export function codingOf(id: string, text: string, entries: ReadonlyMap<string, CoderEntries>, project: ProjectIndex): Coding {
  const coders = new Map<string, CoderWork>();
  const unplaced = new Map<string, number>();
  for (const [coder, { annotations, stance, read }] of entries) {
    const passages = new Map<string, Range[]>();
    for (const { annotation, anchor } of anchorPassages(text, annotations)) {
      if (anchor.range === null) unplaced.set(coder, (unplaced.get(coder) ?? 0) + 1);
      else for (const tag of new Set(annotation.tags.map(project.tagId))) passages.set(tag, [...(passages.get(tag) ?? []), anchor.range]);
    }
    const finals = stance.filter(({ status }) => status !== 'draft');
    coders.set(coder, {
      finished: finals.length === stance.length && (read || annotations.length > 0 || finals.length > 0),
      passages,
      stance: new Map(finals.map(({ question, position }) => [question, position])),
    });
  }
  return { id, text, blocks: blocksOf(text), coders, unplaced };
}
