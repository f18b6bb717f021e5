/** Who speaks: on the actor's card, in the layer of voices, in the voice of a tag, and what is only the outlet's wording. */
import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { currentEditor, freshWindow, hover, open, sidecarOf, tag } from './support/host';
import { sample } from './support/sample';
import { untilText } from './support/until';

const text = `Talks begin

Angela Merkel said that the talks had begun. “They were long,” she added.

The so-called experts allegedly met in a “safe” place.
`;

describe('voices', () => {
  freshWindow();

  it('an actor’s card counts statements by outlet, quotes one of each and links to all', async () => {
    const folder = sample({ 'a.txt': text, [sidecarOf('a.txt')]: 'pressmark: 1\ndocument:\n  outlet: gazette\n' });
    const { document } = await open(folder, 'a.txt');
    const card = await untilText('the statements', 'The Gazette 2', () => hover(document.uri, 'Angela Merkel'));
    assert.match(card, /as reported&#58; The Gazette 2/);
    assert.match(card, /command:pressmark\.showActorStatements/);
    const line = /^- The Gazette: \[Angela Merkel said that the talks had begun&#46;\]\(command:pressmark\.openWording\?(\S+) /m.exec(card)?.[1] ?? '';
    await vscode.commands.executeCommand('pressmark.openWording', ...(JSON.parse(decodeURIComponent(line)) as unknown[]));
    assert.equal(document.getText(currentEditor().selection), 'that the talks had begun');
    await vscode.commands.executeCommand('pressmark.showActorStatements', 'angela-merkel', document.uri.toString());
    await vscode.commands.executeCommand('closeReferenceSearch');
  });

  it('are shown when the layer is on, and only then', async () => {
    const folder = sample({ 'a.txt': text });
    const { document } = await open(folder, 'a.txt');
    const words = 'They were long';
    assert.equal(await hover(document.uri, words), '');
    await vscode.commands.executeCommand('pressmark.toggleVoices');
    try {
      const card = await untilText('the card', 'Quoted', () => hover(document.uri, words));
      assert.match(card, /Angela Merkel/);
      assert.match(card, /Cue&#58; “added”/);
      assert.match(await hover(document.uri, 'the talks had begun'), /Reported\*\*: Angela Merkel/);
    } finally {
      await vscode.commands.executeCommand('pressmark.toggleVoices');
    }
    await untilText('the card to go', /^$/, () => hover(document.uri, words));
  });

  it('of captions and readers are told from the article’s', async () => {
    const beside = `${text}\nThe gate. Photo: Ida Holm / Gazette\n\n2 Comments\n\nRover says:\n\nJanuary 11, 2022 at 3:45 pm\n\nThey have met nine times already.\n`;
    const folder = sample({ 'a.txt': beside });
    const { document } = await open(folder, 'a.txt');
    await vscode.commands.executeCommand('pressmark.toggleVoices');
    try {
      await untilText('the comment’s card', /Reader comment\*\*: Rover/, () => hover(document.uri, 'nine times'));
      await untilText('the caption’s card', /\*\*Caption\*\*/, () => hover(document.uri, 'The gate'));
    } finally {
      await vscode.commands.executeCommand('pressmark.toggleVoices');
    }
  });

  it('give a tagged passage its voice and speaker', async () => {
    const folder = sample({ 'a.txt': text });
    const editor = await open(folder, 'a.txt');
    await tag(editor, '“They were long,”', 'threat');
    const yaml = await untilText('the sidecar', 'voice:', () => folder.read(sidecarOf('a.txt')));
    assert.match(yaml, /voice: quoted/);
    assert.match(yaml, /speaker: angela-merkel/);
  });

  it('are kept apart from the outlet’s own wording', async () => {
    const folder = sample({ 'a.txt': text });
    const editor = await open(folder, 'a.txt');
    await tag(editor, 'The so-called experts allegedly met in a “safe” place.', 'threat');
    const card = await untilText('the card', 'wording', () => hover(editor.document.uri, 'experts'));
    assert.match(card, /The outlet’s wording&#58; ‘so&#45;called’&#44; ‘allegedly’&#44; “safe” in scare quotes/);
    assert.match(card, /the outlet’s own/);
  });
});
