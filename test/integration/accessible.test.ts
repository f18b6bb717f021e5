/** What a screen reader speaks: every row of every view has a name that says all that the row shows, and the status bar one that says its state. */
import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { freshWindow, hover, open, select, sidecarOf, tag } from './support/host';
import { article, projectFile, sample } from './support/sample';
import { answer, outline, rows, shown, statusBar } from './support/window';
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

/** Every row of a view has a name that begins with what the row is or says; a count or a state that is drawn is spoken. */
async function everyRowSpeaks(view: string): Promise<void> {
  const all = await until(`rows in ${view}`, async () => {
    const found = await rows(`pressmark.${view}`);
    return found.length > 0 && found;
  });
  for (const { drawn, spoken } of all) {
    assert.ok(spoken !== '', `${view}: “${drawn}” has no name`);
    const [label = '', description = ''] = drawn.split(' — ');
    for (const number of description.match(/\d+/g) ?? []) assert.ok(spoken.includes(number), `${view}: “${drawn}” does not speak ${number} but “${spoken}”`);
    const word = /\p{L}{3,}/u.exec(label)?.[0] ?? '';
    assert.ok(spoken.toLowerCase().includes(word.toLowerCase()), `${view}: “${drawn}” is spoken as “${spoken}”`);
  }
}

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
    for (const view of views) await everyRowSpeaks(view);
  });

  it('so has every row of the wordings, with outlet, date and what is different', async () => {
    const closed = 'The old harbour bridge will stay closed until the spring';
    const folder = sample({
      'a.txt': `"${closed}," the mayor of Lindow said on Monday.\n`,
      'b.txt': 'The mayor of Lindow claimed the harbour bridge would allegedly stay closed until the spring.\n',
      [sidecarOf('b.txt')]: 'pressmark: 1\ndocument:\n  outlet: gazette\n  published: 2022-01-11\n  published-basis: stated\n',
    });
    await untilText('Sources', /The Gazette/, () => outline('pressmark.sources'));
    select(await open(folder, 'a.txt'), closed);
    await vscode.commands.executeCommand('pressmark.showWordings');
    await untilText('the wordings', /The Gazette/, () => outline('pressmark.wordings'));
    await everyRowSpeaks('wordings');
    const spoken = await spokenIn('wordings');
    assert.match(spoken, /The Gazette.*11 Jan 2022/);
    assert.match(spoken, /allegedly/);
  });

  it('so has every row of the coders, with what each of them holds', async () => {
    const by = (name: string, position: string, tag: string): string => `pressmark: 1
read:
  - { by: ${name}, at: 2026-11-21T10:00:00Z }
stance:
  - { question: on-sanctions, position: ${position}, because: "says ${name}", by: ${name}, at: 2026-11-21T10:00:00Z }
annotations:
  - { id: ${name}-1, tags: [${tag}], quote: "Paris disagreed", before: "", after: " with Berlin", position: [${article.indexOf('Paris')}, ${article.indexOf('Paris') + 15}], by: ${name}, created: 2026-11-21T10:00:00Z }
`;
    const folder = sample({
      'pressmark.yaml': `${projectFile}coders: separate\n`,
      'a.txt.anna.pressmark.yaml': by('anna', 'favours', 'denial'),
      'a.txt.ben.pressmark.yaml': by('ben', 'opposes', 'threat'),
    });
    await open(folder, 'a.txt');
    try {
      await vscode.commands.executeCommand('pressmark.showEveryone');
      await untilText('the worklist', /anna: Favours[^]*ben: Threat/, () => outline('pressmark.coders'));
      await everyRowSpeaks('coders');
      const spoken = await spokenIn('coders');
      for (const words of [/anna.*Favours.*says anna/, /ben.*Opposes.*says ben/, /anna.*Denial/, /ben.*Threat/]) assert.match(spoken, words);
    } finally {
      await vscode.commands.executeCommand('pressmark.showMine');
    }
  });

  it('every card says in words what it is about, and every link of it has a name', async () => {
    const folder = sample({
      [sidecarOf('a.txt')]: `${coded}annotations:
  - { id: p1, tags: [denial, threat], quote: "Paris disagreed", before: "on the table\\". ", after: " with Berlin", position: [${article.indexOf('Paris')}, ${article.indexOf('Paris') + 15}], voice: outlet, note: "As a *remark*", by: Another, created: 2026-11-21T10:00:00Z }
`,
    });
    const editor = await open(folder, 'a.txt');
    const card = async (words: string): Promise<string> =>
      (await hover(editor.document.uri, words)).replace(/&#(\d+);/g, (_, code: string) => String.fromCharCode(Number(code)));
    const passage = await card('Paris disagreed');
    for (const words of [/Denial/, /Threat/, /Another/, /Voice: the outlet/, /As a/]) assert.match(passage, words);
    const actor = await card('Angela Merkel');
    for (const words of [/Angela Merkel/, /person/, /The Gazette/, /\d/]) assert.match(actor, words);
    const date = await card('Saturday');
    for (const words of [/8 January 2022/, /Saturday/, /publi/]) assert.match(date, words);
    for (const text of [passage, actor, date]) {
      // An icon is silent, and so would be a link with nothing else.
      for (const [, label = ''] of text.matchAll(/\[([^\]]*)\]\(command:/g))
        assert.match(label.replace(/\$\([a-z-]+\)/g, ''), /\p{L}{3,}/u, `“${label}” in\n${text}`);
      assert.doesNotMatch(text, /<(?!br)/, 'no element that a reader of the text would not speak');
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
    assert.match(spoken, /(?<!Stance )Stance not coded, 1 document, 1 unread/);
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
