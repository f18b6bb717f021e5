/** What documents share, kept until something of the corpus changes: the view, the card and the margin ask for the same. */
import * as vscode from 'vscode';
import type { Overview } from '../../../core/corpus/types';
import type { App } from '../../app';
import type { DocumentModel } from '../../workspace/document';
import { background } from '../../workspace/log';
import type { ProjectModel } from '../../workspace/project';
import { overviewOf } from './asking';

/** Overviews that are kept. */
const mostKept = 20;

/** One comparison, however many wait for it; it ends early when nobody does any more. */
interface Running {
  readonly overview: Promise<Overview | undefined>;
  readonly source: vscode.CancellationTokenSource;
  waiting: number;
}

export class Overviews implements vscode.Disposable {
  private readonly kept = new Map<string, Running>();
  /** What the index said when it was last asked whether documents share something else now. */
  private readonly sharing = new WeakMap<ProjectModel, number>();
  private readonly subscription: vscode.Disposable;

  constructor(private readonly app: Pick<App, 'articles' | 'projects' | 'log'>) {
    this.subscription = app.projects.onDidChange((change) => {
      // A decision about a passage changes no text; what changes texts ends in the index.
      if (change.kind === 'index') background(app.log, this.follow(change.project));
      else if (change.kind !== 'sidecar') this.kept.clear();
    });
  }

  /** A passage that was tagged is news of the index too, and no reason to compare thirty documents again. */
  private async follow(project: ProjectModel): Promise<void> {
    const sharing = await project.corpus.sharing();
    if (sharing !== this.sharing.get(project)) this.kept.clear();
    this.sharing.set(project, sharing);
  }

  /** @param token of one who waits; without one the comparison is finished whoever still wants it, for those who ask next */
  async of(model: DocumentModel, token?: vscode.CancellationToken): Promise<Overview | undefined> {
    const key = `${model.uri.toString()} ${this.app.articles.get(model.uri)?.document.version ?? ''}`;
    const running = this.kept.get(key) ?? this.start(key, model);
    running.waiting++;
    const leaving = token?.onCancellationRequested(() => {
      if (--running.waiting > 0) return;
      running.source.cancel();
      if (this.kept.get(key) === running) this.kept.delete(key);
    });
    try {
      const overview = await running.overview;
      return token?.isCancellationRequested ? undefined : overview;
    } finally {
      leaving?.dispose();
    }
  }

  dispose(): void {
    this.subscription.dispose();
    for (const { source } of this.kept.values()) source.cancel();
  }

  private start(key: string, model: DocumentModel): Running {
    const source = new vscode.CancellationTokenSource();
    const running: Running = { overview: overviewOf(this.app, model, source.token), source, waiting: 0 };
    this.kept.set(key, running);
    const forget = (): void => {
      if (this.kept.get(key) === running) this.kept.delete(key);
    };
    running.overview.then((overview) => {
      if (!overview) forget();
    }, forget);
    for (const oldest of this.kept.keys()) {
      if (this.kept.size <= mostKept) break;
      this.kept.delete(oldest);
    }
    return running;
  }
}
