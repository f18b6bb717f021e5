/**
 * The least change to a file's text that makes it say something else. The text is taken in the pieces it was read in;
 * only pieces whose value changes are touched, and each edit is read again before it is believed.
 */
import type { Problem } from '../problem';
import type { EntryCache, Wording } from './cache';
import { inOwnWords, placedIn, type Placed, type TreeSection } from './carried';
import { changeValue, CannotEdit, type Path } from './edit';
import { emitField, emitItem, fieldsInOrder } from './emit';
import { sameData } from './equal';
import { readYaml, type YamlFile } from './file';
import { sectionOf, type Data, type Format, type ListSection, type MapSection, type Section } from './format';
import { inherited, legaciesOf } from './inherit';
import { lastIndexWhere, lastWhere } from './last';
import { problem } from './parse';
import type { Piece } from './pieces';
import { fieldOrder, fieldSchema } from './schemas';
import { commentOfNext, type Part, Sheet, withoutDoubledBlank, type Written } from './sheet';
import * as v from 'valibot';

/** The new text as read already, so that nobody reads it again. */
export interface WrittenFile<Value> extends Written {
  readonly file: YamlFile<Value>;
}

/** The line end of a file, by its first line; `fallback` for a file without any. */
export function lineEndOf(text: string, fallback: string): string {
  const newline = text.indexOf('\n');
  if (newline < 0) return fallback;
  return text[newline - 1] === '\r' ? '\r\n' : '\n';
}

/**
 * Makes the file say `target`.
 * @returns the new text and its splices, or the problem for which the file must not be touched.
 */
export function writeValue<Value extends object>(
  file: YamlFile<Value>,
  format: Format,
  target: Value,
  fallbackEol: string,
): WrittenFile<Value> | { readonly blocked: Problem } {
  if (file.writable !== true) return { blocked: file.writable.reason };
  if (sameData(file.value, target)) return { text: file.text, splices: [], file };
  const draft = new Draft(file.text, file.pieces, format, lineEndOf(file.text, fallbackEol), file.cache);
  for (const section of format.sections) {
    if (section.name === 'pressmark') continue;
    draft.reconcile(section, (file.value as Data)[section.name], (target as Data)[section.name]);
  }
  const written = draft.finish();
  const check = readYaml<Value>(written.text, format, file.cache);
  if (check.writable === true && sameData(check.value, target)) return { ...written, file: check };
  const reason = check.writable === true ? undefined : check.writable.reason;
  const at = { start: 0, end: 0 };
  return {
    blocked: problem(
      'cannot-write',
      'error',
      'This change cannot be written into the file as it is formatted. {0}',
      [reason === undefined ? '' : reason.message],
      at,
    ),
  };
}

/** The text of a new file that says `value`. */
export function freshText<Value extends object>(format: Format, value: Value): string {
  const written = writeValue(readYaml<Value>('', format), format, value, '\n');
  if ('blocked' in written) throw new Error(`An empty file cannot be written: ${written.blocked.message}`);
  return written.text;
}

class Draft extends Sheet {
  private readonly spacing = new Map<string, boolean>();
  /** Where entries went that are new, or stand elsewhere now. */
  private readonly placed = new Map<string, Part>();
  /** Pieces that have the words back which they had for the same value. */
  private readonly worded = new Set<Part>();

  constructor(
    original: string,
    pieces: readonly Piece[],
    private readonly format: Format,
    eol: string,
    private readonly cache: EntryCache,
  ) {
    super(original, pieces, eol);
  }

  reconcile(section: Section, before: unknown, after: unknown): void {
    if (before === after || sameData(before, after)) return;
    const own = this.parts.filter((part) => part.section === section.name);
    this.change(section, before, after);
    if (section.kind === 'list' && section.nested !== undefined) this.carry({ ...section, nested: section.nested }, own, after);
  }

