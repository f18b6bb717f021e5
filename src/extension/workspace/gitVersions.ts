/** A file's versions in git, through the built-in Git extension: HEAD, then the last commits that touched it. */
import * as vscode from 'vscode';

/** The part of the Git extension's API (version 1) that is used here. */
interface GitApi {
  readonly state: 'uninitialized' | 'initialized';
  readonly onDidChangeState: vscode.Event<string>;
  getRepository(uri: vscode.Uri): GitRepository | null;
}
interface GitRepository {
  buffer(ref: string, path: string): Promise<Uint8Array>;
  log(options: { readonly maxEntries: number; readonly path: string }): Promise<readonly { readonly hash: string }[]>;
}
interface GitExtension {
  readonly enabled: boolean;
  getAPI(version: 1): GitApi;
}

/** Whoever let more commits pass without opening the document has its selectors to go by. */
const maxCommits = 20;

/** Ends at once where there is no Git extension, no trust, or no repository that is open already: none is opened for this. */
export async function* gitVersions(uri: vscode.Uri): AsyncGenerator<Uint8Array> {
  if (uri.scheme !== 'file' || !vscode.workspace.isTrusted) return;
  const extension = vscode.extensions.getExtension<GitExtension>('vscode.git');
  if (!extension) return;
  const git = extension.isActive ? extension.exports : await extension.activate();
  if (!git.enabled) return;
  const api = git.getAPI(1);
  if (api.state !== 'initialized') await initialised(api);
  const repository = api.getRepository(uri);
  if (!repository) return;
  const head = await version(repository, 'HEAD', uri);
  if (head) yield head;
  for (const { hash } of await repository.log({ maxEntries: maxCommits, path: uri.fsPath })) {
    const bytes = await version(repository, hash, uri);
    if (bytes) yield bytes;
  }
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
