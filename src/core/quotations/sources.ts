/** Whom a phrase means: the actor that it names, the person whom a pronoun or a description points back to, or what it describes. */
import type { Mention } from '../actors/types';
import { type Block, blockAt } from '../text/block';
import type { Range } from '../text/range';
import { anonymousHeads, documentHeads, personHeads } from './nouns';
import type { ActorRef, RecognisedQuotation, Source, SourceBasis } from './types';

type ActorSource = Source & { readonly kind: 'actor' };

/** A pronoun or description points back over at most so many blocks. */
const reach = 2;
/** "the diplomat", of nobody introduced by that word, is the last person who spoke, within so many blocks. */
const speakerReach = 4;

interface Spoken {
  readonly source: Source;
  readonly block: number;
}

/** Resolves the sources of a document's statements in their order. One instance a document. */
export class SourceResolver {
  private readonly spoken: Spoken[] = [];
  private readonly masculine = new Set<string>();
  private readonly feminine = new Set<string>();
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
  }

  /**
   * @param outer  the source of the statement that this one is nested in
   * @param spoken  this one stands in somebody's direct speech: whoever speaks says "I", and means others by "he" and "she"
   */
  resolve(quotation: RecognisedQuotation, outer: Source | undefined, spoken = false): Source {
    const at = quotation.phrase?.start ?? (quotation.spans[0] as Range).start;
    const block = this.indexAt(at);
    const source = quotation.phrase ? this.ofPhrase(quotation.phrase, block, outer, spoken) : ({ kind: 'unknown', text: '' } as const);
    if (!outer && source.kind !== 'unknown') this.spoken.push({ source, block });
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

  /** "he", "she": the one person within reach that it may be; of several, who spoke last, if nobody was named since. */
  private person(phrase: Range, block: number, masculine: boolean, speaking: string | undefined): ActorSource | undefined {
    const fits = ({ actor }: { readonly actor: string }): boolean => actor !== speaking && !(masculine ? this.feminine : this.masculine).has(actor);
    const from = this.blocks[Math.max(0, block - reach)]?.start ?? 0;
    const near: Mention[] = [];
    for (let i = this.lastBefore(phrase.start); i >= 0; i--) {
      const mention = this.mentions[i] as Mention;
      if (mention.start < from || near.length > maxNear) break;
      if (mention.kind === 'person' && fits(mention) && !this.isSpoken(mention)) near.push(mention);
    }
    const sentence = this.sentenceStart(phrase.start, block);
    const speaker = this.lastSpeaker(block, reach);
    const candidates = [
      soleIn(near, sentence),
      soleIn(near, 0),
      speaker && this.spoken.at(-1)?.block === block && fits(speaker) ? speaker : undefined,
      soleIn(near, this.blocks[block]?.start ?? 0),
      speaker && fits(speaker) ? speaker : undefined,
    ];
    const found = candidates.find((candidate) => candidate !== undefined);
    return found && { ...found, basis: 'pronoun' };
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
    if (definite && personHeads.has(head)) {
      const back =
        this.introducedAs(segment, head, block) ??
        (segment.end === phrase.end || segment.end > phrase.start ? this.lastPerson(head, segment, block) : undefined);
      if (back) return back;
    }
    if (documentHeads.has(head)) return { kind: 'document', text: words };
    const one = personHeads.has(head) || /(?:man|woman|person|ist|ian|eer)$/.test(head);
    const several = head.endsWith('s') && personHeads.has(head.slice(0, -1));
    if (/^sources?$/.test(head) || (!definite && (several || anonymousHeads.has(head)))) return { kind: 'anonymous', text: words };
    if (one || several || anonymousHeads.has(head)) return { kind: 'person', text: words };
    return { kind: 'unknown', text: words };
  }

  /** "the minister" where exactly one person before has been introduced with that word: "Foreign Minister Example", "Example, a minister". */
  private introducedAs(segment: Range, head: string, block: number): ActorSource | undefined {
    const from = this.blocks[Math.max(0, block - introductionReach)]?.start ?? 0;
    const found = new Map<string, Mention>();
    const last = this.lastBefore(segment.start);
    for (let i = last; i >= Math.max(0, last - maxIntroductions); i--) {
      const mention = this.mentions[i] as Mention;
      if (mention.start < from) break;
      if (mention.kind === 'person' && !found.has(mention.actor) && this.introduction(mention).includes(head)) found.set(mention.actor, mention);
    }
    const [only] = found.values();
    return only && found.size === 1 ? sourceOf(only, 'description') : undefined;
  }

  /** The words of a title before a name and of an apposition behind it. */
  private introduction(mention: Mention): readonly string[] {
    const name = mention.nameStart ?? mention.start;
    const before =
      this.text
        .slice(Math.max(0, name - 60), name)
        .split(/[.,;:!?()"“”«»\n]/)
        .at(-1) ?? '';
    const behind = /^,\s?([^,.;:!?\n]{1,80})/.exec(this.text.slice(mention.end, mention.end + 90))?.[1] ?? '';
    return `${before} ${behind}`.toLowerCase().split(/[^\p{L}’'-]+/u);
  }

  /** "the diplomat", "the expert", of nobody introduced so: who spoke last, where the word says no more than that. */
  private lastPerson(head: string, segment: Range, block: number): ActorSource | undefined {
    if (!generalHeads.has(head) || /\s(?:of|for|at|from|in)\s/.test(this.text.slice(segment.start, segment.end + 1))) return undefined;
    const speaker = this.lastSpeaker(block, speakerReach);
    return speaker && { ...speaker, basis: 'description' };
  }

  private lastSpeaker(block: number, within: number): ActorSource | undefined {
    for (let i = this.spoken.length - 1; i >= 0; i--) {
      const { source, block: at } = this.spoken[i] as Spoken;
      if (block - at > within) return undefined;
      if (source.kind === 'actor' && source.person) {
        const { kind, actor, name, person, basis } = source;
        return { kind, actor, name, person, basis };
      }
      if (source.kind === 'person') return undefined;
    }
    return undefined;
  }

  private noteGender({ title, text, actor, kind }: Mention): void {
    if (kind !== 'person') return;
    const words = `${title ?? ''} ${text}`;
    if (/\b(?:Mr|Sir|Lord|King|Prince|spokesman|chairman|congressman|businessman|Pope)\b/i.test(words)) this.masculine.add(actor);
    if (/\b(?:Mrs|Ms|Miss|Lady|Queen|Princess|Dame|spokeswoman|chairwoman|congresswoman|businesswoman)\b/i.test(words)) this.feminine.add(actor);
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
    let low = 0;
    let high = this.mentions.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.mentions[middle] as Mention).start < offset) low = middle + 1;
      else high = middle;
    }
    return low - 1;
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
const maxIntroductions = 200;

/** Who was introduced as what is remembered over so many blocks. */
const introductionReach = 12;

/** Words that say no more of somebody than that he or she speaks here. */
const generalHeads = new Set(
  'diplomat politician expert analyst interlocutor speaker scientist researcher scholar official specialist author politologist'.split(' '),
);

/** A place speaks for nobody; a capital that stands for its government is a metonym. */
const speaks = ({ kind, metonym }: Mention): boolean => kind !== 'place' || metonym !== undefined;

const refOf = ({ actor, name }: Mention): ActorRef => ({ actor, name });

function sourceOf(mention: Mention, basis: SourceBasis): ActorSource {
  return { kind: 'actor', ...refOf(mention), person: mention.kind === 'person', basis };
}

/** The one person that mentions from an offset on name; undefined where there is none or more than one. */
function soleIn(mentions: readonly Mention[], from: number): ActorSource | undefined {
  const inside = mentions.filter(({ start }) => start >= from);
  const [first] = inside;
  return first && inside.every(({ actor }) => actor === first.actor) ? sourceOf(first, 'pronoun') : undefined;
}

/** The parts of a phrase between its commas, without the space around them. */
function segmentsOf(text: string, { start, end }: Range): readonly Range[] {
  const out: Range[] = [];
  let from = start;
  for (let at = start; at <= end; at++) {
    if (at < end && text.charAt(at) !== ',') continue;
    let a = from;
    let b = at;
    while (a < b && /\s/.test(text.charAt(a))) a++;
    while (b > a && /\s/.test(text.charAt(b - 1))) b--;
    if (a < b) out.push({ start: a, end: b });
    from = at + 1;
  }
  return out;
}

/** Where the head of a noun phrase ends: before the first preposition or relative word in it, or the adjective or participle that one belongs to. */
function headEnd(text: string, { start, end }: Range): number {
  const at = text.slice(start, end).search(headBorder);
  return at < 0 ? end : start + at;
}

const headBorder =
  /\s(?:(?:close|familiar|aware|privy|near|present|loyal|opposed|\p{L}{2,}ed) )?(?:of|at|in|for|on|from|to|with|by|who|which|that|whose|and|or)\s|,?\s(?:who|whose)\s|\s?[(–—]/u;

/** "Director of the Service Jane Example": a name at the end that nothing makes somebody's, as "lawyer of Jane Example" does. */
function closesWithName(text: string, segment: Range, { start, end, kind }: Mention): boolean {
  if (kind !== 'person' || end < segment.end - 1) return false;
  const before = text.slice(Math.max(segment.start, start - 60), start);
  if (/['’]s\s$/u.test(before)) return false;
  const between = /\b(?:of|at|in|for|on|from|to|with|by|and|or)\s((?:[\p{L}.]+\s){0,3})$/u.exec(before)?.[1];
  const last = between?.trim().split(' ').at(-1) ?? '';
  return between === undefined || (/^\p{Lu}|s$/u.test(last) && !personHeads.has(last.toLowerCase()));
}

function headWord(text: string, segment: Range): string {
  return (
    text
      .slice(segment.start, headEnd(text, segment))
      .toLowerCase()
      .split(/[^\p{L}’'-]+/u)
      .filter((word) => word !== '')
      .at(-1) ?? ''
  );
}

/** "A and B", "A, B and C" */
function joinedWith(text: string, a: Mention, b: Mention): boolean {
  const between = a.end <= b.start ? text.slice(a.end, b.start) : text.slice(b.end, a.start);
  return between.length < 60 && /\b(?:and|or)\s(?:[\p{L}.]+\s){0,6}$/u.test(between);
}
