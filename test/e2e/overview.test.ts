/**
 * The overview in a real browser: its page alone, in every theme and size, under an accessibility checker and by keyboard; and once in a real window, for what
 * only that proves: the policy, the messages, and coming back after a reload.
 */
import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import type { AxeResults } from 'axe-core';
import { chromium, type Browser, type FrameLocator } from 'playwright-core';
import { indexProject } from '../../src/core/project/lookup';
import { cellsOf, detailOf } from '../../src/extension/features/overview/detail';
import { usualChoices } from '../../src/extension/features/overview/messages';
import type { DetailView, FromPage, OverviewView } from '../../src/extension/features/overview/protocol';
import { onPage, requestOf } from '../../src/extension/features/overview/view';
import { english } from '../../src/extension/translate';
import { prepareEditor } from '../harness/editor.mjs';
import { overviewOf, seeds } from '../support/overview';
import { screenshotOnFailure, until, Workbench } from './driver';
import { StandalonePage, themeNames, type PageOptions } from './overviewPage';

const axe = readFileSync(createRequire(__filename).resolve('axe-core/axe.min.js'), 'utf8');
const disputed = 'RT, Disputes or disparages: 1 document';
const rt = '000_857cd91610f1de59.txt';

describe('the overview’s page', function () {
  let browser: Browser;
  let view: OverviewView;
  let detail: DetailView;
  let cell: string;
  const open: StandalonePage[] = [];

  before(async () => {
    const { chromiumPath } = await prepareEditor();
    browser = await chromium.launch({ executablePath: chromiumPath, args: ['--disable-gpu'] });
    const corpus = seeds();
    view = overviewOf(corpus);
    const found = [...cellsOf(view.plots)].find(([, { label }]) => label === disputed);
    assert.ok(found);
    cell = found[0];
    const content = corpus.index.surveyCell(found[1].cell, requestOf(usualChoices, false, onPage));
    detail = detailOf(found[1].cell, disputed, content, { t: english, locale: 'en', project: indexProject(corpus.project) }, new Map()).view;
  });
  afterEach(async () => {
    for (const one of open.splice(0)) await one.close();
  });
  after(() => browser.close());

  async function shown(options: PageOptions = {}): Promise<StandalonePage> {
    const page = await StandalonePage.open(browser, options);
    open.push(page);
    await page.tell({ type: 'view', view });
    await page.page.locator('#picture-stance').waitFor();
    return page;
  }

  const last = async (page: StandalonePage): Promise<FromPage | undefined> => (await page.sent()).at(-1);

  for (const theme of themeNames)
    for (const zoom of [1, 2])
      it(`has nothing that an accessibility checker objects to: ${theme}, ${zoom * 100} %`, async () => {
        const page = await shown({ theme, zoom });
        await page.page.locator('#picture-stance').getByRole('button', { name: disputed }).click();
        await page.tell({ type: 'detail', detail, asked: true });
        await page.page.locator('#detail-stance').waitFor();
        const { violations, passes } = await checked(page);
        assert.deepEqual(
          violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target, failureSummary }) => `${String(target)} ${failureSummary ?? ''}`).join(' | ')}`),
          [],
        );
        assert.ok(passes.some(({ id }) => id === 'color-contrast') && passes.some(({ id }) => id === 'td-headers-attr' || id === 'scope-attr-valid'));
        assert.deepEqual(await poorContrast(page), []);
        assert.deepEqual(await widths(page), { page: 0 });
        assert.deepEqual(page.complaints, []);
      });

  it('stays readable in forced colours and in a narrow pane, and scrolls no wider than its frames', async () => {
    for (const options of [{ forcedColors: true }, { width: 320 }, { width: 640, zoom: 2 }]) {
      const page = await shown(options);
      assert.deepEqual(await widths(page), { page: 0 }, JSON.stringify(options));
      assert.deepEqual(
        (await checked(page)).violations.map(({ id }) => id),
        [],
        JSON.stringify(options),
      );
    }
  });

  it('keeps in sight what a table’s row is of, when the keys go along it in a narrow pane', async () => {
    const { page } = await shown({ width: 320 });
    await page.locator('#table-stance').evaluate("(table) => { table.closest('details').open = true; }");
    const button = page.locator('#table-stance tbody button').last();
    await button.waitFor({ state: 'visible' });
    await button.focus();
    const sight = await page.evaluate(`(() => {
      const cell = document.activeElement.getBoundingClientRect();
      const head = document.activeElement.closest('tr').querySelector('th').getBoundingClientRect();
      const frame = document.activeElement.closest('.frame');
      return { scrolled: frame.scrollLeft > 0, head: head.left >= 0 && head.right <= cell.left + 6, cell: cell.right <= document.documentElement.clientWidth };
    })()`);
    assert.deepEqual(sight, { scrolled: true, head: true, cell: true });
  });

  it('is gone through by keyboard alone: to a cell, into it, back to it, and through its table', async () => {
    const page = await shown();
    const { keyboard } = page.page;
    await page.page.locator('#save-stance-csv').focus();
    await keyboard.press('Tab');
    assert.equal(await page.focused(), 'Brasov-Romania News, Endorses: 0 documents');
    await keyboard.press('Enter');
    assert.equal((await last(page))?.type, 'ready', 'a cell without documents opens nothing');
    for (const key of ['Control+End', 'Home', 'ArrowRight', 'ArrowRight', 'ArrowRight']) await keyboard.press(key);
    assert.equal(await page.focused(), disputed);
    assert.match(await page.page.locator('.tip').innerText(), /^RT\nDisputes or disparages: 1 document$/);
    await keyboard.press('Escape');
    assert.equal(await page.page.locator('.tip').isVisible(), false);
    await keyboard.press('Enter');
    assert.deepEqual(await last(page), { type: 'open', cell });
    await page.tell({ type: 'detail', detail, asked: true });
    assert.equal(await page.focused(), disputed, 'the heading of what was opened');
    await keyboard.press('Tab');
    await keyboard.press('Tab');
    assert.match(await page.focused(), /^In the sphere of influence/);
    await keyboard.press('Tab');
    await keyboard.press('Enter');
    assert.deepEqual(await last(page), { type: 'go', key: detail.documents[0]?.lines[1]?.key });
    await keyboard.press('Escape');
    assert.deepEqual(await last(page), { type: 'close' });
    assert.equal(await page.focused(), disputed);
    assert.equal(await page.page.evaluate(`document.activeElement.closest('svg').id`), 'picture-stance');
    await keyboard.press('Tab');
    await keyboard.press('Tab');
    await keyboard.press('Tab');
    assert.equal(await page.page.evaluate(`document.activeElement.closest('table').id`), 'table-stance');
    assert.equal(await page.focused(), 'Brasov-Romania News, Reports without evaluating: 1 document');
    await keyboard.press('Control+End');
    assert.equal(await page.focused(), disputed);
    await keyboard.press('Enter');
    assert.deepEqual(await last(page), { type: 'open', cell });
  });

  it('follows new figures without losing the focus, the place or what is open', async () => {
    const page = await shown({ height: 500 });
    await page.page
      .locator('#picture-actors')
      .getByRole('button', { name: /^Josep Borrell in RT/ })
      .focus();
    await page.page.evaluate('globalThis.before = document.activeElement; globalThis.at = scrollY');
    const more = JSON.parse(JSON.stringify(view).replaceAll('Josep Borrell in RT: 6', 'Josep Borrell in RT: 7')) as OverviewView;
    const plots = more.plots.map((plot) =>
      plot.id === 'actors' && plot.shape === 'matrix'
        ? { ...plot, rows: [...plot.rows.slice(4, 6), ...plot.rows.slice(0, 1), ...plot.rows.slice(3, 4)] }
        : plot,
    );
    await page.tell({ type: 'view', view: { ...more, plots } });
    assert.match(await page.focused(), /^Josep Borrell in RT: 7 mentions/);
    assert.deepEqual(await page.page.evaluate('[document.activeElement === before, scrollY === at]'), [true, true]);
  });

  it('comes back after a reload where it was', async () => {
    const first = await shown({ height: 500 });
    await first.page
      .locator('#picture-tags')
      .getByRole('button', { name: /^Named source in RT/ })
      .focus();
    await first.page.locator('#summary-stance').click();
    await first.page
      .locator('#picture-tags')
      .getByRole('button', { name: /^Named source in RT/ })
      .focus();
    await first.page.evaluate('new Promise(requestAnimationFrame)');
    const state = await first.kept();
    const scrolled = await first.page.evaluate('scrollY');
    assert.ok(Number(scrolled) > 500);
    const again = await shown({ height: 500, state });
    assert.match(await again.focused(), /^Named source in RT/);
    assert.equal(await again.page.evaluate('scrollY'), scrolled);
    assert.equal(await again.page.locator('#details-stance').getAttribute('open'), null, 'what was folded stays folded');
  });

  it('comes back where it was although the figures come one after the other, as after a reload while the index fills', async () => {
    const first = await shown({ height: 500 });
    await first.page.locator('#picture-stance').getByRole('button', { name: disputed }).click();
    await first.tell({ type: 'detail', detail, asked: true });
    await first.page
      .locator('#picture-tags')
      .getByRole('button', { name: /^Named source in RT/ })
      .focus();
    await first.page.evaluate('new Promise(requestAnimationFrame)');
    const state = await first.kept();

    const again = await StandalonePage.open(browser, { height: 500, state });
    open.push(again);
    const nothingYet = view.plots.map((plot) => (plot.shape === 'matrix' ? { ...plot, rows: [] } : plot));
    await again.tell({ type: 'view', view: { ...view, plots: nothingYet } });
    await again.tell({ type: 'detail', detail: undefined, asked: false });
    assert.deepEqual(await again.kept(), state, 'a window that is reloaded now loses nothing either');
    await again.tell({ type: 'view', view });
    await again.tell({ type: 'detail', detail, asked: false });
    await again.page.getByRole('heading', { name: disputed }).waitFor();
    assert.match(await again.focused(), /^Named source in RT/);
  });

  it('makes pictures that stand alone', async () => {
    const page = await shown({ theme: 'light' });
    for (const plot of ['timeline', 'tags'] as const) {
      await page.page.locator(`#save-${plot}-svg`).click();
      const message = await last(page);
      assert.ok(message?.type === 'svg');
      assert.match(message.text, /^<svg [^>]*xmlns="http:\/\/www\.w3\.org\/2000\/svg"/);
      assert.doesNotMatch(message.text, /var\(|class=|style=|data-|color\(|javascript/);
      await page.page.locator(`#save-${plot}-png`).click();
      const size = await until('the PNG', () =>
        page.page.evaluate<number[] | false>(
          `{ const { type, plot, bytes } = sent.at(-1); type === 'png' && plot === '${plot}' && [bytes.length, ...bytes.slice(1, 4), new DataView(bytes.buffer).getUint32(16)] }`,
        ),
      );
      assert.deepEqual(size.slice(1, 4), [0x50, 0x4e, 0x47]);
      assert.ok((size[0] ?? 0) > 5000 && (size[4] ?? 0) >= 1000, `${size.join(' ')}`);
    }
    assert.deepEqual(page.complaints, []);
  });

  it('runs nothing and loads nothing but its own', async () => {
    const page = await shown();
    await page.page.evaluate(`{
      const script = document.createElement('script');
      script.textContent = 'globalThis.ran = true';
      document.body.append(script);
      const image = new Image();
      image.src = 'https://elsewhere.test/x.png';
      document.body.append(image);
      document.body.insertAdjacentHTML('beforeend', '<p id="styled" style="color: red">x</p>');
    }`);
    const fetched = await page.page.evaluate(`fetch('https://elsewhere.test/').then(() => 'fetched', () => 'refused')`);
    assert.equal(fetched, 'refused');
    assert.equal(await page.page.evaluate('globalThis.ran'), undefined);
    assert.notEqual(await page.page.evaluate(`getComputedStyle(document.getElementById('styled')).color`), 'rgb(255, 0, 0)');
    assert.ok(
      page.complaints.length >= 4 && page.complaints.every((complaint) => /Content Security Policy|elsewhere\.test/.test(complaint)),
      page.complaints.join('\n'),
    );
    assert.ok(!page.complaints.some((complaint) => complaint.startsWith('The page asked')));
  });
});

