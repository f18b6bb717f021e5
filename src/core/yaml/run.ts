/**
 * Many operations carried out one after the other. Each alone makes a list anew, so ten thousand on a list of ten thousand would copy a hundred million
 * entries; here a flat list is opened once, changed in place, and made anew at the end.
 */
import { applyOperation, definedEntry, withChanges, withSection } from './apply';
import { sameData } from './equal';
import { sectionOf, type Data, type Format, type ListSection, type Operation } from './format';

/** Fewer operations than this are carried out one by one: to open a list costs as much as some of them. */
const fewest = 8;

export class Run<Value extends object> {
  private readonly lists = new Map<string, OpenList>();

  /** @param count operations to come: whether it is worth while to open lists */
  constructor(
    private readonly format: Format,
    private now: Value,
    private readonly count: number,
  ) {}

  /** What the operations until now have made of the value; the value itself where they changed nothing. */
  get value(): Value {
    for (const [name, list] of this.lists) if (list.isChanged) this.now = withSection(this.now, name, list.content());
    this.lists.clear();
    return this.now;
  }

  /** The value with as much of the list that an operation is about as it takes to tell what it finds, and how it is taken back. */
  near(operation: Operation): Value {
    const list = this.listOf(operation);
    if (list === undefined || operation.type === 'fields' || operation.type === 'member' || operation.type === 'move') return this.value;
    const around = list.around(operation.type === 'add' ? list.section.key(operation.entry) : operation.key);
    return withSection(this.now, list.section.name, around.length === 0 ? undefined : around);
  }

  take(operation: Operation): void {
    if (this.listOf(operation)?.take(operation) !== true) this.now = applyOperation(this.format, this.value, operation);
  }

  /** Undefined for what is no flat list, or not worth opening. */
  private listOf(operation: Operation): OpenList | undefined {
    const { section: name } = operation;
    if (name === undefined || this.count < fewest) return undefined;
    const open = this.lists.get(name);
    if (open) return open;
    const section = sectionOf(this.format, name);
    if (section?.kind !== 'list' || section.nested !== undefined) return undefined;
    const list = OpenList.of(section, ((this.now as Data)[name] ?? []) as readonly Data[]);
    if (list) this.lists.set(name, list);
    return list;
  }
}

/** @returns what the value says after all of them */
export function applyAll<Value extends object>(format: Format, value: Value, operations: readonly Operation[]): Value {
  const run = new Run(format, value, operations.length);
  for (const operation of operations) run.take(operation);
  return run.value;
}

class OpenList {
  isChanged = false;
  /** With a hole where an entry was taken out, so that places stay. */
  private readonly entries: (Data | undefined)[];

  private constructor(
    readonly section: ListSection,
    entries: readonly Data[],
    private readonly places: Map<string, number>,
  ) {
    this.entries = [...entries];
  }

  /** @returns undefined for a list with two entries of one key: which of them is meant changes as entries go */
  static of(section: ListSection, entries: readonly Data[]): OpenList | undefined {
    const places = new Map(entries.map((entry, index) => [section.key(entry), index] as const));
    return places.size === entries.length ? new OpenList(section, entries, places) : undefined;
  }

  content(): readonly Data[] | undefined {
    const entries = this.entries.filter((entry) => entry !== undefined);
    return entries.length === 0 ? undefined : entries;
  }

  /** An entry and the one behind it. */
  around(key: string): readonly Data[] {
    const place = this.places.get(key);
    const entry = place === undefined ? undefined : this.entries[place];
    if (place === undefined || entry === undefined) return [];
    let next = place + 1;
    while (next < this.entries.length && this.entries[next] === undefined) next++;
    const behind = this.entries[next];
    return behind === undefined ? [entry] : [entry, behind];
  }

  /** @returns false where the list has to be made anew first: something goes between two others */
  take(operation: Operation): boolean {
    switch (operation.type) {
      case 'add':
        return this.add(definedEntry(operation.entry), operation.before);
      case 'change':
        this.put(operation.key, (entry) => withChanges(entry, operation.changes));
        return true;
      case 'remove':
        this.put(operation.key, () => undefined);
        if (this.places.delete(operation.key)) this.isChanged = true;
        return true;
      default:
        return false;
    }
  }

  private add(entry: Data, before: string | null | undefined): boolean {
    const { section } = this;
    const key = section.key(entry);
    if (this.places.has(key)) {
      if (section.replaces) this.put(key, (existing) => (sameData(existing, entry) ? existing : entry));
      return true;
    }
    const isLast = before === null || (section.compare === undefined && (before === undefined || !this.places.has(before)));
    if (!isLast) return false;
    this.places.set(key, this.entries.push(entry) - 1);
    this.isChanged = true;
    return true;
  }

  private put(key: string, change: (entry: Data) => Data | undefined): void {
    const place = this.places.get(key);
    const before = place === undefined ? undefined : this.entries[place];
    if (place === undefined || before === undefined) return;
    const after = change(before);
    if (after === before) return;
    this.entries[place] = after;
    this.isChanged = true;
    // A key may be among what was changed.
    if (after !== undefined && this.section.key(after) !== key) {
      this.places.delete(key);
      this.places.set(this.section.key(after), place);
    }
  }
}
