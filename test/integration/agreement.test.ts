/** Agreement in the editor: of the files, and of two git branches without checking either out. */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import * as vscode from 'vscode';
import { coder, type Folder, freshWindow, open } from './support/host';
import { article, projectFile, sample } from './support/sample';
import { answer, outline, shown } from './support/window';
import { until, untilText } from './support/until';

const wide = projectFile.replace('"*.txt"', '"**/*.txt"');
const separate = `${projectFile}coders: separate\n`;
const page = (): Promise<string> =>
  until('the page', () => vscode.workspace.textDocuments.find(({ uri }) => uri.scheme === 'pressmark-agreement')?.getText() ?? false);

function sidecar(by: string, words: string, position: string): string {
  return `pressmark: 1
stance:
  - { question: on-sanctions, position: ${position}, by: ${by}, at: 2026-11-21T10:00:00Z }
annotations:
${passage(by, words, 'denial')}`;
}

function passage(by: string, words: string, tag: string): string {
  const start = article.indexOf(words);
  return `  - id: ${by}-${tag}
    tags: [${tag}]
    quote: "${words}"
    before: "${article
      .slice(start - 34, start)
      .replaceAll('"', '\\"')
      .replaceAll('\n', '\\n')}"
    after: "${article
      .slice(start + words.length, start + words.length + 10)
      .replaceAll('"', '\\"')
      .replaceAll('\n', '\\n')}"
    position: [${start}, ${start + words.length}]
    by: ${by}
    created: 2026-11-21T10:00:00Z
`;
}
const anna = sidecar('anna', 'Paris disagreed with Berlin', 'opposes');
const ben = sidecar('ben', 'Paris disagreed', 'opposes');

