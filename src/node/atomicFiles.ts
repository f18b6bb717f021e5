/**
 * Atomic replacement of a file where Node runs, for the editor on the desktop and for the command line: temporary file, fsync, rename, fsync of the folder,
 * under `<file>.lock`.
 * `workspace.fs.writeFile` truncates before it writes, and its overwriting rename deletes the target first.
 */
import { randomUUID } from 'node:crypto';
import type { Stats } from 'node:fs';
import { type FileHandle, link, mkdir, open, readdir, readFile, realpath, rename, rm, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';

/** A lock older than this was left by a process that died: no write takes longer than a second. */
const staleLock = 10_000;
const lockRetry = 25;
/** Longer than a dead process's lock lasts, so that it is outlived and not reported. */
const lockPatience = staleLock + 5_000;
/** Longer than a lock is waited for: what takes longer does not answer, as a drive that is gone. */
const answerLimit = 20_000;
/** Windows refuses to rename onto a file that a scanner or indexer has open for a moment. */
const renameRetries = 10;

/** Writing of files such that a reader sees the old text or the new one, never a torn one. */
export const atomicFiles = {
  /**
   * Replaces the file if it still holds `expected` (undefined: does not exist), under a lock that other Pressmark processes honour.
   * @param makeFolder whether its folder is made where it is missing. Not for what stands beside a document: who takes a folder away would find it again
   * @param limit milliseconds after which a system that does not answer is given up: nothing that it does later reaches the file
   * @returns false when the file held something else
   * @throws an error with a Node code (`EACCES`, `ENOSPC`, `EBUSY`, `ENOENT` for the folder …) when it cannot be written; the old text is then still there
   */
  async replace(linked: string, expected: string | undefined, text: string, makeFolder = false, limit = answerLimit): Promise<boolean> {
    return within(limit, linked, async (turn) => {
      // Renaming over a symbolic link would replace the link, not the file it stands for.
      const path = await realpath(linked).catch(() => linked);
      if (makeFolder) await mkdir(dirname(path), { recursive: true });
      await refuseReadOnly(path);
      return withLock(`${path}.lock`, turn, async (isHeld) => {
        const [found, mode] = await Promise.all([readText(path), modeOf(path)]);
        if (found !== expected) return false;
        const temporary = `${path}.${randomUUID()}.tmp`;
        try {
          await writeThrough(temporary, text, mode);
          // Whoever slept so long that the lock was taken over has read a text that may be another's by now.
          if (!(await isHeld()) || !turn.begin()) {
            await rm(temporary, { force: true });
            return false;
          }
          await renameOver(temporary, path);
          await syncFolder(dirname(path));
        } catch (error) {
          await rm(temporary, { force: true });
          throw error;
        }
        return true;
      });
    });
  },
  /**
   * Makes a file whose name nobody else gives: whole or not at all, and safe when this resolves. Its folder is made where it is missing.
   * @throws an error with a Node code when it cannot be written; there is no such file then
   */
  async create(path: string, text: string): Promise<void> {
    await mkdir(dirname(path), { recursive: true });
    const temporary = `${path}.${randomUUID()}.tmp`;
    try {
      await writeThrough(temporary, text, 0o666);
      await renameOver(temporary, path);
      await syncFolder(dirname(path));
    } catch (error) {
      await rm(temporary, { force: true });
      throw error;
    }
  },
  /** Deletes a file that {@link create} has made: nobody else writes it, so there is no lock. One that is gone already is no error. */
  async forget(path: string): Promise<void> {
    await rm(path, { force: true });
  },
  /** Deletes the file if it still holds `expected`, under the same lock. @returns false when it held something else */
  async remove(linked: string, expected: string): Promise<boolean> {
    return within(answerLimit, linked, async (turn) => {
      const path = await realpath(linked).catch(() => linked);
      await refuseReadOnly(path);
      return withLock(`${path}.lock`, turn, async (isHeld) => {
        // Whoever slept so long that the lock was taken over would delete what another wrote since.
        if ((await readText(path)) !== expected || !(await isHeld()) || !turn.begin()) return false;
        await rm(path);
        return true;
      });
    });
  },
};

/** Work that is given up after a time, unless it has begun by then to touch the file: what it does then, it does to the end. */
interface Turn {
  /** @returns false where it is given up already */
  begin(): boolean;
  onGivenUp(listener: () => void): void;
}

async function within<T>(limit: number, path: string, work: (turn: Turn) => Promise<T>): Promise<T> {
  let state: 'preparing' | 'begun' | 'given up' = 'preparing';
  const begin = (): boolean => {
    if (state === 'preparing') state = 'begun';
    return state === 'begun';
  };
  const listeners: (() => void)[] = [];
  const onGivenUp = (listener: () => void): void => void listeners.push(listener);
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      if (state === 'begun') return;
      state = 'given up';
      for (const listener of listeners) listener();
      reject(Object.assign(new Error(`${path} has not answered for ${limit / 1000} seconds.`), { code: 'EBUSY' }));
    }, limit);
    // What hangs keeps its process alive by itself.
    timer.unref();
  });
  try {
    return await Promise.race([work({ begin, onGivenUp }), late]);
  } finally {
    clearTimeout(timer);
  }
}

