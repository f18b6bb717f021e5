/**
 * How the documents of a corpus word one another's statements. The index brings candidates; their texts come in with the
 * question, because a corpus' texts do not fit into memory, and are compared here, in the worker.
 */
import { maxComparedLength } from '../statements/limits';
import { mostFavour } from '../statements/lookup';
import type { Analysis } from '../analysis';
import type { TemporalExpression } from '../dates/types';
import { type Quotation, QuotationReader } from '../quotations';
import {
  aboutRange,
  differences,
  Lexicon,
  mayConcern,
  prepare,
  type Prepared,
  sentencesAround,
  sharedShares,
  type SharedStatement,
  sharedStatements,
  type Keyed,
  StatementIndex,
  statementKeys,
  statementMarks,
  voiceBeside,
  wordsBetween,
} from '../statements';
import { finished, type Stages } from '../stages';
import type { Block } from '../text/block';
import { forPassing } from '../text/blockCache';
import { type LineIndex, lineIndexOf } from '../text/lines';
import { merged, type Range } from '../text/range';
import { sentenceAt } from '../text/sentences';
import type { Comparison, DocumentText, Overview, Place, StatementCandidate, Wording } from './types';

/** 0 for documents of one event, 1 for those of one time that name a common actor, 2 for all others. */
export type Tier = 0 | 1 | 2;

/** By tier, what a stretch's bits are multiplied with, as far as stretches are chosen. */
const favours = [mostFavour, 1.3, 1] as const;
/** Share of the places that goes to the documents with most in common, whatever their tier: a copy may be years younger. */
const strongestShare = 1 / 3;

/** What the comparison takes of an analysis. */
export interface Marked extends Pick<Analysis, 'blocks' | 'mentions'> {
  readonly dates: readonly Pick<TemporalExpression, 'start' | 'end' | 'value'>[];
}

/** What of a document's context bears on the comparison. */
export interface CorpusContext {
  /** Must stay the same until the document is put, or everything is forgotten. */
  marked(path: string, text: string): Marked;
  /** How near another document is to this one; undefined to leave it out. */
  tierOf(own: string, other: string): Tier | undefined;
  place(path: string, text: string, lines: LineIndex, range: Range): Place;
}

/** Stretches that one question brings from the index, at most; several may be of one document. */
const maxStretches = 120;
/** Share of a document that stands in the other, from which it is a copy or near-copy. */
const copyShare = 0.8;
/** Words from which a sentence counts as a statement. */
const minStatement = 5;

/** UTF-16 code units of the documents that stay ready, together: some thirty articles and as many again. One costs some 20 bytes a unit. */
const mostReady = 400_000;

interface Ready {
  readonly path: string;
  readonly analysis: Marked;
  readonly prepared: Prepared;
  readonly lines: LineIndex;
  /** Read when they are asked for: most candidates turn out to share nothing. */
  quotations(): readonly Quotation[];
}

export class CorpusWordings {
  private readonly reader = new QuotationReader(forPassing);
  private lexicon = new Lexicon();
  private index = new StatementIndex(this.lexicon);
  /** The documents of the last questions, the oldest first: who asks about one sentence asks about the next, and the answer is of nearly the same documents. */
  private readonly kept = new Map<string, Ready>();
  private keptLength = 0;

  constructor(private readonly context: CorpusContext) {}

  /** The keys by which a document's statements are found; none of a text that is too long to be compared. */
  keysOf(text: string, blocks: readonly Block[]): Int32Array<ArrayBuffer> {
    return text.length > maxComparedLength ? new Int32Array(0) : statementKeys(text, blocks, this.lexicon);
  }

  put(path: string, document: Keyed): void {
    this.drop(path);
    this.index.putKeys(path, document);
  }

  remove(path: string): void {
    this.drop(path);
    this.index.remove(path);
  }

  /** What documents are marked with may be another from now on. */
  forget(): void {
    this.kept.clear();
    this.keptLength = 0;
  }

  /** The documents that may word a passage of the document, or with no range anything of it, otherwise; best first. A few words are asked for with their sentence. */
  candidates(own: DocumentText, range: Range | null, limit: number): readonly StatementCandidate[] {
    return finished(this.candidatesInStages(own, range, limit));
  }

