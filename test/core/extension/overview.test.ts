/** The overview without a browser: what its page is given, where marks stand, what its keys do, what comes out of it as files, and what it believes. */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import Papa from 'papaparse';
import { emptyGazetteer } from '../../../src/core/actors';
import { CorpusIndex } from '../../../src/core/corpus';
import { surveyPlots } from '../../../src/core/corpus/survey/types';
import { indexProject } from '../../../src/core/project/lookup';
import type { Project } from '../../../src/core/project/schema';
import { cellsOf, detailOf } from '../../../src/extension/features/overview/detail';
import { pageHtml } from '../../../src/extension/features/overview/html';
import { choicesOf, fromPage, usualChoices } from '../../../src/extension/features/overview/messages';
import { isToPage, type MatrixPlot, type OverviewView, type TimelinePlot } from '../../../src/extension/features/overview/protocol';
import { overviewMarkdown, surveyCsv } from '../../../src/extension/features/overview/tables';
import { inFile, onPage, requestOf } from '../../../src/extension/features/overview/view';
import { spanWords } from '../../../src/extension/features/overview/words';
import { english } from '../../../src/extension/translate';
import { page } from '../../../src/extension/webview/overview/draw';
import { matrixLayout, mostRowsDrawn, timelineLayout } from '../../../src/extension/webview/overview/layout';
import { picture, sheet } from '../../../src/extension/webview/overview/pictures';
import { goal, roveKey, type Stop } from '../../../src/extension/webview/overview/rove';
import { wrap } from '../../../src/extension/webview/overview/text';
import type { VNode } from '../../../src/extension/webview/overview/vnode';
import { type Corpus, overviewOf, seeds } from '../../support/overview';

const matrix = (view: OverviewView, id: string): MatrixPlot => view.plots.find((plot) => plot.id === id) as MatrixPlot;
const times = (view: OverviewView): TimelinePlot => view.plots.find((plot) => plot.shape === 'timeline') as TimelinePlot;

/** All elements of a drawing, from the top down. */
function all(nodes: readonly (VNode | string)[]): readonly VNode[] {
  return nodes.flatMap((node) => (typeof node === 'string' ? [] : [node, ...all(node.children)]));
}
const drawn = (view: OverviewView, width = 1000): readonly VNode[] => all(page({ view, detail: undefined, width, stops: new Map(), folded: new Set() }));
const words = (node: VNode): string => node.children.map((child) => (typeof child === 'string' ? child : words(child))).join('');

