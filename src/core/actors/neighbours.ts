/** What the words before and after a name say of it. */
import type { Evidence } from './evidence';
import { has, isNameShape, plain, type Setting, tokenAt } from './setting';
import { Shape, type Token } from './tokens';
import { Lexicon as L } from './words';

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
  'member members chairman chairwoman leader head director founder president secretary spokesman spokeswoman supporters executive ceo owner employee employees part wing faction editor editors correspondent reporter journalist journalists columnist newsroom shares subsidiary branch'.split(
    ' ',
  ),
);

/** "Groups such as |", "countries including |", "papers like |": what the noun before says that all names of the list are. */
const examples = new Set(['as', 'including', 'like']);
const kindsOfBodies = new Set(
  `groups companies firms banks unions agencies newspapers papers magazines organisations organizations ngos parties outlets broadcasters networks institutions charities airlines retailers manufacturers carmakers automakers lenders clubs teams publishers
   universities militias factions operators suppliers conglomerates startups start-ups insurers brokers regulators movements websites channels stations makers corporations associations foundations think-tanks bodies ministries brands producers platforms chains`.split(
    /\s+/,
  ),
);
const kindsOfPlaces = new Set('cities towns villages provinces regions districts islands suburbs capitals counties ports'.split(' '));
const kindsOfPeople = new Set(
  `politicians ministers leaders officials lawmakers senators critics activists celebrities players actors actresses singers artists writers authors figures dissidents oligarchs billionaires opponents candidates journalists athletes musicians directors
   scientists economists analysts generals presidents stars`.split(/\s+/),
);
const kindsOfStates = new Set(['countries', 'nations', 'states']);

/** The noun of the kind that the name is given as an example of; undefined where it is none. */
function exampled(s: Setting): string | undefined {
  const { before: b, before2, tokens, candidate } = s;
  // "companies including Musk's Tesla": the example is what he owns.
  if (b === undefined || s.possessive || !examples.has(b.key) || b.shape !== Shape.Lower) return undefined;
  const isSuch = before2?.key === 'such';
  if (b.key === 'as' && !isSuch) return undefined;
  const noun = tokenAt(tokens, candidate.from - (isSuch ? 3 : 2));
  return noun?.text === ',' ? tokenAt(tokens, candidate.from - (isSuch ? 4 : 3))?.key : noun?.key;
}

function asExample(e: Evidence, noun: string): void {
  if (kindsOfBodies.has(noun)) e.add('organisation', 5, 'kind-of-list');
  else if (kindsOfPeople.has(noun)) e.add('person', 4, 'kind-of-list');
  else if (kindsOfPlaces.has(noun)) e.add('place', 4, 'kind-of-list');
  else if (kindsOfStates.has(noun)) e.add(noun === 'states' ? 'place' : 'state', 4, 'kind-of-list');
}

