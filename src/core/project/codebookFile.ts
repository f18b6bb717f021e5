/** A codebook as a YAML file of its own: `tags:` as in the project file, so that `pressmark.tags.yaml` and whole projects are read too. */
import { readYaml } from '../yaml/file';
import { freshText } from '../yaml/write';
import { partFormat, projectFormat } from './format';
import type { Project, Tag } from './schema';

export interface CodebookFile {
  readonly tags: readonly Tag[];
  /** Why it is not read: the first mistake in it, as a sentence with its arguments. */
  readonly problem?: { readonly message: string; readonly args: readonly string[] };
}

/** Never throws. A file that cannot be read in full is not taken in part. */
export function readCodebook(text: string): CodebookFile {
  const file = readYaml<Project>(text, projectFormat);
  if (file.writable !== true) return { tags: [], problem: file.writable.reason };
  return { tags: file.value.tags ?? [] };
}

export function codebookText(tags: readonly Tag[]): string {
  const project: Project = { pressmark: 1, tags: [...tags] };
  return freshText(partFormat('tags'), project);
}
