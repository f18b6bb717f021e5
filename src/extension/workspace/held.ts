/** Passages tagged in text that is not saved yet: the sidecar cannot speak of it, so they wait for the document to be saved. */
import { anchorPassages } from '../../core/annotations/anchored';
import { mapRange } from '../../core/annotations/tracking';
import type { Splice } from '../../core/annotations/types';
import type { Changes, Decision } from '../../core/sidecar/decision';
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

/** One passage on its way into the sidecar. */
export interface Leaving {
  readonly id: string;
  /** Its place, as it was when the writing began. */
  readonly selector: Partial<Annotation>;
  /** As the sidecar has it; undefined where it does not. */
  written: Annotation | undefined;
}

/** The passages of one article that wait. Acts on them are undone like any other. */
export class Held implements Undoable<HeldAct> {
  private list: readonly HeldPassage[] = [];
  private writing: Promise<unknown> = Promise.resolve();

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

  /**
   * Those that can be written, at the places that they have now: what is typed while the sidecar takes them moves nothing.
   * @param selectorOf the fields of a passage's place in the saved text; undefined where it cannot be written yet
   */
  leaving(selectorOf: (passage: HeldPassage) => Partial<Annotation> | undefined): readonly Leaving[] {
    return this.list.flatMap((passage): Leaving[] => {
      const selector = selectorOf(passage);
      return selector ? [{ id: passage.annotation.id, selector, written: undefined }] : [];
    });
  }

  /**
   * Writes them; what is decided about them meanwhile is written after them.
   * @param decide resolves to false where nothing was kept: then they go on waiting
   */
  write(leaving: readonly Leaving[], decide: (decisions: readonly Decision[]) => Promise<boolean>): Promise<void> {
    // One after the other: the second would write again what the first has written, over what was decided since.
    const turn = this.writing.then(() => this.writeAll(leaving, decide));
    this.writing = turn.catch(() => undefined);
    return turn;
  }

  private async writeAll(leaving: readonly Leaving[], decide: (decisions: readonly Decision[]) => Promise<boolean>): Promise<void> {
    let left = leaving.filter(({ id }) => this.find(id));
    while (left.length) {
      const wanted = left.map((one) => ({ one, annotation: this.find(one.id)?.annotation }));
      const decisions = wanted.map(({ one, annotation }) => leave(one, annotation));
      if (!(await decide(decisions))) return;
      for (const { one, annotation } of wanted) one.written = annotation;
      left = left.filter(({ id, written }) => this.find(id)?.annotation !== written);
      this.list = this.list.filter(({ annotation }) => !wanted.some((one) => one.annotation === annotation));
    }
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

/** The sidecar follows from what it was given to what is wanted now. */
function leave({ id, selector, written }: Leaving, wanted: Annotation | undefined): Decision {
  const section = 'annotations';
  if (!wanted) return { type: 'remove', section, key: id };
  return written
    ? { type: 'change', section, key: id, changes: changesBetween({ ...written, ...selector }, { ...wanted, ...selector }) }
    : { type: 'add', section, entry: { ...wanted, ...selector } };
}

function changesBetween(before: Annotation, after: Annotation): Changes<Annotation> {
  const gone = Object.keys(before).filter((field) => !(field in after));
  return Object.fromEntries([...gone.map((field) => [field, null]), ...Object.entries(after)]) as Changes<Annotation>;
}
