/** The three matrices of the overview as words and numbers for the page. Pure. */
import { actorKinds, type StanceQuestion } from '../../../core/project/schema';
import type { ActorSurvey, OutletKey, StanceColumn, StanceSurvey, SurveyCell, TagCell, TagSurvey } from '../../../core/corpus/survey/types';
import { numeral } from '../../numeral';
import type { Translate } from '../../translate';
import { kindWord, plural } from '../hovers/words';
import type { Choices, MatrixCell, MatrixPlot, TableView } from './protocol';
import { documentsWords, outletWords, plotHeading, type Wording } from './words';

export function keyOf(cell: SurveyCell): string {
  return JSON.stringify(cell);
}

export function stancePlot(survey: StanceSurvey, wording: Wording): MatrixPlot {
  const { t } = wording;
  const { question } = survey;
  const rows = survey.rows.map((row) => {
    const outlet = outletWords(row.outlet, wording);
    const cells = row.cells.map((count, index): MatrixCell => {
      const column = survey.columns[index];
      const position = column ? columnWords(column, t) : '';
      const label = t('{0}, {1}: {2}', outlet, position, documentsWords(count, t));
      const opens =
        question && column && count > 0 ? keyOf({ plot: 'stance', outlet: row.outlet, question: question.id, column: columnOf(column) }) : undefined;
      return { key: opens, value: count, text: numeral(count), unread: 0, label, tip: [outlet, `${position}: ${documentsWords(count, t)}`] };
    });
    return { id: rowId(row.outlet), label: outlet, depth: 0, tone: undefined, cells };
  });
  const columns = survey.columns.map((column) => ({
    id: `${column.kind} ${columnOf(column).position ?? ''}`,
    label: columnWords(column, t),
    tone: toneOf(column),
  }));
  const heading = plotHeading('stance', t);
  const caption = question
    ? t(
        '{0} A cell counts documents whose coders agree on the position, or where it was adjudicated. A stance is a coder’s judgement, never a fact about an outlet.',
        question.text,
      )
    : '';
  const head = t('Outlet');
  return {
    ...frame('stance', heading, caption),
    controls:
      question && survey.questions.length > 1
        ? [{ id: 'question', label: t('Question'), value: question.id, options: survey.questions.map(({ id, text }) => ({ value: id, label: text })) }]
        : [],
    empty: question ? noDocuments(rows.length, t) : t('The project asks no stance question yet. Write one under “stance:” in pressmark.yaml.'),
    legend: [],
    rowHead: head,
    columns,
    rows,
    beyond: survey.more,
    table: tableOf(heading, head, columns, rows, survey.more, t),
  };
}

export function actorPlot(survey: ActorSurvey, choices: Choices, wording: Wording): MatrixPlot {
  const { t } = wording;
  const rows = survey.rows.map((row) => ({
    id: row.actor,
    label: row.name,
    depth: 0,
    tone: undefined,
    cells: row.cells.map(({ mentions, forms, moreForms }, index): MatrixCell => {
      const outlet = survey.outlets[index] ?? null;
      const where = outletWords(outlet, wording);
      const count = plural(mentions, t('mention'), t('mentions'));
      const listed = forms.map(({ form, count: number }) => `${flat(form)} ${number}`);
      const all = moreForms > 0 ? [...listed, t('and {0} more forms', numeral(moreForms))] : listed;
      return {
        key: mentions > 0 ? keyOf({ plot: 'actors', actor: row.actor, outlet }) : undefined,
        value: mentions,
        text: numeral(mentions),
        unread: 0,
        label: all.length > 0 ? t('{0} in {1}: {2}, as {3}', row.name, where, count, all.join(', ')) : t('{0} in {1}: {2}', row.name, where, count),
        tip: [t('{0} in {1}: {2}', row.name, where, count), ...all],
      };
    }),
  }));
  const columns = outletColumns(survey.outlets, wording);
  const heading = plotHeading('actors', t);
  const head = t('Actor');
  const kinds = [{ value: '', label: t('All kinds') }, ...actorKinds.map((kind) => ({ value: kind, label: kindWord(kind, t) }))];
  return {
    ...frame('actors', heading, t('Mentions of each actor, with the forms of the name while a cell is pointed at or focused.')),
    controls: [{ id: 'kind', label: t('Kind'), value: choices.kind ?? '', options: kinds }],
    empty: rows.length === 0 ? t('No actor is named.') : undefined,
    legend: [],
    rowHead: head,
    columns,
    rows,
    beyond: survey.more,
    table: tableOf(heading, head, columns, rows, survey.more, t, outletsBeyond(survey.moreOutlets, t)),
  };
}

