/** Settling what two coders differ in, from the first case to the last, by keys alone. */
import assert from 'node:assert/strict';
import { readdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { screenshotOnFailure, until, Workbench } from './driver';

const text = `The ministry said on Monday that the pipeline would open in May. The opposition called the plan reckless, and nobody outside the cabinet believed a word of it.

Two days later the company denied any delay. Its workers had another story to tell, and they told it to whoever would listen.
`;
const project = `pressmark: 1
documents: ["*.txt"]
stance:
  - id: tone
    question: What is the tone?
    positions: [{ id: warm, label: Warm }, { id: even, label: Even }, { id: cold, label: Cold }]
tags:
  - { id: claim, label: Claim }
  - { id: denial, label: Denial }
`;
const passage = (id: string, by: string, quote: string, tag: string): string => {
  const start = text.indexOf(quote);
  return `  - { id: ${id}, tags: [${tag}], quote: ${JSON.stringify(quote)}, position: [${start}, ${start + quote.length}], by: ${by}, created: 2026-11-21T10:00:00Z }\n`;
};
const judgement = (by: string, position: string): string => `  - { question: tone, position: ${position}, by: ${by}, at: 2026-11-21T10:00:00Z }\n`;
const sidecar = `pressmark: 1
stance:
${judgement('anna', 'warm')}${judgement('ben', 'cold')}annotations:
${passage('a1', 'anna', 'the pipeline would open in May', 'claim')}${passage('b1', 'ben', 'the pipeline would open in May', 'denial')}${passage('a2', 'anna', 'called the plan reckless', 'claim')}${passage('b3', 'ben', 'the company denied any delay', 'denial')}${passage('a3', 'anna', 'denied any delay', 'denial')}`;

describe('a worklist of disagreements', function () {
  let workbench: Workbench;
  before(async () => {
    workbench = await Workbench.launch({
      settings: { 'pressmark.coder': 'Chief', 'workbench.secondarySideBar.defaultVisibility': 'hidden', 'chat.disableAIFeatures': true },
      viewport: { width: 1280, height: 1000 },
      prepare: (workspace) => {
        for (const name of readdirSync(workspace)) rmSync(path.join(workspace, name), { recursive: true });
        writeFileSync(path.join(workspace, 'pressmark.yaml'), project);
        writeFileSync(path.join(workspace, 'a.txt'), text);
        writeFileSync(path.join(workspace, 'a.txt.pressmark.yaml'), sidecar);
      },
    });
  });
  after(() => workbench.close());
  screenshotOnFailure(() => workbench);

  const press = (key: string): Promise<void> => workbench.page.keyboard.press(key);
  const written = (passes: (file: string) => boolean): Promise<string> => workbench.file('a.txt.pressmark.yaml', passes);

  it('is walked from the first to the last without the mouse, and every key means the row that has the focus', async () => {
    const coders = await workbench.view('Coders');
    const selected = (name: RegExp): Promise<unknown> =>
      until(`${String(name)} to be selected, with the keys`, async () => {
        const row = coders.row(name);
        if ((await row.count()) === 0 || !(await coders.hasFocus())) return false;
        // VS Code selects a row that is revealed, and gives it the focus a moment later.
        return (await row.getAttribute('aria-selected')) === 'true' && /\bfocused\b/.test((await row.getAttribute('class')) ?? '');
      });
    const focused = (name: RegExp): Promise<unknown> =>
      until(`${String(name)} to have the focus`, async () => {
        const row = coders.row(name);
        return (await row.count()) > 0 && /\bfocused\b/.test((await row.getAttribute('class')) ?? '');
      });
    await coders.find(/^Stance: tone/);
    await until('the view to have the keys', async () => {
      if (await coders.hasFocus()) return true;
      await workbench.view('Coders');
      return false;
    });
    // On a section, a key that settles chooses the first case, and settles nothing.
    await press('Home');
    await press('1');
    await selected(/^Stance: tone/);
    assert.doesNotMatch(await written(() => true), /adjudicates/);
    // However quickly they are pressed, each goes on from where the one before has come to: round the end, and back.
    for (let pressed = 0; pressed < 5; pressed++) await press('F8');
    await selected(/^the pipeline would open in May/);
    await press('Shift+F8');
    await selected(/^Stance: tone/);
    assert.equal(await workbench.page.locator('.notification-toast').count(), 0, 'VS Code has something to say');
    // Side by side; the keys stay where they were.
    await press('s');
    await until('both side by side', async () => /1: anna.*2: ben/s.test(await workbench.previewText()));
    await selected(/^Stance: tone/);
    await press('2');
    await written((file) => /position: cold.*adjudicates: \[anna, ben\]/.test(file));
    await selected(/^the pipeline would open in May/);
    // The arrows move the focus alone: the key is about the row that has it.
    await focused(/^the pipeline would open in May/);
    for (const side of [/^anna says Claim/, /^ben says Denial/]) {
      await until(`${String(side)} to be drawn`, async () => (await coders.row(side).count()) > 0);
      await press('ArrowDown');
      await focused(side);
    }
    await press('2');
    await written((file) => /tags: \[denial\].*adjudicates: \[a1, b1\]/.test(file));
    await selected(/^called the plan reckless/);
    await press('0');
    await written((file) => /tags: \[\].*adjudicates: \[a2\]/.test(file));
    await selected(/^(the company )?denied any delay/);
    // There is no third coder: that is said, and nothing is settled.
    await press('3');
    await selected(/^(the company )?denied any delay/);
    await press('b');
    await written((file) => (file.match(/adjudicates: \[a3, b3\]/g) ?? []).length === 2);
    await coders.gone(/^To settle/);
    await coders.find(/^Settled, 4 cases/);
    // And back, one at a time.
    await press('Control+z');
    await written((file) => !file.includes('adjudicates: [a3, b3]'));
    await coders.find(/^To settle, 1 case/);
    await press('F8');
    await selected(/^(the company )?denied any delay/);
  });
});
