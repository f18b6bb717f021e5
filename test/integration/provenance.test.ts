/** Where a document comes from: the card, suggestions, the outlet's card, the page and the table. */
import assert from 'node:assert/strict';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { readFileSync, rmSync } from 'node:fs';
import * as vscode from 'vscode';
import { coder, freshWindow, open, sidecarOf } from './support/host';
import { article, projectFile, sample } from './support/sample';
import { answer, outline, shown, treeNode } from './support/window';
import { until, untilText } from './support/until';

const run = (id: string, ...args: readonly unknown[]): Thenable<unknown> => vscode.commands.executeCommand(`pressmark.${id}`, ...args);
const sources = (): Promise<string> => outline('pressmark.sources');
const relayed = `${article}\nThe call was planned for a week, TASS reports. “It was needed,” an aide told Reuters.\n`;
const pageOf = (about: string): Thenable<vscode.TextDocument> =>
  vscode.workspace.openTextDocument(vscode.Uri.from({ scheme: 'pressmark-page', path: '/page.md', query: about }));

describe('the provenance card', () => {
  freshWindow();

  it('accepts a suggestion with one key: the outlet is made and named in one act', async () => {
    const folder = sample({ 'a.txt': relayed });
    await open(folder, 'a.txt');
    answer('Relays: TASS', undefined);
    await run('editProvenance');
    await folder.written('a.txt', 'via: [tass]');
    await untilText('the project', '{ id: tass, name: TASS }', () =>
      folder.read('pressmark.yaml')?.replace(/- id: tass\n\s+name: TASS/, '{ id: tass, name: TASS }'),
    );
    await untilText('Sources', /via TASS/, sources);
    await run('undo');
    await until('both to be gone', () => folder.read('pressmark.yaml') === projectFile && !(folder.read(sidecarOf('a.txt')) ?? '').includes('via'));
  });

  it('asks what an interviewer is to the document, and writes nothing by itself', async () => {
    const folder = sample({ 'a.txt': relayed });
    await open(folder, 'a.txt');
    answer('Interviewer: Reuters', 'Nothing more', undefined);
    await run('editProvenance');
    assert.equal(folder.read(sidecarOf('a.txt')), undefined);
    assert.ok(shown().asked.includes('What Is Reuters to This Document?'));
    answer('Interviewer: Reuters', 'The document relays it', undefined);
    await run('editProvenance');
    await folder.written('a.txt', 'via: [reuters]');
  });

  it('edits every kind of field, and comes back to the list after each', async () => {
    const folder = sample({ 'b.txt': 'The original of it.\n' });
    await open(folder, 'a.txt');
    await untilText('Sources', /b\.txt/, sources);
    answer('Originator', 'The Gazette');
    answer('Publisher', 'New outlet…', 'Tide Post');
    answer('Translation', 'by a machine', 'Translated from', 'ru', 'Genre', 'report');
    answer('Events', ['The call', 'New event…'], 'The answer', '2022-01-09');
    answer('Copy of', 'b.txt', 'Page address', 'https://tide.example/a', 'Accessed', '2022-02-01', 'Authors', 'Ann Lee; Jo Kim');
    answer(undefined);
    await run('editProvenance');
    const text = await folder.written('a.txt', 'authors');
    for (const part of [
      'outlet: gazette',
      'publisher: tide-post',
      'translation: machine',
      'translated-from: ru',
      'genre: report',
      'events: [call, the-answer]',
    ])
      assert.ok(text.includes(part), `${part} in\n${text}`);
    for (const part of ['copy-of: b.txt', 'url: "https://tide.example/a"', 'accessed: 2022-02-01', 'authors: [Ann Lee, Jo Kim]'])
      assert.ok(text.includes(part), `${part} in\n${text}`);
    assert.match(folder.read('pressmark.yaml') ?? '', /The answer/);
  });
});

describe('the card of an outlet', () => {
  freshWindow();

  it('takes ownership with a source alone, and changes no other line', async () => {
    const folder = sample({ [sidecarOf('a.txt')]: 'pressmark: 1\ndocument:\n  outlet: gazette\n' });
    await open(folder, 'a.txt');
    await untilText('Sources', /The Gazette/, sources);
    answer('Country', 'LV', 'How it describes itself', 'a daily', 'Ownership', 'a foundation', 'https://owners.example/gazette', '2021', undefined);
    await run('editOutlet', await treeNode('pressmark.sources', 'The Gazette'));
    const project = await untilText('the project', 'as-of', () => folder.read('pressmark.yaml'));
    assert.match(
      project,
      /country: LV, describes-itself: a daily, ownership: \{ value: a foundation, source: "?https:\/\/owners\.example\/gazette"?, as-of: "?2021"? \}/,
    );
    assert.equal(project.split('\n').length, projectFile.split('\n').length);
    answer('Ownership', '', undefined);
    await run('editOutlet');
    await until('it to go', () => folder.read('pressmark.yaml')?.includes('ownership') === false);
  });
});

