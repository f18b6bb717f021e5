/**
 * All that is kept of a document's text, in one row of numbers: its marks, and once they are read its statements, the keys of its stretches and the signature
 * of its words. One row, because each array of its own takes some 300 bytes more, in a corpus of a hundred thousand documents 30 MB.
 */
import type { KeyRow } from '../statements';
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

export class DocumentData {
  static readonly none = DocumentData.of(Marks.none);

  private constructor(readonly row: Int32Array) {}

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
    return new DocumentData(row);
  }

  /**
   * @param row of the cache, with the numbers of its file; from here on the index' own, with those of its pool
   * @param numbers of the pool, by those of the file
   * @throws RangeError where the row is not as long as it says
   */
  static restored(row: Int32Array, numbers: readonly number[]): DocumentData {
    const data = new DocumentData(row);
    if (row.length < head || data.offset(4) !== row.length) throw new RangeError('A row of the cache has another length than it says.');
    data.renumber((local) => numbers[local] ?? 0);
    return data;
  }

  get marks(): Marks {
    const { row } = this;
    const from = head + this.length(0);
    const rows = new Uint8Array(row.buffer, row.byteOffset + 4 * from, this.length(1));
    return new Marks(row.subarray(head, from), rows, this.length(2), this.length(3));
  }

  /** Whether one of the strings with these numbers in the pool is named. Asked of thousands of documents, it makes no {@link Marks} of them. */
  hasAny(wanted: readonly number[]): boolean {
    const { row } = this;
    const to = head + this.length(0);
    for (let at = head; at < to; at++) if (wanted.includes(row[at] ?? 0)) return true;
    return false;
  }

  /** As {@link hasAny}, by what the numbers stand for. */
  hasSome(isWanted: (number: number) => boolean): boolean {
    const { row } = this;
    const to = head + this.length(0);
    for (let at = head; at < to; at++) if (isWanted(row[at] ?? 0)) return true;
    return false;
  }

  /** Whether statements, keys and signature have been read. */
  get isComplete(): boolean {
    return (this.row[4] ?? -1) >= 0;
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
    return { row: this.row, from: this.offset(2), to: this.offset(3) };
  }

  get signature(): Int32Array | undefined {
    return this.isComplete ? this.part(3) : undefined;
  }

  /** With the numbers of another pool. */
  renumbered(number: (old: number) => number): DocumentData {
    const data = new DocumentData(this.row.slice());
    data.renumber(number);
    return data;
  }

  private renumber(number: (old: number) => number): void {
    const { row } = this;
    const names = head + this.length(0);
    for (let i = head; i < names; i++) row[i] = number(row[i] as number);
    const strings = this.offset(1);
    for (let i = this.offset(0); i < strings; i++) row[i] = number(row[i] as number);
  }

  /** How many names stand in its marks, and the number of each: without the views of them that marks are. */
  get nameCount(): number {
    return this.length(0);
  }

  nameAt(index: number): number {
    return this.row[head + index] ?? 0;
  }

  private length(index: number): number {
    return Math.max(0, this.row[index] ?? 0);
  }

  /** Where the parts behind the marks begin: actors and cues, statements, keys, signature, end. */
  private offset(part: number): number {
    let at = head + this.length(0) + Math.ceil(this.length(1) / 4);
    for (let i = 0; i < part; i++) at += this.length(4 + i);
    return at;
  }

  private part(part: number): Int32Array {
    return this.row.subarray(this.offset(part), this.offset(part + 1));
  }
}
