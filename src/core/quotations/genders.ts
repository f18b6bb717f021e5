/** Which of a document's persons "he" cannot mean, and which "she" cannot, as far as titles, and given names that are women's or men's alone, tell. */
import { givenTo } from '../actors/addressed';
import { fold } from '../actors/characters';
import type { Mention } from '../actors/types';

const mens = /\b(?:Mr|Sir|Lord|King|Prince|spokesman|chairman|congressman|businessman|Pope)\b/i;
const womens = /\b(?:Mrs|Ms|Miss|Lady|Queen|Princess|Dame|spokeswoman|chairwoman|congresswoman|businesswoman)\b/i;

export class Genders {
  private readonly masculine = new Set<string>();
  private readonly feminine = new Set<string>();

  constructor(mentions: readonly Mention[]) {
    const givenNames = new Map<string, 'women' | 'men'>();
    const seen = new Map<string, string>();
    for (const { title = '', text, name, actor, kind } of mentions) {
      if (kind !== 'person') continue;
      const words = title === '' ? text : `${title} ${text}`;
      if (seen.get(words) === actor) continue;
      seen.set(words, actor);
      if (mens.test(words)) this.masculine.add(actor);
      if (womens.test(words)) this.feminine.add(actor);
      if (this.masculine.has(actor) || this.feminine.has(actor)) continue;
      const space = name.indexOf(' ');
      const whose = space > 0 ? givenTo(fold(name.slice(0, space))) : undefined;
      if (whose) givenNames.set(actor, whose);
    }
    // What a title says of somebody anywhere goes before what the given name usually says.
    for (const [actor, whose] of givenNames)
      if (!this.masculine.has(actor) && !this.feminine.has(actor)) (whose === 'men' ? this.masculine : this.feminine).add(actor);
  }

  /** Whether "he" (or else "she") may mean this actor. */
  mayBe(actor: string, masculine: boolean): boolean {
    return !(masculine ? this.feminine : this.masculine).has(actor);
  }
}
