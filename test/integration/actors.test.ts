/** Curating actors in the editor: each act writes the least, and one undo gives the bytes back. */
import assert from 'node:assert/strict';
import path from 'node:path';
import * as vscode from 'vscode';
import { currentEditor, type Folder, folderWith, freshWindow, hover, open, problem, problems, rangeOf, select, sidecarOf } from './support/host';
import { answer, outline, shown, treeNode } from './support/window';
import { until, untilText } from './support/until';

const actorsView = 'pressmark.actors';
const actors = (): Promise<string> => outline(actorsView);
const run = (command: string, ...args: unknown[]): Thenable<unknown> => vscode.commands.executeCommand(`pressmark.${command}`, ...args);

const first = `Talks at the harbour

Ida Stone met Adah Brook on Monday. Mrs Stone said that the Harbour Board had agreed.

Photo: Ida Stone at the harbour / AFP
`;
const second = `Talks end

Minister Ada Brook said that talks with Ida Stone were over. Her spokesman Peter Miller told reporters so.
`;
const project = `pressmark: 1
documents: ["*.txt"]   # all of them
outlets:
  - { id: gazette, name: The Gazette }
  - { id: post, name: The Post }
# who is who
actors:
  - id: ida-stone      # of the board
    name: Ida Stone
    kind: person
    aliases:   [Mrs Stone]   # as they write it
  - { id: ada-brook, name: Ada Brook, kind: person }
  # the port's
  - { id: harbour-board, name: Harbour Board, kind: organisation }
`;
const sidecar = (outlet: string): string => `pressmark: 1\ndocument: { outlet: ${outlet} }\n`;

interface Manifest {
  readonly contributes: { readonly keybindings: readonly { readonly command: string; readonly key: string; readonly when: string; readonly args?: unknown }[] };
}

function corpus(files: Readonly<Record<string, string>> = {}): Folder {
  return folderWith({
    'a.txt': first,
    'b.txt': second,
    [sidecarOf('a.txt')]: sidecar('gazette'),
    [sidecarOf('b.txt')]: sidecar('post'),
    'pressmark.yaml': project,
    ...files,
  });
}

/** Waits until the view has counted both documents of this folder: for a moment it shows those of the last one. */
async function counted(folder: Folder): Promise<vscode.TextEditor> {
  const editor = await open(folder, 'a.txt');
  await untilText('Actors', /Peter Miller[^]*Ida Stone|Ida Stone[^]*Peter Miller/, actors);
  const isOf = (row: unknown): boolean => typeof row === 'object' && row !== null && 'project' in row && row.project === folder.uri.toString();
  await until('the rows to be of this folder', async () => isOf(await treeNode(actorsView, 'Peter Miller')));
  return editor;
}

/** Runs an act, waits until the project file says so, takes it back with one undo, and waits for the bytes. The view may follow a moment later. */
async function actAndUndo(folder: Folder, act: () => Thenable<unknown>, says: string | RegExp, file = 'pressmark.yaml', was = project): Promise<string> {
  await act();
  const text = await untilText(file, says, () => folder.read(file));
  await run('undo');
  await until(`${file} to be as it was`, () => folder.read(file) === was);
  return text;
}

/** The lines that a text has more than the project. */
const added = (text: string): string[] => text.split('\n').filter((line) => !project.split('\n').includes(line));

async function cursorOn(editor: vscode.TextEditor, words: string): Promise<void> {
  const { start } = rangeOf(editor.document, words);
  editor.selection = new vscode.Selection(start.translate(0, 1), start.translate(0, 1));
  await until('the window to follow', () => vscode.window.activeTextEditor === editor);
}

