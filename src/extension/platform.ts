/** What differs between the desktop and the browser; `main.desktop.ts` and `main.web.ts` build one each. */
import type * as vscode from 'vscode';
import type { WorkerEndpoint } from './worker/protocol';

/** Writing of `file:` resources such that a reader sees the old text or the new one, never a torn one. */
export interface AtomicFiles {
  /**
   * Replaces the file if it still holds `expected` (undefined: does not exist), under a lock that other Pressmark processes honour.
   * @returns false when the file held something else
   * @throws an error with a Node code (`EACCES`, `ENOSPC` …) when it cannot be written; the old text is then still there
   */
  replace(path: string, expected: string | undefined, text: string): Promise<boolean>;
  /** Deletes the file if it still holds `expected`, under the same lock. @returns false when it held something else */
  remove(path: string, expected: string): Promise<boolean>;
}

export interface GitTool {
  /** The executable that the extension host runs in, and that runs as Node where `ELECTRON_RUN_AS_NODE` is set. */
  readonly program: string;
  /** Never rejects; the code is -1 where git did not run. */
  run(args: readonly string[], cwd: string): Promise<{ readonly code: number; readonly stdout: string; readonly stderr: string }>;
}

export interface Platform {
  startWorker(context: vscode.ExtensionContext): WorkerEndpoint;
  readonly atomicFiles: AtomicFiles | undefined;
  /** Undefined where no program can be run. */
  readonly git: GitTool | undefined;
  /** The name a new coder is offered. */
  suggestCoder(): Promise<string | undefined>;
}
