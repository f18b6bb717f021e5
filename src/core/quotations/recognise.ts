/** One block alone: its sentences through the rules, outermost first, and what its marks leave over. */
import type { Range } from '../text/range';
import { beginsAt, innerSentences, prepare, type Prepared } from './block';
import { distanceMarks } from './distance';
import type { Stretch } from './marks';
import { describedPersons } from './persons';
import { type Found, rules, type Span } from './rules';
import { dialogueRule, subjectFor } from './rules-verbs';
import type { Sentence } from './sentence';
import { Kind, type Token } from './tokens';
import type { RecognisedBlock, RecognisedQuotation } from './types';
import { verbGroupAt } from './verb-group';
import { Takes } from './verbs';
import { Trigger, type WordList } from './words';

export function recogniseBlock(text: string, words: WordList): RecognisedBlock {
  const block = prepare(text, words);
  const marked = block.stretches.map((stretch) => rangeOf(block, stretch));
  const quotations: RecognisedQuotation[] = [];
  const taken = new Set<Stretch>();
  for (const sentence of block.sentences) for (const found of quotationsIn(sentence, block, marked, taken)) quotations.push(found);
  for (const stretch of block.speech) {
    const whole = rangeOf(block, stretch);
    const within = stretch.inner.map((inner) => rangeOf(block, inner));
    for (const sentence of innerSentences(block, stretch)) {
      for (const inner of quotationsIn(sentence, block, within, taken)) {
        if (inner.rule === dialogueRule && inner.phrase && !taken.has(stretch)) {
          taken.add(stretch);
          quotations.push(dialogue(inner, inner.phrase, whole, text));
        } else quotations.push({ ...clipped(inner, whole, within), nested: true });
      }
    }
  }
  joinFree(block, quotations, taken);
  if (quotations.length > 1) quotations.sort((a, b) => startOf(a) - startOf(b));
  const first = block.stretches[0];
  return {
    quotations,
    persons: describedPersons(text, block.raw),
    distance: distanceMarks(block, quotations),
    ...(block.stretches.at(-1)?.open && { opens: true as const }),
    ...(first?.headless && { closes: true as const }),
    ...(first && !first.headless && first.from === 0 && { reopens: true as const }),
    ...(first && { marked: true as const }),
    ...announced(block),
  };
}

/** “It is late, - said the minister. - Nobody came”: who speaks stands between dashes within the marks. */
function dialogue(found: RecognisedQuotation, phrase: Range, { start, end }: Range, text: string): RecognisedQuotation {
  const rest = /^[\s.,]*[–—-]\s*/u.exec(text.slice(phrase.end, end));
  const from = rest ? phrase.end + rest[0].length : end;
  const spans = [{ start, end: found.spans[0]?.end ?? end }, ...(from < end - 1 ? [{ start: from, end }] : [])];
  return { ...found, spans, form: 'direct' };
}

/** What is said within a quotation ends with it; what begins between its inner marks ends with those. */
function clipped(found: RecognisedQuotation, whole: Range, inner: readonly Range[]): RecognisedQuotation {
  const spans = found.spans.map(({ start, end }) => {
    const marks = inner.find((range) => range.start <= start && start < range.end);
    // What begins behind the opening mark ends before the closing one, and the comma there.
    const last = marks && (marks.start < start ? marks.end - 2 : marks.end);
    return { start, end: Math.max(start + 1, Math.min(end, last ?? end, whole.end)) };
  });
  return { ...found, spans };
}

/** "The minister continued:" at the end of a block: the next one's quotation is hers. */
function announced({ sentences }: Prepared): Pick<RecognisedBlock, 'announces'> {
  const s = sentences.at(-1);
  if (!s?.is(s.to - 1, Kind.Colon)) return {};
  for (let k = s.to - 2; k >= s.from && s.to - k < 40; k--) {
    const group = s.at(k)?.word.verbs.some(({ verbClass }) => verbClass.takes & Takes.Quote) ? verbGroupAt(s, k) : undefined;
    if (!group || group.use === 'passive') continue;
    const source = subjectFor(s, group);
    return { announces: { cue: rangeIn(s, [group.from, k + 1]), ...(source && { phrase: rangeIn(s, [source.from, source.to]) }) } };
  }
  return { announces: { cue: rangeIn(s, [s.to - 1, s.to]) } };
}

