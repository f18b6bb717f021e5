/** The extension in the browser's host; it starts its own source again as its worker. */
import * as vscode from 'vscode';
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
  startWorker: (context) => webEndpoint(ownSource(context)),
  atomicFiles: undefined,
  git: undefined,
  suggestCoder: () => Promise.resolve(undefined),
};

export function activateInBrowser(context: vscode.ExtensionContext): Api {
  return activateWith(context, platform);
}

/** The bundle is a CommonJS module; in a worker nobody gives it a `module`, and nobody calls what it exports. */
async function ownSource(context: vscode.ExtensionContext): Promise<unknown> {
  const bytes = await vscode.workspace.fs.readFile(vscode.Uri.joinPath(context.extensionUri, 'dist', 'web.js'));
  return new Blob(['var module = { exports: {} };\n', bytes.slice(), '\nmodule.exports.work();\n'], { type: 'text/javascript' });
}

interface Started {
  readonly worker: Worker;
  readonly url: string;
}

/** Messages wait in order until the worker's source is read. */
function webEndpoint(source: Promise<unknown>): WorkerEndpoint {
  let report: (error: Error) => void = () => undefined;
  let receive: (message: Response) => void = () => undefined;
  const starting = source.then((blob): Started => {
    const url = URL.createObjectURL(blob);
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
