/** How one wording of a statement differs from another, word by word, as data that a view can show and say. */
import type { Range } from '../text/range';
import { nearLength } from './features';
import type { Prepared } from './prepare';
import { loadedIn } from './loaded';
import { type CueTone, cueTones } from './vocabulary';
import { type Word, wordsBetween } from './words';

/**
 * A stretch of both wordings. `a` is missing where something was added, `b` where it was dropped. `moved` words stand in
 * both, elsewhere; each place is a difference of its own.
 */
export interface Difference {
  readonly kind: 'kept' | 'dropped' | 'added' | 'replaced' | 'moved';
  readonly a?: Range;
  readonly b?: Range;
  /** Function words alone: "the", "of". */
  readonly minor: boolean;
  /** The side whose words judge where the other's do not: `b` for "said" that became "claimed"; `both` where each judges with a word of its own. */
  readonly loaded?: 'a' | 'b' | 'both';
  /** The side that denies where the other does not. */
  readonly negated?: 'a' | 'b';
  /** The tones of two words that report, where they differ. */
  readonly tones?: { readonly a: CueTone; readonly b: CueTone };
}

interface Step {
  readonly i?: number;
  readonly j?: number;
}

/** Wordings longer than this are compared in part: quadratic in the words. */
const maxWords = 400;

/** Differences from the passage `x` of `a` to the passage `y` of `b`, in the order of `b` with what was dropped in its place. */
export function differences(a: Prepared, x: Range, b: Prepared, y: Range): readonly Difference[] {
  const [left, right] = [wordsWithin(a, x), wordsWithin(b, y)];
  const steps = aligned(left, right);
  const [movedA, movedB] = movedWords(left, right, steps);
  return grouped(left, right, steps, movedA, movedB);
}

interface Token {
  readonly word: Word;
  readonly mark: string | undefined;
  /** Its sentence denies before it. */
  readonly isDenied: boolean;
}

function wordsWithin({ words, marks, sentences }: Prepared, range: Range): readonly Token[] {
  const [first, last] = wordsBetween(words, range);
  const starts = new Set(sentences.map((sentence) => sentence.first));
  let isDenied = false;
  return words.slice(first, Math.min(last, first + maxWords)).map((word, i) => {
    const token = { word, mark: marks.get(first + i), isDenied: isDenied && !starts.has(first + i) };
    isDenied = token.isDenied || word.lexeme.negation;
    return token;
  });
}

/** How well two words stand for each other; below {@link standsFor} they are not put side by side. */
function fit(x: Token, y: Token): number {
  const [p, q] = [x.word.lexeme, y.word.lexeme];
  if (p.folded === q.folded) return p.content ? 3 : 2;
  if (p.key === q.key) return 2.5;
  if (p.group === q.group || (x.mark !== undefined && x.mark === y.mark)) return 2;
  if (p.key.length >= nearLength && p.key.slice(0, nearLength) === q.key.slice(0, nearLength)) return 2;
  if (cueTones.has(p.folded) && cueTones.has(q.folded)) return 1.5;
  return p.content === q.content ? 0.4 : 0;
}

/** The best common order of both wordings (Needleman and Wunsch 1970), gaps free. */
function aligned(left: readonly Token[], right: readonly Token[]): readonly Step[] {
  const columns = right.length + 1;
  const best = new Float32Array((left.length + 1) * columns);
  for (let i = left.length - 1; i >= 0; i--)
    for (let j = right.length - 1; j >= 0; j--)
      best[i * columns + j] = Math.max(
        best[(i + 1) * columns + j] ?? 0,
        best[i * columns + j + 1] ?? 0,
        (best[(i + 1) * columns + j + 1] ?? 0) + fit(left[i] as Token, right[j] as Token),
      );
  const steps: Step[] = [];
  let i = 0;
  let j = 0;
  while (i < left.length || j < right.length) {
    const here = best[i * columns + j] ?? 0;
    const [x, y] = [left[i], right[j]];
    if (x && y && Math.abs((best[(i + 1) * columns + j + 1] ?? 0) + fit(x, y) - here) < 1e-4) steps.push({ i: i++, j: j++ });
    else if (x && (j >= right.length || Math.abs((best[(i + 1) * columns + j] ?? 0) - here) < 1e-4)) steps.push({ i: i++ });
    else steps.push({ j: j++ });
  }
  return steps;
}

/** Runs of at least two words, one with content, that one wording has in another place. */
function movedWords(left: readonly Token[], right: readonly Token[], steps: readonly Step[]): readonly [ReadonlySet<number>, ReadonlySet<number>] {
  const keptA = new Set<number>();
  const keptB = new Set<number>();
  for (const { i, j } of steps)
    if (i !== undefined && j !== undefined && left[i]?.word.lexeme.key === right[j]?.word.lexeme.key) {
      keptA.add(i);
      keptB.add(j);
    }
  const [movedA, movedB] = [new Set<number>(), new Set<number>()];
  const same = (i: number, j: number): boolean =>
    left[i] !== undefined && left[i]?.word.lexeme.key === right[j]?.word.lexeme.key && !keptA.has(i) && !keptB.has(j) && !movedA.has(i) && !movedB.has(j);
  for (let i = 0; i < left.length; i++) {
    for (let j = 0; j < right.length; j++) {
      let length = 0;
      while (same(i + length, j + length)) length++;
      if (length < 2 || !left.slice(i, i + length).some(({ word }) => word.lexeme.content)) continue;
      for (let k = 0; k < length; k++) {
        movedA.add(i + k);
        movedB.add(j + k);
      }
    }
  }
  return [movedA, movedB];
}

