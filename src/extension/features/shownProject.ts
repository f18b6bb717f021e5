/** What project-wide views have in common: which project they show, and when they look again. */
import * as vscode from 'vscode';
import type { App } from '../app';
import { background } from '../workspace/log';
import type { ProjectModel } from '../workspace/project';

/** The active document's project, else the one shown last, else the first. */
export class ShownProject {
  private shown: ProjectModel | undefined;

  constructor(private readonly app: App) {}

  get current(): ProjectModel | undefined {
    return this.shown;
  }

  update(): ProjectModel | undefined {
    const projects = this.app.projects.all();
    this.shown = this.app.articles.active?.model.project ?? projects.find((project) => project === this.shown) ?? projects[0];
    return this.shown;
  }
}

/** Runs `refresh` when a project, its index or the active document becomes another; not for a sidecar alone, whose news comes with the index. */
export function onShownProject(app: App, refresh: () => Promise<unknown>): vscode.Disposable {
  const run = (): void => background(app.log, refresh());
  return vscode.Disposable.from(
    app.projects.onDidChange((change) => {
      if (change.kind !== 'sidecar') run();
    }),
    vscode.window.onDidChangeActiveTextEditor(run),
    // The editor comes first, and of which project its document is shows with the article.
    app.articles.onDidOpen((article) => {
      if (article === app.articles.active) run();
    }),
  );
}
