/**
 * Keeps a project's index up to date, in slices: documents that are open first, or opened meanwhile, then the others (`readingOrder.ts`); behind all marks what
 * documents ascribe to whom. Several slices are read at once where there are workers for it, but a document is in one of them at most: nothing old comes behind
 * something new. Where an earlier window has left what it knew, that is shown at once and held against the files behind. Knows no editor.
 */
import type { CacheFile } from '../../core/corpus/types';
import type { DocumentSource } from '../worker/corpus';
import type { ProjectCorpus } from '../worker/crew';
import { ReadingOrder } from './readingOrder';

/** Documents that are sent together: some 20 ms of the worker, so that a question in between is answered soon. */
const slice = 32;
/** Documents whose files are looked at together. */
const checkedTogether = 256;
/** Milliseconds between two redrawings of the views while the index fills: at least, and for each thousand documents, because a redrawing looks at all. */
const leastInterval = 250;
const intervalOfThousand = 40;
/** Documents that are read before what is known of them is kept: a window that is closed soon begins there. */
const keptEvery = 4000;

export interface FeedContext {
  readonly corpus: ProjectCorpus;
  /** Undefined for a document that is gone. */
  source(path: string): Promise<DocumentSource | undefined>;
  /** Documents that the reader has before him. */
  isOpen(path: string): boolean;
  /** Where what is known is kept; undefined where there is nowhere. */
  readonly cache: IndexCache | undefined;
  /** The index knows something new. */
  onProgress(): void;
  now(): number;
}

export interface IndexCache {
  readonly version: string;
  /** Undefined when all files have been handed out. The first holds what says of which project they are. */
  files(): AsyncIterable<readonly CacheFile[]>;
  write(files: readonly CacheFile[]): Promise<void>;
}

export class IndexFeed {
  private readonly dirty = this.order();
  private readonly behind = this.order();
  private readonly unchecked = this.order();
  private running: Promise<void> | undefined;
  private disposed = false;
  private stopped = false;
  private done = 0;
  private toldAt = 0;
  private keptAt = 0;
  /** Slices, and the keeping of what is known. */
  private readonly underWay = new Set<Promise<void>>();
  /** Documents that are being read, and those of them that went meanwhile: what comes of them is of nobody. */
  private readonly inHand = new Set<string>();
  private readonly gone = new Set<string>();
  /** Of those in hand, how many are read for their marks. */
  private reading = 0;
  private isKeeping = false;
  private shown: { readonly done: number; readonly total: number } | undefined;

  constructor(private readonly context: FeedContext) {}

  /** Reading the marks: how far it has come. */
  get progress(): { readonly done: number; readonly total: number } | undefined {
    return this.shown;
  }

  /** Whether the marks of some documents are not known, or not known as they are now. */
  get lagging(): boolean {
    return this.dirty.size > 0 || this.shown !== undefined;
  }

  /** Whether all is known of every document: not its marks alone, also its statements and the keys by which others find it. */
  get isComplete(): boolean {
    return this.dirty.size + this.behind.size + this.inHand.size === 0;
  }

  /** A person has stopped the reading; see {@link proceed}. */
  get isStopped(): boolean {
    return this.stopped && this.dirty.size > 0;
  }

  /** Documents whose marks are not known, or not as they are now. */
  get left(): number {
    return this.dirty.size;
  }

  /** Takes in what an earlier window knew. @returns paths of the documents */
  async restore(): Promise<ReadonlySet<string>> {
    const known = new Set<string>();
    const { cache, corpus } = this.context;
    if (!cache) return known;
    for await (const files of cache.files()) {
      for (const { path, complete } of await corpus.restore(files, cache.version)) {
        known.add(path);
        this.unchecked.add(path);
        if (!complete) this.behind.add(path);
      }
    }
    return known;
  }

  /** A document is new, or says something else. */
  add(path: string): void {
    this.unchecked.delete(path);
    this.gone.delete(path);
    this.dirty.add(path);
  }

  /** Documents may say something else, though nothing was told of it: those whose files look otherwise are read again. */
  recheck(paths: Iterable<string>): void {
    for (const path of paths) if (!this.dirty.has(path)) this.unchecked.add(path);
  }

  /** The reader has a document before him: its marks come next, and behind all marks its statements. */
  opened(path: string): void {
    for (const order of [this.dirty, this.behind, this.unchecked]) order.opened(path);
  }

  remove(path: string): void {
    for (const order of [this.dirty, this.behind, this.unchecked]) order.delete(path);
    if (this.inHand.has(path)) this.gone.add(path);
  }

  stop(): void {
    this.stopped = true;
    this.context.onProgress();
  }

  proceed(): Promise<void> {
    this.stopped = false;
    return this.run();
  }

  /** Resolves when all is known, or a person has stopped it. */
  async settled(): Promise<void> {
    while (!this.disposed && (this.running ?? this.isWanting)) await (this.running ?? this.run());
  }