  private change(section: Section, before: unknown, after: unknown): void {
    const first = this.parts.findIndex((part) => part.section === section.name && part.kind !== 'gap');
    const part = this.parts[first];
    if (part === undefined) this.insertSection(section, after);
    else if (after === undefined) {
      if (part.kind === 'whole') this.keepWhole(section, before, this.textOf(part), '');
      this.removeSection(section);
    } else if (part.kind === 'whole') this.changeWhole(section, part, before, after);
    else if (section.kind === 'list') this.changeEntries(section, (before ?? []) as readonly Data[], after as readonly Data[]);
    else if (section.kind === 'map') this.changeMap(section, (before ?? {}) as Data, after as Data);
  }

  // ---- sections ----

  private insertSection(section: Section, after: unknown): void {
    if (after === undefined) return;
    const starts = this.format.sections.map((other) => other.name);
    const rank = starts.indexOf(section.name);
    let behind = -1;
    this.parts.forEach((part, index) => {
      const other = starts.indexOf(part.section);
      if (part.kind !== 'gap' && !this.isGone(part) && other >= 0 && other < rank) behind = index;
    });
    if (behind < 0 && !this.parts.some((part) => part.kind !== 'gap' && part.kind !== 'stray')) {
      const version = this.format.sections.some((other) => other.name === 'pressmark') && this.format.version > 0;
      behind = this.parts.length - 1;
      if (version) this.insertAfter(behind++, 'pressmark', [`pressmark: ${this.format.version}`]);
    }
    const wording = this.cache.wordingOf(section.name, after);
    this.insertAfter(behind, section.name, wording?.became === '' ? linesOf(wording.text) : this.emitSection(section, after));
  }

  private emitSection(section: Section, value: unknown): readonly string[] {
    const indent = this.usualIndent();
    switch (section.kind) {
      case 'value':
        return emitField(section.name, value, section.schema, 0);
      case 'map':
        return [`${section.name}:`, ...this.emitFields(section, value as Data, 2)];
      case 'list':
        return [`${section.name}:`, ...(value as readonly Data[]).flatMap((entry) => emitItem(entry, section.item, indent, section.style))];
    }
  }

  private emitFields(section: MapSection, value: Data, indent: number): readonly string[] {
    return fieldsInOrder(value, section.schema).flatMap(([key, field]) => {
      const [first = '', ...below] = emitField(key, field, fieldSchema(section.schema, key), indent);
      return [' '.repeat(indent) + first, ...below];
    });
  }

  /** The indentation of dashes that this file uses elsewhere. */
  private usualIndent(): number {
    const item = this.parts.find((part) => part.kind === 'item' && sectionOf(this.format, part.section)?.kind === 'list' && !this.isGone(part));
    return item === undefined ? 2 : indentOf(this.textOf(item));
  }

  private removeSection(section: Section): void {
    const own = this.parts.filter((part) => part.section === section.name);
    const last = lastIndexWhere(own, (part) => part.kind !== 'gap');
    const inner = own.slice(0, last);
    const commented = inner.some((part) => this.textOf(part).includes('#') && (part.kind === 'gap' || part.kind === 'header'));
    if (commented && section.kind === 'list') {
      for (const part of own) {
        if (part.kind === 'item') this.changed.set(part, '');
        if (part.kind === 'header') this.changed.set(part, this.textOf(part).replace(':', ': []'));
      }
      return;
    }
    own.forEach((part, index) => {
      if (index <= last) this.changed.set(part, '');
    });
    this.dropDoubledBlank(this.parts.indexOf(own[last] as Part));
  }

  private changeWhole(section: Section, part: Part, before: unknown, after: unknown): void {
    const schema = section.kind === 'list' ? v.array(section.item) : section.schema;
    const empty = before === undefined || (Array.isArray(before) && before.length === 0);
    if (empty && section.kind !== 'value') {
      const lines = this.emitSection(section, after).slice(1);
      this.changed.set(part, this.opened(this.textOf(part), section.name) + lines.map((line) => line + this.eol).join(''));
      return;
    }
    const text = this.textOf(part);
    const wording = this.cache.wordingOf(section.name, after);
    if (wording?.became === text) {
      this.changed.set(part, wording.text);
      this.worded.add(part);
      return;
    }
    const rewritten = (): readonly string[] => this.emitSection(section, after);
    this.edit(part, [section.name], before, after, schema, rewritten, (candidate) => {
      const read = readYaml<Data>(candidate, this.format);
      return read.writable === true && sameData(read.value[section.name], after);
    });
    if (section.kind === 'list' && section.nested === undefined) this.passOn(section, part, text, (before ?? []) as readonly Data[], after as readonly Data[]);
    this.keepWhole(section, before, text, this.textOf(part));
  }

