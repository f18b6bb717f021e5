/** The extension in its host, and a project folder for each test. */
import assert from 'node:assert/strict';
import { chmodSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import * as vscode from 'vscode';
import { parseSidecar } from '../../../src/core/sidecar';
import type { Annotation, Sidecar } from '../../../src/core/sidecar/schema';
import { forgetUnwritten } from './storage';
import { outline, shown } from './window';
import { until, untilText } from './until';

export interface Api {
  settled(): Promise<void>;
  written(): Promise<void>;
}

export const coder = 'Tester';
export const article = 'pressmark-article';
export const sidecarOf = (document: string): string => `${document}.pressmark.yaml`;

export function extension(): vscode.Extension<Api> {
  const found = vscode.extensions.getExtension<Api>('pressmark.pressmark');
  assert.ok(found, 'Pressmark is not installed in this host');
  return found;
}

export async function activated(): Promise<Api> {
  return extension().activate();
}

function workspaceFolder(): string {
  const folder = vscode.workspace.workspaceFolders?.[0];
  assert.ok(folder, 'no folder is open');
  return folder.uri.fsPath;
}

/** A folder in the workspace, changed from outside as another program would. */
export class Folder {
  constructor(readonly path: string) {}

  get uri(): vscode.Uri {
    return vscode.Uri.file(this.path);
  }

  file(name: string): string {
    return path.join(this.path, name);
  }

  at(name: string): vscode.Uri {
    return vscode.Uri.file(this.file(name));
  }

  write(name: string, content: string | Uint8Array): void {
    mkdirSync(path.dirname(this.file(name)), { recursive: true });
    writeFileSync(this.file(name), content);
  }

  /** Undefined where there is no such file. */
  read(name: string): string | undefined {
    return existsSync(this.file(name)) ? readFileSync(this.file(name), 'utf8') : undefined;
  }

  bytes(name: string): Uint8Array {
    return readFileSync(this.file(name));
  }

  protect(name: string, on: boolean): void {
    chmodSync(this.file(name), on ? 0o444 : 0o644);
  }

  remove(name = '.'): void {
    rmSync(this.file(name), { recursive: true, force: true });
  }

  /** What a document's sidecar says on disk. */
  sidecar(document: string): Sidecar | undefined {
    const text = this.read(sidecarOf(document));
    return text === undefined ? undefined : parseSidecar(text).value;
  }

  annotations(document: string): readonly Annotation[] {
    return this.sidecar(document)?.annotations ?? [];
  }

  /** Waits until the sidecar on disk says `part`, and gives its text. */
  written(document: string, part: string | RegExp): Promise<string> {
    return untilText(`the sidecar of ${document}`, part, () => this.read(sidecarOf(document)));
  }
}

/** Keeps names of test folders apart: the file watcher still speaks of the last one when the next begins. */
let count = 0;
const made: Folder[] = [];

/** A folder with these files in the workspace. A `pressmark.yaml` comes last, so that what it governs is there when it is found. */
export function folderWith(files: Readonly<Record<string, string | Uint8Array>>): Folder {
  const folder = new Folder(path.join(workspaceFolder(), `t${process.pid}-${Date.now().toString(36)}-${count++}`));
  const names = Object.keys(files).sort(
    (a, b) => Number(a.endsWith('pressmark.yaml')) - Number(b.endsWith('pressmark.yaml')) || b.split('/').length - a.split('/').length,
  );
  for (const name of names) folder.write(name, files[name] ?? '');
  made.push(folder);
  return folder;
}

/** Opens a document and waits until it is an article with marks. */
export async function open(folder: Folder, name: string): Promise<vscode.TextEditor> {
  const { uri } = await until(`${name} to be an article`, async () => {
    const document = await vscode.workspace.openTextDocument(folder.at(name));
    return document.languageId === article && document;
  });
  const editor = await vscode.window.showTextDocument(await vscode.workspace.openTextDocument(uri));
  // The provider answers when the document is analysed.
  await vscode.commands.executeCommand('vscode.executeHoverProvider', uri, new vscode.Position(0, 0));
  return editor;
}

export function currentEditor(): vscode.TextEditor {
  const editor = vscode.window.activeTextEditor;
  assert.ok(editor, 'no editor is active');
  return editor;
}

/** The range of the nth (0-based) occurrence of words in a document. */
export function rangeOf(document: vscode.TextDocument, words: string, nth = 0): vscode.Range {
  let at = -1;
  for (let i = 0; i <= nth; i++) at = document.getText().indexOf(words, at + 1);
  assert.ok(at >= 0, `“${words}” is not in the document`);
  return new vscode.Range(document.positionAt(at), document.positionAt(at + words.length));
}

export function select(editor: vscode.TextEditor, words: string, nth = 0): void {
  const range = rangeOf(editor.document, words, nth);
  editor.selection = new vscode.Selection(range.start, range.end);
}

/** Selects words and gives them a tag, as the Codebook view does. */
export async function tag(editor: vscode.TextEditor, words: string, tagId: string): Promise<void> {
  select(editor, words);
  await vscode.commands.executeCommand('pressmark.applyTag', tagId);
}

/** All cards that stand at words of a document, as Markdown. */
export async function hover(uri: vscode.Uri, words: string, nth = 0): Promise<string> {
  const document = await vscode.workspace.openTextDocument(uri);
  const { start } = rangeOf(document, words, nth);
  const hovers = await vscode.commands.executeCommand<vscode.Hover[]>('vscode.executeHoverProvider', uri, start.translate(0, 1));
  return hovers
    .flatMap(({ contents }) => contents)
    .map((content) => (typeof content === 'string' ? content : content.value))
    .join('\n\n');
}

export async function edit(document: vscode.TextDocument, range: vscode.Range, text: string): Promise<void> {
  const change = new vscode.WorkspaceEdit();
  change.replace(document.uri, range, text);
  assert.ok(await vscode.workspace.applyEdit(change), 'the editor did not take the edit');
}

export function problems(uri: vscode.Uri): string[] {
  return vscode.languages
    .getDiagnostics(uri)
    .filter(({ source }) => source === 'Pressmark')
    .map(({ message, range, code }) => `${range.start.line + 1}: ${typeof code === 'string' ? code : ''}: ${message}`);
}

/** Waits until a problem of a file says `part`. */
export function problem(uri: vscode.Uri, part: string | RegExp): Promise<string> {
  return untilText(`the problems of ${path.basename(uri.path)}`, part, () => problems(uri).join('\n'));
}

/** What every test file begins with: the extension is up, and nothing of one test is left for the next. */
export function freshWindow(): void {
  before(async () => {
    await vscode.workspace.getConfiguration().update('pressmark.coder', coder, vscode.ConfigurationTarget.Global);
    await (await activated()).settled();
  });
  afterEach(async function () {
    const window = shown();
    const unasked = window.answers;
    window.answers = [];
    window.messages.length = 0;
    window.asked.length = 0;
    window.offered.length = 0;
    while (vscode.window.activeTextEditor?.document.isDirty) await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    // A write that comes after the folder is gone would be of the next test.
    await (await activated()).written();
    for (const folder of made.splice(0)) folder.remove();
    await until('its project to be forgotten', async () => !/\bt\d+-|\ba\.(?:txt|md)\b/.test(await outline('pressmark.sources')));
    const hasFailed = this.currentTest?.state === 'failed';
    assert.deepEqual(await forgetUnwritten(hasFailed), [], 'these decisions are left waiting');
    if (!hasFailed) assert.deepEqual(unasked, [], 'these answers were never asked for');
  });
}
