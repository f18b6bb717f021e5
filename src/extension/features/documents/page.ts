/** The page of a document and the table of all, as Markdown. Pure: every text of a file is escaped here. */
import { coverageOf, stanceState } from '../../../core/corpus/coverage';
import type { DocumentFacts, DocumentSummary } from '../../../core/corpus/types';
import type { DocumentTable } from '../../../core/exchange/documentTable';
import type { Project } from '../../../core/project/schema';
import type { Annotation } from '../../../core/sidecar/schema';
import { escapeMarkdown } from '../../markdown';
import { numeral } from '../../numeral';
import type { Translate } from '../../translate';
import { basisWord, dayInWords } from '../dates/words';
import { outletIn, outletName, plural } from '../hovers/words';
import { shorten } from '../shorten';
import { coverageWords, judgementWords, positionLabel } from '../stance/words';
import { fieldLabel, fieldValue, provenanceFields } from './fields';

/** Words of a passage that stand as evidence; more is in the document. */
const quoteLength = 400;
/** A cell of a table. */
const cellLength = 120;
/** Tags and actors in a cell of the preview. */
const mostNamed = 3;
/** Rows that a preview shows: more would take it longer to draw than a reader waits. Exports have all. */
export const mostRows = 500;

export interface PageInput {
  readonly document: DocumentSummary;
  readonly facts: DocumentFacts | undefined;
  /** The passages that may be seen, for the evidence. */
  readonly annotations: readonly Annotation[];
  readonly project: Project;
  readonly tagLabel: (id: string) => string;
  /** What is hidden, in words; empty where nothing is. */
  readonly hidden: string;
  readonly t: Translate;
  readonly locale: string;
}

export function documentPage(input: PageInput): string {
  const { document, project, hidden, t, locale } = input;
  const { metadata } = document;
  const summary = [outletName(project, metadata.outlet, t), publishedWords(document, t, locale), coverageWords(coverageOf(document), t)];
  return [
    `# ${esc(metadata.title ?? document.path)}`,
    `*${esc(summary.join(' · '))}*`,
    ...(hidden === '' ? [] : [esc(hidden)]),
    `## ${esc(t('Where it comes from'))}`,
    provenance(input),
    ...stances(input),
    `## ${esc(t('Coverage'))}`,
    coverage(document, t),
    ...tags(input),
    ...actors(input),
    `## ${esc(t('Days it names'))}`,
    esc(spanWords(input.facts, t, locale) ?? t('None that is known to the day or month.')),
    `*${esc(document.path)}*`,
  ].join('\n\n');
}

/** All documents in a table; hidden coding is not in it. */
export function documentsPage(
  name: string,
  documents: readonly DocumentSummary[],
  facts: ReadonlyMap<string, DocumentFacts>,
  project: Project,
  { tagLabel, hidden, t, locale, most }: Pick<PageInput, 'tagLabel' | 'hidden' | 't' | 'locale'> & { readonly most: number },
): string {
  const questions = project.stance ?? [];
  const heads = [
    t('Document'),
    t('Outlet'),
    t('Published'),
    ...questions.map(({ question }) => (questions.length > 1 ? t('Stance: {0}', question) : t('Stance'))),
    t('Coverage'),
    t('Tags'),
    t('Provenance'),
    t('Events'),
    t('Actors'),
    t('Days'),
  ];
  const rows = documents.slice(0, most).map((document) => {
    const { metadata } = document;
    const own = facts.get(document.path);
    return [
      metadata.title ?? document.path,
      outletName(project, metadata.outlet, t),
      publishedWords(document, t, locale),
      ...questions.map(({ id }) => stanceWords(document, id, project, t)),
      [coverageWords(coverageOf(document), t), ...(document.passages ? [plural(document.passages, t('passage'), t('passages'))] : [])].join(', '),
      tagCounts(document, tagLabel).slice(0, mostNamed).join(', '),
      provenanceWords(document, project, t),
      fieldValue('events', metadata, project, t) ?? '',
      (own?.actors ?? [])
        .slice(0, mostNamed)
        .map(({ name: who, mentions }) => `${who} ${numeral(mentions)}`)
        .join(', '),
      spanWords(own, t, locale) ?? '',
    ];
  });
  const left = documents.length - rows.length;
  return [
    `# ${esc(t('Documents of {0}', name))}`,
    esc([plural(documents.length, t('document'), t('documents')), hidden].filter((part) => part !== '').join('. ')),
    ...(left > 0 ? [esc(t('The first {0} are shown; an export has all.', numeral(rows.length)))] : []),
    markdownTable(
      heads,
      rows.map((row) => row.map((cell) => shorten(cell, cellLength))),
    ),
  ].join('\n\n');
}

