/** The reading page: passages together, in the order of their documents, as a Markdown document. Everything in it is escaped: the text comes out of files. Pure. */
import type { ProjectIndex } from '../../../core/project/lookup';
import { escapeMarkdown as esc, noteMarkdown } from '../../markdown';
import { numeral } from '../../numeral';
import { plural, setAsideWords, voiceAndSpeaker } from '../hovers/cards';
import { dateOf, isWebAddress, quotationOf, translationWarning, type Words } from './quotation';
import { inOrder, type DocumentFacts, type Indexes, type PassageRow } from './rows';

/** More passages than anybody reads in one sitting; a page of them is a megabyte. */
export const mostRead = 2000;

export interface Section {
  readonly heading: string;
  /** Such as what a tag means; plain text. */
  readonly about?: readonly string[];
  readonly rows: readonly PassageRow[];
}

export interface Page {
  readonly title: string;
  /** What was asked for, in words. */
  readonly asked: readonly string[];
  readonly sections: readonly Section[];
}

/**
 * What of a page may be seen while others' coding is hidden. Coders' names stand in what was asked for and in headings: neither is
 * kept where something is left out.
 *
 * @param only whose passages alone are shown in a project; undefined for everybody's
 * @param hidden says that something is left out
 * @returns undefined where nothing is left of what the page had
 */
export function pageFor(page: Page, only: (project: string) => string | undefined, hidden: string): Page | undefined {
  const isShown = ({ annotation, document }: PassageRow): boolean => [undefined, annotation.by].includes(only(document.project));
  if (page.sections.every(({ rows }) => rows.every(isShown))) return page;
  const sections = page.sections.map((section) => ({ ...section, rows: section.rows.filter(isShown) })).filter(({ rows }) => rows.length > 0);
  return sections.length > 0 ? { title: page.title, asked: [hidden], sections } : undefined;
}

/** @returns a Markdown text: a heading a section, below it one a document, the earliest first, then its passages in the order of the text */
export function readingPage({ title, asked, sections }: Page, indexes: Indexes, words: Words): string {
  const { t } = words;
  const all = new Set(sections.flatMap(({ rows }) => rows.map(({ annotation }) => annotation)));
  const documents = new Set(sections.flatMap(({ rows }) => rows.map(({ document }) => document)));
  const lines = [`# ${line(title)}`, ''];
  const counts = `${plural(all.size, t('passage'), t('passages'))}, ${plural(documents.size, t('document'), t('documents'))}`;
  lines.push(esc([counts, ...asked].join(' · ')), '');
  let left = mostRead;
  for (const { heading, about = [], rows } of sections) {
    if (left <= 0) break;
    if (sections.length > 1 || heading !== title) lines.push(`## ${line(heading)}`, '');
    for (const text of about) lines.push(esc(text), '');
    lines.push(...sectionLines(rows.slice(0, left), indexes, words));
    left -= rows.length;
  }
  const told = sections.reduce((sum, { rows }) => sum + rows.length, 0);
  if (told > mostRead)
    lines.push('---', '', esc(t('These are the first {0} of {1}. Filter the Passages view to read others.', numeral(mostRead), numeral(told))), '');
  return lines.join('\n');
}

function sectionLines(rows: readonly PassageRow[], indexes: Indexes, words: Words): readonly string[] {
  const byDocument = new Map<DocumentFacts, PassageRow[]>();
  for (const row of rows) {
    const known = byDocument.get(row.document);
    if (known) known.push(row);
    else byDocument.set(row.document, [row]);
  }
  const day = ({ publication }: DocumentFacts): string => publication?.end ?? '9999';
  const ordered = [...byDocument].sort(([a], [b]) => (day(a) < day(b) ? -1 : day(a) > day(b) ? 1 : a.path < b.path ? -1 : 1));
  return ordered.flatMap(([document, own]) => {
    const index = indexes(document.project);
    return index ? [...documentLines(document, own, index, words), ...[...own].sort(inOrder).flatMap((row) => passageLines(row, index, words))] : [];
  });
}

/** Outlet, date and title as the heading, publisher and address below it. */
function documentLines(document: DocumentFacts, [first]: readonly PassageRow[], index: ProjectIndex, words: Words): readonly string[] {
  if (!first) return [];
  const { t } = words;
  const { outlet, publisher, via, title, address } = quotationOf(first, index, words);
  const heading = [outlet ?? t('Outlet not set'), dateOf(document, words) ?? t('without a date')].join(', ');
  const more = [
    ...(title === undefined ? [] : [`*${line(title)}*`]),
    ...(via.length ? [line(t('relaying {0}', via.join(', ')))] : []),
    ...(publisher === undefined ? [] : [line(t('published by {0}', publisher))]),
    // Markdown's own brackets: what would end the link is no address.
    isWebAddress(address) ? `<${address}>` : line(address),
  ];
  const warning = translationWarning(document, t);
  return [`### ${line(heading)}`, '', more.join(' · '), '', ...(warning === undefined ? [] : [`⚠ *${line(warning)}*`, ''])];
}

function passageLines({ annotation, tags, line: at, state, older, setAsideBy }: PassageRow, index: ProjectIndex, { t }: Words): readonly string[] {
  const quote = annotation.quote === undefined ? `*${esc(t('(no quote is kept)'))}*` : esc(annotation.quote);
  const spoken = voiceAndSpeaker(annotation, index.project, t);
  const told = [
    tags.map((tag) => index.tag(tag)?.tag.label ?? tag).join(', ') || t('Without tag'),
    ...(spoken === undefined ? [] : [spoken]),
    ...(at === undefined ? [] : [t('line {0}', String(at + 1))]),
    annotation.adjudicates === undefined ? t('coded by {0}', annotation.by) : t('settled by {0}', annotation.by),
    ...(setAsideBy === undefined ? [] : [setAsideWords(setAsideBy, t)]),
    ...(state === 'exact' ? [] : [t('place to be checked')]),
    ...(older.length ? [t('coded before the definition was revised')] : []),
  ];
  return [
    ...quote.split('\n').map((text) => `> ${text}`),
    '',
    `<sub>${esc(told.join(' · '))}</sub>`,
    '',
    ...(annotation.note === undefined ? [] : [noteMarkdown(annotation.note), '']),
  ];
}

/** Escaped, on one line. */
function line(text: string): string {
  return esc(text.replace(/\s+/g, ' ').trim());
}
