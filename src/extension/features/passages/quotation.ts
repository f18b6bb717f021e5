/** A passage as it is quoted elsewhere: its words, whose they are, and where they stood. Pure. */
import type { ProjectIndex } from '../../../core/project/lookup';
import type { Translate } from '../../translate';
import { basisWord, dayInWords } from '../dates/words';
import { outletName, speakerName } from '../hovers/cards';
import type { DocumentFacts, PassageRow } from './rows';

export interface Words {
  readonly t: Translate;
  /** BCP 47 tag. */
  readonly locale: string;
}

/** Every part a text on one line; absent where it is not known. */
export interface Quotation {
  /** Absent where the project keeps no quotes. */
  readonly quote: string | undefined;
  readonly speaker: string | undefined;
  readonly outlet: string | undefined;
  /** Where this copy stood, and what it relays, if that is somebody else. */
  readonly publisher: string | undefined;
  readonly via: readonly string[];
  readonly title: string | undefined;
  /** With its basis, where it was not stated. */
  readonly date: string | undefined;
  /** An address of the web, else the document's path. */
  readonly address: string;
  /** That the wording is a translation, in a sentence. */
  readonly warning: string | undefined;
}

export function quotationOf(
  { annotation, document }: Pick<PassageRow, 'annotation' | 'document'>,
  { project }: Pick<ProjectIndex, 'project'>,
  words: Words,
): Quotation {
  const { t } = words;
  const { metadata, path } = document;
  const named = (id: string): string => outletName(project, id, t);
  return {
    quote: annotation.quote === undefined ? undefined : flat(annotation.quote),
    speaker: annotation.speaker === undefined ? undefined : flat(speakerName(annotation.speaker, project)),
    outlet: metadata.outlet === undefined ? undefined : flat(named(metadata.outlet)),
    publisher: metadata.publisher === undefined || metadata.publisher === metadata.outlet ? undefined : flat(named(metadata.publisher)),
    via: (metadata.via ?? []).map((id) => flat(named(id))),
    title: metadata.title === undefined ? undefined : flat(metadata.title),
    date: dateOf(document, words),
    address: metadata.url !== undefined && isWebAddress(metadata.url) ? metadata.url : path,
    warning: translationWarning(document, t),
  };
}

/** "16 January 2022 (known from elsewhere: the date in the page's address)"; undefined where it is not known. */
export function dateOf({ publication, metadata }: DocumentFacts, { t, locale }: Words): string | undefined {
  if (!publication) return undefined;
  const { start, end, why } = publication;
  // What no person has set is inferred, whatever the text states.
  const basis = metadata.published === undefined ? 'inferred' : publication.basis;
  const date = start === end ? dayInWords(end, locale) : t('{0} to {1}', dayInWords(start, locale), dayInWords(end, locale));
  if (basis === 'stated') return date;
  return why === undefined ? t('{0} ({1})', date, basisWord(basis, t)) : t('{0} ({1}: {2})', date, basisWord(basis, t), flat(why));
}

/** In what language it stood, if that is said. */
export function translationWarning({ metadata }: DocumentFacts, t: Translate): string | undefined {
  const from = metadata['translated-from'];
  const language = from === undefined ? '' : flat(from);
  switch (metadata.translation) {
    case 'machine':
      return language === ''
        ? t('Machine translation: do not cite the wording as verbatim.')
        : t('Machine translation from {0}: do not cite the wording as verbatim.', language);
    case 'human':
      return language === ''
        ? t('Translation: do not cite the wording as verbatim.')
        : t('Translation from {0}: do not cite the wording as verbatim.', language);
    case 'unknown':
      return t('Whether the wording is a translation is not known.');
    case 'none':
    case undefined:
      return undefined;
    default:
      return metadata.translation satisfies never;
  }
}

/** For a plain text: the words, then their source. */
export function quotationPlain(quotation: Quotation, t: Translate): string {
  const { quote, warning } = quotation;
  return [
    quote === undefined ? t('(no quote is kept)') : `“${quote}”`,
    `— ${source(quotation, t, plainly)}`,
    ...(warning === undefined ? [] : [`⚠ ${warning}`]),
  ].join('\n');
}

/** For a Markdown text: a block quotation with its source. */
export function quotationMarkdown(quotation: Quotation, t: Translate): string {
  const { quote, warning } = quotation;
  return [
    `> ${quote === undefined ? `*${inMarkdown(t('(no quote is kept)'))}*` : inMarkdown(quote)}`,
    '>',
    `> — ${source(quotation, t, marked)}`,
    ...(warning === undefined ? [] : ['>', `> ⚠ *${inMarkdown(warning)}*`]),
  ].join('\n');
}

interface Face {
  readonly text: (text: string) => string;
  readonly title: (title: string) => string;
  readonly address: (address: string) => string;
}
const plainly: Face = { text: (text) => text, title: (title) => `“${title}”`, address: (address) => address };
const marked: Face = {
  text: inMarkdown,
  title: (title) => `*${inMarkdown(title)}*`,
  address: (address) => (isWebAddress(address) ? `<${address}>` : inMarkdown(address)),
};

function source({ speaker, outlet, publisher, via, title, date, address }: Quotation, t: Translate, face: Face): string {
  const told = [
    ...(outlet === undefined ? [] : [face.text(outlet)]),
    ...(via.length ? [face.text(t('relaying {0}', via.join(', ')))] : []),
    ...(publisher === undefined ? [] : [face.text(t('published by {0}', publisher))]),
    ...(title === undefined ? [] : [face.title(title)]),
    face.text(date ?? t('without a date')),
    face.address(address),
  ].join(', ');
  return speaker === undefined ? told : `${face.text(speaker)}; ${told}`;
}

/** An address that a browser opens, with nothing in it that could end a link. */
export function isWebAddress(address: string): boolean {
  return /^https?:\/\/[^\s<>"'`\\^{|}\u0000-\u001f\u007f\u202a-\u202e\u2066-\u2069]{1,2000}$/i.test(address);
}

/** On one line, without what is invisible and changes how a line reads. */
function flat(text: string): string {
  return text
    .replace(/[\u0000-\u0008\u000e-\u001f\u007f\u202a-\u202e\u2066-\u2069]/g, '')
    .replace(/\s+/g, ' ')
    .trim();
}

/** For Markdown that a person goes on writing: backslashes where a sign would mean something, and no entities. */
export function inMarkdown(text: string): string {
  return text.replace(/[\\`*_[\]<>#|~&$!]/g, '\\$&').replace(/^([-+=]|\d+(?=[.)]))/, (sign) => (/\d/.test(sign) ? `${sign}\\` : `\\${sign}`));
}
