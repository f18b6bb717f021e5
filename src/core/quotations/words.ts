/** The word list of the quotation rules: closed classes, and every form of the verbs and nouns of attribution. */
import { WordMemory } from '../text/wordMemory';
import { nounClasses, type NounClass, personHeads } from './nouns';
import { formsOf, type VerbClass, verbClasses } from './verbs';

export const enum W {
  Determiner = 1 << 0,
  Possessive = 1 << 1,
  /** he, she, they, I, we, it, you, this: may be a subject. */
  Pronoun = 1 << 2,
  /** him, her, them, me, us. */
  ObjectPronoun = 1 << 3,
  /** who, which; `that` in front of a verb is read so as well. */
  Relative = 1 << 4,
  Preposition = 1 << 5,
  /** because, while, although: begins a subordinate clause. */
  Subordinator = 1 << 6,
  Coordinator = 1 << 7,
  That = 1 << 8,
  Wh = 1 << 9,
  To = 1 << 10,
  Be = 1 << 11,
  Have = 1 << 12,
  Do = 1 << 13,
  Modal = 1 << 14,
  Adverb = 1 << 15,
  Not = 1 << 16,
  /** Monday, yesterday, week, 2021. */
  Time = 1 << 17,
  /** A finite form of a verb that attributes nothing ("came", "took"): it shows where a clause has its verb. */
  Finite = 1 << 18,
  /** Some form of a verb of attribution is also an ordinary noun: claims, plans, report. */
  AlsoNoun = 1 << 19,
  /** Rather an adjective or noun than anything else where it precedes a noun. */
  Adjective = 1 << 20,
  /** alleged, so-called. */
  Distance = 1 << 21,
  /** be, been, being, having: no finite form. */
  NotFinite = 1 << 22,
  /** Unknown, in -ed: behind a noun it is taken for a verb. */
  Ed = 1 << 23,
  /** Unknown, or a verb's, in -ing. */
  Ing = 1 << 24,
  /** minister, lawyer: one person by function. */
  Person = 1 << 25,
}

/** Which rules a word may set off, so that the others are not asked. */
export const enum Trigger {
  Verb = 1,
  Noun = 2,
  /** according, in, as */
  Phrase = 4,
  /** A colon or a dash. */
  Mark = 8,
}

export interface Word {
  readonly key: string;
  readonly bits: number;
  /** Forms of {@link Form} that this spelling may be. */
  readonly forms: number;
  readonly verbs: readonly VerbEntry[];
  /** What any of the verbs takes, so that most are not asked one by one. */
  readonly takes: number;
  readonly noun: NounClass | undefined;
  /** Bits of {@link Trigger}. */
  readonly triggers: number;
}

export interface VerbEntry {
  readonly base: string;
  readonly verbClass: VerbClass;
  readonly prepositions: ReadonlySet<string>;
  /** "out" of "point out". */
  readonly particle: string | undefined;
}

const closed: readonly (readonly [bits: number, words: string])[] = [
  [
    W.Determiner,
    'the a an this these those some any every each no another both all many most several few such more one two three four five six seven eight nine ten dozens',
  ],
  [W.Possessive, "his her their its my our your whose 's ’s"],
  [W.Pronoun, 'he she they it i we you everyone everybody someone somebody nobody others this these those there both all many some most few one'],
  [W.ObjectPronoun, 'him her them me us himself herself themselves itself you it myself ourselves'],
  [W.Relative, 'who which whom'],
  [
    W.Preposition,
    'of in on at by for with from about against during under over after before between into through without within among amid around near since until toward towards upon onto despite per via across behind beyond like ' +
      'following including regarding concerning throughout besides alongside outside inside off out up down along above below because-of than as',
  ],
  [W.Subordinator, 'because while although though whereas if unless when whenever once since until after before as so where lest even'],
  [W.Coordinator, 'and but or nor yet'],
  [W.That, 'that'],
  [W.Wh, 'whether what how why when where if who which'],
  [W.To, 'to'],
  [W.Be, "am is are was were be been being 'm 're isn't aren't wasn't weren't"],
  [W.Have, "have has had having 've 'd haven't hasn't hadn't"],
  [W.Do, "do does did don't doesn't didn't"],
  [W.Modal, "can could will would shall should may might must cannot can't couldn't won't wouldn't shouldn't mustn't 'll ought"],
  [W.Not, 'not never n’t'],
  [
    W.Adverb,
    'also not never again further later earlier now then ever already still just once often always even soon only too recently repeatedly previously separately publicly privately reportedly however instead meanwhile ' +
      'moreover therefore thus nevertheless nonetheless both so far indeed perhaps apparently thereby likewise otherwise all almost quite rather first last seldom much well long openly simply clearly effectively ' +
      'once-more as-well today yesterday tomorrow tonight afterwards afterward subsequently initially finally eventually generally',
  ],
  [
    W.Time,
    'monday tuesday wednesday thursday friday saturday sunday today yesterday tomorrow tonight january february march april may june july august september october november december week month year day morning evening ' +
      'afternoon night weekend weeks months years days earlier later last ago mon tue wed thu fri sat sun midnight noon',
  ],
  [
    W.Finite,
    'came went took gave got became made left ran stood fell grew began started continued kept lost won met put led held brought sent paid sat rose drew broke spent cut built bought sold wore drove caught fought chose died lived ' +
      'seems seemed appears appeared remains remained includes included comes goes takes gives gets makes becomes keeps needs wanted tries tried works worked uses used plays played follows followed means meant happens happened lies ' +
      'heard flew threw ate drank rang swam froze stole shook tore rode hid fled withdrew overcame arose underwent overtook oversaw sank shrank sprang blew slept crept wept forgave',
  ],
  [
    W.AlsoNoun,
    'claim claims report reports plan plans call calls demand demands charge charges show shows estimate estimates request requests offer offers promise promises pledge pledges vow vows threat order orders command commands hope hopes fear fears ' +
      'worry worries wish wishes doubt doubts praise attack attacks support question questions challenge challenges debate debates comment comments answer answers reply replies response joke jokes note notes remark remarks challenge ' +
      'study studies review view views rate rates rank ranks project projects forecast forecasts document documents detail details vote votes judge judges rule rules address reference voice quote quotes mention mentions ' +
      'protest protests object objects bet bets figure figures post posts tweet tweets label labels brand brands name names term terms cast focus push campaign campaigns appeal appeals press lobby honor honour fault faults insult insults ' +
      'taunt taunts back backs favor favour favors favours welcome champion hail thanks love hate respect value need needs want dream dreams pray desire aim aims attempt attempts move finding findings state states cry whisper shout shouts ' +
      'sigh chant chants remarks complaint blame invite permit permits reason reasons counsel blog blogs sum mandate offer hammer bash trash rip lie lies point points treat treats find finds discount lash snap field rebuke rebukes counter hold concern envy purpose ' +
      'subject worries trust guess experience talk talks speech guarantee guarantees project projects shares share stress outline outlines detail details echo echoes',
  ],
  [W.NotFinite, "be been being having 'd"],
  [W.Distance, 'alleged allegedly so-called supposed supposedly purported purportedly'],
];