  /** One run at a time; what becomes dirty meanwhile is taken by the next slice. */
  run(): Promise<void> {
    return (this.running ??= this.runAll().finally(() => {
      this.running = undefined;
      this.shown = undefined;
      this.done = 0;
      this.keptAt = 0;
      this.context.corpus.hands(0);
    }));
  }

  dispose(): void {
    this.disposed = true;
  }

  private order(): ReadingOrder {
    return new ReadingOrder((path) => this.context.isOpen(path));
  }

  private get isWanting(): boolean {
    return !this.stopped && this.dirty.size + this.behind.size + this.unchecked.size > 0;
  }

  private async runAll(): Promise<void> {
    try {
      await this.readAll();
    } catch (error) {
      // The others end first: nobody else waits for them.
      await Promise.allSettled(this.underWay);
      throw error;
    }
  }

  private async readAll(): Promise<void> {
    do {
      while ((this.isWanting || this.underWay.size > 0) && !this.disposed) {
        const hands = this.context.corpus.hands(this.dirty.size + this.behind.size + this.inHand.size);
        const slice = this.underWay.size < hands ? this.nextSlice() : undefined;
        if (slice) this.begin(slice);
        else await Promise.race(this.underWay);
      }
      if (this.disposed) return;
      this.shown = undefined;
      this.tell(true);
      await this.keep();
    } while (this.isWanting && !this.disposed);
  }

  private begin(work: Promise<void>): void {
    const underWay = work.finally(() => this.underWay.delete(underWay));
    this.underWay.add(underWay);
  }

  /** Undefined where there is none, or none yet: what is in hand is read again when it is back. */
  private nextSlice(): Promise<void> | undefined {
    if (!this.isWanting) return undefined;
    const dirty = this.dirty.next(slice, this.inHand);
    if (dirty.length > 0) return this.readSlice(dirty);
    const unchecked = this.unchecked.next(checkedTogether, this.inHand);
    if (unchecked.length > 0) return this.checkSlice(unchecked);
    const behind = this.behind.next(slice, this.inHand);
    return behind.length > 0 ? this.readBehind(behind) : undefined;
  }

  private async readSlice(paths: readonly string[]): Promise<void> {
    for (const path of paths) this.dirty.delete(path);
    this.reading += paths.length;
    this.show();
    try {
      await this.inHands(paths, this.dirty, async () => this.context.corpus.read(await this.sources(paths)), this.behind);
    } finally {
      this.reading -= paths.length;
    }
    if (this.disposed) return;
    this.done += paths.length;
    this.show();
    this.tell(this.dirty.size + this.reading === 0);
    if (this.done - this.keptAt < keptEvery || this.isKeeping) return;
    this.keptAt = this.done;
    this.begin(this.keep());
  }

  private async checkSlice(paths: readonly string[]): Promise<void> {
    for (const path of paths) this.unchecked.delete(path);
    for (const path of await this.context.corpus.changed(await this.sources(paths))) this.dirty.add(path);
  }

  private async readBehind(paths: readonly string[]): Promise<void> {
    for (const path of paths) this.behind.delete(path);
    await this.inHands(paths, this.behind, async () => this.context.corpus.readBehind(await this.sources(paths)));
    if (this.disposed) return;
    this.tell(this.behind.size === 0);
  }

  /** What went meanwhile is taken out again. @param from where they wait again if they cannot be read @param next what is then to be done with the others */
  private async inHands(paths: readonly string[], from: ReadingOrder, read: () => Promise<void>, next?: ReadingOrder): Promise<void> {
    for (const path of paths) this.inHand.add(path);
    try {
      await read();
      const gone = paths.filter((path) => this.gone.has(path));
      if (gone.length > 0) await this.context.corpus.remove(gone);
      for (const path of paths) if (!gone.includes(path)) next?.add(path);
    } catch (error) {
      for (const path of paths) if (!this.gone.has(path)) from.add(path);
      throw error;
    } finally {
      for (const path of paths) {
        this.inHand.delete(path);
        this.gone.delete(path);
      }
    }
  }

  private show(): void {
    const left = this.dirty.size + this.reading;
    this.shown = left > 0 ? { done: this.done, total: this.done + left } : undefined;
  }

  private async sources(paths: readonly string[]): Promise<readonly DocumentSource[]> {
    return (await Promise.all(paths.map((path) => this.context.source(path)))).filter((source) => source !== undefined);
  }

  private tell(always: boolean): void {
    const now = this.context.now();
    const interval = leastInterval + (intervalOfThousand * (this.done + this.behind.size)) / 1000;
    if (!always && this.done > slice && now - this.toldAt < interval) return;
    this.toldAt = now;
    this.context.onProgress();
  }

  private async keep(): Promise<void> {
    const { cache, corpus } = this.context;
    if (!cache) return;
    this.isKeeping = true;
    try {
      for (let files = await corpus.cacheChanges(cache.version); files.length > 0 && !this.disposed; files = await corpus.cacheChanges(cache.version)) {
        await cache.write(files);
      }
    } finally {
      this.isKeeping = false;
    }
  }
}
