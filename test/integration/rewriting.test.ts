/** Acts that rewrite many files: shown first, carried out whole, taken back. */
import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import * as vscode from 'vscode';
import { coder, edit, freshWindow, open, problem, sidecarOf, tag } from './support/host';
import { article, projectFile, sample, sidecarOfAnother } from './support/sample';
import { answer, passages, shown } from './support/window';
import { until, untilText } from './support/until';

const mine = `a.txt.${coder}.pressmark.yaml`;
const theirs = 'a.txt.Another.pressmark.yaml';
const old = `pressmark: 0
passages:
  # checked twice
  - { id: p1, codes: [denial], text: "Paris disagreed with Berlin on that.", range: 164-200, coder: Another, when: 2026-11-21T10:00:00Z }
`;

describe('switching between one sidecar for all and one a coder', () => {
  freshWindow();

  it('moves every entry to its coder’s, hides others’, and comes back', async () => {
    const folder = sample({ [sidecarOf('a.txt')]: sidecarOfAnother, 'b.txt': article });
    await tag(await open(folder, 'a.txt'), 'about the pipeline', 'threat');
    const before = await folder.written('a.txt', 'about the pipeline');
    answer('a.txt.Another', 'Rewrite');
    await vscode.commands.executeCommand('pressmark.switchCoders');
    assert.match(folder.read('pressmark.yaml') ?? '', /^coders: separate$/m);
    assert.match(folder.read(mine) ?? '', /about the pipeline/);
    assert.match(folder.read(theirs) ?? '', / {2}# checked twice\n {2}- id: 01931c1e[^]*tags: {3}\[denial\]/);
    assert.doesNotMatch(folder.read(sidecarOf('a.txt')) ?? '', /annotations/);
    assert.match(folder.read(sidecarOf('a.txt')) ?? '', /published: 2022-01-10 {3}# the day it was printed/);
    await untilText('Passages, theirs hidden', /^(?![^]*Paris disagreed)[^]*about the pipeline/, passages);

    answer('Show Everyone’s Coding', 'Rewrite');
    await vscode.commands.executeCommand('pressmark.switchCoders');
    assert.ok(shown().asked.includes('Others’ coding is hidden, and joining the sidecars shows it. Show it first.'));
    assert.match(folder.read('pressmark.yaml') ?? '', /^coders: shared$/m);
    assert.deepEqual([folder.read(mine), folder.read(theirs)], [undefined, undefined]);
    await untilText('Passages', /about the pipeline[^]*Paris disagreed/, passages);
    answer('Rewrite');
    await vscode.commands.executeCommand('pressmark.undoRewriting');
    answer('Rewrite');
    await vscode.commands.executeCommand('pressmark.undoRewriting');
    assert.equal(folder.read(sidecarOf('a.txt')), before, 'taken back twice, it is as it was to the letter');
    assert.equal(folder.read('pressmark.yaml'), projectFile);
    await untilText('Passages', /about the pipeline[^]*Paris disagreed/, passages);
  });

  it('leaves what was done before it to be undone where the entries stand by then', async () => {
    const folder = sample({ [sidecarOf('a.txt')]: sidecarOfAnother });
    const editor = await open(folder, 'a.txt');
    await tag(editor, 'about the pipeline', 'threat');
    await folder.written('a.txt', 'about the pipeline');
    answer('Delete');
    await vscode.commands.executeCommand('pressmark.deletePassage', editor.document.uri.toString(), '01931c1e-7b1a-7c3e-8000-000000000001');
    await until('it to leave the disk', () => folder.annotations('a.txt').length === 1);
    answer('Rewrite');
    await vscode.commands.executeCommand('pressmark.switchCoders');
    assert.match(folder.read(mine) ?? '', /about the pipeline/);
    await vscode.commands.executeCommand('pressmark.undo');
    await untilText('their sidecar', 'Paris disagreed', () => folder.read(theirs));
    await vscode.commands.executeCommand('pressmark.undo');
    await until('mine to be taken back', () => !folder.read(mine)?.includes('about the pipeline'));
    assert.doesNotMatch(folder.read(sidecarOf('a.txt')) ?? '', /annotations/);
    await vscode.commands.executeCommand('pressmark.redo');
    await untilText('my sidecar', 'about the pipeline', () => folder.read(mine));
  });

  it('given up in the preview changes nothing', async () => {
    const folder = sample({ [sidecarOf('a.txt')]: sidecarOfAnother });
    await open(folder, 'a.txt');
    answer(undefined);
    await vscode.commands.executeCommand('pressmark.switchCoders');
    assert.equal(folder.read(sidecarOf('a.txt')), sidecarOfAnother);
    assert.equal(folder.read('pressmark.yaml'), projectFile);
  });

  it('refuses what would overwrite something, says what, and changes nothing', async () => {
    const other = sidecarOfAnother.replace('[denial]', '[threat]');
    const folder = sample({ [sidecarOf('a.txt')]: sidecarOfAnother, [theirs]: other });
    await open(folder, 'a.txt');
    answer(undefined);
    await vscode.commands.executeCommand('pressmark.switchCoders');
    assert.match(shown().asked[0] ?? '', /Give each coder/);
    assert.equal(folder.read(sidecarOf('a.txt')), sidecarOfAnother);
    assert.equal(folder.read(theirs), other);
    assert.equal(folder.read('pressmark.yaml'), projectFile);
  });

  it('refuses a sidecar that it cannot read, open or not, and changes nothing', async () => {
    const folder = sample({ [sidecarOf('a.txt')]: sidecarOfAnother });
    const broken = Buffer.from(sidecarOfAnother.replace('Paris', 'Par\u00ebs'), 'latin1');
    writeFileSync(folder.at(sidecarOf('a.txt')).fsPath, broken);
    await open(folder, 'a.txt');
    await vscode.commands.executeCommand('pressmark.switchCoders');
    await until('a refusal', () => shown().messages.some(({ text }) => /a\.txt\.pressmark\.yaml cannot be read/.test(text)));
    assert.deepEqual(readFileSync(folder.at(sidecarOf('a.txt')).fsPath), broken);
    assert.deepEqual([folder.read(mine), folder.read(theirs), folder.read('pressmark.yaml')], [undefined, undefined, projectFile]);
  });

  it('waits for what is not saved', async () => {
    const folder = sample({ [sidecarOf('a.txt')]: sidecarOfAnother });
    const sidecar = await vscode.workspace.openTextDocument(folder.at(sidecarOf('a.txt')));
    await vscode.window.showTextDocument(sidecar, { preview: false });
    await edit(sidecar, new vscode.Range(0, 0, 0, 0), '# half a thought\n');
    await open(folder, 'a.txt');
    assert.equal(sidecar.isDirty, true);
    await vscode.commands.executeCommand('pressmark.switchCoders');
    assert.match(
      shown()
        .messages.map(({ text }) => text)
        .join('\n'),
      /Save or revert .*a\.txt\.pressmark\.yaml first/,
    );
    assert.equal(folder.read(sidecarOf('a.txt')), sidecarOfAnother);
    await vscode.window.showTextDocument(sidecar);
  });
});

describe('files of an older version', () => {
  freshWindow();

  it('are shown, keep what is decided, and are migrated when it is asked for', async () => {
    const folder = sample({ [sidecarOf('a.txt')]: old });
    await problem(folder.at(sidecarOf('a.txt')), /^1: older-version: This file is of version 0/);
    const editor = await open(folder, 'a.txt');
    await untilText('Passages', 'Paris disagreed with Berlin on that., tagged Denial', passages);
    await tag(editor, 'about the pipeline', 'threat');
    await untilText('Passages', /decisions? for a\.txt (?:is|are) not written: This file is of version 0/, passages);
    assert.equal(folder.read(sidecarOf('a.txt')), old);
    answer('Rewrite');
    await vscode.commands.executeCommand('pressmark.migrateFiles');
    const text = await folder.written('a.txt', 'quote: "about the pipeline"');
    assert.match(text, /^pressmark: 1\n[^]* {2}# checked twice\n {2}- \{ id: p1, tags: \[denial\], quote: "Paris/);
    await until('nothing to be unwritten', async () => !(await passages()).includes('not written'));
  });

  it('of others are compared, and migrated, only once their coding is shown', async () => {
    const theirs = 'a.txt.ben.pressmark.yaml';
    const folder = sample({ 'pressmark.yaml': `${projectFile}coders: separate\n`, [theirs]: old });
    await open(folder, 'a.txt');
    answer(undefined);
    await vscode.commands.executeCommand('pressmark.migrateFiles');
    assert.match(shown().asked.at(-1) ?? '', /^Others’ coding is hidden, and the comparison of their files shows it/);
    assert.equal(folder.read(theirs), old);
    answer('Show Everyone’s Coding', 'Rewrite');
    await vscode.commands.executeCommand('pressmark.migrateFiles');
    await untilText('their sidecar', /^pressmark: 1\n/, () => folder.read(theirs));
    // Taking it back compares the same files.
    await vscode.commands.executeCommand('pressmark.showMine');
    answer(undefined);
    await vscode.commands.executeCommand('pressmark.undoRewriting');
    assert.match(shown().asked.at(-1) ?? '', /^Others’ coding is hidden/);
    assert.match(folder.read(theirs) ?? '', /^pressmark: 1\n/);
  });

  it('of a document that is named as my sidecar of another would be are others’ too', async () => {
    const named = `a.txt.${coder}`;
    const folder = sample({
      'pressmark.yaml': `${projectFile.replace('["*.txt"', `["*.txt", "*.${coder}"`)}coders: separate\n`,
      [named]: article,
      [sidecarOf(named)]: old,
    });
    await open(folder, named);
    answer(undefined);
    await vscode.commands.executeCommand('pressmark.migrateFiles');
    assert.match(shown().asked.at(-1) ?? '', /^Others’ coding is hidden, and the comparison of their files shows it/);
    assert.equal(folder.read(sidecarOf(named)), old);
  });
});
