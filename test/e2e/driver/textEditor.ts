import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Locator, Page } from 'playwright-core';
import { boxOfText, decorationsAt, drawnText, signsInMargin, type Box } from './inPage.mjs';
import type { QuickInput } from './quickInput';
import { until } from './waiting';

/** A place in a file: the `occurrence`th time (from 1) that `text` stands in it. */
export interface WordAt {
  readonly text: string;
  readonly occurrence?: number;
}

/** What a card says while the index is busy. */
const incomplete = /did not answer in time|Reading documents/;

/** The active text editor: caret, selection, typing, hovers, decorations. Places are found in the file on disk, so save before asking for them. */
export class TextEditor {
  constructor(
    private readonly page: Page,
    private readonly quickInput: QuickInput,
    private readonly workspace: string,
  ) {}

  get active(): Locator {
    return this.page.locator('.editor-group-container.active .editor-instance .monaco-editor').first();
  }

  private get status(): Locator {
    return this.page.locator('#status\\.editor\\.selection');
  }

  /** Opens a file by its path in the workspace and waits for its tab and its text. */
  async open(file: string): Promise<void> {
    const name = path.posix.basename(file);
    await until(`the file ${file} open`, async () => {
      await this.quickInput.open();
      // A view that takes the focus late closes the box: each attempt is short.
      await this.quickInput.fill(file, 2000);
      const option = this.quickInput.box.locator('.monaco-list-row').filter({ hasText: name }).first();
      await option.waitFor({ timeout: 3000 });
      await option.click({ timeout: 3000 });
      return true;
    });
    await this.page.locator(`.tab.active[data-resource-name="${name}"]`).waitFor();
    await this.active.locator('.view-line').first().waitFor();
  }

  /** Puts the caret before a text of the file. */
  async goTo(file: string, at: WordAt): Promise<void> {
    const { line, column } = this.position(file, at, 'start');
    await this.goToPosition(line, column);
  }

  /** Selects a text of the file, over several lines if it has them. */
  async select(file: string, at: WordAt): Promise<void> {
    const start = this.position(file, at, 'start');
    const end = this.position(file, at, 'end');
    await this.goToPosition(start.line, start.column);
    await this.page.keyboard.press('ControlOrMeta+k');
    await this.page.keyboard.press('ControlOrMeta+b');
    await this.goToPosition(end.line, end.column);
    await this.page.keyboard.press('ControlOrMeta+k');
    await this.page.keyboard.press('ControlOrMeta+k');
    await until(`"${at.text}" selected`, async () => /\(\d+ selected\)/.test(await this.status.innerText()));
  }

  private async goToPosition(line: number, column: number): Promise<void> {
    await until(`the caret at line ${line}, column ${column}`, async () => {
      await this.page.keyboard.press('Control+g');
      await this.quickInput.fill(`:${line}:${column}`, 2000);
      await this.quickInput.accept();
      await this.quickInput.waitForClosed();
      return until(`the caret there`, async () => (await this.status.innerText()).startsWith(`Ln ${line}, Col ${column}`), 2000);
    });
  }

  private position(file: string, { text, occurrence = 1 }: WordAt, edge: 'start' | 'end'): { line: number; column: number } {
    const content = readFileSync(path.join(this.workspace, file), 'utf8')
      .replace(/^\uFEFF/, '')
      .replace(/\r\n?/g, '\n');
    let offset = -1;
    for (let i = 0; i < occurrence; i += 1) {
      offset = content.indexOf(text, offset + 1);
      if (offset < 0) throw new Error(`"${text}" does not stand ${occurrence} times in ${file}.`);
    }
    if (edge === 'end') offset += text.length;
    const before = content.slice(0, offset).split('\n');
    return { line: before.length, column: (before.at(-1) ?? '').length + 1 };
  }

  /** Types at the caret, as keys. */
  async type(text: string): Promise<void> {
    await this.focus();
    await this.page.keyboard.type(text);
  }

  async focus(): Promise<void> {
    await this.page.keyboard.press('ControlOrMeta+1');
  }

