import { mergeYaml, type Merged } from '../yaml/merge';
import { sidecarFormat } from './format';

/** What follows from the article's text or from the clock; on opening, positions are found anew. */
const derived: Readonly<Record<string, readonly string[]>> = {
  document: ['text'],
  read: ['at'],
  stance: ['at'],
  annotations: ['position', 'before', 'after', 'updated'],
  mentions: ['position', 'before', 'after', 'at'],
};

/**
 * Merges two versions of a sidecar: both added → both kept; stances by coder and question; derived fields never
 * conflict, ours stay. The same judgement changed twice stands between conflict markers, that one entry only.
 */
export function mergeSidecars(base: string, ours: string, theirs: string, eol?: string): Merged {
  return mergeYaml(sidecarFormat, base, ours, theirs, (section, field) => derived[section]?.includes(field) ?? false, eol);
}
