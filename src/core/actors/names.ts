/**
 * Personal and other names: their parts, the strict key under which one name in two transliterations is one actor,
 * and the provisional id of an actor that no registry knows.
 */
import { WordMemory } from '../text/wordMemory';
import { fold } from './tokens';
import type { ActorKind } from './types';

export interface NameParts {
  /** Folded given names and initials, in order. */
  readonly given: readonly string[];
  /** Folded family name with its particles ("le drian", "bin laden"). */
  readonly surname: string;
  /** jr, sr, ii, xvi … when there is one: it tells apart who bears one name. */
  readonly suffix?: string;
}

const suffixes = new Set(['jr', 'sr', 'ii', 'iii', 'iv', 'v']);
/** After one name as after several: Trump Jr., Charles III. */
const plainSuffixes = new Set(['jr', 'sr', 'ii', 'iii']);
/** The number of a king or pope in capitals, up to XXIX. Not X alone, which is also a name (Malcolm X); "Xi" is one. */
const numeral = /^(?=[IVX]+$)(?!X$)X{0,2}(?:IX|IV|V?I{0,3})$/;
/** Whether a word as written is a king's or pope's number. */
export const isNumeral = (word: string): boolean => numeral.test(word);
const particles = new Set('de del della di da dos das du la le van von der den ter bin ibn ben bint al el ul abu mac st'.split(' '));
export const honorifics = new Set(
  'mr mrs ms miss mx dr sir dame lord lady prof professor messrs madame monsieur herr sen sens rep reps gov govs gen col lt capt sgt maj adm rev hon'.split(
    ' ',
  ),
);

const lastWord = (name: string): string => name.slice(name.trimEnd().lastIndexOf(' ') + 1).trim();

/** Parts of a personal name as written ("Antony J. Blinken", "Hall Caballero, Paloma" is not taken apart). */
export function namePartsOf(name: string): NameParts {
  let words = fold(name)
    .replace(/[.,]/g, ' ')
    .split(/\s+/)
    .filter((w) => w !== '');
  while (words.length > 1 && honorifics.has(words[0] ?? '')) words = words.slice(1);
  const last = words[words.length - 1];
  let suffix: string | undefined;
  if (last !== undefined && words.length > 1 && (plainSuffixes.has(last) || (words.length > 2 && suffixes.has(last)) || isNumeral(lastWord(name)))) {
    suffix = last;
    words = words.slice(0, -1);
  }
  let from = words.length - 1;
  while (from > 1 && particles.has(words[from - 1] ?? '')) from--;
  if (from === 1 && particles.has(words[0] ?? '')) from = 0;
  return { given: words.slice(0, Math.max(0, from)), surname: words.slice(Math.max(0, from)).join(' '), ...(suffix !== undefined && { suffix }) };
}

/**
 * Ordered rewriting of one word to a key that spellings of one Slavic, Greek or Arabic original share. Strict on purpose:
 * each rule unites spellings of one sound in the usual romanisations (ISO 9, BGN/PCGN, ICAO 9303, press practice), none
 * unites two sounds of one romanisation. On 52 true and 49 false pairs phonetic keys united 13 false ones; these rules are
 * for silent linking, so they must err towards two actors.
 */