describe('the overview of the seeds', () => {
  let corpus: Corpus;
  let view: OverviewView;
  before(() => {
    corpus = seeds();
    view = overviewOf(corpus);
  });

  it('says what each cell is, in words that need no picture', () => {
    const row = matrix(view, 'stance').rows.find(({ label }) => label === 'RT');
    assert.equal(row?.cells[3]?.label, 'RT, Disputes or disparages: 1 document');
    const blinken = matrix(view, 'actors').rows.find(({ label }) => label === 'Antony Blinken');
    const cell = blinken?.cells[matrix(view, 'actors').columns.findIndex(({ label }) => label === 'RT')];
    assert.match(cell?.label ?? '', /^Antony Blinken in RT: 6 mentions, as Blinken 2, Secretary Blinken 2, Anthony Blinken 1, Etoni Blinken 1$/);
    assert.deepEqual(cell?.tip.slice(1), ['Blinken 2', 'Secretary Blinken 2', 'Anthony Blinken 1', 'Etoni Blinken 1']);
    assert.equal(matrix(view, 'tags').rows.find(({ label }) => label === 'Named source')?.cells[4]?.label, 'Named source in RT: 5 passages');
    const mark = times(view)
      .lanes.find(({ label }) => label === 'RT')
      ?.marks.find(({ what }) => what === 'published');
    assert.equal(mark?.label, 'RT, 10 January 2022 to 16 January 2022: 1 document published');
  });

  it('gives every mark of a plot a cell of its table, and one place each for Tab', () => {
    const nodes = drawn(view);
    for (const id of surveyPlots) {
      const plot = view.plots.find((one) => one.id === id);
      const marks = plot?.shape === 'matrix' ? plot.rows.flatMap((row) => row.cells) : (plot?.lanes.flatMap((lane) => lane.marks) ?? []);
      const inTable = new Set(plot?.table.rows.flatMap(({ cells }) => cells.flatMap(({ key }) => key ?? [])));
      for (const { key } of marks) if (key !== undefined) assert.ok(inTable.has(key), key);
      for (const group of [`picture-${id}`, `table-${id}`]) {
        const stops = all(nodes.filter((node) => node.attrs['data-rove'] === group)).filter((node) => node.attrs['tabindex'] === '0');
        assert.equal(stops.length, 1, group);
      }
    }
  });

  it('draws as many rows as are read at a glance, and says where the others are', () => {
    const actors = matrix(view, 'actors');
    assert.ok(actors.rows.length > mostRowsDrawn);
    const more = drawn(view).find((node) => node.attrs['data-more'] === 'actors');
    assert.equal(more && words(more), `and ${actors.rows.length - mostRowsDrawn} more rows, in the table`);
    assert.equal(actors.table.rows.length, actors.rows.length);
  });

  it('opens a cell at its documents, judgements and evidence, each with a place to go to', () => {
    const held = cellsOf(view.plots);
    const [key] = [...held].find(([, { label }]) => label === 'RT, Disputes or disparages: 1 document') ?? [''];
    const cell = held.get(key);
    assert.ok(cell);
    const wording = { t: english, locale: 'en', project: indexProject(corpus.project) };
    const { view: shown, targets } = detailOf(
      cell.cell,
      cell.label,
      corpus.index.surveyCell(cell.cell, requestOf(usualChoices, false, onPage)),
      wording,
      new Map(),
    );
    const [document] = shown.documents;
    assert.match(document?.title ?? '', /^In the sphere of influence/);
    assert.equal(document?.lines[0]?.lead, 'Coded “Disputes or disparages” by coder-a, on 4 passages, confidence high');
    assert.equal(document.lines.length, 5);
    const place = targets.get(document.lines[1]?.key ?? '');
    assert.equal(place?.path, '000_857cd91610f1de59.txt');
    assert.deepEqual(place.range && [place.range.start, place.range.end], [1705, 1830]);
  });

  it('is also a page of Markdown tables, with the same figures', () => {
    const text = overviewMarkdown(view);
    assert.match(text, /\| RT \| 0 \| 0 \| 0 \| 1 \| 0 \|/);
    assert.match(text, /\| – Named source \| 4 passages \|/);
    for (const plot of view.plots) assert.equal(text.split('\n').filter((line) => line.startsWith('| ')).length >= plot.table.rows.length, true);
  });

  it('is also CSV, one record a line, summing up to what the page shows', () => {
    for (const plot of surveyPlots) {
      const survey = corpus.index.survey(plot, requestOf(usualChoices, false, inFile));
      const { data } = Papa.parse<Record<string, string>>(
        surveyCsv(survey, { t: english, locale: 'en', project: indexProject(corpus.project) }).replace(/^\ufeff/, ''),
        {
          header: true,
          skipEmptyLines: true,
        },
      );
      const sum = (column: string): number => data.reduce((total, row) => total + Number(row[column] ?? 0), 0);
      if (survey.plot === 'stance') assert.equal(sum('documents'), 5);
      if (survey.plot === 'actors')
        assert.equal(
          sum('mentions'),
          survey.rows.reduce((total, { mentions }) => total + mentions, 0),
        );
      if (survey.plot === 'tags') assert.equal(sum('documents') + sum('coded-absent') + sum('draft-absent') + sum('unread'), 5 * survey.rows.length);
      if (survey.plot === 'timeline') assert.equal(data.filter(({ what }) => what === 'published').length, 5);
    }
  });
});

