/** The plots as SVG. Headings and labels of rows and columns are hidden from screen readers: every mark says them itself. */
import type { LegendEntry, MatrixPlot, PlotView, TimelinePlot } from '../../features/overview/protocol';
import { type MarkBox, matrixLayout, mostRowsDrawn, timelineLayout } from './layout';
import { characterWidth } from './text';
import { type Children, h, type VNode } from './vnode';

export interface Picture {
  readonly width: number;
  readonly height: number;
  readonly children: Children;
}

/** @param stop the mark that Tab comes to; the first where it is not there */
export function picture(plot: PlotView, width: number, lang: string, stop: string | undefined): Picture {
  return plot.shape === 'matrix' ? matrix(plot, width, stop) : timeline(plot, width, lang, stop);
}

/** What a mark has in common with every other: a role, a name, a place in the order of keys. */
function markOf(
  id: string,
  { row, x, label, opens, stops }: { row: number; x: number; label: string; opens: boolean; stops: boolean },
  kind: string,
  children: Children,
): VNode {
  return h(
    'g',
    {
      key: id,
      class: `mark ${kind}${opens ? '' : ' bare'}`,
      role: opens ? 'button' : 'img',
      'aria-label': label,
      tabindex: stops ? 0 : -1,
      'data-item': id,
      'data-row': row,
      'data-x': Math.round(x),
      ...(opens && { 'data-cell': id }),
    },
    children,
  );
}

function ring(x: number, y: number, width: number, height: number): VNode {
  return h('rect', { class: 'ring', x: x - 1, y: y - 1, width: width + 2, height: height + 2, rx: 3 });
}

function text(words: string, x: number, y: number, kind: string): VNode {
  return h('text', { x, y, class: kind }, [words]);
}

/** An id for a mark that cannot be opened. */
function idOf(plot: MatrixPlot, row: number, column: number): string {
  return plot.rows[row]?.cells[column]?.key ?? `${plot.id} ${plot.rows[row]?.id ?? ''} ${plot.columns[column]?.id ?? ''}`;
}

function matrix(plot: MatrixPlot, available: number, stop: string | undefined): Picture {
  const layout = matrixLayout(plot, available);
  const ids = layout.rows.map(({ cells }, row) => cells.map((_, column) => idOf(plot, row, column)));
  const known = ids.some((row) => row.includes(stop ?? ''));
  const columns = layout.columns.map(({ x, width, lines }, index) =>
    h('g', { key: `column ${plot.columns[index]?.id ?? ''}`, 'aria-hidden': 'true' }, [
      ...lines.map((line, at) => text(line, x + width / 2, layout.head - 14 - (lines.length - 1 - at) * 15, 'head')),
      h('rect', {
        class: `swatch ${toneClass(plot.columns[index]?.tone)}`,
        tone: hex(plot.columns[index]?.tone),
        x: x + 2,
        y: layout.head - 7,
        width: width - 4,
        height: 3,
        rx: 1.5,
      }),
    ]),
  );
  const rows = layout.rows.map(({ y, x, label, cells }, row) => {
    const own = plot.rows[row];
    return h('g', { key: `row ${own?.id ?? ''}` }, [
      h('g', { 'aria-hidden': 'true' }, [text(label, x, y + 19, 'row-label')]),
      ...cells.map((box, column) => {
        const cell = own?.cells[column];
        const tone = own?.tone ?? plot.columns[column]?.tone;
        const id = ids[row]?.[column] ?? '';
        const sum = Math.round(box.width * (cell?.unread ?? 0));
        const middle = box.y + box.height / 2;
        return markOf(
          id,
          { row, x: box.x, label: cell?.label ?? '', opens: cell?.key !== undefined, stops: known ? id === stop : row + column === 0 },
          'cell',
          [
            h('rect', {
              class: `tint level-${box.level} ${toneClass(tone)}`,
              tone: hex(tone),
              x: box.x,
              y: box.y,
              width: box.width,
              height: box.height,
              rx: 2,
            }),
            sum > 0 && h('rect', { class: 'unread', fill: `url(#${hatchId})`, x: box.x + box.width - sum, y: box.y, width: sum, height: box.height, rx: 2 }),
            // Where there are no colours, the length of a line says what a tint says elsewhere.
            h('rect', { class: 'gauge', x: box.x + 3, y: box.y + box.height - 4, width: Math.round(((box.width - 6) * box.level) / 5), height: 2 }),
            sum > 0 && plate(cell?.text ?? '', box.x + box.width / 2, middle),
            text(cell?.text ?? '', box.x + box.width / 2, middle + 4, cell?.value === 0 ? 'number none' : 'number'),
            ring(box.x, box.y, box.width, box.height),
          ],
        );
      }),
    ]);
  });
  return { width: layout.width, height: layout.height, children: [plot.id === 'tags' && hatch(), ...columns, ...rows] };
}