const startOf = (quotation: RecognisedQuotation): number => (quotation.spans[0] as Range).start;

function rangeOf({ raw, text }: Prepared, stretch: Stretch): Range {
  return { start: (raw[stretch.from] as Token).start, end: stretch.open ? text.length : (raw[stretch.to] as Token).end };
}

const none: readonly RecognisedQuotation[] = [];

const contentIn = ({ content }: Found, used: ReadonlySet<number>): boolean => content.some(([from]) => used.has(from));

/** Every cue of a sentence in order; one that stands in the content of another is nested in it. */
function quotationsIn(s: Sentence, block: Prepared, marked: readonly Range[], taken: Set<Stretch>): readonly RecognisedQuotation[] {
  const all: Found[] = [];
  let used: Set<number> | undefined;
  for (let i = s.from; i < s.to; i++) {
    const triggers = triggersOf(s.tokens[i] as Token);
    if (triggers === 0) continue;
    for (const rule of rules) {
      if (!(rule.on & triggers)) continue;
      const found = rule.find(s, i);
      if (!found || (used && contentIn(found, used))) continue;
      for (const [from, to] of found.content) {
        const stretch = to === from + 1 ? s.quotation(from)?.stretch : undefined;
        if (stretch) {
          taken.add(stretch);
          (used ??= new Set()).add(from);
        }
      }
      all.push(found.joined ? sharing(all, found) : found);
      break;
    }
  }
  if (all.length === 0) return none;
  const said = all.filter(({ silent }) => !silent);
  return said.map((found, i) => {
    const outer = outerOf(said, i);
    return inText(s, outer ? within(found, outer) : found, block, marked, outer !== undefined);
  });
}

/** "said … and warned …": the content of the verb before ends where this one begins, so that its source speaks on. */
function sharing(all: readonly Found[], found: Found): Found {
  const before = all.slice(-nestingReach).findLast(({ source, content }) => source && content.some(([, to]) => to <= found.cue[0] && found.cue[0] - to <= 2));
  return before ? { ...found, source: before.source } : found;
}

/** How many cues on either side are asked for one that covers this one: those of one sentence, and linear in a text without full stops. */
const nestingReach = 8;

function outerOf(all: readonly Found[], index: number): Found | undefined {
  const own = all[index] as Found;
  for (let i = Math.max(0, index - nestingReach); i < Math.min(all.length, index + nestingReach + 1); i++) {
    const outer = all[i] as Found;
    if (i !== index && covers(outer, own) && (!covers(own, outer) || i > index)) return outer;
  }
  return undefined;
}

/** What is ascribed within what somebody says does not run over the words that say who said it. */
function within(found: Found, outer: Found): Found {
  const span = outer.content.find(([from, to]) => found.cue[0] >= from && found.cue[1] <= to);
  if (!span) return found;
  const content = found.content.map(([from, to]): Span =>
    from < span[1] && to > span[1] && outer.cue[0] >= span[1] && outer.cue[0] < to ? [from, span[1]] : [from, to],
  );
  return { ...found, content };
}

function covers(outer: Found, inner: Found): boolean {
  return outer.content.some(([from, to]) => inner.cue[0] >= from && inner.cue[1] <= to);
}

function triggersOf(token: Token): number {
  if (token.kind === Kind.Quotation) return 0;
  return token.kind === Kind.Colon || token.kind === Kind.Dash ? Trigger.Mark : token.word.triggers;
}

function inText(s: Sentence, found: Found, { text, raw }: Prepared, marked: readonly Range[], nested: boolean): RecognisedQuotation {
  let direct = true;
  let mixed = false;
  const spans = found.content.map(([from, to]) => {
    const stretch = to === from + 1 ? s.quotation(from)?.stretch : undefined;
    if (stretch) return { start: (raw[stretch.from] as Token).start, end: stretch.open ? text.length : (raw[stretch.to] as Token).end };
    const range = withMarks(text, rangeIn(s, [from, to]), marked);
    const around = marksIn(marked, range);
    if (around !== 'whole') direct = false;
    if (around !== 'none') mixed = true;
    return range;
  });
  const form = direct || found.direct ? 'direct' : mixed || found.content.some(([from, to]) => hasQuotation(s, from, to)) ? 'mixed' : 'indirect';
  return {
    spans: spans.length > 1 ? spans.sort((a, b) => a.start - b.start) : spans,
    form,
    manner: found.manner,
    cue: rangeIn(s, found.cue),
    ...(found.source && { phrase: rangeIn(s, [found.source.from, found.source.to]) }),
    rule: found.rule,
    ...(nested && { nested: true as const }),
  };
}

