/**
 * Words of articles, codebooks, sidecars and project files in lists to choose from stay words, also where they are written as VS Code writes an icon.
 * Every command that asks something is run, so that a list made tomorrow is looked at too.
 */
import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { command } from '../../src/extension/contributions';
import { freshWindow, open, select, sidecarOf } from './support/host';
import { projectFile, sample, sidecarOfAnother } from './support/sample';
import { type Answer, passages, shown, treeNode } from './support/window';
import { until } from './support/until';

/** They ask for folders and repositories, or show what is no list; a page would stay among the documents that the next tests look for theirs in. */
const elsewhere: readonly string[] = [
  command.openSample,
  command.createProject,
  command.setUpGitMerging,
  command.removeGitMerging,
  command.showLog,
  command.readPassages,
];

/** They turn something on or off for the whole window, and ask nothing. */
const switches = /\.(?:toggle|showMine|showEveryone|stop|goOn)|\.(?:thisDocument|wholeCorpus|byKind|byFrequency)$/;

/** A file whose names, labels and reasons have what VS Code draws as an icon. */
function hostile(file: string): string {
  return file.replace(/\b(name|label|question|because|by): "?([^,"}\n]+?)"?(?= *[,}\n])/g, '$1: "$2 $(bug)"');
}

const isDrawn = (words: string): boolean => /(?<!\\)\$\(bug\)/.test(words);

describe('words that look like icons', () => {
  freshWindow();

  it('are words in every list', async function () {
    this.timeout(120_000);
    const stance = `stance:\n  - { question: on-sanctions, position: opposes, because: "The headline $(bug)", by: "Another $(bug)", at: 2026-11-21T10:00:00Z }\n`;
    const folder = sample({
      'pressmark.yaml': hostile(projectFile).replace('id: favours,', 'id: favours, description: "Is for them $(bug)",'),
      [sidecarOf('a.txt')]: hostile(sidecarOfAnother) + stance,
    });
    const window = shown();
    const editor = await open(folder, 'a.txt');
    await until('the passage', async () => (await passages()).includes('Paris disagreed'));
    const offered = new Set<string>();
    /** Runs a command with the document in front, and remembers what its lists offer. Lists that no answer is left for are closed. */
    const run = async (id: string, answers: readonly Answer[] = [], ...args: readonly unknown[]): Promise<void> => {
      await vscode.window.showTextDocument(editor.document);
      select(editor, 'Paris disagreed');
      window.answers = [...answers, ...Array.from({ length: 30 }, () => undefined)];
      window.listed.length = 0;
      await vscode.commands.executeCommand(id, ...args);
      window.answers = [];
      if (window.listed.length > 0) offered.add(id);
      assert.deepEqual(window.listed.filter(isDrawn), [], id);
    };
    for (const id of Object.values(command)) if (!elsewhere.includes(id) && !switches.test(id)) await run(id);
    await run(command.editQuestions, ['How does it treat', 'Favours']);
    await run(command.setStance, ['Favours', 'Because $(bug)']);
    await run(command.editProvenance, ['Originator']);
    await run(command.editProvenance, ['Events']);
    await run(command.setSpeaker, [], await treeNode('pressmark.passages', 'Paris disagreed'));
    const asking = [command.documentMenu, command.tagSelection, command.editTag, command.setOutlet, command.setSpeaker, command.editActor, command.correctDate];
    assert.deepEqual(
      asking.filter((id) => !offered.has(id)),
      [],
      'commands that ask have asked',
    );
  });
});