describe('the Actors view', () => {
  freshWindow();
  after(() => vscode.workspace.getConfiguration().update('pressmark.actors.groupBy', undefined, vscode.ConfigurationTarget.Global));

  it('shows kinds, with each outlet’s forms and what is set back, and unmentioned entries last', async () => {
    const folder = corpus({ 'pressmark.yaml': `${project}  - { id: lost, name: Lost Society, kind: group }\n` });
    await counted(folder);
    const text = await actors();
    assert.match(text, /^Suggested merges — 1\n {2}Adah Brook → Ada Brook — same surname, given names sound alike\n/);
    assert.match(
      text,
      /People — \d+\n {2}Ida Stone — 4 \(1 set back\)\n {4}The Gazette — Ida Stone 2, Mrs Stone 1\n {6}Ida Stone — 2 \(1 set back\)\n {6}Mrs Stone — 1\n {4}The Post — Ida Stone 1\n/,
    );
    assert.match(text, /Peter Miller — 1 · not in the registry/);
    assert.match(text, /AFP — 1 set back · not in the registry/);
    assert.match(text, /In the registry, not mentioned — 1\n {2}Lost Society/);
  });

  it('tells namesakes in two documents apart, in the open document too, and asks whose the name without an initial is', async () => {
    const one = 'The vote\n\nPeter J. Miller said that the vote was fair. Mr. Miller left.\n';
    const folder = corpus({ 'a.txt': one });
    const { document } = await open(folder, 'a.txt');
    await untilText('Actors', /\n {2}Peter J\. Miller — 3 · not in the registry\n/, actors);
    folder.write('c.txt', 'The harbour\n\nPeter K. Miller said that the harbour was full.\n');
    const text = await untilText('Actors', /\n {2}Peter J\. Miller — 2 · /, actors);
    assert.match(text, /\n {2}Peter K\. Miller — 1 · /);
    assert.match(text, /\n {2}Peter Miller — 1 · /);
    assert.match(text, /^Suggested merges — 2\n[^]*Peter Miller → Peter J\. Miller — same name, one with a middle name\n/);
    await untilText('the card', /^\*\*Peter J[^ ]+ Miller\*\*[^]*In the corpus[^ ]+ 2 mentions/, () => hover(document.uri, 'Miller left'));
    await cursorOn(currentEditor(), 'Miller left');
    await run('revealActor');
    await until('his row to be selected', () => {
      const [row] = (shown().trees.get(actorsView)?.view.selection ?? []) as readonly { readonly actor?: { readonly name: string } }[];
      return row?.actor?.name === 'Peter J. Miller';
    });
  });

  it('can be listed by frequency, which is remembered, and filtered by letters or outlet', async () => {
    const folder = corpus();
    await counted(folder);
    await run('actors.byFrequency');
    await untilText('Actors', /^Suggested merges[^]*\nIda Stone — 4/, actors);
    assert.equal(vscode.workspace.getConfiguration().get('pressmark.actors.groupBy'), 'frequency');
    answer('miller');
    await run('actors.filter');
    await untilText('Actors', /^Peter Miller[^\n]*\n[^\n]*\n[^\n]*$/, actors);
    await run('actors.clearFilter');
    answer('The Post');
    await run('actors.filter');
    await untilText('Actors', /\nIda Stone — 1\n/, actors);
    await run('actors.clearFilter');
    await run('actors.byKind');
    await untilText('Actors', /\nPeople — /, actors);
  });

  it('stands in stretches where there are hundreds: told when one is opened, revealed in theirs, and followed there', async () => {
    const letters = (n: number): string =>
      [...String(n).padStart(3, '0')].map((digit) => 'bdfgklmnrt'.charAt(Number(digit)) + 'aeiouaeiou'.charAt(Number(digit))).join('');
    const names = Array.from({ length: 650 }, (_, n) => `Vera Q${letters(n)}`);
    const entries = names.map((name, n) => `  - { id: vera-${n}, name: ${name}, kind: person }\n`);
    const folder = corpus({
      'a.txt': `A list of guests\n\n${names.map((name) => `${name} came.`).join('\n\n')}\n`,
      'pressmark.yaml': `pressmark: 1\ndocuments: ["*.txt"]\nactors:\n${entries.join('')}`,
    });
    const editor = await open(folder, 'a.txt');
    const { provider } = shown().trees.get(actorsView) ?? assert.fail();
    const rows = async (node?: unknown): Promise<readonly { readonly node: unknown; readonly label: unknown }[]> =>
      Promise.all(((await provider.getChildren(node)) ?? []).map(async (child) => ({ node: child, label: (await provider.getTreeItem(child)).label })));
    const people = await until('the people', async () => (await rows()).find(({ label }) => label === 'People'));
    const stretches = await until('all to be counted', async () => {
      const found = await rows((await rows()).find(({ label }) => label === 'People')?.node ?? people.node);
      return found.length === 3 && found;
    });
    assert.deepEqual(
      stretches.slice(0, 2).map(({ label }) => label),
      ['1 to 300', '301 to 600'],
    );
    assert.equal((await rows(stretches[1]?.node)).length, 300);

    await cursorOn(editor, `${names[640] ?? ''} came`);
    await run('revealActor');
    const selected = (): { readonly id: string } | undefined => (shown().trees.get(actorsView)?.view.selection as readonly { readonly id: string }[])[0];
    await until('the row to be selected', () => selected()?.id.endsWith('/a/vera-640'));
    const parent = await provider.getParent?.(selected());
    const { label } = await provider.getTreeItem(parent);
    assert.match(typeof label === 'string' ? label : '', /^601 to 6\d\d$/);
    answer('Vera Zorro');
    await run('renameActor', 'selection');
    await untilText('the open stretch', 'Vera Zorro', async () => (await rows(parent)).map(({ label }) => String(label)).join('\n'));
  });

  it('shows the actor at the cursor, and its keys act on what is selected there', async () => {
    const folder = corpus();
    const editor = await counted(folder);
    await cursorOn(editor, 'Ida Stone');
    await run('revealActor');
    answer('Ida Marie Stone');
    await run('renameActor', 'selection');
    await untilText('the project', 'name: Ida Marie Stone', () => folder.read('pressmark.yaml'));
    await untilText('Actors', '  Ida Marie Stone — 4', actors);
  });
});

