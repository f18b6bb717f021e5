/** How a verb of attribution is used where it stands, and where its group ("has also repeatedly said") begins. */
import type { Sentence } from './sentence';
import { Kind } from './tokens';
import { Form } from './verbs';
import { W } from './words';

export type Use =
  /** Has a subject of its own before it, or shares that of the verb before it. */
  | 'finite'
  | 'infinitive'
  /** "…, saying that", "by calling for", "a book describing" */
  | 'gerund'
  /** "is expected to", "was described as" */
  | 'passive'
  /** "Asked about it, …"; "an act condemned by the council" */
  | 'participle';

export interface VerbGroup {
  readonly use: Use;
  /** First token of the group: its first auxiliary or adverb. */
  readonly from: number;
  /** The verb itself. */
  readonly at: number;
  /** It stands behind "and", "but" or a comma, without a subject of its own beside it. */
  readonly joined: boolean;
  /** The spelling may as well be a noun: only a complement beside it makes it a verb. */
  readonly doubtful: boolean;
}

const auxiliary = W.Be | W.Have | W.Do | W.Modal | W.Not | W.Adverb;
const verbForms = Form.Past | Form.Third | Form.Base;
/** An adverb group before a verb has hardly more words. */
const maxAdverbs = 4;
/** Plurals without an s, before which a base form is a verb. */
const plurals = new Set('people police men women children media others many some critics'.split(' '));

/** Determiners that stand for somebody: "Another said", "Two said". */
const numerals = new Set('another two three four five six seven eight nine ten several few'.split(' '));

function opensClause(s: Sentence, at: number): boolean {
  return at === s.from || s.is(at - 1, Kind.Comma) || s.is(at - 1, Kind.Semicolon) || s.is(at - 1, Kind.Quotation) || s.has(at - 1, W.Coordinator);
}

export function verbGroupAt(s: Sentence, at: number): VerbGroup | undefined {
  return (s.at(at)?.word.forms ?? 0) === 0 ? undefined : s.group(at, () => readGroup(s, at));
}

function readGroup(s: Sentence, at: number): VerbGroup | undefined {
  const token = s.at(at);
  if (!token) return undefined;
  const { forms, bits } = token.word;
  if (bits & W.Adjective) return undefined;
  // "State Department", "Member States": in capitals a noun, but where only a verb can be ("Example Vows to Go").
  if (token.capital && bits & W.AlsoNoun && at > s.from && !s.has(at + 1, W.To | W.That | W.Wh)) return undefined;
  let j = at - 1;
  while (j >= s.from && at - j <= maxAdverbs && s.has(j, W.Adverb | W.Not) && !s.has(j, W.Pronoun | W.Coordinator)) j--;
  const group = (use: Use, more: Partial<VerbGroup> = {}): VerbGroup => ({ use, from: groupStart(s, j, at), at, joined: false, doubtful: false, ...more });
  const doubtful = (bits & W.AlsoNoun) !== 0;
  const before = s.at(j);
  if (!before) {
    if (forms & Form.Gerund) return group('gerund', { joined: true });
    if (forms & Form.Participle && (s.has(at + 1, W.Preposition | W.To | W.Wh) || s.is(at + 1, Kind.Comma))) return group('participle');
    return forms & Form.Third ? group('finite', { joined: true, doubtful: true }) : undefined;
  }
  const b = before.word.bits;
  if (before.kind === Kind.Word) {
    if (b & (W.Modal | W.Do)) return forms & Form.Base ? group('finite') : undefined;
    if (b & W.To) return forms & Form.Base ? group('infinitive') : undefined;
    if (b & W.Have) return forms & Form.Participle ? group('finite') : undefined;
    if (b & W.Be) return forms & Form.Gerund ? group('finite') : forms & Form.Participle ? group('passive') : undefined;
    if (before.word.key === "'s" && s.has(j - 1, W.Pronoun | W.Relative | W.That)) return forms & (Form.Gerund | Form.Participle) ? group('finite') : undefined;
    if (b & W.Pronoun) return forms & verbForms ? group('finite', { doubtful: doubtful && (b & W.Determiner) !== 0 }) : undefined;
    if (b & (W.Relative | W.That)) return forms & verbForms ? group('finite') : undefined;
    if (numerals.has(before.word.key) && !doubtful && forms & (Form.Past | Form.Third) && opensClause(s, j)) return group('finite');
    if (b & (W.Determiner | W.Possessive | W.Adjective)) return undefined;
    if (b & (W.Subordinator | W.Wh) && forms & (Form.Gerund | Form.Participle))
      return forms & Form.Gerund ? group('gerund', { joined: true }) : group('participle');
    if (b & W.Preposition) return forms & Form.Gerund ? group('gerund', { joined: true }) : undefined;
    if (b & W.Coordinator) return joinedUse(forms, group, doubtful);
    return behindNoun(s, j, at, group, doubtful);
  }
  if (before.kind === Kind.Comma) return forms & Form.Participle && isInserted(s, j, at) ? group('participle') : joinedUse(forms, group, doubtful);
  if (before.kind === Kind.Quotation || before.kind === Kind.CloseBracket)
    return forms & (Form.Past | Form.Third) ? group('finite', { doubtful: false }) : undefined;
  if (before.kind === Kind.Number) return forms & (Form.Past | Form.Base | Form.Third) ? group('finite', { doubtful: true }) : undefined;
  if (before.kind === Kind.Dash || before.kind === Kind.Semicolon || before.kind === Kind.Colon)
    return forms & Form.Gerund ? group('gerund', { joined: true }) : forms & Form.Past ? group('finite', { joined: true }) : undefined;
  return undefined;
}

