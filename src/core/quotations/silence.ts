/** Who keeps silent says nothing: "declined to comment", "did not respond to a request", "has yet to comment on the fire" are no statements of anybody's. */
import type { Complement } from './complements';
import type { Sentence } from './sentence';
import { Kind } from './tokens';
import type { VerbGroup } from './verb-group';
import { type VerbEntry, W } from './words';

/** Verbs that tell only that somebody speaks, and of what: with "not" before them, nothing is said. */
const speaking = new Set('comment elaborate expand respond reply answer react speak talk discuss'.split(' '));
/** Of these, those that also tell what somebody does: "did not react to the fire" by any deed, "replied that" with what he or she said. */
const answering = new Set('respond reply react answer'.split(' '));
/** What somebody asks for an answer with. */
const enquiries = new Set(
  'request requests inquiry inquiries enquiry enquiries question questions email emails e-mail e-mails message messages call calls letter letters'.split(' '),
);
/** "declined to be interviewed" */
const asked = new Set('interviewed quoted named identified reached drawn'.split(' '));
/** "refused to speak to reporters"; whoever refuses to speak to the rebels takes a stance. */
const press = new Set('reporters reporter journalists journalist press media newspaper newspapers us agency'.split(' '));
/** Verbs that keep back what they govern, by their base forms as the table of verbs has them. */
const withholding = new Set('decline refuse'.split(' '));
/** And words that do, before "to comment" or "commenting". */
const keepingBack =
  /^(?:declin|refus|fail(?:s|ed|ing)?$|avoid|refrain|neglect|omit|un(?:willing|able|available|authori[sz]ed)|reluctan|yet$|without$|short$|prohibited$|barred$)/;

/** Words between what keeps back and the verb: "declined through a spokesman to comment", "not authorised to speak". */
const governorReach = 7;

/** Whether the verb with this complement only tells that nothing was said. */
export function keepsSilent(s: Sentence, group: VerbGroup, complement: Complement, { base }: VerbEntry): boolean {
  if (withholding.has(base)) return complement.kind === 'infinitive' && speaksAt(s, complement.start + 1);
  if (!speaking.has(base) || (complement.kind !== 'preposition' && complement.kind !== 'thing' && complement.kind !== 'wh')) return false;
  if (group.use !== 'finite') return isKeptBack(s, group.from);
  // "did not respond to the attack" may be any deed: only silence on a question is meant.
  return isNegated(s, group) && (!answering.has(base) || enquiryAt(s, complement.start));
}

/** "to comment", "to be quoted by name", "to speak to reporters" */
function speaksAt(s: Sentence, at: number): boolean {
  let verb = at;
  while (s.has(verb, W.Adverb | W.Not) && verb - at < 3) verb++;
  if (s.key(verb) === 'be') return asked.has(s.key(verb + 1));
  if (!s.at(verb)?.word.verbs.some(({ base }) => speaking.has(base))) return false;
  if (s.key(verb) === 'answer') return s.ends(verb + 1) || enquiryAt(s, verb + 1);
  if (s.key(verb) === 'discuss') return !withSomebody(s, verb + 1);
  return !(s.key(verb) === 'speak' || s.key(verb) === 'talk') || !(s.key(verb + 1) === 'to' || s.key(verb + 1) === 'with') || press.has(headAt(s, verb + 2));
}

/** "refused to discuss the plan with the rebels": what they would not talk of is one thing, with whom another. */
function withSomebody(s: Sentence, at: number): boolean {
  for (let k = at; k < at + 10 && !s.ends(k) && !s.is(k, Kind.Comma); k++) if (s.key(k) === 'with') return !press.has(headAt(s, k + 1));
  return false;
}

/** The noun behind an article. */
const headAt = (s: Sentence, at: number): string => s.key(s.has(at, W.Determiner | W.Possessive) ? at + 1 : at);

function enquiryAt(s: Sentence, at: number): boolean {
  for (let k = at; k < at + 5; k++) if (enquiries.has(s.key(k))) return true;
  return false;
}

/** "not only commented" is none. */
const negates = (s: Sentence, at: number): boolean => s.key(at + 1) !== 'only' && (s.has(at, W.Not) || s.key(at) === 'cannot' || s.key(at).endsWith("n't"));

function isNegated(s: Sentence, { from, at }: VerbGroup): boolean {
  for (let k = from; k < at; k++) if (negates(s, k)) return true;
  return false;
}

/** What governs an infinitive or gerund that begins at `from` keeps it back. */
function isKeptBack(s: Sentence, from: number): boolean {
  for (let k = from - 1; k >= s.from && from - k <= governorReach; k--) {
    if (negates(s, k) || keepingBack.test(s.key(k))) return true;
    if (!s.is(k, Kind.Word) || s.has(k, W.That | W.Relative | W.Coordinator)) return false;
  }
  return false;
}
