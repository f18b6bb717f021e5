/** A block ready for the rules: its tokens, its stretches between marks, its sentences. */
import { sentencesOf } from '../text/sentences';
import { type Stretch, stretchesOf } from './marks';
import { type QuotedToken, Sentence } from './sentence';
import { isSpeech } from './speech';
import { Kind, type Token, tokenize } from './tokens';
import type { WordList } from './words';

export interface Prepared {
  readonly text: string;
  /** Every token, marks included. */
  readonly raw: readonly Token[];
  readonly stretches: readonly Stretch[];
  /** Where its sentences begin, those within quotations among them; sorted. */
  readonly starts: readonly number[];
  readonly sentences: readonly Sentence[];
  /** Stretches that stand as one token, by their first raw token. */
  readonly speech: readonly Stretch[];
}

export function prepare(text: string, words: WordList): Prepared {
  const raw = tokenize(text, words);
  const stretches = stretchesOf(text, raw);
  const starts = sentencesOf(text).map(({ start }) => start);
  return { text, raw, stretches, starts, ...sentencesFrom(raw, stretches, starts) };
}

/** Whether a sentence begins at an offset. */
export const beginsAt = (starts: readonly number[], offset: number): boolean => starts[indexFrom(starts, offset)] === offset;

/** The index of the first start at or behind an offset. */
function indexFrom(starts: readonly number[], offset: number): number {
  let low = 0;
  let high = starts.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((starts[middle] as number) < offset) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The sentences within a stretch of speech. */
export function innerSentences({ raw, starts }: Prepared, stretch: Stretch): readonly Sentence[] {
  const tokens: Token[] = [];
  const cuts: number[] = [];
  for (let i = stretch.headless ? stretch.from : stretch.from + 1; i < (stretch.open ? stretch.to + 1 : stretch.to); i++) {
    const token = raw[i] as Token;
    if (tokens.length > 0 && beginsAt(starts, token.start)) cuts.push(tokens.length);
    if (token.kind !== Kind.QuoteMark) tokens.push(token);
  }
  return cutAt(tokens, cuts, new Map());
}

/** Between the halves of a quotation stand a cue, its source and where it was said: so many tokens at most. */
const resumesWithin = 24;

function sentencesFrom(raw: readonly Token[], stretches: readonly Stretch[], starts: readonly number[]): Pick<Prepared, 'sentences' | 'speech'> {
  const speech: Stretch[] = [];
  const tokens: Token[] = [];
  const cuts: number[] = [];
  const borrowed = new Map<number, number>();
  let next = 0;
  let sentence = 0;
  let spoken = -Infinity;
  for (let i = 0; i < raw.length; i++) {
    const token = raw[i] as Token;
    const stretch = stretches[next];
    while ((starts[sentence] ?? Infinity) < token.start) sentence++;
    const begins = starts[sentence] === token.start;
    // What a dash joins to a quotation, its speaker, is no sentence of its own.
    const joined = token.kind === Kind.Dash && tokens.at(-1)?.kind === Kind.Quotation;
    if (begins && tokens.length > 0 && !joined) cuts.push(tokens.length);
    if (stretch?.from !== i) {
      if (token.kind !== Kind.QuoteMark) tokens.push(token);
      continue;
    }
    next++;
    const resumes = spoken >= (cuts.at(-1) ?? 0) && tokens.length - spoken <= resumesWithin;
    if (isSpeech(raw, stretch, begins || tokens.length === 0, resumes)) {
      speech.push(stretch);
      spoken = tokens.length;
      const last = raw[stretch.to] as Token;
      tokens.push({ ...token, kind: Kind.Quotation, start: token.start, end: last.end, stretch } as QuotedToken);
      i = stretch.to;
      continue;
    }
    // Borrowed words stay in the sentence without their marks; a full stop among them ends no sentence.
    const from = tokens.length;
    for (; i <= stretch.to; i++) if ((raw[i] as Token).kind !== Kind.QuoteMark) tokens.push(raw[i] as Token);
    borrowed.set(from, tokens.length);
    i = stretch.to;
  }
  return { speech, sentences: cutAt(tokens, cuts, borrowed) };
}

function cutAt(tokens: readonly Token[], cuts: readonly number[], borrowed: ReadonlyMap<number, number>): readonly Sentence[] {
  const out: Sentence[] = [];
  for (let i = 0, from = 0; i <= cuts.length; i++) {
    const to = cuts[i] ?? tokens.length;
    if (from < to) out.push(new Sentence(tokens, from, to, borrowed));
    from = to;
  }
  return out;
}
