/** The storage of the extension, as an earlier window would have left it. */
import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type * as vscode from 'vscode';
import { hash53 } from '../../../src/core/hashing';
import type { JournalRecord } from '../../../src/core/ports';
import type { Owned } from '../../../src/extension/workspace/owners';
import { FolderJournal } from '../../../src/extension/workspace/journal';
import { until } from './until';

/**
 * Keeps decisions for a file, as a window does that ends before it has written them. The extension must have kept something before, or there is no storage.
 * @param owner the window that it was, where that had another folder open
 */
export async function leaveUnwritten(file: string, records: readonly JournalRecord[], owner?: Owned): Promise<void> {
  const root = journalFolder();
  const at = (...names: readonly string[]): string => path.join(root, ...names);
  const journal = new FolderJournal(
    {
      list: (folder = '') => Promise.resolve(existsSync(at(folder)) ? readdirSync(at(folder)) : []),
      read: (folder, name) => Promise.resolve(readFileSync(at(folder, name), 'utf8')),
      write: (folder, name, text) => {
        mkdirSync(at(folder), { recursive: true });
        writeFileSync(at(folder, name), JSON.stringify({ ...(JSON.parse(text) as object), ...owner }));
        return Promise.resolve();
      },
      remove: (folder, name) => Promise.resolve(rmSync(at(folder, name))),
      drop: () => Promise.resolve(),
    },
    { info: fail, warn: fail, error: fail },
  );
  await journal.append(file, records);
}

function fail(message: string): never {
  assert.fail(message);
}

/**
 * Lets go of decisions that wait for files of a test which is over: they would be told of in a later one.
 * @param hasFailed then some may be on their way still, and nobody waits for them
 * @returns those that a test which has not failed leaves, as the storage has them
 */
export async function forgetUnwritten(hasFailed: boolean): Promise<readonly string[]> {
  const root = folderIn('unwritten', 'decisions');
  if (root === undefined) return [];
  const records = (): readonly string[] =>
    readdirSync(root, { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.json'))
      .map((name) => path.join(root, name));
  // What is written is forgotten a moment later.
  if (!hasFailed) await until('nothing to wait', () => records().length === 0).catch(() => undefined);
  const files = records();
  const left = hasFailed ? [] : files.map((file) => readFileSync(file, 'utf8'));
  for (const file of files) rmSync(file, { force: true });
  return left;
}

function journalFolder(): string {
  return folderIn('unwritten', 'decisions') ?? assert.fail('nothing is kept');
}

/** What the index keeps of a project's documents for the next window, as it stands on the disk: empty where there is nothing. */
export function cacheOf(root: vscode.Uri): string {
  const folder = folderIn('index', hash53(root.toString()).toString(16).padStart(14, '0'));
  const names = folder === undefined ? [] : readdirSync(folder).filter((name) => name.endsWith('.marks'));
  return names.map((name) => readFileSync(path.join(folder ?? '', name), 'utf8')).join('\n');
}

function folderIn(...names: readonly string[]): string | undefined {
  const data = process.env['PRESSMARK_DATA'];
  assert.ok(data, 'PRESSMARK_DATA is not set');
  const found = readdirSync(data, { recursive: true, encoding: 'utf8' }).find((name) => name.endsWith(path.join('pressmark.pressmark', ...names)));
  return found === undefined ? undefined : path.join(data, found);
}
