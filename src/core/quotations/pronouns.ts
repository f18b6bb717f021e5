/** Whom "he", "she" and "it" mean. Whom the text leaves open stays open: a statement given to the wrong person is worse than one given to nobody. */
import type { Mention } from '../actors/types';
import type { Range } from '../text/range';
import { Genders } from './genders';
import type { Introduced } from './introduced';
import { descriptionOf } from './introductions';
import { beginsClause, type DescribedPerson, mayBe } from './persons';
import { headWordOf } from './phrases';
import { isOnePerson, type Scene, sourceOf, speaks, type Spoken } from './scene';
import type { Source } from './types';

/** A pronoun points back over at most so many blocks. */
const reach = 2;
/** And in a text without paragraphs, in characters. */
const maxLookBack = 3000;
/** Mentions and descriptions that are looked back at: what is within reach in a text of any paragraphs. */
const maxNear = 40;
/** "told the former foreign minister of Ruritania, …": whom a cue addresses begins within so many characters. */
const addresseeReach = 60;

/** Somebody whom a pronoun may mean. */
interface Candidate {
  /** The same for one person, named or described again. */
  readonly key: string;
  readonly start: number;
  readonly subject: boolean;
  readonly source: Source;
}

type Fits = (actor: { readonly actor: string }) => boolean;

/** One instance a document. */
export class Pronouns {
  private known: Genders | undefined;
  private readonly subjects = new Map<number, boolean>();

  constructor(
    private readonly scene: Scene,
    private readonly introduced: Introduced,
  ) {}

  private get genders(): Genders {
    return (this.known ??= new Genders(this.scene));
  }

  /**
   * "he", "she": the one person within reach that it may be, named or only described; of several, who spoke last, if nobody was named since.
   *
   * @param speaking  the actor whose direct speech the pronoun stands in, who says "I"
   */
  person(phrase: Range, block: number, masculine: boolean, speaking: string | undefined): Source | undefined {
    const fits: Fits = ({ actor }) => actor !== speaking && this.genders.mayBe(actor, masculine);
    if (this.mayAnswer(phrase, block, fits, masculine)) return undefined;
    const near = this.near(phrase.start, block, fits, masculine);
    const speaker = this.scene.lastSpeaker(block, reach);
    const mayBeSpeaker =
      speaker && (speaker.kind === 'actor' ? fits(speaker) : speaker.kind === 'person' && mayBe(headWordOf(speaker.text), masculine)) ? speaker : undefined;
    const start = this.scene.blockStart(block);
    const found =
      soleIn(near, this.scene.sentenceStart(phrase.start, block), true) ??
      soleIn(near, 0, false) ??
      (this.scene.spoken.at(-1)?.block === block ? mayBeSpeaker : undefined) ??
      soleIn(near, start, true) ??
      // Who spoke a paragraph ago is meant unless somebody only described came up since.
      (near.some((one) => one.source.kind !== 'actor' && one.start >= start) ? undefined : mayBeSpeaker);
    return found?.kind === 'actor' ? { ...found, basis: 'pronoun' } : found;
  }

  /** "it", "they": the body that the sentence begins with, or else who spoke last. */
  thing(phrase: Range, block: number, plural: boolean): Source | undefined {
    const subject = plural ? undefined : this.sentenceSubject(phrase.start, block);
    if (subject && subject.kind !== 'person' && speaks(subject)) return sourceOf(subject, 'pronoun');
    const last = this.scene.spoken.at(-1);
    if (!last || block - last.block > reach) return undefined;
    const { source } = last;
    if (source.kind === 'actor') return (plural ? source.others !== undefined || !source.person : !source.person) ? { ...source, basis: 'pronoun' } : undefined;
    if (source.kind === 'document') return plural ? undefined : source;
    return source.kind === 'anonymous' && plural ? source : undefined;
  }

