/** Quick fixes at the problems of sidecars and project files: edits in the editor, undone there. */
import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { type Folder, freshWindow, open, problem, problems, sidecarOf } from './support/host';
import { sample, sidecarOfAnother } from './support/sample';
import { until, untilText } from './support/until';

const sidecar = sidecarOf('a.txt');

/** The fixes offered at the first problem of a file. */
async function offers(folder: Folder, name: string): Promise<vscode.CodeAction[]> {
  const [diagnostic] = vscode.languages.getDiagnostics(folder.at(name)).filter(({ source }) => source === 'Pressmark');
  assert.ok(diagnostic);
  await vscode.window.showTextDocument(await vscode.workspace.openTextDocument(folder.at(name)));
  return until('quick fixes', async () => {
    const found = await vscode.commands.executeCommand<vscode.CodeAction[]>('vscode.executeCodeActionProvider', folder.at(name), diagnostic.range, 'quickfix');
    return found.length > 0 && found;
  });
}

async function apply(actions: readonly vscode.CodeAction[], title: string): Promise<void> {
  const action = actions.find((candidate) => candidate.title === title);
  assert.ok(action?.edit, `“${title}” is not among ${actions.map((one) => one.title).join(', ')}`);
  assert.ok(await vscode.workspace.applyEdit(action.edit));
}

describe('quick fixes', () => {
  freshWindow();

  it('correct an unknown tag, and add it to the codebook', async () => {
    const folder = sample({ [sidecar]: sidecarOfAnother.replace('[denial]', '[denyal]') });
    await open(folder, 'a.txt');
    await problem(folder.at(sidecar), /unknown-tag/);
    const actions = await offers(folder, sidecar);
    assert.deepEqual(
      actions.map(({ title }) => title),
      ['Change to “denial”', 'Add “denyal” to pressmark.yaml'],
    );
    await apply(actions, 'Add “denyal” to pressmark.yaml');
    await until('no problem to be left', () => problems(folder.at(sidecar)).length === 0);
    const project = await vscode.workspace.openTextDocument(folder.at('pressmark.yaml'));
    assert.match(project.getText(), /id: denyal/);
    await vscode.window.showTextDocument(project);
    await vscode.commands.executeCommand('undo');
    await problem(folder.at(sidecar), /unknown-tag/);
    await apply(await offers(folder, sidecar), 'Change to “denial”');
    await until('no problem to be left', () => problems(folder.at(sidecar)).length === 0);
    const edited = await vscode.workspace.openTextDocument(folder.at(sidecar));
    assert.equal(edited.getText(), sidecarOfAnother);
    await vscode.window.showTextDocument(edited);
  });

  it('migrate an older file, with Windows line ends', async () => {
    const folder = sample({ [sidecar]: 'pressmark: 0\r\narticle:\r\n  source: gazette  # kept\r\n' });
    await open(folder, 'a.txt');
    await problem(folder.at(sidecar), /older-version/);
    await apply(await offers(folder, sidecar), 'Migrate this file to version 1');
    const edited = await vscode.workspace.openTextDocument(folder.at(sidecar));
    await untilText('the editor', 'pressmark: 1\r\ndocument:\r\n  outlet: gazette  # kept\r\n', () => edited.getText());
    await until('no problem to be left', () => problems(folder.at(sidecar)).length === 0);
  });
});