  /** In a list in brackets, what entries that are gone leave to those that replace them. */
  private passOn(section: ListSection, part: Part, text: string, before: readonly Data[], after: readonly Data[]): void {
    const standing = new Set(after.map(section.key));
    const gone = before.map((entry, at) => ({ entry, text, path: [section.name, at] })).filter(({ entry }) => !standing.has(section.key(entry)));
    for (const [key, left] of legaciesOf(section, gone, after)) {
      const path = [section.name, after.findIndex((entry) => section.key(entry) === key)];
      this.changed.set(part, inherited(this.textOf(part), path, left, this.eol));
    }
  }

  /** In a tree: entries that were moved get their own words back, and those that replace others get what these say beyond the format. */
  private carry(section: TreeSection, own: readonly Part[], after: unknown): void {
    const entries = (after ?? []) as readonly Data[];
    const origins = new Map(
      own.flatMap((part): readonly (readonly [string, Placed])[] => {
        const text = this.original.slice(part.start, part.end);
        if (part.value === undefined) return [];
        return part.kind === 'item'
          ? placedIn(section, text, [], [part.value as Data])
          : placedIn(section, text, [section.name], part.value as readonly Data[]);
      }),
    );
    const whole = own.find((part) => part.kind === 'whole');
    const places = whole === undefined ? entries.map((entry) => [this.partOf(section, own, entry), [entry]] as const) : [[whole, entries] as const];
    const pieces = places.flatMap(([part, in_]) =>
      part === undefined ? [] : [{ part, entries: in_, placed: placedIn(section, '', part === whole ? [section.name] : [], in_) }],
    );
    const standing = new Map(pieces.flatMap(({ part, placed }) => placed.map(([key, { path }]) => [key, { part, path }] as const)));
    for (const { part, entries: held, placed } of pieces) {
      if (!this.changed.has(part) || this.worded.has(part)) continue;
      const text = inOwnWords(section, this.textOf(part), placed, origins, (key) => this.placed.has(key), this.eol);
      if (this.says(section, part, text, held)) this.changed.set(part, text);
    }
    const all = placedIn(section, '', [], entries).map(([, { entry }]) => entry);
    const gone = [...origins].flatMap(([key, origin]) => (all.some((entry) => section.key(entry) === key) ? [] : [origin]));
    for (const [key, left] of legaciesOf(section, gone, all)) {
      const heir = standing.get(key);
      if (heir !== undefined) this.changed.set(heir.part, inherited(this.textOf(heir.part), heir.path, left, this.eol, section.nested));
    }
  }

  /** The piece of an entry at the top; undefined for those that came together, which nobody has written before. */
  private partOf(section: ListSection, own: readonly Part[], entry: Data): Part | undefined {
    const key = section.key(entry);
    return this.placed.get(key) ?? own.find((part) => part.kind === 'item' && !this.isGone(part) && section.key(part.value as Data) === key);
  }

  private says(section: ListSection, part: Part, text: string, entries: readonly Data[]): boolean {
    const read = readYaml<Data>(part.kind === 'whole' ? text : `${section.name}:\n${text}`, this.format);
    return read.writable === true && sameData(read.value[section.name], entries);
  }

  private keepWhole(section: Section, value: unknown, text: string, became: string): void {
    this.cache.keepWording(section.name, { value, text, comment: '', above: '', below: '', close: false, became });
  }

