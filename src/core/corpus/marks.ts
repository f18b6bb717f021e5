/**
 * The marks of one document as the index keeps them: some ten bytes a mention and a date, in place of several hundred as objects. What they are called is in
 * the pool; nothing of the text besides.
 */
import type { Mention } from '../actors/types';
import type { Analysis } from '../analysis';
import { type BlockKind, kindFinder } from '../text/block';
import type { LineIndex, LinePosition } from '../text/lines';
import type { Range } from '../text/range';
import { ByteReader, ByteWriter } from './bytes';
import type { Pool, PooledActor } from './pool';
import type { Place } from './types';

/** A mention as it is kept: what lists, counts and the reading of quotations need of it. */
export interface KeptMention extends Range {
  readonly actor: PooledActor;
  readonly form: string;
  /** Set back: see {@link Mention.aside}. */
  readonly aside: boolean;
  readonly block: BlockKind;
  readonly metonym: Mention['metonym'];
  readonly title: string | undefined;
  readonly nameStart: number | undefined;
  readonly place: KeptPlace;
}

export interface KeptDate extends Range {
  readonly value: string;
  /** The value's, in the pool. */
  readonly number: number;
  readonly text: string;
  readonly block: BlockKind;
  readonly place: KeptPlace;
}

interface KeptPlace {
  readonly line: number;
  readonly character: number;
  readonly endLine: number;
  readonly endCharacter: number;
}

const flags = { aside: 1, capital: 2, seat: 4, title: 8, name: 16, lines: 32 } as const;
/** Above the flags: which kind of block the mark stands in. */
const blockBit = 64;
const blockKinds: readonly BlockKind[] = ['headline', 'body', 'caption', 'comment', 'contact', 'furniture'];
const blockOf = (bits: number): BlockKind => blockKinds[Math.floor(bits / blockBit)] ?? 'body';

export class Marks {
  static readonly none = new Marks(new Int32Array(0), new Uint8Array(0), 0, 0);

  /**
   * @param names numbers in the pool; the rows name them by their index here
   * @param rows see {@link marksOf}
   */
  constructor(
    readonly names: Int32Array,
    readonly rows: Uint8Array,
    readonly mentionCount: number,
    readonly dateCount: number,
  ) {}

  /**
   * Tells of every mention its actor and its form, by their numbers in the pool, and whether it is set back: what is counted over thousands of documents is
   * not made into objects first.
   */
  each(tell: (actor: number, form: number, aside: boolean) => void): void {
    this.passMentions(new ByteReader(this.rows), tell);
  }

  /** In the order of the text. */
  mentions(pool: Pool): readonly KeptMention[] {
    return this.readMentions(pool, new ByteReader(this.rows));
  }

  /** In the order of the text. */
  dates(pool: Pool): readonly KeptDate[] {
    const reader = new ByteReader(this.rows);
    this.passMentions(reader);
    return this.readDates(pool, reader);
  }

  all(pool: Pool): { readonly mentions: readonly KeptMention[]; readonly dates: readonly KeptDate[] } {
    const reader = new ByteReader(this.rows);
    return { mentions: this.readMentions(pool, reader), dates: this.readDates(pool, reader) };
  }

  /** Whether a date has one of these values, by their numbers in the pool: as {@link each}, without objects. */
  hasDate(isWanted: (value: number) => boolean): boolean {
    const reader = new ByteReader(this.rows);
    this.passMentions(reader);
    for (let i = 0; i < this.dateCount; i++) {
      const bits = reader.number();
      if (isWanted(this.names[reader.number()] ?? 0)) return true;
      reader.pass(1 + PlaceReader.numbers((bits & flags.lines) !== 0));
    }
    return false;
  }

  private passMentions(reader: ByteReader, tell?: (actor: number, form: number, aside: boolean) => void): void {
    for (let i = 0; i < this.mentionCount; i++) {
      const bits = reader.number();
      const [actor, form] = [reader.number(), reader.number()];
      tell?.(this.names[actor] ?? 0, this.names[form] ?? 0, (bits & flags.aside) !== 0);
      reader.pass((bits & flags.title ? 1 : 0) + (bits & flags.name ? 1 : 0) + PlaceReader.numbers((bits & flags.lines) !== 0));
    }
  }

  private readMentions(pool: Pool, reader: ByteReader): readonly KeptMention[] {
    const name = (index: number): number => this.names[index] ?? 0;
    const mentions: KeptMention[] = [];
    const places = new PlaceReader(reader);
    for (let i = 0; i < this.mentionCount; i++) {
      const bits = reader.number();
      const actor = pool.actor(name(reader.number()));
      const form = pool.text(name(reader.number()));
      const title = bits & flags.title ? pool.text(name(reader.number())) : undefined;
      const named = bits & flags.name ? reader.number() : undefined;
      const { start, end, place } = places.next((bits & flags.lines) !== 0);
      const metonym = bits & flags.capital ? 'capital' : bits & flags.seat ? 'seat' : undefined;
      mentions.push({
        start,
        end,
        actor,
        form,
        aside: (bits & flags.aside) !== 0,
        block: blockOf(bits),
        metonym,
        title,
        nameStart: named === undefined ? undefined : start + named,
        place,
      });
    }
    return mentions;
  }

