/** What starts, and what the extension takes for its own. */
import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { article, extension, folderWith, freshWindow, hover, open } from './support/host';
import { outline, shown } from './support/window';
import { until, untilText } from './support/until';

const text = 'BRUSSELS — Angela Merkel met Emmanuel Macron on Monday, 10 January 2022.\n';

describe('starting', () => {
  freshWindow();

  it('is active, and its API tells when all is read', async () => {
    assert.equal(extension().isActive, true);
    assert.equal(await extension().exports.settled(), undefined);
  });

  it('registers every command and every view of the manifest', async () => {
    const { contributes } = extension().packageJSON as {
      readonly contributes: { readonly commands: readonly { readonly command: string }[]; readonly views: Record<string, readonly { readonly id: string }[]> };
    };
    const registered = new Set(await vscode.commands.getCommands(true));
    assert.deepEqual(
      contributes.commands.map(({ command }) => command).filter((command) => !registered.has(command)),
      [],
    );
    for (const { id } of Object.values(contributes.views).flat()) assert.ok(shown().trees.has(id), `there is no tree ${id}`);
  });
});

describe('what is an article', () => {
  freshWindow();

  it('is a document of a project, and no other plain text', async () => {
    const folder = folderWith({ 'a.txt': text, 'notes/b.txt': text, 'pressmark.yaml': 'pressmark: 1\ndocuments: ["*.txt"]\n' });
    await open(folder, 'a.txt');
    const other = await vscode.workspace.openTextDocument(folder.at('notes/b.txt'));
    await vscode.window.showTextDocument(other);
    assert.equal(await hover(other.uri, 'Angela Merkel'), '');
    assert.equal(other.languageId, 'plaintext');
  });

  it('is nothing outside of every project', async () => {
    const folder = vscode.workspace.workspaceFolders?.[0]?.uri ?? assert.fail();
    for (const [name, language] of [
      ['outside.txt', 'plaintext'],
      ['README.md', 'markdown'],
    ] as const) {
      const document = await vscode.workspace.openTextDocument(vscode.Uri.joinPath(folder, name));
      await vscode.window.showTextDocument(document);
      assert.equal(await hover(document.uri, 'Angela Merkel'), '', name);
      assert.equal(document.languageId, language);
    }
  });

  it('keeps the language of a document that has one, and is marked all the same', async () => {
    const folder = folderWith({ 'a.md': text, 'pressmark.yaml': 'pressmark: 1\ndocuments: ["*.md"]\n' });
    const { uri } = await vscode.workspace.openTextDocument(folder.at('a.md'));
    await untilText('the card', /^\*\*Angela Merkel\*\*/, () => hover(uri, 'Angela Merkel'));
    assert.equal((await vscode.workspace.openTextDocument(uri)).languageId, 'markdown');
  });

  it('is a document with a sidecar beside it, where there is no project', async () => {
    const folder = folderWith({ 'a.txt': text, 'b.txt': text, 'a.txt.pressmark.yaml': 'pressmark: 1\ndocument:\n  title: Beside\n' });
    await open(folder, 'a.txt');
    assert.equal((await vscode.workspace.openTextDocument(folder.at('b.txt'))).languageId, 'plaintext');
    folder.remove();
  });

  it('is one as soon as the project file says so, and no longer when it is gone', async () => {
    const folder = folderWith({ 'a.txt': text });
    const { uri } = await vscode.workspace.openTextDocument(folder.at('a.txt'));
    folder.write('pressmark.yaml', 'pressmark: 1\ndocuments: ["*.txt"]\n');
    await until('the language', async () => (await vscode.workspace.openTextDocument(uri)).languageId === article);
    await untilText('the card', /^\*\*Angela Merkel\*\*/, () => hover(uri, 'Angela Merkel'));
    folder.remove('pressmark.yaml');
    await until('the card to go', async () => (await hover(uri, 'Angela Merkel')) === '');
  });

  it('appears in the Sources view with its file and vanishes with it', async () => {
    const folder = folderWith({ 'a.txt': text, 'pressmark.yaml': 'pressmark: 1\ndocuments: ["*.txt"]\n' });
    await untilText('Sources', 'a.txt', () => outline('pressmark.sources'));
    folder.write('appears.txt', text);
    await untilText('Sources', 'appears.txt', () => outline('pressmark.sources'));
    folder.remove('appears.txt');
    // The system tells nothing of a file that came and went between two of its looks; a search may have seen it. Then it comes and goes again.
    let looked = 0;
    await until('it to vanish', async () => {
      looked++;
      if (looked % 200 === 100) folder.write('appears.txt', text);
      if (looked % 200 === 0) folder.remove('appears.txt');
      return !(await outline('pressmark.sources')).includes('appears.txt');
    });
  });
});
