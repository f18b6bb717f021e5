/**
 * A process of its own that decides through the store and the desktop's files, to be killed or raced. Arguments: file, journal folder, prefix, count.
 * Says `ready`, then `ack ID` for every decision that was acknowledged, then `settled`.
 */
import { mkdirSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { v7 } from 'uuid';
import type { FilePort } from '../../src/core/ports';
import { sidecarStoreFormat } from '../../src/core/sidecar';
import type { Decision } from '../../src/core/sidecar/decision';
import type { Sidecar } from '../../src/core/sidecar/schema';
import { YamlStore } from '../../src/core/yaml/store';
import { FolderJournal } from '../../src/extension/workspace/journal';
import { atomicFiles } from '../../src/node/atomicFiles';

const [file = '', folder = '', prefix = '', count = '0'] = process.argv.slice(2);

const files: FilePort = {
  async read(at) {
    try {
      return { ok: true, value: await readFile(at, 'utf8') };
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return { ok: true, value: undefined };
      throw error;
    }
  },
  async write(at, expected, _splices, text) {
    if (await atomicFiles.replace(at, expected, text)) return { ok: true, value: { saved: true } };
    return { ok: false, error: { code: 'changed', message: 'changed' } };
  },
};

/** The extension's journal, its storage written as the desktop writes it. */
const journal = new FolderJournal(
  {
    list: (below) => (below === undefined ? readdir(folder) : unlessGone(readdir(path.join(folder, below)), [])),
    read: (below, name) => unlessGone(readFile(path.join(folder, below, name), 'utf8'), undefined),
    write: (below, name, text) => atomicFiles.create(path.join(folder, below, name), text),
    remove: (below, name) => atomicFiles.forget(path.join(folder, below, name)),
    drop: () => Promise.resolve(),
  },
  { info: () => undefined, warn: (message) => process.stderr.write(`${message}\n`), error: (message) => process.stderr.write(`${message}\n`) },
);

async function unlessGone<T, U>(work: Promise<T>, otherwise: U): Promise<T | U> {
  try {
    return await work;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return otherwise;
    throw error;
  }
}

mkdirSync(folder, { recursive: true });
const store = new YamlStore<Sidecar, Decision>({ path: file, format: sidecarStoreFormat, files, journal, ids: { next: () => v7() } });
const say = (line: string): void => void process.stdout.write(`${line}\n`);

async function run(): Promise<void> {
  await store.load();
  say('ready');
  for (let n = 0; n < Number(count); n++) {
    const id = `${prefix}-${n}`;
    const entry = { id, tags: ['t'], position: [n, n + 1] as [number, number], by: prefix, created: '2026-11-21T10:00:00Z' };
    const decided = await store.decide([{ type: 'add', section: 'annotations', entry }]);
    if (decided.ok) say(`ack ${id}`);
  }
  for (let tries = 0; tries < 200 && (tries === 0 || store.state.kind !== 'settled' || store.pendingDecisions.length > 0); tries++) await store.retry();
  say(store.state.kind);
}

void run();
