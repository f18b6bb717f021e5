/** Words that the parts of the overview share. Pure. */
import { civil, type DaySpan, formatDay } from '../../../core/dates/calendar';
import type { OutletKey, SurveyPlot } from '../../../core/corpus/survey/types';
import { unitOf } from '../../../core/corpus/survey/units';
import type { ProjectIndex } from '../../../core/project/lookup';
import type { Translate } from '../../translate';
import { formatDate } from '../dates/words';
import { plural } from '../hovers/words';

export interface Wording {
  readonly t: Translate;
  readonly locale: string;
  readonly project: ProjectIndex;
}

export function plotHeading(plot: SurveyPlot, t: Translate): string {
  const headings: Readonly<Record<SurveyPlot, string>> = {
    timeline: t('When: the days the documents speak of'),
    stance: t('Stance by outlet'),
    actors: t('Who is named where'),
    tags: t('Tags by outlet'),
  };
  return headings[plot];
}

export function outletWords(outlet: OutletKey, { project, t }: Wording): string {
  return outlet === null ? t('Outlet not set') : (project.outlet(outlet)?.name ?? outlet);
}

export function documentsWords(count: number, t: Translate): string {
  return plural(count, t('document'), t('documents'));
}

/** A day, month, year or decade by its name; any other stretch by its ends. */
export function spanWords({ first, last }: DaySpan, { locale, t }: Pick<Wording, 'locale' | 't'>): string {
  const is = (scale: 'month' | 'year' | 'decade'): boolean => {
    const unit = unitOf(first, scale);
    return unit.first === first && unit.last === last;
  };
  const day = formatDay(first);
  if (first === last) return formatDate(day, locale, { weekday: 'short', day: 'numeric', month: 'long', year: 'numeric' });
  if (is('month')) return formatDate(day, locale, { month: 'long', year: 'numeric' });
  if (is('year')) return String(civil(first).year);
  if (is('decade')) return t('the {0}s', String(civil(first).year));
  const long: Intl.DateTimeFormatOptions = { day: 'numeric', month: 'long', year: 'numeric' };
  return t('{0} to {1}', formatDate(day, locale, long), formatDate(formatDay(last), locale, long));
}