/** Adjectives that end in -ed or -ing in form only, or stand before nouns oftener than they are verbs. */
const notVerbs = new Set('united concerned supposed interested limited regarding concerning leading voting continuing'.split(' '));

/** Spellings that are remembered, some megabytes of them. */
const remembered = 30_000;

export class WordList {
  private readonly words = new Map<string, Word>();
  /** Words as they are spelt in texts. */
  private readonly spelt = new WordMemory<Word>((spelling) => {
    const lower = spelling.toLowerCase();
    const key = lower.includes('’') ? lower.replaceAll('’', "'") : lower;
    return this.words.get(key) ?? unknown(key);
  }, remembered);

  constructor() {
    for (const verbClass of verbClasses) {
      const prepositions = new Set((verbClass.prepositions ?? '').split(' ').filter((word) => word !== ''));
      for (const verb of verbClass.verbs.split(' ')) {
        const [base = '', particle] = verb.split('+');
        for (const [form, bits] of formsOf(base)) this.addVerb(form, bits, { base, verbClass, prepositions, particle });
      }
    }
    for (const noun of nounClasses) {
      for (const base of noun.nouns.split(' ')) for (const form of [base, plural(base)]) this.add(form, { noun });
    }
    for (const [bits, words] of closed) for (const word of words.split(' ')) this.add(word, { bits });
    for (const word of personHeads) this.add(word, { bits: W.Person });
    for (const word of notVerbs) this.add(word, { bits: W.Adjective });
    for (const word of ['according', 'in', 'as']) this.add(word, { triggers: Trigger.Phrase });
    for (const [key, word] of this.words) {
      this.words.set(key, { ...word, triggers: word.triggers | (word.verbs.length > 0 ? Trigger.Verb : 0) | (word.noun ? Trigger.Noun : 0) });
    }
  }

  /** The word that stands at [start, end) of `text`, whatever its capitals. */
  at(text: string, start: number, end: number): Word {
    return this.spelt.at(text, start, end);
  }

  private add(key: string, more: Partial<Word>): void {
    const known = this.words.get(key) ?? unknown(key);
    this.words.set(key, { ...known, ...more, bits: known.bits | (more.bits ?? 0) });
  }

  private addVerb(key: string, form: number, entry: VerbEntry): void {
    const known = this.words.get(key) ?? unknown(key);
    const verbs = known.verbs.some(({ verbClass, particle }) => verbClass === entry.verbClass && particle === entry.particle)
      ? known.verbs
      : [...known.verbs, entry];
    this.words.set(key, { ...known, forms: known.forms | form, verbs, takes: known.takes | entry.verbClass.takes });
  }
}

/** No adverbs, for all their ending. */
const nounsInLy = new Set('family assembly monopoly anomaly july italy reply supply butterfly homily melancholy panoply duopoly oligopoly'.split(' '));

function unknown(key: string): Word {
  const n = key.length;
  // By their last letters: most words end in none of these.
  const last = n > 4 ? key.charCodeAt(n - 1) : 0;
  const bits =
    last === 121 && key.endsWith('ly') && !key.endsWith('lly') && !nounsInLy.has(key)
      ? W.Adverb
      : last === 100 && key.endsWith('ed')
        ? W.Ed
        : last === 103 && key.endsWith('ing')
          ? W.Ing
          : 0;
  return { key, bits, forms: 0, verbs: noVerbs, takes: 0, noun: undefined, triggers: 0 };
}

const noVerbs: readonly VerbEntry[] = [];

function plural(noun: string): string {
  return /[^aeiou]y$/.test(noun) ? `${noun.slice(0, -1)}ies` : /(?:s|sh|ch|x)$/.test(noun) ? `${noun}es` : `${noun}s`;
}