export function tagPlot(survey: TagSurvey, wording: Wording): MatrixPlot {
  const { t } = wording;
  const rows = survey.rows.map((row) => ({
    id: row.tag,
    label: row.label,
    depth: row.depth,
    tone: row.color,
    cells: row.cells.map((cell, index): MatrixCell => {
      const outlet = survey.outlets[index] ?? null;
      const where = outletWords(outlet, wording);
      // What is drawn has to be in the name: who speaks to the computer says what is seen.
      const lines = cell.passages === 0 && cell.absent > 0 ? [t('0 passages'), ...tagWords(cell, t)] : tagWords(cell, t);
      return {
        key: keyOf({ plot: 'tags', tag: row.tag, outlet }),
        value: cell.passages,
        text: tagSign(cell),
        unread: cell.unread / Math.max(1, cell.documents + cell.absent + cell.draft + cell.unread),
        label: t('{0} in {1}: {2}', row.label, where, lines.join('; ')),
        tip: [t('{0} in {1}', row.label, where), ...lines],
      };
    }),
  }));
  const columns = outletColumns(survey.outlets, wording);
  const heading = plotHeading('tags', t);
  const head = t('Tag');
  return {
    ...frame(
      'tags',
      heading,
      t('Passages with each tag. A document without the tag counts as coded only if somebody has coded it, or read it and found nothing to code.'),
    ),
    controls: [],
    empty: rows.length === 0 ? t('The codebook is empty. Add tags in the Codebook view.') : noDocuments(survey.outlets.length, t),
    legend: [
      { sign: 'count', words: t('passages') },
      { sign: 'absent', words: t('coded, absent') },
      { sign: 'draft', words: t('draft, absent') },
      { sign: 'unread', words: t('unread') },
      { sign: 'part-unread', words: t('part of the documents unread') },
    ],
    rowHead: head,
    columns,
    rows,
    beyond: survey.more,
    table: {
      ...tableOf(heading, head, columns, rows, survey.more, t, outletsBeyond(survey.moreOutlets, t)),
      rows: survey.rows.map((row, at) => ({
        id: row.tag,
        head: row.label,
        depth: row.depth,
        cells: row.cells.map((cell, index) => {
          const { key, label } = rows[at]?.cells[index] ?? {};
          return { text: tagWords(cell, t).join('; '), ...(key !== undefined && { key }), ...(label !== undefined && { label }) };
        }),
      })),
    },
  };
}

/** The question's text and positions, for whoever has only the project. */
export function columnWords(column: StanceColumn, t: Translate): string {
  switch (column.kind) {
    case 'position':
      return column.label;
    case 'disagree':
      return t('Coders disagree');
    case 'draft':
      return t('Drafts only');
    case 'not-coded':
      return t('Stance not coded');
    default:
      return column satisfies never;
  }
}

/** Passages in documents, documents coded without, documents with a draft alone, documents unread: what is none is not said. Of a single document there is nothing to count. */
export function tagWords({ passages, documents, absent, draft, unread }: TagCell, t: Translate): readonly string[] {
  const alone = documents + absent + draft + unread === 1;
  const number = plural(passages, t('passage'), t('passages'));
  return [
    ...(passages > 0 ? [alone ? number : t('{0} in {1}', number, documentsWords(documents, t))] : []),
    ...(absent > 0 ? [alone ? t('coded, absent') : t('coded, absent: {0}', documentsWords(absent, t))] : []),
    ...(draft > 0 ? [alone ? t('draft, absent') : t('draft, absent: {0}', documentsWords(draft, t))] : []),
    ...(unread > 0 ? [alone ? t('unread') : t('unread: {0}', documentsWords(unread, t))] : []),
  ];
}

/** A number where somebody has looked, a question mark where nobody has. */
function tagSign({ passages, documents, absent }: TagCell): string {
  return documents + absent === 0 ? '?' : numeral(passages);
}

function columnOf(column: StanceColumn): { readonly kind: StanceColumn['kind']; readonly position?: StanceQuestion['id'] } {
  return column.kind === 'position' ? { kind: column.kind, position: column.position } : { kind: column.kind };
}

function toneOf(column: StanceColumn): string | undefined {
  return column.kind === 'position' ? column.color : undefined;
}

function rowId(outlet: OutletKey): string {
  return outlet === null ? 'none' : `o:${outlet}`;
}

function outletColumns(outlets: readonly OutletKey[], wording: Wording): MatrixPlot['columns'] {
  return outlets.map((outlet) => ({ id: rowId(outlet), label: outletWords(outlet, wording), tone: undefined }));
}

function frame(id: MatrixPlot['id'], heading: string, caption: string): Pick<MatrixPlot, 'shape' | 'id' | 'heading' | 'caption'> {
  return { shape: 'matrix', id, heading, caption };
}

function noDocuments(count: number, t: Translate): string | undefined {
  return count === 0 ? t('The project has no documents yet.') : undefined;
}

function outletsBeyond(count: number, t: Translate): string | undefined {
  return count > 0 ? t('{0} outlets with fewer documents are not shown; the CSV file has them all.', numeral(count)) : undefined;
}

function tableOf(
  caption: string,
  head: string,
  columns: MatrixPlot['columns'],
  rows: MatrixPlot['rows'],
  more: number,
  t: Translate,
  note?: string,
): TableView {
  const rest = [...(more > 0 ? [t('and {0} more rows; the CSV file has them all.', numeral(more))] : []), ...(note === undefined ? [] : [note])];
  return {
    caption,
    columns: [head, ...columns.map(({ label }) => label)],
    rows: rows.map(({ id, label, depth, cells }) => ({
      id,
      head: label,
      depth,
      cells: cells.map((cell) => ({ text: cell.text, label: cell.label, ...(cell.key !== undefined && { key: cell.key }) })),
    })),
    more: rest.length > 0 ? rest.join(' ') : undefined,
  };
}

/** On one line. */
export function flat(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}
