/** Types of editor.mjs, for the tests that are written in TypeScript. */
import type { ChildProcess } from 'node:child_process';

export interface InstalledEditor {
  readonly version: string;
  /** The VS Code version it carries, like 1.139.1. */
  readonly vscode: string;
  readonly node: string;
  readonly serverMain: string;
}

export interface PreparedEditor {
  readonly editor: InstalledEditor;
  readonly chromiumPath: string;
  /** An extensions folder with the packaged .vsix installed. */
  readonly extensionsDir: string;
  readonly vsix: string;
}

export interface ServerOptions {
  readonly port?: number;
  readonly dataDir?: string;
  readonly extensionsDir?: string;
  readonly workspaceTrust?: boolean;
  readonly settings?: Readonly<Record<string, unknown>>;
  readonly keybindings?: readonly object[];
  readonly env?: Readonly<Record<string, string>>;
  readonly smokeDriver?: boolean;
}

export interface Server {
  readonly url: string;
  readonly authority: string;
  readonly port: number;
  readonly dataDir: string;
  readonly extensionsDir: string;
  readonly output: readonly string[];
  readonly child: ChildProcess;
  address(target?: string, payload?: readonly (readonly [string, string])[]): string;
  stop(): Promise<void>;
}

export declare const ROOT: string;
export declare const TEST_HOME: string;
export declare function prepareEditor(): Promise<PreparedEditor>;
export declare function startServer(editor: InstalledEditor, options?: ServerOptions): Promise<Server>;
export declare function temporaryDirectory(name: string): string;