describe('the overview in a window', function () {
  let workbench: Workbench;
  before(async () => (workbench = await Workbench.launch({ settings: { 'pressmark.coder': 'Tester' }, viewport: { width: 1500, height: 1000 } })));
  after(() => workbench.close());
  screenshotOnFailure(() => workbench);

  const page = (): FrameLocator => workbench.page.frameLocator('iframe.webview.ready').frameLocator('iframe');

  it('opens from the palette, a cell opens its evidence, and evidence its place beside the page', async () => {
    const refused: string[] = [];
    workbench.page.on('console', (message) => {
      if (/Content Security Policy/.test(message.text()) && /overview/.test(message.location().url)) refused.push(message.text());
    });
    await (await workbench.view('Sources')).find('Outlet RT, 1 document');
    await workbench.command('Pressmark: Show Overview');
    const mark = page().locator('#picture-stance').getByRole('button', { name: disputed });
    await mark.focus();
    await mark.press('Enter');
    await page().getByRole('heading', { name: disputed }).waitFor();
    assert.match(await page().locator('.documents').innerText(), /Coded “Disputes or disparages” by coder-a, on 4 passages, confidence high/);
    await page()
      .locator('.documents')
      .getByRole('button', { name: /the leadership of a number of Western countries/ })
      .press('Enter');
    await workbench.statusItem(/Ln \d+, Col \d+ \(125 selected\)/).waitFor();
    assert.equal(await mark.isVisible(), true, 'the page stays beside it');
    assert.deepEqual(refused, []);
  });

  it('follows a decision that is taken beside it, and one that comes from elsewhere, and keeps the focus and what is open', async () => {
    const cell = page()
      .locator('#picture-tags')
      .getByRole('button', { name: /^Forecast in RT/ });
    const label = (): Promise<string | null> => cell.getAttribute('aria-label');
    const before = await label();
    const sidecar = `${rt}.pressmark.yaml`;
    const text = workbench.read(sidecar);
    await workbench.page.locator('.monaco-editor .view-lines').first().click();
    await workbench.editor.select(rt, { text: 'fraught with swift, severe and coordinated consequences' });
    await (await workbench.view('Codebook')).click(/^Tag Forecast/);
    await workbench.file(sidecar, (content) => content.includes('quote: "fraught with'));
    await until('the figure to follow', async () => (await label()) !== before);
    await cell.focus();
    writeFileSync(path.join(workbench.workspace, sidecar), text);
    await until('the figure of before', async () => (await label()) === before);
    assert.equal(await page().locator('body').evaluate('document.activeElement.getAttribute("aria-label")'), before);
    assert.equal(await page().getByRole('heading', { name: disputed }).isVisible(), true, 'the cell that was opened is open still');
  });

  it('follows a setting, and comes back with the window', async () => {
    await page().getByRole('button', { name: 'Count reader comments' }).click();
    await page().getByText('Reader comments are counted in.').waitFor();
    await page()
      .locator('#picture-tags')
      .getByRole('button', { name: /^Named source in RT/ })
      .focus();
    // As a user reloads: then VS Code keeps what the page has kept.
    const gone = workbench.page.waitForEvent('framenavigated', (frame) => frame === workbench.page.mainFrame());
    await workbench.command('Developer: Reload Window');
    await gone;
    await page().getByText('Reader comments are counted in.').waitFor({ timeout: 60_000 });
    await page().getByRole('heading', { name: disputed }).waitFor();
    await until('the focus where it was', async () => {
      const focused: string | null = await page().locator('body').evaluate('document.activeElement.getAttribute("aria-label")');
      return focused?.startsWith('Named source in RT');
    });
  });
});

