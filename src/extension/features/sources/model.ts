/**
 * The tree of the Sources view: documents in groups, kept while documents come, go and change. What is new costs the groups that it is about, whatever the
 * number of documents; rows are made when a group is opened. Rows stay the objects they are, for VS Code knows them by identity. Pure: it knows no editor.
 */
import { coverageOf, isCounted, stanceState } from '../../../core/corpus/coverage';
import type { DocumentSummary } from '../../../core/corpus/types';
import type { Project } from '../../../core/project/schema';
import type { Grouping } from '../../contributions';
import { type Grouper, grouperOf, type GroupKey, shownOf } from './grouping';
import { dayOf, type DocumentNode, type Drop, type Entry, type GroupLabel, type GroupNode, type SourceNode, sum, type Tally, titleOf } from './nodes';
import { inRanges, type Rangeable } from './ranges';
import { bucketSize, DocumentList } from './splitting';

export { type Coverage, coverageOf, type StanceState, stanceState } from '../../../core/corpus/coverage';
export { type DocumentNode, type Drop, type GroupLabel, type GroupNode, type SourceNode, rowTitleOf, titleOf } from './nodes';
export { bucketSize } from './splitting';

/** Groups of groups stay open in a large corpus where there are no more of them than a reader looks over. */
const fewGroups = 30;

interface Placed extends Entry {
  given: DocumentSummary;
  lists: readonly Group[];
}

export interface SourcesInput {
  readonly projectId: string;
  readonly name: string;
  readonly project: Project;
  readonly grouping: Grouping;
  /** So many documents that groups are folded until a reader opens them. */
  readonly large: boolean;
  /** Rows in one list. */
  readonly most?: number;
}

export class SourcesTree {
  /** The project itself: shown where there are several. */
  readonly root: GroupNode;
  private readonly top: Group;
  private readonly grouper: Grouper;
  private readonly entries = new Map<string, Placed>();
  /** Paths of copies, by that of their original, whether or not it is there. */
  private readonly copies = new Map<string, Set<string>>();
  /** Groups that a document has left: those that stay empty go. */
  private readonly left = new Set<Group>();
  private readonly shown: string;
  /** Of all that say so, the one that was asked about last. */
  private known: Project;

  constructor(private readonly input: SourcesInput) {
    const { projectId, project, name, grouping, large, most = bucketSize } = input;
    this.grouper = grouperOf(projectId, project, grouping);
    this.shown = shownOf(project, grouping);
    this.known = project;
    const key: GroupKey = { id: projectId, what: 'project', label: { name }, drop: undefined, rank: 0 };
    this.root = this.top = new Group(projectId, key, undefined, projectId, { large, most, prefix: `${projectId}/${this.grouper.prefix}` });
    for (const standing of this.grouper.standing) this.top.group(standing, true);
  }

  /**
   * Takes in what is new.
   * @param find undefined for a document that is no longer there
   * @returns the rows to be drawn anew, with all below them; undefined where the list of topmost groups is another, or one of them was filled or emptied
   */
  take(paths: Iterable<string>, find: (path: string) => DocumentSummary | undefined): readonly SourceNode[] | undefined {
    const steps = this.taking(paths, find);
    for (;;) {
      const { done, value } = steps.next();
      if (done) return value;
    }
  }

  /** As {@link take}, in steps of a document each: a hundred thousand take a second or two. One at a time. */
  *taking(paths: Iterable<string>, find: (path: string) => DocumentSummary | undefined): Generator<undefined, readonly SourceNode[] | undefined, undefined> {
    const before = this.top.names;
    const touched = new Set<SourceNode>();
    const again = new Set<string>();
    for (const path of paths) {
      const [was, now] = [this.entries.get(path)?.given, find(path)];
      this.put(path, now, find, touched);
      // A copy counts with its original, so only if that is there, and is not itself given as the copy.
      const isOriginal = (document: DocumentSummary | undefined): boolean => document !== undefined && document.metadata['copy-of'] === undefined;
      if (isOriginal(was) !== isOriginal(now)) for (const copy of this.copies.get(path) ?? []) again.add(copy);
      yield;
    }
    for (const path of again) {
      this.put(path, find(path), find, touched);
      yield;
    }
    for (const group of this.left) group.prune();
    this.left.clear();
    // Ranges of groups count what is in them.
    return this.top.names === before && (touched.size === 0 || !this.top.isLong) ? topmost(touched) : undefined;
  }

  /** The row of a document, the first where it stands in several groups. */
  nodeOf(path: string): DocumentNode | undefined {
    const entry = this.entries.get(path);
    // Who shows it asks for the rows above it as well, which may stand in ranges by now.
    for (const group of entry?.lists[0]?.chain() ?? []) void group.children;
    return entry && entry.lists[0]?.find(entry);
  }

