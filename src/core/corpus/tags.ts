/** How the corpus uses its codebook: which tags passages carry, and which passages were coded by a definition that was revised since. Pure. */
import type { Mention } from '../actors/types';
import type { ProjectIndex } from '../project/lookup';
import type { Annotation } from '../sidecar/schema';
import type { Range } from '../text/range';
import type { MentionedActor, PassageSummary, TaggedDocument, TagUse } from './types';

/**
 * Whether a passage was coded before its tag's definition was last revised: who coded it went by another one. A passage that
 * was looked at since, and so has a later `updated`, was not. A revision of a day is that of its first moment, in UTC.
 */
export function isOlder({ created, updated }: Pick<Annotation, 'created' | 'updated'>, revised: string | undefined): boolean {
  if (revised === undefined) return false;
  const [coded, since] = [Date.parse(updated ?? created), Date.parse(revised)];
  return coded < since;
}

/** The tags of a passage whose definition was revised since it was coded. */
export function olderTags(annotation: Annotation, { tag }: Pick<ProjectIndex, 'tag'>): readonly string[] {
  return annotation.tags.flatMap((id) => {
    const found = tag(id)?.tag;
    return found && isOlder(annotation, found.revised) ? [found.id] : [];
  });
}

/** Counts by tag, merged ids resolved; a passage that carries a tag under two of its ids counts once. Linear in the passages. */
export function tagUses(documents: Iterable<readonly PassageSummary[]>, lookups: Pick<ProjectIndex, 'tag' | 'tagId'>): readonly TagUse[] {
  const uses = new Map<string, Tally>();
  for (const passages of documents) {
    for (const { annotation } of passages) {
      const older = new Set(olderTags(annotation, lookups));
      for (const tag of new Set(annotation.tags.map(lookups.tagId))) {
        let use = uses.get(tag);
        if (!use) uses.set(tag, (use = { passages: 0, comments: 0, older: 0 }));
        if (annotation.voice === 'comment') use.comments++;
        else use.passages++;
        if (older.has(tag)) use.older++;
      }
    }
  }
  return [...uses].map(([tag, use]) => ({ tag, ...use }));
}

type Tally = { -readonly [K in keyof Omit<TagUse, 'tag'>]: number };

/**
 * The actors whose mentions a passage holds, each once, in the order of the text.
 * @param mentions in the order of the text
 */
export function actorsIn(mentions: readonly Mention[], { start, end }: Range): readonly MentionedActor[] {
  // The first that begins in the passage: a long document's mentions are not all looked at for each passage.
  let [low, high] = [0, mentions.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((mentions[middle]?.start ?? 0) < start) low = middle + 1;
    else high = middle;
  }
  const actors = new Map<string, MentionedActor>();
  for (let at = low; at < mentions.length; at++) {
    const mention = mentions[at];
    if (!mention || mention.start >= end) break;
    if (mention.end <= end && !actors.has(mention.actor)) {
      const { actor: id, name, told } = mention;
      actors.set(id, told === undefined ? { id, name } : { id, name, told });
    }
  }
  return [...actors.values()];
}

/** The documents with passages that carry one of the tags, under whichever of its ids. */
export function taggedDocuments(
  documents: Iterable<readonly [string, readonly PassageSummary[]]>,
  tags: readonly string[],
  { tagId }: Pick<ProjectIndex, 'tagId'>,
): readonly TaggedDocument[] {
  const wanted = new Set(tags.map(tagId));
  const found: TaggedDocument[] = [];
  for (const [path, passages] of documents) {
    const count = passages.filter(({ annotation }) => annotation.tags.some((tag) => wanted.has(tagId(tag)))).length;
    if (count > 0) found.push({ path, passages: count });
  }
  return found.sort((a, b) => b.passages - a.passages || (a.path < b.path ? -1 : 1));
}
