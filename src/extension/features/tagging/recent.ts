import type * as vscode from 'vscode';
import type { ProjectModel } from '../../workspace/project';

/** How many are kept: more than a picker shows at once. */
const kept = 50;

/** Tags by project, last used first; they outlive the window. */
export class RecentTags {
  constructor(private readonly state: vscode.Memento) {}

  of(project: ProjectModel): readonly string[] {
    // A tag that was merged away is the one that stays.
    const known = this.state.get<readonly string[]>(key(project), []).flatMap((tag) => project.index.tag(tag)?.tag.id ?? []);
    return [...new Set(known)];
  }

  async use(project: ProjectModel, tags: readonly string[]): Promise<void> {
    await this.state.update(key(project), [...tags, ...this.of(project).filter((tag) => !tags.includes(tag))].slice(0, kept));
  }
}

function key(project: ProjectModel): string {
  return `recent ${project.id}`;
}
