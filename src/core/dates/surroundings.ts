import { IdSets, type IdSet } from './id-sets';
import { shape, type Lexicon, type WordClass } from './lexicon';
import { flag, type Tokens } from './tokens';
import { words } from './words';

/** Word lists that conditions and the context scan look words up in. */
export const lists = {
  yearPrepositions:
    'in since of from until till by to through during before after late early circa around and or between mid for than about until , ( - as versus vs over than back /',
  yearNouns: 'war treaty revolution battle peace law act constitution uprising revolt famine plague winter spring summer autumn census edict',
  monthPrepositions:
    'in since of from until till by through during before after late early mid for between last next this to around about every each and or , - ( and another until past previous following coming',
  dayPrepositions: 'on by until till since from before after through between the to',
  determiners: 'the a an this that these those each every its his her their our my your any no some another',
  articles: 'a an',
  the: 'the its their this that',
  months: 'april june may august march jan',
  modalSubjects: 'i we you he she it they the not god this that be have also never well only all your his her our their there these those no a an',
  rateBefore:
    'percent % cents barrels times once twice people tons tonnes million billion dollars euros rate thousand hours hour or days games points miles pounds yen each roubles rubles barrel hundred dozen',
  forUnits:
    'for in over within of after before during took takes take taken through past by several many few spent lasted last about until into than two-and-a-half throughout and or more those these the',
  vehicles:
    'boeing airbus flight route channel article section page room highway interstate no number chapter figure resolution act bill area psalm verse volume model suite apartment proposition directive regulation paragraph part',
  ageWords: 'old older younger age aged',
  nameTitles: 'mr mrs ms dr sen rep gov gen sir lady miss president judge justice',
  sayers: 'said says told',
  withinAdjective: 'long old high low time round end term record ban',
  quarterNouns: 'back final finals page share mile of horse pounder',
  beforeThePart: 'in during through throughout late early by until all of overnight',
  streetWords: 'street st avenue ave road rd blvd boulevard lane drive floor place square',
  currentNouns: 'of in and or to through is was flows account affairs events accounts electric electrical alternating direct',
  pastPrepositions: 'in of from for over about to on into with',
  pluralUnitsBefore: 'for in over within of after took take takes lasted last spent through past until about than during by only',
  monthFirmly: 'in since last next during early late mid until',
  marchOn: 'for on of to by from in through into',
  degrees: 'early late mid',
  oneDayAfter: "will would could may might he she they it to i we you shall must can 'll hopes hoped",
  ended: 'ended ending ends beginning starting to',
  deferrals: 'postponed delayed extended adjourned suspended deferred moved rescheduled',
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

/** Every word the lists name, for the lexicon. */
export const listWords: readonly string[] = Object.values(lists).flatMap((l) => l.split(' '));

/** The engine's own copies of different words, as it keeps names of properties: they equal literals by identity, so that comparing costs nothing. */
function interned(words: readonly string[]): readonly string[] {
  return Object.keys(Object.fromEntries(words.map((w) => [w, true])));
}

export function createSurroundings(lexicon: Lexicon): Surroundings {
  const sets = new IdSets(lexicon.lexemes.length);
  const members = Object.fromEntries(Object.entries(lists).map(([name, l]) => [name, sets.of(l.split(' ').map((w) => lexicon.idOf(w)))])) as Readonly<
    Record<ListName, IdSet>
  >;
  const wordAt = interned(lexicon.lexemes.map((l) => l.word));
  const columns: Partial<Record<WordClass, readonly (number | undefined)[]>> = {};
  for (const c of Object.keys(words) as WordClass[]) columns[c] = lexicon.lexemes.map((l) => l.classes[c]);
  const tells = Uint8Array.from(lexicon.lexemes, (l) => (l.classes.Tense !== undefined || ['to', '.', ';', '?', '!'].includes(l.word) ? 1 : 0));
  const id = (t: Tokens, i: number): number => (i >= 0 && i < t.count ? (t.lexeme[i] ?? -1) : -1);
  const has = (t: Tokens, i: number, bit: number): boolean => i >= 0 && i < t.count && ((t.flags[i] ?? 0) & bit) !== 0;
  const self: Surroundings = {
    in: (t, i, list) => id(t, i) > shape.none && sets.has(members[list], id(t, i)),
    is: (t, i, word) => id(t, i) > shape.none && wordAt[id(t, i)] === word,
    cls: (t, i, cls) => columns[cls]?.[id(t, i)],
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
