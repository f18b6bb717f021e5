/** That nothing decided is lost or lands elsewhere: unsaved text, renames, foreign deletions, files that cannot be written, projects beside each other. */
import assert from 'node:assert/strict';
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import * as vscode from 'vscode';
import { coder, currentEditor, edit, type Folder, folderWith, freshWindow, open, rangeOf, select, sidecarOf, tag } from './support/host';
import { leaveUnwritten } from './support/storage';
import { article, projectFile, sample, sidecarOfAnother } from './support/sample';
import { answer, drop, outline, passages, shown, treeNode, treeView, writeNote } from './support/window';
import { until, untilText } from './support/until';
import type { Owned } from '../../src/extension/workspace/owners';

const run = (command: string, ...args: unknown[]): Thenable<unknown> => vscode.commands.executeCommand(`pressmark.${command}`, ...args);
const sidecar = sidecarOf('a.txt');

/** Changes a.txt without saving it, and tags what was changed. */
async function tagUnsaved(folder: Folder): Promise<vscode.TextEditor> {
  const editor = await open(folder, 'a.txt');
  await edit(editor.document, rangeOf(editor.document, 'remain'), 'stay');
  await tag(editor, 'sanctions stay on the table', 'threat');
  await untilText('Passages', 'sanctions stay', passages);
  return editor;
}

async function rename(folder: Folder, from: string, to: string): Promise<void> {
  const renaming = new vscode.WorkspaceEdit();
  renaming.renameFile(folder.at(from), folder.at(to));
  // The disk has the new name a moment before anybody is told.
  const told = new Promise<void>((resolve) => {
    const subscription = vscode.workspace.onDidRenameFiles(() => {
      subscription.dispose();
      resolve();
    });
  });
  assert.ok(await vscode.workspace.applyEdit(renaming));
  await told;
}

/** As {@link rename}, but Pressmark hears of it only after it has searched the folder, as on a busy machine. */
async function renameBeforeTheNews(folder: Folder, from: string, to: string): Promise<void> {
  let tell: () => void = () => undefined;
  shown().renameNews = new Promise<void>((resolve) => (tell = resolve));
  try {
    const renaming = rename(folder, from, to);
    await untilText('Sources', to, () => outline('pressmark.sources'));
    await until('the old name to be gone', async () => !(await outline('pressmark.sources')).includes(from));
    tell();
    await renaming;
  } finally {
    tell();
    shown().renameNews = Promise.resolve();
  }
}

const renamings = [
  ['', rename],
  [', though the folder is searched before the news of it comes', renameBeforeTheNews],
] as const;

describe('a passage in text that is not saved', () => {
  freshWindow();

  it('is tagged again, retagged, noted, deleted and undone like any other, and written as it is then', async () => {
    const folder = sample();
    const editor = await open(folder, 'a.txt');
    await edit(editor.document, rangeOf(editor.document, 'remain'), 'stay');
    await tag(editor, 'sanctions stay on the table', 'threat');
    await untilText('Passages', 'sanctions stay on the table, tagged Threat', passages);
    await tag(editor, 'sanctions stay on the table', 'denial');
    await untilText('Passages', 'tagged Threat, Denial', passages);
    await run('undo');
    await untilText('Passages', /tagged Threat(?!, Denial)/, passages);
    await run('redo');
    select(currentEditor(), 'stay');
    answer(['Denial']);
    await run('retagPassage');
    await untilText('Passages', /tagged Denial/, passages);
    await run('editNote');
    await writeNote('Said softly');
    await untilText('Passages', 'note Said softly', passages);
    await run('deletePassage');
    await until('it to go', async () => (await passages()) === '');
    await run('undo');
    await untilText('Passages', /tagged Denial.*note Said softly/, passages);
    assert.equal(folder.read(sidecar), undefined);
    await editor.document.save();
    const text = await folder.written('a.txt', 'quote: "sanctions stay on the table"');
    assert.match(text, /tags: \[denial\][^]*note: "Said softly"/);
  });

  it('that was saved since is undone and redone in the sidecar', async () => {
    const folder = sample();
    const editor = await tagUnsaved(folder);
    await editor.document.save();
    await folder.written('a.txt', 'sanctions stay on the table');
    await run('undo');
    await until('it to leave the disk', () => folder.annotations('a.txt').length === 0);
    await run('redo');
    await folder.written('a.txt', 'sanctions stay on the table');
    assert.equal(folder.annotations('a.txt').length, 1);
  });

  for (const [when, doRename] of renamings)
    it(`goes along when the document is renamed${when}`, async () => {
      const folder = sample();
      await tagUnsaved(folder);
      await doRename(folder, 'a.txt', 'b.txt');
      const moved = await open(folder, 'b.txt');
      await until(
        'it to be where the document is',
        async () => (await passages()).includes('sanctions stay') || folder.read(sidecarOf('b.txt'))?.includes('sanctions stay'),
      );
      if (moved.document.isDirty) await moved.document.save();
      await folder.written('b.txt', 'sanctions stay on the table');
    });
});

