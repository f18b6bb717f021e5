/** The overview without its page: as CSV, one record a line, and as a Markdown page. Pure. */
import type { Survey } from '../../../core/corpus/survey/types';
import { formatDay } from '../../../core/dates/calendar';
import { csvText } from '../../../core/exchange/csv';
import { escapeMarkdown } from '../../markdown';
import { columnWords, flat } from './matrices';
import type { OverviewView, PlotView } from './protocol';
import { laneWords } from './timeline';
import { outletWords, type Wording } from './words';

/** Columns are named in English as in `pressmark export`, whatever language the interface has: scripts go by them. */
export function surveyCsv(survey: Survey, wording: Wording): string {
  return csvText(recordsOf(survey, wording));
}

type Record = readonly (string | number)[];

function recordsOf(survey: Survey, wording: Wording): readonly Record[] {
  switch (survey.plot) {
    case 'timeline':
      return [
        ['row', 'event', 'outlet', 'what', 'from', 'to', 'expressions', 'documents'],
        ...survey.lanes.flatMap((lane) => {
          const head = [laneWords(lane.key, wording), lane.key.event ?? '', lane.key.outlet ?? ''];
          const spoken = [...lane.spoken, ...lane.periods].map(({ first, last, mentions, documents }): Record => [
            ...head,
            'spoken of',
            formatDay(first),
            formatDay(last),
            mentions,
            documents,
          ]);
          const outside = (
            [
              ['before', lane.before],
              ['after', lane.after],
            ] as const
          )
            .filter(([, count]) => count > 0)
            .map(([what, count]): Record => [...head, what, '', '', count, '']);
          return [
            ...spoken,
            ...lane.published.map(({ first, last, documents }): Record => [...head, 'published', formatDay(first), formatDay(last), '', documents]),
            ...outside,
          ];
        }),
      ];
    case 'stance':
      return [
        ['question', 'outlet', 'outlet-name', 'position', 'label', 'documents'],
        ...survey.rows.flatMap(({ outlet, cells }) =>
          survey.columns.map((column, index): Record => [
            survey.question?.id ?? '',
            outlet ?? '',
            outletWords(outlet, wording),
            column.kind === 'position' ? column.position : column.kind,
            columnWords(column, wording.t),
            cells[index] ?? 0,
          ]),
        ),
      ];
    case 'actors':
      return [
        ['actor', 'name', 'kind', 'outlet', 'outlet-name', 'mentions', 'forms'],
        ...survey.rows.flatMap(({ actor, name, kind, cells }) =>
          cells.flatMap(({ mentions, forms, moreForms }, index): readonly Record[] => {
            const outlet = survey.outlets[index] ?? null;
            const listed = [...forms.map(({ form, count }) => `${flat(form).replaceAll(';', ';;')} ${count}`), ...(moreForms > 0 ? ['…'] : [])];
            return mentions > 0 ? [[actor, name, kind, outlet ?? '', outletWords(outlet, wording), mentions, listed.join('; ')]] : [];
          }),
        ),
      ];
    case 'tags':
      return [
        ['tag', 'label', 'outlet', 'outlet-name', 'passages', 'documents', 'coded-absent', 'draft-absent', 'unread'],
        ...survey.rows.flatMap(({ tag, label, cells }) =>
          cells.map(({ passages, documents, absent, draft, unread }, index): Record => {
            const outlet = survey.outlets[index] ?? null;
            return [tag, label, outlet ?? '', outletWords(outlet, wording), passages, documents, absent, draft, unread];
          }),
        ),
      ];
    default:
      return survey satisfies never;
  }
}

/** All tables on one page, for VS Code's own preview. Nothing in them is Markdown but what is written here. */
export function overviewMarkdown({ heading, sentences, plots }: OverviewView): string {
  return [`# ${escapeMarkdown(heading)}`, ...sentences.map(cell), ...plots.flatMap((plot) => section(plot))].join('\n\n') + '\n';
}

function section({ heading, caption, empty, table }: PlotView): readonly string[] {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  const rows = table.rows.map(({ head, depth, cells }) => line([`${'– '.repeat(depth)}${cell(head)}`, ...cells.map(({ text }) => cell(text))]));
  const body = empty === undefined ? [[line(table.columns.map(cell)), line(table.columns.map(() => '---')), ...rows].join('\n')] : [cell(empty)];
  return [`## ${cell(heading)}`, ...(caption === '' ? [] : [cell(caption)]), ...body, ...(table.more === undefined ? [] : [cell(table.more)])];
}

/** On one line, with nothing that a table or Markdown would take for its own. */
function cell(text: string): string {
  return escapeMarkdown(flat(text));
}
