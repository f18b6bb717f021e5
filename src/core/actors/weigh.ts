/**
 * What speaks for each reading of a candidate: its own words, then its neighbours. Tables of small named rules;
 * units in evidence.ts. Every rule that fires adds its weight; none decides alone.
 */
import { type Candidate, isFrontHead, isFrontOther, isFrontPlace, plain } from './chunks';
import { Evidence } from './evidence';
import { isPrefix, Shape, type Token } from './tokens';
import { Lexicon } from './words';

const L = Lexicon;
const has = (t: Token | undefined, bits: number): boolean => t !== undefined && (t.bits & bits) !== 0;

/** A candidate with its surroundings. */
export interface Setting {
  readonly tokens: readonly Token[];
  readonly candidate: Candidate;
  readonly first: Token;
  readonly last: Token;
  readonly length: number;
  readonly before: Token | undefined;
  readonly before2: Token | undefined;
  /** Next token, past a possessive. */
  readonly after: Token | undefined;
  readonly after2: Token | undefined;
  readonly possessive: boolean;
  /** The line is in capitals throughout. */
  readonly shout: boolean;
}

export function settingOf(tokens: readonly Token[], candidate: Candidate, shout: boolean): Setting {
  const { from, to } = candidate;
  const mark = tokens[to + 1];
  const possessive = mark !== undefined && mark.gap === 0 && (mark.text === "'" || mark.text === '’');
  const s = possessive && tokens[to + 2]?.key === 's' && tokens[to + 2]?.gap === 0;
  const next = to + 1 + (possessive ? (s ? 2 : 1) : 0);
  const start = candidate.title ?? from;
  const inLine = (i: number, from: number): Token | undefined => (tokens[Math.max(i, from)]?.gap === 2 ? undefined : tokens[i]);
  return {
    tokens,
    candidate,
    first: tokens[from] as Token,
    last: tokens[to] as Token,
    length: to - from + 1,
    before: inLine(start - 1, start),
    before2: inLine(start - 2, start - 1),
    after: tokens[next]?.gap === 2 ? undefined : tokens[next],
    after2: tokens[next + 1]?.gap === 2 ? undefined : tokens[next + 1],
    possessive,
    shout,
  };
}

/** "the 1992 United Kingdom general election": a year before, the event's noun after. */
function inEventName(s: Setting): boolean {
  if (s.before?.shape !== Shape.Number || s.before.text.length !== 4 || s.possessive) return false;
  const from = s.candidate.to + 1;
  for (let i = from; i < from + 4; i++) {
    const t = s.tokens[i];
    if (t === undefined || (t.shape !== Shape.Lower && !has(t, L.OtherHead))) return false;
    if (has(t, L.OtherHead) || t.key === 'elections') return true;
  }
  return false;
}

/** "Chicago 4 Boston 2": in a table of results a town is its side. States stay states: their teams are theirs. */
function isSide(s: Setting): boolean {
  const { tokens, candidate, first, last } = s;
  if (!has(last, L.Place) || has(last, L.State) || candidate.entry?.type === 'state') return false;
  const score = tokens[candidate.to + 1];
  if (score?.shape !== Shape.Number || score.gap !== 1 || score.text.length > 3) return false;
  const before = tokens[candidate.from - 1];
  if (before !== undefined && first.gap !== 2 && before.shape !== Shape.Number && before.text !== ',' && before.text !== ')' && before.text !== '.')
    return false;
  const next = tokens[candidate.to + 2];
  return (
    next === undefined ||
    next.gap === 2 ||
    next.shape === Shape.Number ||
    next.shape === Shape.Capital ||
    next.shape === Shape.Upper ||
    next.text === '(' ||
    next.text === '-'
  );
}

/** "U.S.-led", "Paris-based", "pro-Kremlin": an adjective made of a name, which like a demonym names no actor unless the registry says so. */
function isAdjective(s: Setting): boolean {
  const joint = s.tokens[s.candidate.from - 1];
  if (joint?.text === '-' && s.first.gap === 0 && joint.gap === 0 && isPrefix(s.tokens[s.candidate.from - 2]?.key ?? '')) return true;
  const hyphen = s.tokens[s.candidate.to + 1];
  const tail = s.tokens[s.candidate.to + 2];
  return hyphen?.text === '-' && hyphen.gap === 0 && tail?.gap === 0 && tail.shape === Shape.Lower;
}

const contests = new Set('beat beats thrashed edged trounced outplayed'.split(' '));

