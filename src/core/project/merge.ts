import { mergeYaml, type Merged } from '../yaml/merge';
import { partFormat, projectFormat, type PartName } from './format';

/** Merges two versions of a project file or of one of its parts, entry by entry and field by field. */
export function mergeProjects(base: string, ours: string, theirs: string, part?: PartName, eol?: string): Merged {
  return mergeYaml(part === undefined ? projectFormat : partFormat(part), base, ours, theirs, (_, field) => field === 'revised', eol);
}
