/** The statements of one document as the index keeps them: for each one whose source is an actor, who, where and by which words, in 28 bytes. */
import type { Quotation } from '../quotations';
import { cueWords } from '../quotations/cues';
import type { LineIndex } from '../text/lines';
import type { StatementPlace } from './types';

/** Numbers of one statement: the actor's index, four of its place, its bits, and the index of its cue's words. */
const width = 7;

/** In the bits: it is nested; it is denied; and above them, how many characters before it in its line the cue begins. */
const nestedBit = 1;
const deniedBit = 2;
const beforeShift = 2;
/** A cue farther off is not shown with its statement's place. */
const maxBefore = 200;
/** No words ascribe it. */
const noCue = -1;

export class Statements {
  /** @param rows {@link width} numbers a statement; the first and the last are indexes into `strings`: of an actor's id, and of a cue ("denied") */
  constructor(
    readonly strings: readonly string[],
    readonly rows: Int32Array,
  ) {}

  /** @param lines of the text that the quotations are of */
  static of(text: string, quotations: readonly Quotation[], lines: LineIndex): Statements {
    const strings = new Map<string, number>();
    const indexOf = (string: string): number => {
      const index = strings.get(string) ?? strings.size;
      strings.set(string, index);
      return index;
    };
    const rows: number[] = [];
    for (const quotation of quotations) {
      const { source, start, end, nested, cue } = quotation;
      if (source.kind !== 'actor') continue;
      const [from, to] = [lines.positionAt(start), lines.positionAt(end)];
      const said = cueWords(text, quotation);
      const at = cue && cue.start < start && start - cue.start <= maxBefore ? lines.positionAt(cue.start) : from;
      const before = at.line === from.line ? from.character - at.character : 0;
      const bits = (nested ? nestedBit : 0) | (said?.denied ? deniedBit : 0) | (before << beforeShift);
      for (const { actor } of [source, ...(source.others ?? [])])
        rows.push(indexOf(actor), from.line, from.character, to.line, to.character, bits, said ? indexOf(said.words.toLowerCase()) : noCue);
    }
    return new Statements([...strings.keys()], Int32Array.from(rows));
  }

  /** In the order of the text. */
  of(actor: string, path: string): readonly StatementPlace[] {
    const index = this.strings.indexOf(actor);
    const out: StatementPlace[] = [];
    for (let row = 0; index >= 0 && row < this.rows.length; row += width) {
      const [who, line = 0, character = 0, endLine = 0, endCharacter = 0, bits = 0, words = noCue] = this.rows.subarray(row, row + width);
      if (who !== index) continue;
      const cue = this.strings[words];
      out.push({
        path,
        line,
        character,
        endLine,
        endCharacter,
        nested: (bits & nestedBit) !== 0,
        denied: (bits & deniedBit) !== 0,
        cueBefore: bits >> beforeShift,
        ...(cue !== undefined && { cue }),
      });
    }
    return out;
  }
}

/** How many rows are of the actor with an index. */
export function countStatements(rows: Int32Array, index: number): number {
  let count = 0;
  for (let row = 0; row < rows.length; row += width) if (rows[row] === index) count++;
  return count;
}
