import type * as vscode from 'vscode';
import workerSource from 'inline-worker:./worker/worker.web.ts';
import { activateWith, type Api } from './activate';
import type { Platform } from './platform';
import type { Request, Response, WorkerEndpoint } from './worker/protocol';

/** The two globals of a browser host that this entry needs. */
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

function webEndpoint(): WorkerEndpoint {
  const url = URL.createObjectURL(new Blob([workerSource], { type: 'text/javascript' }));
  const worker = new Worker(url);
  return {
    post: (message) => worker.postMessage(message),
    onMessage: (listener) => {
      worker.onmessage = (event) => listener(event.data);
    },
    onError: (listener) => {
      worker.onerror = (event) => listener(new Error(event.message ?? 'The analysis worker failed.'));
    },
    dispose: () => {
      worker.terminate();
      URL.revokeObjectURL(url);
    },
  };
}
