/**
 * Whether a town's name stands for the government or body that sits there.
 *
 * "Moscow denied", "sanctions against Moscow", "between Washington and Brussels", "representatives of Washington" are
 * actors; "in Brussels", "a visit to Moscow" are places. A table of small rules, first match wins; the table's order is
 * from the surest to the vaguest, and the default is the place.
 */
import { tokenAt } from './setting';
import { Shape, type Token } from './tokens';
import { Lexicon } from './words';

interface Context {
  readonly tokens: readonly Token[];
  /** First and last token of the name. */
  readonly from: number;
  readonly to: number;
  readonly before: string;
  readonly before2: string;
  readonly after: string;
  readonly possessive: boolean;
  /** Word after the possessive, or after the name. */
  readonly next: Token | undefined;
}

interface Rule {
  readonly name: string;
  readonly reading: 'actor' | 'place';
  readonly when: (c: Context) => boolean;
}

const set = (words: string): ReadonlySet<string> => new Set(words.split(/\s+/));

/** Prepositions after which a town is where something is. */
const whereabouts = set('in at near outside inside around across throughout into via');
/** Nouns and verbs of movement before "to", "from", "for". */
const movement = set(
  `visit visits visited visiting trip trips travel travels traveled travelled traveling travelling flew fly flies flight flights fled flee return returned returns returning went go goes going gone come came comes coming arrive arrived
   arrives arriving drive drove journey tour moved move moving headed heading heads back way road route train trains bus buses sent brought transferred taken took delivered airlifted evacuated deported extradited summoned recalled
   invited close next miles kilometers kilometres km mile drive hours minutes north south east west ambassador envoy consul embassy bound left leave leaving departed departing`,
);
/** What one does against, with or between actors. */
const dealings = set(
  `against between with among sanctions sanction relations ties talks pressure contacts accused accuse accuses accusing blame blamed blames urged urge urges urging warned warn warns warning called asked told criticised criticized
   pressed condemned threatened supports support supported supporting backed backs by toward towards than dialogue deal agreement dispute conflict confrontation alliance partnership cooperation blamed angered angering irritated irk irked
   friendly loyal allied`,
);
const dealingNouns = set(
  `relations ties sanctions dialogue talks negotiations pressure support cooperation policy policies interests demands proposals concerns influence strategy stance position role government leadership officials authorities regime administration
   allies ally response reaction plans efforts decision attitude behaviour behavior approach view views opposition objections intentions readiness willingness claims accusations allegations denial security
   backing backers backed envoy representative representatives delegation diplomats friends enemies rivals partners opponents`,
);
const representatives = set(
  'representatives representative envoys envoy government authorities leadership leaders officials diplomats delegation regime policy policies position interests demands part side behalf allies ally support decision hands influence will consent approval permission help behest request insistence',
);
const place = set(
  'city suburb suburbs district street streets airport outskirts residents downtown region hotel hospital court bureau correspondent office apartment university museum zoo metro subway mayor station square area police time stock exchange conference summit meeting talks treaty declaration agreement accord accords protocol museum hospital neighborhood neighbourhood',
);

const directed = set('look looks looked looking anger angry aimed directed criticism irritation glance shouted swipe dig');
const burdens = set('pressure sanctions sanction blame tariffs tariff embargo restrictions demands costs influence dependence reliance');
const commotion = set('fuss situation tension tensions hysteria hype crisis agitation concerns concern worries noise');

