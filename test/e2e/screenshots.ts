/**
 * The scenes of the README and the walkthrough. Each is a window and the steps a reader would take; run by `npm run screenshots`, with names to take only some.
 */
import { statSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { ROOT, TEST_HOME } from '../harness/editor.mjs';
import { Tree, until, Workbench, type LaunchOptions } from './driver';

interface Scene {
  /** The file in media/screenshots, without its ending. */
  readonly name: string;
  readonly window?: LaunchOptions;
  /** Brings the window to what the picture shows. */
  readonly steps: (workbench: Workbench) => Promise<void>;
}

/** A README with all its pictures must stay quick to load, and so must the .vsix page that shows them. */
const LARGEST_PICTURE = 300_000;

/** Bringing a row into sight may push the whole window by the few pixels of its margins. In words for the page: the DOM's types stay out of the project's type check. */
const UNSCROLL = `for (const part of document.querySelectorAll('body, .monaco-workbench, .monaco-workbench .monaco-grid-view, .monaco-workbench .split-view-container')) part.scrollTo(0, 0)`;

interface Point {
  readonly x: number;
  readonly y: number;
}

const SETTINGS = {
  'pressmark.coder': 'Reader',
  // Neither belongs to what the pictures are about.
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'chat.disableAIFeatures': true,
  'editor.fontSize': 14,
};
const WINDOW: LaunchOptions = { theme: 'light', viewport: { width: 1280, height: 800 } };

const rt = '000_857cd91610f1de59.txt';
const release = '002_617e6239e9021492.txt';
const brasov = '003_a445c12ced951327.txt';
const inforos = '004_32173f0ff7309e87.txt';

const SCENES: readonly Scene[] = [
  {
    name: 'overview',
    steps: async (workbench) => {
      await show(workbench, ['Sources', 'Codebook', 'Passages']);
      await begin(workbench, 'Passages', 570);
      await begin(workbench, 'Codebook', 436);
      await openArticle(workbench, rt);
      await scrollToTop(workbench, 'Sources');
    },
  },
  {
    name: 'hover-actor',
    steps: async (workbench) => {
      await show(workbench, ['Sources', 'Passages']);
      await begin(workbench, 'Passages', 436);
      await openArticle(workbench, rt);
      await scrollToTop(workbench, 'Sources');
      await workbench.editor.hoverByMouse(rt, { text: 'Anthony Blinken' });
    },
  },
  {
    name: 'hover-date',
    steps: async (workbench) => {
      await show(workbench, ['Sources', 'Passages']);
      await begin(workbench, 'Passages', 436);
      await openArticle(workbench, release);
      await scrollToTop(workbench, 'Sources');
      await workbench.editor.hoverByMouse(release, { text: 'Saturday' });
    },
  },
  {
    name: 'tagging',
    steps: async (workbench) => {
      const quote = 'fraught with swift, severe and coordinated consequences';
      await show(workbench, ['Codebook', 'Passages']);
      await openArticle(workbench, rt);
      await workbench.editor.select(rt, { text: quote });
      await new Tree(workbench.page, 'Codebook').click(/^Tag Forecast/);
      await new Tree(workbench.page, 'Passages').find(/^Passage fraught with/);
      await workbench.editor.hoverByKey(rt, { text: quote });
    },
  },
  {
    name: 'sources-by-stance',
    window: { settings: { 'pressmark.sources.groupBy': 'stance-outlet' } },
    steps: async (workbench) => {
      await show(workbench, ['Sources']);
      await openArticle(workbench, inforos);
      const sources = new Tree(workbench.page, 'Sources');
      // A group that was still empty when it was first drawn stays folded.
      for (const stance of ['Reports without', 'Disputes', 'Is a party']) await sources.expand(Tree.beginning(`Stance ${stance}`));
      const row = await sources.find(/^EU, US agree/);
      await row.hover();
      await workbench.page.getByText('Outlet: Inforos').first().waitFor();
    },
  },
  {
    name: 'stance-form',
    steps: async (workbench) => {
      await show(workbench, ['Sources']);
      await openArticle(workbench, inforos);
      await scrollToTop(workbench, 'Sources');
      await workbench.command('Pressmark: Code Stance…');
      await workbench.quickInput.choose(/Disputes or disparages/);
      await workbench.quickInput.enter('The headline makes the words its own.');
      await workbench.quickInput.waitForOpen();
      await workbench.page.locator('.quick-input-widget').getByText('Save as final').waitFor();
    },
  },
  {
    name: 'document-page',
    steps: async (workbench) => {
      await show(workbench, ['Sources']);
      await openArticle(workbench, inforos);
      await scrollToTop(workbench, 'Sources');
      await workbench.command('Pressmark: Show Document Page');
      await preview(workbench, 'Where it comes from', 'Coders disagree');
    },
  },
  {
    // Another program has edited the file: a line on top, one word, one sentence gone.
    name: 'drifted',
    window: {
      prepare: (workspace) => {
        const file = path.join(workspace, brasov);
        const edited = readFileSync(file, 'utf8')
          .replace('any new Russian military aggression', 'any new military aggression')
          .replace('that with the North Atlantic Alliance, she said.', '');
        writeFileSync(file, `Updated at 18:05.\n\n${edited}`);
      },
    },
    steps: async (workbench) => {
      await show(workbench, ['Passages']);
      await openArticle(workbench, brasov);
      await new Tree(workbench.page, 'Passages').find(/^To check/);
      await workbench.editor.hoverByKey(brasov, { text: 'any new military aggression' });
    },
  },
  {
    name: 'actors',
    steps: async (workbench) => {
      await show(workbench, ['Actors']);
      await openArticle(workbench, rt);
      const actors = new Tree(workbench.page, 'Actors');
      await actors.expand(Tree.beginning('Antony Blinken'));
      await workbench.editor.hoverByKey(rt, { text: 'Anthony Blinken' });
      await workbench.editor.hoverLink('All mentions');
      await workbench.page.locator('.peekview-widget, .reference-zone-widget').first().waitFor();
      // The card stays as long as the mouse is on it.
      await actors.row(Tree.beginning('Antony Blinken')).hover();
      await until('the card gone', async () => !(await workbench.page.locator('.monaco-hover:not(.hidden)', { hasText: 'All mentions' }).first().isVisible()));
    },
  },
  {
    name: 'plots',
    window: { viewport: { width: 1280, height: 960 } },
    steps: async (workbench) => {
      await show(workbench, ['Sources']);
      await workbench.command('Pressmark: Show Overview');
      await workbench.command('View: Toggle Primary Side Bar Visibility');
      const page = workbench.page.frameLocator('iframe.webview.ready').frameLocator('iframe');
      const mark = page.locator('#picture-timeline').getByRole('button', { name: /^RT, 10 January 2022 to 16 January 2022: spoken of/ });
      await mark.waitFor();
      // The figures of the timeline are in the picture already; its table makes room for the next plot.
      await page.locator('#summary-timeline').click();
      await page.locator('body').evaluate('scrollTo(0, 0)');
      await mark.hover();
      await page.locator('.tip').waitFor();
    },
  },
  {
    name: 'high-contrast',
    window: { theme: 'hc-dark' },
    steps: async (workbench) => {
      await show(workbench, ['Sources', 'Passages']);
      await begin(workbench, 'Passages', 436);
      await openArticle(workbench, rt);
      await scrollToTop(workbench, 'Sources');
      await workbench.editor.hoverByKey(rt, { text: 'Moscow has repeatedly' });
    },
  },
  {
    name: 'narrow',
    window: { viewport: { width: 760, height: 800 } },
    steps: async (workbench) => {
      await show(workbench, ['Sources', 'Passages'], 280);
      await openArticle(workbench, rt);
      await scrollToTop(workbench, 'Sources');
    },
  },
];

/** The sidebar this wide, with these views open and the others folded to their headers; the corpus is read. */
async function show(workbench: Workbench, titles: readonly string[], width = 400): Promise<void> {
  const sources = await workbench.view('Sources');
  await sources.find(/^(Outlet Inforos|Stance Coders disagree), 1 document/);
  const { page } = workbench;
  const edge = await page.locator('#workbench\\.parts\\.sidebar').boundingBox();
  if (!edge) throw new Error('There is no sidebar.');
  const at = { x: edge.x + edge.width, y: edge.y + edge.height / 2 };
  await drag(workbench, at, { x: at.x - edge.width + width, y: at.y });
  for (const title of ['Sources', 'Codebook', 'Passages', 'Actors']) {
    const header = page.locator(`.pane-header[aria-label^="${title}"]`);
    if ((await header.getAttribute('aria-expanded')) !== String(titles.includes(title))) await header.click();
    await until(
      `${title} ${titles.includes(title) ? 'open' : 'folded'}`,
      async () => (await header.getAttribute('aria-expanded')) === String(titles.includes(title)),
    );
  }
}

async function drag({ page }: Workbench, from: Point, to: Point): Promise<void> {
  await page.mouse.move(from.x, from.y);
  await page.mouse.down();
  await page.mouse.move(to.x, to.y, { steps: 4 });
  await page.mouse.up();
}

/** Waits until VS Code's preview shows a heading, in a frame of its own, and brings what is further below into sight. */
async function preview({ page }: Workbench, heading: string, below: string): Promise<void> {
  await until('the preview', async () => {
    const frames = page.frames().filter((frame) => frame !== page.mainFrame());
    const seen = await Promise.all(
      frames.map((frame) =>
        frame
          .getByText(heading)
          .first()
          .isVisible()
          .catch(() => false),
      ),
    );
    const frame = frames[seen.indexOf(true)];
    await frame?.getByText(below).first().scrollIntoViewIfNeeded();
    return frame !== undefined;
  });
  await page.mouse.move(640, 4);
  // The new tab opens below the mouse, and says its title.
  await until('no card of the tab', async () => !(await page.locator('.workbench-hover:visible, .monaco-hover:not(.hidden):visible').first().isVisible()));
}

/** Moves the edge above a view so far down. */
async function begin(workbench: Workbench, title: string, y: number): Promise<void> {
  const header = await workbench.page.locator(`.pane-header[aria-label^="${title}"]`).boundingBox();
  if (!header) throw new Error(`There is no view ${title}.`);
  await drag(workbench, { x: header.x + 200, y: header.y }, { x: header.x + 200, y });
}

/** Opens a document and waits for its marks and passages. */
async function openArticle(workbench: Workbench, file: string): Promise<void> {
  await workbench.editor.open(file);
  await workbench.statusItem(/^Pressmark: .*\d+ passages/).waitFor();
  await workbench.page.locator('.monaco-editor .view-overlays [class*="ced-"]').first().waitFor();
}

async function scrollToTop(workbench: Workbench, title: string): Promise<void> {
  await new Tree(workbench.page, title).list.hover();
  await workbench.page.mouse.wheel(0, -100_000);
  // Away from the rows, whose tooltips would be in the picture.
  await workbench.page.mouse.move(640, 4);
}

async function take(scene: Scene): Promise<void> {
  const workbench = await Workbench.launch({ ...WINDOW, ...scene.window, settings: { ...SETTINGS, ...scene.window?.settings } });
  try {
    await scene.steps(workbench);
    await workbench.page.evaluate(UNSCROLL);
    const file = path.join(ROOT, 'media/screenshots', `${scene.name}.png`);
    await workbench.screenshot(file);
    const { size } = statSync(file);
    console.log(`  ${path.relative(ROOT, file)}  ${Math.round(size / 1000)} kB`);
    if (size > LARGEST_PICTURE) throw new Error(`${scene.name}.png is larger than ${LARGEST_PICTURE / 1000} kB. Take a smaller window.`);
  } catch (error) {
    const file = path.join(TEST_HOME, 'failures', `${scene.name}.png`);
    await workbench.screenshot(file);
    console.log(`  The window as it was: ${file}`);
    throw error;
  } finally {
    await workbench.close();
  }
}

async function main(names: readonly string[]): Promise<void> {
  const stray = names.filter((name) => !SCENES.some((scene) => scene.name === name));
  if (stray.length > 0) throw new Error(`There is no scene ${stray.join(', ')}; the scenes are ${SCENES.map(({ name }) => name).join(', ')}.`);
  for (const scene of SCENES) if (names.length === 0 || names.includes(scene.name)) await take(scene);
}

main(process.argv.slice(2)).then(
  () => process.exit(0),
  (error: unknown) => {
    console.error(error);
    process.exit(1);
  },
);
