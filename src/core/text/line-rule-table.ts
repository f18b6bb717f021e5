/**
 * One look of a short paragraph, and tables of such. Compiling a pattern costs the engine as much as splitting a whole article, and
 * hardly any paragraph of an article has any of these looks: so a rule says what its lines begin or end with or hold, and its pattern is
 * tried, and thereby compiled, only on lines that do.
 */
export interface LineRule {
  readonly name: string;
  readonly pattern: RegExp;
  /** What a line that fits begins with, in lower case, between spaces; the first three characters count, and any digit is written 0. */
  readonly opens?: string;
  /** The same of its end: the last three characters count. */
  readonly closes?: string;
  /** What it holds, in lower case, between bars; a line that holds any of these is tried also where it does not begin so. */
  readonly holds?: string;
  /** No longer line fits. */
  readonly longest?: number;
}

/** Longer paragraphs are running text whatever they begin with. */
export const maxRuledLength = 240;

/** Rules of which the first that fits is asked for. */
export class LineRules<R extends LineRule = LineRule> {
  private index: Index | undefined;

  constructor(readonly rules: readonly R[]) {}

  /** The first rule that fits a line; none where it is longer than {@link maxRuledLength}. */
  matching(line: string): R | undefined {
    let first = this.rules.length;
    for (const k of this.candidates(line)) if (k < first && this.rules[k]?.pattern.test(line)) first = k;
    return this.rules[first];
  }

  /** The places of the rules whose pattern a line may fit, as far as its ends and what it holds tell. */
  candidates(line: string): readonly number[] {
    if (line.length > maxRuledLength || line === '') return [];
    const { ends, held, open } = (this.index ??= indexed(this.rules));
    const lower = line.toLowerCase();
    const found = [...open];
    const head = lower.slice(0, reach).replace(/\d/g, '0');
    const tail = lower.slice(-reach).replace(/\d/g, '0');
    for (let n = 1; n <= head.length; n++) {
      const [opening, closing] = [ends.get(`^${head.slice(0, n)}`), ends.get(`${tail.slice(-n)}$`)];
      if (opening) found.push(...opening);
      if (closing) found.push(...closing);
    }
    for (const { text, k } of held) if (lower.includes(text)) found.push(k);
    return found.filter((k) => line.length <= (this.rules[k]?.longest ?? maxRuledLength));
  }
}

/** Characters at either end that a rule is looked up by. */
const reach = 3;

interface Index {
  /** Places of rules by the first characters (behind `^`) and the last (before `$`) of their lines. */
  readonly ends: ReadonlyMap<string, readonly number[]>;
  readonly held: readonly { readonly text: string; readonly k: number }[];
  /** Those that say neither what their lines begin nor end with, nor what they hold. */
  readonly open: readonly number[];
}

function indexed(rules: readonly LineRule[]): Index {
  const ends = new Map<string, number[]>();
  const add = (key: string, k: number): void => {
    const known = ends.get(key);
    if (known) known.push(k);
    else ends.set(key, [k]);
  };
  const held: { text: string; k: number }[] = [];
  const open: number[] = [];
  rules.forEach(({ opens, closes, holds }, k) => {
    for (const word of opens?.split(' ') ?? []) add(`^${word.slice(0, reach)}`, k);
    for (const word of closes?.split(' ') ?? []) add(`${word.slice(-reach)}$`, k);
    for (const text of holds?.split('|') ?? []) held.push({ text, k });
    if (opens === undefined && closes === undefined && holds === undefined) open.push(k);
  });
  return { ends, held, open };
}
