/**
 * Documents of one group, however many. Expanding a row asks for everything below it at once, so a long list is split: by year, month and day of
 * publication, for a reader of a thousand articles looks for a time; what is of one day, or of none, by folder and by the first letters in which titles
 * differ. Rows are made when they are asked for, and a document that comes or goes is looked for in its own part alone. Pure.
 */
import { inRanges } from './ranges';
import { dayOf, type DocumentNode, type Drop, type Entry, type GroupLabel, type GroupNode, type SourceNode, sum, type Tally, titleOf } from './nodes';

/** Rows that VS Code is given at once; it asks for all of them. */
export const bucketSize = 300;
/** Letters of a folder or title that a row has room for. */
const labelLength = 28;

/** `YYYY`, `YYYY-MM`, `YYYY-MM-DD`. */
const dateLengths = [4, 7, 10] as const;

interface Split {
  /** What all have in common, as far as the split goes by it: who has not, makes it another. */
  holds(entry: Entry): boolean;
  partOf(entry: Entry): string;
  labelOf(part: string): GroupLabel;
  readonly kind: 'date' | 'letters';
  readonly parts: Map<string, Bucket>;
}

export interface Listing {
  readonly project: string;
  readonly drop: Drop | undefined;
  /** Documents by day, the latest first, and not by title. */
  readonly newestFirst: boolean;
  /** Rows in one list; {@link bucketSize} but for tests. */
  readonly most: number;
}

export class DocumentList {
  private readonly entries = new Set<Entry>();
  private readonly nodes = new Map<Entry, DocumentNode & { document: DocumentNode['document'] }>();
  private split: Split | undefined;
  private listed: readonly SourceNode[] | undefined;

  constructor(
    private readonly owner: GroupNode,
    private readonly listing: Listing,
  ) {}

  get size(): number {
    return this.entries.size;
  }

  add(entry: Entry): void {
    this.entries.add(entry);
    this.listed = undefined;
    if (!this.split) return;
    if (this.split.holds(entry)) this.bucketIn(this.split, entry).add(entry);
    else this.split = undefined;
  }

  remove(entry: Entry): void {
    if (!this.entries.delete(entry)) return;
    this.nodes.delete(entry);
    this.listed = undefined;
    const part = this.split?.partOf(entry) ?? '';
    const bucket = this.split?.parts.get(part);
    bucket?.remove(entry);
    // What is left may differ elsewhere.
    if (bucket?.size === 0) this.split = undefined;
  }

  /** A document that stays where it is shows something else. @returns its row, where there is one */
  changed(entry: Entry, before: Tally): DocumentNode | undefined {
    const bucket = this.split?.parts.get(this.split.partOf(entry));
    if (bucket) {
      // Parts may stand in ranges, which count them.
      this.listed = undefined;
      return bucket.changed(entry, before);
    }
    const node = this.nodes.get(entry);
    if (node) node.document = entry.document;
    return node;
  }

  /** The row of a document; those above it are made on the way. */
  find(entry: Entry): DocumentNode | undefined {
    void this.children;
    return this.split ? this.split.parts.get(this.split.partOf(entry))?.find(entry) : this.nodes.get(entry);
  }

  get children(): readonly SourceNode[] {
    return (this.listed ??= this.size > this.listing.most ? this.parts((this.split ??= this.splitUp())) : this.rows());
  }

  private rows(): readonly SourceNode[] {
    this.split = undefined;
    const { compare } = new Intl.Collator();
    const byTitle = (a: Entry, b: Entry): number => compare(titleOf(a.document), titleOf(b.document)) || compare(a.path, b.path);
    const byDay = (a: Entry, b: Entry): number => {
      const [x, y] = [dayOf(a.document), dayOf(b.document)];
      return x < y ? 1 : x > y ? -1 : byTitle(a, b);
    };
    return [...this.entries].sort(this.listing.newestFirst ? byDay : byTitle).map((entry) => {
      let node = this.nodes.get(entry);
      if (!node) {
        node = { type: 'document', id: `${this.owner.id}/f:${entry.path}`, project: this.listing.project, document: entry.document, parent: this.owner };
        this.nodes.set(entry, node);
      }
      return node;
    });
  }

  private parts({ kind, parts }: Split): readonly SourceNode[] {
    this.nodes.clear();
    const latestFirst = kind === 'date';
    const sorted = [...parts].sort(([a], [b]) => (a === b ? 0 : (latestFirst ? a > b : a < b) ? -1 : 1)).map(([, bucket]) => bucket);
    return inRanges(this.owner, sorted, this.listing.most);
  }

  /** By the coarsest that tells its documents apart. */
  private splitUp(): Split {
    const days = new Set<string>();
    for (const entry of this.entries) days.add(dayOf(entry.document));
    const length = dateLengths.find((one) => new Set([...days].map((day) => day.slice(0, one))).size > 1);
    const split = length === undefined ? byLetters(this.entries) : byDate(days, length);
    for (const entry of this.entries) this.bucketIn(split, entry).add(entry);
    return split;
  }

