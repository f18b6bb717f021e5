/**
 * Taking in a codebook from elsewhere: which of its tags are new, which the project has with another definition, and the decisions
 * that take over what a person chose. What the file says is held against the rules of a codebook tag by tag; never throws.
 */
import * as v from 'valibot';
import { CodebookDraft, type DraftOptions, definitionFields, longestDefinition, tidyLabel } from './codebook';
import type { ProjectDecision } from './decision';
import { indexProject } from './lookup';
import { Color, Id, PartialDate, type Project, type Tag, Timestamp } from './schema';

/** A study of news has a few hundred codes at most. */
export const mostTags = 5000;
/** Deeper, nobody finds a tag again. */
export const deepest = 30;
/** In bytes: more than five thousand tags with definitions. */
export const largestCodebook = 5 * 1024 * 1024;

/** A tag of the file, without those below it. */
export interface ListedTag {
  /** Counted from 0 in the file, from top to bottom. */
  readonly index: number;
  readonly depth: number;
  /** The tag above it, by its index; undefined at the top. */
  readonly above: number | undefined;
  readonly tag: Omit<Tag, 'children'>;
  /** The tag of the project that it is: by its id, else by its label. */
  readonly into: string | undefined;
  /** What the project's tag says otherwise, or does not say. */
  readonly changes: Readonly<Partial<Record<'label' | 'description' | 'include' | 'exclude' | 'example', string>>>;
}

export interface CodebookPlan {
  readonly listed: readonly ListedTag[];
  /** How many were left out: without a label, too deep, or beyond {@link mostTags}. */
  readonly leftOut: number;
}

/** @param byId whether the file's ids are ids of tags, not made from labels */
export function planCodebook(project: Project, tags: readonly Tag[], byId: boolean): CodebookPlan {
  const index = indexProject(project);
  const labels = new Map<string, string>();
  for (const { tag } of index.tags) if (!labels.has(key(tag.label))) labels.set(key(tag.label), tag.id);
  const listed: ListedTag[] = [];
  let leftOut = 0;
  const waiting = [...tags].reverse().map((tag) => ({ tag, depth: 0, above: undefined as number | undefined }));
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    const clean = cleanTag(next.tag);
    if (!clean || next.depth > deepest || listed.length >= mostTags) {
      leftOut++;
      // What is below one without a label comes to stand where that would.
      if (!clean) for (const child of [...(next.tag.children ?? [])].reverse()) waiting.push({ tag: child, depth: next.depth, above: next.above });
      continue;
    }
    const into = (byId ? index.tag(clean.id)?.tag.id : undefined) ?? labels.get(key(clean.label));
    const at = listed.length;
    listed.push({
      index: at,
      depth: next.depth,
      above: next.above,
      tag: clean,
      into,
      changes: into === undefined ? {} : changesOf(index.tag(into)?.tag, clean),
    });
    for (const child of [...(next.tag.children ?? [])].reverse()) waiting.push({ tag: child, depth: next.depth + 1, above: at });
  }
  return { listed, leftOut };
}

function key(label: string): string {
  return label.normalize('NFC').trim().toLowerCase();
}

/** What a codebook can hold of a tag; undefined where it has no label. */
function cleanTag({ id, label, color, description, include, exclude, example, pin, revised, replaces }: Tag): Omit<Tag, 'children'> | undefined {
  const tidy = tidyLabel(label.slice(0, 1000)) ?? tidyLabel(label.replace(/\p{Cc}/gu, ' ').slice(0, 200));
  if (tidy === undefined) return undefined;
  const text = (value: string | undefined): string | undefined =>
    value === undefined || value.trim() === '' ? undefined : value.trim().slice(0, longestDefinition);
  const kept = {
    color: v.is(Color, color) ? color : undefined,
    description: text(description),
    include: text(include),
    exclude: text(exclude),
    example: text(example),
    pin,
    revised: v.is(v.union([PartialDate, Timestamp]), revised) ? revised : undefined,
    replaces: replaces?.filter((one) => v.is(Id, one)),
  };
  return { id, label: tidy, ...(Object.fromEntries(Object.entries(kept).filter(([, value]) => value !== undefined)) as Partial<Tag>) };
}

/** Fields that the file has and the project says otherwise. What the file does not say is not taken away. */
function changesOf(own: Tag | undefined, other: Omit<Tag, 'children'>): ListedTag['changes'] {
  const changes: Record<string, string> = {};
  for (const field of ['label', ...definitionFields] as const) {
    const value = other[field];
    if (own && value !== undefined && value !== (own[field] ?? '')) changes[field] = value;
  }
  return changes;
}

/**
 * The decisions that take over the chosen tags. A new one comes below the nearest tag above it that is in the project or was chosen too.
 * Keys that other tags have, and ids that stand for others, stay with those.
 * @param chosen indices of {@link ListedTag}
 * @param now for tags whose definition changes and that say not when: passages coded before are shown as such
 */
export function importTags(
  project: Project,
  { listed }: CodebookPlan,
  chosen: ReadonlySet<number>,
  now: string,
  options: DraftOptions = {},
): readonly ProjectDecision[] {
  const draft = new CodebookDraft(project, options);
  const ids = new Map<number, string>();
  for (const { index, above, tag, into, changes } of listed) {
    if (into !== undefined) {
      ids.set(index, into);
      if (!chosen.has(index)) continue;
      if (changes.label !== undefined) draft.rename(into, changes.label);
      draft.describe(into, changes, tag.revised ?? now);
      continue;
    }
    let parent = above;
    while (parent !== undefined && !ids.has(parent)) parent = listed[parent]?.above;
    if (!chosen.has(index)) continue;
    const { id, label, pin, replaces = [], ...fields } = tag;
    const free = (one: string): boolean => draft.index.tag(one) === undefined;
    const kept = replaces.filter(free);
    const entry = {
      ...fields,
      ...(pin !== undefined && !draft.index.pinned.has(pin) && { pin }),
      ...(kept.length > 0 && { replaces: kept }),
    };
    ids.set(index, draft.create(label, parent === undefined ? undefined : ids.get(parent), entry, id));
  }
  return draft.decisions();
}