type Kind = Difference['kind'];

function grouped(
  left: readonly Token[],
  right: readonly Token[],
  steps: readonly Step[],
  movedA: ReadonlySet<number>,
  movedB: ReadonlySet<number>,
): readonly Difference[] {
  const out: Difference[] = [];
  let kind: Kind | undefined;
  let fromA: number[] = [];
  let fromB: number[] = [];
  const close = (): void => {
    if (kind !== undefined) out.push(differenceOf(kind, left, fromA, right, fromB));
    [kind, fromA, fromB] = [undefined, [], []];
  };
  const take = (next: Kind, i: number | undefined, j: number | undefined): void => {
    const own: Kind = kind === 'dropped' && next === 'added' ? 'replaced' : kind === 'added' && next === 'dropped' ? 'replaced' : next;
    // What is dropped and what is added side by side is one replacement.
    const joins =
      kind === own || (own === 'replaced' && (kind === 'dropped' || kind === 'added')) || (kind === 'replaced' && (next === 'dropped' || next === 'added'));
    if (!joins) close();
    kind = joins && (kind === 'replaced' || own === 'replaced') ? 'replaced' : own;
    if (i !== undefined) fromA.push(i);
    if (j !== undefined) fromB.push(j);
  };
  for (const { i, j } of steps) {
    const isKept = i !== undefined && j !== undefined && left[i]?.word.lexeme.folded === right[j]?.word.lexeme.folded;
    if (isKept) {
      take('kept', i, j);
      continue;
    }
    // What moved away and what moved here are two places, also side by side.
    if (i !== undefined) {
      if (movedA.has(i) && fromB.length > 0) close();
      take(movedA.has(i) ? 'moved' : 'dropped', i, undefined);
    }
    if (j !== undefined) {
      if (movedB.has(j) && fromA.length > 0) close();
      take(movedB.has(j) ? 'moved' : 'added', undefined, j);
    }
  }
  close();
  return out;
}

function differenceOf(kind: Kind, left: readonly Token[], fromA: readonly number[], right: readonly Token[], fromB: readonly number[]): Difference {
  const [inA, inB] = [fromA.flatMap((i) => left[i] ?? []), fromB.flatMap((i) => right[i] ?? [])];
  const [a, b] = [inA.map(({ word }) => word), inB.map(({ word }) => word)];
  const changes = kind !== 'kept' && kind !== 'moved';
  const loaded = changes ? loadedSide(a, b) : undefined;
  const goesOn = isStillDenied(inA) && isStillDenied(inB);
  const negated = changes && !goesOn ? negatedSide(a, b) : undefined;
  const [toneA, toneB] = [toneOf(a), toneOf(b)];
  return {
    kind,
    ...(a[0] && { a: { start: a[0].start, end: (a.at(-1) as Word).end } }),
    ...(b[0] && { b: { start: b[0].start, end: (b.at(-1) as Word).end } }),
    minor: loaded === undefined && negated === undefined && ![...a, ...b].some(({ lexeme }) => lexeme.content),
    ...(loaded && { loaded }),
    ...(negated && { negated }),
    ...(kind === 'replaced' && toneA && toneB && toneA !== toneB && { tones: { a: toneA, b: toneB } }),
  };
}

function loadedSide(a: readonly Word[], b: readonly Word[]): Difference['loaded'] {
  const [inA, inB] = [loadedIn(a), loadedIn(b)];
  if (inA.size === 0 || inB.size === 0) return inA.size > 0 ? 'a' : inB.size > 0 ? 'b' : undefined;
  const gone = [...inA].some((word) => !inB.has(word));
  const come = [...inB].some((word) => !inA.has(word));
  return gone && come ? 'both' : gone ? 'a' : come ? 'b' : undefined;
}

function negatedSide(a: readonly Word[], b: readonly Word[]): Difference['negated'] {
  const denies = (words: readonly Word[]): boolean => words.some(({ lexeme }) => lexeme.negation);
  const [inA, inB] = [denies(a), denies(b)];
  return inA === inB ? undefined : inA ? 'a' : 'b';
}

/** "Never at the expense of one or of the other", "in no way to the detriment of one and not to that of the other": who goes on denying may say so again, or not. */
const goingOn: ReadonlySet<string> = new Set(['and', 'or', 'nor', 'neither']);

function isStillDenied(tokens: readonly Token[]): boolean {
  return tokens[0]?.isDenied === true && tokens.some(({ word }) => goingOn.has(word.lexeme.folded));
}

function toneOf(words: readonly Word[]): CueTone | undefined {
  for (const { lexeme } of words) {
    const tone = cueTones.get(lexeme.folded);
    if (tone) return tone;
  }
  return undefined;
}