describe('after a rename', () => {
  freshWindow();

  it('a document with unsaved edits is still tagged at places of its saved text', async () => {
    const folder = sample();
    const editor = await open(folder, 'a.txt');
    await edit(editor.document, new vscode.Range(0, 0, 0, 0), 'EXCLUSIVE\n\n');
    await rename(folder, 'a.txt', 'b.txt');
    const moved = await open(folder, 'b.txt');
    assert.ok(moved.document.isDirty);
    await until('b.txt to be marked', async () => {
      await tag(moved, 'about the pipeline', 'threat');
      return (await passages()).includes('about the pipeline');
    });
    await folder.written('b.txt', 'quote: "about the pipeline"');
    assert.equal(folder.annotations('b.txt')[0]?.position[0], article.indexOf('about the pipeline'));
    await moved.document.save();
    await until('the place to follow', () => folder.annotations('b.txt')[0]?.position[0] === article.indexOf('about the pipeline') + 'EXCLUSIVE\n\n'.length);
  });

  for (const [when, doRename] of renamings)
    it(`an act is undone where the document is now${when}`, async () => {
      const folder = sample();
      await tag(await open(folder, 'a.txt'), 'about the pipeline', 'threat');
      await folder.written('a.txt', 'about the pipeline');
      await doRename(folder, 'a.txt', 'b.txt');
      await until('the sidecar to be moved', () => folder.read(sidecarOf('b.txt')) !== undefined);
      await run('undo');
      await until('it to leave the disk', () => folder.annotations('b.txt').length === 0);
      await run('redo');
      await folder.written('b.txt', 'about the pipeline');
      assert.equal(folder.read(sidecar), undefined);
    });

  it('and is renamed back, an act is undone there', async () => {
    const folder = sample();
    await tag(await open(folder, 'a.txt'), 'about the pipeline', 'threat');
    await folder.written('a.txt', 'about the pipeline');
    await rename(folder, 'a.txt', 'b.txt');
    await until('the sidecar to be moved', () => folder.read(sidecarOf('b.txt')) !== undefined);
    await rename(folder, 'b.txt', 'a.txt');
    await until('the sidecar to be moved back', () => folder.read(sidecar) !== undefined);
    await run('undo');
    await until('it to leave the disk', () => folder.annotations('a.txt').length === 0);
    assert.equal(folder.read(sidecarOf('b.txt')), undefined);
  });

  for (const [when, doRename] of renamings)
    it(`a passage in unsaved text is undone under the new name, saved or not${when}`, async () => {
      const folder = sample();
      await tagUnsaved(folder);
      await doRename(folder, 'a.txt', 'b.txt');
      const moved = await open(folder, 'b.txt');
      await until(
        'it to be where the document is',
        async () => (await passages()).includes('sanctions stay') || folder.read(sidecarOf('b.txt'))?.includes('sanctions stay'),
      );
      await run('undo');
      await until('it to be gone', async () => !(await passages()).includes('sanctions stay') && folder.annotations('b.txt').length === 0);
      if (moved.document.isDirty) await moved.document.save();
      assert.equal(folder.read(sidecar), undefined);
    });

  it('and another one right behind it, the sidecar is beside the last name', async () => {
    const folder = sample({ [sidecar]: sidecarOfAnother });
    await open(folder, 'a.txt');
    let tell: () => void = () => undefined;
    shown().renameNews = new Promise<void>((resolve) => (tell = resolve));
    try {
      const first = rename(folder, 'a.txt', 'b.txt');
      await untilText('Sources', 'b.txt', () => outline('pressmark.sources'));
      const second = rename(folder, 'b.txt', 'c.txt');
      await untilText('Sources', 'c.txt', () => outline('pressmark.sources'));
      tell();
      await Promise.all([first, second]);
      await until('the sidecar to be moved twice', () => folder.read(sidecarOf('c.txt')) === sidecarOfAnother);
      assert.deepEqual([folder.read(sidecar), folder.read(sidecarOf('b.txt'))], [undefined, undefined]);
    } finally {
      tell();
      shown().renameNews = Promise.resolve();
    }
  });

  it('a document that takes the old name at once is coded for itself', async () => {
    const folder = sample();
    await tag(await open(folder, 'a.txt'), 'about the pipeline', 'threat');
    await folder.written('a.txt', 'about the pipeline');
    await rename(folder, 'a.txt', 'b.txt');
    folder.write('a.txt', article);
    await untilText('Sources', 'b.txt', () => outline('pressmark.sources'));
    await until('the sidecar to be moved', () => folder.read(sidecarOf('b.txt')) !== undefined && folder.read(sidecar) === undefined);
    const editor = await open(folder, 'a.txt');
    await until('it to be marked', async () => {
      await tag(editor, 'Paris disagreed', 'denial');
      return (await passages()).includes('Paris disagreed');
    });
    await folder.written('a.txt', 'Paris disagreed');
    assert.deepEqual([folder.annotations('a.txt').length, folder.annotations('b.txt').length], [1, 1]);
  });

  it('a document that has taken the old name before the news of it came is coded for itself', async () => {
    const folder = sample();
    await tag(await open(folder, 'a.txt'), 'about the pipeline', 'threat');
    await folder.written('a.txt', 'about the pipeline');
    let tell: () => void = () => undefined;
    shown().renameNews = new Promise<void>((resolve) => (tell = resolve));
    try {
      const renaming = rename(folder, 'a.txt', 'b.txt');
      await until('the file to have its new name', () => folder.read('a.txt') === undefined && folder.read('b.txt') !== undefined);
      folder.write('a.txt', article);
      await untilText('Sources', 'b.txt', () => outline('pressmark.sources'));
      const editor = await open(folder, 'a.txt');
      tell();
      await renaming;
      await until('the sidecar to be moved', () => folder.read(sidecarOf('b.txt')) !== undefined && folder.read(sidecar) === undefined);
      await until('it to be marked', async () => {
        await tag(editor, 'Paris disagreed', 'denial');
        return (await passages()).includes('Paris disagreed');
      });
      await folder.written('a.txt', 'Paris disagreed');
      assert.deepEqual([folder.annotations('a.txt').length, folder.annotations('b.txt').length], [1, 1]);
    } finally {
      tell();
      shown().renameNews = Promise.resolve();
    }
  });

  it('decisions that could not be written are for the new name', async () => {
    const folder = sample({ [sidecar]: sidecarOfAnother });
    const editor = await open(folder, 'a.txt');
    folder.protect(sidecar, true);
    await tag(editor, 'about the pipeline', 'threat');
    await untilText('Passages', /decisions for a\.txt are not written/, passages);
    await rename(folder, 'a.txt', 'b.txt');
    await until('the sidecar to be moved', () => folder.read(sidecarOf('b.txt')) === sidecarOfAnother);
    folder.protect(sidecarOf('b.txt'), false);
    await open(folder, 'b.txt');
    await until('the sidecar to say both', async () => {
      await run('retryWrite');
      return folder.annotations('b.txt').length === 2;
    });
    assert.equal(folder.read(sidecar), undefined);
  });

  it('of its folder too', async () => {
    const folder = sample({ 'pressmark.yaml': projectFile.replace('*.txt', '**/*.txt'), 'in/i.txt': article });
    await tag(await open(folder, 'in/i.txt'), 'about the pipeline', 'threat');
    await untilText('the sidecar', 'about the pipeline', () => folder.read('in/i.txt.pressmark.yaml'));
    await rename(folder, 'in', 'out');
    await until('the sidecar to be moved', () => folder.read('out/i.txt.pressmark.yaml') !== undefined);
    await run('undo');
    await until('it to leave the disk', () => !folder.read('out/i.txt.pressmark.yaml')?.includes('about the pipeline'));
    assert.equal(folder.read('in/i.txt.pressmark.yaml'), undefined);
  });
});

