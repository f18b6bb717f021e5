import { IdSets, type IdSet } from './id-sets';
import { shape, type Lexicon, type WordClass } from './lexicon';
import { flag, type Tokens } from './tokens';

/** Word lists that conditions and the context scan look words up in. */
export const lists = {
  yearPrepositions:
    'in since of from until till by to through during before after late early circa around and or between mid for than about until , ( - as versus vs over than back /',
  yearNouns: 'war treaty revolution battle peace law act constitution uprising revolt famine plague winter spring summer autumn census edict',
  monthPrepositions:
    'in since of from until till by through during before after late early mid for between last next this to around about every each and or , - ( and another until past previous following coming',
  listMarks: ', and or (',
  programmes: 'programme program show',
  clubs: 'committee club',
  monthNamed: 'revolution revolutions movement uprising monarchy war theses crisis manifesto days',
  namedWeekdays: 'good bloody super black blue ruby fat giving shrove maundy freaky holy spy whit',
  weekdayPapers: 'times telegraph mirror mail express herald post star world sun tribune independent people sport business observer review night club',
  papersOnWeekday: 'mail independent',
  afterOvernight: 'that as in on after when by and but to at from into with the a an he she they it but while',
  holidayNamed: 'agreement agreements accord accords deal island islands islander islanders rising carol carols massacre parade',
  eventNouns:
    'attack attacks attackers bombing bombings riot riots rioters insurrection massacre hijackings hijackers hijacking crackdown invasion coup plot assault siege defendants defendant committee commission',
  eventAdjectives: 'terror terrorist terrorism hamas capitol suicide deadly full-scale',
  beforeThatNamed: 'in of since by until till during through throughout later earlier late early mid from before after ,',
  /** Present forms that in news announce what is on a calendar: "France hosts Germany on Friday". */
  planVerbs:
    'hosts host faces face plays play travels travel visits visit tours tour start open begin return returns compete competes departs depart addresses convene gathers gather tackle tackles runs run marks publishes publish holds launches launch premieres votes vote heads head goes go comes unveils presents hears celebrates elect chooses choose reopens closes decides turns',
  /** Those that are as often nouns: only what is done to something tells ("reports results Thursday"). */
  planVerbsOfThings: 'hold reports report releases release',
  /** Things that are reported or heard on a day, and are not told by their plural. */
  planThings: 'data evidence office court',
  /** Words of what is to come that are nouns after an article: "the plan was announced". */
  alsoNouns: 'plan plans hope hopes aim aims schedule forecast forecasts wants starts opens',
  /** Verbs whose past is written as their infinitive. */
  sameForms: 'cut hit put set shut split spread thrust bid burst cast shed quit beat hurt laid',
  beforeInfinitive: "to will would could may might must should can shall 'll not help let make",
  /** Nouns that do so, though other lists know them for something else. */
  planNouns: 'president king judge court committee commission club school star island world series road',
  planSubjects: 'they we i you he she it who which',
  afterPlan: 'the a an its their his her in on at against for from to with off this next again through until till',
  /** What is announced, called or approved may lie ahead of the telling. */
  announcers:
    'agreed announced called proposed declared approved ordered demanded sought invited unveiled offered threatened booked organised organized convened named fixed reserved confirmed requested recommended signed issued extended granted launched postponed invited summoned pencilled convened',
  /** Verbs whose object is a day to come: "the court set June 3 as the date of the trial". */
  choosers: 'set chose fixed picked named selected earmarked proposed designated',
  /** What has been said, done or written in a month that it is called by: "under a June agreement". */
  monthlyNouns:
    'agreement report ruling study letter statement interview speech raid attack decision poll survey memo order deal accord verdict judgment filing post article referendum coup resolution',
  /** Makers of cars: "a 2019 Toyota" is a model. */
  carMakers:
    'acura alfa audi bentley bmw buick cadillac chevrolet chevy chrysler citroen dodge ferrari fiat ford gmc honda hummer hyundai infiniti isuzu jaguar jeep kia lada lamborghini lexus lincoln maserati mazda mercedes mercedes-benz mercury mitsubishi nissan oldsmobile opel peugeot plymouth pontiac porsche renault rolls-royce saab skoda subaru suzuki tesla toyota vauxhall volkswagen volvo vw yamaha',
  sunTimes: 'dawn daybreak sunrise dusk sunset nightfall',
  partsOfTheDay: 'earlier later',
  beforeClock: 'at by from until till around about since before after between to',
  dayPrepositions: 'on by until till since from before after through between the to',
  /** Before "the 20th", where words go on behind it. */
  beforeDayAlone: 'on by until till since before after',
  afterDayAlone: 'to in at with from but as because for about',
  golfWords:
    'birdie birdied birdies bogey bogeyed bogeys putt putted hole holes tee fairway par parred shot shots stroke strokes eagle eagled bunker clubhouse leaderboard',
  shortZones: 'et ct mt pt',
  counted: 'grade grades year years class classes odds size sizes',
  determiners: 'the a an this that these those each every its his her their our my your any no some another',
  /** What may follow "the year before" without being what it is before. */
  afterAdverb: 'and but in at on with as from because',
  articles: 'a an',
  possessives: 'his her their my our your its',
  the: 'the its their this that',
  months: 'april june may august march jan',
  modalSubjects: 'i we you he she it they the not god this that be have also never well only all your his her our their there these those no a an',
  rateBefore:
    'percent % cents barrels times once twice people tons tonnes million billion dollars euros rate thousand hours hour or days games points miles pounds yen each roubles rubles barrel hundred dozen',
  vehicles:
    'boeing airbus flight route channel article section page room highway interstate no number chapter figure resolution act bill area psalm verse volume model suite apartment proposition directive regulation paragraph part',
  ageWords: 'old older younger age aged',
  nameTitles: 'mr mrs ms dr sen rep gov gen sir lady miss president judge justice',
  /** What is called by the age it belongs to: "today's world", "the leaders of tomorrow". */
  ofAnAge: 'world youth youths society societies generation generations children kids teenagers teens parents consumers technology technologies people leaders',
  /** What goes on and is told by how long it has: "the four-month-old strike". */
  lastingEvents: 'war conflict truce ceasefire strike feud dispute embargo ban blockade siege insurgency uprising crisis slump standoff offensive',
  /** What is counted by halves of a year; matches have halves too. */
  halfNouns: 'profit profits sales revenue revenues earnings turnover exports imports output gdp inflation growth income results',
  quarterNouns: 'back final finals page share mile of horse pounder',
  beforeThePart: 'in during through throughout late early by until all of overnight',
  streetWords: 'street st avenue ave road rd blvd boulevard lane drive floor place square',
  currentNouns: 'of in and or to through is was flows account affairs events accounts electric electrical alternating direct',
  pastPrepositions: 'in of from for over about to on into with',
  pluralUnitsBefore:
    'for in over within of after took take takes lasted last spent through past until about than during by only follows followed amid despite capped',
  monthFirmly: 'in of since last next during early late mid until',
  marchOn: 'for on of to by from in through into',
  degrees: 'early late mid',
  oneDayAfter: "will would could may might he she they it to i we you shall must can 'll hopes hoped",
  ended: 'ended ending ends beginning starting to',
  deferrals: 'postponed delayed extended adjourned suspended deferred moved rescheduled',
  /** What becomes of a plan: where that is told as past, the plan's day may be over too. */
  callOffs: 'canceled cancelled scrapped abandoned postponed delayed',
  onceBefore: 'previously originally initially earlier once',
  beforeOver: 'for in of after took take takes spent lasted within just',
  versus: 'vs v versus - beat beats win won lead lost victory over score defeated loss led',
  weekPrepositions:
    'of in during for over throughout by within through on until to at before after since from this that and earlier later end start beginning middle early late rest remainder half most much quarter part',
  clauseStarters:
    'the he she they it we i you a an his her their its being becoming taking that his joining leaving going coming having when retiring entering',
} as const;
export type ListName = keyof typeof lists;

