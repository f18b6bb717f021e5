/** Attribution without a verb: "according to …", "in the words of …", "as reported by …". */
import { contentEnd } from './extent';
import type { Found, Span } from './rules';
import { clauseBefore, clauseIn, quotationBefore } from './rules-verbs';
import type { Sentence } from './sentence';
import { type Phrase, phraseFrom } from './subject';
import { Kind } from './tokens';
import { Form, Takes } from './verbs';
import { W } from './words';

export function accordingTo(s: Sentence, at: number): Found | undefined {
  if (s.key(at) !== 'according' || s.key(at + 1) !== 'to') return undefined;
  return ascribed(s, at, [at, at + 2], 'according-to');
}

const words = new Set(['words', 'opinion', 'view', 'eyes', 'estimation', 'assessment', 'judgement', 'judgment']);

/** "in the words of the minister", "in her view" */
export function inTheWordsOf(s: Sentence, at: number): Found | undefined {
  if (s.key(at) !== 'in') return undefined;
  if (s.key(at + 1) === 'the' && words.has(s.key(at + 2)) && s.key(at + 3) === 'of') return ascribed(s, at, [at, at + 4], 'in-the-words-of');
  for (let k = at + 1; k < at + 6; k++) {
    if (!words.has(s.key(k)) || k < at + 2) continue;
    const owner = s.has(at + 1, W.Possessive) ? { from: at + 1, to: at + 2 } : s.key(k - 1) === "'s" ? { from: at + 1, to: k - 1 } : undefined;
    return owner && placed(s, at, k + 1, [at, k + 1], owner, 'in-the-view-of');
  }
  return undefined;
}

/** "as reported in the release, …", "…, as was emphasised by the ministry" */
export function asReported(s: Sentence, at: number): Found | undefined {
  if (s.key(at) !== 'as') return undefined;
  let k = at + 1;
  while (s.has(k, W.Be | W.Adverb | W.Have) && k - at < 4) k++;
  const word = s.at(k)?.word;
  if (!word || !(word.forms & Form.Participle) || !word.verbs.some(({ verbClass }) => verbClass.takes & Takes.That)) return undefined;
  if (!['by', 'in', 'at'].includes(s.key(k + 1)) || s.has(k + 2, W.Time)) return undefined;
  const source = phraseFrom(s, k + 2);
  return source && placed(s, at, source.to, [at, k + 1], source, 'as-reported');
}

/** "as the minister put it, …", "…, as she puts it" */
export function asPutIt(s: Sentence, at: number): Found | undefined {
  if (s.key(at) !== 'as') return undefined;
  const source = phraseFrom(s, at + 1);
  if (!source || (s.key(source.to) !== 'put' && s.key(source.to) !== 'puts') || s.key(source.to + 1) !== 'it') return undefined;
  const end = source.to + 2;
  return placed(s, at, end, [source.to, end], source, 'as-put-it');
}

function ascribed(s: Sentence, at: number, cue: Span, rule: string): Found | undefined {
  const source = phraseFrom(s, cue[1]);
  return source && placed(s, at, source.to, cue, source, rule);
}

/** The content stands behind the phrase where that begins its clause, and before it otherwise. */
function placed(s: Sentence, at: number, end: number, cue: Span, source: Phrase, rule: string): Found | undefined {
  const made = (content: readonly Span[]): Found => ({ rule, manner: 'says', cue, source, content });
  const quoted = quotationBefore(s, at);
  if (quoted !== undefined) return made([[quoted, quoted + 1]]);
  if (
    at === s.from ||
    s.has(at - 1, W.Coordinator | W.That | W.Subordinator) ||
    (s.is(at - 1, Kind.Comma) && s.has(at - 2, W.Coordinator | W.That)) ||
    s.is(at - 1, Kind.Semicolon)
  ) {
    const start = s.is(end, Kind.Comma) ? end + 1 : commaAhead(s, end);
    if (start === undefined) return undefined;
    if (s.quotation(start)) return made([[start, start + 1]]);
    const to = contentEnd(s, start, { clause: true, forms: 0 });
    return to > start ? made([[start, to]]) : undefined;
  }
  const from = clauseBefore(s, at);
  const before = s.is(at - 1, Kind.Comma) || s.is(at - 1, Kind.Dash) ? at - 1 : at;
  if (from >= before) return undefined;
  const content: Span[] = [[from, before]];
  if (s.is(end, Kind.Comma) && s.is(at - 1, Kind.Comma) && !s.ends(end + 1) && !s.has(end + 1, W.Coordinator | W.Relative | W.Subordinator)) {
    const to = contentEnd(s, end + 1, { clause: true, forms: 0 });
    if (clauseIn(s, end + 1, to)) content.push([end + 1, to]);
  }
  return made(content);
}

function commaAhead(s: Sentence, from: number): number | undefined {
  for (let k = from; k < s.to && k - from < 40; k++) if (s.is(k, Kind.Comma)) return k + 1;
  return undefined;
}
