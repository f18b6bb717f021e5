/** The page's view of a project: words, numbers and keys. Pure. */
import type { Survey, SurveyRequest } from '../../../core/corpus/survey/types';
import { numeral } from '../../numeral';
import type { Translate } from '../../translate';
import { actorPlot, stancePlot, tagPlot } from './matrices';
import type { Choices, OverviewView, PlotView } from './protocol';
import { timelinePlot } from './timeline';
import { documentsWords, type Wording } from './words';

/** Rows and outlets that the page is sent: what its tables hold. Beyond them it says how many there are. */
export const onPage = { mostRows: 200, mostOutlets: 24 } as const;
/** What a file holds. */
export const inFile = { mostRows: 50_000, mostOutlets: 5_000 } as const;

export function requestOf({ lanes, window, question, kind }: Choices, comments: boolean, most: Pick<SurveyRequest, 'mostRows' | 'mostOutlets'>): SurveyRequest {
  return { comments, lanes, window, question, kind, ...most };
}

export interface Situation {
  readonly name: string;
  readonly choices: Choices;
  readonly comments: boolean;
  /** What is hidden from this coder, and what is still being read; empty where nothing. */
  readonly remarks: readonly string[];
}

export function viewOf(surveys: readonly Survey[], { name, choices, comments, remarks }: Situation, wording: Wording): OverviewView {
  const { t } = wording;
  return {
    lang: wording.locale,
    heading: t('Overview of {0}', name),
    sentences: [totalsWords(surveys[0], t), comments ? t('Reader comments are counted in.') : t('Reader comments are left out.'), ...remarks].filter(
      (words) => words !== '',
    ),
    choices,
    words: {
      table: t('The same figures as a table'),
      more: t('and {0} more rows, in the table'),
      close: t('Close'),
      saveSvg: t('SVG'),
      savePng: t('PNG'),
      saveCsv: t('CSV'),
      keys: t('Arrow keys go from mark to mark, Enter opens one, Escape closes what it opened.'),
      failed: t('The picture could not be made.'),
    },
    actions: [
      { act: 'comments', label: t('Count reader comments'), pressed: comments },
      { act: 'tables', label: t('Open as tables') },
    ],
    plots: surveys.map((survey) => plotOf(survey, choices, wording)),
  };
}

function plotOf(survey: Survey, choices: Choices, wording: Wording): PlotView {
  switch (survey.plot) {
    case 'timeline':
      return timelinePlot(survey, choices, wording);
    case 'stance':
      return stancePlot(survey, wording);
    case 'actors':
      return actorPlot(survey, choices, wording);
    case 'tags':
      return tagPlot(survey, wording);
    default:
      return survey satisfies never;
  }
}

function totalsWords(survey: Survey | undefined, t: Translate): string {
  if (!survey) return '';
  const { documents, copies, coded, draft, read, unread } = survey.totals;
  const parts = [
    ...(coded ? [t('{0} coded', numeral(coded))] : []),
    ...(draft ? [t('{0} with drafts only', numeral(draft))] : []),
    ...(read ? [t('{0} read, nothing to code', numeral(read))] : []),
    ...(unread ? [t('{0} unread', numeral(unread))] : []),
  ];
  const counted = parts.length > 0 ? t('{0}: {1}.', documentsWords(documents, t), parts.join(', ')) : `${documentsWords(documents, t)}.`;
  return copies > 0
    ? `${counted} ${copies === 1 ? t('1 copy is counted with its original.') : t('{0} copies are counted with their originals.', numeral(copies))}`
    : counted;
}
