import { dayNumber, easter, weekdayOf } from '../calendar';

/** The n-th weekday of a month; n = −1 is the last. */
function nth(year: number, month: number, weekday: number, n: number): number {
  if (n < 0) {
    const last = dayNumber(month === 12 ? year + 1 : year, month === 12 ? 1 : month + 1, 1) - 1;
    return last - ((weekdayOf(last) - weekday + 7) % 7);
  }
  const first = dayNumber(year, month, 1);
  return first + ((weekday - weekdayOf(first) + 7) % 7) + (n - 1) * 7;
}

/** Day number of a holiday in a year. United States reckoning where countries differ. */
export const holidayDays: Readonly<Record<string, (year: number) => number>> = {
  'new-year': (y) => dayNumber(y, 1, 1),
  'new-years-eve': (y) => dayNumber(y, 12, 31),
  'valentines-day': (y) => dayNumber(y, 2, 14),
  'martin-luther-king-day': (y) => nth(y, 1, 1, 3),
  'presidents-day': (y) => nth(y, 2, 1, 3),
  'st-patricks-day': (y) => dayNumber(y, 3, 17),
  'ash-wednesday': (y) => easter(y) - 46,
  'palm-sunday': (y) => easter(y) - 7,
  'good-friday': (y) => easter(y) - 2,
  easter,
  'easter-monday': (y) => easter(y) + 1,
  'may-day': (y) => dayNumber(y, 5, 1),
  'victory-day': (y) => dayNumber(y, 5, 9),
  'mothers-day': (y) => nth(y, 5, 7, 2),
  'memorial-day': (y) => nth(y, 5, 1, -1),
  'fathers-day': (y) => nth(y, 6, 7, 3),
  juneteenth: (y) => dayNumber(y, 6, 19),
  'independence-day': (y) => dayNumber(y, 7, 4),
  'bastille-day': (y) => dayNumber(y, 7, 14),
  'labor-day': (y) => nth(y, 9, 1, 1),
  'columbus-day': (y) => nth(y, 10, 1, 2),
  halloween: (y) => dayNumber(y, 10, 31),
  'election-day': (y) => nth(y, 11, 1, 1) + 1,
  'veterans-day': (y) => dayNumber(y, 11, 11),
  thanksgiving: (y) => nth(y, 11, 4, 4),
  'black-friday': (y) => nth(y, 11, 4, 4) + 1,
  'christmas-eve': (y) => dayNumber(y, 12, 24),
  christmas: (y) => dayNumber(y, 12, 25),
  'boxing-day': (y) => dayNumber(y, 12, 26),
};

const spellings: Readonly<Record<string, readonly string[]>> = {
  'new-year': ["new year 's day", 'new year day'],
  'new-years-eve': ["new year 's eve"],
  'valentines-day': ["valentine 's day"],
  'martin-luther-king-day': ['martin luther king day', 'martin luther king jr .? day'],
  'presidents-day': ["president 's day", "presidents ' day", 'presidents day'],
  'st-patricks-day': ["st .? patrick 's day"],
  'ash-wednesday': ['ash wednesday'],
  'palm-sunday': ['palm sunday'],
  'good-friday': ['good friday'],
  easter: ['easter', 'easter sunday', 'easter day'],
  'easter-monday': ['easter monday'],
  'may-day': ['may day'],
  'victory-day': ['victory day'],
  'mothers-day': ["mother 's day"],
  'memorial-day': ['memorial day'],
  'fathers-day': ["father 's day"],
  juneteenth: ['juneteenth'],
  'independence-day': ['independence day', 'fourth of july'],
  'bastille-day': ['bastille day'],
  'labor-day': ['labor day'],
  'columbus-day': ['columbus day'],
  halloween: ['halloween'],
  'election-day': ['election day'],
  'veterans-day': ['veterans day', "veterans ' day"],
  thanksgiving: ['thanksgiving', 'thanksgiving day'],
  'black-friday': ['black friday'],
  'christmas-eve': ['christmas eve'],
  christmas: ['christmas', 'christmas day'],
  'boxing-day': ['boxing day'],
};

/** Every spelling with its holiday, for the macro that finds them; a stop may stand after "St" and "Jr". */
export const holidaySpellings: readonly { readonly words: string; readonly holiday: string }[] = Object.entries(spellings).flatMap(([holiday, list]) =>
  list.flatMap((words) => (words.includes(' .? ') ? [words.replace(' .? ', ' . '), words.replace(' .? ', ' ')] : [words])).map((words) => ({ words, holiday })),
);