/** Look-ups on the tokens around a place, shared by guards and the context scan. */
export interface Surroundings {
  /** Whether token `i` is in the list; false beyond the block. */
  in(t: Tokens, i: number, list: ListName): boolean;
  is(t: Tokens, i: number, word: string): boolean;
  /** The token's number in the class; undefined if it is not of it. */
  cls(t: Tokens, i: number, cls: WordClass): number | undefined;
  /** The token's word in lower case if it is in the lexicon, else an empty string. */
  wordOf(t: Tokens, i: number): string;
  /** Whether the context scan has to look at the token at all: verb forms, "to", ends of sentences. */
  telling(t: Tokens, i: number): boolean;
  number(t: Tokens, i: number): boolean;
  capital(t: Tokens, i: number): boolean;
  word(t: Tokens, i: number): boolean;
  /** No white space before token `i`. */
  glued(t: Tokens, i: number): boolean;
  sentenceStart(t: Tokens, i: number): boolean;
}

/** What the context scan looks at besides verb forms. */
const otherTelling = ['to', 'since', 'after', '.', ';', '?', '!'];

/** Every word the lists name, for the lexicon. */
export function listWords(): readonly string[] {
  return Object.values(lists).join(' ').split(' ');
}

/** The engine's own copies of different words, as it keeps names of properties: they equal literals by identity, so that comparing costs nothing. */
function interned(words: readonly string[]): readonly string[] {
  // Without a prototype it is a plain table from the start, and not a shape that changes with every word.
  const table = Object.create(null) as Record<string, true>;
  for (const word of words) table[word] = true;
  return Object.keys(table);
}

