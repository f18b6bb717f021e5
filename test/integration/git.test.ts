/** Git merging, set up by the command in a real clone and taken back; and what a checkout does under open editors. */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import * as vscode from 'vscode';
import { currentEditor, type Folder, freshWindow, open, sidecarOf, tag } from './support/host';
import { article, sample, sidecarOfAnother } from './support/sample';
import { answer, passages, shown } from './support/window';
import { until, untilText } from './support/until';

function git(folder: Folder, ...args: readonly string[]): string {
  return execFileSync('git', ['-c', 'user.name=t', '-c', 'user.email=t@example.org', '-c', 'commit.gpgsign=false', ...args], {
    cwd: folder.path,
    encoding: 'utf8',
    stdio: 'pipe',
  });
}

describe('setting up git merging', () => {
  freshWindow();

  it('shows what it writes; git then merges sidecars entry by entry; and it is taken back', async () => {
    const folder = sample({ [sidecarOf('a.txt')]: sidecarOfAnother, '.gitattributes': '* text=auto\n' });
    git(folder, 'init', '-q', '-b', 'main');
    await open(folder, 'a.txt');
    answer('Set Up');
    await vscode.commands.executeCommand('pressmark.setUpGitMerging');
    assert.match(
      shown()
        .messages.map(({ text }) => text)
        .join('\n'),
      /Let git merge sidecars and project files entry by entry\?/,
    );
    await untilText('.gitattributes', /^\* text=auto\n\*\.pressmark\.yaml merge=pressmark\n/, () => folder.read('.gitattributes'));
    assert.match(git(folder, 'config', 'merge.pressmark.driver'), /^sh '.*pressmark-merge\.sh' --path %P %O %A %B$/m);
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');

    const noted = (note: string): string => sidecarOfAnother.replace('    by: Another\n', `    note: ${note}\n    by: Another\n`);
    const retagged = (text: string): string => text.replace('[denial]', '[threat]');
    git(folder, 'add', '-A');
    git(folder, 'commit', '-qm', 'base');
    git(folder, 'checkout', '-qb', 'theirs');
    folder.write(sidecarOf('a.txt'), retagged(sidecarOfAnother));
    git(folder, 'commit', '-qam', 'theirs');
    git(folder, 'checkout', '-q', 'main');
    folder.write(sidecarOf('a.txt'), noted('ours'));
    git(folder, 'commit', '-qam', 'ours');
    git(folder, 'merge', '-q', '-m', 'both', 'theirs');
    assert.equal(folder.read(sidecarOf('a.txt')), retagged(noted('ours')));
    assert.equal(folder.read('a.txt'), article);

    await open(folder, 'a.txt');
    await vscode.commands.executeCommand('pressmark.removeGitMerging');
    await untilText('.gitattributes', /^\* text=auto\n$/, () => folder.read('.gitattributes'));
    assert.throws(() => git(folder, 'config', 'merge.pressmark.driver'));
  });

  it('writes nothing when it is not wanted', async () => {
    const folder = sample();
    git(folder, 'init', '-q');
    await open(folder, 'a.txt');
    answer(undefined);
    await vscode.commands.executeCommand('pressmark.setUpGitMerging');
    assert.equal(folder.read('.gitattributes'), undefined);
  });
});

describe('a git checkout', () => {
  freshWindow();
  const sidecar = sidecarOf('a.txt');

  it('under an open document and an open sidecar shows the other branch, takes decisions there, and brings none along', async () => {
    const folder = sample({ [sidecar]: sidecarOfAnother });
    git(folder, 'init', '-q', '-b', 'main');
    git(folder, 'add', '-A');
    git(folder, 'commit', '-qm', 'main');
    git(folder, 'checkout', '-qb', 'other');
    // The text has moved down, and its sidecar with it.
    const lead = 'A correction was added on Monday.\n\n';
    const moved = sidecarOfAnother.replace('[denial]', '[threat]').replace('[164, 200]', `[${164 + lead.length}, ${200 + lead.length}]`);
    folder.write('a.txt', lead + article);
    folder.write(sidecar, moved);
    git(folder, 'commit', '-qam', 'other');
    git(folder, 'checkout', '-q', 'main');

    const open_ = await vscode.workspace.openTextDocument(folder.at(sidecar));
    await vscode.window.showTextDocument(open_, { preview: false });
    await tag(await open(folder, 'a.txt'), 'about the pipeline', 'threat');
    await folder.written('a.txt', 'about the pipeline');
    await untilText('Passages', /about the pipeline[^]*Paris disagreed with Berlin on that\., tagged Denial/, passages);
    git(folder, 'commit', '-qam', 'tagged on main');
    const onMain = folder.read(sidecar);

    git(folder, 'checkout', '-q', 'other');
    await untilText('Passages', /Paris disagreed with Berlin on that\., tagged Threat/, passages);
    await until('nothing of main to be left', async () => !/about the pipeline|checked|moved/.test(await passages()));
    await until('the editors to say it too', () => currentEditor().document.getText() === lead + article && open_.getText() === moved);
    await tag(currentEditor(), 'A second call', 'denial');
    await folder.written('a.txt', 'quote: "A second call"');
    assert.deepEqual(
      folder.annotations('a.txt').map(({ quote, position }) => [quote, (lead + article).slice(...position)]),
      [
        ['Paris disagreed with Berlin on that.', 'Paris disagreed with Berlin on that.'],
        ['A second call', 'A second call'],
      ],
    );
    assert.match(folder.read(sidecar) ?? '', /# checked twice/);
    git(folder, 'commit', '-qam', 'tagged on other');

    git(folder, 'checkout', '-q', 'main');
    await untilText('Passages', /about the pipeline[^]*tagged Denial/, passages);
    assert.deepEqual([folder.read(sidecar), git(folder, 'status', '--porcelain')], [onMain, '']);
  });

  it('under a decision that could not be written yet has it written into what the branch says', async () => {
    const folder = sample({ [sidecar]: sidecarOfAnother });
    git(folder, 'init', '-q', '-b', 'main');
    git(folder, 'add', '-A');
    git(folder, 'commit', '-qm', 'main');
    git(folder, 'checkout', '-qb', 'other');
    folder.write(sidecar, sidecarOfAnother.replace('[denial]', '[threat]'));
    git(folder, 'commit', '-qam', 'other');
    git(folder, 'checkout', '-q', 'main');
    const editor = await open(folder, 'a.txt');
    await untilText('Passages', 'tagged Denial', passages);
    folder.protect(sidecar, true);
    await tag(editor, 'about the pipeline', 'threat');
    await untilText('Passages', /decisions for a\.txt are not written/, passages);
    git(folder, 'checkout', '-q', 'other');
    await until('both to be in the file', async () => {
      // Git puts a new file there, which is not protected; where the event is late, the coder asks.
      await vscode.commands.executeCommand('pressmark.retryWrite');
      return folder.annotations('a.txt').length === 2;
    });
    assert.deepEqual(
      folder.annotations('a.txt').map(({ tags }) => tags),
      [['threat'], ['threat']],
    );
  });
});
