/** Curating the codebook in the editor: each act shows what it is about, writes the least, touches no sidecar, and one undo gives the bytes back. */
import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { type Folder, freshWindow, open, sidecarOf, tag } from './support/host';
import { article, projectFile, sample, sidecarOfAnother } from './support/sample';
import { answer, drop, outline, passages, shown, treeNode, treeView, viewMessage } from './support/window';
import { until, untilText } from './support/until';

const view = 'pressmark.codebook';
const codebook = (): Promise<string> => outline(view);
const run = (command: string, ...args: unknown[]): Thenable<unknown> => vscode.commands.executeCommand(`pressmark.${command}`, ...args);

/** Two documents: two passages of denial by another coder, one of them in the open document. */
function corpus(files: Readonly<Record<string, string>> = {}): Folder {
  return sample({
    'b.txt': article,
    [sidecarOf('a.txt')]: sidecarOfAnother,
    [sidecarOf('b.txt')]: sidecarOfAnother.replace('000000000001', '000000000002'),
    ...files,
  });
}

async function counted(folder: Folder): Promise<void> {
  await open(folder, 'a.txt');
  await untilText('Codebook', /Denial — 1 \/ 2/, codebook);
}

const node = (label: string): Promise<unknown> => treeNode(view, label);

/** Runs an act, waits until the project file says so, takes it back with one undo, and waits for the bytes; no sidecar is touched meanwhile. */
async function actAndUndo(folder: Folder, act: () => Thenable<unknown>, says: string | RegExp): Promise<string> {
  const before = ['a.txt', 'b.txt'].map((name) => folder.read(sidecarOf(name)));
  await act();
  const text = await untilText('pressmark.yaml', says, () => folder.read('pressmark.yaml'));
  assert.deepEqual(
    ['a.txt', 'b.txt'].map((name) => folder.read(sidecarOf(name))),
    before,
    'sidecars stay untouched',
  );
  await run('undo');
  await until('pressmark.yaml to be as it was', () => folder.read('pressmark.yaml') === projectFile);
  return text;
}