async function withLock<T>(lock: string, turn: Turn, action: (isHeld: () => Promise<boolean>) => Promise<T>): Promise<T> {
  const handle = await acquire(lock);
  const isHeld = async (): Promise<boolean> => {
    const [own, found] = await Promise.all([handle.stat(), stat(lock).catch(() => undefined)]);
    return isSame(own, found);
  };
  let released: Promise<void> | undefined;
  const release = (): Promise<void> => (released ??= letGo());
  const letGo = async (): Promise<void> => {
    // Another's lock is not ours to take away.
    const held = await isHeld();
    await handle.close();
    await Promise.all([held && rm(lock, { force: true }), rm(awayOf(lock), { force: true })]);
  };
  // Who tries again after that need not wait until the lock is old.
  turn.onGivenUp(() => void release().catch(() => undefined));
  try {
    return await action(isHeld);
  } finally {
    await release();
  }
}

async function acquire(lock: string): Promise<FileHandle> {
  const since = performance.now();
  for (;;) {
    try {
      return await open(lock, 'wx');
    } catch (error) {
      if (codeOf(error) !== 'EEXIST') throw error;
      const found = await stat(lock).catch(() => undefined);
      const isGone = found !== undefined && isStale(found) && (await discard(lock, found));
      if (isGone) continue;
      // By the clock, and also for a stale one: some cannot be taken away.
      if (performance.now() - since > lockPatience) throw Object.assign(new Error(`${lock} is held by another process.`), { code: 'EBUSY' });
      await delay(lockRetry);
    }
  }
}

/**
 * Of several processes that find the same stale lock, one renames it away. A process that comes late has taken the first one's new lock instead,
 * and puts it back. Who loses a lock by this finds out before it renames ({@link withLock}), and tries again.
 * @returns false where it could not be taken away, as where another was first
 */
async function discard(lock: string, stale: Stats): Promise<boolean> {
  // First: killed in between, nothing would lead the next one to what is left.
  await sweep(lock.slice(0, -'.lock'.length));
  const away = awayOf(lock);
  try {
    await rename(lock, away);
  } catch {
    return false;
  }
  const taken = await stat(away).catch(() => undefined);
  if (taken && !isSame(taken, stale)) await link(away, lock).catch(() => undefined);
  await rm(away, { force: true });
  return true;
}

/** One name a lock, so that who is killed in between leaves no more than one file, which the next release takes along. */
function awayOf(lock: string): string {
  return `${lock}.stale`;
}

/** What a process that died was writing. */
async function sweep(path: string): Promise<void> {
  const left = `${basename(path)}.`;
  for (const name of await readdir(dirname(path)).catch(() => [])) {
    if (!name.startsWith(left) || !/^[0-9a-f-]{36}\.tmp$/.test(name.slice(left.length))) continue;
    const found = await stat(join(dirname(path), name)).catch(() => undefined);
    if (found && isStale(found)) await rm(join(dirname(path), name), { force: true });
  }
}

function isSame(a: Stats, b: Stats | undefined): boolean {
  return b !== undefined && a.ino === b.ino && a.dev === b.dev && a.birthtimeMs === b.birthtimeMs;
}

/** In either direction: a clock that was set back makes locks of the future. */
function isStale({ mtimeMs }: Stats): boolean {
  return Math.abs(Date.now() - mtimeMs) > staleLock;
}

async function readText(path: string): Promise<string | undefined> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return undefined;
    throw error;
  }
}

/** A rename replaces a write-protected file without asking; whoever protected it meant it. */
async function refuseReadOnly(path: string): Promise<void> {
  // So it is with the folder, which the superuser may write into all the same.
  const modes = await Promise.all([path, dirname(path)].map(async (at) => ({ at, mode: await modeOf(at) })));
  for (const { at, mode } of modes) if ((mode & 0o222) === 0) throw Object.assign(new Error(`${at} is write-protected.`), { code: 'EACCES' });
}

async function modeOf(path: string): Promise<number> {
  try {
    return (await stat(path)).mode & 0o777;
  } catch {
    return 0o666;
  }
}

async function writeThrough(path: string, text: string, mode: number): Promise<void> {
  const handle = await open(path, 'wx', mode);
  try {
    await handle.writeFile(text, 'utf8');
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** A new name survives a power cut only when the folder that has it is on disk. Windows opens no folders, and needs none of this. */
async function syncFolder(path: string): Promise<void> {
  const handle = await open(path, 'r').catch(() => undefined);
  if (!handle) return;
  try {
    await handle.sync().catch(() => undefined);
  } finally {
    await handle.close();
  }
}

async function renameOver(from: string, to: string): Promise<void> {
  for (let attempt = 0; ; attempt++) {
    try {
      return await rename(from, to);
    } catch (error) {
      if (attempt >= renameRetries || !['EPERM', 'EBUSY', 'EACCES'].includes(codeOf(error) ?? '')) throw error;
      await delay(lockRetry * (attempt + 1));
    }
  }
}

function codeOf(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined;
}