describe('whom a command is about', () => {
  freshWindow();
  const selection = (): readonly unknown[] => shown().trees.get(actorsView)?.view.selection ?? [];

  it('from the palette is what was looked at last: the rows of the view, or the cursor', async () => {
    const folder = corpus();
    const editor = await counted(folder);
    await cursorOn(editor, 'Ida Stone');
    await run('revealActor');
    await vscode.commands.executeCommand('list.collapse');
    await vscode.commands.executeCommand('list.expandSelectionDown');
    await until('two rows to be selected', () => selection().length === 2);
    await run('renameActor');
    assert.equal(shown().messages.at(-1)?.text, 'This is done to one actor at a time: select one.');
    answer('group');
    await run('setActorKind');
    assert.equal(shown().asked.at(-1), 'What kind are these 2 actors?');
    await untilText('the project', 'kind: group', () => folder.read('pressmark.yaml'));
    await run('undo');
    await until('the project to be as it was', () => folder.read('pressmark.yaml') === project);
    answer(undefined);
    await run('renameActor', 'cursor');
    assert.equal(shown().asked.at(-1), 'Rename Ida Stone', 'the editor’s keys mean the cursor');
    await vscode.window.showTextDocument(editor.document);
    await cursorOn(currentEditor(), 'Adah Brook');
    answer(undefined);
    await until('the editor to be the last', async () => {
      await run('renameActor');
      return shown().asked.at(-1) === 'Rename Adah Brook';
    });
  });

  it('in the view is the row that was clicked, where it takes one', async () => {
    const folder = corpus();
    await counted(folder);
    const [ida, board] = await Promise.all(['Ida Stone', 'Harbour Board'].map((name) => treeNode(actorsView, name)));
    answer('Port Board');
    const text = await actAndUndo(folder, () => run('renameActor', board, [ida, board]), 'Port Board');
    assert.deepEqual(added(text), ['  - { id: harbour-board, name: Port Board, kind: organisation, aliases: [Harbour Board] }']);
  });

  it('is said to be nobody where the row is a group, or a suggestion that two of one form are one', async () => {
    const shared = project.replace('[Mrs Stone]', '[Mrs Stone, Ada Brook]');
    const folder = corpus({ 'pressmark.yaml': shared });
    await counted(folder);
    await untilText('Actors', '  Ada Brook → Ida Stone', actors);
    for (const command of ['renameActor', 'setActorKind', 'mergeActor']) await runOn(command, 'Ada Brook →');
    const why = 'A suggested merge is about two actors: open it, and select one of them.';
    assert.deepEqual(
      shown().messages.map(({ text }) => text),
      [why, why, why],
    );
    await runOn('rejectMention', 'People');
    assert.equal(shown().messages.at(-1)?.text, 'Select the row of an actor first.');
    assert.equal(folder.read('pressmark.yaml'), shared);
  });

  it('is who the registry has now, where a row is of a moment before', async () => {
    const folder = corpus();
    await counted(folder);
    const row: unknown = { ...((await treeNode(actorsView, 'Peter Miller')) as object) };
    await run('registerActor', row);
    await untilText('the project', 'id: peter-miller', () => folder.read('pressmark.yaml'));
    answer('Peter J. Miller');
    await run('renameActor', row);
    const text = await untilText('the project', 'Peter J. Miller', () => folder.read('pressmark.yaml'));
    assert.deepEqual(added(text), ['  - id: peter-miller', '    name: Peter J. Miller', '    aliases: [Peter Miller]']);
  });

  it('is every form that was selected, to be split off together', async () => {
    const two = project.replace('[Mrs Stone]', '[Mrs Stone, Adah Brook]');
    const folder = corpus({ 'pressmark.yaml': two });
    await counted(folder);
    const forms = await Promise.all(['Mrs Stone', 'Adah Brook'].map((name) => treeNode(actorsView, name)));
    answer('New actor');
    const text = await actAndUndo(folder, () => run('splitForm', forms[0], forms), 'mrs-stone', 'pressmark.yaml', two);
    assert.deepEqual(
      text.split('\n').filter((line) => !two.split('\n').includes(line)),
      ['  - id: mrs-stone', '    name: Mrs Stone', '    aliases: [Adah Brook]', '    not-same-as: [ida-stone]'],
    );
  });
});

