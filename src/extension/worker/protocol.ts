/** What the extension host and its worker say to each other: calls of a `WorkerCorpus`, one per project, and their answers. */
import type { WorkerCorpus } from './corpus';

export type Method = keyof WorkerCorpus;

export type Request =
  | { readonly type: 'gazetteer'; readonly text: string }
  | { readonly type: 'close'; readonly project: string }
  | { readonly type: 'call'; readonly id: number; readonly project: string; readonly method: Method; readonly args: readonly unknown[] };

export type Response = { readonly id: number; readonly result: unknown } | { readonly id: number; readonly error: string };

/** One end of the wire: a worker thread on the desktop, a web worker in the browser. */
export interface WorkerEndpoint {
  post(message: Request): void;
  onMessage(listener: (message: Response) => void): void;
  onError(listener: (error: Error) => void): void;
  dispose(): void;
}

/** What goes with a message in place of being copied: bytes that are an argument, or an answer, of their own. */
export function handedOver(...values: readonly unknown[]): ArrayBuffer[] {
  return values.flatMap((value) => (value instanceof Uint8Array && value.buffer instanceof ArrayBuffer ? [value.buffer] : []));
}
