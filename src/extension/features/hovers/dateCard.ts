/** The hover card of a date as Markdown. Pure: all text of the documents is escaped here, all links are our own commands. */
import { daysIn } from '../../../core/corpus/interval';
import type { DayMention } from '../../../core/corpus/types';
import type { TemporalExpression } from '../../../core/dates/types';
import { command } from '../../contributions';
import { commandLink, escapeMarkdown as esc } from '../../markdown';
import type { Translate } from '../../translate';
import { valueInWords } from '../dates/words';
import { type CardContext, outletName, plural } from './cards';
import { whyDate } from './why';

/** Documents beyond this many are counted, not listed. */
const mostDays = 6;
const aWeek = 7;

export interface DateCard {
  readonly date: TemporalExpression;
  /** Undefined while the index has not answered. */
  readonly others: readonly DayMention[] | undefined;
  readonly path: string;
}

export function dateCard({ date, others, path }: DateCard, context: CardContext): string {
  const { t, locale } = context;
  const words = valueInWords(date.value, t, locale);
  const lines = [
    `**${esc(words)}** — ${esc(typeWord(date.type, t))} \`${date.value.replace(/[^\w:+./-]/g, '')}\`${date.mod ? ` · ${esc(modWord(date.mod, t))}` : ''}`,
  ];
  lines.push(`*${esc(whyDate(date, context.publication, t, locale))}*`);
  if (date.conflict) lines.push(esc(t('The text contradicts itself: the other part says {0}.', valueInWords(date.conflict.value, t, locale))));
  lines.push(...elsewhereThatDay(date, others ?? [], path, context));
  const at = [context.uri, date.start, date.end];
  const calendar = /^\d{4}/.test(date.value);
  const links = [
    ...(calendar ? [commandLink(t('Show on that day'), command.showDay, [date.value, context.uri])] : []),
    ...(/^\d{4}-\d{2}-\d{2}/.test(date.value) ? [commandLink(t('Use as publication date'), command.useAsPublished, at)] : []),
    commandLink(t('Correct…'), command.correctDate, at),
    ...(date.alternatives.length ? [commandLink(t('Other readings ({0})', date.alternatives.length), command.showReadings, at)] : []),
  ];
  return [...lines, links.join(' · ')].join('\n\n');
}

/** Other documents that speak of that time; one that names only the month or year around a day says nothing of the day. */
function elsewhereThatDay(date: TemporalExpression, others: readonly DayMention[], path: string, { t, project }: CardContext): string[] {
  const longest = Math.max(daysIn(date.value) ?? 0, aWeek);
  const documents = new Map(
    others.filter((other) => other.place.path !== path && (daysIn(other.value) ?? Infinity) <= longest).map((other) => [other.place.path, other]),
  );
  if (!documents.size) return [];
  const names = [...documents.values()]
    .slice(0, mostDays)
    .map((other) => t('{0} (“{1}”)', other.outlet === undefined ? other.place.path : outletName(project, other.outlet, t), other.place.text));
  return [
    esc(
      t(
        'Also spoken of in {0}: {1}',
        plural(documents.size, t('other document'), t('other documents')),
        documents.size > mostDays ? `${names.join(', ')}, …` : names.join(', '),
      ),
    ),
  ];
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