/** Behind a number on hatching. */
function plate(words: string, x: number, y: number): VNode {
  const width = words.length * 7.4 + 8;
  return h('rect', { class: 'plate', x: x - width / 2, y: y - 8, width, height: 16, rx: 3 });
}

/** Of the one plot that hatches; its legend refers to it too. */
const hatchId = 'hatch';

function hatch(): VNode {
  return h('defs', { key: 'defs' }, [
    h('pattern', { id: hatchId, width: 6, height: 6, patternUnits: 'userSpaceOnUse', patternTransform: 'rotate(45)' }, [
      h('rect', { class: 'hatch', width: 1.6, height: 6 }),
    ]),
  ]);
}

const palette: ReadonlySet<string> = new Set(['blue', 'orange', 'green', 'purple', 'yellow', 'red', 'cyan', 'gray']);

function toneClass(tone: string | undefined): string {
  return tone !== undefined && palette.has(tone) ? `tone-${tone}` : tone === undefined ? '' : 'tone-own';
}

/** A colour that a project wrote out; nothing else gets into a style. */
function hex(tone: string | undefined): string | undefined {
  return tone !== undefined && /^#[0-9a-fA-F]{6}$/.test(tone) ? tone : undefined;
}

function timeline(plot: TimelinePlot, available: number, lang: string, stop: string | undefined): Picture {
  const { width, height, left, right, top, ticks, flags, lanes } = timelineLayout(plot, available, lang);
  const bottom = height - 24;
  const boxes = lanes.flatMap(({ marks }) => marks);
  const known = boxes.some(({ mark }) => mark.key === stop);
  const first = boxes[0]?.mark.key;
  const axis = h('g', { key: 'axis', 'aria-hidden': 'true' }, [
    ...ticks.map(({ x }) => h('line', { class: 'grid', x1: x, x2: x, y1: top, y2: bottom })),
    ...ticks
      .filter(({ x, label }) => x + (label.length * characterWidth) / 2 < width)
      .map(({ x, label }) => text(label, Math.max(x, left + 4), bottom + 17, 'tick')),
  ]);
  const events = h('g', { key: 'events', 'aria-hidden': 'true' }, [
    ...flags.flatMap(({ letter, x, flagX, width: wide }) => [
      h('rect', { class: 'event', x, y: top - 2, width: wide, height: bottom - top + 2 }),
      h('rect', { class: 'flag', x: flagX, y: 1, width: 18, height: 18, rx: 3 }),
      text(letter, flagX + 9, 14, 'letter'),
    ]),
  ]);
  const rows = lanes.map(({ y, base, lines, note, marks, before, after }, row) =>
    h('g', { key: `lane ${plot.lanes[row]?.id ?? ''}` }, [
      h('g', { 'aria-hidden': 'true' }, [
        ...lines.map((line, at) => text(line, 0, y + 18 + at * 15, 'row-label')),
        text(note, 0, y + 18 + lines.length * 15, 'note'),
        h('line', { class: 'base', x1: left, x2: right, y1: base, y2: base }),
        before !== '' && text(`← ${before}`, left + 2, y + 12, 'note'),
        after !== '' && text(`${after} →`, right - 2, y + 12, 'note end'),
        row > 0 && h('line', { class: 'between', x1: 0, x2: right, y1: y - 1, y2: y - 1 }),
      ]),
      ...marks.map((box) =>
        markOf(
          box.mark.key,
          { row, x: box.x + box.width / 2, label: box.mark.label, opens: true, stops: known ? box.mark.key === stop : box.mark.key === first },
          box.mark.what,
          signOf(box),
        ),
      ),
    ]),
  );
  return { width, height, children: [axis, events, ...rows] };
}

