/** Passages tagged in text that is not saved yet: the sidecar cannot speak of it, so they wait for the document to be saved. */
import { anchorPassages } from '../../core/annotations/anchored';
import { mapRange } from '../../core/annotations/tracking';
import type { Splice } from '../../core/annotations/types';
import type { Annotation } from '../../core/sidecar/schema';
import type { Range } from '../../core/text/range';
import type { Decided } from '../../core/yaml/store';
import type { Undoable } from '../../core/yaml/undo';

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
