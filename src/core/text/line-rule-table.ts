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

/** Rules of which the first that fits is asked for; no more than 31, the bits of a number. */
export class LineRules<R extends LineRule = LineRule> {
  private index: Index | undefined;

  constructor(readonly rules: readonly R[]) {
    if (rules.length > 31) throw new RangeError('A table holds 31 rules for lines at most.');
  }

  /**
   * The first rule that fits a line; none where it is longer than {@link maxRuledLength}.
   * @param lower the line in lower case, for who asks several tables
   */
  matching(line: string, lower?: string): R | undefined {
    let left = this.mask(line, lower);
    for (let k = 0; left !== 0; k++, left >>>= 1) {
      const rule = (left & 1) === 0 ? undefined : this.rules[k];
      if (rule?.pattern.test(line) === true) return rule;
    }
    return undefined;
  }

  /** The places of the rules whose pattern a line may fit, as far as its ends and what it holds tell. */
  candidates(line: string): readonly number[] {
    const mask = this.mask(line);
    return [...this.rules.keys()].filter((k) => (mask & (1 << k)) !== 0);
  }

  /** The same as bits. Every paragraph is asked about in each table, and nearly none is any rule's: so nothing is made on the way to a "no". */
  private mask(line: string, lower?: string): number {
    const n = line.length;
    if (n > maxRuledLength || n === 0) return 0;
    const { opens, closes, held, open, longest } = (this.index ??= indexed(this.rules));
    let mask = open;
    const [head, tail] = [packed(line, 0), packed(line, Math.max(0, n - reach))];
    if (opens.size > 0) mask |= (opens.get(head & first) ?? 0) | (opens.get(head & firstTwo) ?? 0) | (opens.get(head) ?? 0);
    if (closes.size > 0) {
      // The last character stands last of the three, or of as many as there are.
      const short = characterBits * Math.max(0, reach - n);
      const end = tail >> short;
      mask |= closes.get((end & one) << (2 * characterBits)) ?? 0;
      if (n > 1) mask |= closes.get((end & two) << characterBits) ?? 0;
      if (n > 2) mask |= closes.get(end) ?? 0;
    }
    if (held.length > 0) {
      const own = lower ?? line.toLowerCase();
      for (const { text, bit } of held) if ((mask & bit) === 0 && own.indexOf(text) >= 0) mask |= bit;
    }
    for (const { length, bit } of longest) if (n > length) mask &= ~bit;
    return mask;
  }
}

/** Characters at either end that a rule is looked up by. */
const reach = 3;

/** Ten bits a character: two that share them have a pattern tried in vain, no more. */
const characterBits = 10;
const one = (1 << characterBits) - 1;
const two = (1 << (2 * characterBits)) - 1;
const [first, firstTwo] = [one << (2 * characterBits), two << characterBits];

/** Up to three characters of a line as one number, in lower case, any digit as 0; the first in the highest bits. */
function packed(line: string, from: number): number {
  let key = 0;
  for (let i = 0; i < reach; i++) key = (key << characterBits) | (from + i < line.length ? lowerCode(line, from + i) & one : 0);
  return key;
}

function lowerCode(line: string, at: number): number {
  const code = line.charCodeAt(at);
  if (code >= 0x80) return line.charAt(at).toLowerCase().charCodeAt(0);
  if (code >= 0x30 && code <= 0x39) return 0x30;
  return code >= 0x41 && code <= 0x5a ? code | 0x20 : code;
}

interface Index {
  /** Rules, as bits, by the first characters of their lines. */
  readonly opens: ReadonlyMap<number, number>;
  /** The same by the last. */
  readonly closes: ReadonlyMap<number, number>;
  readonly held: readonly { readonly text: string; readonly bit: number }[];
  /** Those that say neither what their lines begin nor end with, nor what they hold. */
  readonly open: number;
  readonly longest: readonly { readonly length: number; readonly bit: number }[];
}

function indexed(rules: readonly LineRule[]): Index {
  const [opens, closes] = [new Map<number, number>(), new Map<number, number>()];
  const add = (ends: Map<number, number>, characters: string, bit: number): void => {
    const key = packed(characters, 0);
    ends.set(key, (ends.get(key) ?? 0) | bit);
  };
  const held: { text: string; bit: number }[] = [];
  const longest: { length: number; bit: number }[] = [];
  let open = 0;
  rules.forEach((rule, k) => {
    const bit = 1 << k;
    for (const word of rule.opens?.split(' ') ?? []) add(opens, word.slice(0, reach), bit);
    for (const word of rule.closes?.split(' ') ?? []) add(closes, word.slice(-reach), bit);
    for (const text of rule.holds?.split('|') ?? []) held.push({ text, bit });
    if (rule.opens === undefined && rule.closes === undefined && rule.holds === undefined) open |= bit;
    if (rule.longest !== undefined) longest.push({ length: rule.longest, bit });
  });
  return { opens, closes, held, open, longest };
}
