import type { Locator, Page } from 'playwright-core';
import { treeRows } from './inPage.mjs';
import { literally, until } from './waiting';

/** Pixels. */
const rowHeight = 22;

/** A name is matched whole if it is a string; a pattern matches anywhere. */
export type RowName = string | RegExp;

/** One tree view in the sidebar, read and worked through its accessible rows. */
export class Tree {
  constructor(
    private readonly page: Page,
    readonly title: string,
  ) {}

  /** The view's pane; a view alone in its container is titled by the container and has no header of its own. */
  private get pane(): Locator {
    return this.page.locator('.pane', { has: this.page.locator(`.pane-header[aria-label^="${this.title}"]`) }).first();
  }

  get list(): Locator {
    return this.pane.locator('[role=tree], .monaco-list').first();
  }

  /** Whether keys go to the tree. */
  async hasFocus(): Promise<boolean> {
    return (await this.pane.locator('.monaco-list:focus-within, .monaco-list:focus').count()) > 0;
  }

  /** The row of that accessible name, as far as it is drawn: long trees draw only what is in sight. */
  row(name: RowName): Locator {
    return this.pane.getByRole('treeitem', typeof name === 'string' ? { name, exact: true } : { name }).first();
  }

  /** Waits for a row, scrolling down to it if need be. */
  async find(name: RowName): Promise<Locator> {
    const row = this.row(name);
    const seen = new Set<string>();
    await until(`a row ${String(name)} in ${this.title}`, async () => {
      // Scrolled as a hand does it: a list that the browser scrolls instead puts itself back a moment later, under the click.
      const away = await this.outOfSight(row);
      if (away === 0) return true;
      // A pane may be a few rows high: down by what is in sight but for a row, and back to the top from the end.
      const before = await this.rows();
      for (const label of before) seen.add(label);
      await this.list.hover({ timeout: 2000 });
      const { height } = (await this.list.boundingBox()) ?? { height: 0 };
      await this.page.mouse.wheel(0, away ?? Math.max(height - 2 * rowHeight, rowHeight));
      if (away !== undefined) return until('it in sight', async () => (await this.outOfSight(row)) === 0, 500).catch(() => false);
      // The window scrolls when it draws next.
      const scrolled = await until('other rows', async () => (await this.rows()).join('\n') !== before.join('\n'), 500).catch(() => false);
      if (!scrolled) await this.page.mouse.wheel(0, -100_000);
      return false;
    }).catch((error: unknown) => {
      throw new Error(`${String(error)}\nSeen were:\n${[...seen].join('\n')}`);
    });
    return row;
  }

  /** Pixels by which the list is to be scrolled for a row to be seen, down if positive; undefined where it is not drawn. */
  private async outOfSight(row: Locator): Promise<number | undefined> {
    // A tree that is drawn anew may take the row away between being found and being measured: then it is looked for again.
    if ((await row.count()) === 0) return undefined;
    const [box, list] = await Promise.all([row.boundingBox({ timeout: 1000 }), this.list.boundingBox({ timeout: 1000 })]);
    if (!box || !list) return undefined;
    // Of a pane that is lower than a row, the middle of the row is enough.
    const needed = Math.min(box.height, list.height) / 2;
    const middle = box.y + box.height / 2;
    return Math.trunc(Math.max(0, middle + needed - (list.y + list.height)) || Math.min(0, middle - needed - list.y));
  }

  /** Waits until no row of that name is drawn. */
  async gone(name: RowName): Promise<void> {
    await until(`no row ${String(name)} in ${this.title}`, async () => (await this.row(name).count()) === 0);
  }

  /** The drawn rows' accessible names from top to bottom, indented by level: what a screen reader would say. */
  async rows(): Promise<string[]> {
    const rows = await this.pane.getByRole('treeitem').evaluateAll(treeRows);
    return rows.sort((a, b) => a.top - b.top).map(({ level, label }) => '  '.repeat(level - 1) + label);
  }

  /** Waits until the drawn rows are these (names from the top, indented by level), or pass the test, and gives them. */
  async waitForRows(expected: readonly string[] | ((rows: readonly string[]) => boolean)): Promise<string[]> {
    let last: string[] = [];
    const passes = typeof expected === 'function' ? expected : (rows: readonly string[]) => rows.join('\n') === expected.join('\n');
    return until(`the rows of ${this.title} as expected`, async () => {
      last = await this.rows();
      return passes(last) && last;
    }).catch((error: unknown) => {
      const wanted = typeof expected === 'function' ? String(expected) : expected.join('\n');
      throw new Error(`${String(error)}\nWanted:\n${wanted}\nThere are:\n${last.join('\n')}`);
    });
  }