describe('the codebook', () => {
  freshWindow();

  it('takes a new tag below the one that was clicked, and gives it no id that passages carry', async () => {
    const folder = corpus({ [sidecarOf('b.txt')]: sidecarOfAnother.replace('[denial]', '[denial, rumour]') });
    await counted(folder);
    answer('Rumour');
    const text = await actAndUndo(folder, async () => run('newTag', await node('Claim')), 'Rumour');
    assert.ok(text.includes('      - id: rumour-2\n        label: Rumour\n'), text);
  });

  it('renames: the id stays, and the question says how many passages carry it', async () => {
    const folder = corpus();
    await counted(folder);
    answer('Refusal');
    const text = await actAndUndo(folder, async () => run('renameTag', await node('Denial')), 'Refusal');
    assert.ok(text.includes('{ id: denial, label: Refusal }'), text);
    assert.match(shown().asked.at(-1) ?? '', /Rename Tag “Denial”/);
  });

  it('describes, and shows what was coded before as such, one by one', async () => {
    const folder = corpus();
    await counted(folder);
    answer('Exclude', 'Evasion.', 'What counts has changed', undefined);
    await run('describeTag', await node('Denial'));
    const text = await untilText('pressmark.yaml', 'exclude: Evasion.', () => folder.read('pressmark.yaml'));
    assert.match(text, /label: Denial, exclude: Evasion\., revised: \d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ \}/);
    assert.ok(shown().asked.some((question) => /Definition of “Denial”: 2 passages in 2 documents/.test(question)));
    await untilText('Codebook', /Denial — 1 \/ 2 · 2 before revision/, codebook);
    await untilText('Passages', /coded before the definition was revised/, passages);
    const sidecar = folder.read(sidecarOf('b.txt'));
    // The first fits still: mine stands beside the other coder's from now on. The second is coded anew. Then enough.
    answer('Keep: it still fits', 'Change its tags', ['Threat']);
    await run('checkRevised', await node('Denial'));
    await until('my own entries', () => ['a.txt', 'b.txt'].every((name) => folder.annotations(name).some(({ by }) => by === 'Tester')));
    assert.deepEqual(
      folder
        .annotations('a.txt')
        .map(({ tags, by }) => `${tags.join()} ${by}`)
        .sort(),
      ['denial Another', 'denial Tester'],
    );
    assert.deepEqual(
      folder
        .annotations('b.txt')
        .map(({ tags, by }) => `${tags.join()} ${by}`)
        .sort(),
      ['denial Another', 'threat Tester'],
    );
    await run('undo');
    await until('the second as it was', () => folder.read(sidecarOf('b.txt')) === sidecar);
  });

  it('recolours several and pins to a key that another loses', async () => {
    const folder = corpus();
    await counted(folder);
    answer('Another', '#12ab34');
    const nodes = [await node('Threat'), await node('Denial')];
    const text = await actAndUndo(folder, () => run('colorTag', nodes[0], nodes), '#12ab34');
    assert.equal(text.match(/color: "#12ab34"/g)?.length, 2);
    answer('1');
    const pinned = await actAndUndo(folder, async () => run('pinTag', await node('Denial')), 'label: Denial, pin: 1');
    assert.ok(pinned.includes('{ id: threat, label: Threat }'), pinned);
  });

  it('moves by command and among siblings, with ids that stay', async () => {
    const folder = corpus();
    await counted(folder);
    answer('Threat');
    const text = await actAndUndo(folder, async () => run('moveTag', await node('Denial')), /Threat[^]*children:[^]*denial/);
    assert.match(text, /- \{ id: threat, label: Threat, pin: 1, children: \[\{ id: denial, label: Denial \}\] \}/);
    const up = await actAndUndo(folder, async () => run('moveTagUp', await node('Denial')), /denial[^]*threat/);
    assert.ok(up.indexOf('denial') < up.indexOf('threat'));
  });

  it('moves by dragging, after showing what changes', async () => {
    const folder = corpus();
    await counted(folder);
    answer('Move “Denial” to the top level');
    const text = await actAndUndo(folder, async () => drop(view, [await node('Denial')], undefined), /\n {2}- .*denial/);
    assert.ok(text.endsWith('  - id: denial\n    label: Denial\n') || text.endsWith('  - { id: denial, label: Denial }\n'), text);
    assert.ok(shown().asked.some((question) => /Move “Denial” to the top level: 2 passages in 2 documents/.test(question)));
    await drop(view, [await node('Claim')], await node('Threat'));
    assert.match(shown().messages.at(-1)?.text ?? '', /A tag cannot come below itself/);
    assert.equal(folder.read('pressmark.yaml'), projectFile);
  });

  it('merges: passages go over, views and keys follow, and new passages carry the id that stays', async () => {
    const folder = corpus();
    await counted(folder);
    answer('Threat', 'Merge “Denial” into Threat');
    await run('mergeTag', await node('Denial'));
    await untilText('pressmark.yaml', 'replaces: [denial]', () => folder.read('pressmark.yaml'));
    assert.ok(shown().asked.some((question) => /Merge “Denial” into Threat: 2 passages in 2 documents/.test(question)));
    await untilText('Codebook', /Threat — key 1 · 1 \/ 2$/, codebook);
    await untilText('Passages', /tagged Threat/, passages);
    const editor = await open(folder, 'a.txt');
    await tag(editor, 'about the pipeline', 'denial');
    await until('the id of now', () => folder.annotations('a.txt').some(({ tags, by }) => by === 'Tester' && tags.join() === 'threat'));
    await run('undo');
    await run('undo');
    await until('pressmark.yaml to be as it was', () => folder.read('pressmark.yaml') === projectFile);
  });

  it('deletes with the passages to another tag, and does nothing where the preview is left', async () => {
    const folder = corpus();
    await counted(folder);
    answer('Threat', undefined);
    await run('deleteTag', await node('Denial'));
    assert.equal(folder.read('pressmark.yaml'), projectFile, 'the preview was left with Escape');
    answer('Threat', 'Delete “Denial”, passages to Threat');
    const text = await actAndUndo(folder, async () => run('deleteTag', await node('Denial')), 'replaces: [denial]');
    assert.ok(!text.includes('label: Denial'));
    answer('Keep the tags below, one level up', 'Delete “Claim”');
    const lifted = await actAndUndo(folder, async () => run('deleteTag', await node('Claim')), /^(?![^]*label: Claim)/);
    assert.match(lifted, /tags:\n {2}- .*threat[^]*\n {2}- .*denial/);
  });

  it('is searched, and shows what is unused or was revised', async () => {
    const folder = corpus();
    await counted(folder);
    answer('thre');
    await run('codebook.filter');
    await untilText('Codebook', /^Claim[^\n]*\n {2}Threat[^\n]*$/, codebook);
    assert.equal(viewMessage(view), 'Shown: tags with “thre”');
    await run('codebook.clearFilter');
    answer('Tags without passages');
    await run('codebook.filter');
    await untilText('Codebook', /^Claim[^\n]*\n {2}Threat[^\n]*$/, codebook);
    await run('codebook.clearFilter');
    await untilText('Codebook', 'Denial', codebook);
    assert.equal(viewMessage(view), '');
  });

  it('shows a tag’s passages in the corpus, and acts by key on what is selected', async () => {
    const folder = corpus();
    await counted(folder);
    await treeView(view).reveal(await node('Denial'), { select: true, focus: true });
    await run('showTagPassages', 'selection');
    await untilText('Passages', /Denial, 2 passages/, passages);
    assert.match(viewMessage('pressmark.passages'), /^Shown: 2 of 2 passages: Denial$/);
    await run('passages.clearFilter');
    await run('passages.thisDocument');
    answer('Refusal');
    await treeView(view).reveal(await node('Denial'), { select: true, focus: true });
    await run('renameTag', 'selection');
    await untilText('pressmark.yaml', 'Refusal', () => folder.read('pressmark.yaml'));
  });
});