  private bucketIn(split: Split, entry: Entry): Bucket {
    const part = split.partOf(entry);
    let bucket = split.parts.get(part);
    if (!bucket) {
      const dated = split.kind === 'date';
      const listing = { ...this.listing, newestFirst: dated ? part !== '' : this.listing.newestFirst };
      bucket = new Bucket(`${this.owner.id}/${dated ? 'd' : 'l'}:${part}`, dated ? 'date' : 'bucket', split.labelOf(part), listing);
      split.parts.set(part, bucket);
    }
    return bucket;
  }
}

function byDate(days: ReadonlySet<string>, length: (typeof dateLengths)[number]): Split {
  const [first = ''] = days;
  // Years differ, or all are of one year; months, or all are of one month.
  const common = length === 4 ? '' : first.slice(0, length === 7 ? 4 : 7);
  return {
    kind: 'date',
    parts: new Map(),
    holds: ({ document }) => dayOf(document).startsWith(common),
    partOf: ({ document }) => dayOf(document).slice(0, length),
    labelOf: (part) => (part === '' ? { word: 'no-date' } : length === 4 ? { name: part } : length === 7 ? { month: part } : { day: part }),
  };
}

function byLetters(entries: ReadonlySet<Entry>): Split {
  const [first] = entries;
  const day = first ? dayOf(first.document) : '';
  let common = first ? keyOf(first) : '';
  for (const entry of entries) {
    const key = keyOf(entry);
    let same = 0;
    while (same < common.length && common.charCodeAt(same) === key.charCodeAt(same)) same++;
    common = common.slice(0, same);
  }
  // A folder is one part, and is not cut within its name.
  const folder = common.lastIndexOf('/') + 1;
  const folders = [...entries].some((entry) => keyOf(entry).includes('/', folder));
  const from = folders ? folder : common.length - (/[\ud800-\udbff]$/.test(common) ? 1 : 0);
  const prefix = common.slice(0, from);
  return {
    kind: 'letters',
    parts: new Map(),
    holds: (entry) => dayOf(entry.document) === day && keyOf(entry).startsWith(prefix) && (folders || !keyOf(entry).includes('/', folder)),
    partOf: (entry) => {
      const rest = keyOf(entry).slice(from);
      const slash = rest.indexOf('/');
      return prefix + (slash >= 0 ? rest.slice(0, slash + 1) : String.fromCodePoint(rest.codePointAt(0) ?? 0));
    },
    labelOf: (part) => {
      const shown = part.split('\0')[0] ?? '';
      const cut = shown.length > labelLength ? `…${shown.slice(-labelLength)}` : shown;
      return { name: cut.endsWith('/') ? cut : `${cut.charAt(0).toUpperCase()}${cut.slice(1)}…` };
    },
  };
}

/** A title without accents, case and the signs before its first letter; or the path, with its folders. What two have in common is told apart by their paths. */
function keyOf(entry: Entry): string {
  if (entry.key !== undefined) return entry.key;
  const { title } = entry.document.metadata;
  if (title === undefined) return (entry.key = entry.path.toLowerCase() + '\0' + entry.path);
  const plain = title
    .normalize('NFD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase()
    .replace(/^[^\p{L}\p{N}]+/u, '')
    .replaceAll('/', ' ');
  return (entry.key = `${plain}\0${entry.path.replaceAll('/', '\0')}`);
}

/** A part of a long list. */
class Bucket implements GroupNode {
  readonly type = 'group';
  readonly expanded = false;
  readonly drop: Drop | undefined;
  count = 0;
  coverage: GroupNode['coverage'] = { coded: 0, draft: 0, read: 0 };
  readonly coders = [];
  parent: GroupNode | undefined;
  private readonly list: DocumentList;

  constructor(
    readonly id: string,
    readonly what: 'date' | 'bucket',
    readonly label: GroupLabel,
    listing: Listing,
  ) {
    this.drop = listing.drop;
    this.list = new DocumentList(this, listing);
  }

  get size(): number {
    return this.list.size;
  }

  get children(): readonly SourceNode[] {
    return this.list.children;
  }

  below(parent: GroupNode): void {
    this.parent = parent;
  }

  add(entry: Entry): void {
    this.list.add(entry);
    this.shift(entry.tally, 1);
  }

  remove(entry: Entry): void {
    this.list.remove(entry);
    this.shift(entry.tally, -1);
  }

  changed(entry: Entry, before: Tally): DocumentNode | undefined {
    this.shift(before, -1);
    this.shift(entry.tally, 1);
    return this.list.changed(entry, before);
  }

  find(entry: Entry): DocumentNode | undefined {
    return this.list.find(entry);
  }

  private shift(tally: Tally, sign: 1 | -1): void {
    this.count += sign * tally.count;
    this.coverage = sum(this.coverage, tally, sign);
  }
}
