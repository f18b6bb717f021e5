/** What an operation finds in a value, and what it makes of that: by it a decision of an earlier time is held against what others have done since. */
import { findEntryIn, withChanges } from './apply';
import { listOf, type Data, type Format, type Operation } from './format';

/** What an operation is about. */
export interface Found {
  /** Names it across the file. */
  readonly key: string;
  readonly section: string;
  /** The entry, or the fields that the operation sets; undefined where there is no such entry. */
  readonly entry: Data | undefined;
}

/**
 * Undefined for what nobody else can have made otherwise: an entry under an id that was minted for it, a member of a plain list; and for a move, which takes
 * the entry along as it is.
 */
export function foundBy(format: Format, value: object, operation: Operation): Found | undefined {
  const data = value as Data;
  switch (operation.type) {
    case 'member':
    case 'move':
      return undefined;
    case 'fields': {
      const fields = operation.section === undefined ? data : ((data[operation.section] ?? {}) as Data);
      const entry = Object.fromEntries(Object.keys(operation.changes).flatMap((key) => (fields[key] === undefined ? [] : [[key, fields[key]]])));
      return { key: operation.section ?? '', section: operation.section ?? '', entry };
    }
    default: {
      const list = listOf(format, operation.section);
      if (operation.type === 'add' && !list.replaces) return undefined;
      const key = operation.type === 'add' ? list.key(operation.entry) : operation.key;
      const entry = findEntryIn(list, (data[list.name] ?? []) as readonly Data[], key);
      return { key: `${list.name} ${key}`, section: list.name, entry };
    }
  }
}

/** What the operation makes of what it found; undefined where it leaves no entry. */
export function madeBy(operation: Operation, found: Data | undefined): Data | undefined {
  switch (operation.type) {
    case 'add':
      return operation.entry;
    case 'change':
      return found && withChanges(found, operation.changes);
    case 'fields':
      return withChanges(found ?? {}, operation.changes);
    default:
      return undefined;
  }
}
