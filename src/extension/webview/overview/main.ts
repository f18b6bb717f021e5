/** The overview's page: draws what the host sends, and sends what the reader does. */
import { type Choices, type DetailView, type FromPage, isToPage, type OverviewView, type PlotView } from '../../features/overview/protocol';
import { page } from './draw';
import { pngBytes, svgText } from './files';
import { patchChildren } from './patch';
import { goal, roveKey, type Stop } from './rove';
import { Tip } from './tip';

/** What is kept over a reload of the window. */
interface Kept {
  readonly choices?: Choices;
  readonly cell?: string;
  readonly folded?: readonly string[];
  readonly stops?: readonly (readonly [string, string])[];
  readonly focus?: string;
  readonly scroll?: number;
}

declare function acquireVsCodeApi(): { postMessage(message: FromPage): void; getState(): Kept | undefined; setState(state: Kept): void };

const host = acquireVsCodeApi();
const kept: Kept = host.getState() ?? {};
const root = element('page');
const status = element('status');
const tip = new Tip();
const stops = new Map<string, string>(kept.stops ?? []);
const folded = new Set<string>(kept.folded ?? []);
let view: OverviewView | undefined;
let detail: DetailView | undefined;
let openCell = kept.cell;
/** The host has said whether there is such a cell. */
let answered = false;
let drawnWidth = 0;
/** What is brought back once, as soon as the figures have it: while the index fills they come one after the other. */
let restoring = kept.focus !== undefined || kept.scroll !== undefined;

function element(id: string): HTMLElement {
  const found = document.getElementById(id);
  if (!found) throw new Error(`The page has no ${id}.`);
  return found;
}

function draw(): void {
  if (!view) return;
  drawnWidth = root.clientWidth;
  const focus = focusedId();
  patchChildren(root, page({ view, detail, width: drawnWidth, stops, folded }));
  root.setAttribute('aria-busy', 'false');
  document.documentElement.lang = view.lang;
  document.title = view.heading;
  // A mark that had to be made anew gets back what it lost.
  if (focus !== undefined && document.activeElement === document.body) find(focus)?.focus({ preventScroll: true });
  const focused = find(kept.focus);
  if (restoring && (openCell === undefined || answered) && (kept.focus === undefined || focused)) {
    restoring = false;
    focused?.focus({ preventScroll: true });
    window.scrollTo({ top: kept.scroll ?? 0 });
  }
  keep();
}

/** An element by its id, or a mark by the plot or table it is in and its key. */
function find(id: string | undefined): HTMLElement | SVGElement | undefined {
  if (id === undefined) return undefined;
  const found = document.getElementById(id) ?? [...root.querySelectorAll<SVGElement>('[data-item]')].find((item) => idOf(item) === id);
  return found ?? undefined;
}

function idOf(node: Element): string | undefined {
  const item = node.getAttribute('data-item');
  return item === null ? (node.id === '' ? undefined : node.id) : `${node.closest('[data-rove]')?.id ?? ''} ${item}`;
}

function focusedId(): string | undefined {
  return document.activeElement && root.contains(document.activeElement) ? idOf(document.activeElement) : undefined;
}

function keep(): void {
  if (!view) return;
  const focus = restoring ? kept.focus : focusedId();
  host.setState({
    choices: view.choices,
    folded: [...folded],
    stops: [...stops],
    scroll: restoring ? (kept.scroll ?? 0) : Math.round(window.scrollY),
    ...(openCell !== undefined && { cell: openCell }),
    ...(focus !== undefined && { focus }),
  });
}

function plotOf(id: string | null): PlotView | undefined {
  return view?.plots.find((plot) => plot.id === id);
}

window.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
  if (!isToPage(data)) return;
  if (data.type === 'view') {
    view = data.view;
    if (openCell === undefined) detail = undefined;
    draw();
    return;
  }
  // A cell that was closed meanwhile stays closed; one that is not there, or not yet, opens when it comes.
  if (data.detail && data.detail.cell !== openCell) return;
  answered = true;
  detail = data.detail;
  draw();
  if (data.asked && detail) find(`detail-${detail.plot}`)?.focus();
});

root.addEventListener('click', (event) => {
  const target =
    event.target instanceof Element ? event.target.closest('[data-cell],[data-go],[data-act],[data-move],[data-save],[data-more],[data-close]') : null;
  if (!target) return;
  const data = (name: string): string | null => target.getAttribute(`data-${name}`);
  const cell = data('cell');
  if (cell !== null) open(cell);
  else if (data('go') !== null) host.postMessage({ type: 'go', key: data('go') ?? '' });
  else if (data('act') !== null) host.postMessage({ type: 'act', act: data('act') === 'tables' ? 'tables' : 'comments' });
  else if (data('move') !== null) move(target);
  else if (data('save') !== null) void save(data('save'), plotOf(data('plot')));
  else if (data('more') !== null) showTable(data('more') ?? '');
  else close();
});

function open(cell: string): void {
  openCell = cell;
  tip.hide();
  host.postMessage({ type: 'open', cell });
}

/** Back to the mark that was opened. */
function close(): void {
  if (!detail) return;
  const { plot, cell } = detail;
  detail = undefined;
  openCell = undefined;
  host.postMessage({ type: 'close' });
  draw();
  (find(`picture-${plot} ${cell}`) ?? find(`table-${plot} table ${cell}`))?.focus();
  keep();
}

