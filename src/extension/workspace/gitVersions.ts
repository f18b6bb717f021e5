/** A file's versions in git, through the built-in Git extension: HEAD, then the last commits that touched it. */
import * as vscode from 'vscode';

/** The part of the Git extension's API (version 1) that is used here. */
interface GitApi {
  readonly state: 'uninitialized' | 'initialized';
  readonly onDidChangeState: vscode.Event<string>;
  getRepository(uri: vscode.Uri): GitRepository | null;
}
export interface GitRepository {
  buffer(ref: string, path: string): Promise<Uint8Array>;
  log(options: { readonly maxEntries: number; readonly path: string }): Promise<readonly { readonly hash: string }[]>;
  getCommit(ref: string): Promise<{ readonly hash: string }>;
  getRefs(query: object): Promise<readonly { readonly name?: string | undefined }[]>;
  getMergeBase(a: string, b: string): Promise<string | undefined>;
  /** What differs in the work tree; what git does not know of is not among it. */
  diffWith(ref: string): Promise<readonly GitChange[]>;
  diffBetween(a: string, b: string): Promise<readonly GitChange[]>;
}
export interface GitChange {
  readonly uri: vscode.Uri;
  readonly originalUri: vscode.Uri;
  readonly renameUri?: vscode.Uri | undefined;
}
interface GitExtension {
  readonly enabled: boolean;
  getAPI(version: 1): GitApi;
}

/** Whoever let more commits pass without opening the document has its selectors to go by. */
const maxCommits = 20;

/** Ends at once where there is no Git extension, no trust, or no repository that is open already: none is opened for this. */
export async function* gitVersions(uri: vscode.Uri): AsyncGenerator<Uint8Array> {
  const repository = await repositoryOf(uri);
  if (!repository) return;
  const head = await version(repository, 'HEAD', uri);
  if (head) yield head;
  for (const { hash } of await repository.log({ maxEntries: maxCommits, path: uri.fsPath })) {
    const bytes = await version(repository, hash, uri);
    if (bytes) yield bytes;
  }
}

/** The repository that a file or folder is in. Undefined where there is none open, no Git extension, or no trust. */
export async function repositoryOf(uri: vscode.Uri): Promise<GitRepository | undefined> {
  if (uri.scheme !== 'file' || !vscode.workspace.isTrusted) return undefined;
  const extension = vscode.extensions.getExtension<GitExtension>('vscode.git');
  if (!extension) return undefined;
  const git = extension.isActive ? extension.exports : await extension.activate();
  if (!git.enabled) return undefined;
  const api = git.getAPI(1);
  if (api.state !== 'initialized') await initialised(api);
  return api.getRepository(uri) ?? undefined;
}

/** Undefined where the commit has no such file. */
async function version(repository: GitRepository, ref: string, uri: vscode.Uri): Promise<Uint8Array | undefined> {
  try {
    return await repository.buffer(ref, uri.fsPath);
  } catch {
    return undefined;
  }
}

function initialised(api: GitApi): Promise<void> {
  return new Promise((resolve) => {
    const subscription = api.onDidChangeState((state) => {
      if (state !== 'initialized') return;
      subscription.dispose();
      resolve();
    });
  });
}
