/** The documents behind a cell, with what puts each of them there, as words for the page. Pure. */
import type { CellContent, CellDocument, SurveyCell } from '../../../core/corpus/survey/types';
import { inContext } from '../../../core/corpus/context';
import type { PassageSummary, Place } from '../../../core/corpus/types';
import type { Range } from '../../../core/text/range';
import { numeral } from '../../numeral';
import { judgementWords } from '../stance/words';
import { flat, keyOf } from './matrices';
import type { DetailView, PlotView } from './protocol';
import { outletWords, type Wording } from './words';

/** A longer passage is read in its document. */
const longestText = 280;

/** Where a line leads: a document, or a stretch of it. */
export interface Target {
  readonly path: string;
  readonly range: Range | undefined;
}

export interface Detail {
  readonly view: DetailView;
  /** By the keys in the view. */
  readonly targets: ReadonlyMap<string, Target>;
}

type Line = DetailView['documents'][number]['lines'][number];

/**
 * @param heading what the cell is said to be where it is drawn
 * @param texts of the documents, by path, for the words around their mentions
 */
export function detailOf(cell: SurveyCell, heading: string, { documents, more }: CellContent, wording: Wording, texts: ReadonlyMap<string, string>): Detail {
  const { t } = wording;
  const targets = new Map<string, Target>();
  const target = (path: string, range: Range | undefined): string => {
    const key = `t${targets.size}`;
    targets.set(key, { path, range });
    return key;
  };
  const view: DetailView = {
    cell: keyOf(cell),
    plot: cell.plot,
    heading,
    documents: documents.map((document) => ({
      key: target(document.path, undefined),
      title: document.title ?? document.path,
      note: noteOf(document, cell, wording),
      lines: linesOf(document, wording, texts.get(document.path) ?? '', (range) => target(document.path, range)),
    })),
    more: more > 0 ? t('and {0} more documents; the CSV export and the Sources view have them all.', numeral(more)) : undefined,
  };
  return { view, targets };
}

function noteOf(document: CellDocument, cell: SurveyCell, wording: Wording): string {
  const { t } = wording;
  const absent = cell.plot === 'tags' && document.passages.length === 0;
  const coverage = { coded: t('coded, absent'), draft: t('draft, absent'), read: t('read, nothing to code'), unread: t('unread') } as const;
  return [
    outletWords(document.outlet, wording),
    ...(absent ? [coverage[document.coverage]] : []),
    ...(document.more > 0 ? [t('{0} more in the document', numeral(document.more))] : []),
  ].join(' · ');
}

function linesOf(document: CellDocument, wording: Wording, text: string, target: (range: Range) => string): readonly Line[] {
  const passage = ({ annotation, place }: PassageSummary): Line => ({
    key: place && target(place.range),
    lead: annotation.tags.map((tag) => wording.project.tag(tag)?.tag.label ?? tag).join(' · '),
    text: cut(place?.text ?? annotation.quote ?? ''),
    trail: place ? wording.t('coded by {0}', annotation.by) : wording.t('coded by {0}; its place is not found', annotation.by),
  });
  return [
    ...document.judgements.flatMap(({ entry, evidence }): readonly Line[] => [
      { key: undefined, lead: judgement(entry, evidence.length, wording), text: cut(entry.because ?? ''), trail: '' },
      ...evidence.map(passage),
    ]),
    ...document.passages.map(passage),
    ...document.mentions.map((place) => mention(place, text, target)),
  ];
}

/** "Coded “Disputes” by A, on 3 passages": never "the outlet disputes". */
function judgement(entry: CellDocument['judgements'][number]['entry'], evidence: number, { project, t }: Wording): string {
  return judgementWords(entry, project.project, evidence, t, false);
}

function mention(place: Place, text: string, target: (range: Range) => string): Line {
  const { before, after } = inContext(place, text);
  return { key: target(place.range), lead: flat(before), text: cut(place.text), trail: flat(after) };
}

function cut(text: string): string {
  const line = flat(text);
  return line.length > longestText ? `${line.slice(0, longestText).replace(/[\ud800-\udbff]$/, '')}…` : line;
}

/** All cells that a view holds, with what each is said to be: only these are opened. A key is the JSON of its cell. */
export function cellsOf(plots: readonly PlotView[]): ReadonlyMap<string, { readonly cell: SurveyCell; readonly label: string }> {
  const marks = plots.flatMap((plot): readonly { readonly key: string | undefined; readonly label: string }[] =>
    plot.shape === 'matrix' ? plot.rows.flatMap((row) => row.cells) : plot.lanes.flatMap((lane) => lane.marks),
  );
  return new Map(marks.flatMap(({ key, label }) => (key === undefined ? [] : [[key, { cell: JSON.parse(key) as SurveyCell, label }] as const])));
}