function hasQuotation(s: Sentence, from: number, to: number): boolean {
  for (let k = from; k < to; k++) if (s.quotation(k)) return true;
  return false;
}

/** The range of tokens [from, to) without commas and the like at its edges. */
function rangeIn(s: Sentence, [from, to]: Span): Range {
  let first = from;
  let last = to - 1;
  const loose = (k: number): boolean => s.is(k, Kind.Comma) || s.is(k, Kind.Semicolon) || s.is(k, Kind.Stop);
  while (last > first && loose(last)) last--;
  while (first < last && loose(first)) first++;
  return { start: s.at(first)?.start ?? 0, end: s.at(last)?.end ?? 0 };
}

/** The first marked stretch that ends behind `offset`. */
function stretchAt(marked: readonly Range[], offset: number): Range | undefined {
  let low = 0;
  let high = marked.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((marked[middle] as Range).end > offset) high = middle;
    else low = middle + 1;
  }
  return marked[low];
}

/** Marks that stand directly around the content, or that only punctuation parts from it, belong to it. */
function withMarks(text: string, { start, end }: Range, marked: readonly Range[]): Range {
  const atStart = stretchAt(marked, start);
  const atEnd = stretchAt(marked, end - 1);
  const from = atStart && atStart.start < start && start - atStart.start <= 2 ? atStart.start : start;
  const to =
    atEnd && atEnd.start < end && atEnd.end > end && !/[\p{L}\p{N}]/u.test(text.slice(end, Math.min(atEnd.end, end + 8))) && atEnd.end - end <= 8
      ? atEnd.end
      : end;
  return { start: from, end: to };
}

function marksIn(marked: readonly Range[], { start, end }: Range): 'none' | 'some' | 'whole' {
  const stretch = stretchAt(marked, start);
  if (!stretch || stretch.start >= end) return 'none';
  return stretch.start <= start && stretch.end >= end ? 'whole' : 'some';
}

/** "… – “It is late.”": a colon or dash in the sentence gives the quotation to who spoke in it. */
function marksBefore(raw: readonly Token[], { from }: Stretch, starts: readonly number[]): boolean {
  const kind = raw[from - 1]?.kind;
  return (kind === Kind.Colon || kind === Kind.Dash) && !beginsAt(starts, (raw[from] as Token).start);
}

/** Speech without a cue of its own goes on with the quotation before it in the block, or stands alone. */
function joinFree({ speech, raw, text, starts }: Prepared, quotations: RecognisedQuotation[], taken: ReadonlySet<Stretch>): void {
  if (speech.every((stretch) => taken.has(stretch))) return;
  const cued = quotations.flatMap(({ cue, nested }, index) => (cue && !nested ? [{ index, end: cue.end }] : [])).sort((a, b) => a.end - b.end);
  let nextCue = 0;
  let cueBefore = -1;
  const direct = quotations
    .flatMap(({ form, spans }, index) => (form === 'direct' ? [{ index, end: (spans.at(-1) as Range).end }] : []))
    .sort((a, b) => a.end - b.end);
  let next = 0;
  let before = -1;
  for (const stretch of speech) {
    const start = (raw[stretch.from] as Token).start;
    for (; (direct[next]?.end ?? Infinity) <= start; next++) before = direct[next]?.index ?? -1;
    for (; (cued[nextCue]?.end ?? Infinity) <= start; nextCue++) cueBefore = cued[nextCue]?.index ?? -1;
    if (taken.has(stretch)) continue;
    const range = { start, end: stretch.open ? text.length : (raw[stretch.to] as Token).end };
    const known = quotations[before];
    const announcing = marksBefore(raw, stretch, starts) ? quotations[cueBefore] : undefined;
    if (announcing?.cue) {
      const { cue, phrase } = announcing;
      quotations.push({ spans: [range], form: 'direct', manner: 'says', cue, ...(phrase && { phrase }), rule: 'after-mark' });
      continue;
    }
    if (known && !stretch.headless) quotations[before] = { ...known, spans: [...known.spans, range] };
    else quotations.push({ spans: [range], form: 'direct', manner: 'says', rule: 'marks-alone' });
  }
}
