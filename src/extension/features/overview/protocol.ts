/**
 * What the overview's page and its host say to each other. The page is given words and numbers to draw and knows nothing of projects; it names cells and places by
 * keys that the host gave it, and the host looks each of them up in what it last gave.
 */
import type { ActorKind } from '../../../core/actors/types';
import type { LaneKind, SurveyPlot } from '../../../core/corpus/survey/types';
import type { DaySpan } from '../../../core/dates/calendar';
import type { WindowMove } from '../../../core/corpus/survey/units';

export const viewType = 'pressmark.overview';

/** What a reader chose to see; kept by the page over reloads of the window. */
export interface Choices {
  /** The project's id; undefined for the one that is looked at. */
  readonly project: string | undefined;
  readonly lanes: LaneKind;
  readonly window: DaySpan | undefined;
  readonly question: string | undefined;
  readonly kind: ActorKind | undefined;
}

export interface Control {
  readonly id: 'lanes' | 'question' | 'kind';
  readonly label: string;
  readonly value: string;
  readonly options: readonly { readonly value: string; readonly label: string }[];
}

/** A colour of the palette by its name, or `#rrggbb`. */
export type Tone = string;

/** The table beside a plot. A cell with a key can be opened. */
export interface TableView {
  readonly caption: string;
  readonly columns: readonly string[];
  readonly rows: readonly { readonly id: string; readonly head: string; readonly depth: number; readonly cells: readonly TableCell[] }[];
  /** What is not in it, and where it is. */
  readonly more: string | undefined;
}

export interface TableCell {
  readonly text: string;
  readonly key?: string;
  /** What opening it shows, for a screen reader. */
  readonly label?: string;
}

interface Plot {
  readonly id: SurveyPlot;
  readonly heading: string;
  /** What is counted. */
  readonly caption: string;
  readonly controls: readonly Control[];
  /** Why there is nothing to draw, and what to do. */
  readonly empty: string | undefined;
  /** How to read what is drawn. */
  readonly legend: readonly LegendEntry[];
  readonly table: TableView;
}

export interface LegendEntry {
  readonly sign: 'spoken' | 'period' | 'published' | 'event' | 'count' | 'absent' | 'draft' | 'unread' | 'part-unread';
  /** What stands in the sign: the letter of an event. */
  readonly letter?: string;
  readonly words: string;
}

export interface MatrixCell {
  readonly key: string | undefined;
  /** For how strongly it is tinted. */
  readonly value: number;
  readonly text: string;
  /** Share of documents that nobody has looked at, 0 to 1. */
  readonly unread: number;
  readonly label: string;
  /** Shown while it is pointed at or focused, line by line. */
  readonly tip: readonly string[];
}

export interface MatrixPlot extends Plot {
  readonly shape: 'matrix';
  readonly rowHead: string;
  readonly columns: readonly { readonly id: string; readonly label: string; readonly tone: Tone | undefined }[];
  readonly rows: readonly {
    readonly id: string;
    readonly label: string;
    readonly depth: number;
    readonly tone: Tone | undefined;
    readonly cells: readonly MatrixCell[];
  }[];
  /** Rows that the table does not hold either. */
  readonly beyond: number;
}

export interface TimelineMark extends DaySpan {
  readonly key: string;
  readonly what: 'spoken' | 'period' | 'published';
  readonly count: number;
  /** The count as the display language writes it. */
  readonly text: string;
  readonly label: string;
  readonly tip: readonly string[];
}

export interface TimelinePlot extends Plot {
  readonly shape: 'timeline';
  readonly window: DaySpan;
  /** All that is spoken of or published on; undefined where there is nothing. */
  readonly all: DaySpan | undefined;
  readonly lanes: readonly {
    readonly id: string;
    readonly label: string;
    readonly note: string;
    readonly marks: readonly TimelineMark[];
    /** Dates outside of the window, in words; empty where there are none. */
    readonly before: string;
    readonly after: string;
  }[];
  readonly events: readonly (DaySpan & { readonly letter: string; readonly name: string })[];
  readonly moves: readonly { readonly move: WindowMove | 'all' | 'usual'; readonly label: string; readonly sign: string; readonly enabled: boolean }[];
  readonly beyond: number;
}

export type PlotView = MatrixPlot | TimelinePlot;

/** Words of the page's own, in the reader's language; `{0}` where a number comes in. */
export interface PageWords {
  readonly table: string;
  readonly more: string;
  readonly close: string;
  readonly saveSvg: string;
  readonly savePng: string;
  readonly saveCsv: string;
  readonly keys: string;
  readonly failed: string;
}

export interface OverviewView {
  /** BCP 47. */
  readonly lang: string;
  readonly heading: string;
  readonly sentences: readonly string[];
  readonly choices: Choices;
  readonly words: PageWords;
  readonly actions: readonly { readonly act: 'comments' | 'tables'; readonly label: string; readonly pressed?: boolean }[];
  readonly plots: readonly PlotView[];
}

/** A cell that was opened: its documents, and in each what puts it there. Lines with a key go to their place. */
export interface DetailView {
  readonly cell: string;
  readonly plot: SurveyPlot;
  readonly heading: string;
  readonly documents: readonly {
    readonly key: string;
    readonly title: string;
    readonly note: string;
    readonly lines: readonly { readonly key: string | undefined; readonly lead: string; readonly text: string; readonly trail: string }[];
  }[];
  readonly more: string | undefined;
}

export type ToPage =
  | { readonly type: 'view'; readonly view: OverviewView }
  /** `asked` where the reader has just opened it, and its heading is to be focused; undefined detail where the cell is gone. */
  | { readonly type: 'detail'; readonly detail: DetailView | undefined; readonly asked: boolean };

export type FromPage =
  | { readonly type: 'ready'; readonly cell: string | undefined }
  | { readonly type: 'choose'; readonly control: Control['id']; readonly value: string }
  | { readonly type: 'move'; readonly move: WindowMove | 'all' | 'usual' }
  | { readonly type: 'open'; readonly cell: string }
  | { readonly type: 'close' }
  | { readonly type: 'go'; readonly key: string }
  | { readonly type: 'act'; readonly act: 'comments' | 'tables' }
  | { readonly type: 'csv'; readonly plot: SurveyPlot }
  | { readonly type: 'svg'; readonly plot: SurveyPlot; readonly text: string }
  | { readonly type: 'png'; readonly plot: SurveyPlot; readonly bytes: Uint8Array };

/** Whether what arrived in the page has the form of a message of ours. Its content is the host's own. */
export function isToPage(data: unknown): data is ToPage {
  if (typeof data !== 'object' || data === null || !('type' in data)) return false;
  if (data.type === 'view')
    return 'view' in data && typeof data.view === 'object' && data.view !== null && 'plots' in data.view && Array.isArray(data.view.plots);
  return data.type === 'detail' && 'asked' in data && typeof data.asked === 'boolean';
}
