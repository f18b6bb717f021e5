import type { Locator, Page } from 'playwright-core';
import { accessibleNames, takesKeys } from './inPage.mjs';
import { literally, until } from './waiting';

/** The box at the top of the window: palette, quick picks and input boxes are all this one. */
export class QuickInput {
  constructor(private readonly page: Page) {}

  get box(): Locator {
    return this.page.locator('.quick-input-widget');
  }

  private get inputs(): Locator {
    return this.box.locator('.quick-input-box input, .quick-input-box textarea');
  }

  private get input(): Locator {
    return this.inputs.first();
  }

  /** Opens the palette. Without its `>` the same box finds files. */
  async open(): Promise<void> {
    await until('the palette open', async () => {
      if (await this.isOpen()) return true;
      await this.page.keyboard.press('F1');
      return until('the palette open', () => this.isOpen(), 1000);
    });
  }

  /** Open is a box that takes the keys: one that is fading out is still drawn. */
  async isOpen(): Promise<boolean> {
    return this.inputs.evaluateAll(takesKeys);
  }

  async waitForOpen(patience?: number): Promise<void> {
    await until('a quick pick or input box open', () => this.isOpen(), patience);
  }

  async waitForClosed(): Promise<void> {
    await until('the quick pick or input box closed', async () => !(await this.isOpen()));
  }

  /** The title, the prompt or problem below the field, and the placeholder, as one text. */
  async text(): Promise<string> {
    await this.waitForOpen();
    const [words, placeholder] = [await this.box.innerText(), await this.input.getAttribute('placeholder')];
    return `${placeholder ?? ''}\n${words}`.trim();
  }

  /** What is offered, by accessible name. */
  async options(): Promise<string[]> {
    await this.waitForOpen();
    await this.option(/./).waitFor();
    return this.box.getByRole('option').evaluateAll(accessibleNames);
  }

  private option(name: RegExp): Locator {
    // In a pick of several the rows are checkboxes.
    return this.box.getByRole('option', { name }).or(this.box.getByRole('checkbox', { name })).first();
  }

  /** Picks the option that begins with this text (or matches the pattern), typing a filter first if the list is long. */
  async choose(label: string | RegExp, filter?: string): Promise<void> {
    await this.waitForOpen();
    if (filter !== undefined) await this.input.fill(filter);
    const option = this.option(typeof label === 'string' ? new RegExp(`^${literally(label)}`) : label);
    await option.waitFor();
    await option.click();
  }

  /** Types into the field, keeping a `>` or the like only if it is given. */
  async fill(text: string, patience?: number): Promise<void> {
    await this.waitForOpen(patience);
    await this.input.fill(text, patience === undefined ? {} : { timeout: patience });
  }

  /** Types a text and accepts it. */
  async enter(text: string): Promise<void> {
    await this.fill(text);
    await this.input.press('Enter');
  }

  async accept(): Promise<void> {
    await this.waitForOpen();
    await this.input.press('Enter');
  }

  /** Closes the box; one that has lost the focus is closed already. */
  async cancel(): Promise<void> {
    if (!(await this.isOpen())) return;
    await this.page.keyboard.press('Escape');
    await this.waitForClosed();
  }

  /** Runs a command by its title in the palette, as "Pressmark: Tag Passage". */
  async command(title: string): Promise<void> {
    const option = this.option(new RegExp(`^${literally(title)}(,|$)`));
    await until(`the command "${title}" in the palette`, async () => {
      await this.open();
      await this.input.fill(`>${title}`, { timeout: 3000 });
      try {
        await option.waitFor({ timeout: 2000 });
        await option.click({ timeout: 2000 });
        return true;
      } catch (error) {
        // The palette shows the commands that were there when it opened.
        await this.cancel();
        throw error;
      }
    });
  }

  /** Whether the palette offers a command of that title. */
  async hasCommand(title: string): Promise<boolean> {
    await this.open();
    await this.fill(`>${title}`);
    // The list always settles on rows, were it one that says that nothing matches.
    await this.box.locator('.monaco-list-row').first().waitFor();
    const labels = await this.box.locator('.monaco-list-row').evaluateAll(accessibleNames);
    await this.cancel();
    return labels.some((label) => label === title || label.startsWith(`${title},`));
  }
}