const rules: readonly Rule[] = [
  { name: 'dateline', reading: 'place', when: (c) => isDateline(c) },
  {
    name: 'directed-at',
    reading: 'actor',
    when: (c) => c.before === 'at' && (directed.has(c.before2) || directed.has(tokenAt(c.tokens, c.from - 3)?.key ?? '')),
  },
  { name: 'fuss-around', reading: 'actor', when: (c) => (c.before === 'around' || c.before === 'over') && commotion.has(c.before2) },
  { name: 'bearing-on', reading: 'actor', when: (c) => c.before === 'on' && burdens.has(c.before2) },
  { name: 'where', reading: 'place', when: (c) => whereabouts.has(c.before) },
  {
    name: 'where-list',
    reading: 'place',
    when: (c) =>
      (c.before === 'and' || c.before === ',') &&
      tokenAt(c.tokens, c.from - 2)?.shape === Shape.Capital &&
      whereabouts.has(tokenAt(c.tokens, c.from - 3)?.key ?? ''),
  },
  {
    name: 'town-and-state',
    reading: 'place',
    when: (c) =>
      c.after === ',' &&
      ((c.tokens[c.to + 2]?.bits ?? 0) & (Lexicon.State | Lexicon.Place)) !== 0 &&
      c.tokens[c.to + 3]?.text !== 'and' &&
      c.before !== ',' &&
      c.before !== 'between',
  },
  { name: 'movement', reading: 'place', when: (c) => (c.before === 'to' || c.before === 'from' || c.before === 'for' || c.before === 'through') && moves(c) },
  { name: 'left', reading: 'place', when: (c) => movement.has(c.before) && c.before !== 'sent' },
  { name: 'of-the-city', reading: 'place', when: (c) => c.next !== undefined && !c.possessive && place.has(c.next.key) },
  { name: 'based', reading: 'place', when: (c) => /-(based|born|area|bound)$/.test(c.tokens[c.to]?.key ?? '') },
  {
    name: 'possessive-place',
    reading: 'place',
    when: (c) => c.possessive && c.next !== undefined && (place.has(c.next.key) || c.next.shape === Shape.Capital),
  },
  {
    name: 'capital-of',
    reading: 'place',
    when: (c) =>
      c.before === 'capital' ||
      c.before === 'city' ||
      (c.before === ',' && c.before2 === 'capital') ||
      (c.after === ',' && c.tokens[c.to + 2]?.key === 'the' && c.tokens[c.to + 3]?.key === 'capital'),
  },
  { name: 'representative', reading: 'actor', when: (c) => c.before === 'of' && representatives.has(c.before2) },
  { name: 'dealing', reading: 'actor', when: (c) => dealings.has(c.before) },
  {
    name: 'compound',
    reading: 'actor',
    when: (c) => c.after === '-' || c.before === '-' || c.after === '/' || c.before === '/' || c.after === '–' || c.before === '–',
  },
  { name: 'acts', reading: 'actor', when: (c) => !c.possessive && acts(c) },
  {
    name: 'possessive',
    reading: 'actor',
    when: (c) =>
      c.possessive && c.next !== undefined && (dealingNouns.has(c.next.key) || (c.next.shape === Shape.Lower && (c.next.bits & Lexicon.PlaceNoun) === 0)),
  },
  { name: 'coordinated', reading: 'actor', when: (c) => (c.before === 'and' || c.after === 'and') && coordinated(c) },
  { name: 'its-statement', reading: 'actor', when: (c) => c.before === 'from' && !moves(c) },
  {
    name: 'its-government',
    reading: 'actor',
    when: (c) => c.next !== undefined && !c.possessive && c.next.shape === Shape.Lower && dealingNouns.has(c.next.key),
  },
  { name: 'determined', reading: 'actor', when: (c) => c.before === 'your' || c.before === 'our' || c.before === 'official' || c.before === 'the' },
  { name: 'object', reading: 'actor', when: (c) => isObject(c) },
];

/** "MOSCOW (Reuters) -", "Moscow, 12 May -", at the head of a block. */
function isDateline(c: Context): boolean {
  if (c.from !== 0) return false;
  return (
    c.after === '(' ||
    c.after === '—' ||
    c.after === '–' ||
    (c.after === '-' && c.tokens[c.to + 1]?.gap === 1) ||
    (c.after === ',' && ((c.tokens[c.to + 2]?.bits ?? 0) & Lexicon.Calendar) !== 0)
  );
}

/** One of the four words before the preposition is a word of movement, with no full stop between. */
function moves(c: Context): boolean {
  for (let i = c.from - 2; i >= 0 && i >= c.from - 5; i--) {
    const t = c.tokens[i];
    if (t === undefined || t.shape === Shape.Mark) return false;
    if (movement.has(t.key)) return true;
  }
  return false;
}

const auxiliary = set(
  'has had have is was are were will would should must may might can could cannot does did do also now then still always again already never itself repeatedly allegedly reportedly recently earlier later immediately',
);

