/** What documents share, kept until something of the corpus changes: the view, the card and the margin ask for the same. */
import type * as vscode from 'vscode';
import type { Overview } from '../../../core/corpus/types';
import type { App } from '../../app';
import type { DocumentModel } from '../../workspace/document';
import { overviewOf } from './asking';

/** Overviews that are kept. */
const mostKept = 20;

export class Overviews implements vscode.Disposable {
  private readonly kept = new Map<string, Overview>();
  private readonly subscription: vscode.Disposable;
  private generation = 0;

  constructor(private readonly app: Pick<App, 'articles' | 'projects'>) {
    this.subscription = app.projects.onDidChange((change) => {
      // A decision about a passage changes no text; what changes texts ends in the index.
      if (change.kind === 'sidecar') return;
      this.kept.clear();
      this.generation++;
    });
  }

  async of(model: DocumentModel, token: vscode.CancellationToken): Promise<Overview | undefined> {
    const key = `${model.uri.toString()} ${this.app.articles.get(model.uri)?.document.version ?? ''}`;
    const known = this.kept.get(key);
    if (known) return known;
    const { generation } = this;
    const overview = await overviewOf(this.app, model, token);
    if (!overview || generation !== this.generation) return overview;
    this.kept.set(key, overview);
    for (const oldest of this.kept.keys()) {
      if (this.kept.size <= mostKept) break;
      this.kept.delete(oldest);
    }
    return overview;
  }

  dispose(): void {
    this.subscription.dispose();
  }
}
