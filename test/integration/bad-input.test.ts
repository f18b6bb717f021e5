/**
 * Bad input, one row each: what the user is told and where, that nothing is overwritten or lost, and that the rest of the project works.
 *
 * An untrusted folder can only be had from outside the host: "marks and tags in Restricted Mode too" in test/e2e/journey.test.ts is its row.
 */
import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { activated, type Folder, freshWindow, hover, open, problem, problems, sidecarOf, tag } from './support/host';
import { noFiles, stampOf } from '../../src/extension/worker/reading';
import { DocumentModel } from '../../src/extension/workspace/document';
import type { ProjectModel } from '../../src/extension/workspace/project';
import { MemoryFiles } from './support/memfs';
import { article, projectFile, sample, sidecarOfAnother } from './support/sample';
import { outline, passages, shown, statusBar } from './support/window';
import { until, untilText } from './support/until';

interface Row {
  readonly name: string;
  /** On top of the sample project, or in the place of its files. All that are not a sidecar written in this row must stay as they are, byte for byte. */
  readonly files: Readonly<Record<string, string | Uint8Array>>;
  /** Where Problems speaks of it, and what it says: line, code, sentence. */
  readonly problem?: readonly [file: string, says: RegExp];
  /** What the status bar says while a.txt is shown. */
  readonly status?: RegExp;
  /** What the Passages view says of a.txt. */
  readonly passages?: RegExp;
  /** What tagging `words` (“about the pipeline” unless given) in a.txt does. */
  readonly tagging: Tagging;
  readonly words?: string;
}

type Tagging =
  /** It is in the sidecar, which says this. */
  | { readonly writes: RegExp | string }
  /** Nothing is written, and a message says why. */
  | { readonly refuses: RegExp }
  /** It is shown and kept, the sidecar is left alone, and it is written when the sidecar is mended. */
  | { readonly keeps: RegExp };

const crlf = (text: string): string => text.replaceAll('\n', '\r\n');
const bom = '\ufeff';
const sidecar = sidecarOf('a.txt');
const latin = (text: string): Uint8Array => Uint8Array.from(text, (character) => character.charCodeAt(0));
const russian = 'Ангела Меркель говорила с Эммануэлем Макроном.\n';
/** windows-1251 has А–я in one row, as Unicode has. */
const cyrillic = (text: string): Uint8Array =>
  Uint8Array.from(text, (character) => (character >= 'А' && character <= 'я' ? character.charCodeAt(0) - 0x410 + 0xc0 : character.charCodeAt(0)));
const entry = sidecarOfAnother.slice(sidecarOfAnother.indexOf('  - id'));
const aliases = (): string =>
  `bomb:\n  a0: &a0 [x]\n${Array.from({ length: 30 }, (_, i) => `  a${i + 1}: &a${i + 1} [*a${i}, *a${i}, *a${i}, *a${i}]\n`).join('')}  last: *a30\n`;
const deep = 5000;

