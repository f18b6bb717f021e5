/** What every harness script shares: plain progress lines, sentences for failures, and child processes that do not outlive us. */
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** The repository this harness stands in. */
export const ROOT = path.resolve(fileURLToPath(import.meta.url), '../../..');

/** Editors, their data and everything else that is downloaded or thrown away; ignored by git. `PRESSMARK_TEST_HOME` lets several clones share one. */
export const TEST_HOME = process.env.PRESSMARK_TEST_HOME ? path.resolve(process.env.PRESSMARK_TEST_HOME) : path.join(ROOT, '.vscode-test');

/** A failure that the person at the keyboard can act on: its message is a sentence that says what to do, shown without a stack. */
export class HarnessError extends Error {}

/** Says what is being done. */
export function say(message) {
  console.log(`· ${message}`);
}

/** Runs `main`, turns its failure into a sentence (or a stack for a bug of ours) and its result into the exit code. */
export function entry(main) {
  const [major] = process.versions.node.split('.').map(Number);
  if (major < 20) {
    console.error(
      `Pressmark is built with Node 20 or later; this is Node ${process.versions.node}. Install a newer one from https://nodejs.org and run the command again.`,
    );
    process.exit(1);
  }
  main().then(
    (code) => process.exit(code ?? 0),
    (error) => {
      console.error(error instanceof HarnessError ? `\n${error.message}` : error);
      process.exit(1);
    },
  );
}

const children = new Set();
const temporary = new Set();
let watching = false;

/** Ends what we started and removes what we left, however this process ends (but for SIGKILL). */
function watchForExit() {
  if (watching) return;
  watching = true;
  process.on('exit', () => {
    for (const child of children) killGroup(child, 'SIGKILL');
    if (!process.env.PRESSMARK_KEEP) for (const directory of temporary) removeQuietly(directory);
  });
  const signals = { SIGINT: 130, SIGTERM: 143, SIGHUP: 129 };
  for (const [signal, code] of Object.entries(signals)) process.on(signal, () => process.exit(code));
}

function removeQuietly(directory) {
  try {
    rmSync(directory, { recursive: true, force: true, maxRetries: 3 });
  } catch {
    // A file still held open by an ending process: the operating system clears its temporary folder.
  }
}

/** A temporary folder that is removed at exit; `PRESSMARK_KEEP=1` keeps it for inspection. */
export function temporaryDirectory(name) {
  watchForExit();
  const directory = mkdtempSync(path.join(os.tmpdir(), `pressmark-${name}-`));
  temporary.add(directory);
  return directory;
}

function killGroup(child, signal) {
  if (child.exitCode !== null || child.signalCode !== null || child.pid === undefined) return;
  try {
    if (process.platform === 'win32') child.kill(signal);
    else process.kill(-child.pid, signal);
  } catch {
    // Already gone.
  }
}

/** Spawns a child in a process group of its own, so that its children end with it, and registers it to be ended with us. */
export function spawnChild(command, args, options = {}) {
  watchForExit();
  const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'pipe'], ...options, detached: process.platform !== 'win32' });
  children.add(child);
  child.once('exit', () => children.delete(child));
  return child;
}

/** Ends a child and its group; resolves when it is gone. After `patience` milliseconds it is killed. */
export async function endChild(child, patience = 3000) {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = new Promise((resolve) => child.once('exit', resolve));
  killGroup(child, 'SIGTERM');
  const timer = setTimeout(() => killGroup(child, 'SIGKILL'), patience);
  await gone;
  clearTimeout(timer);
}

/** The environment for commands of our own: without what npm tells its scripts about *this* package, which would confuse an npm inside npm. */
export function cleanEnvironment(extra = {}) {
  const env = {};
  for (const [name, value] of Object.entries(process.env)) if (!/^npm_(package|lifecycle|command|execpath|node_execpath)/.test(name)) env[name] = value;
  return { ...env, ...extra };
}

/**
 * Runs a command to its end.
 * `quiet` holds its output back, prints a line every ten seconds instead, and shows the last lines when it fails.
 * `onLine` sees every line (and returns false to swallow it). Resolves to the exit code; with `orElse`, a failure is thrown as that sentence.
 */
export function run(command, args, { cwd = ROOT, env = cleanEnvironment(), quiet, onLine, orElse } = {}) {
  return new Promise((resolve, reject) => {
    const child = spawnChild(command, args, { cwd, env, shell: process.platform === 'win32' && !path.isAbsolute(command) });
    const tail = [];
    const started = Date.now();
    const heartbeat = quiet ? setInterval(() => console.log(`  … ${quiet}, ${Math.round((Date.now() - started) / 1000)} s so far`), 10_000) : undefined;
    const take = (line, stream) => {
      if (onLine?.(line) === false) return;
      if (quiet) {
        tail.push(line);
        if (tail.length > 40) tail.shift();
      } else {
        stream.write(`${line}\n`);
      }
    };
    eachLine(child.stdout, (line) => take(line, process.stdout));
    eachLine(child.stderr, (line) => take(line, process.stderr));
    const finish = (code, problem) => {
      clearInterval(heartbeat);
      if (code === 0 || !orElse) return problem ? reject(problem) : resolve(code);
      if (tail.length > 0) console.error(tail.map((line) => `    ${line}`).join('\n'));
      reject(new HarnessError(orElse));
    };
    child.once('error', (problem) => finish(1, problem));
    child.once('close', (code) => finish(code ?? 1));
  });
}

/** Calls back with every complete line of a stream, and with the last one that has no line feed. */
export function eachLine(stream, callback) {
  let rest = '';
  stream.setEncoding('utf8');
  stream.on('data', (text) => {
    const lines = (rest + text).split(/\r?\n/);
    rest = lines.pop() ?? '';
    for (const line of lines) callback(line);
  });
  stream.on('end', () => rest && callback(rest));
}

/** Whether a command is on the PATH; its full path, or undefined. */
export async function which(command) {
  const { accessSync, constants } = await import('node:fs');
  const endings = process.platform === 'win32' ? (process.env.PATHEXT ?? '.EXE;.CMD').split(';') : [''];
  for (const directory of (process.env.PATH ?? '').split(path.delimiter)) {
    for (const ending of endings) {
      const file = path.join(directory, command + ending);
      try {
        accessSync(file, constants.X_OK);
        return file;
      } catch {
        // Not here.
      }
    }
  }
  return undefined;
}