describe('what an earlier window left unwritten', () => {
  freshWindow();
  const id = '01931c1e-7b1a-7c3e-8000-00000000000e';

  async function recovered(owner?: Owned): Promise<Folder> {
    const folder = sample({ 'before.txt': article });
    // There is a journal once something has been kept.
    await tag(await open(folder, 'before.txt'), 'about the pipeline', 'denial');
    await folder.written('before.txt', 'about the pipeline');
    const start = article.indexOf('Paris disagreed');
    const entry = { id, tags: ['threat'], quote: 'Paris disagreed', position: [start, start + 15], by: coder, created: '2026-11-21T10:00:00Z' };
    await leaveUnwritten(folder.at(sidecar).toString(), [{ id: 'of-an-earlier-window', decision: { type: 'add', section: 'annotations', entry } }], owner);
    await open(folder, 'a.txt');
    return folder;
  }

  it('is written, told in the view, and taken back and redone when I say so', async () => {
    const folder = await recovered();
    await folder.written('a.txt', 'Paris disagreed');
    await untilText('Passages', /1 of your changes in a\.txt were left unwritten by an earlier window.*Paris disagreed: added/, passages);
    await run('takeBackRecovered', await treeNode('pressmark.passages', 'Recovered: a.txt'));
    await until('it to leave the disk', () => folder.annotations('a.txt').length === 0);
    await until('nothing to be told', async () => !(await passages()).includes('earlier window'));
    await run('undo');
    await folder.written('a.txt', 'Paris disagreed');
    assert.deepEqual(shown().messages, []);
  });

  it('with another folder open is written and told once that window gives no signs any more', async () => {
    const folder = await recovered({ owner: 'window-of-the-folder-above', at: Date.now() - 8000 });
    await untilText('Passages', /1 of your changes in a\.txt were left unwritten by an earlier window.*Paris disagreed: added/, passages);
    await folder.written('a.txt', 'Paris disagreed');
    await run('keepRecovered');
  });

  it('or stays when I say that', async () => {
    const folder = await recovered();
    await untilText('Passages', 'earlier window', passages);
    await run('keepRecovered');
    await until('nothing to be told', async () => !(await passages()).includes('earlier window'));
    await untilText('Passages', 'Paris disagreed', passages);
    await folder.written('a.txt', 'Paris disagreed');
  });
});

