/** The steps of the walkthrough are ticked off by what is done, however it is done. */
import * as vscode from 'vscode';
import { freshWindow, hover, open, tag } from './support/host';
import { sample } from './support/sample';
import { answer, drop, outline, shown, treeNode } from './support/window';
import { until, untilText } from './support/until';

const done = (step: string): boolean => shown().contexts.get(`pressmark.${step}`) === true;

describe('the walkthrough', () => {
  freshWindow();

  it('knows that a card was shown, a passage tagged, and a stance coded by dragging', async () => {
    const folder = sample();
    await vscode.workspace.getConfiguration('pressmark').update('sources.groupBy', 'stance-outlet', vscode.ConfigurationTarget.Global);
    try {
      const editor = await open(folder, 'a.txt');
      await hover(editor.document.uri, 'Angela Merkel');
      await until('the card', () => done('cardShown'));
      await tag(editor, 'Paris disagreed', 'denial');
      await until('the passage', () => done('passageTagged'));
      await untilText('Sources', /a\.txt/, () => outline('pressmark.sources'));
      answer('It says so');
      await drop('pressmark.sources', [await treeNode('pressmark.sources', 'a.txt')], await treeNode('pressmark.sources', 'Favours'));
      await until('the stance', () => done('stanceCoded'));
    } finally {
      await vscode.workspace.getConfiguration('pressmark').update('sources.groupBy', undefined, vscode.ConfigurationTarget.Global);
    }
  });
});
