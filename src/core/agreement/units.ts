/** From coded documents to what coefficients are computed from. */
import type { Block } from '../text/block';
import type { Range } from '../text/range';
import { sentencesOf } from '../text/sentences';
import type { FinishedPart } from './finished';
import { missing, type Unit } from './ratings';
import { type Continuum, joined } from './unitizing';

export const unitKinds = ['character', 'sentence', 'paragraph', 'document'] as const;
/** What is counted as one thing that coders judged: a UTF-16 code unit of the text, a sentence, a paragraph, a document. */
export type UnitKind = (typeof unitKinds)[number];

/** A document as its coders left it. */
export interface CodedDocument {
  readonly id: string;
  /** Canonical text. */
  readonly text: string;
  readonly blocks: readonly Block[];
  readonly coders: ReadonlyMap<string, CoderWork>;
}

/** What one coder did in one document. */
export interface CoderWork {
  /** Whether the coder is done with it, by the rule that holds for them (`finished.ts`). */
  readonly finished: Readonly<Record<FinishedPart, boolean>>;
  /** Where passages stand, by tag. */
  readonly passages: ReadonlyMap<string, readonly Range[]>;
  /** Position by question. */
  readonly stance: ReadonlyMap<string, string>;
}

/** Categories of a tag's codes. */
const absent = 0;
const present = 1;

/** Blocks that hold the article's own text: page furniture would only add units that nobody would ever code. */
function codable({ kind }: Block): boolean {
  return kind !== 'furniture' && kind !== 'contact' && kind !== 'comment';
}

/** The document cut up for a kind of unit; stretches of text where that is not the whole document. */
export function unitRanges({ text, blocks }: CodedDocument, kind: UnitKind): readonly Range[] {
  switch (kind) {
    case 'document':
      return [{ start: 0, end: text.length }];
    case 'character':
    case 'paragraph':
      return blocks.filter(codable);
    case 'sentence':
      return blocks
        .filter(codable)
        .flatMap((block) => sentencesOf(text.slice(block.start, block.end)).map(({ start, end }) => ({ start: block.start + start, end: block.start + end })));
  }
}

/** Presence or absence of a tag in every unit, for each of the coders. */
export function tagUnits(document: CodedDocument, ranges: readonly Range[], tag: string, coders: readonly string[], kind: UnitKind): readonly Unit[] {
  const passages = coders.map((coder) => joined(document.coders.get(coder)?.passages.get(tag) ?? []));
  if (kind === 'document') {
    const own = document.blocks.filter(codable);
    return [{ codes: passages.map((found) => (found.some((passage) => touchesAny(passage, own)) ? present : absent)), weight: 1 }];
  }
  if (kind === 'character') return ranges.flatMap((range) => stretches(range, passages));
  const coded = passages.map((found) => new Set(found.flatMap((passage) => unitsOf(passage, ranges))));
  return ranges.map((_, at) => ({ codes: coded.map((units) => (units.has(at) ? present : absent)), weight: 1 }));
}

/**
 * The units that a passage codes, by their number: those of which it covers more than half, or which hold more than half of it. A full
 * stop more or less must not decide. One that does neither to any unit, as where it lies half in one and half in the next, codes the
 * one that it shares most with, of equals the first: no passage in the text goes uncounted.
 */
export function unitsOf(passage: Range, ranges: readonly Range[]): readonly number[] {
  const found: number[] = [];
  let most = 0;
  let best: number | undefined;
  for (const [at, unit] of ranges.entries()) {
    const shared = Math.min(passage.end, unit.end) - Math.max(passage.start, unit.start);
    if (shared <= 0) continue;
    if (2 * shared > Math.min(passage.end - passage.start, unit.end - unit.start)) found.push(at);
    if (shared > most) [most, best] = [shared, at];
  }
  return found.length > 0 || best === undefined ? found : [best];
}

function touchesAny(passage: Range, ranges: readonly Range[]): boolean {
  return ranges.some(({ start, end }) => Math.min(passage.end, end) > Math.max(passage.start, start));
}

/** Number of these coders' passages that lie in no unit, as in page furniture or readers' comments: no figure speaks of them. */
export function outsideUnits(documents: readonly CodedDocument[], kind: UnitKind, coders: readonly string[]): number {
  return documents.reduce((sum, document) => {
    const ranges = kind === 'document' ? document.blocks.filter(codable) : unitRanges(document, kind);
    // A passage with several tags stands under each of them.
    const passages = coders.flatMap((coder) => [...new Set([...(document.coders.get(coder)?.passages.values() ?? [])].flat())]);
    return sum + passages.filter((passage) => !touchesAny(passage, ranges)).length;
  }, 0);
}

/** A range cut where any coder's passage begins or ends: within a piece, all characters are coded alike. */
function stretches(range: Range, passages: readonly (readonly Range[])[]): readonly Unit[] {
  const cuts = new Set([range.start, range.end]);
  for (const { start, end } of passages.flat()) {
    if (start > range.start && start < range.end) cuts.add(start);
    if (end > range.start && end < range.end) cuts.add(end);
  }
  const ends = [...cuts].sort((a, b) => a - b);
  return ends.slice(1).map((end, index) => {
    const start = ends[index] as number;
    return { codes: passages.map((found) => (found.some((passage) => passage.start <= start && end <= passage.end) ? present : absent)), weight: end - start };
  });
}

/** A tag's passages by two coders, in the codable text laid end to end. */
export function tagContinuum(document: CodedDocument, ranges: readonly Range[], tag: string, coders: readonly [string, string]): Continuum {
  const of = (coder: string): readonly Range[] => {
    const passages = document.coders.get(coder)?.passages.get(tag) ?? [];
    return joined(passages.map(({ start, end }) => ({ start: squeezed(start, ranges), end: squeezed(end, ranges) })));
  };
  return { length: ranges.reduce((sum, { start, end }) => sum + end - start, 0), coders: [of(coders[0]), of(coders[1])] };
}

/** An offset once everything outside `ranges` is taken away. */
function squeezed(offset: number, ranges: readonly Range[]): number {
  let length = 0;
  for (const { start, end } of ranges) {
    if (offset <= start) break;
    length += Math.min(offset, end) - start;
  }
  return length;
}

/** The coders' positions on a question: one unit a document. */
export function stanceUnits(document: CodedDocument, question: string, positions: readonly string[], coders: readonly string[]): readonly Unit[] {
  const codes = coders.map((coder) => {
    const position = document.coders.get(coder)?.stance.get(question);
    const index = position === undefined ? -1 : positions.indexOf(position);
    return index < 0 ? missing : index;
  });
  return [{ codes, weight: 1 }];
}