describe('what waits for a document that is not there any more', () => {
  freshWindow();
  const id = '01931c1e-7b1a-7c3e-8000-00000000000f';

  it('stands in the view as not written, is saved as a copy, and is written beside its name when I say so', async () => {
    const folder = sample({ 'before.txt': article });
    await tag(await open(folder, 'before.txt'), 'about the pipeline', 'denial');
    await folder.written('before.txt', 'about the pipeline');
    const entry = { id, tags: ['threat'], quote: 'Paris disagreed', position: [0, 15], by: coder, created: '2026-11-21T10:00:00Z' };
    await leaveUnwritten(folder.at(sidecarOf('gone.txt')).toString(), [
      { id: 'of-a-document-that-went', decision: { type: 'add', section: 'annotations', entry } },
    ]);
    // The folder is searched anew.
    folder.write('another.txt', article);
    await untilText('Passages', /1 decisions for gone\.txt are not written: There is no document of that name/, passages);
    assert.equal(folder.read(sidecarOf('gone.txt')), undefined);
    answer(folder.at('copy.yaml').toString(), undefined);
    await run('saveDecisionsAs');
    assert.match(folder.read('copy.yaml') ?? '', /quote: "Paris disagreed"/);
    await run('retryWrite');
    await untilText('the sidecar', 'Paris disagreed', () => folder.read(sidecarOf('gone.txt')));
    await until('nothing to be said', async () => !(await passages()).includes('gone.txt'));
    folder.remove(sidecarOf('gone.txt'));
  });

  it('is a passage in unsaved text too, once no editor has that text any more', async () => {
    const folder = sample({ 'before.txt': article });
    await tagUnsaved(folder);
    folder.remove('a.txt');
    await until('the document to be gone', async () => !(await outline('pressmark.sources')).includes('a.txt'));
    await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
    await open(folder, 'before.txt');
    await untilText('Passages', /1 decisions for a\.txt are not written: There is no document of that name/, passages);
    assert.equal(folder.read(sidecar), undefined);
    answer(folder.at('copy.yaml').toString(), undefined);
    await run('saveDecisionsAs', await treeNode('pressmark.passages', 'Not written: a.txt'));
    assert.match(folder.read('copy.yaml') ?? '', /quote: "sanctions stay on the table"/);
    await run('retryWrite');
    await untilText('the sidecar', 'sanctions stay on the table', () => folder.read(sidecar));
    await until('nothing to be said', async () => !(await passages()).includes('a.txt'));
    folder.remove(sidecar);
  });

  it('is let go of once I have a copy and want it so', async () => {
    const folder = sample({ 'before.txt': article });
    await tag(await open(folder, 'before.txt'), 'about the pipeline', 'denial');
    await folder.written('before.txt', 'about the pipeline');
    const entry = { id, tags: ['threat'], quote: 'Paris disagreed', position: [0, 15], by: coder, created: '2026-11-21T10:00:00Z' };
    await leaveUnwritten(folder.at(sidecarOf('went.txt')).toString(), [{ id: 'that-has-a-copy', decision: { type: 'add', section: 'annotations', entry } }]);
    folder.write('another.txt', article);
    await untilText('Passages', /decisions for went\.txt are not written/, passages);
    answer(folder.at('copy.yaml').toString(), 'Keep the Copy Alone');
    await run('saveDecisionsAs', await treeNode('pressmark.passages', 'Not written: went.txt'));
    await until('nothing to be said', async () => !(await passages()).includes('went.txt'));
    assert.equal(folder.read(sidecarOf('went.txt')), undefined);
    folder.write('went.txt', article);
    await open(folder, 'went.txt');
    await untilText('Sources', 'went.txt', () => outline('pressmark.sources'));
    assert.equal(folder.read(sidecarOf('went.txt')), undefined);
  });

  it('is told for itself where what it is about is gone with the document, and stays until I let it go', async () => {
    const folder = sample({ 'before.txt': article });
    await tag(await open(folder, 'before.txt'), 'about the pipeline', 'denial');
    await folder.written('before.txt', 'about the pipeline');
    const decision = { type: 'change', section: 'annotations', key: id, changes: { note: 'seen twice' } };
    const was = { id, tags: ['threat'], quote: 'Paris disagreed', position: [0, 15], by: coder, created: '2026-11-21T10:00:00Z' };
    await leaveUnwritten(folder.at(sidecarOf('lost.txt')).toString(), [{ id: 'of-an-entry-that-went', decision, was }]);
    folder.write('another.txt', article);
    await untilText('Passages', /1 of your changes in lost\.txt are to entries that somebody else has deleted/, passages);
    assert.doesNotMatch(await passages(), /decisions for lost\.txt are not written/);
    await run('discardDeleted', await treeNode('pressmark.passages', 'Deleted meanwhile: lost.txt'));
    await until('nothing to be said', async () => !(await passages()).includes('lost.txt'));
    assert.equal(folder.read(sidecarOf('lost.txt')), undefined);
  });

  it('is written when there is such a document, and told', async () => {
    const folder = sample({ 'before.txt': article });
    await tag(await open(folder, 'before.txt'), 'about the pipeline', 'denial');
    await folder.written('before.txt', 'about the pipeline');
    const start = article.indexOf('Paris disagreed');
    const entry = { id, tags: ['threat'], quote: 'Paris disagreed', position: [start, start + 15], by: coder, created: '2026-11-21T10:00:00Z' };
    await leaveUnwritten(folder.at(sidecarOf('back.txt')).toString(), [
      { id: 'of-a-document-that-comes', decision: { type: 'add', section: 'annotations', entry } },
    ]);
    folder.write('another.txt', article);
    await untilText('Passages', /decisions for back\.txt are not written/, passages);
    folder.write('back.txt', article);
    await folder.written('back.txt', 'Paris disagreed');
    await untilText('Passages', /1 of your changes in back\.txt were left unwritten by an earlier window/, passages);
    assert.doesNotMatch(await passages(), /not written/);
    await run('keepRecovered');
  });
});

