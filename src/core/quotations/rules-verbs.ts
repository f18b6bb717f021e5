/** Verbs of attribution: behind what was said ("…, she said"), and before it ("she said that …"). */
import { type Complement, complementOf, particleLength } from './complements';
import { closesClause, contentEnd } from './extent';
import type { Found, Span } from './rules';
import type { Sentence } from './sentence';
import { keepsSilent } from './silence';
import { inRelative, type Phrase, phraseFrom, subjectOf } from './subject';
import { Kind } from './tokens';
import { Form, Takes } from './verbs';
import { type VerbGroup, verbGroupAt } from './verb-group';
import { type VerbEntry, W } from './words';

/** Verbs joined to one another share their subject over so many tokens, and so many verbs. */
const shareReach = 80;
const maxShared = 4;

/** The verbs that the token may be, those with their particle behind them first. */
export function entriesAt(s: Sentence, at: number): readonly VerbEntry[] {
  const verbs = s.at(at)?.word.verbs ?? [];
  return verbs.some(({ particle }) => particle !== undefined)
    ? verbs
        .filter((entry) => entry.particle === undefined || particleLength(s, at, entry) > 0)
        .sort((a, b) => (a.particle === undefined ? 1 : 0) - (b.particle === undefined ? 1 : 0))
    : verbs;
}

/** The subject of a verb group: its own, or that of the verb before it which it is joined to. */
export function subjectFor(s: Sentence, group: VerbGroup): Phrase | undefined {
  const quoted = group.use === 'gerund' ? quotedAs(s, group.from) : undefined;
  if (quoted) return quoted;
  if (group.use === 'finite') {
    const own = group.joined && s.has(group.from - 1, W.Coordinator) ? undefined : subjectOf(s, group.from);
    return own ?? sharedSubject(s, group.from);
  }
  if (group.use === 'gerund' && !group.joined) return subjectOf(s, group.from) ?? sharedSubject(s, group.from);
  return sharedSubject(s, group.from);
}

/** Verbs by which one outlet relays what another has from somebody. */
const relays = new Set(['quote', 'cite']);
/** "quoted the foreign minister, Ana Petrova, as saying": between the two verbs. */
const relayReach = 30;

/** "quoted Example as saying": whom the gerund at `saying` has for its subject. */
function quotedAs(s: Sentence, saying: number): Phrase | undefined {
  if (s.key(saying - 1) !== 'as') return undefined;
  for (let k = saying - 2; k >= s.from && saying - k < relayReach; k--) {
    if (s.quotation(k) || s.is(k, Kind.Semicolon)) return undefined;
    if (!s.at(k)?.word.verbs.some(({ base }) => relays.has(base))) continue;
    const use = verbGroupAt(s, k)?.use;
    return use !== undefined && use !== 'passive' && use !== 'participle' && k + 1 < saying - 1 ? { from: k + 1, to: saying - 1 } : undefined;
  }
  return undefined;
}

/** Whether the verb at `at` only relays: "quoted Example as saying", "was quoted by the agency as saying". */
export function relaysOnly(s: Sentence, at: number): boolean {
  if (!s.at(at)?.word.verbs.some(({ base }) => relays.has(base))) return false;
  for (let k = at + 1; k < s.to && k - at < relayReach; k++) {
    if (s.quotation(k) || s.is(k, Kind.Semicolon) || s.ends(k)) return false;
    const next = s.at(k + 1)?.word;
    if (s.key(k) === 'as' && next && next.forms & Form.Gerund && next.verbs.some(({ verbClass }) => verbClass.manner === 'says')) return true;
  }
  return false;
}

function sharedSubject(s: Sentence, before: number): Phrase | undefined {
  let tried = 0;
  for (let k = before - 1; k >= s.from && before - k < shareReach; k--) {
    const cue = (s.at(k)?.word.verbs.length ?? 0) > 0 ? verbGroupAt(s, k) : undefined;
    if (cue?.use !== 'finite' && cue?.use !== 'passive' && !s.finite(k)) continue;
    let from = cue?.from ?? k;
    while (s.has(from - 1, W.Adverb | W.Not | W.Modal | W.Have | W.Be | W.Do) && !s.has(from - 1, W.Pronoun | W.Time)) from--;
    if (s.has(from - 1, W.Coordinator)) continue;
    const subject = subjectOf(s, from);
    if (subject || ++tried === maxShared) return subject;
  }
  return undefined;
}