describe('hostile names in the overview', () => {
  const project: Project = {
    pressmark: 1,
    outlets: [{ id: 'x', name: '=cmd|calc <img src=x onerror=alert(1)>' }],
    tags: [{ id: 'bad', label: '| [go](command:x) `', color: '#12345g"; x' }],
  };
  const index = new CorpusIndex(project, emptyGazetteer);
  index.put({ path: 'a|b.txt', text: 'Nothing.', sidecars: [{ suffix: '.pressmark.yaml', text: 'pressmark: 1\ndocument: { outlet: x }\n', pending: [] }] });
  const view = overviewOf({ project, index });

  it('stay text in Markdown and in CSV', () => {
    const text = overviewMarkdown(view);
    assert.doesNotMatch(text, /<img|\]\(|`/);
    const survey = index.survey('tags', requestOf(usualChoices, false, inFile));
    assert.match(surveyCsv(survey, { t: english, locale: 'en', project: indexProject(project) }), /,"'=cmd/);
  });

  it('reach no style: only a palette’s names and six hexadecimal digits do', () => {
    for (const node of drawn(view)) assert.ok(node.tone === undefined || /^#[0-9a-f]{6}$/i.test(node.tone));
  });

  it('cannot leave the page’s own document', () => {
    const html = pageHtml({ cspSource: 'https://x', script: 's', style: 'c', nonce: 'n', lang: 'en"><script>', title: '</title><script>', waiting: '<b>' });
    assert.equal(html.match(/<script/g)?.length, 1);
    assert.match(html, /default-src &#39;none&#39;; style-src https:\/\/x; script-src &#39;nonce-n&#39;; img-src blob:/);
    assert.doesNotMatch(html, /unsafe/);
  });
});

describe('messages of the overview', () => {
  const png = new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 1]);
  it('are taken where they are as agreed', () => {
    assert.deepEqual(fromPage({ type: 'open', cell: 'x', more: 1 }), { type: 'open', cell: 'x' });
    assert.deepEqual(fromPage({ type: 'png', plot: 'tags', bytes: png }), { type: 'png', plot: 'tags', bytes: png });
    assert.deepEqual(fromPage({ type: 'png', plot: 'tags', bytes: png.buffer }), { type: 'png', plot: 'tags', bytes: png });
    assert.deepEqual(fromPage({ type: 'svg', plot: 'tags', text: '<svg xmlns=""/>' }), { type: 'svg', plot: 'tags', text: '<svg xmlns=""/>' });
  });
  it('are refused else', () => {
    const bad: readonly unknown[] = [
      undefined,
      'open',
      { type: 'run', command: 'x' },
      { type: 'open' },
      { type: 'open', cell: 'x'.repeat(3000) },
      { type: 'act', act: 'workbench.action.quit' },
      { type: 'csv', plot: '../x' },
      { type: 'svg', plot: 'tags', text: '<script>' },
      { type: 'svg', plot: 'tags', text: `<svg ${'x'.repeat(9_000_000)}` },
      { type: 'png', plot: 'tags', bytes: new Uint8Array(9) },
      { type: 'move', move: 'away' },
    ];
    for (const message of bad) assert.equal(fromPage(message), undefined, JSON.stringify(message)?.slice(0, 80));
    fc.assert(fc.property(fc.anything(), (message) => fromPage(message) === undefined));
  });
  it('a kept state is believed only as far as it fits', () => {
    const kept = { project: 'p', lanes: 'event', window: { first: 1, last: 2 }, question: 'q', kind: 'person' };
    assert.deepEqual(choicesOf({ choices: kept, scroll: 3 }), kept);
    for (const state of [
      undefined,
      { choices: { ...kept, lanes: 'x' } },
      { choices: { ...kept, window: { first: 2, last: 1 } } },
      { choices: { ...kept, window: { first: NaN, last: 1 } } },
    ])
      assert.deepEqual(choicesOf(state), usualChoices);
  });
  it('of the host have a form that the page looks at', () => {
    assert.ok(isToPage({ type: 'detail', detail: undefined, asked: true }));
    for (const data of [null, 3, {}, { type: 'view', view: null }, { type: 'view', view: { plots: 1 } }, { type: 'detail' }]) assert.ok(!isToPage(data));
  });
});

describe('where marks stand', () => {
  const column = fc.record({ id: fc.string(), label: fc.string({ maxLength: 60 }), tone: fc.constant(undefined) });
  const value = fc.record({
    key: fc.constant(undefined),
    value: fc.nat(5000),
    text: fc.constant('1'),
    unread: fc.constant(0),
    label: fc.constant(''),
    tip: fc.constant([]),
  });
  const plots = fc.array(column, { minLength: 1, maxLength: 12 }).chain((columns) =>
    fc
      .array(
        fc.record({
          id: fc.string(),
          label: fc.string({ maxLength: 80 }),
          depth: fc.nat(4),
          tone: fc.constant(undefined),
          cells: fc.array(value, { minLength: columns.length, maxLength: columns.length }),
        }),
        { maxLength: 40 },
      )
      .map((rows) => ({ columns, rows }) as unknown as MatrixPlot),
  );

  it('no two cells of a matrix overlap, and all lie in the picture, at any width', () => {
    fc.assert(
      fc.property(plots, fc.integer({ min: 200, max: 2400 }), (plot, width) => {
        const layout = matrixLayout(plot, width);
        const cells = layout.rows.flatMap((row) => row.cells);
        assert.ok(layout.rows.length <= mostRowsDrawn);
        for (const { x, y, width: wide, height } of cells) assert.ok(x >= 0 && y >= layout.head && x + wide <= layout.width && y + height <= layout.height);
        for (const row of layout.rows)
          row.cells.slice(1).forEach((cell, index) => assert.ok(cell.x >= (row.cells[index]?.x ?? 0) + (row.cells[index]?.width ?? 0)));
      }),
    );
  });

  it('a cell without anything has no tint, and a larger number never a lighter one', () => {
    fc.assert(
      fc.property(plots, (plot) => {
        const levels = matrixLayout(plot, 900).rows.flatMap((row, at) =>
          row.cells.map(({ level }, index) => [plot.rows[at]?.cells[index]?.value ?? 0, level] as const),
        );
        levels.sort(([a], [b]) => a - b);
        for (const [count, level] of levels) assert.equal(level === 0, count === 0);
        levels.slice(1).forEach(([, level], index) => assert.ok(level >= (levels[index]?.[1] ?? 0)));
      }),
    );
  });

  it('a timeline’s marks lie between its ends, also those that reach beyond them', () => {
    const base = times(overviewOf(seeds()));
    const mark = fc.record({
      first: fc.integer({ min: 18_600, max: 19_400 }),
      length: fc.nat(900),
      what: fc.constantFrom('spoken', 'period', 'published'),
      count: fc.integer({ min: 1, max: 500 }),
    });
    fc.assert(
      fc.property(fc.array(mark, { maxLength: 30 }), fc.integer({ min: 300, max: 2000 }), (marks, width) => {
        const within = marks.filter(({ first, length }) => first <= base.window.last && first + length >= base.window.first);
        const lane = {
          ...base.lanes[0],
          marks: within.map(({ first, length, ...rest }, index) => ({
            ...rest,
            first,
            last: first + length,
            key: String(index),
            text: '',
            label: '',
            tip: [],
          })),
        };
        const layout = timelineLayout({ ...base, lanes: [lane] } as TimelinePlot, width, 'en');
        for (const { x, y, width: wide, height } of layout.lanes.flatMap(({ marks: boxes }) => boxes)) {
          assert.ok(x + wide > layout.left - 1 && x < layout.right + 1 && wide > 0, `${x} ${wide}`);
          assert.ok(y >= 0 && y + height <= layout.height && height > 0);
        }
        layout.ticks.slice(1).forEach(({ x }, index) => assert.ok(x > (layout.ticks[index]?.x ?? 0)));
      }),
    );
  });

  it('labels break into lines that fit, and what is cut says so', () => {
    assert.deepEqual(wrap('Reports without evaluating', 90, 3), ['Reports', 'without', 'evaluating']);
    fc.assert(
      fc.property(fc.string(), fc.integer({ min: 20, max: 200 }), (label, width) => {
        const lines = wrap(label, width, 3);
        assert.ok(lines.length <= 3 && lines.every((line) => line.length <= Math.max(3, Math.floor(width / 6.4))));
      }),
    );
  });

  it('a picture for a file holds the heading, every mark and the legend', () => {
    const [plot] = overviewOf(seeds()).plots;
    assert.ok(plot?.shape === 'timeline');
    const nodes = all([sheet(plot, 960, 'en')]);
    const texts = nodes.filter(({ tag }) => tag === 'text').map(words);
    assert.ok(texts.includes(plot.heading));
    for (const { words: entry } of plot.legend) assert.ok(texts.includes(entry), entry);
    const marks = plot.lanes.flatMap(({ marks: own }) => own).length;
    assert.equal(nodes.filter((node) => 'data-cell' in node.attrs).length, marks);
    assert.equal(picture(plot, 960, 'en', undefined).width, 960);
  });
});

describe('keys over marks', () => {
  const stops: readonly Stop[] = [
    { key: 'a', row: 0, x: 10 },
    { key: 'b', row: 0, x: 90 },
    { key: 'c', row: 2, x: 30 },
    { key: 'd', row: 2, x: 80 },
    { key: 'e', row: 3, x: 20 },
  ];
  it('go along a row, to the nearest of the next that has any, and to the ends', () => {
    const rows = [
      ['a', 'ArrowRight', 'b'],
      ['b', 'ArrowRight', undefined],
      ['b', 'ArrowDown', 'd'],
      ['d', 'ArrowDown', 'e'],
      ['e', 'ArrowDown', undefined],
      ['e', 'ArrowUp', 'c'],
      ['c', 'ArrowUp', 'a'],
      ['c', 'End', 'd'],
      ['d', 'Home', 'c'],
      ['d', 'FirstOfAll', 'a'],
      ['a', 'LastOfAll', 'e'],
      ['gone', 'ArrowLeft', 'a'],
    ] as const;
    for (const [from, key, to] of rows) assert.equal(goal(stops, from, key), to, `${from} ${key}`);
    assert.equal(roveKey('Home', true), 'FirstOfAll');
    assert.equal(roveKey('Enter', false), undefined);
  });

  it('reach every mark from every other', () => {
    const marks = fc.uniqueArray(fc.record({ row: fc.nat(5), x: fc.nat(400) }), { minLength: 1, maxLength: 20, selector: ({ row, x }) => `${row} ${x}` });
    fc.assert(
      fc.property(marks, (places) => {
        const given = places.map((place, index) => ({ ...place, key: String(index) }));
        const reached = new Set(['0']);
        const open = ['0'];
        for (let from = open.pop(); from !== undefined; from = open.pop())
          for (const key of ['ArrowLeft', 'ArrowRight', 'ArrowUp', 'ArrowDown'] as const) {
            const to = goal(given, from, key);
            if (to !== undefined && !reached.has(to)) {
              reached.add(to);
              open.push(to);
            }
          }
        assert.equal(reached.size, given.length);
      }),
    );
  });
});

describe('stretches of days in words', () => {
  it('are named by what they are', () => {
    const say = (first: number, last: number): string => spanWords({ first, last }, { t: english, locale: 'en' });
    assert.equal(say(19_007, 19_007), 'Sat, 15 January 2022');
    assert.equal(say(18_993, 19_023), 'January 2022');
    assert.equal(say(18_993, 18_993 + 364), '2022');
    assert.equal(say(19_002, 19_008), '10 January 2022 to 16 January 2022');
  });
});
