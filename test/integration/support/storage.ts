/** The storage of the extension, as an earlier window would have left it. */
import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { JournalRecord } from '../../../src/core/ports';
import type { Owned } from '../../../src/extension/workspace/owners';
import { FolderJournal } from '../../../src/extension/workspace/journal';

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

function journalFolder(): string {
  const data = process.env['PRESSMARK_DATA'];
  assert.ok(data, 'PRESSMARK_DATA is not set');
  const found = readdirSync(data, { recursive: true, encoding: 'utf8' }).find((name) =>
    name.endsWith(path.join('pressmark.pressmark', 'unwritten', 'decisions')),
  );
  assert.ok(found, `nothing is kept below ${data}`);
  return path.join(data, found);
}