  private put(path: string, given: DocumentSummary | undefined, find: (path: string) => DocumentSummary | undefined, touched: Set<SourceNode>): void {
    const known = this.entries.get(path);
    if (!given) {
      if (!known) return;
      this.leave(known, touched);
      this.entries.delete(path);
      this.noteCopy(path, known.given, undefined);
      return;
    }
    const document = asShown(given, find);
    this.noteCopy(path, known?.given, given);
    const places = this.grouper.placesOf(document);
    const tally = tallyOf(document, this.input.project.stance?.[0]?.id);
    if (known && sameOrder(known.document, document) && samePlaces(known.lists, places, this.top.prefix)) {
      const before = known.tally;
      Object.assign(known, { given, tally });
      if (JSON.stringify(known.document) === JSON.stringify(document)) return;
      known.document = document;
      for (const group of known.lists) {
        const node = group.changed(known, before);
        if (node) touched.add(node);
      }
      if (!sameTally(before, tally)) this.shift(known.lists, [before, -1], [tally, 1], touched);
      return;
    }
    if (known) this.leave(known, touched);
    const entry: Placed = { path, given, document, tally, key: undefined, lists: places.map((chain) => this.top.descend(chain)) };
    this.entries.set(path, entry);
    for (const group of entry.lists) group.add(entry);
    this.shift(entry.lists, [tally, 1], undefined, touched, 1);
  }

  private leave(entry: Placed, touched: Set<SourceNode>): void {
    for (const group of entry.lists) group.remove(entry);
    this.shift(entry.lists, [entry.tally, -1], undefined, touched, -1);
    for (const group of entry.lists) this.left.add(group);
  }

  /** Counts in all groups above, each once. */
  private shift(lists: readonly Group[], first: Shift, second: Shift | undefined, touched: Set<SourceNode>, documents = 0): void {
    for (const group of new Set(lists.flatMap((list) => list.chain()))) {
      group.shift(first, documents);
      if (second) group.shift(second, 0);
      touched.add(group);
    }
  }

  private noteCopy(path: string, was: DocumentSummary | undefined, now: DocumentSummary | undefined): void {
    const [before, after] = [was?.metadata['copy-of'], now?.metadata['copy-of']];
    if (before === after) return;
    if (before !== undefined) this.copies.get(before)?.delete(path);
    if (after === undefined) return;
    const known = this.copies.get(after);
    if (known) known.add(path);
    else this.copies.set(after, new Set([path]));
  }

  get size(): number {
    return this.entries.size;
  }

  /** What the tree was made for: another makes another tree. Most of what a project says, and each decision about it changes, no group shows. */
  isOf(input: SourcesInput): boolean {
    const { grouping, large, name } = this.input;
    if (grouping !== input.grouping || large !== input.large || name !== input.name) return false;
    if (input.project !== this.known && this.shown !== shownOf(input.project, grouping)) return false;
    this.known = input.project;
    return true;
  }
}

/** All documents at once, as small projects and tests have them. */
export function sourcesTree(projectId: string, project: Project, documents: readonly DocumentSummary[], grouping: Grouping): readonly SourceNode[] {
  const tree = new SourcesTree({ projectId, name: projectId, project, grouping, large: documents.length > bucketSize });
  const byPath = new Map(documents.map((document) => [document.path, document]));
  tree.take(byPath.keys(), (path) => byPath.get(path));
  return tree.root.children;
}

type Shift = readonly [tally: Tally, sign: 1 | -1];

class Group implements Rangeable {
  readonly type = 'group';
  readonly what: GroupNode['what'];
  readonly label: GroupLabel;
  readonly drop: Drop | undefined;
  size = 0;
  count = 0;
  coverage: GroupNode['coverage'] = { coded: 0, draft: 0, read: 0 };
  private readonly byCoder = new Map<string, number>();
  /** What ids of groups below begin with. */
  readonly prefix: string;
  private readonly groups = new Map<string, Group>();
  private list: DocumentList | undefined;
  private sorted: readonly Rangeable[] | undefined;
  /** The row that it is shown below: the group above it, or a range of that one's groups. */
  parent: GroupNode | undefined;

  constructor(
    readonly id: string,
    private readonly key: GroupKey,
    private readonly above: Group | undefined,
    private readonly project: string,
    private readonly options: { readonly large: boolean; readonly most: number; readonly prefix: string },
    private readonly standing = false,
  ) {
    ({ what: this.what, label: this.label, drop: this.drop } = key);
    this.parent = above;
    this.prefix = above ? id : options.prefix;
  }

  below(parent: GroupNode): void {
    this.parent = parent;
  }

  get expanded(): boolean {
    return !this.options.large || (this.groups.size > 0 && (this.above?.groups.size ?? 0) <= fewGroups);
  }

  /** Whether its groups are too many for one list. */
  get isLong(): boolean {
    return this.groups.size > this.options.most;
  }

  get children(): readonly SourceNode[] {
    if (this.list && this.list.size > 0) return this.list.children;
    return (this.sorted ??= this.ordered());
  }