/** "Somerset beat Essex". */
function isWinner(s: Setting): boolean {
  if (!has(s.last, L.Place) || has(s.last, L.State) || s.possessive) return false;
  return (s.after !== undefined && contests.has(s.after.key)) || (s.before !== undefined && contests.has(s.before.key));
}

/** Part of an address: name@host, Site.com. */
function inAddress(s: Setting): boolean {
  const { tokens, candidate } = s;
  const before = tokens[candidate.from - 1];
  const after = tokens[candidate.to + 1];
  if (
    after?.gap === 0 &&
    (after.text === '@' || (after.text === '.' && tokens[candidate.to + 2]?.gap === 0 && tokens[candidate.to + 2]?.shape === Shape.Lower))
  )
    return true;
  return (
    s.first.gap === 0 &&
    before !== undefined &&
    (before.text === '@' || before.text === '_' || before.text === '#' || (before.text === '.' && before.gap === 0))
  );
}

/** All the evidence one block has for a candidate. */
export function weigh(s: Setting): Evidence {
  const e = new Evidence();
  if (s.candidate.actors === undefined && isAdjective(s)) e.add('none', 12, 'compound-adjective');
  if (inAddress(s)) e.add('none', 6, 'address');
  if (isWinner(s)) e.add('organisation', 4, 'sports-side');
  if (isSide(s)) e.add('organisation', 6, 'sports-side');
  if (inEventName(s)) e.add('none', 12, 'event-name');
  const type = s.candidate.entry?.type;
  if (type !== undefined) ownEntry(e, type, s);
  if (type === undefined || type === 'place' || type === 'organisation') {
    if (s.length === 1) ownWord(e, s);
    else if (type === undefined) ownWords(e, s);
  }
  before(e, s);
  after(e, s);
  return e;
}

/** The gazetteer knows exactly this name. */
function ownEntry(e: Evidence, type: NonNullable<Candidate['entry']>['type'], s: Setting): void {
  if (type === 'state') e.add('state', 9, 'state');
  else if (type === 'body') e.add('organisation', 9, 'international-body');
  else if (type === 'power') e.add('organisation', 8, 'seat-of-power');
  else if (type === 'organisation') e.add('organisation', s.length > 1 ? 7 : 4.5, 'known-organisation');
  else if (type === 'place') e.add('place', 6, 'known-place');
  else if (type === 'other') e.add('none', 6, 'work-or-event');
}

const personEnding = /(?:ov|ova|ev|eva|sky|skiy|ski|skyy|enko|vich|vic|ian|yan|sen|sson|idze|shvili|escu|oglu|akis|poulos|opoulos|awi|zadeh|nejad|inho|ez)$/;
const placeEnding =
  /(?:stan|ville|burg|burgh|land|grad|abad|pur|shire|istan|polis|borough|ford|ham|wick|stadt|dorf|heim|town|port|haven|mouth|chester|bury|bad|gorod|hausen|kirchen)$/;

/** Before an unknown plural, these say that it is a kind of people or things. */
const counting = new Set('the two three four five many some most young all these those other several both few more as ethnic thousands hundreds'.split(' '));
const adjective = /(?:[^v]ian|ean|ese|ish|ist|ists|ism|ic|i)$/;

