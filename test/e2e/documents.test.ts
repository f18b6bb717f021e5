/** Whole documents, coded in the packaged extension by keys: the stance form, the card of provenance, and what the Sources view says of them. */
import assert from 'node:assert/strict';
import { screenshotOnFailure, Tree, until, Workbench } from './driver';

const rt = '000_857cd91610f1de59.txt';
const sidecar = `${rt}.pressmark.yaml`;

describe('a document', function () {
  let workbench: Workbench;
  before(async () => {
    workbench = await Workbench.launch({ settings: { 'pressmark.coder': 'Tester' }, viewport: { width: 1280, height: 1000 } });
    await workbench.editor.open(rt);
    await workbench.statusItem(/^Pressmark: .*\d+ passages/).waitFor();
  });
  after(() => workbench.close());
  screenshotOnFailure(() => workbench);

  /** One box follows another in the same place: what is typed must not reach the one before. */
  const asked = (words: RegExp): Promise<unknown> => until(`the question ${String(words)}`, async () => words.test(await workbench.quickInput.text()));
  const chord = async (...keys: readonly string[]): Promise<void> => {
    await workbench.editor.goTo(rt, { text: 'Russia' });
    for (const key of keys) await workbench.page.keyboard.press(key);
    await workbench.quickInput.waitForOpen();
  };
  const option = async (pattern: RegExp): Promise<string> => {
    const options = await workbench.quickInput.options();
    const found = options.find((label) => pattern.test(label));
    assert.ok(found, `${String(pattern)} in\n${options.join('\n')}`);
    return found;
  };

  it('gets a stance as a draft, which is said to be one, and then for good, beside the other coder’s', async () => {
    const { quickInput } = workbench;
    await chord('Control+k', 'g');
    await asked(/Code Stance/);
    assert.match(await option(/Disputes or disparages/), /coded by coder-a/);
    await quickInput.choose(/Reports without evaluating/);
    await asked(/Why\? One sentence/);
    await quickInput.enter('It leaves every judgement to others.');
    await asked(/Save as final/);
    await quickInput.choose(/Confidence/);
    await asked(/How sure are you/);
    await quickInput.choose(/^low/);
    await asked(/Save as final/);
    assert.match(await option(/Confidence/), /low/);
    await quickInput.choose(/Save as draft/);
    await quickInput.waitForClosed();
    const written = await workbench.file(sidecar, (text) => /position: reports\n[^]*?status: draft\n[^]*?by: Tester/.test(text));
    assert.match(written, /position: disputes\n[^]*by: coder-a/, 'the other coder’s judgement stays');
    const sources = await workbench.view('Sources');
    // A draft settles and disputes nothing.
    const row = await sources.find(
      /^In the sphere of influence.*Draft “Reports without evaluating” by Tester, confidence low: It leaves every judgement to others\./,
    );
    assert.match((await row.getAttribute('aria-label')) ?? '', /Coded “Disputes or disparages” by coder-a/);
    await sources.find(/^Stance Disputes or disparages, 1 document, coded by coder-a/);

    await chord('Control+k', 'g');
    await asked(/Save as final/);
    await quickInput.choose(/Save as final/);
    await quickInput.waitForClosed();
    await workbench.file(sidecar, (text) => /position: reports\n[^]*?status: final\n[^]*?by: Tester/.test(text));
    await sources.find(/^Stance Coders disagree, 1 document, coded by Tester, coder-a/);
  });

  it('has a card of its provenance, which is changed field by field and left with Escape', async () => {
    const { quickInput, page } = workbench;
    await chord('Control+k', 'Shift+P');
    await asked(/Provenance: /);
    for (const field of [
      /^Originator, RT/,
      /^Publisher, Teller Report/,
      /^Translation, by a machine/,
      /^Published, 2022-01-16, known from elsewhere/,
      /^Archived at, not said/,
    ])
      await option(field);
    await quickInput.choose(/^Archived at/);
    await asked(/An address that begins with/);
    await quickInput.enter('https://archive.example/rt');
    await workbench.file(sidecar, (text) => text.includes('archived: https://archive.example/rt') || text.includes('archived: "https://archive.example/rt"'));
    await asked(/Provenance: /);
    assert.match(await option(/^Archived at/), /https:\/\/archive\.example\/rt/);
    await page.keyboard.press('Escape');
    await quickInput.waitForClosed();
    await workbench.command('Pressmark: Undo Coding');
    await workbench.file(sidecar, (text) => !text.includes('archive.example'));
  });

  it('has views whose keys are about the row with the focus, which the arrows move alone', async () => {
    const { quickInput, page } = workbench;
    const actors = await workbench.view('Actors');
    await actors.click(Tree.beginning('Antony Blinken'));
    await page.keyboard.press('ArrowUp');
    await page.keyboard.press('F2');
    await asked(/Josep Borrell/);
    await quickInput.cancel();
    // Several that are selected are meant together, where the focus is on one of them.
    await actors.click(Tree.beginning('Josep Borrell'));
    await actors.click(Tree.beginning('Antony Blinken'), { modifiers: ['ControlOrMeta'] });
    await page.keyboard.press('Control+k');
    await page.keyboard.press('q');
    await asked(/2 actors/);
    await quickInput.cancel();
  });
});
