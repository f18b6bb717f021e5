import type { ProjectModel } from '../../workspace/project';

/** Tags of this session, last used first, by project. */
export class RecentTags {
  private readonly byProject = new Map<string, string[]>();

  of(project: ProjectModel): readonly string[] {
    return this.byProject.get(project.id) ?? [];
  }

  use(project: ProjectModel, tags: readonly string[]): void {
    this.byProject.set(project.id, [...tags, ...this.of(project).filter((tag) => !tags.includes(tag))].slice(0, 50));
  }
}
