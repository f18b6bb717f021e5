/** Passages tagged in text that is not saved yet: the sidecar cannot speak of it, so they wait for the document to be saved. */
import type * as vscode from 'vscode';
import { anchorPassages } from '../../core/annotations/anchored';
import { mapRange } from '../../core/annotations/tracking';
import type { Splice } from '../../core/annotations/types';
import type { Annotation } from '../../core/sidecar/schema';
import type { Range } from '../../core/text/range';
import type { Decided } from '../../core/yaml/store';
import type { Undoable } from '../../core/yaml/undo';
import type { Article } from './article';
import { selectorIn } from './selectors';

/** `range` is in the buffer; null while the text around it is gone. */
export interface HeldPassage {
  readonly annotation: Annotation;
  readonly range: Range | null;
}

export type HeldAct = { readonly type: 'hold'; readonly passage: HeldPassage } | { readonly type: 'release'; readonly id: string };

/** The passages of one article that wait. Acts on them are undone like any other. */
export class Held implements Undoable<HeldAct> {
  private list: readonly HeldPassage[] = [];

  constructor(
    private readonly changed: () => void,
    /** Removes a passage that was written since. */
    private readonly remove: (id: string) => Promise<void>,
  ) {}

  get passages(): readonly HeldPassage[] {
    return this.list;
  }

  find(id: string): HeldPassage | undefined {
    return this.list.find(({ annotation }) => annotation.id === id);
  }

  async decide(acts: readonly HeldAct[]): Promise<Decided<HeldAct>> {
    const undo: HeldAct[] = [];
    for (const act of acts) {
      const id = act.type === 'hold' ? act.passage.annotation.id : act.id;
      const former = this.find(id);
      if (former) undo.unshift({ type: 'hold', passage: former });
      else if (act.type === 'hold') undo.unshift({ type: 'release', id });
      else await this.remove(id);
      this.list = [...this.list.filter((passage) => passage !== former), ...(act.type === 'hold' ? [act.passage] : [])];
    }
    this.changed();
    return { ok: true, undo };
  }

  /** They have been written. */
  forget(ids: readonly string[]): void {
    this.list = this.list.filter(({ annotation }) => !ids.includes(annotation.id));
  }

  edit(splices: readonly Splice[]): void {
    this.list = this.list.map(({ annotation, range }) => {
      const mapped = range && mapRange(range, splices);
      return { annotation, range: mapped && 'range' in mapped ? mapped.range : null };
    });
  }

  /** Looks for those without a place, by the selectors they were held with. */
  place(text: string): void {
    if (this.list.every(({ range }) => range)) return;
    this.list = this.list.map((passage) => ({ ...passage, range: passage.range ?? anchorPassages(text, [passage.annotation])[0]?.anchor.range ?? null }));
  }

  restore(text: string, annotations: readonly Annotation[]): void {
    this.list = annotations.map((annotation) => ({ annotation, range: null }));
    this.place(text);
  }
}

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

function key(uri: vscode.Uri): string {
  return `held ${uri.toString()}`;
}
