/**
 * What several sidecars of one document say together. The order of the files decides: one's own first, then the one that
 * is no coder's, then the other coders' by name. What is signed is told apart by its key, so an entry that stands in two
 * files (a switch of modes was interrupted) counts once, as the first has it. What is said of the document is not signed:
 * the first file that sets a field decides it, the others fill in what it leaves open, and a difference is a problem.
 */
import type { Problem } from '../problem';
import type { YamlFile } from '../yaml/file';
import type { Data } from '../yaml/format';
import { sameData } from '../yaml/equal';
import { sidecarFormat } from './format';
import type { DocumentMetadata, Sidecar } from './schema';

/** A sidecar by what its name has after the document's: `.pressmark.yaml`, `.anna.pressmark.yaml`. */
export interface SidecarPart<Value = Sidecar> {
  readonly suffix: string;
  readonly value: Value;
}

/** What the sidecar that is no coder's has after its document's name. */
export const unsignedSuffix = '.pressmark.yaml';

/** One's own first, then the unsigned one, then the others by name. */
export function inOrder<P extends { readonly suffix: string }>(parts: readonly P[], own: string): readonly P[] {
  const rank = ({ suffix }: P): number => (suffix === own ? 0 : suffix === unsignedSuffix ? 1 : 2);
  return [...parts].sort((a, b) => rank(a) - rank(b) || (a.suffix < b.suffix ? -1 : a.suffix > b.suffix ? 1 : 0));
}

/** @param sidecars in their order, see {@link inOrder} */
export function together(sidecars: readonly Sidecar[]): Sidecar {
  const [only, ...others] = sidecars;
  if (only !== undefined && others.length === 0) return only;
  const result: Record<string, unknown> = { pressmark: 1 };
  for (const section of sidecarFormat.sections) {
    const values = sidecars.map((sidecar) => (sidecar as unknown as Data)[section.name]).filter((value) => value !== undefined);
    if (values.length === 0 || section.kind === 'value') continue;
    if (section.kind === 'map') {
      result[section.name] = Object.assign({}, ...[...values].reverse()) as unknown;
      continue;
    }
    const byKey = new Map<string, Data>();
    for (const entry of (values as unknown as readonly (readonly Data[])[]).flat()) {
      const key = section.key(entry);
      if (!byKey.has(key)) byKey.set(key, entry);
    }
    const entries = [...byKey.values()];
    result[section.name] = section.compare === undefined ? entries : entries.sort(section.compare);
  }
  return result as unknown as Sidecar;
}

/** An entry as far as it matters to who may see it. */
interface Signed {
  readonly by: string;
  readonly tags?: readonly string[] | undefined;
  readonly adjudicates?: readonly string[] | undefined;
}

/**
 * The one rule of what is shown, counted and exported: everybody's entries, or with `only` those that this coder signed. An
 * adjudicator's entry that says that no passage holds is none to look at.
 */
export function isVisible({ by, tags, adjudicates }: Signed, only: string | undefined): boolean {
  return (only === undefined || by === only) && !(adjudicates !== undefined && tags?.length === 0);
}

/** The sidecar without what {@link isVisible} hides. What is said of the document is nobody's and stays. */
export function visibleTo(sidecar: Sidecar, only: string | undefined): Sidecar {
  if (only === undefined && (sidecar.annotations ?? []).every((entry) => isVisible(entry, only))) return sidecar;
  return filtered(sidecar, (entry) => isVisible(entry, only));
}

/** The sidecar with everything that one coder signed, or with everything: settlements that say that no passage holds are in it too. */
export function signedBy(sidecar: Sidecar, only: string | undefined): Sidecar {
  return only === undefined ? sidecar : filtered(sidecar, ({ by }) => by === only);
}

function filtered(sidecar: Sidecar, keeps: (entry: Signed) => boolean): Sidecar {
  const mine = <T extends Signed>(entries: readonly T[] | undefined): T[] | undefined => {
    const own = entries?.filter(keeps);
    return own?.length === 0 ? undefined : own;
  };
  const { pressmark, document } = sidecar;
  return {
    pressmark,
    ...(document && { document }),
    ...defined({ read: mine(sidecar.read), stance: mine(sidecar.stance), annotations: mine(sidecar.annotations), mentions: mine(sidecar.mentions) }),
  };
}

/**
 * Who signed what stands at an offset of a sidecar; undefined outside of signed entries. A problem quotes what it is about: one about
 * a hidden coder's entry is hidden with it.
 */
export function signersIn(file: YamlFile<Sidecar>): (offset: number) => string | undefined {
  const entries = sidecarFormat.sections.flatMap((section) => {
    if (section.kind !== 'list') return [];
    const all = ((file.value as unknown as Data)[section.name] ?? []) as readonly Data[];
    return all.flatMap((entry) => {
      const range = file.entryRange(section.name, section.key(entry));
      return range ? [{ ...range, by: String(entry['by']) }] : [];
    });
  });
  return (offset) => entries.find(({ start, end }) => start <= offset && offset < end)?.by;
}

function defined<T extends object>(fields: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as { [K in keyof T]?: Exclude<T[K], undefined> };
}

/** Each sidecar's `text` is about its own positions. */
const ownFields: ReadonlySet<string> = new Set<keyof DocumentMetadata>(['text']);

/**
 * Where one sidecar says something else of the document than one that goes before it.
 * @param files in their order
 * @returns a list of problems for each file, in its own offsets
 */
export function metadataConflicts(files: readonly (SidecarPart<YamlFile<Sidecar>> & { readonly name: string })[]): readonly (readonly Problem[])[] {
  const decided = new Map<string, { readonly value: unknown; readonly name: string }>();
  return files.map(({ value: file, name }) => {
    const problems: Problem[] = [];
    for (const [field, value] of Object.entries(file.value.document ?? {})) {
      if (value === undefined || ownFields.has(field)) continue;
      const first = decided.get(field);
      if (first === undefined) decided.set(field, { value, name });
      else if (!sameData(first.value, value)) {
        const { start, end } = file.entryRange('document', field) ?? { start: 0, end: 0 };
        const message = '“{0}” is something else in {1}: {2}. That one counts; agree on one of the two.';
        problems.push({ code: 'metadata-conflict', severity: 'warning', message, args: [field, first.name, wordsOf(first.value)], start, end });
      }
    }
    return problems;
  });
}

function wordsOf(value: unknown): string {
  const words = Array.isArray(value) ? value.join(', ') : String(value);
  return words.length > 100 ? `${words.slice(0, 99)}…` : words;
}
