import type { Rule } from './rule';
import { calendarDates } from './calendar-dates';
import { eventDays } from './event-days';
import { durations } from './durations';
import { fiscal } from './fiscal';
import { holidays } from './holidays';
import { references } from './references';
import { relative } from './relative';
import { sets } from './sets';
import { times } from './times';
import { years } from './years';

/** All rules; of equally long matches at a token the earlier wins. */
export const rules: readonly Rule[] = [
  ...holidays,
  ...eventDays,
  ...calendarDates,
  ...times,
  ...sets,
  ...fiscal,
  ...references,
  ...relative,
  ...durations,
  ...years,
];
