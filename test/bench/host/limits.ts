/** What is measured beside the extension in the same host: the figures that VS Code keeps itself, and what the machine allows. */
import { mkdtempSync } from 'node:fs';
import { open, rename } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import * as vscode from 'vscode';

/** Milliseconds that the page of figures may take: it waits for what the window still does at its start. */
const patience = 20_000;

const columns = ['load code', 'call activate', 'finish activate'] as const;

/**
 * The row of an extension in "Extension Activation Stats", as "Developer: Startup Performance" shows it, in whole milliseconds: loading its code, the call
 * of `activate`, and what that waits for. Nothing where the page has no such row.
 */
export async function activationStats(id: string): Promise<ReadonlyMap<(typeof columns)[number], number>> {
  const row = new RegExp(String.raw`^\| *${id.replaceAll('.', String.raw`\.`)} *\|[^|]*\| *(\d+) *\| *(\d+) *\| *(\d+) *\|`, 'm');
  await vscode.commands.executeCommand('perfview.show');
  for (const started = performance.now(); performance.now() - started < patience; await new Promise((resolve) => setTimeout(resolve, 100))) {
    const page = vscode.workspace.textDocuments.find(({ uri }) => uri.scheme === 'perf');
    const found = page && row.exec(page.getText());
    if (found) return new Map(columns.map((name, n) => [name, Number(found[n + 1])]));
  }
  return new Map();
}

/** Writes files of these sizes one after the other, each as safe as a decision is: a new file, flushed, renamed, its folder flushed. @returns milliseconds */
export async function diskTakes(sizes: readonly number[]): Promise<number> {
  folder ??= mkdtempSync(path.join(tmpdir(), 'pressmark-limit-'));
  const started = performance.now();
  for (const [n, size] of sizes.entries()) {
    const file = path.join(folder, `${n}.txt`);
    await flushed(`${file}.tmp`, 'w', 'x'.repeat(size));
    await rename(`${file}.tmp`, file);
    await flushed(folder, 'r');
  }
  return performance.now() - started;
}
let folder: string | undefined;

async function flushed(name: string, flags: string, text?: string): Promise<void> {
  const handle = await open(name, flags);
  if (text !== undefined) await handle.writeFile(text, 'utf8');
  await handle.sync();
  await handle.close();
}
