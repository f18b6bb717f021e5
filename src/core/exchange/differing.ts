/** Whether what a file says of a passage is what stands in the sidecar under the same id: what somebody changed elsewhere must not be taken for known. */
import type { ProjectIndex } from '../project';
import { Id } from '../project/schema';
import { type Annotation, voices } from '../sidecar/schema';
import type { Range } from '../text/range';
import * as v from 'valibot';
import type { Found } from './tagNames';
import type { ImportedPassage, ImportedTag } from './types';

/** A passage at the place that it has in our text, if it has a sure one. */
export interface StandingPassage {
  readonly annotation: Annotation;
  readonly range: Range | null;
}

/** The fields that differ, by their names in the sidecar. A field that the file has no place for differs in nothing. */
export function differing(
  passage: ImportedPassage,
  range: Range | undefined,
  { annotation, range: standing }: StandingPassage,
  text: string,
  find: (given: ImportedTag) => Found,
  project: ProjectIndex,
): readonly string[] {
  const { tags, quote, voice, speaker, note, adjudicates = [] } = passage;
  const knownVoice = voices.find((known) => known === voice);
  const knownSpeaker = v.is(Id, speaker) ? speaker : undefined;
  const place = range && standing ? sameRange(range, standing, text) : quote === undefined || oneLine(quote) === oneLine(annotation.quote ?? quote);
  const is: readonly (readonly [string, boolean])[] = [
    ['tags', sameTags(tags, annotation.tags, find, project)],
    ['position', place],
    ['note', !('note' in passage) || oneLine(note ?? '') === oneLine(annotation.note ?? '')],
    ['voice', !('voice' in passage) || knownVoice === annotation.voice],
    ['speaker', !('speaker' in passage) || knownSpeaker === annotation.speaker],
    ['adjudicates', adjudicates.length === 0 || sameIds(adjudicates, annotation.adjudicates)],
  ];
  return is.flatMap(([name, same]) => (same ? [] : [name]));
}

function sameIds(theirs: readonly string[], ours: readonly string[] = []): boolean {
  return [...new Set(theirs)].sort().join(' ') === [...new Set(ours)].sort().join(' ');
}

/** A tag that the codebook does not have is told elsewhere, and one whose name is that of several cannot be compared. */
function sameTags(theirs: readonly ImportedTag[], ours: readonly string[], find: (given: ImportedTag) => Found, { tagId }: ProjectIndex): boolean {
  const own = new Set(ours.map(tagId));
  const given = new Set<string>();
  let isUnsure = false;
  for (const tag of theirs) {
    const found = find(tag);
    const name = typeof tag === 'string' ? tag : (tag.path.at(-1) ?? '');
    if (found === 'several') isUnsure = true;
    else if (found !== 'none') given.add(found.id);
    else if (own.has(name)) given.add(name);
  }
  return [...given].every((tag) => own.has(tag)) && (isUnsure || given.size === own.size);
}

/** Formats that go by the line leave line ends at either end out. */
function sameRange(a: Range, b: Range, text: string): boolean {
  const [[from, to], [start, end]] = [trimmed(a, text), trimmed(b, text)];
  return from === start && to === end;
}

function trimmed({ start, end }: Range, text: string): readonly [number, number] {
  const quote = text.slice(start, end);
  return [start + (/^\n*/.exec(quote)?.[0].length ?? 0), end - (/\n*$/.exec(quote)?.[0].length ?? 0)];
}

/** Formats differ in what they keep of line ends and spaces. */
function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}
