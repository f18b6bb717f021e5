/** The extension in the browser's host: it starts there, reads the project, and marks and explains what it finds. What it does in depth is tested on the desktop host. */
import assert from 'node:assert/strict';
import * as vscode from 'vscode';

interface Api {
  settled(): Promise<void>;
}

const EXTENSION = 'pressmark.pressmark';
const DOCUMENT = '000_857cd91610f1de59.txt';
const SIDECAR = `${DOCUMENT}.pressmark.yaml`;

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
  let folder: vscode.Uri;

  before(async () => {
    const found = vscode.extensions.getExtension<Api>(EXTENSION);
    assert.ok(found, `${EXTENSION} is not installed`);
    extension = found;
    const workspace = vscode.workspace.workspaceFolders?.[0];
    assert.ok(workspace, 'no folder is open');
    // The workspace is no project yet: the seeds are put into it as a reader's own folder would be.
    folder = vscode.Uri.joinPath(workspace.uri, 'sources');
    for (const name of [DOCUMENT, SIDECAR, 'pressmark.yaml']) {
      const bytes = await vscode.workspace.fs.readFile(vscode.Uri.joinPath(extension.extensionUri, 'seeds', name));
      await vscode.workspace.fs.writeFile(vscode.Uri.joinPath(folder, name), bytes);
    }
    await vscode.workspace.getConfiguration().update('pressmark.coder', 'Tester', vscode.ConfigurationTarget.Global);
    await (await extension.activate()).settled();
    document = await vscode.workspace.openTextDocument(vscode.Uri.joinPath(folder, DOCUMENT));
    await vscode.window.showTextDocument(document);
  });

  const read = async (name: string): Promise<string> => new TextDecoder().decode(await vscode.workspace.fs.readFile(vscode.Uri.joinPath(folder, name)));

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

  it('tags a passage into the sidecar, written without a disk of its own, and takes it back', async () => {
    const quote = 'fraught with swift, severe and coordinated consequences';
    const before = await read(SIDECAR);
    const editor = await vscode.window.showTextDocument(document.uri);
    const start = editor.document.getText().indexOf(quote);
    assert.ok(start > 0, 'the quote is not in the document');
    editor.selection = new vscode.Selection(editor.document.positionAt(start), editor.document.positionAt(start + quote.length));
    await vscode.commands.executeCommand('pressmark.applyTag', 'forecast');
    const after = await until(async () => {
      const text = await read(SIDECAR);
      return text.includes(`quote: "${quote}"`) ? text : undefined;
    });
    const lines = after.split('\n');
    assert.deepEqual(
      before.split('\n').filter((line) => !lines.includes(line)),
      [],
    );
    await vscode.commands.executeCommand('pressmark.undo');
    await until(async () => ((await read(SIDECAR)) === before ? true : undefined));
  });
});