describe('an act of curating', () => {
  freshWindow();

  it('adds actors to the registry, one or several', async () => {
    const folder = corpus();
    await counted(folder);
    const node = await treeNode(actorsView, 'Peter Miller');
    const text = await actAndUndo(folder, () => run('registerActor', node), 'Peter Miller');
    assert.deepEqual(added(text), ['  - id: peter-miller', '    name: Peter Miller']);
    const agency = await treeNode(actorsView, 'AFP');
    await actAndUndo(folder, () => run('registerActor', node, [node, agency]), /id: peter-miller[^]*id: afp/);
  });

  it('renames, in the registry and never in the article', async () => {
    const folder = corpus();
    const editor = await counted(folder);
    await cursorOn(editor, 'Ida Stone');
    answer('Ida Marie Stone');
    const text = await actAndUndo(folder, () => run('renameActor'), 'Ida Marie Stone');
    assert.deepEqual(added(text), ['    name: Ida Marie Stone', '    aliases:   [Mrs Stone, Ida Stone]   # as they write it']);
    assert.equal(editor.document.getText(), first);
    assert.ok(!editor.document.isDirty);
  });

  it('asks whether two are one where a new name or alias is another’s', async () => {
    const folder = corpus();
    await counted(folder);
    const before = await untilText('Actors', /^Suggested merges — 1\n/, actors);
    const asBefore = (): Promise<boolean> => until('the view to be as it was', async () => (await actors()) === before);
    answer('ada brook', 'Merge instead');
    const text = await actAndUndo(folder, () => runOn('renameActor', 'Harbour Board'), 'replaces');
    assert.deepEqual(added(text), ['  - { id: ada-brook, name: Ada Brook, kind: person, aliases: [Harbour Board], replaces: [harbour-board] }']);
    assert.equal(shown().asked.at(-1), '“Ada Brook” is a form of Ada Brook already');
    await asBefore();
    answer('Aliases', 'Mrs Stone; Ada Brook', 'A form of both');
    await actAndUndo(folder, () => runOn('editActor', 'Ida Stone'), '[Mrs Stone, Ada Brook]');
    await asBefore();
    answer('Mrs Stone', undefined);
    await runOn('renameActor', 'Ada Brook');
    assert.equal(folder.read('pressmark.yaml'), project, 'given up');
  });

  it('sets the kind of several', async () => {
    const folder = corpus();
    await counted(folder);
    const nodes = await Promise.all(['Ida Stone', 'Harbour Board'].map((name) => treeNode(actorsView, name)));
    answer('group');
    const text = await actAndUndo(folder, () => run('setActorKind', nodes[0], nodes), /group[^]*group/);
    assert.deepEqual(added(text), ['    kind: group', '  - { id: harbour-board, name: Harbour Board, kind: group }']);
  });

  it('adds a role with dates', async () => {
    const folder = corpus();
    await counted(folder);
    answer('Chair of the board', '2019-05', '');
    const text = await actAndUndo(folder, () => runOn('addActorRole', 'Ida Stone'), 'Chair');
    assert.deepEqual(added(text), ['    roles: [{ title: Chair of the board, from: 2019-05 }]']);
  });

  it('sets a Wikidata id, and the card links to it', async () => {
    const folder = corpus();
    const { document } = await counted(folder);
    answer('https://www.wikidata.org/wiki/Q42');
    await runOn('setWikidata', 'Ida Stone');
    await untilText('the project', '    wikidata: Q42\n', () => folder.read('pressmark.yaml'));
    await untilText('the card', '(https://www.wikidata.org/wiki/Q42)', () => hover(document.uri, 'Ida Stone'));
    await run('undo');
    await until('the project to be as it was', () => folder.read('pressmark.yaml') === project);
  });

  it('merges one into another, and several with a question first', async () => {
    const folder = corpus();
    await counted(folder);
    answer('Harbour Board');
    const text = await actAndUndo(folder, () => runOn('mergeActor', 'Ida Stone'), 'replaces: [ida-stone]');
    assert.ok(!text.includes('id: ida-stone') && text.includes('# all of them') && text.includes("# the port's"));
    const nodes = await Promise.all(['Peter Miller', 'AFP', 'Ada Brook'].map((name) => treeNode(actorsView, name)));
    answer('Ada Brook', 'Merge');
    const merged = await actAndUndo(folder, () => run('mergeActor', nodes[0], nodes), 'Miller');
    assert.deepEqual(added(merged), ['  - { id: ada-brook, name: Ada Brook, kind: person, aliases: [Peter Miller, AFP] }']);
    assert.ok(shown().asked.some((question) => question.includes('Merge 2 actors into Ada Brook?')));
  });

  it('asks before a merge leaves a Wikidata id out', async () => {
    const two = project.replace('kind: person }', 'kind: person, wikidata: Q7 }').replace('kind: organisation }', 'kind: organisation, wikidata: Q42 }');
    const folder = corpus({ 'pressmark.yaml': two });
    await counted(folder);
    answer('Harbour Board', undefined);
    await runOn('mergeActor', 'Ada Brook');
    assert.ok(shown().asked.some((question) => question.includes('Merge actors that have different Wikidata ids?')));
    assert.equal(folder.read('pressmark.yaml'), two);
    answer('Harbour Board', 'Merge');
    await actAndUndo(folder, () => runOn('mergeActor', 'Ada Brook'), 'replaces: [ada-brook]', 'pressmark.yaml', two);
  });

  it('merges what the entries say beyond the format, says what is kept as a comment, and asks where it cannot go over', async () => {
    const noted = project.replace('kind: person }', 'kind: person, note: mild }').replace('kind: organisation }', 'kind: organisation, note: old, seen: 2 }');
    const folder = corpus({ 'pressmark.yaml': noted });
    await counted(folder);
    answer('Ada Brook');
    const text = await actAndUndo(folder, () => runOn('mergeActor', 'Harbour Board'), 'replaces: [harbour-board]', 'pressmark.yaml', noted);
    assert.match(text, /replaces: \[harbour-board\], note: mild, seen: 2 \} {2}# harbour-board had note: old\n/);
    assert.ok(shown().messages.some((message) => message.text.endsWith('kept as a comment in the one that stays: note')));
    const [head = '', list = ''] = noted.split("  # the port's\n");
    const part = `pressmark: 1\nactors:\n${list}`;
    const other = corpus({ 'pressmark.yaml': head, 'pressmark.actors.yaml': part });
    await counted(other);
    answer('Ada Brook', undefined);
    await runOn('mergeActor', 'Harbour Board');
    assert.ok(shown().asked.some((question) => question.includes('leave out what Pressmark does not know?')));
    assert.deepEqual([other.read('pressmark.yaml'), other.read('pressmark.actors.yaml')], [head, part]);
  });

  it('counts a decision that names a merged actor for who it is now', async () => {
    const at = first.indexOf('harbour /');
    const decided = `${sidecar('gazette')}mentions:\n  - { id: m1, quote: harbour, position: [${at}, ${at + 7}], actor: harbour-board, by: A, at: 2026-01-01T10:00:00Z }\n`;
    const folder = corpus({ [sidecarOf('a.txt')]: decided });
    const { document } = await counted(folder);
    answer('Ada Brook');
    await runOn('mergeActor', 'Harbour Board');
    await untilText('the card', /^\*\*Ada Brook\*\*/, () => hover(document.uri, 'harbour /'));
    await untilText('Actors', '  Ada Brook — 3', actors);
    assert.equal(folder.read(sidecarOf('a.txt')), decided, 'the sidecar stays as it was');
  });

  it('splits a form off, and the two are kept apart', async () => {
    const folder = corpus();
    await counted(folder);
    answer('New actor');
    const text = await actAndUndo(folder, () => runOn('splitForm', 'Mrs Stone'), 'mrs-stone');
    assert.deepEqual(added(text), ['  - id: mrs-stone', '    name: Mrs Stone', '    not-same-as: [ida-stone]']);
    assert.ok(!text.includes('aliases'));
  });

  it('keeps two apart, whom the registry then knows', async () => {
    const folder = corpus();
    await counted(folder);
    answer('Peter Miller');
    const text = await actAndUndo(folder, () => runOn('keepApart', 'Ida Stone'), 'not-same-as: [peter-miller]');
    assert.match(text, /id: peter-miller/);
  });

  it('takes actors for none in the corpus, the document, or the registry, with a preview', async () => {
    const folder = corpus();
    const { document } = await counted(folder);
    answer('In the whole corpus', 'In the whole corpus');
    const text = await actAndUndo(folder, () => runOn('rejectMention', 'Peter Miller'), 'not-actors');
    assert.deepEqual(added(text), ['not-actors: [Peter Miller]']);
    answer('Not in the registry', 'Not in the registry');
    await actAndUndo(folder, () => runOn('rejectMention', 'Harbour Board'), /^(?![^]*harbour-board)/);
    answer('In this document');
    await runOn('rejectMention', 'Ida Stone');
    await until('both forms to be refused', () => folder.sidecar('a.txt')?.mentions?.length === 2);
    await until('the mark to go', async () => (await hover(document.uri, 'Mrs Stone')) === '');
    await run('undo');
    await until('the sidecar to be as it was', () => folder.read(sidecarOf('a.txt')) === sidecar('gazette'));
  });

  it('edits aliases by the list of what can be edited', async () => {
    const folder = corpus();
    await counted(folder);
    answer('Aliases', 'Mrs Stone; Stone, Ida');
    const text = await actAndUndo(folder, () => runOn('editActor', 'Ida Stone'), 'Stone, Ida');
    assert.deepEqual(added(text), ['    aliases:   [Mrs Stone, "Stone, Ida"]   # as they write it']);
  });

  it('edits an alias with a semicolon in quotation marks, whole', async () => {
    const torn = project.replace('[Mrs Stone]', '["Stone; Ida"]');
    const folder = corpus({ 'pressmark.yaml': torn });
    await counted(folder);
    answer('Aliases', '"Stone; Ida"; I. Stone');
    assert.match(await actAndUndo(folder, () => runOn('editActor', 'Ida Stone'), 'I. Stone', 'pressmark.yaml', torn), /\["Stone; Ida", I. Stone\]/);
    assert.equal(shown().offered.at(-1), '"Stone; Ida"');
  });

  it('is written where the actor stands, in a file of actors too, and undone there', async () => {
    const [head = '', list = ''] = project.split('# who is who\n');
    const part = `pressmark: 1\n# who is who\n${list}`;
    const folder = corpus({ 'pressmark.yaml': head, 'pressmark.actors.yaml': part });
    await counted(folder);
    answer('Harbour Board');
    await actAndUndo(folder, () => runOn('mergeActor', 'Ida Stone'), 'replaces: [ida-stone]', 'pressmark.actors.yaml', part);
    assert.equal(folder.read('pressmark.yaml'), head);
  });
});