/** A subject before its inserted clause, and that clause, are hardly longer. */
const insertReach = 30;

/** "The minister, asked if he would go, said no": a subject before the comma that has no verb yet, and its verb behind the next one. */
function isInserted(s: Sentence, comma: number, at: number): boolean {
  if (comma === s.from || comma - s.from > insertReach) return false;
  for (let k = s.from; k < comma; k++) {
    const token = s.at(k);
    if (!token || token.kind !== Kind.Word || token.word.bits & (W.Subordinator | W.That | W.Relative | W.To) || s.finite(k)) return false;
    if (token.word.forms & (Form.Past | Form.Gerund) && !token.capital) return false;
  }
  for (let k = at + 1; k < s.to && k - at < insertReach; k++) {
    if (s.ends(k) || s.is(k, Kind.Semicolon)) return false;
    if (!s.is(k, Kind.Comma)) continue;
    let next = k + 1;
    while (s.has(next, W.Adverb) && next - k < 3) next++;
    return s.finite(next) && !s.has(next, W.Coordinator);
  }
  return false;
}

function joinedUse(forms: number, group: (use: Use, more?: Partial<VerbGroup>) => VerbGroup, doubtful: boolean): VerbGroup | undefined {
  if (forms & Form.Gerund) return group('gerund', { joined: true });
  if (forms & (Form.Past | Form.Third)) return group('finite', { joined: true, doubtful });
  return forms & Form.Base ? group('finite', { joined: true, doubtful: true }) : undefined;
}

function behindNoun(s: Sentence, j: number, at: number, group: (use: Use, more?: Partial<VerbGroup>) => VerbGroup, doubtful: boolean): VerbGroup | undefined {
  const before = s.at(j);
  const forms = s.at(at)?.word.forms ?? 0;
  if (!before) return undefined;
  if (forms & Form.Gerund) return group('gerund');
  if (forms & Form.Past) return forms & Form.Participle && s.key(at + 1) === 'by' ? group('participle') : group('finite', { doubtful });
  if (forms & Form.Participle) return group('participle');
  // "the Russia-NATO talks": a compound is an attribute.
  if (doubtful && before.capital && before.word.key.includes('-')) return undefined;
  if (forms & Form.Third) return group('finite', { doubtful });
  // "battleground state": a spelling that is also a noun is a verb only behind what must be a plural.
  const plural = (before.capital && !doubtful) || /(?:s|men)$/.test(before.word.key) || plurals.has(before.word.key);
  return plural && forms & Form.Base ? group('finite', { doubtful }) : undefined;
}

/** The first auxiliary or adverb of the group whose verb is at `at`; `j` is the first token to its left that is no adverb. */
function groupStart(s: Sentence, j: number, at: number): number {
  let from = j + 1;
  let k = j;
  while (k >= s.from && at - k <= 8 && (s.has(k, auxiliary | W.To) || (s.key(k) === "'s" && s.has(k - 1, W.Pronoun | W.Relative | W.That)))) {
    if (s.has(k, W.Pronoun | W.Coordinator | W.Time)) break;
    from = k;
    k--;
  }
  return from;
}