/** What the checker says of the page. Size of targets is left to the table, whose buttons do the same as the marks: where a mark stands is what it says. */
async function checked({ page }: StandalonePage): Promise<AxeResults> {
  await page.evaluate(axe);
  return page.evaluate(
    `axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'], rules: { 'target-size': { enabled: false } } })`,
  );
}

/** How much wider the page is than its window. */
async function widths({ page }: StandalonePage): Promise<unknown> {
  return page.evaluate('({ page: document.documentElement.scrollWidth - document.documentElement.clientWidth })');
}

/** Numbers on tinted cells, labels and signs, which the checker does not look at in SVG: 4.5 to 1 for text, 3 to 1 for signs (WCAG 2.2, 1.4.3 and 1.4.11). */
async function poorContrast({ page }: StandalonePage): Promise<readonly string[]> {
  return page.evaluate(`{
    const canvas = document.createElement('canvas').getContext('2d', { willReadFrequently: true });
    const painted = (...colors) => {
      canvas.clearRect(0, 0, 1, 1);
      for (const color of colors) {
        canvas.fillStyle = color;
        canvas.fillRect(0, 0, 1, 1);
      }
      return [...canvas.getImageData(0, 0, 1, 1).data];
    };
    const light = (rgb) => rgb.slice(0, 3).map((part) => (part /= 255) <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4).reduce((sum, part, at) => sum + part * [0.2126, 0.7152, 0.0722][at], 0);
    const contrast = (a, b) => { const [x, y] = [light(a), light(b)].sort((p, q) => q - p); return (x + 0.05) / (y + 0.05); };
    const paper = getComputedStyle(document.body).backgroundColor;
    const fill = (element) => getComputedStyle(element).fill;
    const poor = [];
    for (const text of document.querySelectorAll('svg text')) {
      const tint = text.parentElement.querySelector('.tint');
      const behind = tint ? [paper, fill(tint)] : [paper];
      const ratio = contrast(painted(...behind, fill(text)), painted(...behind));
      if (ratio < 4.5) poor.push(text.textContent + ' ' + ratio.toFixed(2) + ' ' + fill(text) + ' on ' + behind);
    }
    for (const sign of document.querySelectorAll('.bar, .triangle')) {
      const ratio = contrast(painted(paper, fill(sign)), painted(paper));
      if (ratio < 3) poor.push(sign.getAttribute('class') + ' ' + ratio.toFixed(2));
    }
    poor;
  }`);
}
