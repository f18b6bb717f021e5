/** Distance marks: "so-called", "allegedly", and words in scare quotes. They tell the outlet's wording, and judge nothing. */
import { merged } from '../text/range';
import { quotedTerms } from '../text/titles';
import type { Prepared } from './block';
import type { Stretch } from './marks';
import { Kind, type Token } from './tokens';
import type { DistanceMark, RecognisedQuotation } from './types';
import { W } from './words';

/** Scare quotes hold a term; more words than this are words of somebody's. */
const maxScareWords = 5;

export function distanceMarks({ raw, text, stretches, speech }: Prepared, quotations: readonly RecognisedQuotation[]): readonly DistanceMark[] {
  const out: DistanceMark[] = [];
  for (const token of raw) {
    if (token.kind === Kind.Word && token.word.bits & W.Distance)
      out.push({ start: token.start, end: token.end, kind: token.word.key === 'so-called' ? 'so-called' : 'alleged' });
  }
  if (stretches.length === 0) return out;
  const spoken = new Set(speech);
  // Asked only where a term may stand: few blocks have one.
  let terms: ReadonlySet<number> | undefined;
  const isTerm = (start: number): boolean => (terms ??= new Set(quotedTerms(text).map((term) => term.start))).has(start);
  const said = merged(quotations.flatMap(({ spans }) => spans));
  let at = 0;
  for (const stretch of stretches) {
    const [from, to] = [raw[stretch.from] as Token, raw[stretch.to] as Token];
    while ((said[at]?.end ?? Infinity) <= from.start) at++;
    const inside = (said[at]?.start ?? Infinity) <= from.start;
    if (
      !inside &&
      !spoken.has(stretch) &&
      !stretch.open &&
      !stretch.headless &&
      wordsIn(raw, stretch.from, stretch.to) <= maxScareWords &&
      !isName(raw, stretch) &&
      !isTerm(from.end)
    )
      out.push({ start: from.start, end: to.end, kind: 'scare-quotes' });
  }
  return out.length > 1 ? out.sort((a, b) => a.start - b.start) : out;
}

/** “War and Peace”: of several words, capitals to all that count. */
function isName(raw: readonly Token[], { from, to }: Stretch): boolean {
  let capitals = 0;
  for (let i = from + 1; i < to; i++) {
    const token = raw[i] as Token;
    if (token.kind !== Kind.Word) continue;
    if (token.capital) capitals++;
    else if (!(token.word.bits & (W.Determiner | W.Preposition | W.Coordinator | W.To)) || i === from + 1) return false;
  }
  return capitals >= 2;
}

function wordsIn(raw: readonly Token[], from: number, to: number): number {
  let words = 0;
  for (let i = from; i <= to; i++) if (raw[i]?.kind === Kind.Word || raw[i]?.kind === Kind.Number) words++;
  return words;
}