export function createSurroundings(lexicon: Lexicon): Surroundings {
  const sets = new IdSets(lexicon.lexemes.length);
  // Both are made when first asked for: a document's first sentence asks for few of them.
  const members: Partial<Record<ListName, IdSet>> = {};
  const listed = (list: ListName): IdSet => (members[list] ??= sets.of(lists[list].split(' ').map((w) => lexicon.idOf(w))));
  const columns: Partial<Record<WordClass, readonly (number | undefined)[]>> = {};
  const columnOf = (cls: WordClass): readonly (number | undefined)[] => (columns[cls] ??= lexicon.column(cls));
  const wordAt = interned(lexicon.lexemes);
  const tells = new Uint8Array(lexicon.lexemes.length);
  for (const id of lexicon.idsOf('Tense')) tells[id] = 1;
  for (const word of [...otherTelling, ...`${lists.planVerbs} ${lists.planVerbsOfThings}`.split(' ')]) tells[lexicon.idOf(word)] = 1;
  const id = (t: Tokens, i: number): number => (i >= 0 && i < t.count ? (t.lexeme[i] ?? -1) : -1);
  const has = (t: Tokens, i: number, bit: number): boolean => i >= 0 && i < t.count && ((t.flags[i] ?? 0) & bit) !== 0;
  const self: Surroundings = {
    in: (t, i, list) => id(t, i) > shape.none && sets.has(members[list] ?? listed(list), id(t, i)),
    is: (t, i, word) => id(t, i) > shape.none && wordAt[id(t, i)] === word,
    cls: (t, i, cls) => (columns[cls] ?? columnOf(cls))[id(t, i)],
    wordOf: (t, i) => (id(t, i) > shape.none ? (wordAt[id(t, i)] ?? '') : ''),
    telling: (t, i) => tells[t.lexeme[i] ?? 0] === 1 || ((t.flags[i] ?? 0) & flag.ed) !== 0,
    number: (t, i) => id(t, i) === shape.number || id(t, i) === shape.decimal,
    capital: (t, i) => has(t, i, flag.capital),
    word: (t, i) => has(t, i, flag.word),
    glued: (t, i) => i > 0 && i < t.count && !has(t, i, flag.gap),
    sentenceStart: (t, i) =>
      i <= 0 ||
      (!has(t, i - 1, flag.word) && !self.number(t, i - 1) && !self.is(t, i - 1, ',') && !self.is(t, i - 1, '-') && !self.is(t, i - 1, "'s")) ||
      has(t, i, flag.line),
  };
  return self;
}