describe('suggested merges', () => {
  freshWindow();

  it('are accepted, refused for good, or set aside', async () => {
    const folder = corpus();
    await counted(folder);
    const suggestion = await treeNode(actorsView, 'Adah Brook →');
    const merged = await actAndUndo(folder, () => run('acceptMerge', suggestion), 'aliases: [Adah Brook]');
    assert.deepEqual(added(merged), ['  - { id: ada-brook, name: Ada Brook, kind: person, aliases: [Adah Brook] }']);
    await untilText('Actors', /^Suggested merges — 1/, actors);
    await run('setMergeAside', await treeNode(actorsView, 'Adah Brook →'));
    await untilText('Actors', /^Suggested merges — 0\n {2}Set aside — 1/, actors);
    await run('undo');
    await untilText('Actors', /^Suggested merges — 1\n {2}Adah/, actors);
    await run('keepApart', await treeNode(actorsView, 'Adah Brook →'));
    const kept = await untilText('the project', 'not-same-as', () => folder.read('pressmark.yaml'));
    assert.deepEqual(added(kept), [
      '  - { id: ada-brook, name: Ada Brook, kind: person, not-same-as: [adah-brook] }',
      '  - id: adah-brook',
      '    name: Adah Brook',
    ]);
    await untilText('Actors', /^(?!Suggested)/, actors);
  });

  it('can be answered from the palette', async () => {
    const folder = corpus();
    await counted(folder);
    answer('Adah Brook → Ada Brook');
    await actAndUndo(folder, () => run('acceptMerge'), 'aliases: [Adah Brook]');
  });

  it('are what is offered first to who says from the palette that two are not the same', async () => {
    const folder = corpus();
    const editor = await counted(folder);
    const suggested = (): Promise<unknown> => until('the suggestion', () => treeNode(actorsView, 'Adah Brook →'));
    await suggested();
    editor.selection = new vscode.Selection(0, 0, 0, 0);
    answer('Adah Brook → Ada Brook');
    await actAndUndo(folder, () => run('keepApart'), 'not-same-as: [adah-brook]');
    assert.equal(shown().asked.at(-1), 'Who is not the same as another?');
    await suggested();
    answer('Peter Miller', 'Ada Brook');
    await actAndUndo(folder, () => run('keepApart'), 'not-same-as: [ada-brook]');
    await suggested();
    await cursorOn(editor, 'Adah Brook');
    // What the view shows may be of the act before still: it is asked again, as a person would.
    const asked = async (): Promise<boolean> => {
      answer('given names sound alike');
      try {
        await run('keepApart');
        return true;
      } catch {
        shown().answers = [];
        return false;
      }
    };
    await actAndUndo(folder, () => until('the suggestion to be offered', asked), 'not-same-as: [ada-brook]');
    assert.equal(shown().asked.at(-1), 'Adah Brook is not the same as…');
  });
});