function ownWord(e: Evidence, s: Setting): void {
  const t = s.first;
  if (has(t, L.Calendar)) return e.add('none', 6, 'calendar');
  if (has(t, L.People | L.Demonym) && !has(t, L.State)) return e.add('none', 5, 'demonym');
  if (has(t, L.NoName)) e.add('none', 4, 'no-name');
  if (/-\d+[a-z]?$/.test(t.key)) e.add('none', 4, 'designation');
  const word = has(t, L.Word | L.Everyday | L.Function);
  // In mid-sentence the capital itself says that a word is a name.
  const named = has(t, L.Given | L.Surname) && !t.first;
  const shaded = !word ? 1 : named ? 0.8 : has(t, L.Everyday | L.Function) ? 0.4 : 0.6;
  if (has(t, L.Given)) e.add('person', 2.6 * shaded, 'given-name');
  if (has(t, L.Surname)) e.add('person', 1.4 * shaded, 'family-name');
  if (has(t, L.Place)) e.add('place', 3.2 * (!word ? 1 : has(t, L.Everyday | L.Function) ? 0.4 : 0.7), 'known-place');
  if (t.key.endsWith('men') && t.first && !has(t, L.Surname | L.Given | L.Place)) e.add('none', 2.5, 'ordinary-word');
  if (t.shape === Shape.Upper && t.text.length <= 6) e.add('organisation', has(t, L.Place) ? 1 : s.shout ? 0.8 : 2.6, 'acronym');
  if (t.shape === Shape.Initial) e.add('none', 3, 'initial');
  if (t.shape === Shape.Mixed) e.add('organisation', 1.2, 'mixed-case');
  if (word && (t.shape !== Shape.Upper || (has(t, L.Everyday) && t.text.length > 2)))
    e.add('none', named ? 0.7 : has(t, L.Everyday | L.Function) ? 2.8 : 1.6, 'ordinary-word');
  if (/^[a-z]{1,4}-?\d/.test(t.key) && !has(t, L.Organisation)) e.add('none', 5, 'designation');
  if (
    !word &&
    adjective.test(t.key) &&
    !has(t, L.Given | L.Surname | L.Place | L.Organisation) &&
    t.shape === Shape.Capital &&
    s.after?.shape === Shape.Lower &&
    !s.possessive &&
    !has(s.after, L.Saying | L.Function)
  )
    e.add('none', 1.6, 'adjective');
  if (has(t, L.OrganisationHead)) e.add('organisation', word ? 0.8 : 1.5, 'head-noun');
  if (has(t, L.OtherHead | L.Title)) e.add('none', 2, 'role-or-event');
  if (has(t, L.Direction)) e.add('none', 3, 'direction');
  if (has(t, L.OrganisationSuffix) && !has(t, L.Given)) e.add('none', 5, 'company-suffix');
  if (!word && !has(t, L.Given | L.Surname | L.Place | L.Organisation) && (t.shape !== Shape.Upper || s.shout)) {
    e.add('person', 1, 'capitals');
    e.add('organisation', 0.7, 'capitals');
    e.add('place', 0.8, 'capitals');
    if (/[^s]s$/.test(t.key) && s.before !== undefined && counting.has(s.before.key)) e.add('none', 1.6, 'plural');
    if (/^[A-Z][a-z]+-[a-z]{3,}$/.test(t.text)) e.add('none', 1.6, 'hyphenated-word');
    if (personEnding.test(t.key)) e.add('person', 1.6, 'name-ending');
    if (placeEnding.test(t.key)) e.add('place', 1.6, 'place-ending');
  }
}

const roman = /^(?:I{1,3}|IV|VI{0,3}|IX|XI{0,3}|XIV|XV|XVI|Jr\.?|Sr\.?)$/;

