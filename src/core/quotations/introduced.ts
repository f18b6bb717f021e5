/** Whom "the minister" means: who was introduced so, or, by a word that says no more than that somebody speaks, who spoke last. */
import type { Mention } from '../actors/types';
import { agree, type Description, introductionsOf } from './introductions';
import { headWordOf } from './phrases';
import { type ActorSource, type Scene, sourceOf, type Spoken } from './scene';

/** "the diplomat", of nobody introduced by that word, is the last person who spoke, within so many blocks. */
const speakerReach = 4;
/** Who was introduced as what is remembered over so many blocks. */
const introductionReach = 12;
/** And over so many mentions, in a text of any paragraphs. */
const maxIntroductions = 200;

/** Words that say no more of somebody than that he or she speaks here. */
const generalHeads = new Set(
  'diplomat politician expert analyst interlocutor speaker scientist researcher scholar official specialist author politologist'.split(' '),
);

/** One instance a document. */
export class Introduced {
  private readonly known = new Map<Mention, readonly Description[]>();

  constructor(private readonly scene: Scene) {}

  /**
   * "the minister" where exactly one person before has been introduced with that word ("Foreign Minister Example", "Example, a minister") and
   * nothing in the description speaks against it; nobody, if somebody of that word whom the text does not name has spoken since.
   */
  as(description: Description, at: number, block: number): ActorSource | undefined {
    const from = this.scene.blockStart(block, introductionReach);
    const found = new Map<string, { readonly mention: Mention; readonly agrees: boolean }>();
    const last = this.scene.lastBefore(at);
    for (let i = last; i >= Math.max(0, last - maxIntroductions); i--) {
      const mention = this.scene.mentions[i] as Mention;
      if (mention.start < from) break;
      if (mention.kind !== 'person' || found.get(mention.actor)?.agrees) continue;
      const same = this.of(mention).filter(({ head }) => head === description.head);
      if (same.length > 0) found.set(mention.actor, { mention, agrees: same.some((introduction) => agree(description, introduction)) });
    }
    const agreeing = [...found.values()].filter(({ agrees }) => agrees);
    const [only] = agreeing;
    // A bare "the minister" may be any of several who were introduced as ministers of some sort.
    if (!only || agreeing.length > 1 || (description.modifiers.size === 0 && found.size > 1)) return undefined;
    return this.describedSince(description.head, block) ? undefined : sourceOf(only.mention, 'description');
  }

  /** "the diplomat", "the expert", of nobody introduced so: who spoke last, where the words say no more than was said of that person. */
  lastPerson({ head, modifiers }: Description, block: number): ActorSource | undefined {
    if (!generalHeads.has(head)) return undefined;
    const speaker = this.scene.lastSpeaker(block, speakerReach);
    return speaker?.kind === 'actor' && modifiers.size === 0 ? { ...speaker, basis: 'description' } : undefined;
  }

  private of(mention: Mention): readonly Description[] {
    const known = this.known.get(mention);
    if (known) return known;
    const made = introductionsOf(this.scene.text, mention);
    this.known.set(mention, made);
    return made;
  }

  /** Whether the last who spoke by that word, within reach, was not one whom the text names. */
  private describedSince(head: string, block: number): boolean {
    const { spoken } = this.scene;
    for (let i = spoken.length - 1; i >= 0; i--) {
      const { source, block: at } = spoken[i] as Spoken;
      if (block - at > introductionReach) return false;
      if (source.kind === 'actor' && source.basis === 'description') return false;
      if ((source.kind === 'person' || source.kind === 'anonymous') && headWordOf(source.text) === head) return true;
    }
    return false;
  }
}
