/** Git merging, set up by the command in a real clone and taken back. */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import * as vscode from 'vscode';
import { type Folder, freshWindow, open, sidecarOf } from './support/host';
import { article, sample, sidecarOfAnother } from './support/sample';
import { answer, shown } from './support/window';
import { untilText } from './support/until';

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
