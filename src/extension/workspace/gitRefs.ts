/** Files of two git refs without checking either out, through the built-in Git extension. */
import type * as vscode from 'vscode';
import { type GitRepository, repositoryOf } from './gitVersions';

/** So many files are asked for at once: each is a process. */
const atOnce = 8;

export interface Snapshots {
  /** Content of a file by its address in the work tree; undefined where the ref has no such file. */
  readonly ours: ReadonlyMap<string, Uint8Array>;
  readonly theirs: ReadonlyMap<string, Uint8Array>;
  /** Where the two parted; empty if they have nothing in common. */
  readonly base: ReadonlyMap<string, Uint8Array>;
}

export async function refsOf(folder: vscode.Uri): Promise<readonly string[] | undefined> {
  const repository = await repositoryOf(folder);
  return repository && [...new Set((await repository.getRefs({})).flatMap(({ name }) => name ?? []))];
}

/**
 * @param known files of the work tree; what only one of the refs has is found by what differs
 * @param wanted whether a file is of interest
 * @returns undefined where there is no repository, or one of the refs is no commit
 */
export async function snapshotsOf(
  folder: vscode.Uri,
  [ours, theirs]: readonly [string, string],
  known: readonly vscode.Uri[],
  wanted: (uri: vscode.Uri) => boolean,
  token: vscode.CancellationToken,
): Promise<Snapshots | undefined> {
  const repository = await repositoryOf(folder);
  if (!repository) return undefined;
  const [a, b] = [await commitOf(repository, ours), await commitOf(repository, theirs)];
  if (a === undefined || b === undefined) return undefined;
  const base = await repository.getMergeBase(a, b).catch(() => undefined);
  // The extension's "between" is from where the two parted to the second: what the first has changed since is not among it.
  const [since, until] =
    base === undefined ? [undefined, undefined] : [filesIn(await repository.diffBetween(base, a)), filesIn(await repository.diffBetween(base, b))];
  const all = new Map(known.map((uri) => [uri.toString(), uri]));
  for (const ref of [a, b]) for (const [key, uri] of filesIn(await repository.diffWith(ref))) all.set(key, uri);
  for (const [key, uri] of [...(since ?? []), ...(until ?? [])]) all.set(key, uri);
  const files = [...all.values()].filter(wanted);
  const first = await contents(repository, a, files, token);
  if (base === undefined || since === undefined || until === undefined)
    return { ours: first, theirs: await contents(repository, b, files, token), base: new Map() };
  // What does not differ need not be asked for again: a process less.
  const from = async (ref: string, differs: (key: string) => boolean): Promise<ReadonlyMap<string, Uint8Array>> => {
    const changed = await contents(
      repository,
      ref,
      files.filter((uri) => differs(uri.toString())),
      token,
    );
    return new Map([...[...first].filter(([uri]) => !differs(uri)), ...changed]);
  };
  return { ours: first, theirs: await from(b, (key) => since.has(key) || until.has(key)), base: await from(base, (key) => since.has(key)) };
}

async function commitOf(repository: GitRepository, ref: string): Promise<string | undefined> {
  try {
    return (await repository.getCommit(ref)).hash;
  } catch {
    return undefined;
  }
}

function filesIn(
  changes: readonly { readonly uri: vscode.Uri; readonly originalUri: vscode.Uri; readonly renameUri?: vscode.Uri | undefined }[],
): ReadonlyMap<string, vscode.Uri> {
  return new Map(
    changes.flatMap(({ uri, originalUri, renameUri }) => [uri, originalUri, ...(renameUri ? [renameUri] : [])]).map((uri) => [uri.toString(), uri]),
  );
}

async function contents(
  repository: GitRepository,
  ref: string,
  files: readonly vscode.Uri[],
  token: vscode.CancellationToken,
): Promise<ReadonlyMap<string, Uint8Array>> {
  const found = new Map<string, Uint8Array>();
  for (let from = 0; from < files.length && !token.isCancellationRequested; from += atOnce) {
    await Promise.all(
      files.slice(from, from + atOnce).map(async (uri) => {
        try {
          found.set(uri.toString(), await repository.buffer(ref, uri.fsPath));
        } catch {
          // The commit has no such file.
        }
      }),
    );
  }
  return found;
}