/** The table that a study cites: the rows and columns of the CSV file, uncut. A column that no document has a value in only takes room: it is named below. */
export function documentTableMarkdown(name: string, { columns, rows }: DocumentTable, { hidden, t }: Pick<PageInput, 'hidden' | 't'>): string {
  const filled = columns.filter((column) => rows.some((row) => (row[column] ?? '') !== ''));
  const empty = columns.filter((column) => !filled.includes(column));
  return [
    `# ${esc(t('Documents of {0}', name))}`,
    esc([plural(rows.length, t('document'), t('documents')), hidden].filter((part) => part !== '').join('. ')),
    ...(filled.length > 0
      ? [
          markdownTable(
            filled,
            rows.map((row) => filled.map((column) => String(row[column] ?? ''))),
          ),
        ]
      : []),
    ...(empty.length > 0 ? [esc(t('Without a value in any document: {0}.', empty.join(', ')))] : []),
    '',
  ].join('\n\n');
}

function markdownTable(heads: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.map(esc).join(' | ')} |`;
  return [line(heads), `|${heads.map(() => ' --- ').join('|')}|`, ...rows.map(line)].join('\n');
}

function provenance({ document, project, t, locale }: PageInput): string {
  const rows = provenanceFields.flatMap((field): (readonly string[])[] => {
    const value = field === 'published' ? publishedWords(document, t, locale, true) : fieldValue(field, document.metadata, project, t);
    return value === undefined ? [] : [[fieldLabel(field, t), value]];
  });
  const outlet = document.metadata.outlet === undefined ? undefined : outletIn(project, document.metadata.outlet);
  const about = [
    ...(outlet?.country === undefined ? [] : [[t('Country of the originator'), outlet.country]]),
    ...(outlet?.['describes-itself'] === undefined ? [] : [[t('It describes itself as'), outlet['describes-itself']]]),
    ...(outlet?.ownership === undefined
      ? []
      : [[t('Its ownership, as a source says'), [outlet.ownership.value, outlet.ownership.source ?? t('no source given')].join(', ')]]),
  ];
  const lines = [...rows, ...about].map(([label = '', value = '']) => `| ${esc(label)} | ${esc(value)} |`);
  return [`| ${esc(t('Field'))} | ${esc(t('Value'))} |`, '| --- | --- |', ...lines].join('\n');
}

/** Coder beside coder, each with reason and evidence: judgements of theirs, and none of the outlet's. */
function stances({ document, annotations, project, tagLabel, t }: PageInput): readonly string[] {
  const passages = new Map(annotations.map((annotation) => [annotation.id, annotation]));
  const inComments = new Set(document.comments.ids);
  return (project.stance ?? []).flatMap(({ id, question }) => {
    const entries = document.stance.filter((entry) => entry.question === id);
    const state = stanceState(document.stance, id);
    const verdict = state.kind === 'disagree' ? [`**${esc(t('Coders disagree'))}**`] : [];
    const own = entries.map((entry) => {
      const evidence = (entry.evidence ?? []).filter((one) => !inComments.has(one));
      const quotes = evidence.flatMap((one) => {
        const passage = passages.get(one);
        if (passage?.quote === undefined) return [];
        const named = passage.tags.map(tagLabel).join(', ');
        return [`  > ${esc(shorten(passage.quote, quoteLength))}${named === '' ? '' : ` — *${esc(named)}*`}`];
      });
      return [`- ${esc(judgementWords(entry, project, evidence.length, t))}`, ...quotes].join('\n\n');
    });
    return [`## ${esc(t('Stance'))}`, `*${esc(question)}*`, ...verdict, ...(own.length > 0 ? own : [esc(t('Stance not coded'))])];
  });
}