describe('the Passages view', () => {
  freshWindow();

  it('deletes and annotates what is selected in it, wherever the cursor stands', async () => {
    const folder = sample();
    const editor = await open(folder, 'a.txt');
    await tag(editor, 'about the pipeline', 'threat');
    await tag(editor, 'Paris disagreed', 'denial');
    await until('both on disk', () => folder.annotations('a.txt').length === 2);
    await untilText('Passages', /about the pipeline[^]*Paris disagreed/, passages);
    select(currentEditor(), 'Paris');
    await treeView('pressmark.passages').reveal(await treeNode('pressmark.passages', 'about'), { select: true, focus: true });
    await run('editNote', 'selection');
    await writeNote('Of the view');
    await folder.written('a.txt', 'Of the view');
    assert.equal(folder.annotations('a.txt').find(({ note }) => note === 'Of the view')?.quote, 'about the pipeline');
    await treeView('pressmark.passages').reveal(await treeNode('pressmark.passages', 'about'), { select: true, focus: true });
    await run('deletePassage', 'selection');
    await until('it to leave the disk', () => folder.annotations('a.txt').length === 1);
    assert.equal(folder.annotations('a.txt')[0]?.quote, 'Paris disagreed');
  });

  it('keeps a change of an entry that somebody else has deleted, and restores it', async () => {
    const folder = sample({ [sidecar]: sidecarOfAnother.replace('by: Another', `by: ${coder}`) });
    const editor = await open(folder, 'a.txt');
    await untilText('Passages', 'Paris disagreed', passages);
    folder.protect(sidecar, true);
    await run('editNote', editor.document.uri.toString(), '01931c1e-7b1a-7c3e-8000-000000000001');
    await writeNote('Mine');
    await untilText('Passages', 'not written', passages);
    folder.remove(sidecar);
    folder.write(sidecar, 'pressmark: 1\nannotations: []\n');
    await untilText('Passages', /1 of your changes in a\.txt are to entries that somebody else has deleted/, passages);
    await run('restoreDeleted');
    await folder.written('a.txt', 'note: "Mine"');
    await until('nothing to be said', async () => !(await passages()).includes('somebody else'));
  });
});

