/**
 * A list of actors from elsewhere: rows of name, kind and aliases, held against the registry. What a row would do is
 * told before it is done; what cannot be taken is a problem at its row.
 */
import type { Problem } from '../problem';
import type { ProjectDecision } from './decision';
import { formsFromText } from './formList';
import type { RegistryDraft } from './registry';
import { formKey, isName, tidyName } from './registry';
import { type Actor, actorKinds, type Project } from './schema';

/** A row as read; `start` and `end` are its place in the list's text, in UTF-16 code units. */
export interface ListRow {
  readonly start: number;
  readonly end: number;
  readonly cells: readonly string[];
  /** A quote in it is not closed or not doubled, so that it may have swallowed rows that follow. */
  readonly broken?: boolean;
}

/** What one row would do. Rows that say nothing new have no `aliases`. */
export interface ListedActor {
  readonly row: ListRow;
  readonly name: string;
  readonly kind: Actor['kind'];
  /** Forms that the registry does not have yet. */
  readonly aliases: readonly string[];
  /** The entry of the registry that the row is about; undefined for a new actor. */
  readonly into: Actor | undefined;
}

export interface ActorList {
  readonly listed: readonly ListedActor[];
  /** Rows about actors whose every form the registry has already. */
  readonly known: number;
  readonly problems: readonly Problem[];
}

/** Rows above this are not read: a registry of that size is for a machine to write. */
export const mostRows = 10_000;
/** More forms than any actor has; a longer cell is another column's. */
const mostAliases = 100;

const columnNames: Readonly<Record<'name' | 'kind' | 'aliases', readonly string[]>> = {
  name: ['name', 'actor'],
  kind: ['kind', 'type'],
  aliases: ['aliases', 'alias', 'forms', 'variants'],
};

const otherKindWords: Readonly<Record<string, Actor['kind']>> = {
  people: 'person',
  per: 'person',
  organization: 'organisation',
  org: 'organisation',
  country: 'state',
  location: 'place',
  loc: 'place',
};

/** Reads the rows of a list, the first of which names its columns. Never throws; linear in the rows. */
export function readActorList(project: Project, rows: readonly ListRow[]): ActorList {
  const [head, ...body] = rows;
  const columns = head && !head.broken && columnsOf(head);
  if (!head || !columns) {
    const message = 'The first row must name the columns: name, kind and aliases, of which name has to be there.';
    return { listed: [], known: 0, problems: [{ code: 'list-columns', severity: 'error', message, args: [], start: head?.start ?? 0, end: head?.end ?? 0 }] };
  }
  const reader = new ListReader(project, columns);
  for (const row of body.slice(0, mostRows)) reader.take(row);
  const beyond = body[mostRows];
  if (beyond) {
    reader.report('list-too-long', beyond, 'Only the first {0} rows are read. Split the list.', String(mostRows));
  }
  return reader.result();
}

/** The decisions that take chosen rows into a draft of the registry, as one act. */
export function importDecisions(draft: RegistryDraft, chosen: readonly ListedActor[]): readonly ProjectDecision[] {
  for (const row of chosen) take(draft, row);
  return draft.decisions();
}

/** Rows that are taken between two looks at whether the reader has stopped it: some milliseconds. */
const rowsAtOnce = 200;

/**
 * The same in steps. Stopped at any of them, nothing has been done: the draft alone has changed.
 * @param step told after each part how much is done, from 0 to 1; resolves to false where the reader has stopped it
 * @returns undefined where it was stopped
 */
export async function importInSteps(
  draft: RegistryDraft,
  chosen: readonly ListedActor[],
  step: (share: number) => Promise<boolean>,
): Promise<readonly ProjectDecision[] | undefined> {
  for (const [at, row] of chosen.entries()) {
    if (at % rowsAtOnce === 0 && !(await step(at / chosen.length))) return undefined;
    take(draft, row);
  }
  const decisions = draft.decisions();
  return (await step(1)) ? decisions : undefined;
}

function take(draft: RegistryDraft, { name, kind, aliases, into }: ListedActor): void {
  const entry = into ? draft.get(into.id) : draft.register({ id: '', name, kind });
  if (entry && aliases.length > 0) draft.setAliases(entry, [...(entry.aliases ?? []), ...aliases]);
}

interface Columns {
  readonly name: number;
  readonly kind: number;
  readonly aliases: number;
}

function columnsOf(head: ListRow): Columns | undefined {
  const titles = head.cells.map((cell) => tidyName(cell.replace(/^\ufeff/, '')).toLowerCase());
  const find = (column: keyof Columns): number => titles.findIndex((title) => columnNames[column].includes(title));
  const columns = { name: find('name'), kind: find('kind'), aliases: find('aliases') };
  return columns.name < 0 ? undefined : columns;
}

interface Gathered {
  readonly row: ListRow;
  readonly name: string;
  readonly kind: Actor['kind'];
  readonly into: Actor | undefined;
  /** By their keys, each with the row that brought it. */
  readonly forms: Map<string, { readonly form: string; readonly row: ListRow }>;
}

class ListReader {
  private readonly byForm = new Map<string, Set<string>>();
  private readonly byId = new Map<string, Actor>();
  private readonly gathered = new Map<string, Gathered>();
  private readonly problems: Problem[] = [];
  private readonly known = new Set<string>();