const rows: readonly Row[] = [
  { name: 'an empty document', files: { 'a.txt': '' }, words: '', tagging: { refuses: /There is no text here to tag/ } },
  {
    name: 'a document that does not decode',
    files: { 'a.txt': latin(article.replace('Angela', 'Angél\u00e9')) },
    status: /not in the encoding utf-8: cannot be tagged/,
    tagging: { refuses: /Set `encoding:` in the sidecar or in pressmark\.yaml/ },
  },
  {
    name: 'a document in windows-1251, as the project says',
    files: { 'a.txt': cyrillic(russian), 'b.txt': latin(article.replace('—', '-')), 'pressmark.yaml': `${projectFile}encoding: windows-1251\n` },
    words: 'говорила с',
    tagging: { writes: /quote: "говорила с"\n.*\n.*\n {4}position: \[15, 25\]/ },
  },
  {
    name: 'a document in windows-1251, as its sidecar says',
    files: { 'a.txt': cyrillic(russian), [sidecar]: 'pressmark: 1\ndocument:\n  encoding: windows-1251\n' },
    words: 'говорила с',
    tagging: { writes: /quote: "говорила с"\n.*\n.*\n {4}position: \[15, 25\]/ },
  },
  {
    name: 'CRLF in the document: positions count one a line',
    files: { 'a.txt': crlf(article) },
    tagging: { writes: `position: [${article.indexOf('about the')}, ` },
  },
  {
    name: 'CRLF in the sidecar: it stays',
    files: { [sidecar]: crlf(sidecarOfAnother) },
    passages: /Paris disagreed/,
    tagging: { writes: /^(?:[^\n]*\r\n)+$/ },
  },
  {
    name: 'a byte order mark in the document: it does not count',
    files: { 'a.txt': bom + article },
    tagging: { writes: `position: [${article.indexOf('about the')}, ` },
  },
  {
    name: 'a byte order mark in the sidecar: it stays',
    files: { [sidecar]: bom + sidecarOfAnother },
    passages: /Paris disagreed/,
    tagging: { writes: /^\ufeffpressmark: 1\n[^]*threat/ },
  },
  {
    name: 'no final newline in document and sidecar',
    files: { 'a.txt': article.trimEnd(), [sidecar]: sidecarOfAnother.trimEnd() },
    words: 'her spokesman said.',
    passages: /Paris disagreed/,
    tagging: { writes: /created: 2026-11-21T10:00:00Z\n {2}- id: [^]*quote: "her spokesman said\."/ },
  },
  {
    name: 'a sidecar without document',
    files: { [sidecarOf('gone.txt')]: sidecarOfAnother },
    problem: [sidecarOf('gone.txt'), /^1: no-document: There is no document beside this sidecar/],
    tagging: { writes: 'threat' },
  },
  {
    name: 'a sidecar for another text',
    files: {
      [sidecar]: sidecarOfAnother
        .replace('Paris disagreed with Berlin on that.', 'The quick brown fox jumps over it.')
        .replace('that \\"sanctions remain on the table\\". ', 'another story altogether here. '),
    },
    passages: /To check[^]*quick brown fox.*lost/,
    tagging: { writes: /quick brown fox[^]*about the pipeline|about the pipeline[^]*quick brown fox/ },
  },
  {
    name: 'a sidecar of a newer version',
    files: { [sidecar]: sidecarOfAnother.replace('pressmark: 1', 'pressmark: 2') },
    problem: [sidecar, /^1: newer-version: This file is of version 2/],
    passages: /Paris disagreed/,
    tagging: { keeps: /decision/ },
  },
  {
    name: 'two entries with one id',
    files: { [sidecar]: sidecarOfAnother + entry },
    problem: [sidecar, /^\d+: duplicate-id: /],
    passages: /Paris disagreed/,
    tagging: { keeps: /decision/ },
  },
  {
    name: 'an unknown tag',
    files: { [sidecar]: sidecarOfAnother.replace('[denial]', '[no-such-tag]') },
    problem: [sidecar, /^8: unknown-tag: There is no tag “no-such-tag” in the codebook/],
    passages: /Paris disagreed.*, tagged no-such-tag/,
    tagging: { writes: /no-such-tag/ },
  },
  {
    name: 'a tab in the indentation',
    files: { [sidecar]: `${sidecarOfAnother}  - id: two\n\ttags: [denial]\n` },
    problem: [sidecar, /^\d+: tab: A tab stands in the indentation/],
    passages: /Paris disagreed/,
    tagging: { keeps: /decision/ },
  },
  {
    name: 'conflict markers in one entry',
    files: {
      [sidecar]: `${sidecarOfAnother}<<<<<<< ours\n${entry.replace('01931c1e', '01931c1f')}=======\n${entry.replace('01931c1e', '01931c20')}>>>>>>> theirs\n`,
    },
    problem: [sidecar, /^15: conflict-marker: /],
    passages: /Paris disagreed/,
    tagging: { keeps: /decision/ },
  },
  {
    name: 'an alias bomb',
    files: { [sidecar]: `${sidecarOfAnother}${entry.replace('01931c1e', '01931c1f')}    note: *a30\n${aliases()}` },
    problem: [sidecar, /^\d+: alias: Write the value out/m],
    passages: /Paris disagreed/,
    tagging: { keeps: /decision/ },
  },
  {
    name: 'nesting 5,000 deep',
    files: { [sidecar]: `${sidecarOfAnother}deep: ${'['.repeat(deep)}${']'.repeat(deep)}\n` },
    problem: [sidecar, /bad-yaml|unknown-key/],
    passages: /Paris disagreed/,
    tagging: { keeps: /decision/ },
  },
  {
    name: '`__proto__` as a key',
    files: { [sidecar]: `${sidecarOfAnother}__proto__: { by: Nobody, polluted: yes }\n` },
    problem: [sidecar, /^15: unknown-key: “__proto__” is no key/],
    passages: /Paris disagreed/,
    tagging: { writes: /__proto__: \{ by: Nobody, polluted: yes \}/ },
  },
  {
    name: 'a project file that is broken in one section',
    files: { 'pressmark.yaml': `${projectFile}not-actors: [Sun, "unclosed]\nunit: the sentence\n` },
    problem: ['pressmark.yaml', /bad-yaml: This cannot be read as YAML/],
    tagging: { writes: 'threat' },
  },
  {
    name: 'a project file with a path outside its folder',
    files: { 'pressmark.yaml': projectFile.replace('["*.txt"]', '["*.txt", "../*.txt"]') },
    problem: ['pressmark.yaml', /^2: path-outside: “\.\.\/\*\.txt” lies outside the folder of this project/],
    tagging: { writes: 'threat' },
  },
  {
    name: 'a project in a project',
    files: {
      'pressmark.yaml': projectFile.replace('*.txt', '**/*.txt'),
      'inner/pressmark.yaml': 'pressmark: 1\ndocuments: ["*.txt"]\ntags: [{ id: other, label: Other }]\n',
      'inner/i.txt': article,
    },
    tagging: { writes: 'threat' },
  },
];

