import { execFile } from 'node:child_process';
import os, { userInfo } from 'node:os';
import { Worker } from 'node:worker_threads';
import * as vscode from 'vscode';
import { activateWith, type Api } from './activate';
import type { Platform } from './platform';
import { nodeGit } from './workspace/nodeGit';
import { atomicFiles } from '../node/atomicFiles';
import { LocalFolders } from '../node/localFolders';
import { crewOn } from './worker/crew';
import { handedOver, type Request, type Response, type WorkerEndpoint } from './worker/protocol';

const platform: Platform = {
  startWorker: (context) => threadEndpoint(new Worker(vscode.Uri.joinPath(context.extensionUri, 'dist', 'worker.mjs').fsPath)),
  workerReadsFiles: true,
  crew: () => crewOn(os.availableParallelism()),
  atomicFiles,
  localFolders: new LocalFolders(),
  git: nodeGit,
  suggestCoder: async () => (await gitUserName()) ?? userInfo().username,
};

export function activate(context: vscode.ExtensionContext): Api {
  return activateWith(context, platform);
}

function threadEndpoint(worker: Worker): WorkerEndpoint {
  worker.unref();
  return {
    post: (message: Request) => worker.postMessage(message, message.type === 'call' ? handedOver(...message.args) : []),
    onMessage: (listener) => void worker.on('message', (message: Response) => listener(message)),
    onError: (listener) => void worker.on('error', listener),
    dispose: () => void worker.terminate(),
  };
}

/** Git's `user.name` of the user, not of the folder: nothing in an untrusted folder has a say in who signs. */
function gitUserName(): Promise<string | undefined> {
  return new Promise((resolve) => {
    execFile('git', ['config', '--global', 'user.name'], { timeout: 2000, cwd: userInfo().homedir }, (error, stdout) =>
      resolve(error ? undefined : stdout.trim() || undefined),
    );
  });
}
