/**
 * Document in, Analysis out. Each block is recognised alone, in block-relative offsets, and cached by its text;
 * linking and resolving then run over the blocks' results. The result is plain data: it crosses to and from a worker.
 */
import type { ActorRecogniser, RecognisedMention } from './actors';
import { toldApart } from './actors/namesakes';
import type { Mention } from './actors/types';
import { type AnchoredDecision, applyMentionDecisions, type DecidedActor, decidedDates } from './annotations/decided';
import { inferPublication, recogniseDates, resolveDates } from './dates';
import type { DecidedDates, PublicationCandidate, RecognisedDate } from './dates';
import type { Publication, TemporalExpression } from './dates/types';
import { finished, type Stages } from './stages';
import { type Block, type BlockKind, isAside, kindFinder } from './text/block';
import { blockOf, draftsOf } from './text/blocks';
import { BlockCache } from './text/blockCache';
import { Looks } from './text/looks';
import type { Range } from './text/range';
import { quotedTitles } from './text/titles';

/** What is known of a document besides its text. */
export interface DocumentContext {
  /** As the sidecar states it; without it the analysis infers one. */
  readonly publication?: Publication | undefined;
  readonly fileName?: string | undefined;
  readonly url?: string | undefined;
  /** The dated events that the document is about: they bound its publication. */
  readonly events?: readonly { readonly name?: string; readonly date: string }[] | undefined;
  /** Coders' decisions about automatic marks, where they stand in this text. They win over every rule. */
  readonly decisions?: readonly AnchoredDecision[] | undefined;
  /** What the corpus knows of persons of one name: see {@link CorpusQueries.namesakes}. */
  readonly namesakes?: ReadonlySet<string> | undefined;
}

export interface Analysis {
  readonly blocks: readonly Block[];
  /** Sorted, not overlapping. */
  readonly mentions: readonly Mention[];
  /** Sorted, not overlapping. */
  readonly dates: readonly TemporalExpression[];
  /** The stated publication date, else the best inference, else undefined: "no publication date". */
  readonly publication: Publication | undefined;
  /** Inferences about the publication date, best first. Empty where the sidecar states it. */
  readonly candidates: readonly PublicationCandidate[];
}

interface Recognised {
  readonly mentions: readonly RecognisedMention[];
  readonly dates: readonly RecognisedDate[];
}

/** All that a paragraph's own text says: what it looks like, and once it was asked, what it names. */
class KnownParagraph extends Looks {
  recognised: Recognised | undefined;
}

/** A block with what it names, in its own offsets. */
interface ReadBlock extends Range, Recognised {
  readonly text: string;
  readonly kind: BlockKind;
}

/** Analyses documents of one project; rebuilt when the registry changes. */
export class Analyser {
  private readonly known: BlockCache<KnownParagraph>;

  constructor(
    private readonly recogniser: ActorRecogniser,
    /** The canonical name of a registered actor, for coders' decisions that name one. */
    private readonly actorOf: (id: string) => DecidedActor | undefined,
    /** How much text is remembered; see {@link BlockCache}. */
    remembered?: number,
  ) {
    this.known = new BlockCache(remembered);
  }

  /** @param text canonical text of the document, or a stretch of whole blocks of it */
  analyse(text: string, context: DocumentContext = {}): Analysis {
    return finished(this.stages(text, context));
  }

  /** As {@link analyse}, in stages: between two of them a host may do what else is waiting, or leave the rest undone. Many are of one paragraph; each is linear in the text. */
  *stages(text: string, context: DocumentContext = {}): Stages<Analysis> {
    const marks = yield* this.marks(text, context, decidedDates(text, context.decisions ?? []));
    yield;
    return this.decide(text, marks, context);
  }

  /** What the rules make of a text; dates are counted from what coders said of others. */
  private *marks(text: string, context: Omit<DocumentContext, 'decisions'>, decided: DecidedDates): Stages<Analysis> {
    const drafts = yield* draftsOf(text, this.looksOf);
    const blocks = drafts.map(blockOf);
    yield;
    const recognised: ReadBlock[] = [];
    for (const { start, end, kind = 'body', looks } of drafts) {
      const { mentions, dates } = (looks.recognised ??= yield* this.recognised(looks.text));
      recognised.push({ start, end, text: looks.text, kind, mentions, dates });
    }
    const candidates = context.publication
      ? []
      : inferPublication({
          blocks: inHead(recognised),
          ...(context.fileName !== undefined && { fileName: context.fileName }),
          ...(context.url !== undefined && { url: context.url }),
          ...(context.events !== undefined && { events: context.events }),
        });
    const publication = context.publication ?? candidates[0]?.publication;
    yield;
    const linked = yield* this.recogniser.linking(recognised);
    yield;
    const mentions = withoutFurniture(linked, blocks);
    yield;
    const dates = resolveDates(recognised, publication, decided);
    return { blocks, mentions, dates, publication, candidates };
  }