  /** As {@link candidates}, of the documents that there are when it begins. */
  *candidatesInStages({ path, text }: DocumentText, range: Range | null, limit: number): Stages<readonly StatementCandidate[]> {
    if (text.length > maxComparedLength) return [];
    const bits = new Map<string, number>();
    const { blocks } = this.ready({ path, text }).analysis;
    const ranges = range ? [toSentences(text, blocks, range)] : blocks;
    const tiers = new Map<string, Tier>();
    const favour = (other: string): number => {
      const tier = other === path ? undefined : this.context.tierOf(path, other);
      if (tier === undefined) return 0;
      tiers.set(other, tier);
      return favours[tier];
    };
    for (const found of (yield* this.index.candidatesOfAll(text, ranges, favour, maxStretches)).flat())
      bits.set(found.path, (bits.get(found.path) ?? 0) + found.bits);
    const strongest = [...bits].map(([other, weight]) => ({ path: other, bits: weight })).sort((x, y) => y.bits - x.bits || (x.path < y.path ? -1 : 1));
    const tier = (candidate: StatementCandidate): number => tiers.get(candidate.path) ?? 2;
    const nearest = [...strongest].sort((x, y) => tier(x) - tier(y));
    const kept = new Set(nearest.slice(0, Math.ceil(limit * (1 - strongestShare))));
    for (const candidate of strongest) if (kept.size < limit) kept.add(candidate);
    return nearest.filter((candidate) => kept.has(candidate));
  }

  /**
   * How each of the others words the passage, the nearest wording first; a document that has parts of it in several places
   * gives several. Differences are of the sentences around the statements, so that who says it there is one of them.
   */
  wordings(own: DocumentText, range: Range, others: readonly DocumentText[]): readonly Wording[] {
    return finished(this.wordingsInStages(own, range, others));
  }

  /** As {@link wordings}, a document at a time. */
  *wordingsInStages(own: DocumentText, range: Range, others: readonly DocumentText[]): Stages<readonly Wording[]> {
    const a = this.ready(own);
    const found: Wording[] = [];
    for (const other of others) {
      yield;
      found.push(...this.wordingsIn(a, this.ready(other), range));
    }
    return found.sort((x, y) => y.score - x.score || (x.b.path < y.b.path ? -1 : 1) || x.b.range.start - y.b.range.start);
  }

  private wordingsIn(a: Ready, b: Ready, range: Range): readonly Wording[] {
    if (!mayConcern(a.prepared, range, b.prepared)) return [];
    const shared = sharedStatements(a.prepared, b.prepared);
    const around = (document: Prepared, side: 'a' | 'b', statement: SharedStatement): Range =>
      sentencesAround(
        document,
        statement[side],
        shared.filter((other) => other !== statement).map((other) => other[side]),
      );
    return aboutRange(shared, range).map((statement) =>
      this.wording(a, b, statement, { a: around(a.prepared, 'a', statement), b: around(b.prepared, 'b', statement) }),
    );
  }

  /** Two documents whole: what they share, and what only one of them has. */
  comparison(own: DocumentText, other: DocumentText): Comparison {
    const [a, b] = [this.ready(own), this.ready(other)];
    const shared = sharedStatements(a.prepared, b.prepared);
    const alone = (of: Ready, side: 'a' | 'b'): readonly Place[] =>
      uncovered(
        of.prepared,
        shared.map((statement) => statement[side]),
      ).map((range) => this.context.place(of.path, of.prepared.text, of.lines, range));
    const shares = sharedShares(a.prepared, b.prepared, shared);
    return { shared: shared.map((statement) => this.wording(a, b, statement)), onlyA: alone(a, 'a'), onlyB: alone(b, 'b'), shares, isCopy: isCopy(shares) };
  }

  /** What a document shares with each of the others, and how many of its statements are only here. */
  overview(own: DocumentText, others: readonly DocumentText[]): Overview {
    return finished(this.overviewInStages(own, others));
  }

