/** What another tool says of a document, as decisions for its sidecar. Nothing is placed that is not sure of its place. */
import { anchorAll } from '../annotations/anchor';
import { anchorPassages } from '../annotations/anchored';
import { quoteHash } from '../annotations/hash';
import { selectorFor } from '../annotations/selector';
import type { Selector } from '../annotations/types';
import type { ProjectIndex } from '../project';
import type { Decision } from '../sidecar/decision';
import { type Annotation, Coder, EntryId, type ReadEntry, type StanceEntry, type Voice, voices, type DocumentMetadata } from '../sidecar/schema';
import { Id } from '../project/schema';
import type { Range } from '../text/range';
import * as v from 'valibot';
import { codePointsOf } from './codePoints';
import { differing, type StandingPassage } from './differing';
import { guidNamed } from './guids';
import { planEntries } from './entries';
import { tagFinder } from './tagNames';
import { timestamp } from './times';
import type { ImportedDocument, ImportedPassage, ImportedTag, Loss } from './types';

export interface Importing {
  /** Canonical text of our document. */
  readonly text: string;
  /** What the sidecars have already: what bears an id of theirs is there and stays as it is. */
  readonly standing: Standing;
  readonly project: ProjectIndex;
  /** Who the passages are by where the file does not say. */
  readonly coder: string;
  /** An RFC 3339 time, for passages without one. */
  readonly now: string;
  /** The document's, relative to the project: ids of passages without one are made of it. */
  readonly path: string;
  /** Others' coding is hidden from the coder: nothing is said of what stands there, and nothing comes in that is signed by others. */
  readonly blind?: boolean;
  /** For a document with `quotes: none`: what each hash that stands for a quote is salted with, random and without a colon. */
  readonly salt?: (() => string) | undefined;
}

/** Of a document's sidecars together. */
export interface Standing {
  readonly document?: DocumentMetadata | undefined;
  readonly read?: readonly ReadEntry[] | undefined;
  readonly stance?: readonly StanceEntry[] | undefined;
  readonly annotations?: readonly Annotation[] | undefined;
}

export interface ImportPlan {
  readonly decisions: readonly Decision[];
  /** Names of tags that the codebook does not have. Passages that bear only such are left out. */
  readonly unknownTags: readonly string[];
  readonly losses: readonly Loss[];
  /** How many of the decisions settle what others coded, which the reader must know of before they are taken. */
  readonly settlements: number;
  /** Entries that were there already and are the same. */
  readonly known: number;
}

/** Places every passage by its quote, with its context, or by comparing the file's own text with ours; refuses the rest. What tables say beside passages comes along. */
export function planImport(document: ImportedDocument, importing: Importing): ImportPlan {
  const { text, project, coder, now, path, blind = false } = importing;
  const isHidden = ({ by }: { readonly by?: string | undefined }): boolean => blind && v.is(Coder, by) && by !== coder;
  const isShown = (entry: { readonly by?: string | undefined }): boolean => !isHidden(entry);
  const { text: theirText, passages: all, stance = [], read = [], metadata } = document;
  const { standing } = importing;
  const passages = all.filter(isShown);
  const [visible, hidden] = [(standing.annotations ?? []).filter(isShown), (standing.annotations ?? []).filter(isHidden)];
  const { identified, idNow } = withIds(passages, path, coder, hidden);
  const there = standingOf(identified, text, visible);
  const fresh = identified.filter(({ id }) => !there.has(id));
  const selectors = selectorsOf(identified, theirText, text);
  const placed = selectors.map((selector) => selector !== undefined);
  const anchors = anchorAll(
    text,
    selectors.filter((selector) => selector !== undefined),
    theirText === undefined ? {} : { oldText: theirText },
  );
  const find = tagFinder(project);
  const unknownTags = new Set<string>();
  const severalTags: string[] = [];
  const decisions: Decision[] = [];
  const losses: Loss[] = [];
  let settlements = 0;
  let next = 0;
  let known = 0;
  for (const [index, passage] of identified.entries()) {
    const range = (placed[index] ? anchors[next++]?.range : undefined) ?? undefined;
    const name = shortened(passage.quote ?? (passage.codePoints ?? passage.position ?? []).join('–'));
    const standing = there.get(passage.id);
    if (standing) {
      const other = differing(passage, range, standing, text, find, project);
      if (other.length === 0) known++;
      else losses.push({ message: '“{0}” differs from what stands in the sidecar and is not changed: {1}.', args: [name, other.join(', ')] });
      for (const given of passage.tags) if (find(given) === 'none' && !standing.annotation.tags.includes(nameOf(given))) unknownTags.add(nameOf(given));
      continue;
    }
    const tags = passage.tags.flatMap((given): readonly string[] => {
      const found = find(given);
      if (typeof found !== 'string') return [found.id];
      if (found === 'none') unknownTags.add(nameOf(given));
      else severalTags.push(nameOf(given));
      return [];
    });
    if (!range || range.start === range.end) losses.push({ message: '“{0}” has no sure place in the text.', args: [name] });
    else if (settlesUnread(passage)) losses.push({ message: '“{0}” is left out: what it settles cannot be read.', args: [name] });
    else if (tags.length === 0 && saysNothing(passage))
      losses.push({ message: '“{0}” has no tag of the codebook: {1}.', args: [name, passage.tags.map(nameOf).join(', ')] });
    else {
      const entry = entryOf(passage, passage.id, [...new Set(tags)], writtenSelector(text, range, importing.salt), coder, now);
      decisions.push({ type: 'add', section: 'annotations', entry });
      if (entry.adjudicates !== undefined) settlements++;
    }
  }
  const added = decisions.flatMap((decision) => (decision.type === 'add' && decision.section === 'annotations' ? decision.entry.id : []));
  const entries = planEntries(
    { stance: stance.filter(isShown), read: read.filter(isShown), metadata },
    { ...importing, standing: { document: standing.document, read: standing.read?.filter(isShown), stance: standing.stance?.filter(isShown) } },
    { there: new Set([...visible.map(({ id }) => id), ...added]), idNow },
  );
  return {
    decisions: [...decisions, ...entries.decisions],
    unknownTags: [...unknownTags],
    losses: [...losses, ...others([...all, ...stance, ...read].filter(isHidden)), ...ambiguous(severalTags), ...unreadable(fresh), ...entries.losses],
    settlements: settlements + entries.settlements,
    known: known + entries.known,
  };
}

