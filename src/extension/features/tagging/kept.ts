/** What becomes of a kept tag when the codebook changes. Pure. */
import type { ProjectIndex } from '../../../core/project';

export interface KeptTag {
  readonly project: string;
  readonly tag: string;
  /** What it was last called: for the sentence that says that it is gone. */
  readonly label: string;
}

/** The tag as the codebook has it now: the same object where nothing changed, another where it was merged or renamed, undefined where it is gone. */
export function tagNow(kept: KeptTag, index: Pick<ProjectIndex, 'tag'>): KeptTag | undefined {
  const tag = index.tag(kept.tag)?.tag;
  if (!tag) return undefined;
  return tag.id === kept.tag && tag.label === kept.label ? kept : { ...kept, tag: tag.id, label: tag.label };
}