function signOf({ mark, x, y, width, height, hit }: MarkBox): Children {
  const says = mark.count > 1 && (mark.what === 'published' || width >= mark.text.length * 7);
  const spot = h('rect', { class: 'hit', x: hit.x, y: hit.y, width: hit.width, height: hit.height });
  switch (mark.what) {
    case 'spoken':
      return [
        spot,
        h('rect', { class: 'bar', x, y, width, height, rx: 1 }),
        says && text(mark.text, x + width / 2, y - 3, 'tick'),
        ring(hit.x, hit.y, hit.width, hit.height),
      ];
    case 'period':
      return [spot, h('rect', { class: 'stretch', x, y, width, height, rx: 2.5 }), ring(x, y, width, height)];
    case 'published':
      return [
        spot,
        h('path', { class: 'triangle', d: `M${x + width / 2} ${y}L${x + width} ${y + height}L${x} ${y + height}Z` }),
        says && text(mark.text, x + width + 3, y + height, 'tick start'),
        ring(hit.x, hit.y, hit.width, hit.height),
      ];
    default:
      return mark.what satisfies never;
  }
}

/** A sign of the legend, 20 by 16. */
export function legendSign({ sign, letter }: LegendEntry): Children {
  switch (sign) {
    case 'spoken':
      return [
        h('g', { class: 'spoken' }, [
          h('rect', { class: 'bar', x: 4, y: 2, width: 5, height: 12 }),
          h('rect', { class: 'bar', x: 11, y: 7, width: 5, height: 7 }),
        ]),
      ];
    case 'period':
      return [h('g', { class: 'period' }, [h('rect', { class: 'stretch', x: 1, y: 5.5, width: 18, height: 5, rx: 2.5 })])];
    case 'published':
      return [h('g', { class: 'published' }, [h('path', { class: 'triangle', d: 'M10 3L15 13L5 13Z' })])];
    case 'event':
      return [h('rect', { class: 'flag', x: 1, y: 0.5, width: 18, height: 15, rx: 3 }), text(letter ?? '', 10, 12.5, 'letter')];
    case 'count':
      return [h('rect', { class: 'tint level-3', x: 0.5, y: 0.5, width: 19, height: 15, rx: 2 }), text('3', 10, 12, 'number')];
    case 'absent':
      return [h('rect', { class: 'tint level-0', x: 0.5, y: 0.5, width: 19, height: 15, rx: 2 }), text('0', 10, 12, 'number none')];
    case 'draft':
      return [h('rect', { class: 'tint level-0', x: 0.5, y: 0.5, width: 19, height: 15, rx: 2 }), text('?', 10, 12, 'number none')];
    case 'unread':
      return [
        h('rect', { class: 'tint level-0', x: 0.5, y: 0.5, width: 19, height: 15, rx: 2 }),
        h('rect', { class: 'unread', fill: `url(#${hatchId})`, x: 0.5, y: 0.5, width: 19, height: 15, rx: 2 }),
        h('rect', { class: 'plate', x: 5, y: 2, width: 10, height: 12, rx: 2 }),
        text('?', 10, 12, 'number none'),
      ];
    case 'part-unread':
      return [
        h('rect', { class: 'tint level-3', x: 0.5, y: 0.5, width: 19, height: 15, rx: 2 }),
        h('rect', { class: 'unread', fill: `url(#${hatchId})`, x: 10, y: 0.5, width: 9.5, height: 15, rx: 2 }),
      ];
    default:
      return sign satisfies never;
  }
}

/** Rows that are in the table, or beyond it, and not in the picture. */
export function hiddenRows(plot: PlotView): number {
  return Math.max(0, (plot.shape === 'matrix' ? plot.rows : plot.lanes).length - mostRowsDrawn) + plot.beyond;
}

/** A plot with its heading, caption and legend as one SVG, for a file. */
export function sheet(plot: PlotView, width: number, lang: string): VNode {
  const { width: wide, height, children } = picture(plot, width, lang, undefined);
  const margin = 16;
  const top = margin + 26;
  let y = top + height + 26;
  const legend = plot.legend.map((entry) => {
    const line = h('g', { transform: `translate(${margin} ${y})` }, [...legendSign(entry), text(entry.words, 28, 12, 'row-label')]);
    y += 20;
    return line;
  });
  const hidden = hiddenRows(plot);
  return h(
    'svg',
    { class: 'sheet', xmlns: 'http://www.w3.org/2000/svg', width: wide + 2 * margin, height: y + margin, viewBox: `0 0 ${wide + 2 * margin} ${y + margin}` },
    [
      h('title', {}, [plot.heading]),
      h('rect', { class: 'paper', width: wide + 2 * margin, height: y + margin }),
      text(plot.heading, margin, margin + 14, 'title'),
      h('g', { transform: `translate(${margin} ${top})` }, children),
      hidden > 0 && text(`+ ${hidden}`, margin, top + height + 14, 'note'),
      ...legend,
    ],
  );
}