describe('codebooks from elsewhere and for elsewhere', () => {
  freshWindow();

  it('come in as YAML: new tags chosen, other definitions left to the reader, in one act', async () => {
    const folder = corpus({
      'other/codes.yaml': 'tags:\n  - id: denial\n    label: Denial\n    description: Says it is not so.\n  - { id: vow, label: Vow, pin: 1 }\n',
    });
    await counted(folder);
    answer(['Vow']);
    const text = await actAndUndo(folder, () => run('importCodebook', folder.at('other/codes.yaml')), 'Vow');
    assert.match(shown().asked.at(-1) ?? '', /Import from codes\.yaml: 1 new, 1 with another definition/);
    assert.ok(!text.includes('Says it') && /id: vow\n {4}label: Vow\n$/.test(text), text);
  });

  it('come in as .qdc, and go out as both', async () => {
    const qdc = `<?xml version="1.0" encoding="utf-8"?>
<CodeBook xmlns="urn:QDA-XML:codebook:1.0"><Codes><Code guid="5b3d7a38-97f5-4f4a-9a2c-1e6d3a1b2c3d" name="Claim" isCodable="true"><Code guid="6b3d7a38-97f5-4f4a-9a2c-1e6d3a1b2c3d" name="Promise" isCodable="true" color="#12AB34"><Description>Will do.</Description></Code></Code></Codes></CodeBook>`;
    const folder = corpus({ 'codes.qdc': qdc });
    await counted(folder);
    answer(['Promise']);
    await run('importCodebook', folder.at('codes.qdc'));
    await untilText('pressmark.yaml', /- id: promise\n {8}label: Promise\n {8}color: "#12AB34"\n {8}description: Will do\.\n/, () =>
      folder.read('pressmark.yaml'),
    );
    for (const [format, name] of [
      ['YAML', 'out.yaml'],
      ['REFI-QDA', 'out.qdc'],
    ] as const) {
      answer(format, folder.at(name).toString());
      await run('exportCodebook');
      await untilText(name, 'Promise', () => folder.read(name));
    }
    assert.match(folder.read('out.yaml') ?? '', /^pressmark: 1\ntags:\n {2}- id: claim\n/);
    assert.match(folder.read('out.qdc') ?? '', /<Code guid="[0-9a-f-]{36}" name="Promise" isCodable="true" color="#12AB34">/);
    answer('YAML', folder.at('pressmark.yaml').toString());
    await run('exportCodebook');
    assert.match(shown().messages.at(-1)?.text ?? '', /Choose another name/);
  });

  it('are refused with a sentence where they cannot be read', async () => {
    const folder = corpus({
      'broken.yaml': 'tags:\n  - { id: a, label: [\n',
      'empty.yaml': 'pressmark: 1\n',
      'bad.qdc': '<Project/>',
      'big.qdc': ' '.repeat(6 * 1024 * 1024),
    });
    await counted(folder);
    for (const [name, reason] of [
      ['broken.yaml', /broken\.yaml is not imported: .{10,}/],
      ['empty.yaml', /There are no tags in it\./],
      ['bad.qdc', /The file has no CodeBook in it\./],
      ['big.qdc', /it is larger than 5 MB/],
    ] as const) {
      await run('importCodebook', folder.at(name));
      assert.match(shown().messages.at(-1)?.text ?? '', reason);
    }
    assert.equal(folder.read('pressmark.yaml'), projectFile);
  });
});