describe('what somebody else has done meanwhile', () => {
  freshWindow();
  const mine = sidecarOfAnother.replace('by: Another', `by: ${coder}`);
  const id = '01931c1e-7b1a-7c3e-8000-000000000001';

  /** My note could not be written, and another's stands there by now. */
  async function overtaken(): Promise<Folder> {
    const folder = sample({ [sidecar]: mine });
    const editor = await open(folder, 'a.txt');
    await untilText('Passages', 'Paris disagreed', passages);
    folder.protect(sidecar, true);
    await run('editNote', editor.document.uri.toString(), id);
    await writeNote('Mine');
    await untilText('Passages', 'not written', passages);
    folder.remove(sidecar);
    folder.write(sidecar, mine.replace(/( *)by: /, '$1note: "Theirs"\n$1by: '));
    return folder;
  }

  it('is not written over: both are said in the view, and mine is written when I say so', async () => {
    const folder = await overtaken();
    await untilText('Passages', /1 of your changes in a\.txt are to what somebody else has changed.*note “Mine” by you, “Theirs” there/, passages);
    assert.match(folder.read(sidecar) ?? '', /note: "Theirs"/);
    await run('writeMine', await treeNode('pressmark.passages', 'Changed meanwhile: a.txt'));
    await folder.written('a.txt', 'note: "Mine"');
    await until('nothing to be said', async () => !(await passages()).includes('somebody else'));
  });

  it('or stays when I say that', async () => {
    const folder = await overtaken();
    await untilText('Passages', 'somebody else has changed', passages);
    const before = folder.read(sidecar);
    await run('keepTheirs');
    await until('nothing to be said', async () => !(await passages()).includes('somebody else'));
    await untilText('Passages', 'note Theirs', passages);
    assert.equal(folder.read(sidecar), before);
  });

  it('does not stand in the way of undoing what was done before it', async () => {
    const folder = sample();
    const editor = await open(folder, 'a.txt');
    await tag(editor, 'about the pipeline', 'threat');
    const before = await folder.written('a.txt', 'about the pipeline');
    await tag(editor, 'Paris disagreed', 'denial');
    await folder.written('a.txt', 'Paris disagreed');
    folder.write(sidecar, before);
    await until('it to be gone', async () => !(await passages()).includes('Paris disagreed'));
    await run('undo');
    assert.ok(
      shown().messages.some(({ text }) => text === 'Tag passage: what it was about is no longer there.'),
      JSON.stringify(shown().messages),
    );
    await run('undo');
    await until('the older one to be taken back', () => folder.annotations('a.txt').length === 0);
  });

  it('is told where the document is none of the project’s any more; what was decided about it stays', async () => {
    const folder = sample();
    await tag(await open(folder, 'a.txt'), 'Paris disagreed', 'denial');
    const written = await folder.written('a.txt', 'Paris disagreed');
    folder.write('pressmark.yaml', `${projectFile}exclude: ["a.txt"]\n`);
    await until('its passages to be gone', async () => !(await passages()).includes('Paris disagreed'));
    await run('undo');
    const told = shown().messages.find(({ text }) => text === 'Tag passage: what it was about is no longer there.');
    assert.equal(told?.severity, 'status', JSON.stringify(shown().messages));
    assert.equal(folder.read(sidecar), written);
  });
});

