/** A publication date as people give it to the command line. */
import * as v from 'valibot';
import { parseDay } from '../core/dates';
import type { Publication } from '../core/dates/types';
import { PublicationDate } from '../core/project/schema';
import { statedPublication } from '../core/sidecar/publication';

export const publishedForms = 'a day (2022-01-15), a minute (2022-01-15T11:05) or an interval of days (2022-01-10/2022-01-11)';

/** @returns undefined for anything that is not a day, minute or interval of the calendar */
export function parsePublished(text: string): Publication | undefined {
  if (!v.is(PublicationDate, text) || !text.split('/').every(isPoint)) return undefined;
  const publication = statedPublication({ published: text });
  return publication && publication.start <= publication.end ? publication : undefined;
}

function isPoint(text: string): boolean {
  const [day = '', time] = text.split('T');
  if (parseDay(day) === undefined) return false;
  const [, hour, minute, second = '0'] = time === undefined ? [null, '0', '0'] : (/^(\d{2}):(\d{2})(?::(\d{2}))?/.exec(time) ?? []);
  return Number(hour) <= 23 && Number(minute) <= 59 && Number(second) <= 60;
}