function ownWords(e: Evidence, s: Setting): void {
  const { tokens, candidate, first, last, length } = s;
  const second = tokens[candidate.from + 1];
  let of = -1;
  let words = 0;
  let given = 0;
  let initials = 0;
  let upper = 0;
  let unknown = 0;
  let particle = false;
  for (let i = candidate.from; i <= candidate.to; i++) {
    const t = tokens[i] as Token;
    if (of < 0 && (t.key === 'of' || t.key === 'for')) of = i;
    if (t.text === '&') e.add('organisation', 7, 'ampersand');
    if (t.key === 'and' && t.shape === Shape.Lower) e.add('organisation', 2, 'joined-matters');
    if (t.shape === Shape.Lower) {
      if (has(t, L.Particle) && i > candidate.from) particle = true;
      continue;
    }
    if (plain(t)) words++;
    else if (!has(t, L.Given | L.Surname | L.Place | L.State | L.Organisation | L.Demonym | L.NoName) && t.shape === Shape.Capital) unknown++;
    if (has(t, L.Given) && i < candidate.to) given++;
    if (t.shape === Shape.Initial && i < candidate.to) initials++;
    if (t.shape === Shape.Upper && !has(t, L.Given | L.Surname)) upper++;
  }
  const givenFirst = has(first, L.Given) && !plain(first);
  if (last.shape === Shape.Initial && length === 2 && (plain(first) || has(first, L.OrganisationHead))) e.add('none', 8, 'label');
  if (has(last, L.OrganisationSuffix)) e.add('organisation', 8, 'company-suffix');
  else if (of < 0 && has(last, L.OrganisationHead)) e.add('organisation', givenFirst && length === 2 && has(last, L.Surname) ? 2.5 : 5.5, 'head-noun');
  else if (of < 0 && has(last, L.PlaceHead)) e.add('place', givenFirst && length === 2 && has(last, L.Surname) ? 2.5 : 4.5, 'place-noun');
  else if (of < 0 && has(last, L.OtherHead)) e.add('none', 6, 'work-or-event');
  if (of > candidate.from) ofName(e, tokens, candidate, of);
  if (has(first, L.PlacePrefix) && !has(first, L.Given) && of < 0) e.add('place', 2.2, 'place-prefix');
  if (has(last, L.Demonym | L.People | L.NoName) && !has(last, L.Place | L.State | L.Surname | L.OrganisationHead) && of < 0) e.add('none', 4, 'demonym');
  if (naming.has(first.key)) e.add('none', 7, 'storm-or-operation');
  if (has(first, L.OrganisationHead) && !has(first, L.Title | L.Given | L.Surname) && of < 0) e.add('organisation', 2.2, 'head-first');
  if (has(first, L.Direction) && (has(second, L.Place | L.State) || !plain(second)) && length === 2) e.add('place', 2.5, 'direction');
  if (has(first, L.Demonym)) e.add('organisation', 1, 'national');
  if (words === length && of < 0) {
    e.add('none', 2.2, 'ordinary-words');
    e.add('organisation', 1.6, 'ordinary-words');
    return;
  }
  if (given > 0 && has(first, L.Given) && length <= 5 && of < 0) {
    const rest = tokens[candidate.from + 1];
    e.add('person', plain(last) && !has(last, L.Surname) ? 2.2 : plain(rest) ? 2.6 : 4.6, 'given-name');
  }
  if (initials > 0 && length <= 5 && of < 0) e.add('person', 4, 'initials');
  if (particle && of < 0) e.add('person', 2.5, 'particle');
  if (roman.test(last.text)) e.add('person', 2, 'numeral');
  if (has(last, L.Surname) && !plain(first) && of < 0 && length <= 4) e.add('person', 1.6, 'family-name');
  if (personEnding.test(last.key) && !plain(last)) e.add('person', 1, 'name-ending');
  if (upper > 0) e.add('organisation', 2, 'acronym');
  if (has(first, L.Place) && !has(first, L.Given | L.Surname)) e.add('organisation', 1, 'place-first');
  if (has(last, L.Organisation) && !has(last, L.Given | L.Surname | L.Place)) e.add('organisation', has(first, L.Place) ? 4.5 : 2, 'known-organisation');
  if (words > 0 && of < 0) e.add('organisation', 0.9, 'ordinary-word-inside');
  if (unknown > 0 && words === 0 && of < 0 && length <= 4) {
    e.add('person', 1.8, 'capitals');
    e.add('place', 0.8, 'capitals');
    e.add('organisation', 0.8, 'capitals');
  }
  if (length >= 2 && unknown === 0 && of < 0) {
    e.add('person', 0.8, 'capitals');
    e.add('organisation', 0.6, 'capitals');
    e.add('place', 0.6, 'capitals');
  }
}

/** What follows is the name of a storm, an operation, a ship. */
const naming = new Set('hurricane storm typhoon cyclone tropical operation hms uss mv windows apollo soyuz boeing airbus'.split(' '));

/** "Ministry of X", "Gulf of X", "Battle of X": the noun before the first "of". */
function ofName(e: Evidence, tokens: readonly Token[], candidate: Candidate, of: number): void {
  const head = tokens[of - 1];
  if (head === undefined) return;
  if (has(head, L.OtherHead) || isFrontOther(head.key)) e.add('none', 6, 'work-or-event');
  if (isFrontPlace(head.key)) e.add('place', 4.5, 'place-noun');
  if (isFrontHead(head.key)) e.add('organisation', 5.5, 'head-noun');
  else if (has(head, L.Title)) e.add('none', 5, 'title-only');
  const last = tokens[candidate.to];
  if (has(last, L.OrganisationHead | L.OrganisationSuffix)) e.add('organisation', 2, 'head-noun');
}

const where: ReadonlyMap<string, number> = new Map([
  ['in', 3],
  ['at', 1.6],
  ['near', 3.5],
  ['outside', 2.2],
  ['inside', 1.5],
  ['across', 2],
  ['throughout', 2.5],
  ['into', 1.6],
  ['within', 1.2],
  ['from', 1.2],
  ['to', 0.9],
  ['toward', 1.5],
  ['towards', 1.2],
  ['around', 1.2],
  ['via', 1.5],
]);
const officesOfPlaces = new Set(
  'city town village province district region county capital municipality port mayor governor king queen emperor people outskirts north south east west northeast northwest southeast southwest suburb streets state island residents coast shores border'.split(
    ' ',
  ),
);
const officesOfBodies = new Set(
  'member members chairman chairwoman leader head director founder president secretary spokesman spokeswoman supporters executive ceo owner employee employees part wing faction editor shares subsidiary branch'.split(
    ' ',
  ),
);

