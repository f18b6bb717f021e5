/** The extension in the browser's host: it starts there, reads the project, and marks and explains what it finds. What it does in depth is tested on the desktop host. */
import assert from 'node:assert/strict';
import * as vscode from 'vscode';

interface Api {
  settled(): Promise<void>;
}

const EXTENSION = 'pressmark.pressmark';
const DOCUMENT = '000_857cd91610f1de59.txt';

/** Waits until `probe` gives something; mocha's own limit ends it. */
async function until<T>(probe: () => Thenable<T | undefined>): Promise<T> {
  for (;;) {
    const value = await probe();
    if (value !== undefined) return value;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

describe('in the browser host', () => {
  let extension: vscode.Extension<Api>;
  let document: vscode.TextDocument;

  before(async () => {
    const found = vscode.extensions.getExtension<Api>(EXTENSION);
    assert.ok(found, `${EXTENSION} is not installed`);
    extension = found;
    await (await extension.activate()).settled();
    const folder = vscode.workspace.workspaceFolders?.[0];
    assert.ok(folder, 'no folder is open');
    document = await vscode.workspace.openTextDocument(vscode.Uri.joinPath(folder.uri, DOCUMENT));
    await vscode.window.showTextDocument(document);
  });

  it('is a web worker, started from the browser entry', () => {
    assert.equal(typeof (globalThis as { importScripts?: unknown }).importScripts, 'function');
    const manifest = extension.packageJSON as { readonly main?: string; readonly browser?: string };
    assert.equal(manifest.main, undefined);
    assert.ok(manifest.browser);
  });

  it('registers every command of the manifest', async () => {
    const manifest = extension.packageJSON as { readonly contributes: { readonly commands: readonly { readonly command: string }[] } };
    const registered = new Set(await vscode.commands.getCommands(true));
    const missing = manifest.contributes.commands.map(({ command }) => command).filter((command) => !registered.has(command));
    assert.deepEqual(missing, []);
  });

  it('takes the document for an article', async () => {
    await until(() =>
      Promise.resolve(vscode.workspace.textDocuments.find(({ uri, languageId }) => uri.path.endsWith(DOCUMENT) && languageId === 'pressmark-article')),
    );
  });

  it('explains an actor on hover', async () => {
    const at = document.positionAt(document.getText().indexOf('Borrell'));
    const words = await until(async () => {
      const hovers = await vscode.commands.executeCommand<vscode.Hover[]>('vscode.executeHoverProvider', document.uri, at);
      const contents = hovers.flatMap((hover) => hover.contents).map((content) => (typeof content === 'string' ? content : content.value));
      return contents.length > 0 ? contents.join('\n') : undefined;
    });
    assert.match(words, /Borrell/);
  });

  it('finds an actor again as references', async () => {
    const at = document.positionAt(document.getText().indexOf('Borrell'));
    const places = await vscode.commands.executeCommand<vscode.Location[]>('vscode.executeReferenceProvider', document.uri, at);
    assert.ok(places.length > 1, `only ${places.length} places`);
  });
});
