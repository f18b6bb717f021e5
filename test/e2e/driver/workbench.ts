import { cpSync, existsSync, mkdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { chromium, type Browser, type Locator, type Page } from 'playwright-core';
import { prepareEditor, ROOT, startServer, temporaryDirectory, TEST_HOME, type Server } from '../../harness/editor.mjs';
import { accessibleNames } from './inPage.mjs';
import { QuickInput } from './quickInput';
import { TextEditor } from './textEditor';
import { Tree } from './tree';
import { PATIENCE_MS, until } from './waiting';

export type Theme = 'light' | 'dark' | 'hc-light' | 'hc-dark';

export interface LaunchOptions {
  /** A folder (or .code-workspace file) whose content is copied to a temporary place and opened; seeds/ by default, null for an empty window. */
  readonly folder?: string | null;
  /** Changes the copy before it is opened. */
  readonly prepare?: (workspace: string) => void;
  readonly settings?: Readonly<Record<string, unknown>>;
  readonly keybindings?: readonly object[];
  readonly theme?: Theme;
  readonly viewport?: { readonly width: number; readonly height: number };
  /** Pixels to a CSS pixel: 2 for screenshots that are shown large. */
  readonly scale?: number;
  /** true: the folder is opened in Restricted Mode, without VS Code asking first. */
  readonly restricted?: boolean;
  /** Opens the folder itself instead of a copy. Only for what cannot be changed by it. */
  readonly inPlace?: boolean;
}

/** Theme names changed between the versions we test with. */
function themeName(theme: Theme, version: string): string {
  const plain = Number(version.split('.')[1]) >= 120 ? '' : 'Default ';
  const names: Record<Theme, string> = {
    light: `${plain}Light Modern`,
    dark: `${plain}Dark Modern`,
    'hc-light': 'Default High Contrast Light',
    'hc-dark': 'Default High Contrast',
  };
  return names[theme];
}

/** One window of VS Code with the packaged extension installed, on a server and a user profile of its own. */
export class Workbench {
  readonly quickInput: QuickInput;
  readonly editor: TextEditor;

  private constructor(
    readonly page: Page,
    /** The folder that is open, on disk. */
    readonly workspace: string,
    private readonly server: Server,
    private readonly browser: Browser,
    private readonly address: string,
  ) {
    this.quickInput = new QuickInput(page);
    this.editor = new TextEditor(page, this.quickInput, workspace);
  }

  static async launch(options: LaunchOptions = {}): Promise<Workbench> {
    const { editor, chromiumPath, extensionsDir } = await prepareEditor();
    const source = options.folder === undefined ? path.join(ROOT, 'seeds') : options.folder;
    const target = source === null ? undefined : options.inPlace ? source : copy(source);
    const workspace = target?.endsWith('.code-workspace') ? path.dirname(target) : (target ?? temporaryDirectory('empty'));
    options.prepare?.(workspace);
    const settings = {
      'workbench.colorTheme': themeName(options.theme ?? 'dark', editor.vscode),
      'git.enabled': false,
      // Rows that stick to the top lie over those that a test drags.
      'workbench.tree.enableStickyScroll': false,
      'files.simpleDialog.enable': true,
      ...(options.restricted ? { 'security.workspace.trust.startupPrompt': 'never', 'security.workspace.trust.banner': 'never' } : {}),
      ...options.settings,
    };
    const server = await startServer(editor, {
      // With the smoke-test driver VS Code shows no notifications.
      smokeDriver: false,
      extensionsDir,
      settings,
      workspaceTrust: options.restricted ?? false,
      ...(options.keybindings ? { keybindings: options.keybindings } : {}),
    });
    const browser = await chromium.launch({ executablePath: chromiumPath, args: ['--disable-gpu'] });
    const context = await browser.newContext({
      locale: 'en-US',
      viewport: options.viewport ?? { width: 1280, height: 800 },
      deviceScaleFactor: options.scale ?? 1,
    });
    const page = await context.newPage();
    page.setDefaultTimeout(PATIENCE_MS);
    // A window with unsaved text asks before it reloads.
    page.on('dialog', (dialog) => void dialog.accept());
    const workbench = new Workbench(page, workspace, server, browser, server.address(target));
    try {
      await page.goto(workbench.address);
      await workbench.waitUntilRestored();
    } catch (error) {
      await workbench.close();
      throw error;
    }
    return workbench;
  }

  async close(): Promise<void> {
    await this.browser.close();
    await this.server.stop();
  }

  private async waitUntilRestored(): Promise<void> {
    await this.page.locator('.monaco-workbench').waitFor({ timeout: 60_000 });
    // VS Code marks its own phases on the browser's timeline; a reload begins a new one.
    await this.page.waitForFunction(() => performance.getEntriesByName('code/didLoadExtensions').length > 0, undefined, { timeout: 60_000 });
  }

  /** Reloads the window, as a user does. */
  async reload(): Promise<void> {
    await this.page.reload();
    await this.waitUntilRestored();
  }

  /** Opens another folder, or the same one again, in this window. */
  async reopen(folder = this.workspace): Promise<void> {
    await this.page.goto(this.server.address(folder));
    await this.waitUntilRestored();
  }

  /** Runs a command by its whole title in the palette. */
  async command(title: string): Promise<void> {
    await this.quickInput.command(title);
  }

  /** Shows a view by its title and gives it; a view that is collapsed or hidden behind another container comes to the front. */
  async view(title: string, container = 'Pressmark'): Promise<Tree> {
    const tree = new Tree(this.page, title);
    await this.command(`${container}: Focus on ${title} View`);
    await tree.list.waitFor({ state: 'attached' });
    return tree;
  }

  /** Folds a view of the sidebar to its header, so that the others have its room. */
  async fold(title: string): Promise<void> {
    const header = this.page.locator(`.pane-header[aria-label^="${title}"]`);
    await until(`${title} folded`, async () => {
      if ((await header.getAttribute('aria-expanded')) === 'false') return true;
      await header.click();
      return false;
    });
  }

  /** The explorer's tree of files. */
  async explorer(): Promise<Tree> {
    await this.command('View: Show Explorer');
    return new Tree(this.page, 'Explorer Section');
  }

  /** Renames a file at the top of the workspace in the explorer, as a user does. */
  async renameFile(from: string, to: string): Promise<void> {
    const explorer = await this.explorer();
    await explorer.contextMenu(Tree.beginning(from), 'Rename...');
    const field = this.page.locator('.explorer-viewlet input');
    await field.fill(to);
    await field.press('Enter');
    await explorer.find(Tree.beginning(to));
  }

  /** The texts of the notifications in sight. */
  async notifications(): Promise<string[]> {
    const texts = await this.page.locator('.notifications-toasts .notification-list-item-message').allInnerTexts();
    return texts.map((text) => text.trim());
  }

  /** Waits for a notification, and presses one of its buttons if one is named. */
  async notification(pattern: RegExp, button?: string | RegExp): Promise<string> {
    const toast = this.page.locator('.notification-list-item', { has: this.page.locator('.notification-list-item-message', { hasText: pattern }) }).first();
    await toast.waitFor();
    const text = (await toast.locator('.notification-list-item-message').innerText()).trim();
    if (button !== undefined) await toast.getByRole('button', { name: button }).first().click();
    return text;
  }

  async clearNotifications(): Promise<void> {
    await this.command('Notifications: Clear All Notifications');
  }

  /** Waits for a modal dialog, and presses one of its buttons if one is named. */
  async dialog(button?: string | RegExp): Promise<string> {
    const box = this.page.locator('.monaco-dialog-box');
    await box.waitFor();
    const text = (await box.innerText()).trim();
    if (button !== undefined) {
      await box.getByRole('button', { name: button }).first().click();
      await box.waitFor({ state: 'hidden' });
    }
    return text;
  }

  /** The rows of the Problems panel, once one of them matches. */
  async problems(pattern: RegExp): Promise<string[]> {
    await this.command('Problems: Focus on Problems View');
    const rows = this.page.locator('.markers-panel').getByRole('treeitem');
    return until(`a problem like ${String(pattern)}`, async () => {
      const labels = await rows.evaluateAll(accessibleNames);
      return labels.some((label) => pattern.test(label)) && labels;
    });
  }

  /** An entry of the status bar by its accessible name. */
  statusItem(name: string | RegExp): Locator {
    return this.page.locator('.statusbar').getByRole('button', { name }).first();
  }

  /** Reads a file of the workspace from disk. */
  read(file: string): string {
    return readFileSync(path.join(this.workspace, file), 'utf8');
  }

  /** What VS Code's own preview shows: it stands in a frame within a frame. Empty while there is none. */
  async previewText(): Promise<string> {
    const texts = await Promise.all(
      this.page.frames().map((frame) =>
        frame
          .locator('.markdown-body')
          .allInnerTexts()
          .catch(() => []),
      ),
    );
    return texts.flat().join('\n');
  }

  /** Waits until a file of the workspace is on disk and its text passes, and gives the text. */
  async file(file: string, passes: (text: string) => boolean = () => true): Promise<string> {
    let last = '';
    return until(`the file ${file} as expected`, () => {
      if (!existsSync(path.join(this.workspace, file))) return undefined;
      last = this.read(file);
      return passes(last) && last;
    }).catch((error: unknown) => {
      throw new Error(`${String(error)}\nThe file is now:\n${last.slice(0, 4000)}`);
    });
  }

  /** Takes a picture of the window, or of a part of it. */
  async screenshot(file: string, part?: Locator): Promise<void> {
    mkdirSync(path.dirname(file), { recursive: true });
    // Blinking carets and moving bars would make every picture another one.
    if (part) await part.screenshot({ path: file, animations: 'disabled', caret: 'hide' });
    else await this.page.screenshot({ path: file, animations: 'disabled', caret: 'hide' });
  }
}

/** Copies a folder, or the folder of a .code-workspace file, and gives the copy's path. */
function copy(source: string): string {
  const isFile = source.endsWith('.code-workspace');
  const folder = isFile ? path.dirname(source) : source;
  const target = path.join(temporaryDirectory('workspace'), path.basename(folder));
  cpSync(folder, target, { recursive: true });
  return isFile ? path.join(target, path.basename(source)) : target;
}

/** Leaves a picture of the window in .vscode-test/failures for every test that fails. Call it inside `describe`. */
export function screenshotOnFailure(workbench: () => Workbench | undefined): void {
  afterEach(async function () {
    if (this.currentTest?.state !== 'failed') return;
    const name = this.currentTest
      .fullTitle()
      .replace(/[^\w-]+/g, '-')
      .slice(0, 100);
    const file = path.join(TEST_HOME, 'failures', `${name}.png`);
    await workbench()?.screenshot(file);
    console.error(`      The window as it was: ${file}`);
  });
}