function before(e: Evidence, s: Setting): void {
  const { before: b, before2, candidate, tokens } = s;
  if (candidate.title !== undefined) {
    let honorific = false;
    for (let i = candidate.title; i < candidate.from; i++) if (has(tokens[i], L.Honorific)) honorific = true;
    e.add('person', honorific ? 9 : 6, 'title-name');
  }
  if (b === undefined || candidate.title !== undefined) return;
  if (b.shape === Shape.Lower) {
    const preposition = where.get(b.key);
    if (preposition !== undefined) {
      e.add('place', preposition, 'where');
      if (b.key === 'in' || b.key === 'at' || b.key === 'near') e.add('person', -1.5, 'where');
      if (b.key === 'at') e.add('organisation', 1.2, 'at');
    }
    if (b.key === 'the') {
      e.add('organisation', 1.8, 'the');
      e.add('person', -2.5, 'the');
      if (s.length === 1) e.add('place', -0.5, 'the');
      if (s.after !== undefined && s.after.shape === Shape.Lower && !has(s.after, L.Function | L.Saying) && s.length === 1 && !s.possessive)
        e.add('none', 0.8, 'the');
    } else if (b.key === 'a' || b.key === 'an') {
      e.add('none', 1.6, 'article');
      e.add('person', -1.5, 'article');
    } else if (b.key === 'of') {
      e.add('place', 0.9, 'of');
      e.add('organisation', 0.6, 'of');
      if (before2 && officesOfPlaces.has(before2.key)) e.add('place', 3, 'place-noun-of');
      else if (before2 && officesOfBodies.has(before2.key)) e.add('organisation', 2, 'role-of');
      else if (has(before2, L.Kin)) e.add('person', 3, 'kin');
    } else if (b.key === 'by') e.add('person', 1.1, 'by');
    else if (b.key === 'with') e.add('person', 0.5, 'with');
    else if (has(b, L.Kin)) e.add('person', 3, 'kin');
    else if (has(b, L.OrganisationNoun) && !has(b, L.Role)) e.add('organisation', 2.8, 'kind-noun');
    else if (has(b, L.Role | L.Title)) e.add('person', 3.2, 'role-name');
    else if (has(b, L.PlaceNoun)) e.add('place', 2.2, 'kind-noun');
    else if (b.key === 'told' || b.key === 'said' || b.key === 'says' || b.key === 'named' || b.key === 'called') e.add('person', 1.5, 'speech');
    else if (b.key === 'joined' || b.key === 'joining') e.add('organisation', 1.2, 'joined');
  } else if (b.text === ',' && before2 !== undefined && has(before2, L.Place) && isNameShape(before2)) e.add('place', 1.6, 'place-list');
  else if (b.text === ',' && before2 !== undefined && has(before2, L.Role)) e.add('person', 1.6, 'role-apposition');
  else if (b.text === '"' || b.text === '“') {
    const close = tokens[candidate.to + 1];
    if (close?.text === '"' || close?.text === '”') e.add('none', 2, 'quoted-title');
  } else if (b.text === '@') e.add('none', 3, 'address');
}

const isNameShape = (t: Token): boolean => t.shape === Shape.Capital || t.shape === Shape.Upper;
const personVerbs = new Set(
  'born died married resigned retired scored smiled graduated wrote sang starred played studied became joined grew lived attended says said told argues wrote recalled testified shrugged nodded laughed thinks believes whispered cried'.split(
    ' ',
  ),
);