describe('a sidecar that is open in an editor', () => {
  freshWindow();

  it('and reverted with what was tagged meanwhile has it all the same', async () => {
    const folder = sample({ [sidecar]: sidecarOfAnother });
    const document = await vscode.workspace.openTextDocument(folder.at(sidecar));
    await vscode.window.showTextDocument(document, { preview: false });
    await edit(document, new vscode.Range(0, 0, 0, 0), '# half a thought\n');
    await tag(await open(folder, 'a.txt'), 'about the pipeline', 'threat');
    await until('the editor to say it', () => document.getText().includes('about the pipeline'));
    assert.ok(document.isDirty);
    assert.doesNotMatch(folder.read(sidecar) ?? '', /about the pipeline/);
    await vscode.window.showTextDocument(document, { preview: false });
    await vscode.commands.executeCommand('workbench.action.files.revert');
    await folder.written('a.txt', 'about the pipeline');
    assert.doesNotMatch(folder.read(sidecar) ?? '', /half a thought/);
    await until('the editor to be clean', () => !document.isDirty);
    await open(folder, 'a.txt');
    await untilText('Passages', 'about the pipeline', passages);
  });
});

describe('a project file that cannot be written', () => {
  freshWindow();

  it('is said in the Passages view, saved as a copy, and written on retry', async () => {
    const folder = sample();
    await open(folder, 'a.txt');
    folder.protect('pressmark.yaml', true);
    answer('Energy policy', 'Claim');
    await run('newTag');
    await untilText('Passages', /^1 decisions for pressmark\.yaml are not written/, passages);
    await untilText('Codebook', 'Energy policy', () => outline('pressmark.codebook'));
    answer(folder.at('copy.yaml').toString());
    await run('saveDecisionsAs');
    assert.match(folder.read('copy.yaml') ?? '', /id: energy-policy/);
    assert.equal(folder.read('pressmark.yaml'), projectFile);
    folder.protect('pressmark.yaml', false);
    await run('retryWrite');
    await untilText('the project', 'energy-policy', () => folder.read('pressmark.yaml'));
  });

  it('nor can anything in a folder that is read-only: decisions are kept, copied elsewhere, and written when it no longer is', async () => {
    const folder = sample();
    const editor = await open(folder, 'a.txt');
    chmodSync(folder.path, 0o555);
    try {
      await tag(editor, 'about the pipeline', 'threat');
      await untilText('Passages', /decisions for a\.txt are not written/, passages);
      assert.equal(folder.read(sidecar), undefined);
      const elsewhere = mkdtempSync(path.join(tmpdir(), 'pressmark-copy-'));
      answer(vscode.Uri.file(path.join(elsewhere, 'copy.yaml')).toString());
      await run('saveDecisionsAs');
      assert.match(readFileSync(path.join(elsewhere, 'copy.yaml'), 'utf8'), /quote: "about the pipeline"/);
      rmSync(elsewhere, { recursive: true });
    } finally {
      chmodSync(folder.path, 0o755);
    }
    await run('retryWrite');
    await folder.written('a.txt', 'about the pipeline');
  });
});

