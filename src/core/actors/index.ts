/**
 * Actors: recognised block by block, linked over the document, known across documents by the registry or by a stable
 * provisional id. No trained weights; every mention carries the rule that made it.
 */
import { finished, type Stages } from '../stages';
import { Evidence } from './evidence';
import type { Gazetteer } from './gazetteer';
import { addPublicForms, lookupOf, type Known } from './identity';
import { Names } from './known';
import { linkDocument, type LinkBlock } from './link';
import { demonymsOf } from './owners';
import { recogniseBlock, wordTable } from './recognise';
import { indexRegistry, type ActorRegistry } from './registry';
import type { Mention, RecognisedMention } from './types';

export { emptyGazetteer, gazetteerInStages, parseGazetteer, type Gazetteer } from './gazetteer';
export { likeness, suggestMerges, type MergeSuggestion, type NamedActor } from './likeness';
export type { LinkBlock } from './link';
export { middleNamesOf, Namesakes, toldApart } from './namesakes';
export { namePartsOf, provisionalId, sameActorName, type NameParts } from './names';
export type { ActorRegistry } from './registry';
export type { ActorKind, Mention, Metonym, MetonymReading, RecognisedMention, Weights } from './types';

export interface ActorRecogniser {
  /** What one block alone says: block-relative, structured-cloneable, a function of the block's text only. Linear in it. */
  recognise(block: string): readonly RecognisedMention[];
  /** Mentions of the document, sorted and not overlapping, in offsets of the document. `blocks` in the order of the text. */
  link(blocks: readonly LinkBlock[]): readonly Mention[];
  /** As {@link link}, in stages. */
  linking(blocks: readonly LinkBlock[]): Stages<readonly Mention[]>;
}

/** Prepares a registry and a gazetteer; rebuild it when either changes. About 0.1 s for ten thousand actors. */
export function createActorRecogniser(registry: ActorRegistry, gazetteer: Gazetteer): ActorRecogniser {
  const index = indexRegistry(registry);
  const lookup = lookupOf(index, gazetteer);
  addPublicForms(index, lookup, gazetteer);
  const evidence = new Evidence();
  const chunker = { registry: index, gazetteer, words: wordTable(gazetteer, index) };
  const known: Known = { registry: index, gazetteer, demonyms: demonymsOf(gazetteer), lookup, names: new Names(gazetteer) };
  return {
    recognise: (block) => recogniseBlock(block, chunker, evidence),
    link: (blocks) => finished(linkDocument(blocks, known)),
    linking: (blocks) => linkDocument(blocks, known),
  };
}