  private ordered(): readonly Rangeable[] {
    const sorted = [...this.groups.values()].sort((a, b) => a.key.rank - b.key.rank || byName(a.label, b.label));
    // What is not set, or not of one mind, is looked for more than any name.
    const [named, others] = [sorted.filter(({ label }) => !('word' in label)), sorted.filter(({ label }) => 'word' in label)];
    for (const group of others) group.below(this);
    return [...inRanges(this, named, this.options.most), ...others];
  }

  /** Which groups stand below it, in their order, and which of them are empty: such a row has another id for VS Code, and is not found when it is drawn alone. */
  get names(): string {
    return this.children.map((node) => (node.type === 'group' && node.size === 0 ? `${node.id}/empty` : node.id)).join('\n');
  }

  group(key: GroupKey, standing = false): Group {
    const known = this.groups.get(key.id);
    if (known) return known;
    const made = new Group(this.prefix + key.id, key, this, this.project, this.options, standing);
    this.groups.set(key.id, made);
    this.sorted = undefined;
    return made;
  }

  descend(chain: readonly GroupKey[]): Group {
    return chain.reduce((group: Group, key) => group.group(key), this);
  }

  /** The group and all above it. */
  chain(): readonly Group[] {
    return [this, ...(this.above?.chain() ?? [])];
  }

  add(entry: Entry): void {
    this.list ??= new DocumentList(this, { project: this.project, drop: this.drop, newestFirst: this.key.newestFirst === true, most: this.options.most });
    this.list.add(entry);
  }

  remove(entry: Entry): void {
    this.list?.remove(entry);
  }

  changed(entry: Entry, before: Tally): DocumentNode | undefined {
    return this.list?.changed(entry, before);
  }

  find(entry: Entry): DocumentNode | undefined {
    return this.list?.find(entry);
  }

  get coders(): readonly string[] {
    return this.what === 'stance' ? [...this.byCoder.keys()].sort() : [];
  }

  shift([tally, sign]: Shift, documents: number): void {
    if (this.isLong) this.sorted = undefined;
    this.size += documents;
    this.count += sign * tally.count;
    this.coverage = sum(this.coverage, tally, sign);
    for (const coder of tally.coders) {
      const count = (this.byCoder.get(coder) ?? 0) + sign;
      if (count > 0) this.byCoder.set(coder, count);
      else this.byCoder.delete(coder);
    }
  }

  prune(): void {
    const { above } = this;
    if (!above || this.size > 0 || this.groups.size > 0 || this.standing) return;
    if (above.groups.delete(this.key.id)) above.sorted = undefined;
    above.prune();
  }
}

function byName(a: GroupLabel, b: GroupLabel): number {
  return 'name' in a && 'name' in b ? a.name.localeCompare(b.name) : 0;
}

/** A copy whose original is not there, or is a copy itself, stands for itself. */
function asShown(document: DocumentSummary, find: (path: string) => DocumentSummary | undefined): DocumentSummary {
  if (document.metadata['copy-of'] === undefined || !isCounted(document, find)) return document;
  const metadata = { ...document.metadata };
  delete metadata['copy-of'];
  return { ...document, metadata };
}

/** @param question by which stances are grouped */
function tallyOf(document: DocumentSummary, question: string | undefined): Tally {
  const state = stanceState(document.stance, question);
  const coders = state.kind === 'not-coded' ? [] : [...new Set(state.by)];
  if (document.metadata['copy-of'] !== undefined) return { count: 0, coded: 0, draft: 0, read: 0, coders };
  const coverage = coverageOf(document);
  return { count: 1, coded: Number(coverage === 'coded'), draft: Number(coverage === 'draft'), read: Number(coverage === 'read'), coders };
}

function sameTally(a: Tally, b: Tally): boolean {
  return a.count === b.count && a.coded === b.coded && a.draft === b.draft && a.read === b.read && a.coders.join('\n') === b.coders.join('\n');
}

/** Whether two states of a document stand at one place among others. */
function sameOrder(a: DocumentSummary, b: DocumentSummary): boolean {
  return dayOf(a) === dayOf(b) && titleOf(a) === titleOf(b) && (a.metadata.title === undefined) === (b.metadata.title === undefined);
}

function samePlaces(lists: readonly Group[], places: readonly (readonly GroupKey[])[], below: string): boolean {
  return lists.length === places.length && lists.every(({ id }, at) => id === below + (places[at] ?? []).map((key) => key.id).join(''));
}

/** What is drawn anew takes what is below along. The project's own row stands for nothing: where it is shown, its groups say that something changed. */
function topmost(touched: ReadonlySet<SourceNode>): readonly SourceNode[] {
  const isBelow = (node: SourceNode): boolean => {
    for (let above: GroupNode | undefined = node.parent; above?.parent; above = above.parent) if (touched.has(above)) return true;
    return false;
  };
  return [...touched].filter((node) => !isBelow(node) && (node.type === 'document' || node.what !== 'project'));
}
