/** What the words of a name say of it, whatever stands around it. */
import { type Candidate, isFrontHead, isFrontOther, isFrontPlace } from './chunks';
import { isFamilyFirst } from './eastern';
import type { Evidence } from './evidence';
import { isFamilyMonth, isLettered } from './runs';
import { has, isNameShape, plain, type Setting } from './setting';
import { Shape, type Token } from './tokens';
import { Lexicon as L, schools } from './words';

/** The gazetteer knows exactly this name. */
export function ownEntry(e: Evidence, type: NonNullable<Candidate['entry']>['type'], s: Setting): void {
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

const arabicArticle = /^(?:al|el|as|ash|ad|an|ar|az|at)-\p{Lu}/u;

/** What is called so and is no person. */
const ofArabicNames = new Set(
  'mosque mosques provincial brigade brigades daily newspaper weekly channel network fighters militants camp airbase compound'.split(' '),
);

const oceans = new Set('pacific atlantic mediterranean caribbean baltic adriatic aegean caspian arctic antarctic'.split(' '));

/** F-16, H5N1, 06-Feb, 4105SF, Seventy-two: what is numbered, not named. */
const designation = /^[rdi]-[a-z.]+$|-\d+[a-z]?$|^[a-z]{1,4}-?\d|^\d+-[a-z]{3}$|^\d{2,}[a-z]+$|^(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)-/;

const one = new Set('a an my your his her our their every another'.split(' '));

/** Before one word they make it a noun: "the Fox replied". */
const articles = new Set(['the', 'a', 'an', 'every', 'another']);

/** What a state has one of: alone at a sentence's start it is that one, if it speaks or has an officer. */
const chambers = new Set('parliament congress senate army navy treasury pentagon ministry cabinet'.split(' '));

/** "Parliament voted", "Army spokesman …", "Ministry officials", at a sentence's start. */
export const isChamber = ({ first: t, length, after }: Setting): boolean =>
  length === 1 &&
  t.first &&
  t.shape === Shape.Capital &&
  chambers.has(t.key) &&
  after?.gap === 1 &&
  (has(after, L.Calendar) ||
    (after.shape === Shape.Lower && (has(after, L.Function) ? auxiliaries.has(after.key) : has(after, L.Saying | L.Role | L.OrganisationNoun))));
const auxiliaries = new Set('is was has had will would could may must should did does'.split(' '));

/** "by the House", "219 House members": in mid-sentence the capital says that a parliament's is meant. */
const isChamberHouse = ({ first: t, before: b, after }: Setting): boolean =>
  t.shape === Shape.Capital &&
  !t.first &&
  (after === undefined || !isNameShape(after)) &&
  (b?.key === 'the' || (after?.shape === Shape.Lower && after.gap === 1 && !has(after, L.Function)));

export function ownWord(e: Evidence, s: Setting): void {
  const t = s.first;
  if (has(t, L.Calendar)) return e.add('none', isFamilyMonth(t) ? 4 : 6, 'calendar');
  if (has(t, L.People | L.Demonym) && !has(t, L.State)) return e.add('none', 5, 'demonym');
  if (has(t, L.NoName) || (t.shape === Shape.Upper && roman.test(t.text))) e.add('none', 4, 'no-name');
  if (designation.test(t.key) && !has(t, L.Organisation)) e.add('none', 5, 'designation');
  const word = has(t, L.Word | L.Everyday | L.Function);
  // "on Mars", "the planet Saturn".
  if (has(t, L.Place) && word && (s.before?.key === 'on' || s.before?.key === 'planet')) e.add('place', 2.2, 'planet');
  // In mid-sentence the capital itself says that a word is a name.
  const named = has(t, L.Given | L.Surname) && !t.first && (!articles.has(s.before?.key ?? '') || has(s.after, L.OrganisationNoun));
  // "a Crane", "my good Crow": one of many.
  if (word && has(t, L.Place) && one.has(s.before?.key ?? '') && s.after?.shape !== Shape.Lower) e.add('none', 3, 'ordinary-word');
  const shaded = !word ? 1 : named ? 0.8 : has(t, L.Everyday | L.Function) ? 0.4 : 0.6;
  if (has(t, L.Given)) e.add('person', 2.6 * shaded, 'given-name');
  if (has(t, L.Surname)) e.add('person', 1.4 * shaded, 'family-name');
  const placed = has(t, L.Place) && !t.first && !has(t, L.Everyday | L.Function) && !articles.has(s.before?.key ?? '') && t.shape === Shape.Capital;
  if (has(t, L.Place)) e.add('place', 3.2 * (!word || placed ? 1 : has(t, L.Everyday | L.Function) ? 0.4 : 0.7), 'known-place');
  if (t.key.endsWith('men') && t.first && !has(t, L.Surname | L.Given | L.Place)) e.add('none', 2.5, 'ordinary-word');
  // A word of four letters and more in capitals is shouted, not abbreviated.
  const shouted = word && t.text.length > 3;
  if (t.shape === Shape.Upper && t.text.length <= 6 && !shouted) e.add('organisation', has(t, L.Place) ? 1 : s.shout ? 0.8 : 2.6, 'acronym');
  if (t.shape === Shape.Initial) e.add('none', 3, 'initial');
  if (t.shape === Shape.Mixed) e.add('organisation', 1.2, 'mixed-case');
  // "al-Sharaa": family names are written so more often than papers and armies.
  if (
    t.shape === Shape.Mixed &&
    arabicArticle.test(t.text) &&
    !(s.after?.shape === Shape.Lower && (has(s.after, L.PlaceNoun | L.OrganisationNoun) || ofArabicNames.has(s.after.key)))
  )
    e.add('person', 1.8, 'particle');
  if (word && (t.shape !== Shape.Upper || (has(t, L.Everyday) && t.text.length > 2)))
    e.add('none', named || placed ? 0.7 : has(t, L.Everyday | L.Function) ? 2.8 : 1.6, 'ordinary-word');
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
  if (has(t, L.NationalHead) && !t.first && t.shape === Shape.Capital && s.before !== undefined) e.add('organisation', 1.6, 'national-head');
  if (isChamber(s)) e.add('organisation', 3.4, 'national-head');
  // "approved by the House", beside the Senate.
  else if (t.key === 'house' && isChamberHouse(s)) e.add('organisation', 4.5, 'national-head');
  // "Japan's Parliament", "Iraq's Cabinet".
  else if (has(t, L.NationalHead) && t.shape === Shape.Capital && s.before?.key === 's' && s.before.gap === 0) e.add('organisation', 2, 'national-head');
  if (has(t, L.OtherHead | L.Title)) e.add('none', 2, 'role-or-event');
  if (has(t, L.Direction)) e.add('none', 3, 'direction');
  // The states of Europe and North America, who act; other points of the compass are directions.
  if (t.text === 'West' && !t.first && s.before?.key === 'the' && !s.possessive) e.add('place', 7, 'the-west');
  // "across the Pacific", but "the Pacific fleet".
  if (s.before?.key === 'the' && oceans.has(t.key) && (s.after === undefined || s.after.shape === Shape.Mark || has(s.after, L.Function)))
    e.add('place', 5, 'known-place');
  if (has(t, L.OrganisationSuffix) && !has(t, L.Given)) e.add('none', 5, 'company-suffix');
  // BORRELL, MOUAWAD: family names in capitals, as official papers write them.
  if (
    !word &&
    !s.shout &&
    t.shape === Shape.Upper &&
    t.text.length > 6 &&
    (s.possessive || s.after?.shape === Shape.Lower || s.after?.text === ',') &&
    /[AEIOUY]/.test(t.text) &&
    !/[-\d.]/.test(t.text) &&
    !has(t, L.Given | L.Surname | L.Place | L.Organisation)
  ) {
    e.add('person', 1.4, 'capitals');
    e.add('organisation', 0.8, 'capitals');
  }
  if (!word && !has(t, L.Given | L.Surname | L.Place | L.Organisation) && (t.shape !== Shape.Upper || s.shout)) {
    e.add('person', 1, 'capitals');
    e.add('organisation', 0.7, 'capitals');
    e.add('place', 0.8, 'capitals');
    if (/[^s]s$/.test(t.key) && s.before !== undefined && counting.has(s.before.key)) e.add('none', 1.6, 'plural');
    // Reformists, Islamisation, MPs: a kind of people, a process, not a name.
    if (/(?:ists?|i[sz]ation|i[sz]ed|ologists?)$/.test(t.key) || /^[A-Z]{2,}s$/.test(t.text)) e.add('none', 5, 'kind-of-people');
    if (/^[A-Z][a-z]*-[a-z]{3,}$/.test(t.text)) e.add('none', 1.6, 'hyphenated-word');
    // State-of-the-Union.
    if (t.key.startsWith('state-of-')) e.add('none', 5, 'work-or-event');
    // OccupyGhana, TechUK.
    if (t.shape === Shape.Capital && twoInOne.test(t.text)) e.add('organisation', 2, 'mixed-case');
    if (personEnding.test(t.key)) e.add('person', 1.6, 'name-ending');
    if (placeEnding.test(t.key)) e.add('place', 1.6, 'place-ending');
    // Stow-on-the-Hill, Mont-sous-Bois.
    if (/-(?:le|la|les|on|upon|sur|sous|en|in|am|an|by|de|du|aux)-/.test(t.key)) e.add('place', 2.5, 'place-ending');
  }
}

/** A capital inside a word, where no person's name has one: McAdam, DeMarco, FitzRoy. */
const twoInOne = /^(?!Fitz|Saint)\p{Lu}\p{Ll}{3,}\p{Lu}/u;

/** J.R., A.B.C. */
const rowOfInitials = /^(?:\p{Lu}\.){2,3}$/u;
const roman = /^(?:I{1,3}|IV|VI{0,3}|IX|XI{0,3}|XIV|XV|XVI|Jr\.?|Sr\.?)$/;

export function ownWords(e: Evidence, s: Setting): void {
  const { tokens, candidate, first, last, length } = s;
  const second = tokens[candidate.from + 1];
  let of = -1;
  let words = 0;
  let given = 0;
  let initials = 0;
  let upper = 0;
  let unknown = 0;
  let particle = false;
  let short = true;
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
    if (i < candidate.to && (t.shape === Shape.Initial || (length === 2 && rowOfInitials.test(t.text) && last.shape === Shape.Capital))) initials++;
    if (t.text.length > 3) short = false;
    if (t.shape === Shape.Upper && !has(t, L.Given | L.Surname)) upper++;
  }
  const givenFirst = has(first, L.Given) && !plain(first);
  if (last.shape === Shape.Initial && length === 2 && (plain(first) || has(first, L.OrganisationHead))) e.add('none', 8, 'label');
  if (has(last, L.OrganisationSuffix)) e.add('organisation', 8, 'company-suffix');
  else if (of < 0 && has(last, L.OrganisationHead)) e.add('organisation', givenFirst && length === 2 && has(last, L.Surname) ? 2.5 : 5.5, 'head-noun');
  else if (of < 0 && has(last, L.Place) && schools.has(tokens[candidate.to - 1]?.key ?? '')) e.add('organisation', 5.5, 'head-noun');
  else if (of < 0 && has(last, L.PlaceHead)) e.add('place', givenFirst && length === 2 && has(last, L.Surname) ? 2.5 : 4.5, 'place-noun');
  else if (of < 0 && has(last, L.OtherHead))
    e.add('none', givenFirst && length === 2 && has(last, L.Surname) && !has(first, L.Place | L.Surname) ? 2 : 6, 'work-or-event');
  if (of > candidate.from) ofName(e, tokens, candidate, of);
  if (has(first, L.PlacePrefix) && !has(first, L.Given) && of < 0) e.add('place', 2.2, 'place-prefix');
  if (has(last, L.Demonym | L.People | L.NoName) && !has(last, L.Place | L.State | L.Surname | L.OrganisationHead) && of < 0) e.add('none', 4, 'demonym');
  // "World War I.", "See Appendix B." at a sentence's end.
  if (last.shape === Shape.Initial && (has(tokens[candidate.to - 1], L.OtherHead) || isLettered(tokens[candidate.to - 1]))) e.add('none', 8, 'work-or-event');
  if (naming.has(first.key)) e.add('none', 7, 'storm-or-operation');
  // A title that is part of the name: nobody else is called by the name alone.
  if (first.key === 'prophet') e.add('person', 7, 'given-name');
  // "F-86 Sabre", "C-130 Hercules": a type of machine.
  if (/^[a-z]{1,3}-\d/.test(first.key) && !has(first, L.Organisation)) e.add('none', 6, 'designation');
  if (has(first, L.OrganisationHead) && !has(first, L.Title | L.Given | L.Surname) && of < 0) e.add('organisation', 2.2, 'head-first');
  if (has(first, L.Direction) && (has(second, L.Place | L.State) || !plain(second)) && length === 2) e.add('place', 2.5, 'direction');
  if (has(first, L.Demonym)) e.add('organisation', 1, 'national');
  if (has(first, L.Particle) && (first.shape === Shape.Lower || (length === 2 && (first.key === 'bin' || first.key === 'von'))))
    return e.add('person', 5, 'particle');
  if (words === length && of < 0) {
    e.add('none', 2.2, 'ordinary-words');
    e.add('organisation', 1.6, 'ordinary-words');
    return;
  }
  if (given > 0 && has(first, L.Given) && length <= 5 && of < 0) {
    const rest = tokens[candidate.from + 1];
    e.add('person', plain(last) && !has(last, L.Surname) ? 2.2 : plain(rest) ? 2.6 : 4.6, 'given-name');
  }
  // "W L PCT GB" heads a table.
  if (initials > 0 && short && last.shape !== Shape.Capital) e.add('none', 8, 'table-head');
  else if (initials > 0 && length <= 5 && of < 0) e.add('person', 4, 'initials');
  if (particle && of < 0) e.add('person', 2.5, 'particle');
  if (isFamilyFirst(tokens, candidate.from, candidate.to)) e.add('person', 3.2, 'family-first');
  if (roman.test(last.text)) e.add('person', 2, 'numeral');
  if (has(last, L.Surname) && !plain(first) && of < 0 && length <= 4) e.add('person', 1.6, 'family-name');
  if (personEnding.test(last.key) && !plain(last)) e.add('person', 1, 'name-ending');
  if (upper > 0) e.add('organisation', 2, 'acronym');
  // "IMANI Africa": a given name is not written so before a place.
  else if (
    first.shape === Shape.Upper &&
    first.text.length > 2 &&
    !s.shout &&
    last.shape === Shape.Capital &&
    has(last, L.Place | L.State) &&
    !has(last, L.Surname)
  )
    e.add('organisation', 5.5, 'acronym');
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
const naming = new Set(
  'hurricane hurricanes storm storms typhoon typhoons cyclone tropical operation hms uss mv windows apollo soyuz boeing airbus'.split(' '),
);

/** "Ministry of X", "Gulf of X", "Battle of X": the noun before the first "of". */
function ofName(e: Evidence, tokens: readonly Token[], candidate: Candidate, of: number): void {
  const [head, last] = [tokens[of - 1], tokens[candidate.to]];
  if (head === undefined) return;
  if (head.key === 'state' && last?.key === 'union') e.add('none', 8, 'work-or-event');
  // "Campaign for Clean Rivers" is a body, "Campaign of 1812" a war's.
  if (head.key === 'campaign' && tokens[of]?.key === 'for') e.add('organisation', 5.5, 'head-noun');
  else if (has(head, L.OtherHead) || isFrontOther(head.key)) e.add('none', 6, 'work-or-event');
  if (isFrontPlace(head.key)) e.add('place', 4.5, 'place-noun');
  if (isFrontHead(head.key)) e.add('organisation', 5.5, 'head-noun');
  else if (has(head, L.Title)) e.add('none', 5, 'title-only');
  if (has(last, L.OrganisationHead | L.OrganisationSuffix)) e.add('organisation', 2, 'head-noun');
}
