/** Files as the index takes them, read by whoever can. */
import type { DocumentInput, SidecarInput } from '../../core/corpus/types';
import { parseSidecar } from '../../core/sidecar';
import { canonicalText, decodeDocument } from '../../core/text/canonical';
import type { DocumentSource, FileSource } from './corpus';

/** Texts above this are neither indexed nor kept: VS Code itself stops sending documents to extensions at 50 MB. */
export const largestDocument = 50 * 1024 * 1024;

/** Files where the worker runs; a browser's has none. Nothing is thrown: what cannot be read is not there. */
export interface WorkerFiles {
  /** Size and time of a file. */
  stamp(file: string): Promise<string | undefined>;
  /** Undefined too for a file larger than `most` bytes. */
  bytes(file: string, most: number): Promise<Uint8Array | undefined>;
}

export const noFiles: WorkerFiles = { stamp: () => Promise.resolve(undefined), bytes: () => Promise.resolve(undefined) };

/** What the files of a document look like; undefined where something of it is not as on disk. */
export async function stampOf({ content, sidecars }: DocumentSource, files: WorkerFiles): Promise<string | undefined> {
  const stamps = await Promise.all([content, ...sidecars].map((source) => stamp(source, files)));
  if (stamps[0] === undefined || [content, ...sidecars].some((source) => 'text' in source)) return undefined;
  return [stamps[0], ...sidecars.map(({ suffix }, i) => (stamps[i + 1] === undefined ? '' : `${suffix} ${stamps[i + 1] ?? ''}`))]
    .filter((part) => part !== '')
    .join('\n');
}

export async function readDocument(source: DocumentSource, files: WorkerFiles): Promise<DocumentInput> {
  // Before the reading: what changes meanwhile looks otherwise the next time.
  const looks = await stampOf(source, files);
  const [sidecars, bytes] = await Promise.all([readSidecars(source, files), bytesOf(source.content, files)]);
  const text = textOf(bytes, encodingIn(sidecars) ?? source.encoding);
  return { path: source.path, text, sidecars, stamp: looks, confidential: source.confidential };
}

async function readSidecars({ sidecars }: DocumentSource, files: WorkerFiles): Promise<readonly SidecarInput[]> {
  const read = await Promise.all(
    sidecars.map(async (source): Promise<SidecarInput | undefined> => {
      const { suffix, pending } = source;
      if ('text' in source) return { suffix, text: source.text, pending };
      const bytes = await bytesOf(source, files);
      return bytes && { suffix, text: new TextDecoder().decode(bytes), pending };
    }),
  );
  return read.filter((input) => input !== undefined);
}

function textOf(bytes: Uint8Array | undefined, encoding: string): string | null {
  if (!bytes) return null;
  const decoded = decodeDocument(bytes, encoding);
  return 'text' in decoded ? canonicalText(decoded.text) : null;
}

function stamp(source: FileSource, files: WorkerFiles): Promise<string | undefined> {
  if ('file' in source) return files.stamp(source.file);
  return Promise.resolve('bytes' in source ? source.stamp : undefined);
}

async function bytesOf(source: FileSource, files: WorkerFiles): Promise<Uint8Array | undefined> {
  if ('file' in source) return files.bytes(source.file, largestDocument);
  return 'bytes' in source ? source.bytes : new TextEncoder().encode(source.text);
}

/** What sidecars say of their document's encoding; most say nothing, and need not be parsed to know it. */
export function encodingIn(sidecars: readonly SidecarInput[]): string | undefined {
  for (const { text } of sidecars) {
    const encoding = text.includes('encoding:') ? parseSidecar(text).value.document?.encoding : undefined;
    if (encoding !== undefined) return encoding;
  }
  return undefined;
}
