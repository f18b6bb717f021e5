/** What a screen reader speaks: every row of every view has a name that says all that the row shows, and the status bar one that says its state. */
import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { freshWindow, open, sidecarOf, tag } from './support/host';
import { article, sample } from './support/sample';
import { answer, rows, shown, statusBar } from './support/window';
import { until, untilText } from './support/until';

const views = ['sources', 'codebook', 'passages', 'actors'] as const;
const spokenIn = async (view: string): Promise<string> => (await rows(`pressmark.${view}`)).map(({ spoken }) => spoken).join('\n');

const coded = `pressmark: 1
document:
  title: Two leaders on the telephone
  outlet: gazette
  publisher: courier
  translation: machine
  published: 2022-01-10
  published-basis: external
read:
  - { by: Another, at: 2026-11-21T10:00:00Z }
stance:
  - { question: on-sanctions, position: opposes, status: draft, because: "The headline", by: Another, at: 2026-11-21T10:00:00Z }
`;

describe('for a screen reader', () => {
  freshWindow();

  it('every row of the four views has a name, and it begins with what the row is or says', async () => {
    const folder = sample({ 'b.txt': article, [sidecarOf('b.txt')]: coded });
    const editor = await open(folder, 'a.txt');
    await tag(editor, 'Paris disagreed with Berlin', 'denial');
    answer('Favours', 'It says so', 'Save as final');
    await vscode.commands.executeCommand('pressmark.setStance');
    await untilText('Sources', /Coded “Favours” by Tester/, () => spokenIn('sources'));
    await untilText('Actors', /Angela Merkel/, () => spokenIn('actors'));
    for (const view of views) {
      const all = await until(`rows in ${view}`, async () => {
        const found = await rows(`pressmark.${view}`);
        return found.length > 0 && found;
      });
      for (const { drawn, spoken } of all) {
        assert.ok(spoken !== '', `${view}: “${drawn}” has no name`);
        // A count or a state that is drawn is spoken.
        const [label = '', description = ''] = drawn.split(' — ');
        for (const number of description.match(/\d+/g) ?? [])
          assert.ok(spoken.includes(number), `${view}: “${drawn}” does not speak ${number} but “${spoken}”`);
        const word = /\p{L}{3,}/u.exec(label)?.[0] ?? '';
        assert.ok(spoken.toLowerCase().includes(word.toLowerCase()), `${view}: “${drawn}” is spoken as “${spoken}”`);
      }
    }
  });

  it('a document says its outlet, where it stood, its date and how that is known, its coverage, and every coder’s judgement', async () => {
    const folder = sample({ 'b.txt': article, [sidecarOf('b.txt')]: coded });
    await open(folder, 'a.txt');
    const spoken = await untilText('Sources', /Two leaders on the telephone, .*Draft/, () => spokenIn('sources'));
    assert.match(
      spoken,
      /Two leaders on the telephone, The Gazette, draft only, at courier, machine translation, about 10 Jan 2022, known from elsewhere, Draft “Opposes” by Another: The headline/,
    );
    assert.match(spoken, /a\.txt, Outlet not set, unread, .*Stance not coded/);
    assert.match(spoken, /Outlet The Gazette, 1 document, 1 draft/);
    assert.match(spoken, /Stance Drafts only, 1 document, coded by Another, 1 draft/);
    assert.match(spoken, /Stance Stance not coded, 1 document, 1 unread/);
  });

  it('there is one status bar item, and its name says outlet, stance and counts', async () => {
    const folder = sample({ [sidecarOf('a.txt')]: coded });
    await open(folder, 'a.txt');
    assert.equal(shown().statusItems.length, 1);
    const spoken = (): string =>
      shown()
        .statusItems.map(({ accessibilityInformation }) => accessibilityInformation?.label ?? '')
        .join('\n');
    await untilText('the status bar', /^Pressmark: The Gazette, Draft “Opposes” by Another, 0 passages$/, spoken);
  });

  it('a name in a file makes no icon in the status bar', async () => {
    const folder = sample({ [sidecarOf('a.txt')]: coded.replaceAll('by: Another', 'by: "$(bug) Eve"') });
    await open(folder, 'a.txt');
    const text = await untilText('the coder', 'Eve', statusBar);
    assert.ok(text.includes('\\$(bug) Eve'), text);
  });
});