const conjunctions = set('that , while after if but and though although because as when whether');
const quoteMarks = set('" “ \' ‘');
/** Adjectives of minds, not of towns. */
const disposed = set(
  'interested ready willing unwilling able unable concerned worried convinced prepared determined committed open keen eager reluctant opposed confident aware angry furious sure wrong right responsible guilty serious bent set likely',
);

/** A verb of saying or doing follows, over auxiliaries and adverbs. */
function acts(c: Context): boolean {
  let i = c.to + 1;
  let auxiliaries = 0;
  while (i < c.to + 5 && auxiliary.has(c.tokens[i]?.key ?? '')) {
    i++;
    auxiliaries++;
  }
  while (auxiliaries > 0 && i < c.to + 7 && (quoteMarks.has(c.tokens[i]?.text ?? '') || /ly$/.test(c.tokens[i]?.key ?? ''))) i++;
  const verb = c.tokens[i];
  if (verb === undefined) return false;
  // "MOSCOW DENIES REPORT", "Moscow Denies Report": a loud line writes the verb as it would a name.
  if (verb.shape !== Shape.Lower) return verb.first && verb.gap === 1 && (verb.bits & Lexicon.Saying) !== 0;
  if (auxiliaries > 0 && disposed.has(verb.key)) return true;
  if ((verb.bits & Lexicon.Saying) !== 0) return true;
  if (auxiliaries > 0 && c.tokens[c.to + 1]?.key !== 'is' && c.tokens[c.to + 1]?.key !== 'was' && c.before !== 'that') return true;
  if (auxiliaries > 0 && /(ing|ed|ready|willing|able|right|wrong|concerned)$/.test(verb.key)) return true;
  return (
    /(?:ed|es|[^s]s)$/.test(verb.key) &&
    (verb.bits & (Lexicon.Role | Lexicon.OrganisationNoun | Lexicon.PlaceNoun | Lexicon.Function)) === 0 &&
    (c.tokens[c.from]?.first === true || conjunctions.has(c.before))
  );
}

/** The other side of "and" is another state, seat or body. */
function coordinated(c: Context): boolean {
  const other = c.before === 'and' ? tokenAt(c.tokens, c.from - 2) : c.tokens[c.to + 2];
  if (other === undefined) return false;
  if ((other.bits & (Lexicon.State | Lexicon.Organisation)) !== 0) return true;
  // Two towns: an actor only in "between A and B", "A and B agreed".
  const start = c.before === 'and' ? c.from - 3 : c.from - 1;
  const end = c.before === 'and' ? c.to + 1 : c.to + 3;
  return dealings.has(tokenAt(c.tokens, start)?.key ?? '') || ((c.tokens[end]?.bits ?? 0) & Lexicon.Saying) !== 0;
}

/** Directly after a verb in -ing, -ed or an infinitive: "offering Moscow guarantees", "to persuade Washington". */
function isObject(c: Context): boolean {
  const verb = tokenAt(c.tokens, c.from - 1);
  if (verb === undefined || verb.shape !== Shape.Lower) return false;
  if (/(?:ing|ed)$/.test(verb.key) && (verb.bits & Lexicon.LocativePreposition) === 0) return true;
  if ((verb.bits & Lexicon.Saying) !== 0 && !auxiliary.has(verb.key)) return true;
  const to = c.before2;
  return to === 'to' || (to === 'on' && verb.key === 'put');
}

/** How a seat's name reads between tokens `from` and `to` (inclusive), and the name of the rule that says so. */
export function readMetonym(tokens: readonly Token[], from: number, to: number): { readonly reading: 'actor' | 'place'; readonly rule: string } {
  const mark = tokens[to + 1];
  const possessive = mark !== undefined && mark.gap === 0 && (mark.text === "'" || mark.text === '’');
  const s = possessive && tokens[to + 2]?.key === 's' && tokens[to + 2]?.gap === 0;
  const context: Context = {
    tokens,
    from,
    to,
    before: tokenAt(tokens, from - 1)?.key ?? '',
    before2: tokenAt(tokens, from - 2)?.key ?? '',
    after: mark?.key ?? '',
    possessive,
    next: possessive ? tokens[to + (s ? 3 : 2)] : mark,
  };
  const rule = rules.find((r) => r.when(context));
  return rule ? { reading: rule.reading, rule: rule.name } : { reading: 'place', rule: 'default' };
}
