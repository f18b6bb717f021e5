/**
 * All that is kept of a document's text, in one row of numbers: its marks, and once they are read its statements, the keys of its stretches and the signature
 * of its words. One row, because each array of its own takes some 300 bytes more, in a corpus of a hundred thousand documents 30 MB; and a part of the array
 * that holds the rows of a whole file of the cache, because a view of it for each document takes 100 bytes and a tenth of a start.
 */
import type { Keyed, KeyRow } from '../statements';
import { Marks } from './marks';
import type { Pool } from './pool';
import { countStatements, Statements } from './statements';

/** Lengths of the parts: names, bytes of rows, mentions, dates, actors and cues of statements, statements, keys, signature. */
const head = 8;

/** What is read behind the marks. */
export interface Behind {
  readonly statements: Statements;
  readonly keys: Int32Array;
  readonly signature: Int32Array;
}

export class DocumentData implements Keyed {
  static readonly none = DocumentData.of(Marks.none);

  /** The row is what stands in `words` from `from` on, before `to`. */
  private constructor(
    private readonly words: Int32Array,
    private readonly from: number,
    private readonly to: number,
  ) {}

  static of(marks: Marks, behind?: Behind & { readonly strings: readonly number[] }): DocumentData {
    const { names, rows, mentionCount, dateCount } = marks;
    const words = Math.ceil(rows.length / 4);
    const parts: readonly ArrayLike<number>[] = behind ? [behind.strings, behind.statements.rows, behind.keys, behind.signature] : [];
    const row = new Int32Array(head + names.length + words + parts.reduce((sum, { length }) => sum + length, 0));
    row.set([names.length, rows.length, mentionCount, dateCount, ...(behind ? parts.map(({ length }) => length) : [-1, 0, 0, 0])]);
    row.set(names, head);
    new Uint8Array(row.buffer).set(rows, 4 * (head + names.length));
    let at = head + names.length + words;
    for (const part of parts) {
      row.set(part, at);
      at += part.length;
    }
    return new DocumentData(row, 0, row.length);
  }

  /**
   * @param words of the cache, whose row from `from` on, before `to`, has the numbers of its file; from here on the index' own, with those of its pool
   * @param numbers of the pool, by those of the file
   * @throws RangeError where the row is not as long as it says
   */
  static restored(words: Int32Array, from: number, to: number, numbers: readonly number[]): DocumentData {
    const data = new DocumentData(words, from, to);
    if (to > words.length || to - from < head || data.offset(4) !== to) throw new RangeError('A row of the cache has another length than it says.');
    data.renumber((local) => numbers[local] ?? 0);
    return data;
  }

  get marks(): Marks {
    const { words } = this;
    const from = this.names + this.length(0);
    const rows = new Uint8Array(words.buffer, words.byteOffset + 4 * from, this.length(1));
    return new Marks(words.subarray(this.names, from), rows, this.length(2), this.length(3));
  }

  /** Whether one of the strings with these numbers in the pool is named. Asked of thousands of documents, it makes no {@link Marks} of them. */
  hasAny(wanted: readonly number[]): boolean {
    const { words, names } = this;
    const to = names + this.length(0);
    for (let at = names; at < to; at++) if (wanted.includes(words[at] ?? 0)) return true;
    return false;
  }

  /** As {@link hasAny}, by what the numbers stand for. */
  hasSome(isWanted: (number: number) => boolean): boolean {
    const { words, names } = this;
    const to = names + this.length(0);
    for (let at = names; at < to; at++) if (isWanted(words[at] ?? 0)) return true;
    return false;
  }

  /** Whether statements, keys and signature have been read. */
  get isComplete(): boolean {
    return (this.words[this.from + 4] ?? -1) >= 0;
  }

  statements(pool: Pool): Statements | undefined {
    if (!this.isComplete) return undefined;
    const strings = [...this.part(0)].map((number) => pool.text(number));
    return new Statements(strings, this.part(1));
  }

  /** How many statements of an actor are kept. @param id the number of its id in the pool */
  statementsBy(id: number | undefined): number {
    if (id === undefined || !this.isComplete) return 0;
    const index = this.part(0).indexOf(id);
    return index < 0 ? 0 : countStatements(this.part(1), index);
  }

  get keys(): KeyRow {
    return { row: this.words, from: this.offset(2), to: this.offset(3) };
  }

  get signature(): Int32Array | undefined {
    return this.isComplete ? this.part(3) : undefined;
  }

  /** The row with the numbers of another pool. */
  renumbered(number: (old: number) => number): Int32Array {
    const row = this.words.slice(this.from, this.to);
    new DocumentData(row, 0, row.length).renumber(number);
    return row;
  }

  private renumber(number: (old: number) => number): void {
    const { words, names } = this;
    const to = names + this.length(0);
    for (let i = names; i < to; i++) words[i] = number(words[i] as number);
    const strings = this.offset(1);
    for (let i = this.offset(0); i < strings; i++) words[i] = number(words[i] as number);
  }

  /** How many names stand in its marks, and the number of each: without the views of them that marks are. */
  get nameCount(): number {
    return this.length(0);
  }

  nameAt(index: number): number {
    return this.words[this.names + index] ?? 0;
  }

  /** Where the names begin. */
  private get names(): number {
    return this.from + head;
  }

  private length(index: number): number {
    return Math.max(0, this.words[this.from + index] ?? 0);
  }

  /** Where the parts behind the marks begin: actors and cues, statements, keys, signature, end. */
  private offset(part: number): number {
    let at = this.names + this.length(0) + Math.ceil(this.length(1) / 4);
    for (let i = 0; i < part; i++) at += this.length(4 + i);
    return at;
  }

  private part(part: number): Int32Array {
    return this.words.subarray(this.offset(part), this.offset(part + 1));
  }
}
