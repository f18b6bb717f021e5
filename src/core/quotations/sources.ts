/** Whom a phrase means: the actor that it names, the person whom a pronoun or a description points back to, or what it describes. */
import type { Mention } from '../actors/types';
import type { Range } from '../text/range';
import { descriptionOf } from './introductions';
import { Introduced } from './introduced';
import { anonymousHeads, documentHeads, personHeads } from './nouns';
import { closesWithName, headEnd, headWord, joinedWith, segmentsOf } from './phrases';
import { Pronouns } from './pronouns';
import { type ActorSource, refOf, type Scene, sourceOf, speaks } from './scene';
import type { RecognisedQuotation, Source } from './types';

/** What a phrase of one word is. Any other names or describes somebody. */
type PronounKind = 'relative' | 'speaker' | 'he' | 'she' | 'it' | 'they';
const pronouns: ReadonlyMap<string, PronounKind> = new Map(
  (
    [
      ['relative', 'who which that whom'],
      ['speaker', 'i we my our me us'],
      ['he', 'he his him himself'],
      ['she', 'she her herself'],
      ['it', 'it its'],
      ['they', 'they their them'],
    ] as const
  ).flatMap(([kind, words]) => words.split(' ').map((word) => [word, kind] as const)),
);

/** Resolves the sources of a document's statements in their order. One instance a document. */
export class SourceResolver {
  private readonly introduced: Introduced;
  private readonly pronouns: Pronouns;

  constructor(private readonly scene: Scene) {
    this.introduced = new Introduced(scene);
    this.pronouns = new Pronouns(scene, this.introduced);
  }

  /**
   * @param outer  the source of the statement that this one is nested in
   * @param spoken  this one stands in somebody's direct speech: whoever speaks says "I", and means others by "he" and "she"
   */
  resolve(quotation: RecognisedQuotation, outer: Source | undefined, spoken = false): Source {
    const at = quotation.phrase?.start ?? (quotation.spans[0] as Range).start;
    const block = this.scene.indexAt(at);
    const source = quotation.phrase ? this.ofPhrase(quotation.phrase, block, outer, spoken) : ({ kind: 'unknown', text: '' } as const);
    if (!outer && (source.kind !== 'unknown' || onePerson.test(source.text))) this.scene.spoken.push({ source, block, quotation });
    return source;
  }

  private ofPhrase(phrase: Range, block: number, outer: Source | undefined, spoken: boolean): Source {
    const words = this.scene.text.slice(phrase.start, phrase.end);
    const kind = words.length <= longestPronoun ? pronouns.get(words.toLowerCase()) : undefined;
    if (!kind) return this.named(phrase) ?? this.described(phrase, words, block);
    return this.ofPronoun(kind, phrase, block, outer, spoken) ?? { kind: 'unknown', text: words };
  }

  private ofPronoun(kind: PronounKind, phrase: Range, block: number, outer: Source | undefined, spoken: boolean): Source | undefined {
    switch (kind) {
      case 'relative':
        return this.antecedent(phrase);
      case 'speaker':
        return outer;
      case 'he':
      case 'she':
        return this.pronouns.person(phrase, block, kind === 'he', spoken && outer?.kind === 'actor' ? outer.actor : undefined);
      default:
        return this.pronouns.thing(phrase, block, kind === 'they');
    }
  }

  /** The mention that is the head of the phrase: "the French minister Jane Example, a lawyer", not "Example's lawyer". */
  private named(phrase: Range): ActorSource | undefined {
    const { text } = this.scene;
    if (this.scene.mentionsIn(phrase).length === 0) return undefined;
    const segments = segmentsOf(text, phrase);
    for (let i = 0; i < segments.length; i++) {
      const segment = segments[i] as Range;
      const inside = this.scene.mentionsIn(segment);
      const last = inside.at(-1);
      if (!last) continue;
      const head = headEnd(text, segment);
      const mention =
        inside.find((candidate) => candidate.start < head && candidate.end >= head - 1) ?? (closesWithName(text, segment, last) ? last : undefined);
      if (!mention || !speaks(mention) || (i > 0 && mention.kind !== 'person')) continue;
      const others = i === 0 ? inside.filter((other) => other !== mention && speaks(other) && joinedWith(text, other, mention)) : [];
      return { ...sourceOf(mention, i === 0 ? 'named' : 'apposition'), ...(others.length > 0 && { others: others.map(refOf) }) };
    }
    return undefined;
  }

  /** "Example, who said": the mention that ends before the relative word. */
  private antecedent(phrase: Range): ActorSource | undefined {
    const { text, mentions } = this.scene;
    const mention: Mention | undefined = mentions[this.scene.lastBefore(phrase.start)];
    if (!mention || !speaks(mention) || !/^[\s,]{1,3}$/.test(text.slice(mention.end, phrase.start))) return undefined;
    // "a threat to Ruritania, which worries": whether the threat or the state is meant, grammar alone does not tell.
    const before = text.slice(Math.max(0, mention.start - 20), mention.start);
    if (mention.kind !== 'person' && /\b(?:of|at|in|for|on|from|to|with|by|against)\s(?:the\s)?$/i.test(before)) return undefined;
    return sourceOf(mention, 'apposition');
  }

  private described(phrase: Range, words: string, block: number): Source {
    const segment = segmentsOf(this.scene.text, phrase)[0] ?? phrase;
    const head = headWord(this.scene.text, segment);
    const definite = /^(?:the|this|that)\s/i.test(words);
    if (/\b(?:anonym|unnamed|unidentified|condition of anonymity)/i.test(words)) return { kind: 'anonymous', text: words };
    const description = definite ? descriptionOf(this.scene.text.slice(segment.start, segment.end)) : undefined;
    if (description) {
      const back = this.introduced.as(description, segment.start, block) ?? this.introduced.lastPerson(description, block);
      if (back) return back;
    }
    if (documentHeads.has(head)) return { kind: 'document', text: words };
    const one = personHeads.has(head) || /(?:man|woman|person|ist|ian|eer)$/.test(head);
    const several = head.endsWith('s') && personHeads.has(head.slice(0, -1));
    if (/^sources?$/.test(head) || (!definite && (several || anonymousHeads.has(head)))) return { kind: 'anonymous', text: words };
    if (one || several || anonymousHeads.has(head)) return { kind: 'person', text: words };
    return { kind: 'unknown', text: words };
  }
}

const longestPronoun = 'himself'.length;

/** "a neighbour", "his landlord": an unknown word for what may be one person, whom a pronoun behind it may mean. */
const onePerson = /^(?:an?|one|another|his|her|my|our|their|\p{Lu}[\p{L}\s-]*['’]s)\s.*[^s]$/iu;