  /** “You lied,” Example told him. “I did not,” he said: who was spoken to may be the one who speaks, unless he or she "added" it. */
  private mayAnswer({ start, end }: Range, block: number, fits: Fits, masculine: boolean): boolean {
    const { scene } = this;
    const last = scene.spoken.at(-1);
    if (!last || block - last.block > 1 || /^\s(?:also |then )?(?:add(?:s|ed)|continue[sd]|went on|concluded)\b/.test(scene.text.slice(end, end + 20)))
      return false;
    const { cue, phrase, spans } = last.quotation;
    const isSaid = (range: Range): boolean => scene.isSpoken(range) || spans.some((span) => range.start >= span.start && range.start < span.end);
    if (cue) {
      const addressed = scene.mentionsIn({ start: cue.end, end: Math.min(start, cue.end + addresseeReach) }).find((mention) => mention.start >= cue.end);
      const isSpeaker = addressed && phrase && addressed.start < phrase.end && addressed.end > phrase.start;
      const directly = addressed && /^\s(?:[\p{L}’'-]+\s){0,5}$/u.test(scene.text.slice(cue.end, addressed.nameStart ?? addressed.start));
      if (addressed?.kind === 'person' && directly && !isSpeaker && fits(addressed) && !isSaid(addressed)) return true;
    }
    const from = Math.max(cue?.end ?? spans.at(-1)?.end ?? start, start - maxLookBack);
    const object = masculine ? /\bhim\b/g : /\bher(?=[.,;:!?]|\s(?:that|to|on|in|at)\s)/g;
    for (const { index } of scene.text.slice(from, start).matchAll(object)) if (!isSaid({ start: from + index, end: from + index + 1 })) return true;
    return false;
  }

  /** All whom a pronoun at `offset` may mean: persons named before it outside of speech, and persons described. */
  private near(offset: number, block: number, fits: Fits, masculine: boolean): readonly Candidate[] {
    const { scene } = this;
    const from = Math.max(scene.blockStart(block, reach), offset - maxLookBack);
    const out: Candidate[] = [];
    for (let i = scene.lastBefore(offset); i >= 0; i--) {
      const mention = scene.mentions[i] as Mention;
      if (mention.start < from || out.length > maxNear) break;
      if (mention.kind !== 'person' || !fits(mention) || scene.isSpoken(mention)) continue;
      out.push({ key: mention.actor, start: mention.start, subject: this.beginsClause(mention.start), source: sourceOf(mention, 'pronoun') });
    }
    const spoke: Range[] = [];
    for (let i = scene.spoken.length - 1; i >= 0; i--) {
      const { source, quotation } = scene.spoken[i] as Spoken;
      const { phrase } = quotation;
      if (!phrase || phrase.start < from) break;
      if (!isOnePerson(source) || !mayBe(headWordOf(source.text), masculine)) continue;
      spoke.push(phrase);
      out.push({ key: ` ${headWordOf(source.text)}`, start: phrase.start, subject: true, source });
    }
    for (const person of scene.describedIn(from, offset, maxNear)) {
      if (spoke.some((phrase) => person.start < phrase.end && person.end > phrase.start)) continue;
      const candidate = this.describedCandidate(person, fits, masculine);
      if (candidate) out.push(candidate);
    }
    return out;
  }

  private describedCandidate(person: DescribedPerson, fits: Fits, masculine: boolean): Candidate | undefined {
    const { start, end, head } = person;
    if (!mayBe(head, masculine) || this.scene.isSpoken(person) || this.isNamed(person)) return undefined;
    const subject = this.beginsClause(start);
    // "met the mayor. She said" goes back to who met; "by a lawyer for Example. She said" may be either.
    if (!subject && !this.scene.mentionsIn(person).some(({ kind }) => kind === 'person')) return undefined;
    const text = this.scene.text.slice(start, end);
    const description = /^the\s/i.test(text) ? descriptionOf(text) : undefined;
    const back = description && this.introduced.as(description, start, this.scene.indexAt(start));
    if (back && !fits(back)) return undefined;
    return { key: back?.actor ?? ` ${head}`, start, subject, source: back ?? { kind: 'person', text } };
  }

  private beginsClause(start: number): boolean {
    const known = this.subjects.get(start);
    if (known !== undefined) return known;
    const begins = beginsClause(this.scene.text, start);
    this.subjects.set(start, begins);
    return begins;
  }

  /** "the minister Example", "Example, the minister": the words describe who is named beside them. */
  private isNamed({ start, end }: Range): boolean {
    const { mentions, text } = this.scene;
    for (let i = Math.max(0, this.scene.lastBefore(start)); i < mentions.length; i++) {
      const mention = mentions[i] as Mention;
      if (mention.start > end + 2) return false;
      if (mention.kind !== 'person') continue;
      const name = mention.nameStart ?? mention.start;
      if (mention.start < end && mention.nameStart !== undefined && name > start && name >= end - 1) return true;
      if (name >= end && /^,?\s$/.test(text.slice(end, name))) return true;
      if (mention.end <= start && /^,\s$/.test(text.slice(mention.end, start))) return true;
    }
    return false;
  }

  /** The actor that the sentence before `offset` begins with. */
  private sentenceSubject(offset: number, block: number): Mention | undefined {
    const start = this.scene.sentenceStart(offset, block);
    const first = this.scene.mentions[this.scene.lastBefore(start) + 1];
    return first && first.end <= offset && /^[\s.!?"”’»]{0,4}(?:The |the )?$/u.test(this.scene.text.slice(start, first.start)) ? first : undefined;
  }
}

/** The one person among those from an offset on; undefined where there is none or more than one, or, if asked for, none that begins a clause. */
function soleIn(near: readonly Candidate[], from: number, subject: boolean): Source | undefined {
  let first: Candidate | undefined;
  let begins = !subject;
  for (const one of near) {
    if (one.start < from) continue;
    first ??= one;
    if (one.key !== first.key) return undefined;
    begins ||= one.subject;
  }
  return begins ? first?.source : undefined;
}
