/** The timeline of the overview as words and numbers for the page. Pure. */
import type { LaneKey, LaneKind, Lane, TimelineSurvey } from '../../../core/corpus/survey/types';
import { numeral } from '../../numeral';
import type { Translate } from '../../translate';
import { plural } from '../hovers/words';
import { keyOf } from './matrices';
import type { Choices, TableView, TimelineMark, TimelinePlot } from './protocol';
import { documentsWords, outletWords, plotHeading, spanWords, type Wording } from './words';

/** Lines of the table beyond this many are read in a spreadsheet. */
const mostLines = 400;

export function timelinePlot(survey: TimelineSurvey, choices: Choices, wording: Wording): TimelinePlot {
  const { t } = wording;
  const lanes = survey.lanes.map((lane) => ({
    id: JSON.stringify([lane.key.event ?? '', lane.key.outlet ?? '']),
    label: laneWords(lane.key, wording),
    note: documentsWords(lane.documents, t),
    marks: marksOf(lane, wording),
    before: lane.before > 0 ? t('{0} earlier', numeral(lane.before)) : '',
    after: lane.after > 0 ? t('{0} later', numeral(lane.after)) : '',
  }));
  const events = survey.events.map(({ first, last, name }, index) => ({ first, last, name, letter: String.fromCharCode(65 + index) }));
  const kinds: Readonly<Record<LaneKind, string>> = { outlet: t('Outlet'), event: t('Event'), 'event-outlet': t('Event, then outlet') };
  const heading = plotHeading('timeline', t);
  const whole = survey.all !== undefined && survey.window.first <= survey.all.first && survey.window.last >= survey.all.last;
  const hasPeriods = lanes.some(({ marks }) => marks.some(({ what }) => what === 'period'));
  return {
    shape: 'timeline',
    id: 'timeline',
    heading,
    caption: t('Dates as the texts mean them, with the days of publication apart. {0}', openWords(survey, t)).trim(),
    controls: [{ id: 'lanes', label: t('Rows'), value: choices.lanes, options: Object.entries(kinds).map(([value, label]) => ({ value, label })) }],
    empty: survey.all === undefined ? t('No document speaks of a day that is known, and none has a publication date.') : undefined,
    legend: [
      { sign: 'spoken', words: t('spoken of') },
      ...(hasPeriods ? [{ sign: 'period', words: t('a longer time spoken of') } as const] : []),
      { sign: 'published', words: t('published') },
      ...events.map(({ letter, name }) => ({ sign: 'event', letter, words: name }) as const),
    ],
    window: survey.window,
    all: survey.all,
    lanes,
    events,
    moves: [
      { move: 'earlier', label: t('Earlier'), sign: '←', enabled: true },
      { move: 'later', label: t('Later'), sign: '→', enabled: true },
      { move: 'nearer', label: t('Nearer'), sign: '+', enabled: survey.window.last - survey.window.first >= 14 },
      { move: 'farther', label: t('Farther'), sign: '−', enabled: true },
      { move: 'usual', label: t('Usual range'), sign: '', enabled: choices.window !== undefined },
      { move: 'all', label: t('All dates'), sign: '', enabled: !whole },
    ],
    beyond: survey.more,
    table: tableOf(heading, survey, lanes, wording),
  };
}

export function laneWords({ event, outlet }: LaneKey, wording: Wording): string {
  const parts = [
    ...(event === undefined ? [] : [event === null ? wording.t('No event') : (wording.project.event(event)?.name ?? event)]),
    ...(outlet === undefined ? [] : [outletWords(outlet, wording)]),
  ];
  return parts.join(' · ');
}

function openWords({ open }: TimelineSurvey, t: Translate): string {
  if (open === 0) return '';
  return open === 1
    ? t('1 expression without a day (“now”, lengths of time) is not among them.')
    : t('{0} expressions without a day (“now”, lengths of time) are not among them.', numeral(open));
}

function marksOf(lane: Lane, wording: Wording): readonly TimelineMark[] {
  const { t } = wording;
  const who = laneWords(lane.key, wording);
  const mark = (what: TimelineMark['what'], { first, last }: TimelineMark | { first: number; last: number }, count: number, says: string): TimelineMark => {
    const when = spanWords({ first, last }, wording);
    const key = keyOf({ plot: 'timeline', lane: lane.key, what, first, last });
    return { key, what, first, last, count, text: numeral(count), label: t('{0}, {1}: {2}', who, when, says), tip: [when, `${who}: ${says}`] };
  };
  return [
    ...lane.spoken.map((one) => mark('spoken', one, one.mentions, spokenWords(one, t))),
    ...lane.periods.map((one) => mark('period', one, one.mentions, spokenWords(one, t))),
    ...lane.published.map((one) => mark('published', one, one.documents, t('{0} published', documentsWords(one.documents, t)))),
  ].sort((a, b) => a.first - b.first || a.last - b.last);
}

function spokenWords({ mentions, documents }: { readonly mentions: number; readonly documents: number }, t: Translate): string {
  return t('spoken of {0} in {1}', plural(mentions, t('time'), t('times')), documentsWords(documents, t));
}

/** One line a lane and stretch of days, with what is spoken of and what is published in columns of their own. */
function tableOf(caption: string, survey: TimelineSurvey, lanes: TimelinePlot['lanes'], wording: Wording): TableView {
  const { t } = wording;
  const rows = lanes.flatMap(({ id, label, marks }, index) => {
    const lane = survey.lanes[index];
    const spans = new Map<string, { span: TimelineMark; spoken?: TimelineMark; published?: TimelineMark }>();
    for (const mark of marks) {
      const at = `${mark.first}/${mark.last}`;
      const entry = spans.get(at) ?? { span: mark };
      entry[mark.what === 'published' ? 'published' : 'spoken'] = mark;
      spans.set(at, entry);
    }
    return [...spans].map(([at, { span, spoken, published }]) => {
      const documents = [...(lane?.spoken ?? []), ...(lane?.periods ?? [])].find(({ first, last }) => first === span.first && last === span.last)?.documents;
      const cell = (mark: TimelineMark | undefined): { text: string; key?: string; label?: string } =>
        mark ? { text: mark.text, key: mark.key, label: mark.label } : { text: numeral(0) };
      return {
        id: `${id} ${at}`,
        head: label,
        depth: 0,
        cells: [{ text: spanWords(span, wording) }, cell(spoken), { text: numeral(documents ?? 0) }, cell(published)],
      };
    });
  });
  const unshown = lanes
    .filter(({ before, after }) => before !== '' || after !== '')
    .map(({ label, before, after }) => `${label}: ${[before, after].filter((word) => word !== '').join(', ')}`);
  const more = [
    ...(rows.length > mostLines ? [t('and {0} more rows; the CSV file has them all.', numeral(rows.length - mostLines))] : []),
    ...(unshown.length > 0 ? [t('Outside of what is shown: {0}.', unshown.slice(0, 20).join('; '))] : []),
  ];
  return {
    caption,
    columns: [t('Row'), t('When'), t('Spoken of'), t('In documents'), t('Documents published')],
    rows: rows.slice(0, mostLines),
    more: more.length > 0 ? more.join(' ') : undefined,
  };
}