describe('two projects', () => {
  freshWindow();

  it('do not take each other’s documents by dropping', async () => {
    const one = sample({ 'a.txt': article });
    const two = folderWith({ 'other.txt': article, 'pressmark.yaml': projectFile });
    const sources = (): Promise<string> => outline('pressmark.sources');
    await untilText('Sources', /a\.txt[^]*other\.txt|other\.txt[^]*a\.txt/, sources);
    const configuration = vscode.workspace.getConfiguration();
    await configuration.update('pressmark.sources.groupBy', 'stance-outlet', vscode.ConfigurationTarget.Global);
    try {
      await untilText('Sources', /Favours[^]*Favours/, sources);
      const name = path.basename(two.path);
      const target = await treeNode('pressmark.sources', 'Favours', name);
      await drop('pressmark.sources', [await treeNode('pressmark.sources', 'a.txt')], target);
      assert.deepEqual(shown().asked, []);
      assert.deepEqual([one.read(sidecar), two.read(sidecar), two.read(sidecarOf('other.txt'))], [undefined, undefined, undefined]);
    } finally {
      await configuration.update('pressmark.sources.groupBy', undefined, vscode.ConfigurationTarget.Global);
    }
  });

  it('outside the window’s folders are watched as those inside', async () => {
    const outside = mkdtempSync(path.join(tmpdir(), 'pressmark-outside-'));
    try {
      writeFileSync(path.join(outside, 'o.txt'), article);
      writeFileSync(path.join(outside, 'pressmark.yaml'), projectFile);
      const document = await vscode.workspace.openTextDocument(vscode.Uri.file(path.join(outside, 'o.txt')));
      await vscode.window.showTextDocument(document);
      await until('it to be an article', async () => (await vscode.workspace.openTextDocument(document.uri)).languageId === 'pressmark-article');
      await vscode.window.showTextDocument(await vscode.workspace.openTextDocument(document.uri));
      writeFileSync(path.join(outside, 'o.txt.pressmark.yaml'), sidecarOfAnother);
      await untilText('Passages', 'Paris disagreed', passages);
      writeFileSync(path.join(outside, 'o.txt.pressmark.yaml'), sidecarOfAnother.replace('[denial]', '[threat]'));
      await untilText('Passages', 'tagged Threat', passages);
    } finally {
      await vscode.commands.executeCommand('workbench.action.closeAllEditors');
      rmSync(outside, { recursive: true, force: true });
      await run('showLog');
    }
  });
});

describe('a stance', () => {
  freshWindow();

  it('keeps its evidence when its position changes, and undo brings the old one back', async () => {
    const entry = `stance:\n  - question: on-sanctions\n    position: favours\n    confidence: high\n    because: "It says so"\n    evidence: [e1]\n    by: ${coder}\n    at: 2026-11-21T10:00:00Z\n`;
    const before = `pressmark: 1\n${entry}`;
    const folder = sample({ [sidecar]: before });
    await open(folder, 'a.txt');
    answer('Opposes', 'On second thoughts', 'Save as final');
    await run('setStance');
    const text = await folder.written('a.txt', 'position: opposes');
    assert.match(text, /because: "On second thoughts"\n {4}evidence: \[e1\]/);
    assert.doesNotMatch(text, /confidence/);
    await run('undo');
    await until('it to be as it was', () => folder.read(sidecar) === before);
  });
});