describe('agreement', () => {
  freshWindow();
  afterEach(async () => {
    await vscode.commands.executeCommand('pressmark.showMine');
  });

  it('is told once others’ coding is shown: unit, n, coverage, figures, and reasons where there is none', async () => {
    const folder = sample({ 'pressmark.yaml': separate, 'a.txt.anna.pressmark.yaml': anna, 'a.txt.ben.pressmark.yaml': ben });
    await open(folder, 'a.txt');
    answer(undefined);
    await vscode.commands.executeCommand('pressmark.showAgreement');
    assert.match(shown().messages.at(-1)?.text ?? '', /Others’ coding is hidden, and agreement would tell of it/);
    answer('Show Everyone’s Coding', 'sentence');
    await vscode.commands.executeCommand('pressmark.showAgreement');
    const text = await page();
    assert.match(text, /^# Agreement between coders/);
    assert.match(text, /Unit of tags&#58; sentence/);
    assert.match(text, /## anna&#44; ben\n\nDocuments that all of them finished&#58; 1&#44; of 1 that any did&#46;/);
    assert.match(text, /\| Tag \| n &#40;sentence&#41; \| coded by anna \| coded by ben \| Percent \| Cohen’s κ \|/);
    assert.match(text, /\| Denial \| \d+ \| 1 \| 1 \| 100&#46;0 &#37; \| 1&#46;000 \| 1&#46;000 \| 0&#46;\d+ \| 0&#46;\d+ \|/);
    assert.match(text, /\| on&#45;sanctions \| 1 \| 1 \| 1 \| 100&#46;0 &#37; \| undefined &#40;1&#41;/);
    assert.match(text, /&#40;1&#41; undefined&#58; everybody gave the same code everywhere&#46;/);

    answer(folder.at('agreement.csv').toString());
    await vscode.commands.executeCommand('pressmark.exportAgreement');
    const csv = await untilText('the table', 'cohen-kappa', () => folder.read('agreement.csv'));
    assert.match(
      csv,
      /^\ufeffkind,id,label,coders,unit,units,coded,outside,documents,documents-of-any,finished-by,unfinished,coefficient,value,low,high,undefined\r\n/,
    );
    assert.match(csv, /stance,on-sanctions,How does it treat sanctions\?,anna; ben,document,1,1; 1,0; 0,1,1,coded; coded,0; 0,cohen-kappa,,,,no-variation\r\n/);
    await vscode.commands.executeCommand('pressmark.showMine');
    await untilText('the page', /^Others’ coding is hidden\.$/, page);
  });

  it('is not told where others’ coding is hidden while it is asked for', async () => {
    const folder = sample({ 'pressmark.yaml': separate, 'a.txt.anna.pressmark.yaml': anna, 'a.txt.ben.pressmark.yaml': ben });
    await open(folder, 'a.txt');
    answer('Show Everyone’s Coding', 'sentence');
    shown().meanwhile = () => vscode.commands.executeCommand('pressmark.showMine');
    await vscode.commands.executeCommand('pressmark.showAgreement');
    assert.equal(shown().messages.at(-1)?.text, 'Others’ coding is hidden.');
    const pages = vscode.workspace.textDocuments.filter(({ uri }) => uri.scheme === 'pressmark-agreement').map((one) => one.getText());
    assert.doesNotMatch(pages.join(), /anna|ben/);
  });

  it('between two branches, each with the work of one coder, whatever is checked out: over the project’s documents alone, by its codebook', async () => {
    const folder = sample({ 'pressmark.yaml': `${wide}exclude: ["drafts/**"]\n` });
    const git = (...args: readonly string[]): string =>
      execFileSync('git', ['-c', 'user.name=t', '-c', 'user.email=t@example.org', '-c', 'commit.gpgsign=false', ...args], {
        cwd: folder.path,
        encoding: 'utf8',
      });
    git('init', '-q', '-b', 'main');
    git('add', '-A');
    git('commit', '-qm', 'texts');
    for (const [name, work] of [
      ['annas', `${anna}${passage('anna', 'about the pipeline', 'sneer')}`],
      ['bens', ben],
    ] as const) {
      git('checkout', '-q', '-b', name, 'main');
      for (const document of ['a.txt', 'drafts/a.txt', 'inner/a.txt']) {
        if (document !== 'a.txt') folder.write(document, article);
        folder.write(`${document}.pressmark.yaml`, work);
      }
      folder.write('inner/pressmark.yaml', projectFile);
      if (name === 'annas') folder.write('pressmark.yaml', wide.replace(/^tags:\n/m, 'tags:\n  - { id: sneer, label: Sneer }\n'));
      git('add', '-A');
      git('commit', '-qm', name);
    }
    git('checkout', '-q', 'main');
    await open(folder, 'a.txt');
    await gitKnows(folder);
    try {
      answer('annas', 'bens', 'document');
      await vscode.commands.executeCommand('pressmark.agreementOfRefs');
      const text = await untilText('the page', /Compared are the branches annas and bens&#46;/, page);
      assert.match(text, /## anna&#44; ben\n\nDocuments that all of them finished&#58; 1&#44; of 1 that any did/);
      assert.match(text, /\| Denial \| 1 \| 1 \| 1 \|/);
      assert.match(text, /\| Sneer &#40;not in the codebook&#41; &#40;not on bens&#41; \| 1 \| 1 \| 0 \|/);
      assert.equal(git('rev-parse', '--abbrev-ref', 'HEAD').trim(), 'main');
      assert.equal(folder.read('a.txt.pressmark.yaml'), undefined);
    } finally {
      await vscode.workspace.getConfiguration('git').update('enabled', undefined, vscode.ConfigurationTarget.Global);
    }
  });
});

/** The tests' window has the Git extension switched off until a test wants it. */
async function gitKnows(folder: Folder): Promise<void> {
  await vscode.workspace.getConfiguration('git').update('enabled', true, vscode.ConfigurationTarget.Global);
  const extension = vscode.extensions.getExtension<{ getAPI(version: 1): { openRepository(uri: vscode.Uri): Promise<unknown> }; enabled: boolean }>(
    'vscode.git',
  );
  assert.ok(extension);
  const exports = await extension.activate();
  await until('git to be enabled', () => exports.enabled);
  await exports.getAPI(1).openRepository(folder.uri);
}

describe('data out and in', () => {
  freshWindow();
  afterEach(async () => {
    await vscode.commands.executeCommand('pressmark.showMine');
  });
  const tester = anna.replaceAll('anna', coder);

  it('an export shows first what it cannot carry, and leaves out what is hidden', async () => {
    const folder = sample({ 'pressmark.yaml': separate, [`a.txt.${coder}.pressmark.yaml`]: tester, 'a.txt.ben.pressmark.yaml': ben });
    await open(folder, 'a.txt');
    answer('W3C Web Annotations', [], [], '1 stances are left out', undefined);
    await vscode.commands.executeCommand('pressmark.exportCoding');
    answer('W3C Web Annotations', [], [], 'Export 1 file from 1 document', folder.at('out.jsonld').toString());
    await vscode.commands.executeCommand('pressmark.exportCoding');
    const own = await untilText('the file', 'AnnotationCollection', () => folder.read('out.jsonld'));
    assert.match(own, /"total": 1,/);
    assert.doesNotMatch(own, /ben/);
    await vscode.commands.executeCommand('pressmark.showEveryone');
    answer('brat', ['ben'], [], 'Export 3 files', folder.at('out').toString());
    await vscode.commands.executeCommand('pressmark.exportCoding');
    const ann = await untilText('the .ann file', 'Coder', () => folder.read('out/a.ann'));
    assert.match(ann, /^T1\tdenial 164 179\tParis disagreed\n/);
    assert.doesNotMatch(ann, new RegExp(coder));
    answer('brat', [], [], 'Export 3 files', folder.at('out').toString(), undefined);
    await vscode.commands.executeCommand('pressmark.exportCoding');
    assert.equal(folder.read('out/a.ann'), ann, 'what is there is asked about first');
  });

  it('tables have actors and dates, under pseudonyms where they are wanted', async () => {
    const folder = sample({ [`a.txt.pressmark.yaml`]: tester });
    await open(folder, 'a.txt');
    answer('CSV tables', ['actors where they are named', 'passages'], [], ['Angela Merkel'], 'Export 2 files', folder.at('tables').toString());
    await vscode.commands.executeCommand('pressmark.exportCoding');
    const mentions = await untilText('the table', 'actor', () => folder.read('tables/mentions.csv'));
    assert.match(mentions, /,person,actor-1,Actor 1,/);
    assert.match(mentions, /Emmanuel Macron/);
    assert.doesNotMatch(mentions + (folder.read('tables/passages.csv') ?? ''), /Merkel|merkel/);
  });

  it('an import says what does not fit, is one act, and is undone; each coder’s work goes into their own sidecar', async () => {
    const folder = sample({ 'pressmark.yaml': separate });
    folder.write(
      'in.csv',
      'document,tags,quote,by\na.txt,threat,about the pipeline,Ben\na.txt,denial,Paris disagreed,\na.txt,unheard-of,Angela Merkel,\na.txt,denial,not in the text,\nz.txt,denial,x,\n',
    );
    await open(folder, 'a.txt');
    answer('CSV tables', folder.at('in.csv').toString(), '1 entries are left out, for they are signed by others', undefined);
    await vscode.commands.executeCommand('pressmark.importCoding');
    assert.equal(folder.read(`a.txt.${coder}.pressmark.yaml`), undefined, 'looked at and left');
    await vscode.commands.executeCommand('pressmark.showEveryone');
    answer('CSV tables', folder.at('in.csv').toString(), 'The codebook has no “unheard-of”', 'Import 2 passages into 1 document');
    await vscode.commands.executeCommand('pressmark.importCoding');
    await untilText('my sidecar', 'quote: "Paris disagreed"', () => folder.read(`a.txt.${coder}.pressmark.yaml`));
    await untilText('theirs', 'quote: "about the pipeline"', () => folder.read('a.txt.Ben.pressmark.yaml'));
    await vscode.commands.executeCommand('pressmark.undo');
    await until(
      'both to be gone',
      () => !`${folder.read(`a.txt.${coder}.pressmark.yaml`) ?? ''}${folder.read('a.txt.Ben.pressmark.yaml') ?? ''}`.includes('quote'),
    );
  });

  it('stances come in along with passages', async () => {
    const folder = sample({ 'pressmark.yaml': separate });
    const records = [
      { table: 'passages', document: 'a.txt', tags: ['denial'], quote: 'Paris disagreed' },
      { table: 'stance', document: 'a.txt', question: 'on-sanctions', position: 'opposes', because: 'It says so.' },
    ];
    folder.write('in.jsonl', records.map((record) => `${JSON.stringify(record)}\n`).join(''));
    await open(folder, 'a.txt');
    answer('JSON lines', folder.at('in.jsonl').toString(), 'Import 2 decisions into 1 document');
    await vscode.commands.executeCommand('pressmark.importCoding');
    await untilText('my sidecar', /because: "It says so\.[^]*quote: "Paris disagreed"/, () => folder.read(`a.txt.${coder}.pressmark.yaml`));
  });

  it('a codebook comes in below its parents', async () => {
    const folder = sample();
    folder.write(
      'book.qdc',
      '<?xml version="1.0"?><CodeBook xmlns="urn:QDA-XML:codebook:1.0"><Codes><Code guid="1" name="Claim" isCodable="true"><Code guid="2" name="Promise" isCodable="true"/></Code></Codes></CodeBook>',
    );
    await open(folder, 'a.txt');
    answer('REFI-QDA codebook', folder.at('book.qdc').toString(), 'Add 1 tag to the codebook');
    await vscode.commands.executeCommand('pressmark.importCoding');
    await untilText('the Codebook view', /Claim[^]*\n {2}Promise/, () => outline('pressmark.codebook'));
  });
});
