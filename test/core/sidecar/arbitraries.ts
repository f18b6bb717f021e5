import fc from 'fast-check';
import type { Decision } from '../../../src/core/sidecar/decision';
import type { Sidecar } from '../../../src/core/sidecar/schema';
import { keyOfStance, stanceKey } from '../../../src/core/sidecar/decision';
import { anyId, anyText } from '../yaml/scribe';

const opt = <T>(value: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> => fc.option(value, { nil: undefined });
export const coder = fc.constantFrom('coder-a', 'coder-b', 'Ana María', '007', 'yes', 'x: y');
export const time = fc.constantFrom('2026-11-21T10:00:00Z', '2026-11-21T10:00:01.5Z', '2026-11-21T10:00+02:00');
const entryId = fc.integer({ min: 0, max: 30 }).map((n) => `01931c1e-7b1a-7c3e-8000-${String(n).padStart(12, '0')}`);
const position = fc.tuple(fc.nat(200), fc.nat(200)).map(([a, b]): [number, number] => [a, a + b]);
const selector = { quote: opt(anyText), before: opt(anyText), after: opt(anyText), position };

export const annotation = fc.record({
  id: entryId,
  tags: fc.array(anyId, { maxLength: 4 }),
  ...selector,
  voice: opt(fc.constantFrom('outlet' as const, 'quoted' as const)),
  speaker: opt(anyId),
  note: opt(anyText),
  by: coder,
  created: time,
  updated: opt(time),
});
export const mention = fc.record({
  id: entryId,
  ...selector,
  actor: opt(anyId),
  date: opt(fc.record({ type: fc.constantFrom('DATE' as const, 'TIME' as const), value: anyText, mod: opt(anyText) })),
  reject: opt(fc.constantFrom('mention' as const, 'document' as const)),
  by: coder,
  at: time,
});
export const stance = fc.record({
  question: anyId,
  position: anyId,
  confidence: opt(fc.constantFrom('low' as const, 'high' as const)),
  because: opt(anyText),
  evidence: opt(fc.array(entryId, { maxLength: 3 })),
  adjudicates: opt(fc.array(coder, { maxLength: 2 })),
  by: coder,
  at: time,
});
export const read = fc.record({ by: coder, at: time });
export const documentFields = fc.record({
  title: opt(anyText),
  outlet: opt(anyId),
  via: opt(fc.array(anyId, { maxLength: 2 })),
  translation: opt(fc.constantFrom('none' as const, 'machine' as const)),
  published: opt(fc.constantFrom('2022-01-15', '2022-01-15T11:05', '2022-01-10/2022-01-11')),
  'published-why': opt(anyText),
  events: opt(fc.array(anyId, { maxLength: 2 })),
  url: opt(fc.webUrl()),
  authors: opt(fc.array(anyText, { maxLength: 2 })),
});

/** Without undefined fields, as reading yields them. */
export function plain<T>(value: T): T {
  if (Array.isArray(value)) return value.map((item: unknown) => plain(item)) as T;
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).flatMap(([key, item]) => (item === undefined ? [] : [[key, plain(item as unknown)]]))) as T;
}

function uniqueBy<T>(items: readonly T[], key: (item: T) => string): T[] {
  return [...new Map(items.map((item) => [key(item), item] as const)).values()];
}

export const sidecar: fc.Arbitrary<Sidecar> = fc
  .record({
    document: opt(documentFields),
    read: fc.array(read, { maxLength: 2 }),
    stance: fc.array(stance, { maxLength: 3 }),
    annotations: fc.array(annotation, { maxLength: 5 }),
    mentions: fc.array(mention, { maxLength: 3 }),
  })
  .map((value) => {
    const result: Record<string, unknown> = { pressmark: 1 };
    const document = plain(value.document ?? {});
    if (Object.keys(document).length > 0) result['document'] = document;
    const lists = {
      read: uniqueBy(value.read, (entry) => entry.by),
      stance: uniqueBy(value.stance, (entry) => keyOfStance(entry)),
      annotations: uniqueBy(value.annotations, (entry) => entry.id),
      mentions: uniqueBy(value.mentions, (entry) => entry.id),
    };
    for (const [name, entries] of Object.entries(lists)) if (entries.length > 0) result[name] = plain(entries);
    return result as Sidecar;
  });

const changesOf = <T extends object>(fields: fc.Arbitrary<T>, fixed: readonly string[], required: readonly string[]): fc.Arbitrary<Record<string, unknown>> =>
  fc.tuple(fields, fc.array(fc.nat(1000), { minLength: 1, maxLength: 8 })).map(([entry, picks]) => {
    const changes: Record<string, unknown> = {};
    const keys = Object.keys(entry).filter((key) => !fixed.includes(key));
    picks.forEach((pick) => {
      const key = keys[pick % keys.length] ?? '';
      const value = plain((entry as Record<string, unknown>)[key]);
      if (value !== undefined) changes[key] = value;
      else if (!required.includes(key)) changes[key] = null;
    });
    return changes;
  });

const required = ['id', 'tags', 'position', 'by', 'created', 'at', 'question'];

/** Made of parts that fit: what the generators promise, not what the compiler can follow. */
function act(made: object): Decision {
  return made as Decision;
}

/** Acts on entries that may or may not be there. */
export const decision: fc.Arbitrary<Decision> = fc.oneof(
  annotation.map((entry) => act({ type: 'add', section: 'annotations', entry: plain(entry) })),
  mention.map((entry) => act({ type: 'add', section: 'mentions', entry: plain(entry) })),
  stance.map((entry) => act({ type: 'add', section: 'stance', entry: plain(entry) })),
  read.map((entry) => act({ type: 'add', section: 'read', entry: plain(entry) })),
  fc.tuple(entryId, changesOf(annotation, ['id'], required)).map(([key, changes]) => act({ type: 'change', section: 'annotations', key, changes })),
  fc.tuple(entryId, changesOf(mention, ['id'], required)).map(([key, changes]) => act({ type: 'change', section: 'mentions', key, changes })),
  fc
    .tuple(anyId, coder, changesOf(stance, ['question', 'by', 'adjudicates'], required))
    .map(([question, by, changes]) => act({ type: 'change', section: 'stance', key: stanceKey(question, by), changes })),
  fc.tuple(fc.constantFrom('annotations', 'mentions'), entryId).map(([section, key]) => act({ type: 'remove', section, key })),
  fc.tuple(anyId, coder).map(([question, by]) => act({ type: 'remove', section: 'stance', key: stanceKey(question, by) })),
  coder.map((key) => act({ type: 'remove', section: 'read', key })),
  changesOf(documentFields, [], []).map((changes) => act({ type: 'document', changes })),
);

/** The same acts, aimed at entries that are there. */
export function aimed(decision: Decision, value: Sidecar, pick: number): Decision {
  if (decision.type !== 'change' && decision.type !== 'remove') return decision;
  const keys: readonly string[] =
    {
      annotations: value.annotations?.map((entry) => entry.id),
      mentions: value.mentions?.map((entry) => entry.id),
      stance: value.stance?.map((entry) => keyOfStance(entry)),
      read: value.read?.map((entry) => entry.by),
    }[decision.section] ?? [];
  const key = keys[pick % Math.max(keys.length, 1)];
  return key === undefined ? decision : { ...decision, key };
}
