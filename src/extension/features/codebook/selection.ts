/** Which tags a command is about: rows of the Codebook view, what is selected there, or one chosen from a list. */
import type { Tag } from '../../../core/project/schema';
import type { ProjectModel } from '../../workspace/project';
import { SelectedRows } from '../rowsByKey';

/** A row of the Codebook view. */
export interface TagNode {
  readonly type: 'tag';
  readonly project: ProjectModel;
  readonly tag: Tag;
  readonly parent: TagNode | undefined;
  /** From the nearest tag above that has a colour. */
  readonly color: string | undefined;
}

export interface TagTarget {
  readonly project: ProjectModel;
  /** Its id. */
  readonly tag: string;
}

/** What is selected in the Codebook view, for commands of other features. */
export class TagSelection extends SelectedRows<TagNode> {
  override get current(): readonly TagNode[] {
    return super.current.filter(isThere);
  }

  override async byKey(): Promise<readonly TagNode[]> {
    return (await super.byKey()).filter(isThere);
  }
}

/** A row may be of a tag that is gone. */
function isThere({ project, tag }: TagNode): boolean {
  return project.index.tag(tag.id) !== undefined;
}

export function isTagNode(value: unknown): value is TagNode {
  return typeof value === 'object' && value !== null && 'type' in value && value.type === 'tag' && 'project' in value && 'tag' in value;
}

export function targetOf({ project, tag }: TagNode): TagTarget {
  return { project, tag: tag.id };
}
