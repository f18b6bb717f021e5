/** Where a benchmark finds its gold: files of JSON lines, or folders of such. */
import { existsSync, readFileSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** The files that `--gold PATH…` names: a folder stands for its `.jsonl` files, in the order of their names. Ends the process where there is none. */
export function goldFiles(paths: readonly string[], what: string): readonly string[] {
  return paths.flatMap((path) => {
    if (!existsSync(path)) return fail(`No gold at ${path}. The benchmark needs ${what} as JSON lines; they are not part of this repository.`);
    if (!statSync(path).isDirectory()) return [path];
    const files = readdirSync(path)
      .filter((name) => name.endsWith('.jsonl'))
      .sort()
      .map((name) => join(path, name));
    return files.length > 0 ? files : fail(`No .jsonl file in ${path}.`);
  });
}

export function readLines<T>(path: string): readonly T[] {
  return readFileSync(path, 'utf8')
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => JSON.parse(line) as T);
}

export function fail(message: string): never {
  console.error(message);
  process.exit(2);
}