/** "“…,” she said", "“…,” said the minister", "It was late, a source said", "The test, she said, was late" */
export function verbBehind(s: Sentence, at: number): Found | undefined {
  if (!((s.at(at)?.word.takes ?? 0) & Takes.Behind)) return undefined;
  const entry = entriesAt(s, at).find(({ verbClass }) => verbClass.takes & Takes.Behind);
  if (!entry) return undefined;
  const group = verbGroupAt(s, at);
  if (group?.use !== 'finite' || (group.doubtful && s.at(at)?.capital)) return undefined;
  const cue: Span = [group.from, at + 1 + particleLength(s, at, entry)];
  const made = (rule: string, source: Phrase | undefined, content: readonly Span[]): Found => ({ rule, manner: entry.verbClass.manner, cue, source, content });
  const quoted = quotationBefore(s, group.from);
  if (quoted !== undefined) return made('quote-said-somebody', phraseFrom(s, cue[1]), [[quoted, quoted + 1], ...quotationAfter(s, cue[1])]);
  const dialogue = s.is(group.from - 1, Kind.Dash) && s.is(group.from - 2, Kind.Comma);
  if (group.joined && !dialogue && !s.is(group.from - 1, Kind.Comma)) return undefined;
  if (dialogue) return dialogueSaid(s, group, cue, made);
  // "Harbour talks fail, says Example": all before the comma would pass for a subject; "announced" takes a thing behind it as well.
  const strong = entry.verbClass.manner === 'says' && (entry.verbClass.takes & Takes.Strong) !== 0;
  const inverts =
    entry.base === 'say' || (strong && (s.at(at)?.word.forms === Form.Third || !(entry.verbClass.takes & Takes.Thing) || isWhole(s, group.from - 1)));
  const headline = inverts && s.at(cue[1])?.capital === true ? invertedIndirect(s, group, cue, made) : undefined;
  if (headline?.source && s.ends(headline.source.to)) return headline;
  const subject = subjectOf(s, group.from);
  if (subject) {
    const before = quotationBefore(s, subject.from);
    if (before !== undefined) return made('quote-somebody-said', subject, [[before, before + 1], ...quotationAfter(s, cue[1])]);
    return entry.verbClass.name === 'utter' || s.key(subject.from) === 'you' ? undefined : statementBefore(s, subject, cue, entry, made);
  }
  return invertedIndirect(s, group, cue, made);
}

/** A clause with its verb, before the comma, that no relative clause stands in: "The harbour had been closed, announced Example". */
function isWhole(s: Sentence, comma: number): boolean {
  const from = clauseBefore(s, comma);
  if (!s.is(comma, Kind.Comma) || !clauseIn(s, from, comma)) return false;
  for (let k = from; k < comma; k++) if (s.is(k, Kind.Comma) || s.has(k, W.Relative | W.Subordinator)) return false;
  return true;
}

/** "he told reporters, …": past the one spoken to. */
function pastHearer(s: Sentence, at: number): number {
  let k = at;
  while (k - at < 8 && s.at(k)?.kind === Kind.Word && !s.has(k, W.That | W.To | W.Wh | W.Preposition | W.Time) && !s.finite(k)) k++;
  return k;
}

type Make = (rule: string, source: Phrase | undefined, content: readonly Span[]) => Found;

/** "It was late, a source said.": a comma before the subject, and no complement behind the verb. */
function statementBefore(s: Sentence, subject: Phrase, cue: Span, entry: VerbEntry, made: Make): Found | undefined {
  const comma = subject.from - 1;
  const as = s.key(comma) === 'as';
  if (!as && !s.is(comma, Kind.Comma) && !s.is(comma, Kind.Dash)) return undefined;
  if (!as && !closesClause(s, entry.verbClass.takes & Takes.Hearer ? pastHearer(s, cue[1]) : cue[1])) return undefined;
  if (as && complementOf(s, cue[1] - 1, entry)?.kind === 'that') return undefined;
  if (as && comma === s.from) {
    const next = commaAfter(s, cue[1]);
    return next === undefined ? undefined : made('as-somebody-said', subject, [[next + 1, contentEnd(s, next + 1, { clause: true, forms: 0 })]]);
  }
  const from = clauseBefore(s, comma);
  if (from >= comma) return undefined;
  const content: Span[] = [[from, comma]];
  const quoted = s.is(cue[1], Kind.Comma) || s.is(cue[1], Kind.Colon) ? s.quotation(cue[1] + 1) : undefined;
  // "As a telephone rang, she said, “…”": what a subordinate clause tells is not what she says.
  if (quoted && (s.has(from, W.Subordinator) || !clauseIn(s, from, comma))) return made('clause-somebody-said-quote', subject, [[cue[1] + 1, cue[1] + 2]]);
  if (s.is(cue[1], Kind.Comma) && !as && !s.ends(cue[1] + 1)) {
    const end = contentEnd(s, cue[1] + 1, { clause: true, forms: 0 });
    const goesOn = !(s.at(cue[1] + 1)?.word.forms ?? 0) || !s.at(cue[1] + 1)?.word.key.endsWith('ing');
    if (goesOn && clauseIn(s, cue[1] + 1, end) && !['but', 'and', 'which', 'although', 'though', 'while', 'who'].includes(s.key(cue[1] + 1)))
      content.push([cue[1] + 1, end]);
  }
  return made('clause-somebody-said', subject, content);
}

