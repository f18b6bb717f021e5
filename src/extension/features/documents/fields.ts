/** The fields of a provenance card: their names, their present values in words, and what may be typed into them. Pure. */
import type { Project } from '../../../core/project/schema';
import type { Saying, Suggestion } from '../../../core/provenance';
import type { DocumentMetadata } from '../../../core/sidecar/schema';
import type { Translate } from '../../translate';
import { basisWord } from '../dates/words';
import { outletName } from '../hovers/words';

/** In the order of the card: whose it is, how it came here, what it is, when, where. */
export const provenanceFields = [
  'title',
  'outlet',
  'publisher',
  'via',
  'authors',
  'translation',
  'translated-from',
  'copy-of',
  'genre',
  'events',
  'published',
  'accessed',
  'url',
  'archived',
  'language',
] as const;
export type ProvenanceField = (typeof provenanceFields)[number];

export function fieldLabel(field: ProvenanceField, t: Translate): string {
  const labels: Readonly<Record<ProvenanceField, string>> = {
    title: t('Title'),
    outlet: t('Originator'),
    publisher: t('Publisher'),
    via: t('Relays'),
    authors: t('Authors'),
    translation: t('Translation'),
    'translated-from': t('Translated from'),
    'copy-of': t('Copy of'),
    genre: t('Genre'),
    events: t('Events'),
    published: t('Published'),
    accessed: t('Accessed'),
    url: t('Page address'),
    archived: t('Archived at'),
    language: t('Language'),
  };
  return labels[field];
}

export function translationWord(translation: NonNullable<DocumentMetadata['translation']>, t: Translate): string {
  const words = { none: t('not a translation'), human: t('by a person'), machine: t('by a machine'), unknown: t('not known') };
  return words[translation];
}

/** What the sidecar says in a field; undefined where it says nothing. */
export function fieldValue(field: ProvenanceField, metadata: DocumentMetadata, project: Pick<Project, 'outlets' | 'events'>, t: Translate): string | undefined {
  const outlet = (id: string | undefined): string | undefined => (id === undefined ? undefined : outletName(project as Project, id, t));
  const list = (values: readonly string[] | undefined): string | undefined => (values?.length ? values.join(', ') : undefined);
  switch (field) {
    case 'outlet':
    case 'publisher':
      return outlet(metadata[field]);
    case 'via':
      return list(metadata.via?.map((id) => outlet(id) ?? id));
    case 'authors':
      return list(metadata.authors);
    case 'translation':
      return metadata.translation && translationWord(metadata.translation, t);
    case 'events':
      return list(metadata.events?.map((id) => project.events?.find((event) => event.id === id)?.name ?? id));
    case 'published': {
      if (metadata.published === undefined) return undefined;
      const why = metadata['published-why'];
      return `${metadata.published}, ${basisWord(metadata['published-basis'] ?? 'stated', t)}${why === undefined ? '' : `: ${why}`}`;
    }
    default:
      return metadata[field];
  }
}

/** What a suggestion would say, as a row of the card: "Relays: TASS". */
export function suggestionWords({ field, says, value }: Suggestion, t: Translate): string {
  if (field === null) return says === 'interviewer' ? t('Interviewer: {0}', value) : t('Picture: {0}', value);
  const shown = field === 'translation' && (value === 'machine' || value === 'human' || value === 'unknown') ? translationWord(value, t) : value;
  return t('{0}: {1}', fieldLabel(field, t), shown);
}

/** On what a suggestion rests: the words of the text, and how they are read. */
export function suggestionBasis({ evidence, says, field }: Suggestion, t: Translate): string {
  const [first] = evidence;
  const read = ruleWords(first?.rule ?? '', says, t);
  const quotes = [...new Set(evidence.map(({ quote }) => quote.replace(/\s+/gu, ' ')))].map(
    (quote) => `“${quote.length > 120 ? `${quote.slice(0, 119)}…` : quote}”`,
  );
  const clue = field === null ? ` ${says === 'interviewer' ? t('It need not have published the text.') : t('It says nothing of whose text it is.')}` : '';
  return `${quotes.join(', ')} — ${read}${clue}`;
}

function ruleWords(rule: string, says: Saying, t: Translate): string {
  const words: Readonly<Record<string, string>> = {
    'page-address': t('the host of the page’s address'),
    'archive-address': t('the address is an archive’s'),
    'dateline-credit': t('a credit in the dateline'),
    'closing-credit': t('a credit at the end of a paragraph'),
    'agency-reports': t('the text passes on what it reports'),
    'article-of': t('the text speaks of its article'),
    'agency-by-name': says === 'site' ? t('the page calls itself so') : t('the text names an agency'),
    interviewer: t('somebody spoke to it.'),
    'photo-credit': t('the credit of a picture.'),
    'source-line': t('a line that names a source'),
    'first-published': t('a line says where it came out first'),
    'newsletter-line': t('the page advertises itself'),
    'copyright-line': t('the page’s copyright line'),
    'title-suffix': t('the end of the page’s title'),
    byline: t('the byline'),
    'sign-off': t('the reporters’ line at the end'),
    'translation-note': t('a note on the translation'),
    'address-in-text': t('an address at the head of the text'),
    headline: t('the headline'),
  };
  return words[rule] ?? rule;
}

/** An address that a browser opens: nothing else is taken for a source or an archive. */
export function isAddress(text: string): boolean {
  return /^https?:\/\/[^\s/?#@]{1,253}(?:[/?#]\S{0,2000})?$/iu.test(text);
}

/** A language tag as BCP 47 begins: `ru`, `zh-Hant`, `pt-BR`. */
export function isLanguageTag(text: string): boolean {
  return /^[a-z]{2,3}(?:-[a-z0-9]{2,8}){0,3}$/iu.test(text);
}

/** "Ann Lee; Jo Kim" */
export function listOfNames(text: string): readonly string[] {
  return [...new Set(text.split(/[;\n]/u).map((name) => name.trim()))].filter((name) => name !== '');
}
