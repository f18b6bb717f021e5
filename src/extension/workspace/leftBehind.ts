/**
 * Decisions that wait for documents which are not there any more: renamed or deleted by another program, or in a folder that was moved. Nothing of it is
 * written unless a person says so, for a branch may be checked out that has no such document.
 */
import type { FileResult } from '../../core/ports';

/** Milliseconds: one change of a folder brings several searches of it. */
const quiet = 300;

/** A store that writes nothing by itself. */
export interface LeftStore {
  onDidChange(listener: () => void): unknown;
  /** What it knows to wait, waits no longer. */
  forgetPending(): Promise<void>;
  dispose(): void;
}

/** Sidecars by URI. */
export interface LeftPort<Store extends LeftStore> {
  /** For which something waits, once all renamings are done. */
  waiting(): Promise<readonly string[]>;
  /** Opens the sidecar of a document that is there, so that what waits is written. @returns false where there is none */
  openSidecar(uri: string): Promise<boolean>;
  /** Whether it is below a project of this window. */
  isHere(uri: string): boolean;
  /** Whether something waits for it. */
  waits(uri: string): Promise<boolean>;
  /** What waits for a file that is open in this window is its own from now on. */
  takeOver(uri: string): Promise<void>;
  /** Asks for its folder. */
  folderOf(uri: string): Promise<FileResult<unknown>>;
  open(uri: string): Promise<Store>;
  /** Calls back after a time, unless it is called again before. */
  later(milliseconds: number, look: () => void): void;
  changed(): void;
  failed(error: unknown): void;
}

export class LeftBehind<Store extends LeftStore> {
  private stores: ReadonlyMap<string, Store> = new Map();
  private turn: Promise<void> = Promise.resolve();
  /** The look that waits for its turn. */
  private next: { starting: boolean; readonly done: Promise<void> } | undefined;

  constructor(private readonly port: LeftPort<Store>) {}

  /** By sidecar. */
  get all(): ReadonlyMap<string, Store> {
    return this.stores;
  }

  /** Folders have changed. */
  lookSoon(): void {
    this.port.later(quiet, () => void this.look());
  }

  /**
   * Opens the stores of documents that something waits for, and finds what waits for documents that are not there.
   * @param starting whether what was decided in folders that are gone is told as well: in a window that opens, not in the one that sees a folder go
   */
  look(starting = false): Promise<void> {
    // One that has not begun yet sees all that this one would.
    if (this.next) {
      this.next.starting ||= starting;
      return this.next.done;
    }
    const done = this.inTurn(() => {
      const { starting: wanted = false } = this.next ?? {};
      this.next = undefined;
      return this.search(wanted);
    });
    this.next = { starting, done };
    return done;
  }

  /** The window that had decided something for a sidecar or a project file may be gone: what it left is written, or told of. */
  released(uri: string): Promise<void> {
    return this.inTurn(async () => {
      const isThere = await this.port.openSidecar(uri);
      // A project file is open though it is no document's.
      await this.port.takeOver(uri);
      if (isThere || !(this.port.isHere(uri) || this.stores.has(uri)) || !(await this.port.waits(uri))) return;
      // A store that is open has not read what has come.
      this.close(uri);
      await this.search(false);
    });
  }

  /** A person has a copy, and wants what is in it to wait no longer. What another window has left since is told of anew. */
  forget(uri: string): Promise<void> {
    return this.inTurn(async () => {
      await this.stores.get(uri)?.forgetPending();
      this.close(uri);
      await this.search(false);
    });
  }

  dispose(): void {
    for (const store of this.stores.values()) store.dispose();
  }

  private inTurn(work: () => Promise<void>): Promise<void> {
    return (this.turn = this.turn.then(work).catch((error: unknown) => this.port.failed(error)));
  }

  private close(uri: string): void {
    const store = this.stores.get(uri);
    if (!store) return;
    this.stores = new Map([...this.stores].filter(([one]) => one !== uri));
    store.dispose();
    this.port.changed();
  }

  private async search(starting: boolean): Promise<void> {
    const left = new Map<string, Store>();
    for (const uri of await this.port.waiting()) {
      if (await this.port.openSidecar(uri)) continue;
      const known = this.stores.get(uri);
      // What is elsewhere is offered where its folder is open.
      const isLeft = this.port.isHere(uri) || ((starting || known !== undefined) && (await this.isFolderGone(uri)));
      if (isLeft) left.set(uri, known ?? (await this.watched(uri)));
    }
    const gone = [...this.stores].filter(([uri]) => !left.has(uri));
    for (const [, store] of gone) store.dispose();
    const isNew = gone.length > 0 || left.size !== this.stores.size;
    this.stores = left;
    if (isNew) this.port.changed();
  }

  /** One that nobody can ask for now, on a drive or a server that is not there, is not gone. */
  private async isFolderGone(uri: string): Promise<boolean> {
    const folder = await this.port.folderOf(uri);
    return !folder.ok && folder.error.code === 'not-found';
  }

  private async watched(uri: string): Promise<Store> {
    const store = await this.port.open(uri);
    store.onDidChange(() => {
      this.port.changed();
      // Written, as a person asked: then nothing waits any more.
      this.lookSoon();
    });
    return store;
  }
}