describe('bad input', () => {
  freshWindow();
  for (const row of rows) it(row.name, () => meet(row));
});

async function meet(row: Row): Promise<void> {
  const folder = sample({ 'b.txt': article, ...row.files });
  if (row.problem) await problem(folder.at(row.problem[0]), row.problem[1]);
  const editor = await open(folder, 'a.txt');
  if (row.status) await untilText('the status bar', row.status, statusBar);
  if (row.passages) await untilText('Passages', row.passages, passages);
  const before = folder.read(sidecar);
  await tag(editor, row.words ?? 'about the pipeline', 'threat');
  await tagged(row.tagging, folder, before);
  await restWorks(folder);
  for (const [name, content] of Object.entries(row.files)) {
    if (name === sidecar && !('refuses' in row.tagging)) continue;
    assert.deepEqual(Buffer.from(folder.bytes(name)), Buffer.from(content), `${name} was touched`);
  }
}

async function tagged(tagging: Tagging, folder: Folder, before: string | undefined): Promise<void> {
  const messages = (): string =>
    shown()
      .messages.map(({ text }) => text)
      .join('\n');
  if ('writes' in tagging) await folder.written('a.txt', tagging.writes);
  else if ('refuses' in tagging) {
    await untilText('the message', tagging.refuses, messages);
    assert.equal(folder.read(sidecar), before);
  } else {
    await untilText('Passages', tagging.keeps, passages);
    const view = await passages();
    assert.match(view, /^[12] decisions? for a\.txt (?:is|are) not written/m);
    assert.match(view, /about the pipeline, tagged Threat/);
    assert.match(statusBar(), /decisions not written/);
    assert.equal(folder.read(sidecar), before, 'the sidecar was touched');
    folder.write(sidecar, sidecarOfAnother);
    await folder.written('a.txt', 'quote: "about the pipeline"');
    await until('nothing to be unwritten', async () => !(await passages()).includes('not written'));
  }
}

/** Another document of the project is read, explained and tagged as ever. */
async function restWorks(folder: Folder): Promise<void> {
  const editor = await open(folder, 'b.txt');
  assert.match(await hover(folder.at('b.txt'), 'Angela Merkel'), /^\*\*Angela Merkel\*\*/);
  await tag(editor, 'about the pipeline', 'threat');
  await folder.written('b.txt', 'quote: "about the pipeline"');
}

