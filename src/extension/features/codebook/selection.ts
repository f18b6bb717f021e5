/** Which tags a command is about: rows of the Codebook view, what is selected there, or one chosen from a list. */
import type { Tag } from '../../../core/project/schema';
import type { ProjectModel } from '../../workspace/project';

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

/** The argument of the Codebook view's key bindings. */
export const selectionOnly = 'selection';

/** What is selected in the Codebook view, for commands of other features. */
export class TagSelection {
  private nodes: readonly TagNode[] = [];

  set(nodes: readonly TagNode[]): void {
    this.nodes = nodes;
  }

  get current(): readonly TagNode[] {
    // A row may be of a tag that is gone.
    return this.nodes.filter(({ project, tag }) => project.index.tag(tag.id));
  }
}

export function isTagNode(value: unknown): value is TagNode {
  return typeof value === 'object' && value !== null && 'type' in value && value.type === 'tag' && 'project' in value && 'tag' in value;
}

export function targetOf({ project, tag }: TagNode): TagTarget {
  return { project, tag: tag.id };
}