export function before(e: Evidence, s: Setting): void {
  const { before: b, before2, candidate, tokens } = s;
  if (candidate.title !== undefined) {
    let honorific = false;
    for (let i = candidate.title; i < candidate.from; i++) if (has(tokens[i], L.Honorific)) honorific = true;
    e.add('person', honorific ? 9 : 6, 'title-name');
  }
  if (b === undefined || candidate.title !== undefined) return;
  const noun = exampled(s);
  if (noun !== undefined) return asExample(e, noun);
  if (storms.has(b.key) || (b.key === 'and' && storms.has(tokenAt(tokens, candidate.from - 3)?.key ?? ''))) return e.add('none', 12, 'storm');
  if (b.shape === Shape.Lower || has(b, L.Function)) {
    const preposition = where.get(b.key);
    if (preposition !== undefined) {
      // "in Parliament": who sits there is named.
      if (s.length > 1 || !has(s.first, L.NationalHead) || has(s.first, L.Place)) e.add('place', preposition, 'where');
      if (b.key === 'in' || b.key === 'at' || b.key === 'near') e.add('person', -1.5, 'where');
      if (b.key === 'at') e.add('organisation', 1.2, 'at');
      if (b.key === 'in' && has(before2, L.OtherHead) && before2 !== undefined && isNameShape(before2) && !has(s.first, L.Place | L.State))
        e.add('none', 4, 'prize-in');
    }
    if (b.key === 'the') {
      // "The Farmer" begins a sentence as any noun does.
      if (b.shape !== Shape.Lower && plain(s.first)) return;
      // "the Yankees" are a club, or Americans: the article says nothing of a people's name.
      if (!(s.length === 1 && has(s.first, L.People)))
        e.add('organisation', s.length === 1 && has(s.first, L.Place) && !has(s.first, L.Organisation) ? 0.8 : 1.8, 'the');
      e.add('person', -2.5, 'the');
      if (s.length === 1 && !has(s.first, L.Place)) e.add('place', -0.5, 'the');
      if (s.after !== undefined && s.after.shape === Shape.Lower && !has(s.after, L.Function | L.Saying) && s.length === 1 && !s.possessive)
        e.add('none', 0.8, 'the');
    } else if (b.key === 'a' || b.key === 'an') {
      e.add('none', 1.6, 'article');
      e.add('person', -1.5, 'article');
    } else if (b.key === 'of') {
      e.add('place', 0.9, 'of');
      e.add('organisation', 0.6, 'of');
      // "the editorial office of X".
      if (before2?.key === 'office' && tokenAt(tokens, candidate.from - 3)?.key === 'editorial') e.add('organisation', 3, 'role-of');
      else if (before2 && officesOfPlaces.has(before2.key)) e.add('place', 3, 'place-noun-of');
      else if (before2 && officesOfBodies.has(before2.key)) e.add('organisation', 2, 'role-of');
      else if (has(before2, L.Kin)) e.add('person', 3, 'kin');
    } else if (leaving.has(b.key)) {
      // "left Paris for New York".
      if (
        s.after?.key === 'for' &&
        !s.possessive &&
        has(s.first, L.Place) &&
        s.after2 !== undefined &&
        isNameShape(s.after2) &&
        has(s.after2, L.Place | L.State | L.PlacePrefix)
      )
        e.add('place', 6, 'where');
    } else if (b.key === 'by') e.add('person', 1.1, 'by');
    else if (b.key === 'with') e.add('person', 0.5, 'with');
    else if (has(b, L.Kin)) e.add('person', 3, 'kin');
    else if (artefacts.has(b.key)) e.add('none', called.has(b.key) ? 12 : 3.5, called.has(b.key) ? 'thing-called' : 'thing-before');
    else if (has(b, L.OrganisationNoun) && !has(b, L.Role)) e.add('organisation', 2.8, 'kind-noun');
    else if (has(b, L.Role | L.Title)) e.add('person', 3.2, 'role-name');
    else if (has(b, L.PlaceNoun)) e.add('place', 2.2, 'kind-noun');
    else if (b.key === 'told' || b.key === 'said' || b.key === 'says' || b.key === 'named' || b.key === 'called') e.add('person', 1.5, 'speech');
    else if (b.key === 'joined' || b.key === 'joining') e.add('organisation', 1.2, 'joined');
  } else if (b.text === ',' && before2 !== undefined && artefacts.has(before2.key) && s.after?.shape !== Shape.Lower)
    e.add('none', called.has(before2.key) ? 12 : 3.5, called.has(before2.key) ? 'thing-called' : 'thing-before');
  else if (b.text === ',' && before2 !== undefined && has(before2, L.Place) && isNameShape(before2) && (s.length === 1 || s.candidate.entry?.type === 'place'))
    e.add('place', 1.6, 'place-list');
  else if (b.text === ',' && before2 !== undefined && has(before2, L.Role)) e.add('person', 1.6, 'role-apposition');
  // "an aid group, Emergency, said".
  else if (b.text === ',' && has(before2, L.OrganisationNoun) && before2?.shape === Shape.Lower && tokens[candidate.to + 1]?.text === ',')
    e.add('organisation', 3.2, 'kind-apposition');
  else if (b.text === '"' || b.text === '“') {
    const next = tokens[candidate.to + 1];
    const close = next?.text === '.' || next?.text === ',' ? tokens[candidate.to + 2] : next;
    if (close?.text === '"' || close?.text === '”') e.add('none', 2, 'quoted-title');
    if (before2 !== undefined && (works.has(before2.key) || has(before2, L.OtherHead))) e.add('none', 4, 'quoted-title');
  } else if (b.text === '@') e.add('none', 3, 'address');
}

