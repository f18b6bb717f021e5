/** The sidecar as the YAML layer sees it: its sections in their canonical order, and what tells entries apart. */
import * as v from 'valibot';
import type { Data, Format, Operation } from '../yaml/format';
import { keyOfStance, type Decision } from './decision';
import { sidecarMigrations } from './migrations';
import { Annotation, DocumentMetadata, MentionDecision, ReadEntry, StanceEntry } from './schema';

const id = (entry: Data): string => String(entry['id']);

/** By start, then by end: the order in which a reader meets the passages. */
function byPosition(a: Data, b: Data): number {
  const [start = 0, end = 0] = a['position'] as readonly number[];
  const [otherStart = 0, otherEnd = 0] = b['position'] as readonly number[];
  return start - otherStart || end - otherEnd;
}

export const sidecarFormat: Format = {
  name: 'sidecar',
  version: 1,
  migrations: sidecarMigrations,
  sections: [
    { kind: 'value', name: 'pressmark', schema: v.pipe(v.number(), v.integer(), v.minValue(0)) },
    { kind: 'map', name: 'document', schema: DocumentMetadata },
    { kind: 'list', name: 'read', item: ReadEntry, key: (entry) => String(entry['by']), style: 'flow', replaces: true },
    {
      kind: 'list',
      name: 'stance',
      item: StanceEntry,
      key: (entry) => keyOfStance(entry as unknown as StanceEntry),
      style: 'block',
      replaces: true,
    },
    { kind: 'list', name: 'annotations', item: Annotation, key: id, style: 'block', compare: byPosition, replaces: false },
    { kind: 'list', name: 'mentions', item: MentionDecision, key: id, style: 'flow', compare: byPosition, replaces: false },
  ],
};

export function sidecarOperation(decision: Decision): Operation {
  return decision.type === 'document' ? { type: 'fields', section: 'document', changes: decision.changes } : decision;
}