function after(e: Evidence, s: Setting): void {
  const { after: a, after2, tokens, candidate } = s;
  if (a === undefined) return;
  if (
    (a.key === 'is' || a.key === 'was' || a.key === 'are' || a.key === 'were') &&
    !s.possessive &&
    (after2?.key === 'a' || after2?.key === 'an' || after2?.key === 'the' || after2?.key === 'one')
  )
    copula(e, tokens, candidate.to + 3);
  if (a.shape === Shape.Lower) {
    if (s.possessive) {
      if (has(a, L.Kin)) e.add('person', 2.5, 'kin');
      else if (has(a, L.OrganisationNoun)) e.add('organisation', 0.8, 'its-people');
      else if (has(a, L.PlaceNoun)) e.add('place', 1.2, 'its-places');
      return;
    }
    if (a.key === 'who' || a.key === 'whom') e.add('person', 3.5, 'who');
    else if (a.key === 'which') e.add('organisation', 0.6, 'which');
    else if (
      personVerbs.has(a.key) ||
      ((a.key === 'was' || a.key === 'has' || a.key === 'had' || a.key === 'later') && after2 !== undefined && personVerbs.has(after2.key))
    ) {
      e.add('person', 2, 'person-verb');
      e.add('organisation', 0.6, 'speech');
    } else if (has(a, L.Saying)) {
      e.add('person', 1.1, 'speech');
      e.add('organisation', 0.7, 'speech');
    } else if (has(a, L.OrganisationNoun)) e.add('organisation', 2, 'kind-noun');
    else if (has(a, L.PlaceNoun)) e.add('place', 3, 'kind-noun');
    else if (has(a, L.Role) && s.length === 1) e.add('organisation', 0.8, 'role-after');
    return;
  }
  if (a.text === ',') apposition(e, tokens, candidate.to + 1 + (s.possessive ? 2 : 0), s);
  else if (a.text === '(' && after2 !== undefined) {
    if (after2.key === 'born' || after2.key === 'b' || (after2.shape === Shape.Number && after2.text.length === 4 && s.length > 1))
      e.add('person', 2.5, 'born');
    else if (after2.shape === Shape.Upper && tokens[candidate.to + 3]?.text === ')') e.add('organisation', 2, 'acronym-definition');
  }
}

const works = new Set(
  'album film movie book novel song series game show play magazine compilation species disease drug festival convention event competition tournament award language genre software programme program sitcom single opera poem painting ship aircraft car horse'.split(
    ' ',
  ),
);

/** "X is a village in …", "X was an Italian composer": the first noun of a kind within nine words decides. */
function copula(e: Evidence, tokens: readonly Token[], from: number): void {
  for (let i = from; i < from + 9; i++) {
    const t = tokens[i];
    if (t === undefined || t.gap === 2 || (t.shape === Shape.Mark && t.text !== '-' && t.text !== ',') || t.key === 'of' || t.key === 'in' || t.key === 'who')
      return;
    if (t.shape !== Shape.Lower) continue;
    if (works.has(t.key)) return e.add('none', 4, 'is-a-work');
    if (has(t, L.PlaceNoun) || t.key === 'commune' || t.key === 'locality' || t.key === 'settlement') return e.add('place', 4, 'is-a-place');
    if (has(t, L.OrganisationNoun) && !has(t, L.Role)) return e.add('organisation', 4, 'is-an-organisation');
    if (has(t, L.Role | L.Title | L.Kin)) return e.add('person', 3, 'is-a-person');
  }
}

/** What the words after the comma say: ", 45,", ", a teacher", ", Russia's foreign minister", ", who", ", Minnesota". */
function apposition(e: Evidence, tokens: readonly Token[], comma: number, s: Setting): void {
  const one = tokens[comma + 1];
  if (one === undefined || one.gap === 2) return;
  if (one.shape === Shape.Number && one.text.length <= 2 && tokens[comma + 2]?.text === ',') return e.add('person', 4, 'age');
  if (one.key === 'who' || one.key === 'whose') return e.add('person', one.key === 'who' ? 3.5 : 1, 'who');
  if (one.key === 'which') return e.add('organisation', 0.8, 'which');
  if (
    has(one, L.Place | L.State) &&
    isNameShape(one) &&
    !has(one, L.Given) &&
    (has(s.before, L.LocativePreposition) || s.before === undefined || s.before.shape !== Shape.Mark)
  )
    e.add('place', 2.2, 'town-and-state');
  for (let i = comma + 1; i < comma + 8; i++) {
    const t = tokens[i];
    if (t === undefined || t.gap === 2 || (t.shape === Shape.Mark && t.text !== "'" && t.text !== '’')) return;
    if (t.shape === Shape.Lower && has(t, L.PlaceNoun) && i < comma + 5) return e.add('place', 1.5, 'place-apposition');
    if (t.shape === Shape.Lower && has(t, L.OrganisationNoun) && !has(t, L.Role | L.Title) && i < comma + 5) return e.add('organisation', 2, 'kind-apposition');
    if (t.shape === Shape.Lower && has(t, L.Role | L.Title)) return e.add('person', 2.2, 'role-apposition');
    if (has(t, L.Saying)) return;
  }
}
