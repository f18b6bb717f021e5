/**
 * Atomic replacement of a file on the desktop: temporary file, fsync, rename, under `<file>.lock`.
 * `workspace.fs.writeFile` truncates before it writes, and its overwriting rename deletes the target first.
 */
import { randomUUID } from 'node:crypto';
import { type FileHandle, mkdir, open, readFile, realpath, rename, rm, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { AtomicFiles } from '../platform';

/** A lock older than this was left by a process that died: no write takes longer than a second. */
const staleLock = 10_000;
const lockRetry = 25;
const lockPatience = 5_000;
/** Windows refuses to rename onto a file that a scanner or indexer has open for a moment. */
const renameRetries = 10;

export const nodeFiles: AtomicFiles = {
  async replace(linked, expected, text) {
    // Renaming over a symbolic link would replace the link, not the file it stands for.
    const path = await realpath(linked).catch(() => linked);
    await mkdir(dirname(path), { recursive: true });
    await refuseReadOnly(path);
    return withLock(`${path}.lock`, async () => {
      if ((await readText(path)) !== expected) return false;
      const temporary = `${path}.${randomUUID()}.tmp`;
      try {
        await writeThrough(temporary, text, await modeOf(path));
        await renameOver(temporary, path);
      } catch (error) {
        await rm(temporary, { force: true });
        throw error;
      }
      return true;
    });
  },
  async remove(linked, expected) {
    const path = await realpath(linked).catch(() => linked);
    await refuseReadOnly(path);
    return withLock(`${path}.lock`, async () => {
      if ((await readText(path)) !== expected) return false;
      await rm(path);
      return true;
    });
  },
};

async function withLock<T>(lock: string, action: () => Promise<T>): Promise<T> {
  const handle = await acquire(lock);
  try {
    return await action();
  } finally {
    await handle.close();
    await rm(lock, { force: true });
  }
}

async function acquire(lock: string): Promise<FileHandle> {
  for (let waited = 0; ; waited += lockRetry) {
    try {
      return await open(lock, 'wx');
    } catch (error) {
      if (codeOf(error) !== 'EEXIST') throw error;
      if (await isStale(lock)) await discard(lock);
      else if (waited > lockPatience) throw Object.assign(new Error(`${lock} is held by another process.`), { code: 'EBUSY' });
      else await delay(lockRetry);
    }
  }
}

/** Of several processes that find the same stale lock, one renames it away; the others fail and try again. */
async function discard(lock: string): Promise<void> {
  const mine = `${lock}.${randomUUID()}`;
  await rename(lock, mine).catch(() => undefined);
  await rm(mine, { force: true });
}

async function isStale(lock: string): Promise<boolean> {
  try {
    return Date.now() - (await stat(lock)).mtimeMs > staleLock;
  } catch {
    return false;
  }
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
  if (((await modeOf(path)) & 0o222) === 0) throw Object.assign(new Error(`${path} is write-protected.`), { code: 'EACCES' });
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
