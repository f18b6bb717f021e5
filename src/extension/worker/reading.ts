/** Files as the index takes them, read by whoever can. */
import type { DocumentInput, SidecarInput } from '../../core/corpus/types';
import { parseSidecar } from '../../core/sidecar';
import { canonicalText, decodeDocument } from '../../core/text/canonical';
import type { DocumentSource, FileSource } from './corpus';

/** Texts above this are neither indexed nor kept: VS Code itself stops sending documents to extensions at 50 MB. */
export const largestDocument = 50 * 1024 * 1024;

/**
 * Bytes of texts that are held, and read, together: some 50 ms of the worker, so that neither what it holds nor how long a question waits grows with the
 * documents of a slice. An article has a few thousand; a larger text is by itself.
 */
const together = 512 * 1024;

/** How a file looks: another size or time, and it may say something else. */
export interface FileStamp {
  readonly stamp: string;
  /** In bytes. */
  readonly size: number;
}

/** Files where the worker runs; a browser's has none. Nothing is thrown: what cannot be read is not there. */
export interface WorkerFiles {
  stamp(file: string): Promise<FileStamp | undefined>;
  /** Undefined too for a file larger than `most` bytes. */
  bytes(file: string, most: number): Promise<Uint8Array | undefined>;
}

export const noFiles: WorkerFiles = { stamp: () => Promise.resolve(undefined), bytes: () => Promise.resolve(undefined) };

/** What the files of a document look like, and how they are read; undefined where something of it is not as on disk. */
export async function stampOf(source: DocumentSource, files: WorkerFiles): Promise<string | undefined> {
  return (await looksOf(source, files)).stamp;
}

interface Looks {
  readonly stamp: string | undefined;
  /** Of its text, in bytes; 0 where it is not there. */
  readonly size: number;
}

async function looksOf({ content, encoding, sidecars }: DocumentSource, files: WorkerFiles): Promise<Looks> {
  const [own, ...others] = await Promise.all([content, ...sidecars].map((source) => lookAt(source, files)));
  const size = own?.size ?? 0;
  if (own?.stamp === undefined || [content, ...sidecars].some((source) => 'text' in source)) return { stamp: undefined, size };
  const parts = sidecars.map(({ suffix }, i) => (others[i]?.stamp === undefined ? '' : `${suffix} ${others[i].stamp}`));
  return { stamp: [encoding === 'utf-8' ? '' : encoding, own.stamp, ...parts].filter((part) => part !== '').join('\n'), size };
}

/** Reads documents, several at once where they are small; others are asked for what they say when those before have been taken. */
export async function* readInTurn(sources: readonly DocumentSource[], files: WorkerFiles): AsyncGenerator<readonly DocumentInput[]> {
  // Before the reading: what changes meanwhile looks otherwise the next time.
  const looks = await Promise.all(sources.map((source) => looksOf(source, files)));
  for (let from = 0, to = 0; from < sources.length; from = to) {
    // What was sent along is there at once: a question that has come meanwhile is answered first.
    if (from > 0) await new Promise<void>((resolve) => setTimeout(resolve, 0));
    let bytes = 0;
    do bytes += looks[to++]?.size ?? 0;
    while (to < sources.length && bytes + (looks[to]?.size ?? 0) <= together);
    yield await Promise.all(sources.slice(from, to).map((source, i) => readAs(source, looks[from + i]?.stamp, files)));
  }
}

export async function readDocument(source: DocumentSource, files: WorkerFiles): Promise<DocumentInput> {
  return readAs(source, await stampOf(source, files), files);
}

async function readAs(source: DocumentSource, looks: string | undefined, files: WorkerFiles): Promise<DocumentInput> {
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

async function lookAt(source: FileSource, files: WorkerFiles): Promise<Looks | undefined> {
  if ('file' in source) return files.stamp(source.file);
  return 'bytes' in source ? { stamp: source.stamp, size: source.bytes?.length ?? 0 } : { stamp: undefined, size: source.text.length };
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
