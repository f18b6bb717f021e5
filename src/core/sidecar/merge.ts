import { mergeYaml, type Merged } from '../yaml/merge';
import { isDerived } from './derived';
import { sidecarFormat } from './format';

/**
 * Merges two versions of a sidecar: both added → both kept; stances by coder and question; derived fields never
 * conflict, ours stay. The same judgement changed twice stands between conflict markers, that one entry only.
 */
export function mergeSidecars(base: string, ours: string, theirs: string, eol?: string): Merged {
  return mergeYaml(sidecarFormat, base, ours, theirs, isDerived, eol);
}
