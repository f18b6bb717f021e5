/** The hover card of a date as Markdown. Pure: all text of the documents is escaped here, all links are our own commands. */
import { daysIn } from '../../../core/corpus/interval';
import type { DayDocuments } from '../../../core/corpus/types';
import type { PublicationCandidate } from '../../../core/dates';
import type { TemporalExpression } from '../../../core/dates/types';
import { command } from '../../contributions';
import { commandLink, escapeMarkdown as esc } from '../../markdown';
import { numeral } from '../../numeral';
import type { Translate } from '../../translate';
import { contradictionInWords, dateInWords, dayInWords } from '../dates/words';
import { type CardContext, outletName, plural } from './cards';
import { type Decided, whyDate } from './why';

/** Documents beyond this many are counted, not listed. */
export const mostDays = 6;
const aWeek = 7;

/** The words of another document are for at most so many days: one that names only the month or year around a day says nothing of the day. */
export function longestBeside(value: string): number {
  return Math.max(daysIn(value) ?? 0, aWeek);
}

export interface DateCard {
  readonly date: TemporalExpression;
  /** Who said so, where a coder did. */
  readonly decided?: Decided | undefined;
  /** Undefined while the index has not answered. */
  readonly others: DayDocuments | undefined;
  /** The best inference of the publication date, where the sidecar states none. */
  readonly candidate: PublicationCandidate | undefined;
  /** The dated events that the document is about. */
  readonly events: readonly { readonly name: string; readonly date: string }[];
  /** It stands in a reader comment: that says by when the text was there, not when it was published. */
  readonly inComment: boolean;
  /** URI of a document of the project. */
  readonly uriOf: (path: string) => string | undefined;
}

export function dateCard(card: DateCard, context: CardContext): string {
  const { date } = card;
  const { t, locale } = context;
  const lines = [
    `**${esc(dateInWords(date, t, locale))}** — ${esc(typeWord(date.type, t))} \`${date.value.replace(/[^\w:+./-]/g, '')}\`${date.mod ? ` · ${esc(modWord(date.mod, t))}` : ''}`,
    ...sameDayAs(card, context),
    `*${esc(whyDate(date, context.publication, t, locale, card.decided))}*`,
  ];
  if (date.conflict) lines.push(`$(info) ${esc(contradictionInWords(date, t, locale))}`);
  lines.push(...publicationLine(card, context), ...elsewhereThatDay(card, context));
  return [...lines, links(card, context).join(' · ')].join('\n\n');
}

function links({ date, inComment }: DateCard, { t, uri }: CardContext): string[] {
  const at = [uri, date.start, date.end];
  return [
    ...(daysIn(date.value) === undefined ? [] : [commandLink(t('Show on that day'), command.showDay, [date.value, uri])]),
    ...(isDayOrDays.test(date.value) && !inComment ? [commandLink(t('Use as publication date'), command.useAsPublished, at)] : []),
    commandLink(t('Correct…'), command.correctDate, at),
    ...(date.alternatives.length ? [commandLink(t('Other readings ({0})', numeral(date.alternatives.length)), command.showReadings, at)] : []),
  ];
}

/** Publication, event and access are three different days; the card says which of them the day is. */
function sameDayAs({ date, events }: DateCard, { t, metadata, publication }: CardContext): string[] {
  const day = /^\d{4}-\d{2}-\d{2}/.exec(date.value)?.[0];
  if (day === undefined || date.value.includes('/')) return [];
  const names = [
    ...(publication?.start === day && publication.end === day
      ? [publication.basis === 'stated' && metadata.published !== undefined ? t('the day of publication') : t('the inferred day of publication')]
      : []),
    ...events.filter((event) => event.date === day).map((event) => t('the day of the event “{0}”', event.name)),
    ...(metadata.accessed?.slice(0, 10) === day ? [t('the day this copy was accessed')] : []),
  ];
  const line = names.join(' · ');
  return line ? [esc(line.charAt(0).toUpperCase() + line.slice(1))] : [];
}

/** What relative dates are counted from, where nobody has stated it: the inference with its reason, or that nothing speaks. */
function publicationLine({ date, candidate }: DateCard, { t, locale, uri, metadata, publication }: CardContext): string[] {
  if (metadata.published !== undefined) return [];
  const counted = date.anchor?.kind === 'publication' || (date.type !== 'SET' && /X{2}/.test(date.value));
  if (!publication) return counted ? [`$(question) ${esc(t('No publication date.'))} ${commandLink(t('Set it…'), command.setPublished, [uri])}`] : [];
  if (!candidate) return [];
  const { start, end } = candidate.publication;
  // The sentence above has told the reason already where it counts from an inferred day.
  const told = candidate.publication.basis !== 'stated' && date.anchor?.kind === 'publication';
  const reason = told || candidate.publication.why === undefined ? '' : `: ${candidate.publication.why}`;
  const days = start === end ? dayInWords(end, locale) : t('{0} to {1}', dayInWords(start, locale), dayInWords(end, locale));
  return [
    [
      esc(t('Publication: ~{0}, confidence {1} %', days, numeral(Math.round(candidate.confidence * 100))) + reason),
      commandLink(t('Make it the document’s'), command.adoptPublished, [uri, start, end]),
      commandLink(t('Other dates…'), command.setPublished, [uri]),
    ].join(' · '),
  ];
}

const isDayOrDays = /^\d{4}-\d{2}-\d{2}(?:T[^/]*)?(?:\/\d{4}-\d{2}-\d{2})?$/;

/** Other documents that speak of that time, each in its narrowest words. */
function elsewhereThatDay({ date, others, uriOf }: DateCard, { t, project }: CardContext): string[] {
  if (!others?.count) return [];
  const names = others.nearest.map(({ place, outlet }) => {
    const label = t('{0} (“{1}”)', outlet === undefined ? place.path : outletName(project, outlet, t), place.text);
    const target = uriOf(place.path);
    return target === undefined
      ? esc(label)
      : commandLink(label, command.goToDate, [target, place.range.start], t('Go to {0}, line {1}', place.path, String(place.line + 1)));
  });
  const more = others.count > others.nearest.length ? [`… ${commandLink(t('all'), command.showDay, [date.value])}`] : [];
  return [`${esc(t('Also spoken of in {0}:', plural(others.count, t('other document'), t('other documents'))))} ${[...names, ...more].join(', ')}`];
}

function typeWord(type: TemporalExpression['type'], t: Translate): string {
  const words = { DATE: t('date'), TIME: t('time'), DURATION: t('duration'), SET: t('recurring') };
  return words[type];
}

function modWord(mod: NonNullable<TemporalExpression['mod']>, t: Translate): string {
  const words: Readonly<Record<NonNullable<TemporalExpression['mod']>, string>> = {
    BEFORE: t('before it'),
    AFTER: t('after it'),
    ON_OR_BEFORE: t('on or before it'),
    ON_OR_AFTER: t('on or after it'),
    LESS_THAN: t('less than that'),
    MORE_THAN: t('more than that'),
    EQUAL_OR_LESS: t('that or less'),
    EQUAL_OR_MORE: t('that or more'),
    START: t('its beginning'),
    MID: t('its middle'),
    END: t('its end'),
    APPROX: t('about'),
  };
  return words[mod];
}