/** Whether a finite verb stands in [from, to). */
export function clauseIn(s: Sentence, from: number, to: number): boolean {
  for (let k = from; k < to; k++) if (s.finite(k)) return true;
  return false;
}

/** "— It is late, — said the minister": dialogue as Russian prints it, between dashes. */
function dialogueSaid(s: Sentence, group: VerbGroup, cue: Span, made: Make): Found | undefined {
  const subject = phraseFrom(s, cue[1]);
  if (!subject || !(s.ends(subject.to) || s.is(subject.to, Kind.Comma) || s.is(subject.to, Kind.Dash))) return undefined;
  const from = clauseBefore(s, group.from - 2);
  return from < group.from - 2 ? { ...made(dialogueRule, subject, [[from, group.from - 2]]), direct: true } : undefined;
}

export const dialogueRule = 'dialogue-said-somebody';

/** "It was late, said the minister." */
function invertedIndirect(s: Sentence, group: VerbGroup, cue: Span, made: Make): Found | undefined {
  const comma = group.from - 1;
  const word = s.at(group.at)?.word;
  if (!s.is(comma, Kind.Comma) || !word || !(word.forms & (Form.Past | Form.Third))) return undefined;
  const subject = phraseFrom(s, cue[1]);
  if (!subject || s.has(cue[1], W.That)) return undefined;
  if (!s.ends(subject.to) && !s.is(subject.to, Kind.Comma) && !s.has(subject.to, W.Preposition | W.Time)) return undefined;
  const from = clauseBefore(s, comma);
  return from < comma ? made('clause-said-somebody', subject, [[from, comma]]) : undefined;
}

/** A quotation directly before token `at`, past a comma or dash. */
export function quotationBefore(s: Sentence, at: number): number | undefined {
  for (let k = at - 1; k >= at - 3 && k >= s.from; k--) {
    if (s.quotation(k)) return k;
    if (!s.is(k, Kind.Comma) && !s.is(k, Kind.Dash) && !s.is(k, Kind.Stop)) return undefined;
  }
  return undefined;
}

/** "“A,” she said, “B.”": the quotation goes on behind the cue and its adjuncts. */
function quotationAfter(s: Sentence, at: number): readonly Span[] {
  const out: Span[] = [];
  let lastMark = false;
  for (let k = at; k < s.to && k - at < 40; k++) {
    if (s.quotation(k)) {
      if (!lastMark) break;
      out.push([k, k + 1]);
      continue;
    }
    const token = s.at(k);
    if (!token || (token.word.verbs.length > 0 && s.finite(k) && out.length === 0)) break;
    if (token.word.verbs.length > 0 && token.word.forms & Form.Gerund && s.is(k - 1, Kind.Comma)) break;
    lastMark = token.kind === Kind.Comma || token.kind === Kind.Colon || token.kind === Kind.Stop || token.kind === Kind.Dash;
    if (out.length > 0 && !lastMark) break;
  }
  return out;
}

/** Where the clause that ends at `end` begins: behind a semicolon or a dash, else with the sentence. */
export function clauseBefore(s: Sentence, end: number): number {
  let from = s.from;
  for (let k = end - 1; k >= s.from && end - k < 200; k--) {
    if (s.is(k, Kind.Semicolon) || s.is(k, Kind.Stop) || s.quotation(k)) {
      from = k + 1;
      break;
    }
  }
  while (s.has(from, W.Coordinator) || s.is(from, Kind.Comma) || s.is(from, Kind.Dash) || s.is(from, Kind.Stop)) from++;
  return from;
}

function commaAfter(s: Sentence, at: number): number | undefined {
  for (let k = at; k < s.to && k - at < 30; k++) if (s.is(k, Kind.Comma)) return k;
  return undefined;
}

/** What nobody says is no statement. */
const nobody = new Set(['nobody', 'none', 'nothing', 'neither', 'no']);