  /** `annotations: []  # comment` made ready for entries below it. */
  private opened(text: string, name: string): string {
    const match = /^([^:]*:)[ \t]*(?:\[[\s]*\]|\{[\s]*\}|~|null|)([ \t]*#[^\r\n]*)?/.exec(text);
    const rest = match === null ? '' : text.slice(match[0].length);
    if (match === null || rest.trim() !== '') return `${name}:${this.eol}`;
    return `${match[1] ?? ''}${match[2] ?? ''}${this.eol}`;
  }

  // ---- entries ----

  private changeEntries(section: ListSection, before: readonly Data[], after: readonly Data[]): void {
    const items = this.parts.filter((part) => part.kind === 'item' && part.section === section.name);
    // Entries that nothing happened to are the same objects still: only what lies between them is compared by key.
    let head = 0;
    while (head < before.length && before[head] === after[head]) head++;
    let tail = 0;
    while (tail < before.length - head && tail < after.length - head && before[before.length - 1 - tail] === after[after.length - 1 - tail]) tail++;
    const anchor = items[head - 1] ?? this.parts.find((part) => part.section === section.name && part.kind === 'header');
    const changing = items.slice(head, items.length - tail);
    const standing = new Set(after.slice(head, after.length - tail).map(section.key));
    const gone = changing.filter((part) => !standing.has(section.key(part.value as Data)));
    const texts = gone.map((part) => ({ entry: part.value as Data, text: this.original.slice(part.start, part.end), path: [0] }));
    const { nested } = section;
    const legacies = nested === undefined ? legaciesOf(section, texts, after) : new Map<string, never>();
    const origins = new Map(nested === undefined ? [] : placedIn({ ...section, nested }, '', [], before));
    const isAlone = (entry: Data): boolean =>
      nested === undefined ? legacies.has(section.key(entry)) : placedIn({ ...section, nested }, '', [], [entry]).some(([key]) => origins.has(key));
    this.changeBetween(section, changing, after.slice(head, after.length - tail), anchor, items[0], isAlone);
    for (const [key, left] of legacies) {
      const heir = this.placed.get(key) ?? items.find((part) => section.key(part.value as Data) === key);
      if (heir !== undefined) this.changed.set(heir, inherited(this.textOf(heir), [0], left, this.eol));
    }
  }

  private changeBetween(
    section: ListSection,
    items: readonly Part[],
    after: readonly Data[],
    start: Part | undefined,
    model: Part | undefined,
    isAlone: (entry: Data) => boolean,
  ): void {
    const keyOf = (part: Part): string => section.key(part.value as Data);
    const order = new Map(after.map((entry, index) => [section.key(entry), index] as const));
    const kept = items.filter((part) => order.has(keyOf(part)));
    const moved = outOfOrder(kept.map((part) => order.get(keyOf(part)) ?? -1));
    const staying = new Map(kept.filter((_, index) => !moved.has(index)).map((part) => [keyOf(part), part] as const));
    for (const part of items) {
      if (staying.get(keyOf(part)) === part) continue;
      const { comment, above } = this.keepWording(section, part);
      const gap = this.parts[this.parts.indexOf(part) - 1];
      if (gap !== undefined && comment !== '') this.changed.set(gap, above);
      this.removeItem(part);
    }
    let anchor = start;
    // New entries in a row are one piece: thousands may come at once.
    let fresh: Data[] = [];
    for (const entry of after) {
      const part = staying.get(section.key(entry));
      const wording = part === undefined ? this.cache.wordingOf(entryName(section, entry), entry) : undefined;
      if (part === undefined && wording === undefined && !isAlone(entry)) {
        fresh.push(entry);
        continue;
      }
      if (fresh.length > 0) anchor = this.insertEntries(section, fresh, anchor, model);
      fresh = [];
      if (part !== undefined) this.changeEntry(section, part, entry);
      anchor = part ?? (wording === undefined ? this.insertEntries(section, [entry], anchor, model) : this.insertWorded(section, wording, anchor));
      if (part === undefined) this.placed.set(section.key(entry), anchor);
      if (part === undefined && wording !== undefined) this.worded.add(anchor);
    }
    if (fresh.length > 0) this.insertEntries(section, fresh, anchor, model);
  }

  private changeEntry(section: ListSection, part: Part, after: Data): void {
    if (sameData(part.value, after)) return;
    this.keepWording(section, part);
    const wording = this.cache.wordingOf(entryName(section, after), after);
    // The last line of a file may have no end.
    if (wording?.text.endsWith('\n') === this.textOf(part).endsWith('\n')) {
      this.changed.set(part, wording.text);
      this.worded.add(part);
      return;
    }
    const rewritten = (): readonly string[] => emitItem(after, section.item, indentOf(this.textOf(part)), section.style);
    this.edit(part, [0], part.value, after, section.item, rewritten, (candidate) => {
      const read = readYaml<Data>(`${section.name}:\n${candidate}`, this.format);
      const entries = (read.value[section.name] ?? []) as readonly Data[];
      return read.writable === true && entries.length === 1 && sameData(entries[0], after);
    });
  }

  private insertEntries(section: ListSection, entries: readonly Data[], anchor: Part | undefined, model: Part | undefined): Part {
    const indent = model === undefined ? this.usualIndent() : indentOf(this.original.slice(model.start, model.end));
    const style = model === undefined ? section.style : styleOf(this.original.slice(model.start, model.end), section);
    const spaced = this.spaced(section);
    const lines = entries.flatMap((entry, at) => {
      const own = emitItem(entry, section.item, indent, style);
      return spaced && (at > 0 || anchor?.kind === 'item') ? ['', ...own] : own;
    });
    return this.insertAfter(this.placeBehind(anchor), section.name, lines, 'item');
  }

  /** An entry in the words that it had. */
  private insertWorded(section: ListSection, wording: Wording, anchor: Part | undefined): Part {
    const { above, below } = wording;
    const lines = linesOf(wording.comment + wording.text);
    const index = this.placeBehind(anchor);
    const next = this.standingFrom(index + 1);
    const gap = this.parts[next];
    const between = gap?.kind === 'gap' ? this.textOf(gap) : '';
    const left = [above + withoutDoubledBlank(above, below), ...(above.trim() === '' ? [below] : [])];
    if (gap?.kind === 'gap' && left.includes(between)) {
      // Nobody has touched what was left around it: it stands between the same lines again.
      this.changed.set(gap, above);
      const part = this.insertAfter(next, section.name, lines, 'item');
      if (below !== '') this.insertAfter(this.parts.indexOf(part), section.name, linesOf(below), 'gap');
      return part;
    }
    // The heading that stood above it has stayed.
    if (above.trim() !== '' && between === above) return this.insertAfter(next, section.name, lines, 'item');
    const blank = (above.trim() === '' && above !== '') || (!wording.close && this.spaced(section));
    return this.insertAfter(index, section.name, blank && anchor?.kind === 'item' ? ['', ...lines] : lines, 'item');
  }

  private placeBehind(anchor: Part | undefined): number {
    return anchor === undefined ? this.parts.length - 1 : this.parts.indexOf(anchor);
  }

  private keepWording(section: ListSection, part: Part): Wording {
    const index = this.parts.indexOf(part);
    const gapAt = (at: number): string => {
      const gap = this.parts[at];
      return gap?.kind === 'gap' ? this.textOf(gap) : '';
    };
    const text = this.original.slice(part.start, part.end);
    const gap = gapAt(index - 1);
    const comment = commentOfNext(gap, indentOf(text));
    const above = gap.slice(0, gap.length - comment.length);
    const close = above === '' && this.parts[this.standingUpTo(index - (gap === '' ? 1 : 2))]?.kind === 'item';
    const wording: Wording = { value: part.value, text, comment, above, below: gapAt(index + 1), close };
    this.cache.keepWording(entryName(section, part.value as Data), wording);
    return wording;
  }

  /** Whether a person sets this section's entries apart by blank lines; asked once, of a long list. */
  private spaced(section: ListSection): boolean {
    const known = this.spacing.get(section.name);
    if (known !== undefined) return known;
    const own = this.parts.filter((part) => part.section === section.name);
    const between = own.filter((part, index) => part.kind === 'gap' && own[index - 1]?.kind === 'item' && own[index + 1]?.kind === 'item');
    const spaced = between.some((part) => /^[ \t]*\r?\n/.test(this.textOf(part)));
    this.spacing.set(section.name, spaced);
    return spaced;
  }

  // ---- fields of a mapping section ----

  private changeMap(section: MapSection, before: Data, after: Data): void {
    const fields = this.parts.filter((part) => part.section === section.name && part.kind === 'item');
    for (const part of fields) {
      const key = part.field ?? '';
      const value = after[key];
      if (sameData(before[key], value)) continue;
      if (value === undefined) {
        if (before[key] !== undefined) this.changed.set(part, '');
      } else this.changeField(section, part, key, before[key], value);
    }
    const order = fieldOrder(section.schema);
    for (const [key, value] of fieldsInOrder(after, section.schema)) {
      if (fields.some((part) => part.field === key)) continue;
      const before = order.slice(0, order.indexOf(key));
      const current = this.parts.filter((part) => part.section === section.name && part.kind !== 'gap');
      const anchor = lastWhere(current, (part) => part.kind === 'header' || (!this.isGone(part) && before.includes(part.field ?? ''))) ?? current.at(-1);
      const model = fields[0];
      const lines = this.emitFields(section, { [key]: value }, model === undefined ? 2 : indentOf(this.original.slice(model.start, model.end)));
      this.insertAfter(anchor === undefined ? this.parts.length - 1 : this.parts.indexOf(anchor), section.name, lines, 'item', key);
    }
  }

  private changeField(section: MapSection, part: Part, key: string, before: unknown, after: unknown): void {
    const rewritten = (): readonly string[] => this.emitFields(section, { [key]: after }, indentOf(this.textOf(part)));
    this.edit(part, [key], before, after, fieldSchema(section.schema, key), rewritten, (candidate) => {
      const read = readYaml<Data>(`${section.name}:\n${candidate}`, this.format);
      return read.writable === true && sameData(read.value[section.name], { [key]: after });
    });
  }

  // ---- pieces ----

  private edit(
    part: Part,
    path: Path,
    before: unknown,
    after: unknown,
    schema: v.GenericSchema | undefined,
    rewritten: () => readonly string[],
    holds: (text: string) => boolean,
  ): void {
    try {
      const candidate = changeValue(this.textOf(part), path, before, after, schema, this.eol);
      if (holds(candidate)) {
        this.changed.set(part, candidate);
        return;
      }
    } catch (error) {
      if (!(error instanceof CannotEdit)) throw error;
    }
    // Formatted in a way that no small edit fits: this one entry is written anew.
    const text = this.textOf(part);
    let end = text.length;
    while (end > 0 && ' \t\r\n'.includes(text[end - 1] ?? '')) end--;
    this.changed.set(part, rewritten().join(this.eol) + text.slice(end));
  }
}

function entryName(section: ListSection, entry: Data): string {
  return `${section.name} ${section.key(entry)}`;
}

/** Indices of the numbers that must be taken out for the rest to rise: greedily, those below one that stands before them. */
function outOfOrder(ranks: readonly number[]): ReadonlySet<number> {
  const out = new Set<number>();
  let highest = -1;
  ranks.forEach((rank, index) => {
    if (rank > highest) highest = rank;
    else out.add(index);
  });
  return out;
}

/** The lines of a text without their ends. */
function linesOf(text: string): string[] {
  return text.replace(/\r?\n$/, '').split(/\r?\n/);
}

function indentOf(text: string): number {
  return /^ */.exec(text)?.[0].length ?? 0;
}

function styleOf(item: string, section: ListSection): 'block' | 'flow' {
  const content = /^ *-[ \t]+(\{)?/.exec(item);
  if (content === null) return section.style;
  return content[1] === '{' ? 'flow' : section.style === 'flow' ? 'block' : section.style;
}
