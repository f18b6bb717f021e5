/** Reading files of a git commit without checking it out. Git is run only when a person names a ref. */
import { execFile, spawn } from 'node:child_process';
import { promisify } from 'node:util';
import { InputError } from './host';
import { maxBytes } from './files';

const run = promisify(execFile);

/** No hook, no pager, no filter of the repository's configuration has a part in reading objects. */
const quiet = ['-c', 'core.fsmonitor=false', '--no-pager'];

async function git(folder: string, args: readonly string[]): Promise<string> {
  const { stdout } = await run('git', ['-C', folder, ...quiet, ...args], { encoding: 'utf8', maxBuffer: maxBytes, windowsHide: true });
  return stdout;
}

/** The commit that a ref names. @throws InputError */
export async function commitOf(folder: string, ref: string): Promise<string> {
  try {
    return (await git(folder, ['rev-parse', '--verify', '--quiet', '--end-of-options', `${ref}^{commit}`])).trim();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') throw new InputError('git is not installed, or not on the PATH.');
    throw new InputError(`${ref} is no commit of a git repository at ${folder}.`);
  }
}

/** Where two commits parted; undefined if they have nothing in common. */
export async function mergeBase(folder: string, a: string, b: string): Promise<string | undefined> {
  return git(folder, ['merge-base', a, b]).then(
    (commit) => commit.trim(),
    () => undefined,
  );
}

/** Paths of the files that a commit holds in a folder and below, relative to the folder. */
export async function filesOf(folder: string, commit: string): Promise<readonly string[]> {
  return (await git(folder, ['ls-tree', '-r', '-z', '--name-only', commit])).split('\0').filter((name) => name !== '');
}

/** Contents of files of a commit, in the order asked for. @throws InputError where git ends early */
export async function* contentsOf(folder: string, commit: string, paths: readonly string[]): AsyncGenerator<Buffer> {
  const prefix = (await git(folder, ['rev-parse', '--show-prefix'])).replace(/\n$/, '');
  const child = spawn('git', ['-C', folder, ...quiet, 'cat-file', '--batch'], { stdio: ['pipe', 'pipe', 'ignore'], windowsHide: true });
  const failed = new InputError('git ended before everything was read.');
  // Git answers each line before it reads the next, so that neither pipe fills up.
  child.stdin.on('error', () => undefined);
  const chunks = child.stdout[Symbol.asyncIterator]();
  let buffered = Buffer.alloc(0);
  const more = async (): Promise<void> => {
    const { value, done } = (await chunks.next()) as IteratorResult<Buffer, undefined>;
    if (done || value === undefined) throw failed;
    buffered = Buffer.concat([buffered, value]);
  };
  try {
    for (const path of paths) {
      // The one thing that would end a line.
      if (path.includes('\n')) throw new InputError(`${path} cannot be read: its name has a line end in it.`);
      child.stdin.write(`${commit}:${prefix}${path}\n`);
      while (!buffered.includes(10)) await more();
      const end = buffered.indexOf(10);
      const size = Number(/ blob (\d+)$/.exec(buffered.toString('utf8', 0, end))?.[1] ?? NaN);
      if (Number.isNaN(size)) throw new InputError(`${path} is not in ${commit.slice(0, 12)}.`);
      if (size > maxBytes) throw new InputError(`${path} cannot be read: it is larger than ${maxBytes >> 20} MB.`);
      buffered = buffered.subarray(end + 1);
      while (buffered.length < size + 1) await more();
      yield buffered.subarray(0, size);
      buffered = buffered.subarray(size + 1);
    }
  } finally {
    child.kill();
  }
}