/** "she said that …", "she called for …", "vowed to …", "told reporters: “…”" */
export function verbBefore(s: Sentence, at: number): Found | undefined {
  const entries = entriesAt(s, at);
  if (entries.length === 0 || relaysOnly(s, at)) return undefined;
  const group = verbGroupAt(s, at);
  if (!group || group.use === 'passive') return undefined;
  for (const entry of entries) {
    const complement = complementOf(s, at, entry);
    if (!complement || !fits(s, group, complement, entry) || onlyQuotes(s, group, complement, entry)) continue;
    const content = contentOf(s, group, complement);
    const end = content?.at(-1)?.[1] ?? 0;
    // "Claiming that …, the mayor left": the subject comes behind.
    // "Asked about it, the minister said": the one who asked is not named.
    const subject =
      group.use === 'participle'
        ? undefined
        : (subjectFor(s, group) ?? (group.from === s.from && s.is(end, Kind.Comma) ? phraseFrom(s, end + 1) : insertedInto(s, group)));
    if ((group.doubtful && !subject) || (subject && nobody.has(s.key(subject.from)))) continue;
    const joined = group.joined || group.use === 'gerund';
    if (content)
      return {
        rule: `${entry.verbClass.name}-${complement.kind}`,
        manner: entry.verbClass.manner,
        cue: [group.from, complement.cueEnd],
        source: subject,
        content,
        joined,
        ...(keepsSilent(s, group, complement, entry) && { silent: true }),
      };
  }
  return undefined;
}

/** "…, quoting Example": whose words they were is no statement. */
const onlyQuotes = (s: Sentence, { use }: VerbGroup, { kind, start }: Complement, { base }: VerbEntry): boolean =>
  base === 'quote' && use === 'gerund' && kind === 'thing' && s.at(start)?.capital === true;

/** "The paper, citing two officials, reported": whom a clause between commas is about stands before it. */
function insertedInto(s: Sentence, { use, from }: VerbGroup): Phrase | undefined {
  const phrase = use === 'gerund' && s.is(from - 1, Kind.Comma) ? phraseFrom(s, s.from) : undefined;
  return phrase?.to === from - 1 ? phrase : undefined;
}

/** A spelling that is also a noun wants a complement that a noun cannot have; a participle behind a noun only asks and tells. */
function fits(s: Sentence, group: VerbGroup, { kind, start }: Complement, { verbClass }: VerbEntry): boolean {
  if (group.use === 'participle') return verbClass.name === 'ask' || verbClass.name === 'tell' ? kind !== 'clause' && kind !== 'quote' : false;
  // "action to support the towns": a purpose, not a judgement.
  if (group.use === 'infinitive' && verbClass.manner === 'judges' && kind === 'thing') return false;
  if (!group.doubtful) return true;
  if (kind === 'that' || kind === 'quote' || kind === 'wh') return true;
  const token = s.at(start);
  const opens = token !== undefined && (token.capital || (token.word.bits & (W.Determiner | W.Possessive | W.Pronoun | W.ObjectPronoun)) !== 0);
  if (kind === 'clause' || kind === 'thing') return opens;
  return (
    s.at(group.from - 1)?.capital === true || s.has(group.from - 1, W.Pronoun | W.Relative | W.That) || group.joined || /(?:s|men)$/.test(s.key(group.from - 1))
  );
}

function contentOf(s: Sentence, group: VerbGroup, { kind, start }: Complement): readonly Span[] | undefined {
  if (kind === 'quote') {
    const spans: Span[] = [[start, start + 1]];
    for (let k = start + 1; k < s.to && s.quotation(k); k++) spans.push([k, k + 1]);
    return spans;
  }
  const forms = s.at(group.at)?.word.forms ?? 0;
  const end = contentEnd(s, start, {
    clause: kind === 'that' || kind === 'wh',
    forms,
    initial: leads(s, group),
    // "The paper, citing officials, reported": what stands between commas ends where the main verb follows.
    relative: inRelative(s, group.from) || (inserted(group.use) && s.is(group.from - 1, Kind.Comma)),
    thing: kind === 'thing' || kind === 'preposition',
  });
  return end > start + (kind === 'that' ? 1 : 0) ? [[start, end]] : undefined;
}

const inserted = (use: VerbGroup['use']): boolean => use === 'gerund' || use === 'participle';

/** "Claiming that …, she left", "While he noted …, he": the clause of this verb comes before the main one. */
function leads(s: Sentence, group: VerbGroup): boolean {
  if (!s.has(s.from, W.Subordinator | W.Preposition | W.Wh) && !(group.from === s.from && group.use !== 'finite')) return false;
  for (let k = s.from; k < group.from; k++) if (s.is(k, Kind.Comma)) return false;
  return true;
}