describe('bad input of other kinds', () => {
  freshWindow();

  it('a project file that cannot be read at all says so at its line, and nothing of it is changed', async () => {
    const broken = 'pressmark: 1\ndocuments: ["*.txt"\ntags: [\n';
    const sound = sample({ 'b.txt': article });
    const folder = sample({ 'pressmark.yaml': broken, 'b.txt': article });
    await problem(folder.at('pressmark.yaml'), /^[23]: bad-yaml: /);
    // Meanwhile the project beside it works, and when it is mended, so does this one.
    await restWorks(sound);
    assert.equal(folder.read('pressmark.yaml'), broken);
    folder.write('pressmark.yaml', projectFile);
    await open(folder, 'a.txt');
    await until('no problem to be left', () => problems(folder.at('pressmark.yaml')).length === 0);
    await restWorks(folder);
  });

  it('a document whose sidecar is told its encoding is read anew, and can be tagged', async () => {
    const folder = sample({ 'a.txt': cyrillic(russian) });
    await open(folder, 'a.txt');
    await untilText('the status bar', 'cannot be tagged', statusBar);
    folder.write(sidecar, 'pressmark: 1\ndocument:\n  encoding: windows-1251\n');
    await until('the warning to go, and what is known of the document to come', () => /Outlet/.test(statusBar()) && !statusBar().includes('cannot be tagged'));
    await tag(await open(folder, 'a.txt'), 'говорила с', 'threat');
    await folder.written('a.txt', 'quote: "говорила с"');
  });

  it('two nested projects: each has its own documents and codebook', async () => {
    const folder = sample({
      'pressmark.yaml': projectFile.replace('*.txt', '**/*.txt'),
      'inner/pressmark.yaml': 'pressmark: 1\ndocuments: ["*.txt"]\ntags: [{ id: other, label: Other }]\n',
      'inner/i.txt': article,
    });
    const editor = await open(folder, 'inner/i.txt');
    await tag(editor, 'about the pipeline', 'threat');
    assert.equal(await passages(), '', 'the outer codebook is not the inner one’s');
    await tag(editor, 'about the pipeline', 'other');
    await untilText('its sidecar', 'tags: [other]', () => folder.read('inner/i.txt.pressmark.yaml'));
  });

  it('a write-protected sidecar: the decision is kept, shown, and written on retry', async () => {
    const folder = sample({ [sidecar]: sidecarOfAnother });
    const editor = await open(folder, 'a.txt');
    folder.protect(sidecar, true);
    await tag(editor, 'about the pipeline', 'threat');
    await untilText('Passages', /^2 decisions for a\.txt are not written/, passages);
    await untilText('the status bar', 'decisions not written', statusBar);
    assert.match(await hover(editor.document.uri, 'about the pipeline'), /^\*\*Threat\*\*/);
    assert.equal(folder.read(sidecar), sidecarOfAnother);
    folder.protect(sidecar, false);
    await vscode.commands.executeCommand('pressmark.retryWrite');
    await folder.written('a.txt', 'quote: "about the pipeline"');
    await until('nothing to be unwritten', async () => !(await passages()).includes('not written'));
    assert.doesNotMatch(statusBar(), /not written/);
  });

  it('a document of 20 MB: marks what is visible, says so, and answers', async function () {
    this.timeout(120_000);
    const paragraphs = Math.ceil((20 * 1024 * 1024) / article.length);
    const folder = sample({ 'a.txt': article.repeat(paragraphs), 'b.txt': article });
    const editor = await open(folder, 'a.txt');
    await untilText('the status bar', 'large document: marks only what is visible', statusBar);
    assert.match(await hover(editor.document.uri, 'Angela Merkel'), /^\*\*Angela Merkel\*\*/);
    const end = editor.document.lineAt(editor.document.lineCount - 4).range;
    editor.selection = new vscode.Selection(end.start, end.start);
    editor.revealRange(end);
    await until('a card at the end', async () => {
      const hovers = await vscode.commands.executeCommand<vscode.Hover[]>('vscode.executeHoverProvider', editor.document.uri, end.start.translate(0, 50));
      return hovers.length > 0;
    });
    await tag(editor, 'about the pipeline', 'threat');
    await folder.written('a.txt', 'quote: "about the pipeline"');
    await restWorks(folder);
    // The worker answers in order: what comes next would wait for these twenty megabytes.
    await (await activated()).settled();
  });
});