function coverage(document: DocumentSummary, t: Translate): string {
  const lines = [
    coverageWords(coverageOf(document), t),
    t('Passages: {0}', numeral(document.passages)),
    ...(document.comments.passages ? [t('Passages in reader comments: {0}', numeral(document.comments.passages))] : []),
    ...(document.drifted ? [t('{0} to check', numeral(document.drifted))] : []),
    ...(document.readBy.length ? [t('Read by {0}', document.readBy.join(', '))] : []),
  ];
  return lines.map((line) => `- ${esc(line)}`).join('\n');
}

function tags({ document, tagLabel, t }: PageInput): readonly string[] {
  const counts = tagCounts(document, tagLabel);
  return counts.length > 0 ? [`## ${esc(t('Tags'))}`, counts.map((one) => `- ${esc(one)}`).join('\n')] : [];
}

function tagCounts({ tags: counts }: DocumentSummary, tagLabel: (id: string) => string): readonly string[] {
  return Object.entries(counts)
    .sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1))
    .map(([tag, count]) => `${tagLabel(tag)} ${numeral(count)}`);
}

function actors({ facts, t }: PageInput): readonly string[] {
  const named = facts?.actors ?? [];
  if (named.length === 0) return [];
  return [`## ${esc(t('Actors named most'))}`, named.map(({ name, mentions }) => `- ${esc(`${name} ${numeral(mentions)}`)}`).join('\n')];
}

/** "~15 January 2022, inferred": what no one has stated is shown as such. */
export function publishedWords({ metadata, publication }: DocumentSummary, t: Translate, locale: string, withWhy = false): string {
  if (!publication) return t('No publication date');
  const { start, end, basis, why } = publication;
  const day = start === end ? dayInWords(end, locale) : t('{0} to {1}', dayInWords(start, locale), dayInWords(end, locale));
  const stated = metadata.published !== undefined && basis === 'stated';
  const known = stated ? day : `~${day}, ${basisWord(metadata.published === undefined && basis === 'stated' ? 'inferred' : basis, t)}`;
  return withWhy && why !== undefined ? `${known}: ${why}` : known;
}

/** Where the copy stood, what it relays, whether it is translated or a copy. */
function provenanceWords({ metadata }: DocumentSummary, project: Project, t: Translate): string {
  const { publisher, via, translation } = metadata;
  return [
    ...(publisher === undefined || publisher === metadata.outlet ? [] : [t('at {0}', outletName(project, publisher, t))]),
    ...(via?.length ? [t('via {0}', via.map((id) => outletName(project, id, t)).join(', '))] : []),
    ...(translation === 'machine' ? [t('machine translation')] : translation === 'human' ? [t('translation')] : []),
    ...(metadata['copy-of'] === undefined ? [] : [t('copy of {0}', metadata['copy-of'])]),
  ].join(', ');
}

function spanWords(facts: DocumentFacts | undefined, t: Translate, locale: string): string | undefined {
  if (facts?.firstDay === undefined || facts.lastDay === undefined) return undefined;
  const [first, last] = [dayInWords(facts.firstDay, locale), dayInWords(facts.lastDay, locale)];
  return first === last ? first : t('{0} to {1}', first, last);
}

/** Every coder's position with the coder's name: never a bare position, which would be the document's. */
function stanceWords(document: DocumentSummary, question: string, project: Project, t: Translate): string {
  const entries = document.stance.filter((entry) => entry.question === question);
  if (entries.length === 0) return t('Stance not coded');
  const inComments = new Set(document.comments.ids);
  const each = entries.map(({ position, by, status, evidence = [] }) => {
    const label = positionLabel(project, question, position);
    const words = status === 'draft' ? t('Draft “{0}” by {1}', label, by) : t('{0} by {1}', label, by);
    const passages = evidence.filter((id) => !inComments.has(id)).length;
    return passages > 0 ? t('{0}, on {1}', words, plural(passages, t('passage'), t('passages'))) : words;
  });
  return [...(stanceState(document.stance, question).kind === 'disagree' ? [t('Coders disagree')] : []), ...each].join('; ');
}

/** For a cell and a heading a line break is a space. */
function esc(text: string): string {
  return escapeMarkdown(text.replace(/\s+/gu, ' '));
}