const transliterations: readonly (readonly [RegExp, string, 'slavic'?])[] = [
  [/'/g, ''],
  [/shch|schtsch|chtch/g, 'sc'],
  [/^tch|^tsch/g, 'ch'],
  [/zh/g, 'j'],
  // Where the word is Slavic by its ending, and kh so one letter: Khan is not Han, nor Beckham Becham.
  [/kh/g, 'h', 'slavic'],
  [/^(ye|je|ie)(?=[^aeiou])/g, 'e'],
  // Mendeleyev is Mendeleev, and Reyes not Rees.
  [/([aeiou])(?:ye|je|ie)/g, '$1e', 'slavic'],
  [/(?:iy|yi|ii|ij|yy|yj|ey(?=$)|ei(?=$))$/g, 'i'],
  [/ey$/g, 'i'],
  [/(?:iya|ija|ia|ya|ja)$/g, 'ia'],
  // One sound, and not the vowel alone: Liang is not Lang. At the beginning of short names and of English ones it is another (Ian, James).
  [/(?:^iu(?=.{3})|(?!^)iu|yu|(?!^)ju)/g, 'yu'],
  [/(?:^ia(?=.{3})|(?!^)ia|ya|(?!^)ja)/g, 'ya'],
  [/y$/g, 'i'],
  [/ay(?=[^aeiou]|$)/g, 'ai'],
  [/([aeou])y/g, '$1i'],
  [/x/g, 'ks'],
  // Wagner is Vagner and Nowak Novak; Wu is not Vu, nor Lowell Lovell.
  [/w/g, 'v', 'slavic'],
  [/^w(?=.{4})|(?<=[^o])w|(?<=o)w(?!e)/g, 'v'],
  [/ff$/g, 'v'],
  [/off$/g, 'ov'],
  // Planck is Plank, and Backer not Baker.
  [/(?<![aeiou])ck|ck(?![aeiouy])|q/g, 'k'],
  // Phillips is Fillips, and Phan not Fan.
  [/(?!^)ph|^ph(?=.{4})/g, 'f'],
  // So with doubled letters: Filippov is Filipov, and Hall not Hal.
  [/([bcdfghjklmnprstvz])\1/g, '$1', 'slavic'],
  [/ii/g, 'i'],
];

/** Given names that one language has in several forms, each line one name; forms of different languages stay apart. */
const givenForms: readonly string[] = [
  'sergei sergey serguei sergej',
  'alexander aleksandr alexandr aleksander alexandre aleksandar',
  'alexei alexey aleksei aleksey alexej',
  'dmitry dmitri dmitriy dmitrii dimitri',
  'yevgeny evgeny evgeni yevgeni yevgeniy evgeniy evgenii',
  'yury yuri yuriy iuri iurii jurij',
  'andrei andrey andrej',
  'nikolai nikolay nikolaj',
  'mohammed mohammad muhammad mohamed mohamad muhammed',
  'ahmed ahmad',
  'hussein hussain husayn hossein husain',
  'hassan hasan',
  'yasser yasir yassir',
  "moammar muammar mu'ammar moamer",
  'omar umar',
  'osama usama',
  'abdullah abdallah abdulla',
  'yusuf yousef youssef yousuf',
  'mahmoud mahmud mahmood',
  'alexandra aleksandra',
  'volodymyr wolodymyr',
  'petro pyotr petr',
  'mikhail mihail michail',
  'ekaterina yekaterina',
  'elena yelena',
  // Of one sound, and two names all the same.
  'brian',
  'bryan',
];
const givenKey = new Map(givenForms.flatMap((line) => line.split(' ').map((form) => [form, line.split(' ')[0] ?? form] as const)));

/** Whether any rule could apply; most words pass untouched. */
const rewritten = /['jqwxy]|[zk]h|ch|ph|ck|i[aeiu]|ei|ff|([bcdfghjklmnprstvz])\1/;

/** Endings of Slavic family names, and of Slavic given names. */
const slavicSurname = /(?:ov|ova|off|ev|eva|eff|sk(?:y|i|iy|yy|yi|ij|ii|yj|aya|aia|aja)|enko|ich|ych|ic|uk|ko)$/;
const slavicGiven = /(?:[dtlrs]iy|[dtlrs]ii|[dtlrs]ij|ady|adi|aly|itry|slav|mir|ril+|iya|ija)$/;

/** The strict transliteration key of one folded word. */
export function transliterationKey(word: string, slavic = slavicSurname): string {
  return rewritten.test(word) ? rewrite(word, slavic.test(word)) : word;
}

function rewrite(word: string, isSlavic: boolean): string {
  let key = word;
  for (const [from, to, only] of transliterations) if (only === undefined || isSlavic) key = key.replace(from, to);
  return key;
}

/** As the strict key, by all its rules whatever the language: Khan and Han, Hall and Hal. Enough to ask about. */
export const looseKey = (surname: string): string =>
  surnameKey(surname)
    .split(' ')
    .map((word) => rewrite(word, true))
    .join(' ');

/** The article of an Arabic name is written al-, Al , el- or not at all. */
const arabicArticle = /^(?:al|el|ul|as|ash|ad|an|ar|az)-/;

export const surnameKey = (surname: string): string =>
  surname
    .split(' ')
    .filter((w, _, all) => !(all.length > 1 && (w === 'al' || w === 'el')))
    .map((w) => (w.split('-').length > 1 && arabicArticle.test(w) ? transliterationKey(w.replace(arabicArticle, '')) : transliterationKey(w)))
    .join(' ');

/** Given names whose keys are remembered: each mention of a person is held against others of the family name. */
const remembered = 10_000;
const givenKeys = new WordMemory((given) => givenKey.get(given) ?? transliterationKey(given, slavicGiven), remembered);

const givenNameKey = (given: string): string => givenKeys.of(given);

/** Usual short forms of English given names; one way, as a short form may stand for several. */
const shortForms: ReadonlyMap<string, readonly string[]> = new Map(
  `tony:anthony,antony bill:william billy:william will:william bob:robert rob:robert bobby:robert joe:joseph jim:james jimmy:james mike:michael mick:michael dick:richard rick:richard rich:richard
   ted:edward,theodore ed:edward,edwin eddie:edward tom:thomas tommy:thomas ben:benjamin dan:daniel danny:daniel dave:david steve:steven,stephen chris:christopher,christian nick:nicholas
   alex:alexander,alexei pete:peter jack:john johnny:john jon:jonathan ken:kenneth larry:lawrence,laurence matt:matthew pat:patrick,patricia phil:philip,phillip ron:ronald sam:samuel,samantha
   don:donald chuck:charles charlie:charles andy:andrew tim:timothy greg:gregory jeff:jeffrey,geoffrey geoff:geoffrey gerry:gerald jerry:gerald,jerome harry:henry,harold hank:henry
   liz:elizabeth beth:elizabeth betty:elizabeth kate:katherine,catherine kathy:katherine,kathleen cathy:catherine sue:susan peggy:margaret maggie:margaret meg:margaret barb:barbara
   debbie:deborah jen:jennifer jenny:jennifer jill:gillian vicky:victoria val:valerie fred:frederick al:albert,alan,alfred walt:walter gene:eugene russ:russell doug:douglas
   bernie:bernard bert:albert,herbert stan:stanley rudy:rudolph rudolf:rudolph newt:newton mitt:willard jeb:john abe:abraham art:arthur ray:raymond vince:vincent zach:zachary josh:joshua
   nate:nathan,nathaniel max:maxwell,maximilian mo:mohammed gus:gustav,augustus hal:harold lou:louis lew:lewis leo:leonard len:leonard marty:martin mel:melvin mitch:mitchell norm:norman
   ollie:oliver ralph:raphael sid:sidney sandy:alexander terry:terence,theresa tina:christina toni:antonia trish:patricia wes:wesley`
    .split(/\s+/)
    .filter((x) => x !== '')
    .map((entry) => {
      const [short = '', long = ''] = entry.split(':');
      return [short, long.split(',')] as const;
    }),
);

/** One given name may be the other's initial, transliteration or usual short form. */
export function sameGiven(a: string, b: string): boolean {
  if (a === b) return true;
  if (a.length === 1 || b.length === 1) return a[0] === b[0];
  if (givenNameKey(a) === givenNameKey(b)) return true;
  return (shortForms.get(a)?.includes(b) ?? false) || (shortForms.get(b)?.includes(a) ?? false);
}

/**
 * Whether two sets of given names may be one person's: the first names agree, and so do the middle names where both
 * have them (George W. is not George H. W.). No given name agrees with any.
 */
export function compatibleGiven(a: readonly string[], b: readonly string[]): boolean {
  const [firstA, ...restA] = a;
  const [firstB, ...restB] = b;
  if (firstA === undefined || firstB === undefined) return true;
  if (!sameGiven(firstA, firstB)) return false;
  if (restA.length === 0 || restB.length === 0) return true;
  const [short, long] = restA.length <= restB.length ? [restA, restB] : [restB, restA];
  return short.length === long.length && short.every((x, i) => sameGiven(x, long[i] ?? ''));
}

/**
 * Whether two names are certainly enough one actor's to link them silently: for persons the same family name by the strict
 * key and compatible, present given names; for others the same name by the key of their words.
 */
export function sameActorName(a: string, b: string, kind: ActorKind): boolean {
  if (kind !== 'person') return plainKey(a) === plainKey(b);
  const x = namePartsOf(a);
  const y = namePartsOf(b);
  if (x.suffix !== y.suffix) return false;
  if (surnameKey(x.surname) !== surnameKey(y.surname)) return false;
  if (x.given.length === 0 || y.given.length === 0) return x.given.length === y.given.length;
  return compatibleGiven(x.given, y.given);
}

/** Folded words without articles and periods; a ministry's two ways to be called are one: "Ministry of Foreign Affairs", "Foreign Ministry". */
export const plainKey = (name: string): string =>
  fold(name)
    .replace(/[.,"“”]/g, '')
    .replace(/\borganisation\b/g, 'organization')
    .replace(/\b(cent)re\b/g, '$1er')
    .replace(/\bdefence\b/g, 'defense')
    .replace(/\blabour\b/g, 'labor')
    .replace(/^the /, '')
    .replace(/ (?:inc|corp|corporation|ltd|limited|plc|co|llc|gmbh|ag|sa)$/, '')
    .replace(/^(ministry|department) (?:of|for) (?:the )?(.+?)(?= of |$)/, '$2 $1')
    .replace(/^foreign affairs ministry\b/, 'foreign ministry')
    .replace(/^internal affairs ministry\b/, 'interior ministry')
    .trim();

/** The first letters of a name's capitalised words: the acronym that it would have. Its article has no letter: "The Associated Press", AP. */
export const initialsOf = (name: string): string =>
  name
    .replace(/^The /, '')
    .split(/[\s-]+/)
    .filter((w) => /^\p{Lu}/u.test(w))
    .map((w) => w[0])
    .join('');

/** What stands before the slug of a provisional id: ids of the registry never hold a period, so the two cannot meet. */
const provisionalPrefix = '~';

/**
 * The id of an actor that the registry does not know: stable, made from its name and kind alone, the same for two spellings
 * of the strict key. A single middle initial is left out, so that "Antony J. Blinken" and "Antony Blinken" meet; full middle names and
 * rows of initials stay (George H. W.).
 *
 * @param told keeps the single initial too, where it is what tells two persons apart (George W. from George P.)
 */
export function provisionalId(name: string, kind: ActorKind, told = false): string {
  return `${provisionalPrefix}${kind}.${slug(kind === 'person' ? personKey(namePartsOf(name), told) : plainKey(name))}`;
}

/** The provisional id of a person's name without any middle names. */
export function idWithoutMiddle({ given, ...rest }: NameParts): string {
  return `${provisionalPrefix}person.${slug(personKey({ ...rest, given: given.slice(0, 1) }, false))}`;
}

function personKey({ given, surname, suffix }: NameParts, told: boolean): string {
  const [first, ...middle] = given;
  const kept = middle.length > 1 ? middle.map(givenNameKey) : middle.filter((m) => told || m.length > 1).map((m) => (m.length === 1 ? m : givenNameKey(m)));
  return [first === undefined ? '' : givenNameKey(first), ...kept, surnameKey(surname), suffix ?? ''].filter((s) => s !== '').join(' ');
}

const slug = (key: string): string =>
  key
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .replace(/^-|-$/g, '')
    .slice(0, 100);