describe('in the text', () => {
  freshWindow();

  it('a selection that was missed becomes a new actor’s mention: one act, in both files', async () => {
    const folder = corpus();
    const { document } = await counted(folder);
    select(currentEditor(), 'the harbour /');
    const range = currentEditor().selection;
    currentEditor().selection = new vscode.Selection(range.start, range.end.translate(0, -2));
    const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>('vscode.executeCodeActionProvider', document.uri, currentEditor().selection);
    const mark = actions.find(({ title }) => title === 'Mark “the harbour” as actor…');
    assert.ok(mark?.command);
    answer('New actor', 'The Harbour', 'place');
    await vscode.commands.executeCommand(mark.command.command, ...((mark.command.arguments as unknown[] | undefined) ?? []));
    await folder.written('a.txt', 'actor: the-harbour');
    await untilText('the project', 'id: the-harbour', () => folder.read('pressmark.yaml'));
    await untilText('the card', /^\*\*The Harbour\*\* — place/, () => hover(document.uri, 'the harbour /'));
    await run('undo');
    await until('the project to be as it was', () => folder.read('pressmark.yaml') === project);
    await until('the sidecar to be as it was', () => folder.read(sidecarOf('a.txt')) === sidecar('gazette'));
  });

  it('F2 is ours on an actor, and there alone: it renames the actor, not the text', async () => {
    const folder = corpus();
    const { document } = await counted(folder);
    const own = (vscode.extensions.getExtension('pressmark.pressmark')?.packageJSON as Manifest).contributes.keybindings;
    const [binding] = own.filter(({ key, when }) => key === 'f2' && when.includes('editorTextFocus'));
    assert.equal(binding?.when, 'editorTextFocus && pressmark.inDocument && pressmark.onActor');
    const bound = (): boolean => ['inDocument', 'onActor'].every((key) => shown().contexts.get(`pressmark.${key}`) === true);
    select(currentEditor(), 'Talks');
    await until('F2 to be the editor’s', () => !bound());
    select(currentEditor(), 'Adah Brook');
    await until('F2 to be ours', bound);
    const text = document.getText();
    answer('Adah Brooke');
    const renamed = await actAndUndo(folder, () => vscode.commands.executeCommand(binding.command, binding.args), 'name: Adah Brooke');
    assert.ok(renamed.includes('aliases: [Adah Brook]'));
    assert.equal(document.getText(), text);
    select(currentEditor(), 'Talks');
    await until('F2 to be the editor’s again', () => !bound());
  });

  it('a mention can be given to an actor whom only the recogniser knows', async () => {
    const folder = corpus();
    await counted(folder);
    select(currentEditor(), 'Adah Brook');
    answer('Peter Miller', 'Here');
    await run('changeActor');
    await folder.written('a.txt', 'actor: peter-miller');
    await untilText('the project', 'id: peter-miller', () => folder.read('pressmark.yaml'));
  });

  it('a form is given to an actor everywhere: an alias and the decision, in one act', async () => {
    const folder = corpus();
    const { document } = await counted(folder);
    select(currentEditor(), 'Monday');
    answer('Ada Brook', 'Everywhere');
    await run('changeActor');
    await folder.written('a.txt', 'actor: ada-brook');
    const text = await untilText('the project', 'Monday', () => folder.read('pressmark.yaml'));
    assert.deepEqual(added(text), ['  - { id: ada-brook, name: Ada Brook, kind: person, aliases: [Monday] }']);
    await untilText('the card', /^\*\*Ada Brook\*\*/, () => hover(document.uri, 'Monday'));
    await run('undo');
    await until('the project to be as it was', () => folder.read('pressmark.yaml') === project);
    await until('the sidecar to be as it was', () => folder.read(sidecarOf('a.txt')) === sidecar('gazette'));
    answer('Ada Brook', undefined);
    select(currentEditor(), 'Monday');
    await run('changeActor');
    assert.equal(folder.read(sidecarOf('a.txt')), sidecar('gazette'), 'given up at the second question');
  });

  it('a name is never an actor in the corpus without its title, after a look, and leaves the aliases', async () => {
    const folder = corpus({ 'b.txt': second.replace('Her spokesman', 'Minister Brook left early. Her spokesman') });
    await counted(folder);
    const refuse = async (editor: vscode.TextEditor, words: string): Promise<unknown> => {
      await cursorOn(editor, words);
      answer('In the whole corpus', 'Never Mark');
      return run('rejectMention');
    };
    const alias = await actAndUndo(folder, () => refuse(currentEditor(), 'Mrs Stone'), 'not-actors');
    assert.deepEqual(added(alias), ['not-actors: [Mrs Stone]']);
    assert.ok(!alias.includes('aliases'), alias);
    assert.ok(shown().asked.includes('Never mark “Mrs Stone” as an actor in this corpus?'));
    const editor = await open(folder, 'b.txt');
    await untilText('the card', /^\*\*Ada Brook/, () => hover(editor.document.uri, 'Minister Brook'));
    await refuse(editor, 'Minister Brook');
    await untilText('the project', 'not-actors: [Brook]', () => folder.read('pressmark.yaml'));
    await until('the mark to go', async () => (await hover(editor.document.uri, 'Minister Brook')) === '');
    assert.match(await hover(editor.document.uri, 'Ada Brook'), /^\*\*Ada Brook/, 'her full name stays');
    await cursorOn(editor, 'Ida Stone');
    answer('In the whole corpus', undefined);
    await run('rejectMention');
    assert.doesNotMatch(folder.read('pressmark.yaml') ?? '', /Ida Stone\]/, 'given up at the preview');
  });

  it('who stands at one place does not undo what I said of the form in the document', async () => {
    const folder = corpus();
    const { document } = await counted(folder);
    await cursorOn(currentEditor(), 'Ida Stone');
    answer('In this document');
    await run('rejectMention');
    await folder.written('a.txt', 'reject: document');
    await until('the mark to go', async () => (await hover(document.uri, 'Ida Stone')) === '');
    select(currentEditor(), 'Ida Stone');
    answer('Ada Brook', 'Here');
    await run('changeActor');
    const text = await folder.written('a.txt', 'actor: ada-brook');
    assert.match(text, /reject: document/);
    await untilText('the card', /^\*\*Ada Brook\*\*/, () => hover(document.uri, 'Ida Stone'));
    assert.equal(await hover(document.uri, 'Ida Stone', 1), '', 'the other place stays refused');
  });

  it('a part of a mark can be marked by itself, and what is no name cannot', async () => {
    const folder = corpus();
    const { document } = await counted(folder);
    select(currentEditor(), 'Brook');
    const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>('vscode.executeCodeActionProvider', document.uri, currentEditor().selection);
    const titles = actions.map(({ title }) => title);
    assert.deepEqual(titles.slice(0, 2), ['Mark “Brook” as actor…', 'Mark “Adah Brook” as another actor…']);
    const end = document.positionAt(document.getText().length);
    currentEditor().selection = new vscode.Selection(new vscode.Position(0, 0), end);
    await run('changeActor');
    assert.equal(shown().messages.at(-1)?.text, 'A name stands within one paragraph and has 200 characters at most.');
    assert.deepEqual(
      (await vscode.commands.executeCommand<vscode.CodeAction[]>('vscode.executeCodeActionProvider', document.uri, currentEditor().selection))
        .map(({ title }) => title)
        .filter((title) => title.startsWith('Mark')),
      [],
    );
  });

  it('code actions say what can be done about a mention', async () => {
    const folder = corpus();
    const { document } = await counted(folder);
    const titles = async (words: string): Promise<string[]> => {
      const { start } = rangeOf(document, words);
      const at = new vscode.Range(start.translate(0, 1), start.translate(0, 1));
      return (await vscode.commands.executeCommand<vscode.CodeAction[]>('vscode.executeCodeActionProvider', document.uri, at)).map(({ title }) => title);
    };
    assert.deepEqual(await titles('Ida Stone'), ['Mark “Ida Stone” as another actor…', 'Rename Ida Stone…', 'Merge Ida Stone into…', 'Not an actor…']);
    assert.ok((await titles('Adah Brook')).includes('Add Adah Brook to the registry'));
    assert.deepEqual(await titles('agreed'), []);
  });

  it('Definition goes to the registry, highlights show the same actor, symbols list actors', async () => {
    const folder = corpus();
    const { document } = await counted(folder);
    const { start } = rangeOf(document, 'Mrs Stone');
    const [definition] = await vscode.commands.executeCommand<vscode.LocationLink[]>('vscode.executeDefinitionProvider', document.uri, start);
    assert.equal(definition?.targetUri.path, folder.at('pressmark.yaml').path);
    assert.equal(
      definition?.targetRange.start.line,
      project.split('\n').findIndex((line) => line.includes('id: ida-stone')),
    );
    const highlights = await vscode.commands.executeCommand<vscode.DocumentHighlight[]>('vscode.executeDocumentHighlights', document.uri, start);
    assert.deepEqual(
      highlights.map(({ range }) => document.getText(range)),
      ['Ida Stone', 'Mrs Stone', 'Ida Stone'],
    );
    const symbols = await vscode.commands.executeCommand<vscode.DocumentSymbol[]>('vscode.executeDocumentSymbolProvider', document.uri);
    const ida = symbols.filter(({ name }) => name === 'Ida Stone');
    assert.deepEqual(
      ida.map(({ detail, range }) => `${document.getText(range)}: ${detail}`),
      ['Ida Stone: person · 1 of 3', 'Mrs Stone: “Mrs Stone” · person · 2 of 3', 'Ida Stone: person · 3 of 3'],
    );
    for (const { selectionRange } of symbols) {
      const holding = symbols.filter(({ range }) => range.contains(selectionRange));
      assert.equal(holding.length, 1, 'breadcrumbs show the first that holds the cursor');
    }
    const found = await vscode.commands.executeCommand<vscode.SymbolInformation[]>('vscode.executeWorkspaceSymbolProvider', 'miller');
    assert.deepEqual(
      found.map(({ name, location }) => [name, path.basename(location.uri.path)]),
      [['Peter Miller', 'b.txt']],
    );
    const byForm = await vscode.commands.executeCommand<vscode.SymbolInformation[]>('vscode.executeWorkspaceSymbolProvider', 'mrsst');
    assert.deepEqual(
      byForm.map(({ name }) => name),
      ['Mrs Stone (Ida Stone)'],
    );
  });

  it('symbols are told anew when the registry names an actor otherwise, though the text is the same', async () => {
    const folder = corpus();
    const { document } = await counted(folder);
    const names = async (): Promise<string> =>
      (await vscode.commands.executeCommand<vscode.DocumentSymbol[]>('vscode.executeDocumentSymbolProvider', document.uri)).map(({ name }) => name).join(', ');
    await untilText('the symbols', 'Ida Stone', names);
    answer('Ina Stone');
    await runOn('renameActor', 'Ida Stone');
    await untilText('the symbols', /^[^]*Ina Stone(?![^]*Ida Stone)/, names);
    await run('undo');
    await untilText('the symbols', /^[^]*Ida Stone(?![^]*Ina Stone)/, names);
  });

  it('hostile names stay words, and forged arguments do nothing', async () => {
    const name = '<img src=x> [run](command:workbench.action.quit) $(x) "\\\'#: {a}';
    const folder = corpus({
      'pressmark.yaml': project.replace('name: Ida Stone', `name: '${name.replaceAll("'", "''")}'`).replace('[Mrs Stone]', '[Mrs Stone, Ida Stone]'),
    });
    const was = folder.read('pressmark.yaml');
    const { document } = await open(folder, 'a.txt');
    const card = await untilText('the card', 'In the corpus', () => hover(document.uri, 'Mrs Stone'));
    assert.doesNotMatch(card, /<img|\$\(x|command:workbench|\]\(http/);
    await untilText('Actors', name, actors);
    await run('renameActor', '../../evil', document.uri.toString());
    await run('setWikidata', 'nobody', 'file:///etc/passwd');
    await run('rejectMention', document.uri.toString(), 3, 7);
    await run('changeActor', document.uri.toString(), -1, 1e9);
    await run('mergeActor', { type: 'actor', id: 'x', project: 'nowhere', actor: { id: 'x', name, kind: 'person' } });
    assert.equal(folder.read('pressmark.yaml'), was);
    for (const file of ['a.txt', 'b.txt']) assert.equal(folder.read(sidecarOf(file)), sidecar(file === 'a.txt' ? 'gazette' : 'post'));
    answer('2');
    await runOn('renameActor', name.slice(0, 10));
    await untilText('the project', `"${name.replaceAll(/["\\]/g, '\\$&')}"`, () => folder.read('pressmark.yaml'));
    await run('undo');
    await until('the project to be as it was', () => folder.read('pressmark.yaml') === was);
  });
});