/** Of the passages that bear an id of the sidecars', what stands there, with its place. */
function standingOf(passages: readonly Identified[], text: string, standing: readonly Annotation[]): ReadonlyMap<string, StandingPassage> {
  const ids = new Set(passages.map(({ id }) => id));
  const named = standing.filter(({ id }) => ids.has(id));
  return new Map(anchorPassages(text, named).map(({ annotation, anchor: { range } }) => [annotation.id, { annotation, range }]));
}

type Identified = ImportedPassage & { readonly id: string };

/**
 * Every passage with an id of its own. What has none, or one that no sidecar takes, gets one that is made of what it says, so that the same
 * file, imported again by the same coder, adds nothing.
 * @param hidden entries whose ids are theirs: of two entries of one id only one would count
 * @returns `idNow`: the id that what the file names has here, for evidence and settlements name passages by it
 */
function withIds(passages: readonly ImportedPassage[], path: string, coder: string, hidden: readonly Annotation[]) {
  const taken = new Set(hidden.map(({ id }) => id));
  const now = new Map<string, string>();
  const idNow = (id: string): string => now.get(id) ?? id;
  const withOwn = passages.map((passage): Identified => {
    const { id: given, tags, quote, position, codePoints, voice, speaker, note, by, adjudicates } = passage;
    let id = given !== undefined && v.is(EntryId, given) ? given : undefined;
    for (let nth = 1; id === undefined || taken.has(id); nth++)
      id = guidNamed(JSON.stringify([path, coder, nth, given ?? [tags, quote, position, codePoints, voice, speaker, note, by, adjudicates]]));
    taken.add(id);
    if (given !== undefined && !now.has(given)) now.set(given, id);
    return { ...passage, id };
  });
  const identified = withOwn.map((passage) => (passage.adjudicates === undefined ? passage : { ...passage, adjudicates: passage.adjudicates.map(idNow) }));
  return { identified, idNow };
}

function saysNothing(passage: ImportedPassage): boolean {
  const { note, voice, speaker } = passage;
  return note === undefined && voice === undefined && speaker === undefined && adjudicated(passage).length === 0;
}

function nameOf(tag: ImportedTag): string {
  return typeof tag === 'string' ? tag : tag.path.join(' › ');
}

function ambiguous(names: readonly string[]): readonly Loss[] {
  const each = [...new Set(names)].map((name) => `“${shortened(name)}”`).join(', ');
  return names.length === 0 ? [] : [{ message: '{0} tags are left out: several of the codebook have that label: {1}.', args: [names.length, each] }];
}

function others(entries: readonly { readonly by?: string | undefined }[]): readonly Loss[] {
  const names = [...new Set(entries.map(({ by = '' }) => by))].sort().join(', ');
  const args = [entries.length, names];
  return entries.length === 0 ? [] : [{ message: '{0} entries are left out, for they are signed by others, whose coding is hidden: {1}.', args }];
}