  constructor(
    project: Project,
    private readonly columns: Columns,
  ) {
    for (const actor of project.actors ?? []) {
      this.byId.set(actor.id, actor);
      for (const form of [actor.name, ...(actor.aliases ?? [])]) {
        const ids = this.byForm.get(formKey(form)) ?? new Set();
        this.byForm.set(formKey(form), ids.add(actor.id));
      }
    }
  }

  take(row: ListRow): void {
    if (row.broken) {
      this.report(
        'list-quotes',
        row,
        'A quote in this row is not closed, or stands single in a cell in quotes. The row and all that the quote takes in are left out.',
      );
      return;
    }
    if (row.cells.every((cell) => cell.trim() === '')) return;
    const name = tidyName(row.cells[this.columns.name] ?? '');
    if (!isName(name)) {
      this.report('list-name', row, 'The row has no name that could stand in a registry: some text on one line, 200 characters at most.');
      return;
    }
    const forms = this.formsOf(row);
    const owners = this.ownersOf(name, forms);
    if (owners.length > 1) {
      const [first, second] = owners;
      this.report(
        'list-ambiguous',
        row,
        'Its forms belong to “{0}” and to “{1}”. Say which of the two is meant, or merge them first.',
        first?.name ?? '',
        second?.name ?? '',
      );
      return;
    }
    const into = owners[0];
    const kind = this.kindOf(row, into);
    if (kind === undefined) return;
    const key = into?.id ?? `\n${formKey(name)}`;
    const entry = this.gathered.get(key) ?? { row, name, kind, into, forms: new Map() };
    if (entry.kind !== kind) {
      this.report(
        'list-other-kind',
        row,
        'An earlier row has “{0}” with another kind. Two actors of one name cannot be told apart, so this row is left out.',
        name,
      );
      return;
    }
    this.gathered.set(key, entry);
    for (const form of into ? [name, ...forms] : forms) if (formKey(form) !== formKey(entry.name) || into) entry.forms.set(formKey(form), { form, row });
  }

  report(code: string, row: ListRow, message: string, ...args: string[]): void {
    this.problems.push({ code, severity: 'warning', message, args, start: row.start, end: row.end });
  }

  result(): ActorList {
    const listed: ListedActor[] = [];
    // Names first: an alias in an earlier row does not take the name of a later one.
    const claimed = new Map([...this.gathered.values()].map((entry) => [formKey(entry.name), entry] as const));
    for (const entry of this.gathered.values()) {
      const { row, name, kind, into, forms } = entry;
      const had = new Set(into ? [into.name, ...(into.aliases ?? [])].map(formKey) : []);
      const aliases = [...forms].filter(([key, own]) => !had.has(key) && this.isFree(key, own, entry, claimed)).map(([, { form }]) => form);
      if (into && aliases.length === 0) this.known.add(into.id);
      else listed.push({ row, name: into?.name ?? name, kind, aliases, into });
    }
    return { listed, known: this.known.size, problems: this.problems };
  }

  /** A form that would name two actors, of the registry or of the list, is left out: it would be nobody's for sure. */
  private isFree(key: string, { form, row }: { form: string; row: ListRow }, entry: Gathered, claimed: Map<string, Gathered>): boolean {
    const registered = [...(this.byForm.get(key) ?? [])].find((id) => id !== entry.into?.id);
    const listed = claimed.get(key) ?? entry;
    const other = registered === undefined ? (listed === entry ? undefined : listed) : this.byId.get(registered);
    if (other) this.report('list-shared', row, '“{0}” is a form of “{1}” as well, so it is left out here.', form, other.name);
    else claimed.set(key, entry);
    return other === undefined;
  }

  private formsOf(row: ListRow): string[] {
    const cell = this.columns.aliases < 0 ? '' : (row.cells[this.columns.aliases] ?? '');
    // A quotation mark that is no pair's is a letter like others here: nobody is asked what was meant.
    const all =
      formsFromText(cell) ??
      cell
        .split(';')
        .map(tidyName)
        .filter((form) => form !== '');
    const good = all.filter(isName).slice(0, mostAliases);
    if (good.length < all.length) this.report('list-alias', row, 'Aliases that are no names, or more than {0} of them, are left out.', String(mostAliases));
    return good;
  }

  /** By its name first; only where nobody bears that, by its aliases. */
  private ownersOf(name: string, forms: readonly string[]): Actor[] {
    const bearers = (form: string): Actor[] => [...(this.byForm.get(formKey(form)) ?? [])].flatMap((id) => this.byId.get(id) ?? []);
    const named = bearers(name);
    return named.length > 0 ? named : [...new Set(forms.flatMap(bearers))];
  }

  private kindOf(row: ListRow, into: Actor | undefined): Actor['kind'] | undefined {
    const word = this.columns.kind < 0 ? '' : tidyName(row.cells[this.columns.kind] ?? '').toLowerCase();
    const kind = actorKinds.find((candidate) => candidate === word) ?? (Object.hasOwn(otherKindWords, word) ? otherKindWords[word] : undefined);
    if (kind === undefined && (word !== '' || !into)) {
      this.report('list-kind', row, 'The kind must be one of person, organisation, state, place, group.');
      return undefined;
    }
    if (into && kind !== undefined && kind !== into.kind) {
      this.report('list-other-kind', row, '“{0}” is in the registry with another kind, which it keeps.', into.name);
    }
    return into?.kind ?? kind;
  }
}
