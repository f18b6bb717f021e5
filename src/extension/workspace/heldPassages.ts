import type * as vscode from 'vscode';
import type { Annotation } from '../../core/sidecar/schema';
import type { Article } from './article';
import type { HeldPassage } from './held';
import { selectorIn } from './selectors';

/** What waits, in the workspace's state: a closed window loses none. */
export class HeldPassages {
  constructor(private readonly state: vscode.Memento) {}

  of(uri: vscode.Uri): readonly Annotation[] {
    return this.state.get<readonly Annotation[]>(key(uri), []);
  }

  /** Keeps what the article holds, with selectors that fit the buffer as it is. */
  async keep(article: Article): Promise<void> {
    const kept = article.held.passages.map((passage) => writable(article, passage, article.text));
    if (kept.length || this.of(article.uri).length) await this.state.update(key(article.uri), kept.length ? kept : undefined);
  }

  /** A document has another name. */
  async move(from: vscode.Uri, to: vscode.Uri): Promise<void> {
    const waiting = this.of(from);
    if (!waiting.length) return;
    await this.state.update(key(to), waiting);
    await this.state.update(key(from), undefined);
  }
}

/** The entry as a sidecar takes it, with the selector that it has in a text. */
export function writable(article: Article, { annotation, range }: HeldPassage, text: string): Annotation {
  return range ? { ...annotation, ...selectorIn(text, range, article.model.options.quotes === 'none').fields } : annotation;
}

/** The fields of its place in the saved text; undefined while that is not known: it touches edits that are not saved. */
export function savedSelector(article: Article, { range }: HeldPassage): Partial<Annotation> | undefined {
  if (!range) return {};
  const saved = article.toSaved(range);
  return saved ? selectorIn(article.savedText, saved, article.model.options.quotes === 'none').fields : undefined;
}

function key(uri: vscode.Uri): string {
  return `held ${uri.toString()}`;
}
