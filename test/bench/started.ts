/** Starts from the cache in processes of their own, as a window has it that was closed before: what made the cache is not in their memory. */
import { spawnSync } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { CorpusIndex } from '../../src/core/corpus';

const out = path.join(import.meta.dirname, '../../out/bench');

export interface Started {
  /** Milliseconds of processor time, all threads together. */
  readonly cpu: number;
  /** Milliseconds by the clock. */
  readonly clock: number;
}

/** What the index hands out for its cache, in a folder of its own. @returns bytes and files */
export function keptIn(name: string, index: CorpusIndex): { readonly folder: string; readonly size: number; readonly files: number } {
  const folder = path.join(out, name);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  let [files, size] = [0, 0];
  for (let changes = index.cacheChanges('1'); changes.length > 0; changes = index.cacheChanges('1'))
    for (const { name: file, bytes } of changes) {
      if (!bytes) continue;
      writeFileSync(path.join(folder, file), bytes);
      files++;
      size += bytes.length;
    }
  return { folder, size, files };
}

/** @param count documents that must be known then */
export function started(folder: string, count: number): Started {
  const { stdout, stderr, status } = spawnSync(process.execPath, [path.join(out, 'warm.cold.mjs'), folder], { encoding: 'utf8' });
  if (status !== 0) throw new Error(stderr);
  const { restored, ...times } = JSON.parse(stdout) as Started & { readonly restored: number };
  if (restored !== count) throw new Error(`${restored} of ${count} documents were known.`);
  return times;
}
