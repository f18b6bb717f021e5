/** The selector of a range of the buffer, in the saved text that the sidecar speaks of. */
import { quoteHash } from '../../core/annotations/hash';
import { selectorFor } from '../../core/annotations/selector';
import type { Rebased } from '../../core/annotations/following';
import type { Selector } from '../../core/annotations/types';
import type { Annotation } from '../../core/sidecar/schema';
import type { Decision } from '../../core/sidecar/decision';
import type { Range } from '../../core/text/range';
import type { Article } from './article';
import { ids } from './ids';

export interface MadeSelector {
  /** For a new entry. */
  readonly fields: Pick<Selector, 'quote' | 'quote-hash' | 'before' | 'after'> & { position: [number, number] };
  /** For an entry that is there: what it no longer has is removed. */
  readonly changes: { quote: string | null; 'quote-hash': string | null; before: string | null; after: string | null; position: [number, number] };
}

/** @returns undefined where the range or its edges touch edits that are not saved yet */
export function selectorOf(article: Article, range: Range): MadeSelector | undefined {
  const saved = article.toSaved(range);
  return saved ? selectorIn(article.savedText, saved, article.model.options.quotes === 'none') : undefined;
}

/** @param hashed true where the project keeps no quotes: a salted hash stands for the text, and there is no context */
export function selectorIn(text: string, range: Range, hashed: boolean): MadeSelector {
  const { quote, before, after } = selectorFor(text, range);
  const position: [number, number] = [range.start, range.end];
  if (hashed) {
    const hash = quoteHash(quote, ids.next().replaceAll('-', '').slice(-16));
    return { fields: { 'quote-hash': hash, position }, changes: { quote: null, 'quote-hash': hash, before: null, after: null, position } };
  }
  return { fields: { quote, before, after, position }, changes: { quote, 'quote-hash': null, before, after, position } };
}

/** With its place as it is now. Where the project keeps no quotes any more, or keeps them again, nothing stays of how it was told before. */
export function placed(annotation: Annotation, selector: Partial<Annotation>): Annotation {
  const told = { ...annotation, ...selector };
  if ('quote-hash' in selector) for (const field of ['quote', 'before', 'after'] as const) delete told[field];
  else if ('quote' in selector) delete told['quote-hash'];
  return told;
}

/** The entry with the selector of the place where it is in the saved text. The coder stays who it was: the judgement is not changed. */
export function rebasing({ section, entry, range }: Rebased, text: string): Decision {
  return { type: 'change', section, key: entry.id, changes: selectorIn(text, range, entry.quote === undefined).changes };
}
