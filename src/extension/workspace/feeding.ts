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
/**
 * Documents that are read before what is known of them is kept: a window that is closed soon begins there. Bytes that are written: while marks are read, the
 * files that have filled up since; behind them, those alone of which all documents are known whole, so that each is written once more, whatever the order. So all
 * that a filling writes is at most twice what the cache then holds, and the files that were begun at each keeping: one in sixteen.
 */
const keptEvery = 4000;

export interface FeedContext {
  readonly corpus: ProjectCorpus;
  /** Undefined for a document that is gone. @param onlyLooks without what stands in its files, where somebody else would have to read them */
  source(path: string, onlyLooks: boolean): Promise<DocumentSource | undefined>;
  /** Resolves when it is known which documents there are: before, each of them would be taken for one that is gone. */
  readonly found?: Promise<void>;
  /** Documents that the reader has before him. */
  isOpen(path: string): boolean;
  /** Where what is known is kept; undefined where there is nowhere. */
  readonly cache: IndexCache | undefined;
  /** For tests: documents that are read before what is known is kept. */
  readonly keptEvery?: number;
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
  private readonly orders = [this.dirty, this.behind, this.unchecked] as const;
  private running: Promise<void> | undefined;
  private disposed = false;
  private isHalted = false;
  private isBeginning = false;
  /** Workers that kept the index and died. */
  private losses = 0;
  private done = 0;
  private toldAt = 0;
  /** Documents whose marks, and whose statements, were read since what is known was kept. */
  private unkept = { marks: 0, behind: 0 };
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
    return this.isHalted || this.dirty.size > 0 || this.shown !== undefined;
  }

  /** Whether all is known of every document: not its marks alone, also its statements and the keys by which others find it. */
  get isComplete(): boolean {
    return !this.isHalted && this.dirty.size + this.behind.size + this.inHand.size === 0;
  }

  /** A person has stopped the reading, and documents wait for it to go on; see {@link proceed}. */
  get isStopped(): boolean {
    return this.dirty.size > this.dirty.waiting;
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

  /** What is kept holds what must go: it is written anew behind the next slice. */
  keepSoon(): void {
    this.unkept.behind += keptEvery;
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
    for (const order of this.orders) order.opened(path);
  }

  remove(path: string): void {
    for (const order of this.orders) order.delete(path);
    if (this.inHand.has(path)) this.gone.add(path);
  }

  /** Sets aside what fills the index. What is open, and what changes from now on, is read on: the views follow what a person does. Of a full index nothing is. */
  stop(): void {
    if (this.dirty.waiting === 0) return;
    for (const order of this.orders) order.setAside();
    this.context.onProgress();
  }

  /** The worker that kept the index died, and no other has taken its place: nothing is known, and nothing is read. See {@link proceed}. */
  get isLost(): boolean {
    return this.isHalted && !this.isBeginning;
  }

  /** The worker died. @returns when nothing is under way */
  async lost(): Promise<void> {
    this.isHalted = true;
    this.losses++;
    this.context.onProgress();
    await this.running?.catch(() => undefined);
  }

  /** Another worker, which knows nothing, takes the place of the one that died. @param tell what it is told before documents are read, and which these are */
  async anew(tell: () => Promise<void>): Promise<void> {
    const { isStopped, losses } = this;
    for (const order of this.orders) order.clear();
    this.isBeginning = true;
    try {
      await tell();
      // That one may have died as well, a moment after it had answered.
      if (this.losses === losses) this.isHalted = false;
    } finally {
      this.isBeginning = false;
    }
    if (isStopped) this.stop();
    this.context.onProgress();
  }

  proceed(): Promise<void> {
    if (this.isLost) return this.context.corpus.renew();
    for (const order of this.orders) order.takeUp();
    return this.run();
  }

  /** Resolves when all is known, or a person has stopped it. */
  async settled(): Promise<void> {
    while (!this.disposed && (this.running ?? this.anyWaits())) await (this.running ?? this.run());
  }

  /** One run at a time; what becomes dirty meanwhile is taken by the next slice. */
  run(): Promise<void> {
    return (this.running ??= this.runAll().finally(() => {
      this.running = undefined;
      this.shown = undefined;
      this.done = 0;
      this.context.corpus.hands(0);
    }));
  }

  dispose(): void {
    this.disposed = true;
  }

  private order(): ReadingOrder {
    return new ReadingOrder((path) => this.context.isOpen(path));
  }

  private anyWaits(): boolean {
    if (this.isHalted) return false;
    // Without marks that are set aside nothing is stopped: what is to be done behind them has nobody else to take it up.
    if (!this.isStopped) for (const order of this.orders) order.takeUp();
    return this.orders.some(({ waiting }) => waiting > 0);
  }

  private async runAll(): Promise<void> {
    await this.context.found;
    try {
      await this.readAll();
    } catch (error) {
      // The others end first: nobody else waits for them.
      await Promise.allSettled(this.underWay);
      // Nothing is being read, and views say so.
      this.shown = undefined;
      if (!this.disposed) this.context.onProgress();
      throw error;
    }
  }

  private async readAll(): Promise<void> {
    do {
      while ((this.anyWaits() || this.underWay.size > 0) && !this.disposed) {
        const hands = this.context.corpus.hands(this.dirty.waiting + this.behind.waiting + this.inHand.size);
        const slice = this.underWay.size < hands ? this.nextSlice() : undefined;
        if (slice) this.begin(slice);
        else await Promise.race(this.underWay);
      }
      if (this.disposed || this.isHalted) return;
      this.shown = undefined;
      this.tell(true);
      await this.keep();
    } while (this.anyWaits() && !this.disposed);
  }

  private begin(work: Promise<void>): void {
    const underWay = work.finally(() => this.underWay.delete(underWay));
    this.underWay.add(underWay);
  }

  /** Undefined where there is none, or none yet: what is in hand is read again when it is back. */
  private nextSlice(): Promise<void> | undefined {
    if (!this.anyWaits()) return undefined;
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
    this.tell(this.dirty.waiting + this.reading === 0);
    this.unkept.marks += paths.length;
    this.keepNow();
  }

  private async checkSlice(paths: readonly string[]): Promise<void> {
    for (const path of paths) this.unchecked.delete(path);
    try {
      for (const path of await this.context.corpus.changed(await this.sources(paths, true))) this.dirty.add(path);
    } catch (error) {
      this.recheck(paths);
      throw error;
    }
  }

  private async readBehind(paths: readonly string[]): Promise<void> {
    for (const path of paths) this.behind.delete(path);
    await this.inHands(paths, this.behind, async () => this.context.corpus.readBehind(await this.sources(paths)));
    if (this.disposed) return;
    this.tell(this.behind.waiting === 0);
    this.unkept.behind += paths.length;
    this.keepNow();
  }

  private keepNow(): void {
    const { marks, behind } = this.unkept;
    if (marks + behind < (this.context.keptEvery ?? keptEvery) || this.isKeeping) return;
    // The marks of what was tagged meanwhile can wait: they are no reason to write all files that have begun.
    this.begin(this.keep(marks <= slice));
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
    const left = this.dirty.waiting + this.reading;
    this.shown = left > 0 ? { done: this.done, total: this.done + left } : undefined;
  }

  private async sources(paths: readonly string[], onlyLooks = false): Promise<readonly DocumentSource[]> {
    return (await Promise.all(paths.map((path) => this.context.source(path, onlyLooks)))).filter((source) => source !== undefined);
  }

  private tell(always: boolean): void {
    const now = this.context.now();
    const interval = leastInterval + (intervalOfThousand * (this.done + this.behind.size)) / 1000;
    if (!always && this.done > slice && now - this.toldAt < interval) return;
    this.toldAt = now;
    this.context.onProgress();
  }

  /** @param whole only files whose documents are known whole */
  private async keep(whole = false): Promise<void> {
    const { cache, corpus } = this.context;
    this.unkept = { marks: 0, behind: 0 };
    if (!cache) return;
    this.isKeeping = true;
    try {
      for (;;) {
        const files = await corpus.cacheChanges(cache.version, whole);
        if (files.length === 0 || this.disposed) return;
        await cache.write(files);
      }
    } finally {
      this.isKeeping = false;
    }
  }
}
