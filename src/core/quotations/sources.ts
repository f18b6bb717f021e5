/** Whom a phrase means: the actor that it names, the person whom a pronoun or a description points back to, or what it describes. */
import { givenTo } from '../actors/addressed';
import { fold } from '../actors/characters';
import type { Mention } from '../actors/types';
import { type Block, blockAt } from '../text/block';
import type { Range } from '../text/range';
import { agree, descriptionOf, type Description, introductionsOf } from './introductions';
import { anonymousHeads, documentHeads, personHeads } from './nouns';
import { beginsClause, type DescribedPerson, describedPersons, mayBe } from './persons';
import { closesWithName, headEnd, headWord, headWordOf, joinedWith, segmentsOf } from './phrases';
import type { ActorRef, RecognisedQuotation, Source, SourceBasis } from './types';

type ActorSource = Source & { readonly kind: 'actor' };

/** A pronoun or description points back over at most so many blocks. */
const reach = 2;
/** "the diplomat", of nobody introduced by that word, is the last person who spoke, within so many blocks. */
const speakerReach = 4;

interface Spoken {
  readonly source: Source;
  readonly block: number;
  readonly quotation: RecognisedQuotation;
}

/** Somebody whom a pronoun may mean. */
interface Candidate {
  /** The same for one person, named or described again. */
  readonly key: string;
  readonly start: number;
  readonly subject: boolean;
  readonly source: Source;
}

/** Resolves the sources of a document's statements in their order. One instance a document. */
export class SourceResolver {
  private readonly spoken: Spoken[] = [];
  private readonly masculine = new Set<string>();
  private readonly feminine = new Set<string>();
  private persons: readonly DescribedPerson[] | undefined;
  private readonly givenNames = new Map<string, 'women' | 'men'>();
  private readonly introduced = new Map<Mention, readonly Description[]>();
  private readonly blockIndex: ReadonlyMap<Block, number>;

  constructor(
    private readonly text: string,
    private readonly blocks: readonly Block[],
    /** Sorted, not overlapping. */
    private readonly mentions: readonly Mention[],
    /** Stretches of direct speech, sorted: whom they name is not whom the outlet's pronouns mean. */
    private readonly speech: readonly Range[],
  ) {
    this.blockIndex = new Map(blocks.map((block, i) => [block, i]));
    for (const mention of mentions) this.noteGender(mention);
    // What a title says of somebody anywhere goes before what the given name usually says.
    for (const [actor, whose] of this.givenNames)
      if (!this.masculine.has(actor) && !this.feminine.has(actor)) (whose === 'men' ? this.masculine : this.feminine).add(actor);
  }

  /**
   * @param outer  the source of the statement that this one is nested in
   * @param spoken  this one stands in somebody's direct speech: whoever speaks says "I", and means others by "he" and "she"
   */
  resolve(quotation: RecognisedQuotation, outer: Source | undefined, spoken = false): Source {
    const at = quotation.phrase?.start ?? (quotation.spans[0] as Range).start;
    const block = this.indexAt(at);
    const source = quotation.phrase ? this.ofPhrase(quotation.phrase, block, outer, spoken) : ({ kind: 'unknown', text: '' } as const);
    if (!outer && (source.kind !== 'unknown' || onePerson.test(source.text))) this.spoken.push({ source, block, quotation });
    return source;
  }

  private ofPhrase(phrase: Range, block: number, outer: Source | undefined, spoken: boolean): Source {
    const words = this.text.slice(phrase.start, phrase.end);
    const key = words.toLowerCase();
    if (/^(?:who|which|that|whom)$/.test(key)) return this.antecedent(phrase) ?? { kind: 'unknown', text: words };
    if (/^(?:i|we|my|our|me|us)$/.test(key)) return outer ?? { kind: 'unknown', text: words };
    if (/^(?:he|she|his|her|him|himself|herself)$/.test(key))
      return (
        this.person(phrase, block, /^h(?:e|is|im|imself)$/.test(key), spoken && outer?.kind === 'actor' ? outer.actor : undefined) ?? {
          kind: 'unknown',
          text: words,
        }
      );
    if (/^(?:it|its|they|their|them)$/.test(key)) return this.thing(phrase, block, key.startsWith('th')) ?? { kind: 'unknown', text: words };
    return this.named(phrase) ?? this.described(phrase, words, block);
  }

