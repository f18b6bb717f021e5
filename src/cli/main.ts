#!/usr/bin/env node
/** The command line `pressmark` as a process: its streams, its signals, its exit code. Its worker threads load the same file. */
import { fstatSync } from 'node:fs';
import path from 'node:path';
import { isMainThread } from 'node:worker_threads';
import { version } from '../../package.json';
import { exitCodes } from './host';
import { serveTasks } from './jobs/serve';
import { systemReason } from './messages';
import { run } from './run';

if (isMainThread) command();
else serveTasks();

function command(): void {
  const interrupt = new AbortController();
  // The second Ctrl+C ends the process at once, as always.
  process.once('SIGINT', () => interrupt.abort());
  // Nobody hears what is said on a closed stderr.
  process.stderr.on('error', () => undefined);

  void run(process.argv.slice(2), {
    stdin: process.stdin,
    stdout: process.stdout,
    stderr: process.stderr,
    signal: interrupt.signal,
    stdinSize: sizeOfInput(),
    workerFile: __filename,
    gazetteerPath: path.join(__dirname, '..', 'media', 'gazetteer.txt'),
    version,
  })
    .catch((error: unknown) => {
      process.stderr.write(
        `Pressmark has made a mistake of its own; please report it: ${error instanceof Error ? (error.stack ?? error.message) : systemReason(error)}\n`,
      );
      return exitCodes.bad;
    })
    .then((code) => {
      process.exitCode = code;
      // An input that is still open must not keep the process.
      process.stdin.destroy();
    });
}

/** Known where the shell has redirected a file. */
function sizeOfInput(): number | undefined {
  try {
    const stat = fstatSync(0);
    return stat.isFile() ? stat.size : undefined;
  } catch {
    return undefined;
  }
}
