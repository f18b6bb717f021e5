/** The project around the documents: whose sidecar, which parts, names on disk, and what is decided of whole documents. */
import assert from 'node:assert/strict';
import { existsSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import * as vscode from 'vscode';
import { activated, coder, freshWindow, hover, open, sidecarOf, tag } from './support/host';
import { article, projectFile, sample, sidecarOfAnother } from './support/sample';
import { answer, drop, outline, passages, shown, treeNode } from './support/window';
import { cacheOf } from './support/storage';
import { until, untilText } from './support/until';

const sources = (): Promise<string> => outline('pressmark.sources');

describe('sidecars', () => {
  freshWindow();

  it('are one a coder where coders are separate', async () => {
    const folder = sample({ 'pressmark.yaml': `${projectFile}coders: separate\n`, [sidecarOf('a.txt')]: sidecarOfAnother });
    await tag(await open(folder, 'a.txt'), 'about the pipeline', 'threat');
    await untilText('my sidecar', 'quote: "about the pipeline"', () => folder.read(`a.txt.${coder}.pressmark.yaml`));
    assert.equal(folder.read(sidecarOf('a.txt')), sidecarOfAnother);
  });

  it('hold no words of the document with `quotes: none`', async () => {
    const folder = sample({ 'pressmark.yaml': projectFile.replace('["*.txt"]', '[{ glob: "*.txt", quotes: none }]') });
    const { document } = await open(folder, 'a.txt');
    await tag(await open(folder, 'a.txt'), 'about the pipeline', 'threat');
    const text = await folder.written('a.txt', 'quote-hash');
    assert.match(text, /quote-hash: "?sha256:[0-9a-f]+:[0-9a-f]{64}/);
    for (const word of ['pipeline', 'quote:', 'before:', 'after:']) assert.ok(!text.includes(word), word);
    await untilText('the card', /^\*\*Threat\*\*/, () => hover(document.uri, 'about the pipeline'));
  });

  it('are written without a search of the folder for projects, tag after tag', async () => {
    const folder = sample();
    const editor = await open(folder, 'a.txt');
    const another = async (name: string): Promise<void> => {
      folder.write(name, 'Nothing was said.\n');
      await untilText('Sources', name, sources);
    };
    // What was told of the new folder is taken in by then.
    await another('b.txt');
    const { log } = shown();
    const searched = (from: number): readonly string[] => log.slice(from).filter((line) => /^Searched .* for projects\.$/.test(line));
    assert.notEqual(searched(0).length, 0, 'the folder itself was looked for');
    const rounds: (readonly string[])[] = [];
    for (const [words, name] of [
      ['about the pipeline', 'c.txt'],
      ['sanctions remain on the table', 'd.txt'],
    ] as const) {
      const before = log.length;
      await tag(editor, words, 'threat');
      await folder.written('a.txt', words);
      // And with this one, what was told of the sidecar.
      await another(name);
      rounds.push(searched(before));
    }
    // The folder of the test before may be heard of as late as during one of them.
    assert.ok(
      rounds.some((searches) => searches.length === 0),
      rounds.map((searches) => searches.join(' ')).join('; '),
    );
  });

  it('go along when their document is renamed', async () => {
    const folder = sample({ [sidecarOf('a.txt')]: sidecarOfAnother, 'a.txt.Other.pressmark.yaml': 'pressmark: 1\n' });
    await open(folder, 'a.txt');
    const renaming = new vscode.WorkspaceEdit();
    renaming.renameFile(folder.at('a.txt'), folder.at('b.txt'));
    assert.ok(await vscode.workspace.applyEdit(renaming));
    await until(
      'the sidecars to be moved',
      () => folder.read(sidecarOf('b.txt')) === sidecarOfAnother && folder.read('b.txt.Other.pressmark.yaml') !== undefined,
    );
    assert.equal(folder.read(sidecarOf('a.txt')), undefined);
    await open(folder, 'b.txt');
    await untilText('Passages', 'Paris disagreed', passages);
  });

  it('stay where they are, with a message, where another stands already', async () => {
    const folder = sample({ [sidecarOf('a.txt')]: sidecarOfAnother, [sidecarOf('b.txt')]: 'pressmark: 1\n# not to be lost\n' });
    await open(folder, 'a.txt');
    const renaming = new vscode.WorkspaceEdit();
    renaming.renameFile(folder.at('a.txt'), folder.at('b.txt'));
    assert.ok(await vscode.workspace.applyEdit(renaming));
    await untilText('the message', 'could not go along with its document', () =>
      shown()
        .messages.map(({ text }) => text)
        .join('\n'),
    );
    assert.equal(folder.read(sidecarOf('a.txt')), sidecarOfAnother);
    assert.equal(folder.read(sidecarOf('b.txt')), 'pressmark: 1\n# not to be lost\n');
  });
});

describe('the project file', () => {
  freshWindow();

  it('may leave its actors and tags to files that come later', async () => {
    const bare = 'pressmark: 1\ndocuments: ["*.txt"]\n';
    const folder = sample({ 'pressmark.yaml': bare });
    const { document } = await open(folder, 'a.txt');
    await untilText('the card', 'not in the registry', () => hover(document.uri, 'Angela Merkel'));
    folder.write('pressmark.actors.yaml', 'actors:\n  - { id: angela-merkel, name: Angela Dorothea Merkel, kind: person, aliases: [Angela Merkel] }\n');
    await untilText('the card', /^\*\*Angela Dorothea Merkel\*\* — person/, () => hover(document.uri, 'Angela Merkel'));
    folder.write('pressmark.tags.yaml', 'tags:\n  - { id: hint, label: Hint }\n');
    await untilText('Codebook', 'Hint', () => outline('pressmark.codebook'));
    folder.write('pressmark.actors.yaml', 'actors:\n  - { id: angela-merkel, name: A. D. Merkel, kind: person, aliases: [Angela Merkel] }\n');
    await untilText('the card', /^\*\*A&#46; D&#46; Merkel\*\*/, () => hover(document.uri, 'Angela Merkel'));
  });

  it('gets a new tag in the part that holds the tags', async () => {
    const folder = sample({ 'pressmark.yaml': 'pressmark: 1\ndocuments: ["*.txt"]\n', 'pressmark.tags.yaml': 'tags:\n  - { id: hint, label: Hint }\n' });
    await open(folder, 'a.txt');
    await untilText('Codebook', 'Hint', () => outline('pressmark.codebook'));
    answer('Warning');
    await vscode.commands.executeCommand('pressmark.newTag');
    await untilText('the part', /Hint[^]*warning/, () => folder.read('pressmark.tags.yaml'));
    assert.equal(folder.read('pressmark.yaml'), 'pressmark: 1\ndocuments: ["*.txt"]\n');
  });

  it('is read again when it changes: a document more, a tag’s new label', async () => {
    const folder = sample({ 'b.md': article, [sidecarOf('a.txt')]: sidecarOfAnother });
    await open(folder, 'a.txt');
    await untilText('Passages', 'tagged Denial', passages);
    folder.write('pressmark.yaml', projectFile.replace('["*.txt"]', '["*.txt", "*.md"]').replace('label: Denial', 'label: Refusal'));
    await untilText('Passages', 'tagged Refusal', passages);
    await untilText('Sources', 'b.md', sources);
  });

  it('governs its folder up to an inner one, whose documents are its own', async () => {
    const folder = sample({
      'pressmark.yaml': projectFile.replace('*.txt', '**/*.txt'),
      'inner/i.txt': article,
      'inner/pressmark.yaml': projectFile.replace('name: Angela Merkel', 'name: The Inner Merkel'),
    });
    const { document } = await open(folder, 'inner/i.txt');
    await untilText('the card', /^\*\*The Inner Merkel\*\*/, () => hover(document.uri, 'Merkel'));
    await open(folder, 'a.txt');
    assert.match(await hover(folder.at('a.txt'), 'Merkel'), /^\*\*Angela Merkel\*\*/);
  });
});

describe('documents behind a link to a folder', () => {
  freshWindow();

  it('are found and tagged, also where a link among them leads in a circle', async () => {
    const elsewhere = mkdtempSync(path.join(os.tmpdir(), 'pressmark-linked-'));
    try {
      mkdirSync(path.join(elsewhere, 'in'));
      writeFileSync(path.join(elsewhere, 'in', 'far.txt'), article);
      symlinkSync(elsewhere, path.join(elsewhere, 'in', 'again'), 'junction');
      const folder = sample({ 'pressmark.yaml': projectFile.replace('*.txt', '**/*.txt') });
      symlinkSync(elsewhere, folder.file('away'), 'junction');
      folder.write('b.txt', article);
      await untilText('Sources', 'far.txt', sources);
      await tag(await open(folder, 'away/in/far.txt'), 'about the pipeline', 'threat');
      await until('the sidecar', () => existsSync(path.join(elsewhere, 'in', sidecarOf('far.txt'))));
    } finally {
      rmSync(elsewhere, { recursive: true });
    }
  });
});

describe('what a project says of how its documents are read', () => {
  freshWindow();
  const secret = (file: string): string => file.replace('["*.txt"]', '["*.txt", { glob: "a.txt", quotes: none }]');
  const files = { 'b.txt': article, [sidecarOf('a.txt')]: sidecarOfAnother };

  it('holds for those that were read before: of one that is confidential now nothing stays in the storage', async () => {
    const folder = sample(files);
    await untilText('the cache', 'Paris disagreed', () => cacheOf(folder.uri));
    folder.write('pressmark.yaml', secret(projectFile));
    await until('it to go', () => !cacheOf(folder.uri).includes('Paris disagreed') && cacheOf(folder.uri).includes('b.txt'));
    await untilText('Sources', 'a.txt', sources);
    folder.write('pressmark.yaml', projectFile);
    await untilText('the cache', 'Paris disagreed', () => cacheOf(folder.uri));
  });

  it('holds for those that an earlier window has kept', async () => {
    const folder = sample(files);
    await untilText('the cache', 'Paris disagreed', () => cacheOf(folder.uri));
    folder.remove('pressmark.yaml');
    await until('the project to go', async () => !(await sources()).includes('b.txt'));
    assert.match(cacheOf(folder.uri), /Paris disagreed/);
    folder.write('pressmark.yaml', secret(projectFile));
    await until('it to go', () => !cacheOf(folder.uri).includes('Paris disagreed') && cacheOf(folder.uri).includes('b.txt'));
  });

  it('has those read anew that could not be decoded, once their encoding is said', async () => {
    const folder = sample({ 'b.txt': Uint8Array.from(article.replace('—', '-').replace('Angela', 'Angél\u00e9'), (character) => character.charCodeAt(0)) });
    await untilText('Sources', /b\.txt[^\n]*cannot be decoded/, sources);
    // What was told of the new folder is taken in by then, and b.txt is not read for that.
    folder.write('c.txt', article);
    await untilText('Sources', 'c.txt', sources);
    await (await activated()).settled();
    folder.write('pressmark.yaml', projectFile.replace('["*.txt"]', '["*.txt", { glob: "b.txt", encoding: windows-1252 }]'));
    await untilText('Sources', /b\.txt(?![^\n]*cannot be decoded)/, sources);
  });
});

describe('a whole document', () => {
  freshWindow();

  it('is given a stance by dropping it on one, with a reason, as mine; the other coder’s stays', async () => {
    const theirs = 'pressmark: 1\nstance:\n  - { question: on-sanctions, position: opposes, by: Another, at: 2026-11-21T10:00:00Z }\n';
    const folder = sample({ [sidecarOf('a.txt')]: theirs, 'b.txt': article, [sidecarOf('b.txt')]: theirs.replace('opposes', 'favours') });
    await open(folder, 'a.txt');
    await untilText('Sources', /Opposes[^]*a\.txt/, sources);
    const node = await treeNode('pressmark.sources', 'a.txt');
    const target = await treeNode('pressmark.sources', 'Favours');
    answer('It says so twice');
    await drop('pressmark.sources', [node], target);
    const text = await folder.written('a.txt', 'because: "It says so twice"');
    assert.ok(text.startsWith(theirs), 'the other coder’s entry is as it was');
    assert.deepEqual(
      folder.sidecar('a.txt')?.stance?.map(({ by, position }) => [by, position]),
      [
        ['Another', 'opposes'],
        [coder, 'favours'],
      ],
    );
    await untilText('Sources', /Coders disagree[^]*a\.txt/, sources);
    await vscode.commands.executeCommand('pressmark.undo');
    await until('it to leave the disk', () => folder.read(sidecarOf('a.txt')) === theirs);
  });

  it('is given an outlet, a new one if need be', async () => {
    const folder = sample();
    await open(folder, 'a.txt');
    answer('The Gazette');
    await vscode.commands.executeCommand('pressmark.setOutlet');
    await folder.written('a.txt', 'outlet: gazette');
    answer('New outlet', 'The Morning Post');
    await vscode.commands.executeCommand('pressmark.setOutlet');
    await folder.written('a.txt', 'outlet: the-morning-post');
    await untilText('the project', 'The Morning Post', () => folder.read('pressmark.yaml'));
    await untilText('Sources', 'The Morning Post', sources);
  });

  it('is given a publication date, from which its dates are counted anew', async () => {
    const folder = sample({ [sidecarOf('a.txt')]: sidecarOfAnother });
    const { document } = await open(folder, 'a.txt');
    await untilText('the card', 'date `2022-01-08`', () => hover(document.uri, 'Saturday'));
    answer('2022-02-14', 'External', '');
    await vscode.commands.executeCommand('pressmark.setPublished');
    await folder.written('a.txt', 'published: 2022-02-14   # the day it was printed');
    await untilText('the card', 'date `2022-02-12`', () => hover(document.uri, 'Saturday'));
    await untilText('the card', 'date `2022-02-15`', () => hover(document.uri, 'tomorrow'));
  });
});
