/** The page as elements, of the view and of what the reader has open. */
import type { DetailView, OverviewView, PlotView, TableView, TimelinePlot } from '../../features/overview/protocol';
import { matrixLayout } from './layout';
import { hiddenRows, legendSign, picture } from './pictures';
import { h, type VNode } from './vnode';

/** What the page itself knows. */
export interface PageState {
  readonly view: OverviewView;
  readonly detail: DetailView | undefined;
  /** Pixels that a plot has. */
  readonly width: number;
  /** Where Tab comes to, by plot and by table. */
  readonly stops: ReadonlyMap<string, string>;
  /** Plots whose table is folded away. */
  readonly folded: ReadonlySet<string>;
}

export function page(state: PageState): readonly VNode[] {
  const { view } = state;
  return [
    h('header', { key: 'header' }, [
      h('h1', {}, [view.heading]),
      h('p', {}, [view.sentences.join(' ')]),
      h(
        'div',
        { class: 'tools' },
        view.actions.map(({ act, label, pressed }) =>
          h('button', { key: act, id: `act-${act}`, type: 'button', 'data-act': act, 'aria-pressed': pressed === undefined ? undefined : String(pressed) }, [
            label,
          ]),
        ),
      ),
      h('p', { id: 'keys', class: 'quiet' }, [view.words.keys]),
    ]),
    ...view.plots.map((plot) => section(plot, state)),
  ];
}

/** A page so wide has room for a matrix of few columns and its table beside each other; others take all the width there is. In pixels, as in the style sheet. */
const roomForTwo = 1000;
const gap = 32;
const plotShare = 0.6;

function section(plot: PlotView, state: PageState): VNode {
  const { view, detail, stops, width } = state;
  const id = `plot-${plot.id}`;
  const share = Math.floor((width - gap) * plotShare);
  const beside = plot.shape === 'matrix' && width >= roomForTwo && matrixLayout(plot, share).width <= share;
  const own = { ...state, width: beside ? share : width };
  const body = [
    h('div', { key: 'pair', class: beside ? 'pair beside' : 'pair' }, [
      h('div', { class: 'plot' }, filled(plot, own)),
      tableOf(plot, state, stops.get(`table-${plot.id}`)),
    ]),
    detail?.plot === plot.id && opened(detail, view),
  ];
  return h('section', { key: plot.id, id, 'aria-labelledby': `${id}-heading` }, [
    h('h2', { id: `${id}-heading` }, [plot.heading]),
    plot.caption !== '' && h('p', { class: 'quiet' }, [plot.caption]),
    tools(plot, view),
    ...(plot.empty === undefined ? body : [h('p', { key: 'empty', class: 'empty' }, [plot.empty])]),
  ]);
}

function tools(plot: PlotView, { words }: OverviewView): VNode {
  const controls = plot.controls.map(({ id, label, value, options }) =>
    h('label', { key: id }, [
      `${label} `,
      h(
        'select',
        { id: `choose-${plot.id}-${id}`, 'data-choose': id },
        options.map((option) => h('option', { key: option.value, value: option.value, selected: option.value === value }, [option.label])),
      ),
    ]),
  );
  const moves = plot.shape === 'timeline' && plot.empty === undefined ? movesOf(plot) : [];
  const save = (['svg', 'png', 'csv'] as const).map((format) => {
    const label = { svg: words.saveSvg, png: words.savePng, csv: words.saveCsv }[format];
    return h(
      'button',
      {
        key: format,
        id: `save-${plot.id}-${format}`,
        type: 'button',
        class: 'quietly',
        'data-save': format,
        'data-plot': plot.id,
        'aria-label': `${label}: ${plot.heading}`,
      },
      [label],
    );
  });
  return h('div', { class: 'tools' }, [...controls, ...moves, plot.empty === undefined && h('span', { class: 'files', key: 'files' }, save)]);
}

function movesOf(plot: TimelinePlot): readonly VNode[] {
  return plot.moves.map(({ move, label, sign, enabled }) =>
    h(
      'button',
      {
        key: move,
        id: `move-${move}`,
        type: 'button',
        'data-move': move,
        'aria-disabled': enabled ? undefined : 'true',
        title: sign === '' ? undefined : label,
      },
      [sign === '' ? label : h('span', { 'aria-hidden': 'true' }, [sign]), sign !== '' && h('span', { class: 'spoken-only' }, [label])],
    ),
  );
}

