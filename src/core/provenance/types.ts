import type { ProjectIndex } from '../project/lookup';
import type { DocumentMetadata } from '../sidecar/schema';
import type { Block } from '../text/block';
import type { Range } from '../text/range';

/** What the suggestions are made of. */
export interface ProvenanceInput {
  /** Canonical text. */
  readonly text: string;
  readonly blocks: readonly Block[];
  /** The page's address, where the sidecar gives it. */
  readonly url?: string | undefined;
  readonly index: Pick<ProjectIndex, 'outletNamed' | 'outletAt' | 'outlet'>;
}

/** What a place in the text says of where the text comes from. */
export type Saying =
  /** whose journalism it is */
  | 'origin'
  /** the site or paper on which this copy stood */
  | 'site'
  /** somebody else's report that it passes on */
  | 'relayed'
  /** to whom somebody said something: an interviewer, who need not have published the text */
  | 'interviewer'
  /** whose picture it is, which tells nothing of whose text it is */
  | 'picture'
  | 'author'
  | 'title'
  | 'address'
  | 'archive'
  | 'translation'
  | 'original-language';

/** The words that a suggestion rests on. */
export interface Evidence {
  /** Name of the rule, kebab-case. */
  readonly rule: string;
  readonly quote: string;
  /** In the canonical text; absent where the words are the page's address, from the sidecar. */
  readonly range?: Range | undefined;
}

/** What one rule found. */
export interface Found {
  readonly says: Saying;
  /** A name as it is written, an address, a language tag, a kind of translation. */
  readonly value: string;
  readonly quote: string;
  readonly range?: Range | undefined;
  /** 0 to 1: how often such words mean this. Judged on news pages, not measured. */
  readonly confidence: number;
}

/** The fields of `document:` that a suggestion may fill. */
export type SuggestedField = Extract<
  keyof DocumentMetadata,
  'outlet' | 'publisher' | 'via' | 'authors' | 'title' | 'url' | 'archived' | 'translation' | 'translated-from'
>;

export interface Suggestion {
  /** Null for a clue: an interviewer or a picture's owner, of whom the coder says what it means, if anything. */
  readonly field: SuggestedField | null;
  readonly says: Saying;
  /** For fields that name outlets: the name as written, or the outlet's own where the project knows it. */
  readonly value: string;
  /** The project's outlet of that name or address. */
  readonly outlet?: string | undefined;
  /** The host of an address, for an outlet that the project does not know yet. */
  readonly domain?: string | undefined;
  /** 0 to 1. */
  readonly confidence: number;
  /** In the order in which it was found; never empty. */
  readonly evidence: readonly Evidence[];
}
