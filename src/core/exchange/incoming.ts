/** What command line and editor share of an import: reading a file of another tool, finding the document that it means, and telling what goes into whose sidecar. */
import { applyDecision } from '../sidecar';
import type { Decision } from '../sidecar/decision';
import type { Sidecar } from '../sidecar/schema';
import { fromBrat } from './brat';
import { fromQdpx } from './refiImport';
import { fromCsv, fromJsonLines } from './tablesIn';
import type { Imported } from './types';
import { fromHypothesis, fromW3c } from './w3c';

/** Formats with passages, by the names that the command line and the editor use; `qdc` has a codebook alone. */
export type PassageFormat = 'w3c' | 'brat' | 'qdpx' | 'csv' | 'jsonl' | 'hypothesis';

/** A file of another tool, as the face reads it. */
export interface IncomingFile {
  /** As a person would name it. */
  readonly name: string;
  readonly bytes: Uint8Array;
  /** The text that belongs to a file of places alone, by its name; undefined where there is none. */
  readonly textBeside: (name: string) => Promise<Uint8Array | undefined>;
}

/** @returns undefined where the file is no UTF-8 */
export async function readPassages(format: PassageFormat, { name, bytes, textBeside }: IncomingFile): Promise<Imported | undefined> {
  if (format === 'qdpx') return fromQdpx(bytes);
  const text = utf8(bytes);
  if (text === undefined) return undefined;
  switch (format) {
    case 'w3c':
      return fromW3c(text);
    case 'hypothesis':
      return fromHypothesis(text);
    case 'csv':
      return fromCsv(text);
    case 'jsonl':
      return fromJsonLines(text);
    case 'brat': {
      const source = name.replace(/\.ann$/, '.txt');
      const own = source === name ? undefined : await textBeside(source);
      return fromBrat(source, own && utf8(own), text);
    }
    default:
      return format satisfies never;
  }
}

/** Without a byte order mark; undefined for bytes that are no UTF-8. */
export function utf8(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

/**
 * The document that another tool means: by path within the project, else by file name, else by address, and only where one fits.
 * @param paths of the project's documents, with `/` between segments
 * @param atAddress the documents whose `url:` that is; asked only for an address
 */
export async function documentNamed(
  source: string,
  paths: readonly string[],
  atAddress: (url: string) => Promise<readonly string[]>,
): Promise<string | undefined> {
  const normal = source.split('\\').join('/').replace(/^\.\//, '');
  const nameOf = (path: string): string => path.slice(path.lastIndexOf('/') + 1);
  const byPath = paths.filter((path) => path === normal);
  const byName = byPath.length > 0 ? byPath : paths.filter((path) => nameOf(path) === nameOf(normal));
  const found = byName.length > 0 || !/^https?:/.test(source) ? byName : await atAddress(source);
  return found.length === 1 ? found[0] : undefined;
}

/**
 * What stands once what is taken already is written: several files of one import may speak of the same document, and the second is held against what the
 * first said. What is written by now changes nothing.
 */
export function standingWith(standing: Sidecar | undefined, taken: readonly Decision[]): Sidecar {
  return taken.reduce(applyDecision, standing ?? { pressmark: 1 });
}

/** With separate coders every entry goes into its own coder's sidecar; else, under the key undefined, all into the one. */
export function bySidecar(decisions: readonly Decision[], coder: string, separate: boolean): ReadonlyMap<string | undefined, readonly Decision[]> {
  const found = new Map<string | undefined, Decision[]>();
  for (const decision of decisions) {
    const by = decision.type === 'add' ? decision.entry.by : coder;
    const key = separate ? by : undefined;
    found.set(key, [...(found.get(key) ?? []), decision]);
  }
  return found;
}