const leaving = new Set('left leave leaves leaving departed departing quit quits fled'.split(' '));
const sites = new Set('complex plant reactor site facility facilities'.split(' '));

/** A person has them as well as a party or a club. */
const followers = new Set('supporters loyalists allies backers critics opponents aides voters fans lawyers'.split(' '));

/** "Hurricanes Katrina | and Rita": storms have given names. */
const storms = new Set('hurricane hurricanes typhoon typhoons cyclone cyclones'.split(' '));

export const personVerbs: ReadonlySet<string> = new Set(
  'born died married resigned retired scored smiled graduated wrote sang starred played studied became joined grew lived attended says said told argues wrote recalled testified shrugged nodded laughed thinks believes whispered cried'.split(
    ' ',
  ),
);

export function after(e: Evidence, s: Setting): void {
  const { after: a, after2, tokens, candidate } = s;
  if (a === undefined) return;
  if (
    a.text === ':' &&
    a.gap === 0 &&
    s.first.first &&
    s.before === undefined &&
    after2 !== undefined &&
    isNameShape(after2) &&
    s.candidate.entry === undefined &&
    !has(s.last, L.Everyday)
  )
    e.add('person', 3, 'headline-speaker');
  if (
    (a.key === 'is' || a.key === 'was' || a.key === 'are' || a.key === 'were') &&
    !s.possessive &&
    (after2?.key === 'a' || after2?.key === 'an' || after2?.key === 'the' || after2?.key === 'one')
  )
    copula(e, tokens, candidate.to + 3);
  // "the Biden | White House".
  if (
    s.length === 1 &&
    s.before?.key === 'the' &&
    a.gap === 1 &&
    !s.possessive &&
    s.first.shape === Shape.Capital &&
    !has(s.first, L.State | L.Place) &&
    ((a.key === 'white' && after2?.key === 'house') || a.key === 'pentagon' || a.key === 'kremlin') &&
    isNameShape(a)
  )
    e.add('person', 6, 'persons-own');
  if (a.shape === Shape.Lower) {
    if (s.possessive) {
      if (has(a, L.Kin)) e.add('person', 2.5, 'kin');
      else if (has(a, L.OrganisationNoun)) e.add('organisation', 0.8, 'its-people');
      else if (has(a, L.PlaceNoun)) e.add('place', 1.2, 'its-places');
      return;
    }
    if (a.key === 'who' || a.key === 'whom') e.add('person', 3.5, 'who');
    else if (s.length === 1 && s.before?.key === 'the' && ofPersons.has(a.key) && !has(s.first, L.State | L.OrganisationHead | L.Title | L.NoName))
      e.add('person', a.key === 'family' || a.key === 'dynasty' ? 5 : 6, 'persons-own');
    else if (a.key === 'which') e.add('organisation', 0.6, 'which');
    else if (undertakings.has(a.key) && s.length === 1 && s.first.shape === Shape.Capital && !s.possessive && !has(s.first, known))
      e.add('none', 1.6, 'thing-after');
    else if (things.has(a.key) && !s.possessive && !has(s.first, L.State) && s.candidate.entry === undefined)
      e.add('none', has(s.first, L.Place) && !diseases.has(a.key) ? 1 : 3, 'thing-after');
    else if (
      personVerbs.has(a.key) ||
      ((a.key === 'was' || a.key === 'has' || a.key === 'had' || a.key === 'later') && after2 !== undefined && personVerbs.has(after2.key))
    ) {
      e.add('person', 2, 'person-verb');
      e.add('organisation', 0.6, 'speech');
    } else if (has(a, L.Saying)) {
      e.add('person', 1.1, 'speech');
      e.add('organisation', 0.7, 'speech');
    } else if (followers.has(a.key)) {
      e.add('person', 1.3, 'followers');
      e.add('organisation', 1, 'followers');
    } else if (
      has(after2, L.PlaceNoun) &&
      after2?.gap === 1 &&
      after2.shape === Shape.Lower &&
      !has(a, L.Function | L.Saying | L.OrganisationNoun | L.Role) &&
      !has(s.first, known)
    )
      e.add('place', 2, 'kind-noun');
    else if (has(a, L.OrganisationNoun)) e.add('organisation', 2, 'kind-noun');
    else if (has(a, L.PlaceNoun)) e.add('place', 3, 'kind-noun');
    // "the Bakara market", "the Yongbyon nuclear complex": what is known for nothing else is where that is.
    else if (
      s.length === 1 &&
      s.first.shape === Shape.Capital &&
      !has(s.first, known) &&
      (a.key === 'market' || (a.key === 'nuclear' && sites.has(after2?.key ?? '')))
    )
      e.add('place', 4, 'kind-noun');
    else if (has(a, L.Role) && s.length === 1) e.add('organisation', 0.8, 'role-after');
    return;
  }
  // "the Gan Tirash Jewish settlement".
  if (
    has(a, L.Demonym | L.NoName) &&
    a.gap === 1 &&
    !s.possessive &&
    after2?.shape === Shape.Lower &&
    (has(after2, L.PlaceNoun) || after2.key === 'settlement')
  )
    e.add('place', 2.2, 'kind-noun');
  if (a.text === ',') apposition(e, tokens, candidate.to + 1 + (s.possessive ? 2 : 0), s);
  else if (a.text === '(' && after2 !== undefined) {
    if (after2.key === 'born' || after2.key === 'b' || (after2.shape === Shape.Number && after2.text.length === 4 && s.length > 1))
      e.add('person', 2.5, 'born');
    else if (has(after2, L.State) && s.length > 1 && (tokens[candidate.to + 3]?.text === ')' || tokens[candidate.to + 4]?.text === ')'))
      e.add('person', 2.5, 'of-a-state');
    else if (after2.shape === Shape.Upper && tokens[candidate.to + 3]?.text === ')') e.add('organisation', 2, 'acronym-definition');
  }
}

