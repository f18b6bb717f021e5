/** Runs the command line in this process, on streams and folders of its own, and builds the real one for tests that spawn it. */
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Readable, Writable } from 'node:stream';
import { build } from 'esbuild';
import type { Host } from '../../src/cli/host';
import { run } from '../../src/cli/run';

export const root = path.resolve(__dirname, '../..');
export const seeds = path.join(root, 'seeds');

/** A stream that keeps what is written to it. */
export class Kept extends Writable {
  text = '';

  override _write(chunk: Buffer, _encoding: string, done: () => void): void {
    this.text += chunk.toString();
    done();
  }
}

export interface Outcome {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

export async function pressmark(argv: readonly string[], host: Partial<Host> = {}): Promise<Outcome> {
  const stdout = new Kept();
  const stderr = new Kept();
  const gazetteerPath = path.join(root, 'media/gazetteer.txt');
  const code = await run(argv, {
    stdin: Readable.from([]),
    stdout,
    stderr,
    signal: new AbortController().signal,
    gazetteerPath,
    workerFile: 'not built',
    version: '1.2.3',
    ...host,
  });
  return { code, out: stdout.text, err: stderr.text };
}

/** The objects of a stream of JSON lines. */
export function objects<T = Readonly<Record<string, unknown>>>(out: string): readonly T[] {
  assertWholeLines(out);
  return out
    .split('\n')
    .slice(0, -1)
    .map((line) => JSON.parse(line) as T);
}

function assertWholeLines(out: string): void {
  if (out !== '' && !out.endsWith('\n')) throw new Error(`The last line is not whole: ${out.slice(-80)}`);
}

const made: string[] = [];

/** A new folder with these files; a name may have folders in it. */
export function folderWith(files: Readonly<Record<string, string | Uint8Array>>): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'pressmark-cli-'));
  made.push(folder);
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
    writeFileSync(path.join(folder, name), content);
  }
  return folder;
}

export function removeFolders(): void {
  for (const folder of made.splice(0)) rmSync(folder, { recursive: true, force: true });
}

/** An entry of `annotations:`. The context on either side is what the text has there. */
export function annotation(id: string, text: string, quote: string, more = 'tags: []'): string {
  const start = text.indexOf(quote);
  const end = start + quote.length;
  const [before, after] = [text.slice(Math.max(0, start - 40), start), text.slice(end, end + 40)].map((context) => JSON.stringify(context));
  return `  - { id: ${id}, ${more}, quote: ${JSON.stringify(quote)}, before: ${before}, after: ${after}, position: [${start}, ${end}], by: anna, created: 2026-11-21T10:00:00Z }\n`;
}

/** Builds the command line as it ships, into a folder laid out like the extension's, and gives its path. */
export async function builtCommand(): Promise<string> {
  const folder = folderWith({});
  symlinkSync(path.join(root, 'media'), path.join(folder, 'media'));
  const outfile = path.join(folder, 'dist/cli.mjs');
  await build({
    absWorkingDir: root,
    entryPoints: ['src/cli/main.ts'],
    outfile,
    bundle: true,
    format: 'esm',
    // As in esbuild.mjs: yaml's build for Node is CommonJS.
    alias: { yaml: path.join(root, 'node_modules/yaml/browser/index.js') },
    define: { __dirname: 'import.meta.dirname', __filename: 'import.meta.filename' },
    platform: 'node',
    target: 'node20',
    mainFields: ['module', 'main'],
    logLevel: 'silent',
  });
  return outfile;
}
