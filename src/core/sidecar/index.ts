/** The sidecar: reading, deciding, writing. */
import type { Splice } from '../annotations/types';
import type { Problem } from '../problem';
import type { Range } from '../text/range';
import { applyOperation, findEntryIn, withChanges } from '../yaml/apply';
import { applyAll } from '../yaml/run';
import { entriesOf, readYaml, type EntryCache, type Writable, type YamlFile } from '../yaml/file';
import { listOf, type Data } from '../yaml/format';
import { migration, type Migrated } from '../yaml/migrate';
import type { StoreFormat } from '../yaml/store';
import { freshText, writeValue, type WrittenFile } from '../yaml/write';
import type { Decision, SidecarSection } from './decision';
import { followsText } from './derived';
import { sidecarFormat, sidecarOperation } from './format';
import type { Sidecar } from './schema';

export { EntryCache } from '../yaml/file';
export { checkReferences } from './references';
export { documentNameOf, sidecarName, sidecarSuffix } from './names';
export { type Origin, returned, routed, type RoutedDecision } from './routing';
export { inOrder, isVisible, metadataConflicts, type SidecarPart, signedBy, signersIn, together, unsignedSuffix, visibleTo } from './together';
export { matchesQuoteHash, quoteHash, textHash } from './hash';
export type { Range, Splice, Writable };

/** A sidecar as read: `value` is what could be read, `problems` what could not, `writable` whether it may be touched. */
export type SidecarFile = YamlFile<Sidecar>;

/** Reads a sidecar. An empty or absent file is an empty sidecar. Never throws. */
export function parseSidecar(text: string, cache?: EntryCache): SidecarFile {
  return readYaml<Sidecar>(text, sidecarFormat, cache);
}

/** The edits that bring a sidecar to the present version, or why it has to be mended first. */
export function migrateSidecar(text: string): Migrated | { readonly blocked: Problem } {
  return migration(text, sidecarFormat, parseSidecar);
}

/** What the sidecar says after the act. Idempotent; the sidecar itself where the act changes nothing. */
export function applyDecision(sidecar: Sidecar, decision: Decision): Sidecar {
  return applyOperation(sidecarFormat, sidecar, sidecarOperation(decision));
}

/**
 * The act that takes `decision` back, from the state before it.
 * @returns undefined where the act changes nothing, so that there is nothing to undo.
 */
export function invertDecision(before: Sidecar, decision: Decision): Decision | undefined {
  if (applyDecision(before, decision) === before) return undefined;
  if (decision.type === 'document') {
    return { type: 'document', changes: inverseChanges(before.document ?? {}, decision.changes) };
  }
  const list = listOf(sidecarFormat, decision.section);
  const entries = (before[decision.section] ?? []) as readonly Data[];
  const key = decision.type === 'add' ? list.key(decision.entry) : decision.key;
  const entry = findEntryIn(list, entries, key);
  const { section } = decision;
  if (entry === undefined) return { type: 'remove', section, key };
  switch (decision.type) {
    case 'remove': {
      const next = entries[entries.indexOf(entry) + 1];
      const add = { type: 'add', section, entry, before: next === undefined ? null : list.key(next) };
      return add as unknown as Decision;
    }
    case 'change':
      return { type: 'change', section, key, changes: inverseChanges(entry, decision.changes) } as unknown as Decision;
    case 'add':
      return { type: 'add', section, entry } as unknown as Decision;
  }
}

function inverseChanges(before: Data, changes: Data): Data {
  return Object.fromEntries(Object.keys(changes).map((key) => [key, before[key] ?? null]));
}

/**
 * The text edits that write decisions into the file: in order, not overlapping, in offsets of `text`.
 * @param eol For a file that has no line end yet.
 */
export function spliceDecisions(file: SidecarFile, decisions: readonly Decision[], eol: string): WrittenFile<Sidecar> | { readonly blocked: Problem } {
  return writeValue(file, sidecarFormat, applyAll(sidecarFormat, file.value, decisions.map(sidecarOperation)), eol);
}

/** As {@link spliceDecisions}, for one act. `file` is `text` as read. */
export function spliceDecision(text: string, file: SidecarFile, decision: Decision, eol: string): readonly Splice[] | { readonly blocked: Problem } {
  const current = file.text === text ? file : parseSidecar(text);
  const written = spliceDecisions(current, [decision], eol);
  return 'blocked' in written ? written : written.splices;
}

/** Whether the file holds the act already. */
export function isSettled(file: SidecarFile, decision: Decision): boolean {
  return applyDecision(file.value, decision) === file.value;
}

/** Key of an entry, as decisions name it. */
export function entryKey(section: SidecarSection, entry: object): string {
  return listOf(sidecarFormat, section).key(entry as Data);
}

/** For a {@link YamlStore} of a sidecar. */
export const sidecarStoreFormat: StoreFormat<Sidecar, Decision> = {
  read: parseSidecar,
  entries: (text, cache) => entriesOf(text, sidecarFormat, cache),
  apply: applyDecision,
  invert: invertDecision,
  write: spliceDecisions,
  fresh: (value) => freshText(sidecarFormat, value),
  format: sidecarFormat,
  operation: sidecarOperation,
  derived: followsText,
  restored: (was, decision) =>
    decision.type === 'change'
      ? ({ type: 'add', section: decision.section, entry: withChanges(was as Data, decision.changes) } as unknown as Decision)
      : decision,
};
