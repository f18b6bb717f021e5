import type * as vscode from 'vscode';
import workerSource from 'inline-worker:./worker/worker.web.ts';
import { activateWith, type Api } from './activate';
import type { Platform } from './platform';
import type { Request, Response, WorkerEndpoint } from './worker/protocol';

/** The globals of a browser host that this entry needs. */
declare class Worker {
  constructor(url: string);
  onmessage: ((event: { readonly data: Response }) => void) | null;
  onerror: ((event: { readonly message?: string }) => void) | null;
  postMessage(message: Request): void;
  terminate(): void;
}
declare const URL: { createObjectURL(blob: unknown): string; revokeObjectURL(url: string): void };

const platform: Platform = {
  startWorker: () => webEndpoint(),
  atomicFiles: undefined,
  suggestCoder: () => Promise.resolve(undefined),
};

export function activate(context: vscode.ExtensionContext): Api {
  return activateWith(context, platform);
}

interface Started {
  readonly worker: Worker;
  readonly url: string;
}

/** Messages wait in order until the worker's source is unpacked. */
function webEndpoint(): WorkerEndpoint {
  let report: (error: Error) => void = () => undefined;
  let receive: (message: Response) => void = () => undefined;
  const starting = unpacked(workerSource).then((source): Started => {
    const url = URL.createObjectURL(new Blob([source], { type: 'text/javascript' }));
    const worker = new Worker(url);
    worker.onmessage = (event) => receive(event.data);
    worker.onerror = (event) => report(new Error(event.message ?? 'The analysis worker failed.'));
    return { worker, url };
  });
  starting.catch((error: unknown) => report(error instanceof Error ? error : new Error(String(error))));
  const withWorker = (action: (started: Started) => void): void => void starting.then(action, () => undefined);
  return {
    post: (message) => withWorker(({ worker }) => worker.postMessage(message)),
    onMessage: (listener) => {
      receive = listener;
    },
    onError: (listener) => {
      report = listener;
    },
    dispose: () =>
      withWorker(({ worker, url }) => {
        worker.terminate();
        URL.revokeObjectURL(url);
      }),
  };
}

/** The worker's source, which the build packs (raw DEFLATE, RFC 1951) and writes in base64. */
function unpacked(packed: string): Promise<string> {
  const bytes = Uint8Array.from(atob(packed), (character) => character.charCodeAt(0));
  return new globalThis.Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream('deflate-raw'))).text();
}
