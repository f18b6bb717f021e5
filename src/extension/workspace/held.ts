/** Passages tagged in text that is not saved yet: the sidecar cannot speak of it, so they wait for the document to be saved. */
import { anchorPassages } from '../../core/annotations/anchored';
import { mapRange } from '../../core/annotations/tracking';
import type { Splice } from '../../core/annotations/types';
import type { FileResult } from '../../core/ports';
import type { Changes, Decision } from '../../core/sidecar/decision';
import type { Annotation } from '../../core/sidecar/schema';
import type { Range } from '../../core/text/range';
import type { Decided } from '../../core/yaml/store';
import type { Undoable } from '../../core/yaml/undo';
import { placed } from './selectors';

/** `range` is in the buffer; null while the text around it is gone. */
export interface HeldPassage {
  readonly annotation: Annotation;
  readonly range: Range | null;
}

export type HeldAct =
  | { readonly type: 'hold'; readonly passage: HeldPassage }
  | { readonly type: 'release'; readonly id: string }
  /** Takes back what became of a passage that had been written meanwhile. */
  | { readonly type: 'written'; readonly decisions: readonly Decision[] };

/** What is kept of a passage that waits: the last for its id counts. */
export type HeldRecord = { readonly hold: Annotation } | { readonly release: string };

/** What surrounds the passages of one article. */
export interface HeldPort {
  /** Keeps records where a closed window does not reach them. */
  keep(records: readonly HeldRecord[]): Promise<FileResult<void>>;
  /** Forgets what was kept of these passages: the sidecar has them. */
  forget(ids: readonly string[]): void;
  /** The passage as it is kept: with a selector of where it is. */
  kept(passage: HeldPassage): Annotation;
  /** As the sidecars have it, if they do. */
  written(id: string): Annotation | undefined;
  /** Decides in the sidecars. */
  decide(decisions: readonly Decision[]): Promise<Decided<Decision>>;
  /** The buffer as it is now. */
  text(): string;
  changed(): void;
}

