/** A sentence as the rules read it: its words and marks, with every quotation of speech standing as one token. */
import { Kind, type Token } from './tokens';
import type { Stretch } from './marks';
import { Form } from './verbs';
import type { VerbGroup } from './verb-group';
import { W } from './words';

/** A token of kind `Quotation` and the stretch that it stands for. */
export interface QuotedToken extends Token {
  readonly stretch: Stretch;
}

export class Sentence {
  /** What `verbGroupAt` found, as several rules ask it of one token. */
  private groups: Map<number, VerbGroup | undefined> | undefined;

  constructor(
    readonly tokens: readonly Token[],
    /** First token and the one behind the last. */
    readonly from: number,
    readonly to: number,
    /** First token of a stretch of borrowed words, by the token behind its last. */
    private readonly borrowed: ReadonlyMap<number, number>,
  ) {}

  /** Where the borrowed words end that begin at a token. */
  borrowedEnd(i: number): number | undefined {
    return this.borrowed.get(i);
  }

  /** What stands at a token, read once. */
  group(i: number, read: () => VerbGroup | undefined): VerbGroup | undefined {
    const groups = (this.groups ??= new Map<number, VerbGroup | undefined>());
    const known = groups.get(i);
    if (known || groups.has(i)) return known;
    const group = read();
    groups.set(i, group);
    return group;
  }

  at(i: number): Token | undefined {
    return i >= this.from && i < this.to ? this.tokens[i] : undefined;
  }

  has(i: number, bits: number): boolean {
    const token = this.at(i);
    return token !== undefined && (token.word.bits & bits) !== 0;
  }

  is(i: number, kind: Kind): boolean {
    return this.at(i)?.kind === kind;
  }

  key(i: number): string {
    return this.at(i)?.word.key ?? '';
  }

  quotation(i: number): QuotedToken | undefined {
    const token = this.at(i);
    return token?.kind === Kind.Quotation ? (token as QuotedToken) : undefined;
  }

  /** The end of the sentence or a mark that ends one. */
  ends(i: number): boolean {
    const token = this.at(i);
    return token === undefined || token.kind === Kind.Stop;
  }

  /** Whether a finite verb of any kind stands here. An unknown word in -ed behind a noun or pronoun is taken for one. */
  finite(i: number): boolean {
    const token = this.at(i);
    if (!token || token.kind !== Kind.Word) return false;
    const { bits, forms, key } = token.word;
    if (bits & (W.Modal | W.Do | W.Finite)) return true;
    if (bits & (W.Be | W.Have)) return (bits & W.NotFinite) === 0;
    if (bits === 0 && forms === 0) return false;
    if (key === "'s") return this.has(i - 1, W.Pronoun | W.Relative | W.That);
    if (bits & W.Adjective) return false;
    if (forms & (Form.Past | Form.Third)) {
      if (this.has(i - 1, W.Determiner | W.Possessive | W.Preposition | W.Be | W.Have | W.Adjective) && !this.has(i - 1, W.Pronoun)) return false;
      return (bits & W.AlsoNoun) === 0;
    }
    if (forms & Form.Base) return this.has(i - 1, W.Pronoun | W.Relative) && (bits & W.AlsoNoun) === 0;
    return (
      forms === 0 &&
      (bits & W.Ed) !== 0 &&
      !token.capital &&
      !this.has(i - 1, W.Determiner | W.Possessive | W.Preposition | W.Be | W.Have | W.Adverb) &&
      this.at(i - 1)?.kind === Kind.Word
    );
  }
}