  private readDates(pool: Pool, reader: ByteReader): readonly KeptDate[] {
    const name = (index: number): number => this.names[index] ?? 0;
    const places = new PlaceReader(reader);
    const dates: KeptDate[] = [];
    for (let i = 0; i < this.dateCount; i++) {
      const bits = reader.number();
      const number = name(reader.number());
      const text = pool.text(name(reader.number()));
      dates.push({ value: pool.text(number), number, text, block: blockOf(bits), ...places.next((bits & flags.lines) !== 0) });
    }
    return dates;
  }
}

/** Mentions and dates of an analysis, in the order of the text, places as steps from the one before. */
export function marksOf({ mentions, dates, blocks }: Analysis, lines: LineIndex, pool: Pool): Marks {
  const local = new Map<number, number>();
  const index = (number: number): number => {
    const known = local.get(number);
    if (known !== undefined) return known;
    local.set(number, local.size);
    return local.size - 1;
  };
  const writer = new ByteWriter();
  const places = new PlaceWriter(writer, lines);
  const kinds = kindFinder(blocks);
  const actors = new NumberedActors(pool);
  for (const mention of mentions) {
    const { text, metonym, title, nameStart, start, aside } = mention;
    const several = places.isOverLines(mention);
    writer.number(
      blockBit * blockKinds.indexOf(kinds(start)) +
        (aside === true ? flags.aside : 0) +
        (metonym === undefined ? 0 : flags[metonym]) +
        (title === undefined ? 0 : flags.title) +
        (nameStart === undefined ? 0 : flags.name) +
        (several ? flags.lines : 0),
    );
    writer.number(index(actors.numberOf(mention)));
    writer.number(index(pool.number(text)));
    if (title !== undefined) writer.number(index(pool.number(title)));
    if (nameStart !== undefined) writer.number(nameStart - start);
    places.write();
  }
  places.again();
  const dateKinds = kindFinder(blocks);
  for (const date of dates) {
    const several = places.isOverLines(date);
    writer.number(blockBit * blockKinds.indexOf(dateKinds(date.start)) + (several ? flags.lines : 0));
    writer.number(index(pool.number(date.value)));
    writer.number(index(pool.number(date.text)));
    places.write();
  }
  return new Marks(Int32Array.from(local.keys()), writer.take(), mentions.length, dates.length);
}

/** The numbers of a document's actors: most are named several times, and the pool knows them by a string that is put together anew. */
class NumberedActors {
  private readonly known = new Map<string, { readonly mention: Mention; readonly number: number }>();

  constructor(private readonly pool: Pool) {}

  numberOf(mention: Mention): number {
    const { actor: id, name, kind, provisional, told } = mention;
    const known = this.known.get(id);
    const first = known?.mention;
    if (known && first?.name === name && first.kind === kind && first.provisional === provisional && first.told === told) return known.number;
    const number = this.pool.actorNumber({ id, name, kind, provisional, told });
    this.known.set(id, { mention, number });
    return number;
  }
}

/** Writes places as steps from the one before. */
class PlaceWriter {
  private start = 0;
  private line = 0;
  private range: Range = { start: 0, end: 0 };
  private from: LinePosition = { line: 0, character: 0 };
  private to = this.from;

  constructor(
    private readonly writer: ByteWriter,
    private readonly lines: LineIndex,
  ) {}

  again(): void {
    this.start = 0;
    this.line = 0;
  }

  /** Turns to the next range: whether it begins on one line and ends on another. */
  isOverLines(range: Range): boolean {
    this.range = range;
    this.from = this.lines.positionAt(range.start);
    this.to = this.lines.positionAt(range.end);
    return this.from.line !== this.to.line;
  }

  /** Writes the range that it turned to. */
  write(): void {
    const { range, from, to } = this;
    this.writer.number(range.start - this.start);
    this.writer.number(range.end - range.start);
    this.writer.number(from.line - this.line);
    this.writer.number(from.character);
    if (to.line !== from.line) {
      this.writer.number(to.line - from.line);
      this.writer.number(to.character);
    }
    this.start = range.start;
    this.line = from.line;
  }
}

class PlaceReader {
  private start = 0;
  private line = 0;

  constructor(private readonly reader: ByteReader) {}

  /** How many there are of one place. */
  static numbers(several: boolean): number {
    return several ? 6 : 4;
  }

  next(several: boolean): Range & { readonly place: KeptPlace } {
    const { reader } = this;
    const start = (this.start += reader.number());
    const length = reader.number();
    const line = (this.line += reader.number());
    const character = reader.number();
    const endLine = several ? line + reader.number() : line;
    const endCharacter = several ? reader.number() : character + length;
    return { start, end: start + length, place: { line, character, endLine, endCharacter } };
  }
}

export function placeOfMark(path: string, { start, end, place }: Range & { readonly place: KeptPlace }, text: string): Place {
  return { path, range: { start, end }, ...place, text };
}

/** As the document alone says it: what is read of it and kept must not depend on which other documents are known. */
export function asMention({ start, end, actor, form, aside, metonym, title, nameStart }: KeptMention): Mention {
  const { id, own, name, kind, provisional, told } = actor;
  return {
    start,
    end,
    text: form,
    actor: own ?? id,
    name,
    kind,
    provisional,
    rule: '',
    ...(told !== undefined && { told }),
    ...(aside && { aside }),
    ...(metonym !== undefined && { metonym }),
    ...(title !== undefined && { title }),
    ...(nameStart !== undefined && { nameStart }),
  };
}
