/** What stands around a statement: the document's paragraphs, names, descriptions and speech, and who has spoken so far. */
import type { Mention } from '../actors/types';
import { type Block, blockAt } from '../text/block';
import type { Range } from '../text/range';
import type { DescribedPerson } from './persons';
import { headWordOf } from './phrases';
import type { ActorRef, RecognisedQuotation, Source, SourceBasis } from './types';

export type ActorSource = Source & { readonly kind: 'actor' };

/** A statement whose source is known. */
export interface Spoken {
  readonly source: Source;
  readonly block: number;
  readonly quotation: RecognisedQuotation;
}

/** A block with the persons that it describes, block-relative. */
export interface PeopledBlock extends Range {
  readonly found: { readonly persons: readonly DescribedPerson[] };
}

/** One instance a document. */
export class Scene {
  /** Those who spoke outside of others' statements, in the order of the text. */
  readonly spoken: Spoken[] = [];
  private readonly blockIndex: ReadonlyMap<Block, number>;
  private described: readonly DescribedPerson[] | undefined;

  constructor(
    readonly text: string,
    readonly blocks: readonly Block[],
    /** Sorted, not overlapping. */
    readonly mentions: readonly Mention[],
    /** Stretches of direct speech, sorted: whom they name is not whom the outlet's pronouns mean. */
    private readonly speech: readonly Range[],
    private readonly peopled: readonly PeopledBlock[],
  ) {
    this.blockIndex = new Map(blocks.map((block, i) => [block, i]));
  }

  /** The index of the block that holds `offset`. */
  indexAt(offset: number): number {
    const block = blockAt(this.blocks, offset);
    return (block && this.blockIndex.get(block)) ?? 0;
  }

  /** Where the block begins that stands `back` blocks before `block`. */
  blockStart(block: number, back = 0): number {
    return this.blocks[Math.max(0, block - back)]?.start ?? 0;
  }

  /** The index of the last mention that begins before `offset`; -1 where there is none. */
  lastBefore(offset: number): number {
    return firstFrom(this.mentions, offset) - 1;
  }

  mentionsIn({ start, end }: Range): readonly Mention[] {
    const out: Mention[] = [];
    for (let i = Math.max(0, this.lastBefore(start)); i < this.mentions.length; i++) {
      const mention = this.mentions[i] as Mention;
      if (mention.start >= end) break;
      if (mention.end > start) out.push(mention);
    }
    return out;
  }

  /** The persons described between two offsets, the last `most` of them. */
  describedIn(from: number, to: number, most: number): readonly DescribedPerson[] {
    const all = (this.described ??= this.peopled.flatMap(({ start: by, found: { persons } }) =>
      persons.map(({ start, end, head }) => ({ start: start + by, end: end + by, head })),
    ));
    let end = firstFrom(all, to);
    while (end > 0 && (all[end - 1] as DescribedPerson).end > to) end--;
    return all.slice(Math.max(firstFrom(all, from), end - most), end);
  }

  /** Whether `start` lies in direct speech. */
  isSpoken({ start }: Range): boolean {
    let low = 0;
    let high = this.speech.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.speech[middle] as Range).end > start) high = middle;
      else low = middle + 1;
    }
    return (this.speech[low]?.start ?? Infinity) <= start;
  }

  /** Near enough for what it decides: behind the last full stop and space, or with the block. */
  sentenceStart(offset: number, block: number): number {
    const from = Math.max(this.blockStart(block), offset - sentenceReach);
    for (let k = offset - 1; k >= from; k--) {
      if (!'.!?'.includes(this.text.charAt(k))) continue;
      return /^["”’»]{0,2}\s/u.test(this.text.slice(k + 1, Math.min(offset, k + 4))) ? k + 1 : from;
    }
    return from;
  }

  /** The person who spoke last: one whom the text names, or one whom it describes; undefined also where it may have been nobody whom a pronoun means. */
  lastSpeaker(block: number, within: number): Source | undefined {
    for (let i = this.spoken.length - 1; i >= 0; i--) {
      const { source, block: at } = this.spoken[i] as Spoken;
      if (block - at > within) return undefined;
      if (source.kind === 'actor' && source.person) {
        const { kind, actor, name, person, basis } = source;
        return { kind, actor, name, person, basis };
      }
      if (source.kind === 'person') return source;
      if (isOnePerson(source)) return undefined;
    }
    return undefined;
  }
}

/** What is looked at for the beginning of a sentence, in characters. */
const sentenceReach = 400;

/** The index of the first that begins at or behind an offset. */
function firstFrom(sorted: readonly Range[], offset: number): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sorted[middle] as Range).start < offset) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Whether a source without a name may be one person. */
export const isOnePerson = (source: Source): source is Exclude<Source, ActorSource> =>
  source.kind === 'person' || source.kind === 'unknown' || (source.kind === 'anonymous' && !headWordOf(source.text).endsWith('s'));

/** A place speaks for nobody; a capital that stands for its government is a metonym. */
export const speaks = ({ kind, metonym }: Mention): boolean => kind !== 'place' || metonym !== undefined;

export const refOf = ({ actor, name }: Mention): ActorRef => ({ actor, name });

export function sourceOf(mention: Mention, basis: SourceBasis): ActorSource {
  return { kind: 'actor', ...refOf(mention), person: mention.kind === 'person', basis };
}
