#!/usr/bin/env node
/** The command line `pressmark` as a process: its streams, its signals, its exit code. */
import path from 'node:path';
import { version } from '../../package.json';
import { exitCodes } from './host';
import { systemReason } from './messages';
import { run } from './run';

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
