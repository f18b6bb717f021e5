/** Reading files and folders. Every refusal of the system becomes an {@link InputError} or a call of `trouble`. */
import type { Dirent } from 'node:fs';
import { open, readdir, realpath, stat } from 'node:fs/promises';
import path from 'node:path';
import { passedOver } from '../core/project/names';
import { InputError } from './host';
import { systemReason } from './messages';

/** Bytes of a file, or of a line, beyond which nothing is read: a newspaper's whole year, and no mistake of ours should need more memory. */
export const maxBytes = 64 * 1024 * 1024;

/** The whole file, also from a pipe. @throws InputError */
export async function readBytes(file: string): Promise<Uint8Array> {
  try {
    const handle = await open(file, 'r');
    try {
      const parts: Buffer[] = [];
      let size = 0;
      for await (const part of handle.createReadStream({ autoClose: false, highWaterMark: 1 << 18 })) {
        parts.push(part as Buffer);
        size += (part as Buffer).length;
        if (size > maxBytes) throw new InputError(`${file} cannot be read: it is larger than ${maxBytes >> 20} MB.`);
      }
      return parts.length === 1 && parts[0] ? parts[0] : Buffer.concat(parts);
    } finally {
      await handle.close();
    }
  } catch (error) {
    throw error instanceof InputError ? error : new InputError(`${file} cannot be read: ${systemReason(error)}.`);
  }
}

/** As {@link readBytes}, undefined where there is no file. */
export async function readBytesIfThere(file: string): Promise<Uint8Array | undefined> {
  return (await kindOf(file)) === 'file' ? readBytes(file) : undefined;
}

/** A YAML file's text: UTF-8, with or without a byte order mark; undefined if it is neither. */
export function yamlText(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

export type EntryKind = 'file' | 'folder' | 'nothing';

/** What stands at a path, links followed. @throws InputError where that cannot be known */
export async function kindOf(file: string): Promise<EntryKind> {
  try {
    return (await stat(file)).isDirectory() ? 'folder' : 'file';
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'ENOTDIR') return 'nothing';
    throw new InputError(`${file} cannot be read: ${systemReason(error)}.`);
  }
}

interface Step {
  readonly path: string;
  readonly real: string;
  readonly folder: boolean;
}

/**
 * The regular files below a folder, in the order of their names. A link to a folder is followed once, and only where it
 * leads out of what is walked anyway: neither into it nor above it, so that no circle is walked.
 *
 * @param wanted whether a file of this name is of interest: where one cannot be named, `trouble` hears of it
 */
export async function* filesBelow(root: string, wanted: (name: string) => boolean, trouble: (sentence: string) => void): AsyncGenerator<string> {
  const reason = (at: string, error: unknown): void => trouble(`${at} cannot be read: ${systemReason(error)}.`);
  let real: string;
  try {
    real = await realpath(root);
  } catch (error) {
    reason(root, error);
    return;
  }
  const bases = [real];
  const steps: Step[] = [{ path: root, real, folder: true }];
  for (let step = steps.pop(); step; step = steps.pop()) {
    if (!step.folder) {
      yield step.path;
      continue;
    }
    let entries: readonly Dirent<Buffer>[];
    try {
      entries = await readdir(step.path, { withFileTypes: true, encoding: 'buffer' });
    } catch (error) {
      reason(step.path, error);
      continue;
    }
    const next: Step[] = [];
    for (const entry of entries) {
      const name = entry.name.toString('utf8');
      const at = path.join(step.path, name);
      if (!Buffer.from(name).equals(entry.name)) {
        if (entry.isDirectory() || wanted(name)) trouble(`${at} cannot be read: its name is not UTF-8.`);
      } else if (entry.isDirectory()) {
        if (!passedOver.has(name)) next.push({ path: at, real: path.join(step.real, name), folder: true });
      } else if (entry.isFile()) {
        if (wanted(name)) next.push({ path: at, real: '', folder: false });
      } else if (entry.isSymbolicLink()) {
        try {
          const target = await linkTarget(at, bases);
          if (target?.folder === true ? !passedOver.has(name) : target !== undefined && wanted(name)) next.push(target as Step);
        } catch (error) {
          if (wanted(name)) reason(at, error);
        }
      }
    }
    steps.push(...next.sort((a, b) => (a.path < b.path ? 1 : -1)));
  }
}

/** @returns undefined for a link that is not to be followed, and for what is neither file nor folder */
async function linkTarget(link: string, bases: string[]): Promise<Step | undefined> {
  const target = await stat(link);
  if (target.isFile()) return { path: link, real: '', folder: false };
  if (!target.isDirectory()) return undefined;
  const real = await realpath(link);
  if (bases.some((base) => isWithin(real, base) || isWithin(base, real))) return undefined;
  bases.push(real);
  return { path: link, real, folder: true };
}

function isWithin(inner: string, outer: string): boolean {
  const relative = path.relative(outer, inner);
  return relative === '' || (!relative.startsWith('..') && !path.isAbsolute(relative));
}
