import type * as vscode from 'vscode';
import type { Annotation } from '../../core/sidecar/schema';
import type { Article } from './article';
import { selectorIn } from './selectors';

/** Passages tagged in unsaved text, kept in the workspace's state so that a closed window loses none. */
export class HeldPassages {
  constructor(private readonly state: vscode.Memento) {}

  of(uri: vscode.Uri): readonly Annotation[] {
    return this.state.get<readonly Annotation[]>(key(uri), []);
  }

  /** Keeps what the article holds, with selectors that fit the buffer as it is. */
  async keep(article: Article): Promise<void> {
    const hashed = article.model.options.quotes === 'none';
    const held = article.heldPassages.map(({ annotation, range }) => ({ ...annotation, ...selectorIn(article.text, range, hashed).fields }));
    if (held.length) await this.state.update(key(article.uri), held);
  }

  async forget(uri: vscode.Uri): Promise<void> {
    await this.state.update(key(uri), undefined);
  }
}

function key(uri: vscode.Uri): string {
  return `held ${uri.toString()}`;
}