/** Acts that are being kept: what is typed meanwhile moves their places. */
interface Arriving {
  acts: readonly HeldAct[];
}

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
  private deciding: Promise<unknown> = Promise.resolve();
  private readonly arriving = new Set<Arriving>();
  /** On their way: the list says what is wanted of them, and the sidecar follows. */
  private readonly underWay = new Set<string>();
  /** For each reading of what is kept: those that have gone since it began. */
  private readonly goneSince = new Set<Set<string>>();
  /** As they were last kept, by id. */
  private readonly safe = new Map<string, string>();

  constructor(private readonly port: HeldPort) {}

  get passages(): readonly HeldPassage[] {
    return this.list;
  }

  find(id: string): HeldPassage | undefined {
    return this.list.find(({ annotation }) => annotation.id === id);
  }

  /** Kept first, then shown, like every decision. */
  decide(acts: readonly HeldAct[]): Promise<Decided<HeldAct>> {
    const arriving: Arriving = { acts };
    this.arriving.add(arriving);
    const turn = this.deciding.then(() => this.take(arriving)).finally(() => this.arriving.delete(arriving));
    this.deciding = turn.catch(() => undefined);
    return turn;
  }

  private async take(arriving: Arriving): Promise<Decided<HeldAct>> {
    const safe = await this.keep(arriving.acts.flatMap((act) => this.recordOf(act)));
    if (!safe.ok) return safe;
    const undo: HeldAct[] = [];
    for (let index = 0; index < arriving.acts.length; index++) {
      const act = arriving.acts[index];
      const done: Decided<HeldAct> = act ? await this.carryOut(act) : { ok: true, undo: [] };
      if (!done.ok) return done;
      undo.unshift(...done.undo);
    }
    this.port.changed();
    return { ok: true, undo };
  }

  private recordOf(act: HeldAct): readonly HeldRecord[] {
    if (act.type === 'written') return [];
    if (act.type === 'release') return this.find(act.id) ? [{ release: act.id }] : [];
    // Of one that was written meanwhile, the sidecar's own journal keeps what is decided.
    const { id } = act.passage.annotation;
    return this.find(id) || !this.written(id) ? [{ hold: this.port.kept(act.passage) }] : [];
  }

  private async carryOut(act: HeldAct): Promise<Decided<HeldAct>> {
    if (act.type === 'written') return this.inSidecars(act.decisions);
    const id = act.type === 'hold' ? act.passage.annotation.id : act.id;
    const former = this.find(id);
    const written = former ? undefined : this.written(id);
    if (written) return this.inSidecars([act.type === 'release' ? removal(id) : change(id, judged(written, act.passage.annotation))]);
    // Where it is, is known better than when the act was made: it may be undone much later.
    const held = act.type === 'hold' ? [{ annotation: act.passage.annotation, range: former?.range ?? act.passage.range }] : [];
    this.list = [...this.list.filter((passage) => passage !== former), ...held];
    if (act.type === 'release') this.hasGone([id]);
    this.place(this.port.text());
    if (former) return { ok: true, undo: [{ type: 'hold', passage: { annotation: this.port.kept(former), range: null } }] };
    return { ok: true, undo: act.type === 'hold' ? [{ type: 'release', id }] : [] };
  }

  private written(id: string): Annotation | undefined {
    return this.underWay.has(id) ? undefined : this.port.written(id);
  }

  private async inSidecars(decisions: readonly Decision[]): Promise<Decided<HeldAct>> {
    const decided = await this.port.decide(decisions);
    const back = (undo: readonly Decision[]): readonly HeldAct[] => (undo.length > 0 ? [{ type: 'written', decisions: undo }] : []);
    if (decided.ok) return { ok: true, undo: back(decided.undo) };
    return { ok: false, error: decided.error, ...(decided.kept && { kept: back(decided.kept) }) };
  }

  private async keep(records: readonly HeldRecord[]): Promise<FileResult<void>> {
    if (records.length === 0) return { ok: true, value: undefined };
    const safe = await this.port.keep(records);
    if (safe.ok) {
      for (const record of records) {
        if ('hold' in record) this.safe.set(record.hold.id, wording(record.hold));
        else this.safe.delete(record.release);
      }
    }
    return safe;
  }

  /** Keeps the places that they have now: typing has come to rest. */
  async keepPlaces(): Promise<void> {
    const moved = this.list.filter(({ range }) => range).map((passage) => this.port.kept(passage));
    await this.keep(moved.filter((annotation) => this.safe.get(annotation.id) !== wording(annotation)).map((annotation) => ({ hold: annotation })));
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

  /** Writes them; what is decided about them meanwhile is written after them. Where not even the journal takes them, they go on waiting. */
  write(leaving: readonly Leaving[]): Promise<void> {
    // One after the other: the second would write again what the first has written, over what was decided since.
    const turn = this.writing.then(async () => {
      for (const { id } of leaving) this.underWay.add(id);
      await this.writeAll(leaving).finally(() => this.underWay.clear());
    });
    this.writing = turn.catch(() => undefined);
    return turn;
  }

  private async writeAll(leaving: readonly Leaving[]): Promise<void> {
    let left = leaving.filter(({ id }) => this.find(id));
    while (left.length) {
      const wanted = left.map((one) => ({ one, annotation: this.find(one.id)?.annotation }));
      const decided = await this.port.decide(wanted.map(({ one, annotation }) => leave(one, annotation)));
      if (!decided.ok) return;
      for (const { one, annotation } of wanted) one.written = annotation;
      left = left.filter(({ id, written }) => this.find(id)?.annotation !== written);
      this.list = this.list.filter(({ annotation }) => !wanted.some((one) => one.annotation === annotation));
    }
    const gone = leaving.map(({ id }) => id).filter((id) => !this.find(id));
    for (const id of gone) this.safe.delete(id);
    this.hasGone(gone);
    this.port.forget(gone);
    this.port.changed();
  }

  edit(splices: readonly Splice[]): void {
    const follow = ({ annotation, range }: HeldPassage): HeldPassage => {
      const mapped = range && mapRange(range, splices);
      return { annotation, range: mapped && 'range' in mapped ? mapped.range : null };
    };
    this.list = this.list.map(follow);
    for (const arriving of this.arriving) arriving.acts = arriving.acts.map((act) => (act.type === 'hold' ? { ...act, passage: follow(act.passage) } : act));
  }

  /** Looks for those without a place, by the selectors they were held with. */
  place(text: string): void {
    if (this.list.every(({ range }) => range)) return;
    this.list = this.list.map((passage) => ({ ...passage, range: passage.range ?? anchorPassages(text, [passage.annotation])[0]?.anchor.range ?? null }));
  }

  /** Takes what an earlier window kept, beside what is here already. What is written or deleted while that is read is in what was read, and stays gone. */
  async restore(read: () => Promise<readonly Annotation[]>): Promise<void> {
    const gone = new Set<string>();
    this.goneSince.add(gone);
    try {
      const more = (await read()).filter(({ id }) => !this.find(id) && !gone.has(id) && !this.underWay.has(id) && !this.isArriving(id));
      for (const annotation of more) this.safe.set(annotation.id, wording(annotation));
      this.list = [...this.list, ...more.map((annotation) => ({ annotation, range: null }))];
      this.place(this.port.text());
      if (more.length) this.port.changed();
    } finally {
      this.goneSince.delete(gone);
    }
  }

  private isArriving(id: string): boolean {
    return [...this.arriving].some(({ acts }) => acts.some((act) => act.type === 'hold' && act.passage.annotation.id === id));
  }

  private hasGone(ids: readonly string[]): void {
    for (const gone of this.goneSince) for (const id of ids) gone.add(id);
  }
}

/** Salts differ every time that a hash is made: they say nothing. */
function wording({ 'quote-hash': hash, ...rest }: Annotation): string {
  return JSON.stringify([rest, hash !== undefined]);
}

function removal(key: string): Decision {
  return { type: 'remove', section: 'annotations', key };
}

function change(key: string, changes: Changes<Annotation>): Decision {
  return { type: 'change', section: 'annotations', key, changes };
}

/** The sidecar follows from what it was given to what is wanted now. */
function leave({ id, selector, written }: Leaving, wanted: Annotation | undefined): Decision {
  if (!wanted) return removal(id);
  return written
    ? change(id, changesBetween({ ...written, ...selector }, { ...wanted, ...selector }))
    : { type: 'add', section: 'annotations', entry: placed(wanted, selector) };
}

/** What a person judged differently; where the passage stands, the sidecar knows better by now. */
function judged(written: Annotation, wanted: Annotation): Changes<Annotation> {
  const { quote, 'quote-hash': hash, before, after, position } = written;
  const place = { quote, 'quote-hash': hash, before, after, position };
  return changesBetween(written, {
    ...wanted,
    ...(Object.fromEntries(Object.entries(place).filter(([, value]) => value !== undefined)) as Partial<Annotation>),
  });
}

function changesBetween(before: Annotation, after: Annotation): Changes<Annotation> {
  const gone = Object.keys(before).filter((field) => !(field in after));
  return Object.fromEntries([...gone.map((field) => [field, null]), ...Object.entries(after)]) as Changes<Annotation>;
}