  /** Types a note into the field below its passage, once that is open, and saves it by key. */
  async writeNote(text: string): Promise<void> {
    const field = this.page.locator('.review-widget .monaco-editor').first();
    await field.waitFor();
    await this.page.getByRole('button', { name: 'Save Note' }).waitFor();
    await field.locator('.view-lines').click();
    for (const [index, line] of text.split('\n').entries()) {
      if (index > 0) await this.page.keyboard.press('Enter');
      await this.page.keyboard.type(line);
    }
    await this.page.keyboard.press('ControlOrMeta+Enter');
    await field.waitFor({ state: 'detached' });
  }

  /** Saves and waits for the tab to lose its dot. */
  async save(): Promise<void> {
    await this.page.keyboard.press('ControlOrMeta+s');
    await this.page.locator('.tab.active:not(.dirty)').waitFor();
  }

  private get hover(): Locator {
    return this.page.locator('.monaco-editor .monaco-hover:not(.hidden), .monaco-resizable-hover .monaco-hover:not(.hidden)').first();
  }

  /** Asks for the hover card by key, the caret on the text, and gives the card's words; as a reader does, again where the card says that it is not complete. */
  async hoverByKey(file: string, at: WordAt): Promise<string> {
    await this.goTo(file, at);
    return until('a complete hover card', async () => {
      await this.page.keyboard.press('ControlOrMeta+k');
      await this.page.keyboard.press('ControlOrMeta+i');
      const card = await this.hoverText();
      if (!incomplete.test(card)) return card;
      await this.closeHover();
      return undefined;
    });
  }

  /** Rests the mouse on the middle of the text, as a reader does, and gives the card's words. */
  async hoverByMouse(file: string, at: WordAt): Promise<string> {
    await this.goTo(file, at);
    await this.page.keyboard.press('Escape');
    return until(`a hover card on "${at.text}"`, async () => {
      const box = await this.boxOf(at.text);
      if (!box) return undefined;
      // Away and back: a mouse that already rests there gets no card.
      await this.page.mouse.move(box.x + box.width / 2, box.y + box.height * 3);
      await this.page.mouse.move(box.x + box.width / 2, box.y + box.height / 2, { steps: 4 });
      await this.hover.waitFor({ timeout: 3000 });
      const card = await this.hoverText();
      return !incomplete.test(card) && card;
    });
  }

  /** The words of the hover card, once it has any and no part still says that it is loading. */
  async hoverText(): Promise<string> {
    return until('a hover card with words', async () => {
      if (!(await this.hover.isVisible())) return undefined;
      const text = (await this.hover.innerText()).trim();
      return text !== '' && !/^Loading\.\.\.$/m.test(text) && text;
    });
  }

  /** Clicks a link of the hover card by its words. */
  async hoverLink(name: string | RegExp): Promise<void> {
    await this.hover
      .getByRole('link', { name })
      .or(this.hover.locator('a').filter({ hasText: name }))
      .first()
      .click();
  }

  async closeHover(): Promise<void> {
    await this.page.keyboard.press('Escape');
    await this.hover.waitFor({ state: 'hidden' });
  }

  /** Where the text is drawn, if it is in sight and not broken over two lines. The caret's own line is tried first. */
  async boxOf(text: string): Promise<Box | undefined> {
    return this.active.evaluate(boxOfText, text);
  }

  /** The styles of the decorations drawn behind and on a text that is in sight: one entry a decoration, as its CSS says. */
  async decorations(text: string): Promise<readonly Readonly<Record<string, string>>[]> {
    const box = await this.boxOf(text);
    if (!box) throw new Error(`"${text}" is not in sight.`);
    return this.active.evaluate(decorationsAt, box);
  }

  /** How many signs of a picture of ours stand in the margin in sight. */
  async signs(picture: string): Promise<number> {
    return this.active.evaluate(signsInMargin, picture);
  }

  /** The same of each editor in sight, where the window is split. */
  async signsOfEach(picture: string): Promise<readonly number[]> {
    const groups = await this.page.locator('.editor-group-container:has(.editor-instance)').all();
    return Promise.all(groups.map((group) => group.locator('.editor-instance .monaco-editor').first().evaluate(signsInMargin, picture)));
  }

  /** The text in sight, as drawn. */
  async visibleText(): Promise<string> {
    return this.active.evaluate(drawnText);
  }
}