describe('a list of actors', () => {
  freshWindow();

  it('is imported row by row, as one act, and its problems stand at their rows', async () => {
    const list = 'name,kind,aliases\nPeter Miller,person,P. Miller; Miller\nIda Stone,,I. Stone\nNobody,ship,\nHarbour Board,organisation,\n';
    const folder = corpus({ 'list.csv': list });
    await counted(folder);
    answer(['Peter Miller', 'Ida Stone']);
    const text = await actAndUndo(folder, () => run('importActors', folder.at('list.csv')), 'P. Miller');
    assert.deepEqual(added(text), [
      '    aliases:   [Mrs Stone, I. Stone]   # as they write it',
      '  - id: peter-miller',
      '    name: Peter Miller',
      '    aliases: [P. Miller, Miller]',
    ]);
    assert.ok(shown().asked.some((question) => question === 'Import from list.csv: 1 new, 1 with new forms, 1 known, 1 problem'));
    assert.match(await problem(folder.at('list.csv'), 'list-kind'), /^4: list-kind: The kind must be/);
    const document = await vscode.workspace.openTextDocument(folder.at('list.csv'));
    const change = new vscode.WorkspaceEdit();
    change.replace(document.uri, rangeOf(document, 'ship'), 'group');
    await vscode.workspace.applyEdit(change);
    await until('the problems to go with the edit', () => problems(folder.at('list.csv')).length === 0);
    await vscode.window.showTextDocument(document);
  });

  it('changes nothing where it is given up, or cannot be read', async () => {
    const folder = corpus({ 'list.csv': 'name,kind\nPeter Miller,person\n' });
    await counted(folder);
    answer(undefined);
    await run('importActors', folder.at('list.csv'));
    folder.write('bad.csv', new Uint8Array([0x6e, 0xff, 0xfe, 0xc3, 0x28]));
    await run('importActors', folder.at('bad.csv'));
    await run('importActors', folder.at('gone.csv'));
    assert.deepEqual(
      shown()
        .messages.filter(({ severity }) => severity === 'error')
        .map(({ text }) => text.split(' ').slice(0, 4).join(' ')),
      ['The list is not', 'The list cannot be'],
    );
    assert.equal(folder.read('pressmark.yaml'), project);
  });
});

/** On a row: without one, a command would be about the cursor. */
async function runOn(command: string, label: string): Promise<unknown> {
  return run(command, await until(`the row ${label}`, () => treeNode(actorsView, label)));
}
