/**
 * Copies of documents as their passages were tagged in them, in the workspace's own storage, so that a passage is found again by
 * comparing whole texts. Off unless the user turns them on, for they copy what may be confidential; turned off, they are deleted, and so are
 * those of a document whose quotes are not to be kept any more, or that is gone. A folder a document, which says whose it is.
 */
import type { LogPort } from '../../core/ports';
import { textHash } from '../../core/sidecar/hash';

/** Bytes of all copies together; the oldest go first. */
const maxTotal = 64 * 1024 * 1024;
/** Characters; a longer text is found by its selectors. */
const maxText = 4_000_000;
/** In each folder: the address of the document. */
const ownerFile = 'document';

/** Where copies are kept, one level of folders deep. What is gone already is no error. */
export interface CopyFolders {
  folders(): Promise<readonly string[]>;
  /** `changed` in milliseconds since whenever. */
  files(folder: string): Promise<readonly { readonly name: string; readonly size: number; readonly changed: number }[]>;
  read(folder: string, name: string): Promise<string | undefined>;
  write(folder: string, name: string, text: string): Promise<void>;
  remove(folder: string, name?: string): Promise<void>;
  /** What has the new name already goes. */
  rename(folder: string, to: string): Promise<void>;
}

export class Snapshots {
  private readonly known = new Set<string>();
  private turn: Promise<unknown> = Promise.resolve();

  constructor(
    private readonly copies: CopyFolders,
    private readonly isOn: () => boolean,
    private readonly log: Pick<LogPort, 'warn'>,
  ) {}

  get enabled(): boolean {
    return this.isOn();
  }

  /** @param document its address */
  async find(document: string, hash: string): Promise<string | undefined> {
    // Nothing is found that is about to be deleted.
    await this.turn;
    const name = nameOf(hash);
    return this.enabled && name !== undefined ? this.copies.read(folderOf(document), name) : undefined;
  }

  keep(document: string, hash: string, text: string): Promise<void> {
    const name = nameOf(hash);
    const folder = folderOf(document);
    const key = `${folder}/${name}`;
    if (!this.enabled || name === undefined || this.known.has(key) || text.length > maxText) return Promise.resolve();
    this.known.add(key);
    return this.inTurn(async () => {
      try {
        // Whose it is comes first: a copy that nobody could be told of would never be deleted.
        await this.copies.write(folder, ownerFile, document);
        await this.copies.write(folder, name, text);
        await this.prune();
      } catch (error) {
        this.known.delete(key);
        this.log.warn(`A former text could not be kept: ${String(error)}`);
      }
    });
  }

  /** Deletes the copies of documents of which none may stay. @param allowed asked for each document that has any */
  sweep(allowed: (document: string) => Promise<boolean>): Promise<void> {
    return this.inTurn(async () => {
      for (const folder of await this.copies.folders()) {
        const owner = await this.copies.read(folder, ownerFile);
        if (owner !== undefined && (await allowed(owner))) continue;
        this.known.clear();
        await this.copies.remove(folder);
      }
    });
  }

  /** A document has another name. */
  move(from: string, to: string): Promise<void> {
    return this.inTurn(async () => {
      if ((await this.copies.read(folderOf(from), ownerFile)) === undefined) return;
      this.known.clear();
      await this.copies.write(folderOf(from), ownerFile, to);
      await this.copies.rename(folderOf(from), folderOf(to));
    });
  }

  /** Deletes all of them. */
  clear(): Promise<void> {
    return this.sweep(() => Promise.resolve(false));
  }

  private async prune(): Promise<void> {
    const all = await Promise.all((await this.copies.folders()).map(async (folder) => (await this.copies.files(folder)).map((file) => ({ folder, ...file }))));
    const texts = all.flat().filter(({ name }) => name !== ownerFile);
    let total = 0;
    for (const { folder, name, size } of texts.sort((a, b) => b.changed - a.changed)) {
      total += size;
      if (total > maxTotal) await this.copies.remove(folder, name);
    }
  }

  private inTurn(work: () => Promise<void>): Promise<void> {
    const result = this.turn.then(work);
    this.turn = result.catch(() => undefined);
    return result;
  }
}

function folderOf(document: string): string {
  return textHash(document).slice('sha256:'.length, 'sha256:'.length + 32);
}

function nameOf(hash: string): string | undefined {
  const digits = /^sha256:([0-9a-f]{64})$/.exec(hash)?.[1];
  return digits === undefined ? undefined : `${digits}.txt`;
}
