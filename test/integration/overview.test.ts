/** The overview without its page, in the real host: its tables, its CSV, and that what is hidden from a coder is in neither. */
import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { type Folder, freshWindow, open } from './support/host';
import { projectFile, sample, sidecarOfAnother } from './support/sample';
import { answer } from './support/window';
import { untilText } from './support/until';

const theirs = `${sidecarOfAnother.replace('document:\n', 'document:\n  outlet: gazette\n')}stance:\n  - { question: on-sanctions, position: opposes, by: Another, at: 2026-11-21T10:00:00Z }\n`;

function blind(): Folder {
  return sample({ 'pressmark.yaml': `${projectFile}coders: separate\n`, 'a.txt.Another.pressmark.yaml': theirs });
}

/** What the page of tables says when it is made now. */
async function tables(): Promise<string> {
  await vscode.commands.executeCommand('pressmark.showOverviewTables');
  return vscode.workspace.textDocuments.find(({ uri }) => uri.scheme === 'pressmark-overview')?.getText() ?? '';
}

describe('the overview as tables', () => {
  freshWindow();
  afterEach(async () => {
    await vscode.commands.executeCommand('pressmark.showMine');
  });

  it('shows one’s own coding alone until others’ is revealed', async () => {
    await open(blind(), 'a.txt');
    await untilText('the tables', /\| The Gazette \| 0 \| 0 \| 1 \|/, tables);
    const hidden = await tables();
    assert.match(hidden, /Only your coding is shown &#40;Tester&#41;/);
    assert.match(hidden, /\| – Denial \| unread \|/);
    assert.match(hidden, /\| Angela Merkel \| 2 \|/);
    assert.match(hidden, /\| The Gazette \| Sat&#44; 8 January 2022 \| 1 \| 1 \| 0 \|/);
    await vscode.commands.executeCommand('pressmark.showEveryone');
    await untilText('the tables', /\| The Gazette \| 0 \| 1 \|[^]*\| – Denial \| 1 passage \|/, tables);
    await vscode.commands.executeCommand('pressmark.showMine');
    // The page that is open, not a new one.
    const page = (): string => vscode.workspace.textDocuments.find(({ uri }) => uri.scheme === 'pressmark-overview')?.getText() ?? '';
    await untilText('the page', /^Others’ coding is hidden\.$/, page);
    await untilText('the tables', /\| – Denial \| unread \|/, tables);
  });

  it('exports a table as CSV to where the reader says', async () => {
    const folder = blind();
    await open(folder, 'a.txt');
    await vscode.commands.executeCommand('pressmark.showEveryone');
    await untilText('the tables', /\| The Gazette \| 0 \| 1 \|/, tables);
    answer('Stance by outlet', vscode.Uri.joinPath(folder.uri, 'out.csv').toString());
    await vscode.commands.executeCommand('pressmark.exportOverview');
    await untilText('the file', 'on-sanctions,gazette,The Gazette,opposes,Opposes,1', () => folder.read('out.csv'));
  });
});
