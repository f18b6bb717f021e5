/** From sidecars to what each coder did in a document. */
import { anchorPassages } from '../annotations/anchored';
import { isCounted } from '../corpus/coverage';
import type { ProjectIndex } from '../project';
import type { Annotation, DocumentMetadata, Sidecar } from '../sidecar/schema';
import { blocksOf } from '../text/blocks';
import type { Range } from '../text/range';
import { type FinishedPart, type FinishedRules, hasFinished } from './finished';
import type { CodedDocument, CoderWork } from './units';

/** What one coder wrote of one document, before its places are known. */
export interface CoderEntries {
  readonly annotations: readonly Annotation[];
  readonly stance: NonNullable<Sidecar['stance']>;
  /** When they marked it as read: that there is nothing more to code. */
  readonly read: string | undefined;
}

export interface Coding extends CodedDocument {
  /** Number of passages that have no place in the text, by coder: no figure speaks of them. */
  readonly unplaced: ReadonlyMap<string, number>;
}

/** The entries of a document's sidecars, read together, by coder, in the order of their names. An adjudicator's settlements are nobody's coding. */
export function entriesByCoder(sidecar: Sidecar): ReadonlyMap<string, CoderEntries> {
  const coders = new Set<string>();
  const annotations = (sidecar.annotations ?? []).filter(({ adjudicates }) => adjudicates === undefined);
  const stance = (sidecar.stance ?? []).filter(({ adjudicates }) => adjudicates === undefined);
  const read = sidecar.read ?? [];
  for (const { by } of [...annotations, ...stance, ...read]) coders.add(by);
  return new Map(
    [...coders].sort().map((coder) => [
      coder,
      {
        annotations: annotations.filter(({ by }) => by === coder),
        stance: stance.filter(({ by }) => by === coder),
        read: read.find(({ by }) => by === coder)?.at,
      },
    ]),
  );
}

/**
 * The documents that are compared. A copy counts once, with its original: the same words coded twice would make agreement look surer than it is.
 *
 * @param documents what is said of each coded document; the path is relative to the project
 * @param isThere whether the project has a document of that path, coded or not
 */
export function withoutCopies<T extends { readonly path: string; readonly metadata: DocumentMetadata }>(
  documents: readonly T[],
  isThere: (path: string) => boolean,
): { readonly kept: readonly T[]; readonly copies: number } {
  const byPath = new Map(documents.map((document) => [document.path, document] as const));
  const kept = documents.filter((document) => isCounted(document, (path) => byPath.get(path) ?? (isThere(path) ? { metadata: {} } : undefined)));
  return { kept, copies: documents.length - kept.length };
}

/** The coders who have finished a document, or that part of it, by name. */
export function finishedCoders(sidecar: Sidecar, rules: FinishedRules, part?: FinishedPart): readonly string[] {
  return [...entriesByCoder(sidecar)].filter(([coder, entries]) => hasFinished(entries, rules.get(coder), part)).map(([coder]) => coder);
}

/**
 * Places every coder's passages in the text.
 *
 * @param text canonical text
 */
export function codingOf(id: string, text: string, entries: ReadonlyMap<string, CoderEntries>, project: ProjectIndex, rules: FinishedRules): Coding {
  const coders = new Map<string, CoderWork>();
  const unplaced = new Map<string, number>();
  for (const [coder, own] of entries) {
    const { annotations, stance } = own;
    const passages = new Map<string, Range[]>();
    for (const { annotation, anchor } of anchorPassages(text, annotations)) {
      if (anchor.range === null) unplaced.set(coder, (unplaced.get(coder) ?? 0) + 1);
      else for (const tag of new Set(annotation.tags.map(project.tagId))) passages.set(tag, [...(passages.get(tag) ?? []), anchor.range]);
    }
    const finals = stance.filter(({ status }) => status !== 'draft');
    coders.set(coder, {
      finished: { tags: hasFinished(own, rules.get(coder), 'tags'), stance: hasFinished(own, rules.get(coder), 'stance') },
      passages,
      stance: new Map(finals.map(({ question, position }) => [question, position])),
    });
  }
  return { id, text, blocks: blocksOf(text), coders, unplaced };
}
