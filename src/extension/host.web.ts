/** The extension in the browser's host. */
import type * as vscode from 'vscode';
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
declare const URL: { createObjectURL(blob: unknown): string };

/** @param workerAddress where the worker's module can be loaded from */
export function activateInBrowser(context: vscode.ExtensionContext, workerAddress: () => Promise<string>): Api {
  const platform: Platform = {
    startWorker: () => webEndpoint(workerAddress()),
    workerReadsFiles: false,
    // The host reads the files there, on the thread that its answers come from: more workers would wait for it.
    crew: () => 0,
    atomicFiles: undefined,
    localFolders: undefined,
    git: undefined,
    suggestCoder: () => Promise.resolve(undefined),
  };
  return activateWith(context, platform);
}

/**
 * A classic worker that imports the module: VS Code's own stand-in for workers within its worker knows no module workers. Messages wait in order until the
 * module is there.
 */
function bootstrap(address: string): string {
  const script = `let early = [];
self.onmessage = ({ data }) => early.push(data);
import(${JSON.stringify(address)}).then(({ receive }) => {
  for (const data of early) receive(data);
  self.onmessage = ({ data }) => receive(data);
}, (error) => setTimeout(() => { throw error; }));`;
  return URL.createObjectURL(new Blob([script], { type: 'text/javascript' }));
}

/** Messages wait in order until the worker's address is known. */
function webEndpoint(address: Promise<string>): WorkerEndpoint {
  let report: (error: Error) => void = () => undefined;
  let receive: (message: Response) => void = () => undefined;
  const starting = address.then((url): Worker => {
    const worker = new Worker(bootstrap(url));
    worker.onmessage = (event) => receive(event.data);
    worker.onerror = (event) => report(new Error(event.message ?? 'The analysis worker failed.'));
    return worker;
  });
  starting.catch((error: unknown) => report(error instanceof Error ? error : new Error(String(error))));
  const withWorker = (action: (worker: Worker) => void): void => void starting.then(action, () => undefined);
  return {
    post: (message) => withWorker((worker) => worker.postMessage(message)),
    onMessage: (listener) => {
      receive = listener;
    },
    onError: (listener) => {
      report = listener;
    },
    dispose: () => withWorker((worker) => worker.terminate()),
  };
}