  /** As {@link overview}, a document at a time. */
  *overviewInStages(own: DocumentText, others: readonly DocumentText[]): Stages<Overview> {
    const a = this.ready(own);
    const everywhere: Range[] = [];
    const documents: Overview['documents'][number][] = [];
    for (const other of others) {
      yield;
      const b = this.ready(other);
      const shared = sharedStatements(a.prepared, b.prepared);
      if (shared.length === 0) continue;
      everywhere.push(...shared.map((statement) => statement.a));
      const shares = sharedShares(a.prepared, b.prepared, shared);
      documents.push({ path: b.path, shared: shared.map((statement) => this.wording(a, b, statement)), shares, isCopy: isCopy(shares) });
    }
    documents.sort((x, y) => y.shared.length - x.shared.length || (x.path < y.path ? -1 : 1));
    return { documents, onlyHere: uncovered(a.prepared, everywhere).map((range) => this.context.place(a.path, a.prepared.text, a.lines, range)) };
  }

  private ready(document: DocumentText): Ready {
    const { path, text } = document;
    const known = this.kept.get(path);
    this.drop(path);
    const ready = known?.prepared.text === text ? known : this.prepared(document);
    this.kept.set(path, ready);
    this.keptLength += text.length;
    for (const oldest of this.kept.keys()) {
      if (this.keptLength <= mostReady) break;
      this.drop(oldest);
    }
    return ready;
  }

  private drop(path: string): void {
    const known = this.kept.get(path);
    if (!known) return;
    this.kept.delete(path);
    this.keptLength -= known.prepared.text.length;
  }

  private prepared({ path, text }: DocumentText): Ready {
    const analysis = this.context.marked(path, text);
    let quotations: readonly Quotation[] | undefined;
    return {
      path,
      analysis,
      prepared: prepare(text, this.lexicon, { blocks: analysis.blocks, marks: statementMarks(analysis) }),
      lines: lineIndexOf(text),
      quotations: () => (quotations ??= this.reader.read(text, analysis.blocks, analysis.mentions).quotations),
    };
  }

  /** @param compared the stretches whose words are compared, where they are not the statement's own */
  private wording(
    a: Ready,
    b: Ready,
    { a: x, b: y, score, relation }: SharedStatement,
    compared: { readonly a: Range; readonly b: Range } = { a: x, b: y },
  ): Wording {
    const slice = (of: Ready, range: Range): string => of.prepared.text.slice(range.start, range.end);
    const [voiceA, voiceB] = [
      voiceBeside(a.prepared.text, a.analysis.blocks, a.quotations(), x),
      voiceBeside(b.prepared.text, b.analysis.blocks, b.quotations(), y),
    ];
    return {
      a: this.context.place(a.path, a.prepared.text, a.lines, x),
      b: this.context.place(b.path, b.prepared.text, b.lines, y),
      score,
      relation,
      voiceA,
      voiceB,
      compared: { a: slice(a, compared.a), b: slice(b, compared.b) },
      differences: differences(a.prepared, compared.a, b.prepared, compared.b).map(({ a: left, b: right, ...rest }) => ({
        ...rest,
        ...(left && { a: slice(a, left) }),
        ...(right && { b: slice(b, right) }),
      })),
    };
  }
}

/** A part of a sentence has too few rare words of its own to be found by. */
function toSentences(text: string, blocks: readonly Block[], { start, end }: Range): Range {
  const [first, last] = [sentenceAt(text, blocks, start), sentenceAt(text, blocks, Math.max(start, end - 1))];
  return { start: Math.min(start, first?.start ?? start), end: Math.max(end, last?.end ?? end) };
}

/** A copy may have been cut, so it is one where nearly all of the shorter, and most of the longer, stands in the other. */
function isCopy({ a, b }: { readonly a: number; readonly b: number }): boolean {
  return Math.max(a, b) >= copyShare && Math.min(a, b) >= copyShare / 2;
}

/** Sentences of which less than half stands in one of the ranges. */
function uncovered({ sentences, words }: Prepared, ranges: readonly Range[]): readonly Range[] {
  const inside = new Uint8Array(words.length);
  for (const range of merged(ranges)) inside.fill(1, ...wordsBetween(words, range));
  return sentences
    .filter(({ first, last }) => {
      if (last - first < minStatement) return false;
      return 2 * inside.subarray(first, last).reduce((sum, one) => sum + one, 0) < last - first;
    })
    .map(({ start, end }) => ({ start, end }));
}