  /** Expands a row and waits for the tree to say so. */
  async expand(name: RowName): Promise<void> {
    await this.toggle(name, 'true');
  }

  async collapse(name: RowName): Promise<void> {
    await this.toggle(name, 'false');
  }

  private async toggle(name: RowName, wanted: 'true' | 'false'): Promise<void> {
    const row = await this.find(name);
    if ((await row.getAttribute('aria-expanded')) !== wanted) await row.locator('.monaco-tl-twistie').click();
    await until(`${String(name)} with aria-expanded=${wanted}`, async () => (await row.getAttribute('aria-expanded')) === wanted);
  }

  /** Activates a row as a click does. */
  async click(name: RowName, options: { readonly modifiers?: ('ControlOrMeta' | 'Shift')[] } = {}): Promise<void> {
    await this.clickOn(name, options);
  }

  /** Rows move while those above them unfold: one that has gone out of sight before it could be clicked is looked for again. */
  private async clickOn(name: RowName, options: { readonly modifiers?: ('ControlOrMeta' | 'Shift')[]; readonly button?: 'right' }): Promise<void> {
    await until(`a click on ${String(name)}`, async () => {
      const row = await this.find(name);
      return row.click({ ...options, timeout: 3000 }).then(
        () => true,
        () => false,
      );
    });
  }

  /** Chooses an entry of a row's context menu. */
  async contextMenu(name: RowName, entry: RowName): Promise<void> {
    await this.clickOn(name, { button: 'right' });
    const item = this.page
      .locator('.monaco-menu')
      .getByRole('menuitem', { name: typeof entry === 'string' ? new RegExp(`^\\s*${literally(entry)}(\\s|$)`) : entry })
      .first();
    await item.waitFor();
    // A menu is deaf to the mouse for its first 100 ms, so that the click that opened it chooses nothing.
    await until(`the menu entry ${String(entry)} chosen`, async () => {
      if (!(await item.isVisible())) return true;
      await item.click({ timeout: 1000 });
      return !(await item.isVisible());
    });
  }

  /** The entries of a row's context menu; the menu is closed again. */
  async contextMenuEntries(name: RowName): Promise<string[]> {
    await this.clickOn(name, { button: 'right' });
    const items = this.page.locator('.monaco-menu').getByRole('menuitem');
    await items.first().waitFor();
    const entries = await items.allInnerTexts();
    await this.page.keyboard.press('Escape');
    // An entry's key stands on a line of its own.
    return entries.map((entry) => entry.trim().split('\n')[0] ?? '').filter(Boolean);
  }

  /** Clicks one of the icons a row shows while the mouse is on it. */
  async inlineAction(name: RowName, action: RowName): Promise<void> {
    const row = await this.find(name);
    await row.hover();
    await row.getByRole('button', { name: action }).first().click();
  }

  /** Clicks one of the icons in the view's title bar. */
  async titleAction(action: RowName): Promise<void> {
    const header = this.pane.locator('.pane-header');
    await header.hover();
    await header.getByRole('button', { name: action }).first().click();
  }

  /** Drags one row, or several that are selected first, onto another. */
  async drag(names: RowName | readonly RowName[], onto: RowName): Promise<void> {
    const sources = Array.isArray(names) ? (names as readonly RowName[]) : [names as RowName];
    const [first, ...rest] = sources;
    if (first === undefined) throw new Error('drag wants at least one row');
    if (rest.length > 0) {
      // From the keyboard's side: a click on the first row might open it and move the focus away.
      await this.click(first);
      for (const name of rest) await this.click(name, { modifiers: ['ControlOrMeta'] });
    }
    const source = await this.find(first);
    const target = await this.find(onto);
    await source.dragTo(target, { sourcePosition: { x: 40, y: 10 }, targetPosition: { x: 40, y: 10 } });
  }

  /** The text of an empty view (`viewsWelcome`). */
  async welcome(): Promise<string> {
    const text = this.pane.locator('.welcome-view-content');
    await text.waitFor();
    return text.innerText();
  }

  /** The view's own message line, or the badge and description in its header. */
  async header(): Promise<string> {
    return this.pane.locator('.pane-header').innerText();
  }

  /** A row's name as a pattern that allows a description after it. */
  static beginning(text: string): RegExp {
    return new RegExp(`^${literally(text)}`);
  }
}