  private readonly looksOf = (paragraph: string): KnownParagraph => this.known.get(paragraph, (own) => new KnownParagraph(own));

  /** In stages, for the first paragraphs of a process take some 40 ms each: what reads them is being compiled. */
  private *recognised(paragraph: string): Stages<Recognised> {
    const mentions = this.recogniser.recognise(paragraph);
    yield;
    const dates = recogniseDates(paragraph);
    yield;
    return { mentions, dates };
  }

  /** An analysis with what coders decided about its marks. */
  private decide(text: string, marks: Analysis, { decisions = [], namesakes = nobody }: DocumentContext): Analysis {
    const mentions = namesakes.size === 0 ? marks.mentions : marks.mentions.map((mention) => toldApart(mention, namesakes));
    const decided = applyMentionDecisions(text, mentions, marks.dates, decisions, this.actorOf);
    return { ...marks, ...decided, mentions: setBack(text, decided.mentions, marks.blocks) };
  }

  /**
   * In stages, the analysis of one stretch of a text that is too large to be analysed whole while it is being read. What the document is published on is asked
   * of its head, so that it does not change with what is in view; decisions stand where they stand in the whole text.
   *
   * @param stretch whole lines of `text`, in its offsets
   */
  *stretchStages(text: string, stretch: Range, context: DocumentContext = {}): Stages<Analysis> {
    const { decisions = [], ...rest } = context;
    const { publication, candidates } = yield* this.stages(text.slice(0, endOfLine(text, headLength)), rest);
    const { places, never } = decidedDates(text, decisions);
    const here = places
      .filter((p) => p.start >= stretch.start && p.end <= stretch.end)
      .map((p) => ({ ...p, start: p.start - stretch.start, end: p.end - stretch.start }));
    const marks = yield* this.marks(text.slice(stretch.start, stretch.end), { publication }, { places: here, never });
    const part = shifted(marks, stretch.start);
    yield;
    return this.decide(text, { ...part, publication, candidates }, context);
  }
}

const nobody: ReadonlySet<string> = new Set();

/** A site's furniture names its own parts ("Page language"): only whom the registry knows, or the document itself names too, is an actor there. */
function withoutFurniture(mentions: readonly Mention[], blocks: readonly Block[]): readonly Mention[] {
  if (!blocks.some(({ kind }) => kind === 'furniture')) return mentions;
  const kinds = kindFinder(blocks);
  const inFurniture = mentions.map(({ start }) => kinds(start) === 'furniture');
  const own = new Set<string>();
  mentions.forEach(({ actor }, i) => {
    if (inFurniture[i] === false) own.add(actor);
  });
  return mentions.filter((mention, i) => !mention.provisional || inFurniture[i] === false || own.has(mention.actor));
}

/** Marks the mentions that are no part of what the article itself says; what the rules found in a block that is none is so by their linking. */
function setBack(text: string, mentions: readonly Mention[], blocks: readonly Block[]): readonly Mention[] {
  const from = blocks[0]?.start ?? 0;
  const titles = quotedTitles(text.slice(from, blocks[blocks.length - 1]?.end));
  const kinds = kindFinder(blocks);
  let next = 0;
  return mentions.map((mention) => {
    const start = mention.start - from;
    while (next < titles.length && (titles[next] as Range).end <= start) next++;
    const titled = next < titles.length && (titles[next] as Range).start <= start;
    return mention.aside !== true && (titled || isAside(kinds(mention.start))) ? { ...mention, aside: true } : mention;
  });
}

/** Datelines, bylines and what an article speaks of stand in its first hundred thousand characters; what follows adds nothing but time. */
const headLength = 100_000;

/** A document whose head says nothing of its day is asked no further: what stands pages below is of other days. */
function inHead<T extends Range>(blocks: readonly T[]): readonly T[] {
  const beyond = blocks.findIndex(({ start }) => start > headLength);
  return beyond < 0 ? blocks : blocks.slice(0, beyond);
}

function endOfLine(text: string, from: number): number {
  const end = text.indexOf('\n', from);
  return end < 0 || end > from + headLength ? Math.min(text.length, from) : end;
}

function shifted(analysis: Analysis, by: number): Analysis {
  const move = <T extends Range>(item: T): T => ({ ...item, start: item.start + by, end: item.end + by });
  const date = (found: TemporalExpression): TemporalExpression => {
    const moved = move(found);
    return moved.anchor?.kind === 'expression' ? { ...moved, anchor: { ...moved.anchor, range: move(moved.anchor.range) } } : moved;
  };
  return { ...analysis, blocks: analysis.blocks.map(move), mentions: analysis.mentions.map(move), dates: analysis.dates.map(date) };
}