function move(target: Element): void {
  if (target.getAttribute('aria-disabled') === 'true' || !view) return;
  const wanted = view.plots.flatMap((plot) => (plot.shape === 'timeline' ? plot.moves : [])).find((one) => one.move === target.getAttribute('data-move'));
  if (wanted) host.postMessage({ type: 'move', move: wanted.move });
}

async function save(format: string | null, plot: PlotView | undefined): Promise<void> {
  if (!plot || !view) return;
  if (format === 'csv') {
    host.postMessage({ type: 'csv', plot: plot.id });
    return;
  }
  try {
    const text = svgText(plot, view.lang);
    if (format === 'png') host.postMessage({ type: 'png', plot: plot.id, bytes: await pngBytes(text) });
    else host.postMessage({ type: 'svg', plot: plot.id, text });
  } catch {
    status.textContent = view.words.failed;
  }
}

function showTable(plot: string): void {
  folded.delete(plot);
  draw();
  find(`summary-${plot}`)?.scrollIntoView({ block: 'start' });
  find(`summary-${plot}`)?.focus();
}

root.addEventListener('change', ({ target }) => {
  if (!(target instanceof HTMLSelectElement)) return;
  const control = view?.plots.flatMap((plot) => plot.controls).find(({ id }) => id === target.getAttribute('data-choose'));
  if (control) host.postMessage({ type: 'choose', control: control.id, value: target.value });
});

root.addEventListener(
  'toggle',
  ({ target }) => {
    const plot = target instanceof HTMLDetailsElement ? target.getAttribute('data-table') : null;
    if (plot === null || !(target instanceof HTMLDetailsElement)) return;
    if (target.open) folded.delete(plot);
    else folded.add(plot);
    keep();
  },
  true,
);

root.addEventListener('keydown', (event) => {
  if (event.key === 'Escape') {
    if (tip.visible) tip.hide();
    else if (detail) close();
    return;
  }
  const item = event.target instanceof Element ? event.target.closest('[data-item]') : null;
  const group = item?.closest('[data-rove]');
  if (!item || !group || event.altKey || event.metaKey) return;
  if ((event.key === 'Enter' || event.key === ' ') && item instanceof SVGElement) {
    const cell = item.getAttribute('data-cell');
    event.preventDefault();
    if (cell !== null) open(cell);
    return;
  }
  const key = roveKey(event.key, event.ctrlKey);
  if (!key) return;
  event.preventDefault();
  const items = [...group.querySelectorAll<HTMLElement | SVGElement>('[data-item]')];
  const places = items.map((one): Stop => ({
    key: one.getAttribute('data-item') ?? '',
    row: Number(one.getAttribute('data-row')),
    x: Number(one.getAttribute('data-x')),
  }));
  const next = goal(places, item.getAttribute('data-item') ?? '', key);
  items.find((one) => one.getAttribute('data-item') === next)?.focus();
});

root.addEventListener('focusin', ({ target }) => {
  // Who goes somewhere is not brought back.
  restoring = false;
  if (!(target instanceof Element)) return;
  const item = target.closest('[data-item]');
  const group = item?.closest('[data-rove]');
  if (item && group) {
    for (const other of group.querySelectorAll('[data-item][tabindex="0"]')) if (other !== item) other.setAttribute('tabindex', '-1');
    item.setAttribute('tabindex', '0');
    stops.set(group.id, item.getAttribute('data-item') ?? '');
    if (item instanceof SVGElement) {
      item.scrollIntoView({ block: 'nearest', inline: 'nearest' });
      // A click focuses too, and opens: the tip would lie over what it opens.
      if (item.matches(':focus-visible')) showTip(item);
    }
  }
  keep();
});

root.addEventListener('focusout', () => tip.hide());

root.addEventListener('pointerover', ({ target }) => {
  const mark = target instanceof Element ? target.closest('svg.picture [data-item]') : null;
  if (mark) showTip(mark);
});
document.addEventListener('pointerout', ({ relatedTarget }) => {
  const onMark = relatedTarget instanceof Element && relatedTarget.closest('svg.picture [data-item]') !== null;
  if (!onMark && !tip.holds(relatedTarget)) tip.hide();
});

function showTip(mark: Element): void {
  const key = mark.getAttribute('data-item');
  const plot = plotOf(mark.closest('[data-rove]')?.id.replace('picture-', '') ?? null);
  const marks = plot?.shape === 'matrix' ? plot.rows.flatMap((row) => row.cells) : (plot?.lanes.flatMap((lane) => lane.marks) ?? []);
  const said: { readonly tip: readonly string[] } | undefined = marks.find((one) => one.key === key);
  tip.show(mark, said?.tip ?? [mark.getAttribute('aria-label') ?? '']);
}

let scrolled: number | undefined;
window.addEventListener('scroll', () => {
  if (scrolled !== undefined) cancelAnimationFrame(scrolled);
  scrolled = requestAnimationFrame(keep);
});
new ResizeObserver(() => {
  if (root.clientWidth !== drawnWidth) requestAnimationFrame(draw);
}).observe(root);

host.postMessage({ type: 'ready', cell: kept.cell });