  /** The mention that is the head of the phrase: "the French minister Jane Example, a lawyer", not "Example's lawyer". */
  private named(phrase: Range): ActorSource | undefined {
    const segments = segmentsOf(this.text, phrase);
    for (const [i, segment] of segments.entries()) {
      const inside = this.mentionsIn(segment);
      const last = inside.at(-1);
      if (!last) continue;
      const head = headEnd(this.text, segment);
      const mention =
        inside.find((candidate) => candidate.start < head && candidate.end >= head - 1) ?? (closesWithName(this.text, segment, last) ? last : undefined);
      if (!mention || !speaks(mention) || (i > 0 && mention.kind !== 'person')) continue;
      const others = i === 0 ? inside.filter((other) => other !== mention && speaks(other) && joinedWith(this.text, other, mention)) : [];
      return { ...sourceOf(mention, i === 0 ? 'named' : 'apposition'), ...(others.length > 0 && { others: others.map(refOf) }) };
    }
    return undefined;
  }

  /** "Example, who said": the mention that ends before the relative word. */
  private antecedent(phrase: Range): ActorSource | undefined {
    const mention = this.mentions[this.lastBefore(phrase.start)];
    // "a threat to Ruritania, which worries": whether the threat or the state is meant, grammar alone does not tell.
    if (
      mention &&
      mention.kind !== 'person' &&
      /\b(?:of|at|in|for|on|from|to|with|by|against)\s(?:the\s)?$/i.test(this.text.slice(Math.max(0, mention.start - 20), mention.start))
    )
      return undefined;
    return mention && speaks(mention) && /^[\s,]{1,3}$/.test(this.text.slice(mention.end, phrase.start)) ? sourceOf(mention, 'apposition') : undefined;
  }

  /**
   * "he", "she": the one person within reach that it may be, named or only described; of several, who spoke last, if nobody was named since.
   * Whom the text leaves open stays open: a statement given to the wrong person is worse than one given to nobody.
   */
  private person(phrase: Range, block: number, masculine: boolean, speaking: string | undefined): Source | undefined {
    const fits = ({ actor }: { readonly actor: string }): boolean => actor !== speaking && !(masculine ? this.feminine : this.masculine).has(actor);
    if (this.mayAnswer(phrase, block, fits, masculine)) return undefined;
    const near = this.near(phrase.start, block, fits, masculine);
    const speaker = this.lastSpeaker(block, reach);
    const mayBeSpeaker =
      speaker && (speaker.kind === 'actor' ? fits(speaker) : speaker.kind === 'person' && mayBe(headWordOf(speaker.text), masculine)) ? speaker : undefined;
    const candidates = [
      soleIn(near, this.sentenceStart(phrase.start, block), true),
      soleIn(near, 0, false),
      this.spoken.at(-1)?.block === block ? mayBeSpeaker : undefined,
      soleIn(near, this.blocks[block]?.start ?? 0, true),
      // Who spoke a paragraph ago is meant unless somebody only described came up since.
      near.some(({ source, start }) => source.kind !== 'actor' && start >= (this.blocks[block]?.start ?? 0)) ? undefined : mayBeSpeaker,
    ];
    const found = candidates.find((candidate) => candidate !== undefined);
    return found?.kind === 'actor' ? { ...found, basis: 'pronoun' } : found;
  }