function filled(plot: PlotView, { view, width, stops }: PageState): readonly VNode[] {
  const { width: wide, height, children } = picture(plot, width, view.lang, stops.get(`picture-${plot.id}`));
  const hidden = hiddenRows(plot);
  return [
    h('div', { key: 'frame', class: 'frame' }, [
      h(
        'svg',
        {
          id: `picture-${plot.id}`,
          class: `picture ${plot.shape}`,
          role: 'group',
          'aria-labelledby': `plot-${plot.id}-heading`,
          'aria-describedby': 'keys',
          width: wide,
          height,
          viewBox: `0 0 ${wide} ${height}`,
          'data-rove': `picture-${plot.id}`,
        },
        children,
      ),
    ]),
    ...(hidden > 0
      ? [
          h('p', { key: 'more' }, [
            h('button', { id: `more-${plot.id}`, type: 'button', class: 'link', 'data-more': plot.id }, [view.words.more.replace('{0}', String(hidden))]),
          ]),
        ]
      : []),
    ...(plot.legend.length > 0
      ? [
          h(
            'ul',
            { key: 'legend', class: 'legend' },
            plot.legend.map((entry) => h('li', {}, [h('svg', { width: 20, height: 16, 'aria-hidden': 'true' }, legendSign(entry)), entry.words])),
          ),
        ]
      : []),
  ];
}

function opened(detail: DetailView, { words }: OverviewView): VNode {
  const heading = `detail-${detail.plot}`;
  return h('section', { key: 'detail', class: 'detail', 'aria-labelledby': heading }, [
    h('div', { class: 'tools' }, [
      h('h3', { id: heading, tabindex: -1 }, [detail.heading]),
      h('button', { id: 'close', type: 'button', 'data-close': true }, [words.close]),
    ]),
    h(
      'ul',
      { class: 'documents' },
      detail.documents.map(({ key, title, note, lines }) =>
        h('li', { key }, [
          h('button', { type: 'button', class: 'link title', id: `go-${key}`, 'data-go': key }, [title]),
          ' ',
          h('span', { class: 'quiet' }, [note]),
          lines.length > 0 &&
            h(
              'ul',
              {},
              lines.map(({ key: place, lead, text, trail }, index) => {
                const said = [
                  lead !== '' && h('span', { class: 'quiet' }, [lead]),
                  ' ',
                  text !== '' && h('span', { class: 'words' }, [text]),
                  ' ',
                  trail !== '' && h('span', { class: 'quiet' }, [trail]),
                ];
                return h(
                  'li',
                  { key: `${index}` },
                  place === undefined ? said : [h('button', { type: 'button', class: 'place', id: `go-${place}`, 'data-go': place }, said)],
                );
              }),
            ),
        ]),
      ),
    ),
    detail.more !== undefined && h('p', {}, [detail.more]),
  ]);
}

function tableOf(plot: PlotView, { view, folded }: PageState, stop: string | undefined): VNode {
  const { table } = plot;
  return h('details', { key: 'table', id: `details-${plot.id}`, 'data-table': plot.id, open: !folded.has(plot.id) }, [
    h('summary', { id: `summary-${plot.id}` }, [view.words.table]),
    h('div', { class: 'frame', role: 'region', 'aria-label': `${table.caption}: ${view.words.table}`, tabindex: 0 }, [tableElement(plot.id, table, stop)]),
    table.more !== undefined && h('p', { class: 'quiet' }, [table.more]),
  ]);
}

function tableElement(id: string, { caption, columns, rows }: TableView, stop: string | undefined): VNode {
  const first = rows.flatMap(({ cells }) => cells.flatMap(({ key }) => key ?? []))[0];
  const known = rows.some(({ cells }) => cells.some(({ key }) => key !== undefined && `table ${key}` === stop));
  const [head = '', ...others] = columns;
  return h('table', { id: `table-${id}`, 'data-rove': `table-${id}` }, [
    h('caption', { class: 'spoken-only' }, [caption]),
    h('thead', {}, [h('tr', {}, [h('th', { scope: 'col' }, [head]), ...others.map((label) => h('th', { scope: 'col' }, [label]))])]),
    h(
      'tbody',
      {},
      rows.map((row, at) =>
        h('tr', { key: row.id }, [
          h('th', { scope: 'row', class: `depth-${Math.min(4, row.depth)}` }, [row.head]),
          ...row.cells.map(({ text, key, label }, column) => {
            if (key === undefined) return h('td', {}, [text]);
            const item = `table ${key}`;
            return h('td', {}, [
              h(
                'button',
                {
                  key: item,
                  type: 'button',
                  'aria-label': label,
                  tabindex: (known ? item === stop : key === first) ? 0 : -1,
                  'data-item': item,
                  'data-row': at,
                  'data-x': column,
                  'data-cell': key,
                },
                [text],
              ),
            ]);
          }),
        ]),
      ),
    ),
  ]);
}
