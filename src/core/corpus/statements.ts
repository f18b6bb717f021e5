/** The statements of one document as the index keeps them: for each one whose source is an actor, who and where, in 24 bytes. */
import type { Quotation } from '../quotations';
import type { LineIndex } from '../text/lines';
import type { StatementPlace } from './types';

/** Numbers of one statement: the actor's index, four of its place, and a bit for nested ones. */
const width = 6;

export class Statements {
  /** @param rows {@link width} numbers a statement; the first is an index into `actors` */
  constructor(
    readonly actors: readonly string[],
    readonly rows: Int32Array,
  ) {}

  /** @param lines of the text that the quotations are of */
  static of(quotations: readonly Quotation[], lines: LineIndex): Statements {
    const actors = new Map<string, number>();
    const rows: number[] = [];
    for (const { source, start, end, nested } of quotations) {
      if (source.kind !== 'actor') continue;
      const [from, to] = [lines.positionAt(start), lines.positionAt(end)];
      for (const { actor } of [source, ...(source.others ?? [])]) {
        const index = actors.get(actor) ?? actors.size;
        actors.set(actor, index);
        rows.push(index, from.line, from.character, to.line, to.character, nested ? 1 : 0);
      }
    }
    return new Statements([...actors.keys()], Int32Array.from(rows));
  }

  /** How many there are of each actor. */
  counts(): ReadonlyMap<string, number> {
    const counts = new Map<string, number>();
    for (let row = 0; row < this.rows.length; row += width) {
      const actor = this.actors[this.rows[row] ?? 0] ?? '';
      counts.set(actor, (counts.get(actor) ?? 0) + 1);
    }
    return counts;
  }

  /** In the order of the text. */
  of(actor: string, path: string): readonly StatementPlace[] {
    const index = this.actors.indexOf(actor);
    const out: StatementPlace[] = [];
    for (let row = 0; index >= 0 && row < this.rows.length; row += width) {
      const [who, line = 0, character = 0, endLine = 0, endCharacter = 0, nested] = this.rows.subarray(row, row + width);
      if (who === index) out.push({ path, line, character, endLine, endCharacter, nested: nested === 1 });
    }
    return out;
  }
}
