/**
 * A process of its own that decides through the store and the desktop's files, to be killed or raced. Arguments: file, journal folder, prefix, count.
 * Says `ready`, then `ack ID` for every decision that was acknowledged, then `settled`.
 */
import { mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { v7 } from 'uuid';
import type { FilePort, JournalPort } from '../../src/core/ports';
import { sidecarStoreFormat } from '../../src/core/sidecar';
import type { Decision } from '../../src/core/sidecar/decision';
import type { Sidecar } from '../../src/core/sidecar/schema';
import { YamlStore } from '../../src/core/yaml/store';
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

/** As the extension's journal: a small file for each record, written as every file is. */
const journal: JournalPort = {
  async append(_file, records) {
    for (const { id, decision } of records) await atomicFiles.replace(path.join(folder, `${id}.json`), undefined, JSON.stringify(decision));
  },
  read() {
    const names = readdirSync(folder).filter((name) => name.endsWith('.json'));
    return Promise.resolve(
      names.sort().map((name) => ({ id: name.slice(0, -5), decision: JSON.parse(readFileSync(path.join(folder, name), 'utf8')) as unknown })),
    );
  },
  remove(_file, ids) {
    for (const id of ids) rmSync(path.join(folder, `${id}.json`), { force: true });
    return Promise.resolve();
  },
};

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
