/** Acts of one coder, stores on the files of a world, and what stands in them afterwards. */
import assert from 'node:assert/strict';
import { parseSidecar, sidecarStoreFormat } from '../../../src/core/sidecar/index';
import type { Decision } from '../../../src/core/sidecar/decision';
import type { Annotation, Sidecar } from '../../../src/core/sidecar/schema';
import { YamlStore } from '../../../src/core/yaml/store';
import { type Disk, idle, Process, type Plan, type StepName } from './world';

export const path = 'a.txt.pressmark.yaml';
export const at = '2026-11-21T10:00:00Z';

export function passage(id: string, start = 0, note?: string): Annotation {
  return { id, tags: ['t'], position: [start, start + 1], by: 'a', created: at, ...(note === undefined ? {} : { note }) };
}
export function add(id: string, start = 0): Decision {
  return { type: 'add', section: 'annotations', entry: passage(id, start) };
}
export function note(key: string, text: string | null): Decision {
  return { type: 'change', section: 'annotations', key, changes: { note: text } };
}
export function remove(key: string): Decision {
  return { type: 'remove', section: 'annotations', key };
}

export function storeOf(disk: Disk, plan?: Plan, name = 'p', autoFlush = true, pause?: (step: StepName) => Promise<void>) {
  const process = new Process(disk, name, plan, pause);
  const store = new YamlStore<Sidecar, Decision>({
    path,
    format: sidecarStoreFormat,
    files: process.files,
    journal: process.journal,
    ids: process.ids,
    autoFlush,
  });
  return { store, process };
}

/** A new process on what the old one left, which writes what was not written. */
export async function restart(disk: Disk, name = 'p') {
  const made = storeOf(disk, undefined, name);
  const loaded = await made.store.load();
  assert.ok(loaded.ok);
  await made.store.flush();
  await idle(5);
  assert.equal(made.store.state.kind, 'settled', JSON.stringify(made.store.state));
  return { ...made, restored: loaded.value.restored };
}

export function idsOn(disk: Disk): readonly string[] {
  const file = parseSidecar(disk.files.get(path) ?? '');
  assert.deepEqual(file.problems, [], disk.files.get(path));
  return (file.value.annotations ?? []).map(({ id }) => id);
}
