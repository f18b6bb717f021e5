/** Why a mark is there, in a sentence: the rule that fired, what it counted from. Pure. */
import type { Mention } from '../../../core/actors/types';
import type { DateAnchor, Publication, TemporalExpression } from '../../../core/dates/types';
import type { Translate } from '../../translate';
import { timeInWords } from './cards';
import { basisWord, dateInWords, dayInWords, valueInWords, weekdayOf } from '../dates/words';

/** Who decided about a mark, and when (as in the sidecar). */
export interface Decided {
  readonly by: string;
  readonly at: string;
}

function coderSaid(decided: Decided | undefined, t: Translate, locale: string): string {
  return decided ? t('{0} said so, {1}.', decided.by, timeInWords(decided.at, locale)) : t('A coder said so.');
}

export function whyActor(mention: Mention, t: Translate, locale: string, decided?: Decided): string {
  if (mention.rule === 'coder') return coderSaid(decided, t, locale);
  const registered = mention.provisional
    ? t('Recognised by its form (rule {0}).', mention.rule)
    : t('In the registry of this project (rule {0}).', mention.rule);
  switch (mention.metonym) {
    case 'capital':
      return `${t('“{0}” is a capital that stands for its government here.', mention.text)} ${registered}`;
    case 'seat':
      return `${t('“{0}” is a seat of power: here it stands for those who govern from it.', mention.text)} ${registered}`;
    default:
      return registered;
  }
}

/** "Saturday → 15 January 2022: the last Saturday on or before publication, 15 January 2022, inferred from …" */
export function whyDate(date: TemporalExpression, publication: Publication | undefined, t: Translate, locale: string, decided?: Decided): string {
  if (date.rule === 'coder') return coderSaid(decided, t, locale);
  const rule = t('(rule {0})', date.rule);
  if (!date.anchor) {
    if (date.type !== 'SET' && /X/.test(date.value) && !date.value.startsWith('P'))
      return `${publication ? t('The text does not say which.') : t('No publication date is known, so it stays open. Set the publication date and it resolves.')} ${rule}`;
    return `${t('Follows from the words alone.')} ${rule}`;
  }
  return `${date.text} → ${dateInWords(date, t, locale)}: ${reason(date, date.anchor, publication, t, locale)} ${rule}`;
}

function reason(date: TemporalExpression, anchor: DateAnchor, publication: Publication | undefined, t: Translate, locale: string): string {
  const from =
    anchor.kind === 'publication'
      ? publicationInWords(anchor.value, publication, t, locale)
      : t('{0}, named before in the text', valueInWords(anchor.value, t, locale));
  const weekday = weekdayOf(date.value, locale) ?? date.text;
  const { counting } = date;
  if (!counting) return t('counted from {0}', from);
  switch (counting) {
    case 'weekday-before':
      return t('the last {0} on or before {1}', weekday, from);
    case 'weekday-after':
      return t('the next {0} after {1}', weekday, from);
    case 'weekday-of-week':
      return t('the {0} of the week that is meant, counted from {1}', weekday, from);
    case 'weekday-of-list':
      return t('the days listed lie in one week, counted from {0}', from);
    case 'date-before':
      return t('the last one on or before {0}', from);
    case 'date-after':
      return t('the next one after {0}', from);
    case 'year-told':
      return t('of the year that the text is telling of: {0}', from);
    case 'year-by-weekday':
      return t('the year in which that day is a {0}, near {1}', weekday, from);
  }
}

function publicationInWords(value: string, publication: Publication | undefined, t: Translate, locale: string): string {
  const day = dayInWords(value, locale);
  if (!publication || publication.basis === 'stated') return t('publication, {0}', day);
  const basis = basisWord(publication.basis, t);
  return publication.why === undefined ? t('publication, {0}, {1}', day, basis) : t('publication, {0}, {1}: {2}', day, basis, publication.why);
}