/** "the Bush administration", "the Novak family": what is called by its person's family name. */
const ofPersons = new Set('administration presidency family dynasty'.split(' '));

/** "the Bextra tablet", "a Phoenix probe": what the noun after a name says it is the name of. */
const things = new Set(
  'virus vaccine drug pill tablet disease syndrome fever missile missiles rocket rockets probe spacecraft satellite lander rover aircraft jet jets fighter bomber helicopter tank rifle festival award awards prize trophy tournament cup index manifold operation album single movie film novel song'.split(
    ' ',
  ),
);

const known = L.Given | L.Surname | L.Place | L.State | L.Organisation;
/** "the so-called Redwall campaign": what is done has a name that nobody bears. */
const undertakings = new Set(
  'campaign offensive operation exercise scandal affair massacre uprising protocol treaty accord accords scheme project programme program manifold method'.split(
    ' ',
  ),
);

/** Illnesses bear the names of places, and are said more often than the places. */
const diseases = new Set('virus disease syndrome fever'.split(' '));

/** "the shuttle X": what else is called so in the document is the vessel too. */
const called = new Set('warship frigate tanker ferry destroyer shuttle spacecraft satellite drug vaccine'.split(' '));

/** "the drug X", "its album X": nouns that take the name of a thing after them. */
const artefacts = new Set(
  'album albums single film movie novel song drug vaccine virus substance warship frigate tanker ship ferry destroyer missile rocket shuttle spacecraft satellite software anthem opera sitcom'.split(
    ' ',
  ),
);

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
