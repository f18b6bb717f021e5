/** Sidecars on disk: which belong to a document, what they say together, and the document that one belongs to. */
import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { parseSidecar, type SidecarFile, sidecarName } from '../core/sidecar';
import { documentCandidates } from '../core/sidecar/names';
import { kindOf, readBytes, yamlText } from './files';
import { notUtf8 } from './projects';

/** @throws InputError */
export async function readSidecar(sidecar: string): Promise<SidecarFile> {
  const text = yamlText(await readBytes(sidecar));
  if (text !== undefined) return parseSidecar(text);
  return { ...parseSidecar(''), problems: [notUtf8], writable: { reason: notUtf8 } };
}

/** The document that a sidecar stands beside; undefined where none of those that its name may mean exists. @throws InputError */
export async function documentOf(sidecar: string): Promise<string | undefined> {
  const folder = path.dirname(sidecar);
  for (const { document } of documentCandidates(path.basename(sidecar))) {
    const at = path.join(folder, document);
    if ((await kindOf(at)) === 'file') return at;
  }
  return undefined;
}

/** Finds the sidecars beside documents; each folder is listed once. */
export class Sidecars {
  private readonly listings = new Map<string, ReadonlySet<string>>();

  /** The sidecar that is no single coder's, then those of single ones, in the order of their names. */
  async of(document: string): Promise<readonly string[]> {
    const folder = path.dirname(document);
    const name = path.basename(document);
    const shared = path.join(folder, sidecarName(name));
    const listing = await this.listing(folder);
    const own = [...listing].filter(
      (file) => file.startsWith(name) && documentCandidates(file).find((candidate) => listing.has(candidate.document))?.document === name,
    );
    return own.map((file) => path.join(folder, file)).sort((a, b) => Number(b === shared) - Number(a === shared) || (a < b ? -1 : 1));
  }

  private async listing(folder: string): Promise<ReadonlySet<string>> {
    const known = this.listings.get(folder);
    if (known) return known;
    const names = new Set(await readdir(folder).catch(() => []));
    this.listings.set(folder, names);
    return names;
  }
}
