/** The overview's page in a browser of its own, with its real policy, script and style, and a stand-in for VS Code around it. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { pageHtml } from '../../src/extension/features/overview/html';
import type { FromPage, ToPage } from '../../src/extension/features/overview/protocol';
import { ROOT } from '../harness/editor.mjs';
import type { Theme } from './driver';

/** What VS Code gives a webview in each of its four themes: the class of the body, and the colours that the page asks for. */
const themes = JSON.parse(readFileSync(path.join(__dirname, 'themes.json'), 'utf8')) as Readonly<
  Record<Theme, { readonly class: string; readonly variables: Readonly<Record<string, string>> }>
>;
export const themeNames = Object.keys(themes) as readonly Theme[];

const host = 'https://overview.test';

export interface PageOptions {
  readonly theme?: Theme;
  /** CSS pixels. At 200 % zoom a pane has half of them. */
  readonly width?: number;
  readonly height?: number;
  readonly zoom?: number;
  readonly forcedColors?: boolean;
  readonly state?: unknown;
}

export class StandalonePage {
  private constructor(
    readonly page: Page,
    /** What the browser complained of: above all, what its policy refused. */
    readonly complaints: readonly string[],
  ) {}

  static async open(browser: Browser, options: PageOptions = {}): Promise<StandalonePage> {
    const { theme = 'dark', zoom = 1, width = 1280, height = 900 } = options;
    const context = await browser.newContext({
      viewport: { width: Math.round(width / zoom), height: Math.round(height / zoom) },
      deviceScaleFactor: zoom,
      forcedColors: options.forcedColors ? 'active' : 'none',
    });
    const page = await context.newPage();
    const complaints: string[] = [];
    page.on('console', (message) => {
      if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text());
    });
    page.on('pageerror', (error) => complaints.push(String(error)));
    const html = pageHtml({
      cspSource: host,
      script: `${host}/overview.js`,
      style: `${host}/overview.css`,
      nonce: 'once',
      lang: 'en',
      title: 'Overview',
      waiting: 'Counting …',
    });
    await page.route('**/*', (route) => {
      const name = new URL(route.request().url()).pathname.slice(1);
      if (name === '') return route.fulfill({ contentType: 'text/html', body: html });
      if (name === 'overview.js' || name === 'overview.css') return route.fulfill({ path: path.join(ROOT, 'dist', name) });
      complaints.push(`The page asked for ${route.request().url()}.`);
      return route.abort();
    });
    await page.addInitScript(inPage({ ...themes[theme], state: options.state }));
    await page.goto(host);
    return new StandalonePage(page, complaints);
  }

  /** What the page has sent since it was opened. */
  async sent(): Promise<readonly FromPage[]> {
    return this.page.evaluate('sent');
  }

  async kept(): Promise<unknown> {
    return this.page.evaluate('kept');
  }

  async tell(message: ToPage): Promise<void> {
    await this.page.evaluate(`dispatchEvent(new MessageEvent('message', { data: ${JSON.stringify(message)} }))`);
  }

  /** Where the focus is, by its accessible name or words. */
  async focused(): Promise<string> {
    return this.page.evaluate(`document.activeElement.getAttribute('aria-label') ?? document.activeElement.textContent`);
  }

  async close(): Promise<void> {
    await this.page.context().close();
  }
}

/** Runs in the page, before its own script; as text, because what compiles these tests adds helpers that no page has. */
function inPage(given: { readonly class: string; readonly variables: Readonly<Record<string, string>>; readonly state?: unknown }): string {
  return `{
    const { class: name, variables, state } = ${JSON.stringify(given)};
    globalThis.sent = [];
    globalThis.kept = state;
    globalThis.acquireVsCodeApi = () => ({
      postMessage: (message) => void sent.push(message),
      getState: () => kept,
      setState: (value) => (kept = value),
    });
    addEventListener('DOMContentLoaded', () => {
      for (const [key, value] of Object.entries(variables)) document.documentElement.style.setProperty(key, value);
      document.body.className = name;
    });
  }`;
}