  /** “You lied,” Example told him. “I did not,” he said: who was spoken to may be the one who speaks, unless he or she "added" it. */
  private mayAnswer({ start, end }: Range, block: number, fits: (actor: { readonly actor: string }) => boolean, masculine: boolean): boolean {
    const last = this.spoken.at(-1);
    if (!last || block - last.block > 1 || /^\s(?:also |then )?(?:add(?:s|ed)|continue[sd]|went on|concluded)\b/.test(this.text.slice(end, end + 20)))
      return false;
    const { cue, phrase, spans } = last.quotation;
    const isSaid = (range: Range): boolean => this.isSpoken(range) || spans.some((span) => range.start >= span.start && range.start < span.end);
    if (cue) {
      const addressed = this.mentionsIn({ start: cue.end, end: Math.min(start, cue.end + addresseeReach) }).find((mention) => mention.start >= cue.end);
      const isSpeaker = addressed && phrase && addressed.start < phrase.end && addressed.end > phrase.start;
      const directly = addressed && /^\s(?:[\p{L}’'-]+\s){0,5}$/u.test(this.text.slice(cue.end, addressed.nameStart ?? addressed.start));
      if (addressed?.kind === 'person' && directly && !isSpeaker && fits(addressed) && !isSaid(addressed)) return true;
    }
    const from = Math.max(cue?.end ?? spans.at(-1)?.end ?? start, start - maxLookBack);
    const object = masculine ? /\bhim\b/g : /\bher(?=[.,;:!?]|\s(?:that|to|on|in|at)\s)/g;
    return [...this.text.slice(from, start).matchAll(object)].some(({ index }) => !isSaid({ start: from + index, end: from + index + 1 }));
  }

  /** All whom a pronoun at `offset` may mean: persons named before it outside of speech, and persons described. */
  private near(offset: number, block: number, fits: (actor: { readonly actor: string }) => boolean, masculine: boolean): readonly Candidate[] {
    const from = Math.max(this.blocks[Math.max(0, block - reach)]?.start ?? 0, offset - maxLookBack);
    const out: Candidate[] = [];
    for (let i = this.lastBefore(offset); i >= 0; i--) {
      const mention = this.mentions[i] as Mention;
      if (mention.start < from || out.length > maxNear) break;
      if (mention.kind !== 'person' || !fits(mention) || this.isSpoken(mention)) continue;
      out.push({ key: mention.actor, start: mention.start, subject: beginsClause(this.text, mention.start), source: sourceOf(mention, 'pronoun') });
    }
    const spoke: Range[] = [];
    for (let i = this.spoken.length - 1; i >= 0; i--) {
      const { source, quotation } = this.spoken[i] as Spoken;
      const { phrase } = quotation;
      if (!phrase || phrase.start < from) break;
      if (!isOnePerson(source) || !mayBe(headWordOf(source.text), masculine)) continue;
      spoke.push(phrase);
      out.push({ key: ` ${headWordOf(source.text)}`, start: phrase.start, subject: true, source });
    }
    for (const person of this.describedIn(from, offset)) {
      const { start, head, subject, text } = person;
      if (spoke.some((phrase) => start < phrase.end && person.end > phrase.start)) continue;
      if (!mayBe(head, masculine) || this.isSpoken(person) || this.isNamed(person)) continue;
      // "met the mayor. She said" goes back to who met; "by a lawyer for Example. She said" may be either.
      if (!subject && !this.mentionsIn(person).some(({ kind }) => kind === 'person')) continue;
      const description = descriptionOf(text);
      const back = description && /^the\s/i.test(text) ? this.introducedAs(description, start, this.indexAt(start)) : undefined;
      if (back && !fits(back)) continue;
      out.push({ key: back?.actor ?? ` ${head}`, start, subject, source: back ?? { kind: 'person', text } });
    }
    return out;
  }

  private describedIn(from: number, to: number): readonly DescribedPerson[] {
    const all = (this.persons ??= describedPersons(this.text));
    let at = firstFrom(all, from);
    const out: DescribedPerson[] = [];
    for (let person = all[at]; person && person.end <= to; person = all[++at]) out.push(person);
    return out;
  }

  /** "the minister Example", "Example, the minister": the words describe who is named beside them. */
  private isNamed({ start, end }: Range): boolean {
    for (let i = Math.max(0, this.lastBefore(start)); i < this.mentions.length; i++) {
      const mention = this.mentions[i] as Mention;
      if (mention.start > end + 2) return false;
      if (mention.kind !== 'person') continue;
      const name = mention.nameStart ?? mention.start;
      if (mention.start < end && mention.nameStart !== undefined && name > start && name >= end - 1) return true;
      if (name >= end && /^,?\s$/.test(this.text.slice(end, name))) return true;
      if (mention.end <= start && /^,\s$/.test(this.text.slice(mention.end, start))) return true;
    }
    return false;
  }

  /** The actor that the sentence before `offset` begins with. */
  private sentenceSubject(offset: number, block: number): Mention | undefined {
    const start = this.sentenceStart(offset, block);
    const first = this.mentions[this.lastBefore(start) + 1];
    return first && first.end <= offset && /^[\s.!?"”’»]{0,4}(?:The |the )?$/u.test(this.text.slice(start, first.start)) ? first : undefined;
  }

  /** Near enough for what it decides: behind the last full stop and space, or with the block. */
  private sentenceStart(offset: number, block: number): number {
    const start = this.blocks[block]?.start ?? 0;
    const stretch = this.text.slice(Math.max(start, offset - 400), offset);
    return offset - stretch.length + Math.max(0, stretch.search(/[.!?]["”’»]{0,2}\s[^.!?]*$/u) + 1);
  }

  private thing(phrase: Range, block: number, plural: boolean): Source | undefined {
    const subject = plural ? undefined : this.sentenceSubject(phrase.start, block);
    if (subject && subject.kind !== 'person' && speaks(subject)) return sourceOf(subject, 'pronoun');
    const last = this.spoken.at(-1);
    if (!last || block - last.block > reach) return undefined;
    const { source } = last;
    if (source.kind === 'actor') return (plural ? source.others !== undefined || !source.person : !source.person) ? { ...source, basis: 'pronoun' } : undefined;
    if (source.kind === 'document') return plural ? undefined : source;
    return source.kind === 'anonymous' && plural ? source : undefined;
  }

  private described(phrase: Range, words: string, block: number): Source {
    const segment = segmentsOf(this.text, phrase)[0] ?? phrase;
    const head = headWord(this.text, segment);
    const definite = /^(?:the|this|that)\s/i.test(words);
    if (/\b(?:anonym|unnamed|unidentified|condition of anonymity)/i.test(words)) return { kind: 'anonymous', text: words };
    const description = definite ? descriptionOf(this.text.slice(segment.start, segment.end)) : undefined;
    if (description) {
      const back = this.introducedAs(description, segment.start, block) ?? this.lastPerson(description, block);
      if (back) return back;
    }
    if (documentHeads.has(head)) return { kind: 'document', text: words };
    const one = personHeads.has(head) || /(?:man|woman|person|ist|ian|eer)$/.test(head);
    const several = head.endsWith('s') && personHeads.has(head.slice(0, -1));
    if (/^sources?$/.test(head) || (!definite && (several || anonymousHeads.has(head)))) return { kind: 'anonymous', text: words };
    if (one || several || anonymousHeads.has(head)) return { kind: 'person', text: words };
    return { kind: 'unknown', text: words };
  }

  /**
   * "the minister" where exactly one person before has been introduced with that word ("Foreign Minister Example", "Example, a minister") and
   * nothing in the description speaks against it; nobody, if somebody of that word whom the text does not name has spoken since.
   */
  private introducedAs(description: Description, at: number, block: number): ActorSource | undefined {
    const from = this.blocks[Math.max(0, block - introductionReach)]?.start ?? 0;
    const found = new Map<string, { readonly mention: Mention; readonly agrees: boolean }>();
    const last = this.lastBefore(at);
    for (let i = last; i >= Math.max(0, last - maxIntroductions); i--) {
      const mention = this.mentions[i] as Mention;
      if (mention.start < from) break;
      if (mention.kind !== 'person' || found.get(mention.actor)?.agrees) continue;
      const same = this.introductions(mention).filter(({ head }) => head === description.head);
      if (same.length > 0) found.set(mention.actor, { mention, agrees: same.some((introduction) => agree(description, introduction)) });
    }
    const agreeing = [...found.values()].filter(({ agrees }) => agrees);
    const [only] = agreeing;
    // A bare "the minister" may be any of several who were introduced as ministers of some sort.
    if (!only || agreeing.length > 1 || (description.modifiers.size === 0 && found.size > 1)) return undefined;
    return this.describedSince(description.head, block) ? undefined : sourceOf(only.mention, 'description');
  }

  private introductions(mention: Mention): readonly Description[] {
    const known = this.introduced.get(mention);
    if (known) return known;
    const made = introductionsOf(this.text, mention);
    this.introduced.set(mention, made);
    return made;
  }

  /** Whether the last who spoke by that word, within reach, was not one whom the text names. */
  private describedSince(head: string, block: number): boolean {
    for (let i = this.spoken.length - 1; i >= 0; i--) {
      const { source, block: at } = this.spoken[i] as Spoken;
      if (block - at > introductionReach) return false;
      if (source.kind === 'actor' && source.basis === 'description') return false;
      if ((source.kind === 'person' || source.kind === 'anonymous') && headWordOf(source.text) === head) return true;
    }
    return false;
  }

  /** "the diplomat", "the expert", of nobody introduced so: who spoke last, where the words say no more than was said of that person. */
  private lastPerson({ head, modifiers }: Description, block: number): ActorSource | undefined {
    if (!generalHeads.has(head)) return undefined;
    const speaker = this.lastSpeaker(block, speakerReach);
    return speaker?.kind === 'actor' && modifiers.size === 0 ? { ...speaker, basis: 'description' } : undefined;
  }

  /** The person who spoke last: one whom the text names, or one whom it describes; undefined also where it may have been nobody whom a pronoun means. */
  private lastSpeaker(block: number, within: number): Source | undefined {
    for (let i = this.spoken.length - 1; i >= 0; i--) {
      const { source, block: at } = this.spoken[i] as Spoken;
      if (block - at > within) return undefined;
      if (source.kind === 'actor' && source.person) {
        const { kind, actor, name, person, basis } = source;
        return { kind, actor, name, person, basis };
      }
      if (source.kind === 'person') return source;
      if (isOnePerson(source)) return undefined;
    }
    return undefined;
  }

  /** By title first, as the text itself gives it; else by a given name that is women's or men's alone. */
  private noteGender({ title, text, name, actor, kind }: Mention): void {
    if (kind !== 'person') return;
    const words = `${title ?? ''} ${text}`;
    if (/\b(?:Mr|Sir|Lord|King|Prince|spokesman|chairman|congressman|businessman|Pope)\b/i.test(words)) this.masculine.add(actor);
    if (/\b(?:Mrs|Ms|Miss|Lady|Queen|Princess|Dame|spokeswoman|chairwoman|congresswoman|businesswoman)\b/i.test(words)) this.feminine.add(actor);
    if (this.masculine.has(actor) || this.feminine.has(actor)) return;
    const [given = '', ...surname] = name.split(' ');
    const whose = surname.length > 0 ? givenTo(fold(given)) : undefined;
    if (whose) this.givenNames.set(actor, whose);
  }

  private isSpoken({ start }: Range): boolean {
    let low = 0;
    let high = this.speech.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.speech[middle] as Range).end > start) high = middle;
      else low = middle + 1;
    }
    return (this.speech[low]?.start ?? Infinity) <= start;
  }

  private indexAt(offset: number): number {
    const block = blockAt(this.blocks, offset);
    return (block && this.blockIndex.get(block)) ?? 0;
  }

  /** The index of the last mention that begins before `offset`; -1 where there is none. */
  private lastBefore(offset: number): number {
    return firstFrom(this.mentions, offset) - 1;
  }

  private mentionsIn({ start, end }: Range): readonly Mention[] {
    const out: Mention[] = [];
    for (let i = Math.max(0, this.lastBefore(start)); i < this.mentions.length; i++) {
      const mention = this.mentions[i] as Mention;
      if (mention.start >= end) break;
      if (mention.end > start) out.push(mention);
    }
    return out;
  }
}

/** Mentions that are looked back at for a pronoun, and for a description: what is within reach in a text of any paragraphs. */
const maxNear = 40;
/** "told the former foreign minister of Ruritania, …": whom a cue addresses begins within so many characters. */
const addresseeReach = 60;
/** And in a text without paragraphs, in characters. */
const maxLookBack = 3000;
const maxIntroductions = 200;

/** Who was introduced as what is remembered over so many blocks. */
const introductionReach = 12;

/** Words that say no more of somebody than that he or she speaks here. */
const generalHeads = new Set(
  'diplomat politician expert analyst interlocutor speaker scientist researcher scholar official specialist author politologist'.split(' '),
);

/** "a neighbour", "his landlord": an unknown word for what may be one person, whom a pronoun behind it may mean. */
const onePerson = /^(?:an?|one|another|his|her|my|our|their|\p{Lu}[\p{L}\s-]*['’]s)\s.*[^s]$/iu;

/** The index of the first that begins at or behind an offset. */
function firstFrom(sorted: readonly Range[], offset: number): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sorted[middle] as Range).start < offset) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Whether a source without a name may be one person. */
const isOnePerson = (source: Source): source is Exclude<Source, ActorSource> =>
  source.kind === 'person' || source.kind === 'unknown' || (source.kind === 'anonymous' && !headWordOf(source.text).endsWith('s'));

/** A place speaks for nobody; a capital that stands for its government is a metonym. */
const speaks = ({ kind, metonym }: Mention): boolean => kind !== 'place' || metonym !== undefined;

const refOf = ({ actor, name }: Mention): ActorRef => ({ actor, name });

function sourceOf(mention: Mention, basis: SourceBasis): ActorSource {
  return { kind: 'actor', ...refOf(mention), person: mention.kind === 'person', basis };
}

/** The one person among those from an offset on; undefined where there is none or more than one, or, if asked for, none that begins a clause. */
function soleIn(near: readonly Candidate[], from: number, subject: boolean): Source | undefined {
  const inside = near.filter(({ start }) => start >= from);
  const [first] = inside;
  return first && inside.every(({ key }) => key === first.key) && (!subject || inside.some((one) => one.subject)) ? first.source : undefined;
}
