/** "is expected to", "was described as …", "was criticised by …": what is ascribed is the subject with what follows. */
import { contentEnd } from './extent';
import type { Found, Span } from './rules';
import { entriesAt, relaysOnly } from './rules-verbs';
import type { Sentence } from './sentence';
import { inRelative, phraseFrom, subjectOf } from './subject';
import { Kind } from './tokens';
import { Takes } from './verbs';
import { verbGroupAt } from './verb-group';
import { W } from './words';

/** What somebody published or knows of is no statement of the subject's. */
const byOthers = new Set(['post', 'show', 'know', 'require', 'intend']);

/** The agent of a passive stands near its verb. */
const byReach = 8;

export function passiveCue(s: Sentence, at: number): Found | undefined {
  const entries = entriesAt(s, at);
  if (entries.length === 0 || relaysOnly(s, at)) return undefined;
  const group = verbGroupAt(s, at);
  const reduced = group?.use === 'participle' && s.key(at + 1) === 'by';
  if (!group || (group.use !== 'passive' && !reduced)) return undefined;
  const by = byAhead(s, at + 1);
  const source = by === undefined ? undefined : phraseFrom(s, by + 1);
  const entry =
    entries.find(({ verbClass }) => verbClass.takes & Takes.Passive) ?? (source ? entries.find(({ verbClass }) => !byOthers.has(verbClass.name)) : undefined);
  if (!entry) return undefined;
  const cue: Span = [group.from, at + 1];
  const subject = reduced ? nounBefore(s, group.from) : subjectOf(s, group.from);
  const made = (content: readonly Span[]): Found => ({ rule: `${entry.verbClass.name}-passive`, manner: entry.verbClass.manner, cue, source, content });
  if (by === at + 1 && source && hasBehind(s, source.to, entry.verbClass.takes)) {
    // "was told by Example that …", "it was said by Example that …": who was told is no part of it.
    return made([[source.to, contentEnd(s, source.to, { clause: true, forms: 0, relative: inRelative(s, group.from) })]]);
  }
  if (by === at + 1 && source && entry.verbClass.takes & Takes.Hearer) return undefined;
  if (by === at + 1 && source) return subject ? made([[subject.from, subject.to]]) : undefined;
  const next = at + 1;
  if (!s.has(next, W.To | W.That) && s.key(next) !== 'as' && !s.quotation(next)) return undefined;
  const end = contentEnd(s, next, { clause: true, forms: 0, relative: inRelative(s, group.from) });
  const rest: Span = [next, by !== undefined && by < end ? by : end];
  return made(subject && !s.has(subject.from, W.Relative) && s.key(subject.from) !== 'it' ? [[subject.from, subject.to], rest] : [rest]);
}

/** What was said, behind who said it. */
function hasBehind(s: Sentence, at: number, takes: number): boolean {
  return (s.has(at, W.That) && (takes & Takes.That) !== 0) || (s.has(at, W.To) && (takes & Takes.Infinitive) !== 0 && (takes & Takes.Hearer) !== 0);
}

function byAhead(s: Sentence, from: number): number | undefined {
  for (let k = from; k < s.to && k - from < byReach; k++) {
    if (s.key(k) === 'by') return s.has(k + 1, W.Time) || s.at(k + 1)?.word.key.endsWith('ing') ? undefined : k;
    if (s.is(k, Kind.Comma) || s.ends(k)) return undefined;
  }
  return undefined;
}

/** "an act condemned by": the noun phrase on the left. */
function nounBefore(s: Sentence, end: number): { readonly from: number; readonly to: number } | undefined {
  let k = end - 1;
  while (k >= s.from && end - k < 12) {
    const token = s.at(k);
    if (!token || token.kind !== Kind.Word || s.finite(k) || token.word.bits & (W.Preposition | W.Coordinator | W.That | W.To | W.Pronoun)) break;
    if (token.word.bits & (W.Determiner | W.Possessive) && token.word.key !== "'s") return { from: k, to: end };
    k--;
  }
  return k + 1 < end ? { from: k + 1, to: end } : undefined;
}
