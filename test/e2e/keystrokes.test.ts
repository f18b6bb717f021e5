/** How many keys a tagged passage takes beyond its selection, counted where a coder would press them. The README states these figures. */
import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { codebook } from '../support/codebook';
import { screenshotOnFailure, Workbench } from './driver';
import { tagCodes } from '../../src/extension/features/tagging/codes';

const rt = '000_857cd91610f1de59.txt';
const sidecar = `${rt}.pressmark.yaml`;

const another = 'another/notice.txt';

/** The seeds with a codebook of fifty tags, nested three deep, without the old one's passages; and another project below their folder. */
function fiftyTags(workspace: string): void {
  const file = path.join(workspace, 'pressmark.yaml');
  const project = readFileSync(file, 'utf8');
  const tag = (index: number, below: readonly unknown[] = []) => ({
    id: `t${index}`,
    label: codebook[index],
    ...(index === 7 && { pin: 1 }),
    ...(below.length > 0 && { children: below }),
  });
  const group = (first: number, last: number) =>
    tag(
      first,
      Array.from({ length: last - first }, (_, n) => tag(first + 1 + n)),
    );
  const tags = [0, 10, 20, 30, 40].map((top) => tag(top, [group(top + 1, top + 5), group(top + 6, top + 9)]));
  writeFileSync(file, `${project.slice(0, project.search(/^tags:/m))}tags: ${JSON.stringify(tags)}\n`);
  mkdirSync(path.join(workspace, 'another'));
  writeFileSync(path.join(workspace, 'another/pressmark.yaml'), 'pressmark: 1\ndocuments: ["*.txt"]\ntags:\n  - { id: t30, label: Irony of theirs }\n');
  writeFileSync(path.join(workspace, another), 'A notice of another project.\n');
}

describe('keystrokes', function () {
  let workbench: Workbench;
  let pressed = 0;
  before(async () => (workbench = await Workbench.launch({ settings: { 'pressmark.coder': 'Tester' }, prepare: fiftyTags })));
  after(() => workbench.close());
  screenshotOnFailure(() => workbench);

  const press = async (...keys: readonly string[]): Promise<void> => {
    for (const key of keys) {
      pressed++;
      await workbench.page.keyboard.press(key);
    }
  };

  /** Selects words, has them tagged by keys, waits for the sidecar, and gives the number of keys. */
  async function keysFor(words: string, tag: number, keys: () => Promise<void>): Promise<number> {
    await workbench.editor.select(rt, { text: words });
    pressed = 0;
    await keys();
    await workbench.file(sidecar, (content) => new RegExp(`tags: \\[t${tag}\\]\\n {4}quote: "?${words}"?\\n`).test(content));
    return pressed;
  }

  async function fromTheList(tag: number): Promise<void> {
    await press('Control+k', 't');
    await workbench.quickInput.waitForOpen();
    await press(...(tagCodes(codebook)[tag] ?? ''));
    await press('Enter');
    await workbench.quickInput.waitForClosed();
  }

  it('are five for any of fifty tags, however deep it is nested', async () => {
    await workbench.editor.open(rt);
    await workbench.statusItem(/^Pressmark: .*\d+ passages/).waitFor();
    // The first, one whose letters others begin with, one that shares its words with others, the last.
    for (const [words, tag] of [
      ['the United States', 0],
      ['Josep Borrell', 21],
      ['telephone', 13],
      ['Moscow', 49],
    ] as const)
      assert.equal(await keysFor(words, tag, () => fromTheList(tag)), 5, codebook[tag]);
  });

  it('are one or two for the tag used last', async () => {
    assert.equal(await keysFor('Anthony Blinken', 49, () => press('Control+Enter')), 1);
    assert.equal(await keysFor('consequences', 49, () => press('Control+k', 'a')), 2);
  });

  it('are two for a pinned tag, and one for a kept one, until Escape', async () => {
    assert.equal(await keysFor('coordinated', 7, () => press('Control+k', '1')), 2);
    await press('Control+k', 'k');
    await workbench.quickInput.choose(/Irony/, 'ir');
    await workbench.statusItem(/Enter tags “Irony”, Escape ends it/).waitFor();
    assert.equal(await keysFor('severe', 30, () => press('Enter')), 1);
    // In a document of another project, Enter is Enter.
    await workbench.editor.open(another);
    await workbench.statusItem(/^Pressmark: (?!Enter)/).waitFor();
    await workbench.editor.goTo(another, { text: 'of another' });
    await press('Enter', 'x', 'Control+s');
    await workbench.file(another, (content) => content === 'A notice \nxof another project.\n');
    assert.equal(existsSync(path.join(workbench.workspace, `${another}.pressmark.yaml`)), false);
    await workbench.editor.open(rt);
    await workbench.statusItem(/Enter tags “Irony”, Escape ends it/).waitFor();
    assert.equal(await keysFor('aggravating', 30, () => press('Enter')), 1);
    await press('Escape');
    await workbench.statusItem(/^Pressmark: (?!Enter)/).waitFor();
    const text = readFileSync(path.join(workbench.workspace, rt), 'utf8');
    assert.equal(text, readFileSync(path.join(__dirname, '../../seeds', rt), 'utf8'), 'no key went into the text');
  });

  it('write a note of several lines below the passage', async () => {
    await workbench.editor.goTo(rt, { text: 'severe' });
    await press('Control+k', 'e');
    await workbench.editor.writeNote('One line\nand another');
    await workbench.file(sidecar, (content) => /note: (?:\|[-+]?\n\s+One line\n\s+and another|"One line\\nand another")/.test(content));
  });
});
