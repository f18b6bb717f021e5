/** "his claim that …", "the council's criticism of …", "plans to …" */
import { commentAt } from './comments';
import { contentEnd } from './extent';
import type { Found } from './rules';
import type { Sentence } from './sentence';
import { type Phrase, phraseFrom } from './subject';
import { Kind } from './tokens';
import { Takes } from './verbs';
import { verbGroupAt } from './verb-group';
import { W } from './words';

export function nounCue(s: Sentence, at: number): Found | undefined {
  const noun = s.at(at)?.word.noun;
  if (!noun) return undefined;
  const next = at + 1;
  const owner = ownerBefore(s, at);
  const byline = s.key(next) === 'by' || s.key(next) === 'from' ? phraseFrom(s, next + 1) : undefined;
  const start = byline ? byline.to : next;
  const source = owner ?? byline;
  const made = (rule: string, from: number, end: number): Found | undefined =>
    end > from
      ? { rule: `${noun.name}-${rule}`, manner: noun.manner, cue: [at, start === next ? Math.min(from, next + 1) : at + 1], source, content: [[from, end]] }
      : undefined;
  const subject = isSubject(s, at);
  if (noun.that && s.has(start, W.That) && !s.finite(start + 1) && !isAnswered(s, at)) {
    const end = contentEnd(s, start, { clause: true, forms: 0 });
    return made('that', start, subject ? beforeMainVerb(s, start, end, 2) : end);
  }
  if (!source) return undefined;
  if (noun.infinitive && s.has(start, W.To) && (s.at(start + 1)?.word.bits ?? 0) === 0) {
    const end = contentEnd(s, start, { clause: false, forms: 0 });
    return made('infinitive', start, subject ? beforeMainVerb(s, start, end, 1) : end);
  }
  if (noun.prepositions.split(' ').includes(s.key(start)) && !s.ends(start + 1)) {
    const end = thingEnd(s, start + 1);
    return end > start + 1 ? made('preposition', start + 1, end) : undefined;
  }
  return undefined;
}

/** ", a claim Kyiv denied": who answers what was said. */
export function answeredClaim(s: Sentence, at: number): Found | undefined {
  const word = s.at(at)?.word;
  if (!word || !(word.takes & Takes.Thing)) return undefined;
  for (let k = at - 2; k > s.from && at - k < answerReach; k--) {
    if (!s.is(k, Kind.Comma) && !s.is(k, Kind.Dash)) continue;
    const comment = commentAt(s, k + 1);
    if (comment?.cue[1] !== at) return undefined;
    const { noun, subject, cue } = comment;
    const entry = word.verbs.find(({ verbClass: { takes } }) => takes & Takes.Thing);
    return entry && { rule: 'answered-claim', manner: entry.verbClass.manner, cue: [cue[0], at + 1], source: subject, content: [[noun.from, noun.to]] };
  }
  return undefined;
}

/** "a claim that Kyiv denied": what follows is no claim. */
function isAnswered(s: Sentence, at: number): boolean {
  for (let k = at - 1; k > s.from && at - k < 4; k--) if (s.is(k, Kind.Comma)) return commentAt(s, k + 1)?.noun.to === at + 1;
  return false;
}

/** From the verb back to the comma before the noun. */
const answerReach = 18;

/** So many words into a sentence, a noun is no longer its subject. */
const subjectReach = 30;

/** The noun begins its clause: a verb of its own comes behind what it says. */
function isSubject(s: Sentence, at: number): boolean {
  if (at - s.from > subjectReach) return false;
  for (let k = s.from; k < at; k++) if (s.finite(k) || s.is(k, Kind.Comma)) return false;
  return true;
}

/** Up to the last verb of [start, end), if it is at least the `least`-th: that of the clause whose subject the noun is. */
function beforeMainVerb(s: Sentence, start: number, end: number, least: number): number {
  let verbs = 0;
  let last = end;
  for (let k = start; k < end; k++) {
    if (!s.finite(k) || s.has(k - 1, W.Relative | W.That | W.Be | W.Have | W.Modal | W.Do)) continue;
    verbs++;
    last = k;
  }
  return verbs >= least ? last : end;
}

/** "Example's earlier claim", "her claim": who has it. */
function ownerBefore(s: Sentence, at: number): Phrase | undefined {
  for (let k = at - 1; k >= s.from && at - k <= 4; k--) {
    const token = s.at(k);
    if (!token || token.kind !== Kind.Word || token.word.bits & (W.Preposition | W.Coordinator | W.Determiner)) return undefined;
    if (token.word.key === "'s") return nameBefore(s, k);
    if (token.word.bits & W.Possessive) return { from: k, to: k + 1 };
  }
  return undefined;
}

function nameBefore(s: Sentence, end: number): Phrase | undefined {
  let k = end - 1;
  while (k >= s.from && end - k < 8) {
    const token = s.at(k);
    if (!token || token.kind !== Kind.Word) break;
    if (token.word.bits & (W.Determiner | W.Possessive)) return { from: k, to: end };
    if (token.word.bits & (W.Preposition | W.Coordinator | W.To | W.That | W.Subordinator) || s.finite(k) || (token.word.verbs.length > 0 && !token.capital))
      break;
    k--;
  }
  return k + 1 < end ? { from: k + 1, to: end } : undefined;
}

/** The noun phrase behind a preposition: up to a verb of the clause, a comma, or a clause of its own. */
function thingEnd(s: Sentence, start: number): number {
  for (let k = start; k < s.to && k - start < 40; k++) {
    const token = s.at(k);
    if (!token || (token.kind !== Kind.Word && token.kind !== Kind.Number)) return k;
    if (token.word.bits & (W.Subordinator | W.Relative) && !(token.word.bits & W.Preposition)) return k;
    if (k > start && (s.finite(k) || (token.word.verbs.length > 0 && verbGroupAt(s, k)?.use === 'finite'))) return k;
    if (k > start + 1 && s.has(k, W.Pronoun) && !s.has(k, W.Determiner)) return k;
    if (s.is(k, Kind.Comma)) return k;
  }
  return Math.min(s.to, start + 40);
}
