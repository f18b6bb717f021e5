/** A document of the project made ready for exchange, and the choice of what goes. */
import { toldApart } from '../actors/namesakes';
import { settled } from '../adjudication/settled';
import { anchorPassages } from '../annotations/anchored';
import type { ProjectIndex } from '../project';
import { together } from '../sidecar';
import { subtree } from '../project/lookup';
import { outletsNow } from '../project/outlets';
import type { Annotation, Sidecar } from '../sidecar/schema';
import type { DateRecord, ExchangeDocument, MentionRecord } from './types';

/** What is to go; what is not said does not restrict. */
export interface Choice {
  readonly tags?: readonly string[] | undefined;
  readonly outlets?: readonly string[] | undefined;
  readonly coders?: readonly string[] | undefined;
  readonly events?: readonly string[] | undefined;
}

export interface Sources {
  /** Relative to the project, with `/`. */
  readonly path: string;
  /** Canonical. */
  readonly text: string;
  readonly quotes: boolean;
  /** All sidecars of the document. The first that sets a field of `document:` decides it. */
  readonly sidecars: readonly Sidecar[];
  /** Only what holds once adjudicators have spoken: what a settlement has set aside is left out. */
  readonly settled?: boolean;
  readonly mentions?: readonly MentionRecord[];
  readonly dates?: readonly DateRecord[];
}

export function exchangeDocument(
  { path, text, quotes, sidecars, settled: onlySettled = false, mentions = [], dates = [] }: Sources,
  project: ProjectIndex,
): ExchangeDocument {
  const all = onlySettled ? settled(together(sidecars)) : together(sidecars);
  const placed = anchorPassages(text, all.annotations ?? []).map(({ annotation, anchor }) => ({
    range: anchor.range,
    isSuggested: anchor.state === 'fuzzy',
    annotation: { ...annotation, tags: [...new Set(annotation.tags.map(project.tagId))] },
  }));
  return {
    path,
    text,
    quotes,
    metadata: outletsNow(all.document ?? {}, project),
    read: all.read ?? [],
    stance: all.stance ?? [],
    passages: placed
      .flatMap(({ annotation, range, isSuggested }) => (range === null ? [] : [{ ...range, annotation, ...(isSuggested && { isSuggested }) }]))
      .sort((a, b) => a.start - b.start || a.end - b.end),
    unplaced: placed.flatMap(({ annotation, range }) => (range === null ? [annotation] : [])),
    mentions,
    dates,
    decisions: all.mentions ?? [],
  };
}

/** A document whose actors are told from namesakes in others. */
export function withNamesakes(document: ExchangeDocument, apart: ReadonlySet<string>): ExchangeDocument {
  const mentions = document.mentions.map((mention): MentionRecord => {
    if (mention.told === undefined) return mention;
    const { actor, name } = toldApart({ actor: mention.actor, name: mention.name, provisional: true, told: mention.told }, apart);
    return { ...mention, actor, name };
  });
  return { ...document, mentions };
}

function withBelow(project: ProjectIndex, id: string): readonly string[] {
  const found = project.tag(id);
  return found ? subtree(found.tag).map((tag) => tag.id) : [id];
}

/** The part of a document that was asked for, or nothing of it. */
export function chosen(document: ExchangeDocument, { tags, outlets, coders, events }: Choice, project: ProjectIndex): ExchangeDocument | undefined {
  const { metadata } = document;
  if (outlets && (metadata.outlet === undefined || !outlets.some((id) => (project.outlet(id)?.id ?? id) === metadata.outlet))) return undefined;
  if (events && !(metadata.events ?? []).some((event) => events.includes(event))) return undefined;
  // As the filter of the Passages view: a tag means those below it too.
  const wanted = tags && new Set(tags.flatMap((id) => withBelow(project, id)));
  const by = (entry: { readonly by: string }): boolean => coders === undefined || coders.includes(entry.by);
  const bears = (annotation: { readonly tags: readonly string[]; readonly by: string }): boolean =>
    by(annotation) && (wanted === undefined || annotation.tags.some((tag) => wanted.has(tag)));
  // What settles a passage goes along with it, whatever its own tags: without it the passage would leave as if it held.
  const going = new Set([...document.passages.map(({ annotation }) => annotation), ...document.unplaced].filter(bears).map(({ id }) => id));
  const goes = (annotation: Annotation): boolean => bears(annotation) || (by(annotation) && (annotation.adjudicates ?? []).some((id) => going.has(id)));
  return {
    ...document,
    passages: document.passages.filter(({ annotation }) => goes(annotation)),
    unplaced: document.unplaced.filter(goes),
    stance: document.stance.filter(by),
    read: document.read.filter(by),
    decisions: document.decisions.filter(by),
  };
}