describe('a virtual workspace', () => {
  freshWindow();
  const scheme = 'memfs-test';
  const files = new MemoryFiles();
  const at = (name: string): vscode.Uri => vscode.Uri.from({ scheme, path: `/corpus/${name}` });
  const sources = (): Promise<string> => outline('pressmark.sources');
  let registration: vscode.Disposable;

  before(() => {
    registration = vscode.workspace.registerFileSystemProvider(scheme, files, { isCaseSensitive: true });
    files.put(at('pressmark.yaml'), projectFile.replace('*.txt', '**/*.txt'));
    files.put(at('m.txt'), article);
    files.put(at('n.txt'), article);
    files.put(at('k.md'), article);
    files.put(at('in/s.txt'), article);
    files.put(at('t.txt'), article);
    files.put(at(sidecarOf('in/s.txt')), 'pressmark: 1\ndocument: {title: Behind a door}\n');
  });
  after(() => {
    registration.dispose();
  });

  async function show(name: string): Promise<vscode.TextEditor> {
    await vscode.window.showTextDocument(await vscode.workspace.openTextDocument(at(name)));
    await untilText('the card', /^\*\*Angela Merkel\*\*/, () => hover(at(name), 'Angela Merkel'));
    return vscode.window.showTextDocument(await vscode.workspace.openTextDocument(at(name)));
  }

  it('is read, marked and tagged; what is written is read back', async () => {
    const editor = await show('m.txt');
    await tag(editor, 'about the pipeline', 'threat');
    await untilText('its sidecar', 'quote: "about the pipeline"', () => files.text(at(sidecarOf('m.txt'))));
    await untilText('Passages', /^Passage about the pipeline, tagged Threat/, passages);
  });

  it('is held against what is known without being read', async () => {
    const project = { ownCoder: undefined, optionsOf: () => ({ quotes: 'kept', encoding: undefined }) };
    const document = new DocumentModel(project as unknown as ProjectModel, at('k.md'), 'k.md');
    document.setFound(['.pressmark.yaml']);
    files.put(at(sidecarOf('k.md')), sidecarOfAnother);
    const reads = (): number => files.read.filter((path) => path.startsWith(at('k.md').path)).length;
    const before = reads();
    const looks = await document.source(false, true);
    assert.equal(reads(), before);
    const whole = await document.source(false);
    assert.equal(reads(), before + 2);
    const stamp = await stampOf(looks, noFiles);
    assert.match(stamp ?? '', /^\d+ \d+\n\.pressmark\.yaml \d+ \d+$/);
    assert.equal(stamp, await stampOf(whole, noFiles));
  });

  it('with a folder that cannot be read for now keeps its documents, and says so until it can', async () => {
    const codes = (name: string): string => JSON.stringify(vscode.languages.getDiagnostics(at(name)).map(({ code, message }) => [code, message]));
    await show('m.txt');
    await untilText('Sources', 'Behind a door', sources);
    assert.equal(codes('m.txt') + codes('pressmark.yaml'), '[][]');
    files.shut = '/corpus/in';
    await vscode.workspace.fs.writeFile(at('first.txt'), new TextEncoder().encode(article));
    await untilText('Sources', 'first.txt', sources);
    assert.match(await sources(), /Behind a door/);
    await untilText('Problems', /^\[\["not-searched","Folders were not searched for documents: 1, the first of them “in”/, () => codes('pressmark.yaml'));
    files.shut = undefined;
    await vscode.workspace.fs.writeFile(at('second.txt'), new TextEncoder().encode(article));
    await untilText('Sources', 'second.txt', sources);
    assert.match(await sources(), /Behind a door/);
    await untilText('Problems', '[]', () => codes('pressmark.yaml'));
  });

  it('has no sidecar taken for gone that came while it was searched', async () => {
    await show('m.txt');
    let answer = (): void => undefined;
    files.answers = new Promise<void>((resolve) => (answer = resolve));
    await vscode.workspace.fs.writeFile(at('third.txt'), new TextEncoder().encode(article));
    await until('the search', () => files.searches > 0);
    await vscode.workspace.fs.writeFile(at(sidecarOf('t.txt')), new TextEncoder().encode('pressmark: 1\ndocument: {title: Came late}\n'));
    await untilText('Sources', 'Came late', sources);
    answer();
    await untilText('Sources', 'third.txt', sources);
    const before = files.read.length;
    files.put(at('t.txt'), `${article}More.\n`);
    await until('the document to be read again', () => files.read.includes(at('t.txt').path, before));
    await (await activated()).settled();
    assert.match(await sources(), /Came late/);
  });

  it('that refuses writing, as a read-only folder does, has the decision kept and written on retry', async () => {
    const editor = await show('n.txt');
    files.refusesWriting = true;
    await tag(editor, 'about the pipeline', 'threat');
    await untilText('Passages', /^2 decisions for n\.txt are not written/, passages);
    assert.equal(files.text(at(sidecarOf('n.txt'))), undefined);
    files.refusesWriting = false;
    await vscode.commands.executeCommand('pressmark.retryWrite');
    await untilText('its sidecar', 'quote: "about the pipeline"', () => files.text(at(sidecarOf('n.txt'))));
  });
});