describe('outlets that become one', () => {
  freshWindow();
  const two = projectFile.replace(
    '- { id: gazette, name: The Gazette }',
    '- { id: gazette, name: The Gazette }   # a daily\n  - { id: courier, name: Courier }',
  );
  const sidecar = 'pressmark: 1\ndocument:\n  outlet: courier\n';

  it('are merged after a look at what changes, without touching a sidecar, and one undo gives the file back', async () => {
    const folder = sample({ 'pressmark.yaml': two, [sidecarOf('a.txt')]: sidecar });
    await open(folder, 'a.txt');
    await untilText('Sources', /Courier 1|Courier —/, sources);
    answer('Merge into…', 'The Gazette', 'Merge Courier into The Gazette');
    await run('editOutlet', await treeNode('pressmark.sources', 'Courier'));
    await untilText('the project', /- \{ id: gazette, name: The Gazette, aliases: \[Courier\], replaces: \[courier\] \} +# a daily/, () =>
      folder.read('pressmark.yaml'),
    );
    assert.ok(shown().asked.some((question) => /Merge Courier into The Gazette: 1 document/.test(question)));
    await until('one outlet', async () => /The Gazette/.test(await sources()) && !/Courier/.test(await sources()));
    assert.equal(folder.read(sidecarOf('a.txt')), sidecar);
    await run('undo');
    await until('the file as it was', () => folder.read('pressmark.yaml') === two);
    await untilText('Sources', /Courier/, sources);
  });

  it('are deleted with their documents moved to another', async () => {
    const folder = sample({ 'pressmark.yaml': two, [sidecarOf('a.txt')]: sidecar });
    await open(folder, 'a.txt');
    await untilText('Sources', /Courier/, sources);
    answer('Delete…', 'The Gazette', 'Delete Courier, documents to The Gazette');
    await run('editOutlet', await treeNode('pressmark.sources', 'Courier'));
    await untilText('the project', /- \{ id: gazette, name: The Gazette, replaces: \[courier\] \}/, () => folder.read('pressmark.yaml'));
    await until('its documents moved', async () => /The Gazette/.test(await sources()) && !/Courier/.test(await sources()));
    assert.equal(folder.read(sidecarOf('a.txt')), sidecar);
  });
});

describe('the page of a document', () => {
  freshWindow();

  it('says where it comes from, how far it is coded, and who judged what; it follows decisions', async () => {
    const folder = sample({
      [sidecarOf('a.txt')]: `pressmark: 1
document:
  title: "A <b>title</b> | with signs"
  outlet: gazette
  published: 2022-01-10
annotations:
  - id: e1
    tags: [denial]
    quote: "Paris disagreed with Berlin on that."
    before: "he said that \\"sanctions remain on the table\\". "
    after: "\\n\\nA second call is planned for t"
    position: [164, 200]
    by: Another
    created: 2026-11-21T10:00:00Z
stance:
  - { question: on-sanctions, position: opposes, because: "It disagrees", evidence: [e1], by: Another, at: 2026-11-21T10:00:00Z }
`,
    });
    const editor = await open(folder, 'a.txt');
    const page = await pageOf(editor.document.uri.toString());
    const text = await untilText('the page', /Angela Merkel/, () => page.getText());
    assert.doesNotMatch(text, /<b>/);
    assert.match(text, /^# A &#60;b&#62;title/);
    assert.match(text, /Coded “Opposes” by Another&#44; on 1 passage&#58; It disagrees/);
    assert.match(text, /> Paris disagreed with Berlin on that&#46; — \*Denial\*/);
    assert.match(text, /Denial 1/);
    assert.match(text, /## Days it names\n\n8 January 2022 to/);
    answer('Favours', '', 'Save as final');
    await run('setStance');
    await untilText('the page', /Coders disagree[^]*by Tester/, () => page.getText());
  });

  it('opens in VS Code’s own preview', async () => {
    const folder = sample();
    await open(folder, 'a.txt');
    await run('showDocumentPage');
    await until('a preview', () => vscode.window.tabGroups.activeTabGroup.activeTab?.input instanceof vscode.TabInputWebview);
  });
});

describe('the table of documents', () => {
  freshWindow();

  it('is exported as CSV, with formulas neutralised, and as Markdown', async () => {
    const folder = sample({
      'b.txt': 'Another text.\n',
      [sidecarOf('b.txt')]: `pressmark: 1\ndocument:\n  title: "=HYPERLINK(1)"\n  outlet: gazette\nread:\n  - { by: ${coder}, at: 2026-11-21T10:00:00Z }\n`,
    });
    await open(folder, 'a.txt');
    await untilText('Sources', /HYPERLINK/, sources);
    for (const [format, ending] of [
      ['CSV', 'csv'],
      ['Markdown', 'md'],
    ] as const) {
      const file = path.join(tmpdir(), `pressmark-table-${process.pid}.${ending}`);
      answer(format, vscode.Uri.file(file).toString());
      await run('exportDocumentTable');
      const text = readFileSync(file, 'utf8');
      rmSync(file);
      if (ending === 'csv') {
        assert.match(text, /^\ufeffdocument,title,outlet,/);
        assert.match(text, /\r\nb\.txt,"'=HYPERLINK\(1\)",gazette,The Gazette,/);
        assert.match(text, /a\.txt,.*Angela Merkel \d/);
      } else {
        assert.match(text, /^# Documents of /);
        assert.match(text, /\| b&#46;txt \| &#61;HYPERLINK&#40;1&#41; \| gazette \| The Gazette \|/);
        assert.match(text, /\| read \| Tester \|/);
      }
    }
    assert.deepEqual(
      shown().messages.filter(({ severity }) => severity !== 'status'),
      [],
    );
  });
});