/** What passages say that has no meaning in a sidecar: they come without it, which is told once a kind, with how many and which. */
function unreadable(passages: readonly ImportedPassage[]): readonly Loss[] {
  const named = (of: (passage: ImportedPassage) => string | undefined | false): Loss['args'] => {
    const values = passages.flatMap((passage) => of(passage) || []);
    const first = [...new Set(values)].slice(0, 3).map((value) => `“${shortened(value)}”`);
    return values.length === 0 ? [] : [values.length, first.join(', ')];
  };
  const kinds: readonly Loss[] = [
    {
      message: '{0} voices are none that Pressmark knows and are left out: {1}.',
      args: named(({ voice }) => voice !== undefined && !voices.some((known) => known === voice) && voice),
    },
    {
      message: '{0} speakers are no ids of actors and are left out: {1}.',
      args: named(({ speaker }) => speaker !== undefined && !v.is(Id, speaker) && speaker),
    },
    {
      message: '{0} names of coders cannot be names of coders here; the passages become yours: {1}.',
      args: named(({ by }) => by !== undefined && !v.is(Coder, by) && by),
    },
    {
      message: '{0} times cannot be read and are left out: {1}.',
      args: named(({ created, updated }) => [created, updated].find((time) => time !== undefined && timestamp(time) === undefined)),
    },
  ];
  return kinds.filter(({ args }) => args.length > 0);
}

function shortened(text: string): string {
  const line = text.replace(/\s+/g, ' ');
  return line.length <= 60 ? line : `${line.slice(0, 59).replace(/[\ud800-\udbff]$/, '')}…`;
}

/** A selector for each passage that has a quote, or a place in a text that is known. */
function selectorsOf(passages: readonly ImportedPassage[], theirText: string | undefined, ourText: string): readonly (Selector | undefined)[] {
  const reference = theirText ?? ourText;
  const points = codePointsOf(reference);
  return passages.map(({ quote, before, after, position, codePoints }) => {
    const at = position ?? codePoints?.map(points.toUnits);
    const [start, end] = at ?? [];
    const range = start !== undefined && end !== undefined && start >= 0 && start < end && end <= reference.length ? { start, end } : undefined;
    // With their text at hand the place in it says everything; without it, a place is only a hint beside a quote.
    if (theirText !== undefined && range && (quote === undefined || same(quote, theirText.slice(range.start, range.end)))) return selectorFor(theirText, range);
    if (quote === undefined || quote === '') return undefined;
    const found = range ?? hint(quote, ourText);
    return { quote, before: before ?? '', after: after ?? '', position: [found.start, found.end] };
  });
}

/** Other tools write a quote on one line. */
function same(a: string, b: string): boolean {
  return a.replace(/\s+/g, ' ').trim() === b.replace(/\s+/g, ' ').trim();
}

function hint(quote: string, text: string): Range {
  const start = Math.max(0, text.indexOf(quote));
  return { start, end: start + quote.length };
}

/** As a sidecar has it: where the project keeps no quotes, none comes into it from a file either. */
function writtenSelector(
  text: string,
  { start, end }: Range,
  salt: Importing['salt'],
): Pick<Annotation, 'quote' | 'quote-hash' | 'before' | 'after' | 'position'> {
  const { quote, before, after } = selectorFor(text, { start, end });
  return { ...(salt ? { 'quote-hash': quoteHash(quote, salt()) } : { quote, before, after }), position: [start, end] };
}

function entryOf(
  passage: ImportedPassage,
  id: string,
  tags: readonly string[],
  selector: ReturnType<typeof writtenSelector>,
  coder: string,
  now: string,
): Annotation {
  const voice = voices.find((known): known is Voice => known === passage.voice);
  const speaker = v.is(Id, passage.speaker) ? passage.speaker : undefined;
  const updated = timestamp(passage.updated);
  const adjudicates = adjudicated(passage);
  return {
    id,
    tags: [...tags],
    ...selector,
    ...(voice !== undefined && { voice }),
    ...(speaker !== undefined && { speaker }),
    ...(passage.note !== undefined && { note: passage.note }),
    ...(adjudicates.length > 0 && { adjudicates: [...adjudicates] }),
    by: v.is(Coder, passage.by) ? passage.by : coder,
    created: timestamp(passage.created) ?? now,
    ...(updated !== undefined && { updated }),
  };
}

function adjudicated({ adjudicates = [] }: ImportedPassage): readonly string[] {
  return adjudicates.filter((id) => v.is(EntryId, id));
}

/** Without what it settles, a settlement would be its adjudicator's own coding. */
function settlesUnread(passage: ImportedPassage): boolean {
  return passage.adjudicates !== undefined && passage.adjudicates.length > 0 && adjudicated(passage).length === 0;
}
