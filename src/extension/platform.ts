/** What differs between the desktop and the browser; `main.desktop.ts` and `main.web.ts` build one each. */
import type * as vscode from 'vscode';
import type { atomicFiles } from '../node/atomicFiles';
import type { LocalFolders } from '../node/localFolders';
import type { WorkerEndpoint } from './worker/protocol';

/** Writing of `file:` resources such that a reader sees the old text or the new one, never a torn one. */
export type AtomicFiles = typeof atomicFiles;

export interface GitTool {
  /** The executable that the extension host runs in, and that runs as Node where `ELECTRON_RUN_AS_NODE` is set. */
  readonly program: string;
  /** Never rejects; the code is -1 where git did not run. */
  run(args: readonly string[], cwd: string): Promise<{ readonly code: number; readonly stdout: string; readonly stderr: string }>;
}

export interface Platform {
  startWorker(context: vscode.ExtensionContext): WorkerEndpoint;
  /** Whether the worker can read `file:` resources by itself. */
  readonly workerReadsFiles: boolean;
  /** Workers that help to read where many documents wait. */
  crew(): number;
  readonly atomicFiles: AtomicFiles | undefined;
  /** Reads the folders of `file:` resources without the window's help. */
  readonly localFolders: LocalFolders | undefined;
  /** Undefined where no program can be run. */
  readonly git: GitTool | undefined;
  /** The name a new coder is offered. */
  suggestCoder(): Promise<string | undefined>;
}
