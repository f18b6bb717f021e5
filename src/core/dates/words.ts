import type { WordClass } from './lexicon';
import { units } from './units';

/** Words with their number in a class. Tables of this size are filled in a fraction of the time that properties of an object take. */
type Numbers = ReadonlyMap<string, number>;

/** Words numbered from `first` on, and others with a number of their own. */
function numbered(list: string, first = 1, others: Readonly<Record<string, number>> = {}): Numbers {
  const table = new Map<string, number>();
  list.split(' ').forEach((word, i) => table.set(word, i + first));
  for (const word of Object.keys(others)) table.set(word, others[word] ?? 0);
  return table;
}

/** Words that all carry the same number, by that number. */
function all(...lists: readonly (readonly [string, number])[]): Numbers {
  const table = new Map<string, number>();
  for (const [list, n] of lists) for (const line of list.split('\n')) for (const word of line.trim().split(' ')) table.set(word, n);
  return table;
}

function told(numbers: Readonly<Record<string, number>>): Numbers {
  return new Map(Object.entries(numbers));
}

const months = 'january february march april may june july august september october november december';
const weekdays = 'monday tuesday wednesday thursday friday saturday sunday';
const ordinals =
  'first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth';
const cardinals = 'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen';

/** What the Tense class says of a verb or an auxiliary. */
export const tense = { past: 1, present: 2, future: 3 } as const;

/** Parts of the day by TIMEX3 code; index is the number the Part class gives. */
export const parts = ['MO', 'MI', 'AF', 'EV', 'NI', 'DT'] as const;
export const seasons = ['SP', 'SU', 'FA', 'WI'] as const;

export const words: Readonly<Record<WordClass, Numbers>> = {
  Month: numbered(months),
  MonthAbbr: numbered('jan feb mar apr may jun jul aug sep oct nov dec', 1, { sept: 9 }),
  Weekday: numbered(weekdays),
  WeekdayAbbr: numbered('mon tue wed thu fri sat sun', 1, { tues: 2, thur: 4, thurs: 4 }),
  Weekdays: numbered(`${weekdays.replaceAll(' ', 's ')}s`),
  Unit: numbered(units.join(' '), 0, { min: 1, hr: 2, sec: 0, moment: 0 }),
  Units: numbered('seconds minutes hours days weekends weeks fortnights months quarters years decades centuries millennia', 0, { mins: 1, hrs: 2, secs: 0 }),
  Season: told({ spring: 0, springtime: 0, summer: 1, summertime: 1, autumn: 2, fall: 2, winter: 3, wintertime: 3 }),
  Part: told({
    morning: 0,
    dawn: 0,
    daybreak: 0,
    sunrise: 0,
    noon: 1,
    midday: 1,
    lunchtime: 1,
    afternoon: 2,
    evening: 3,
    dusk: 3,
    sunset: 3,
    nightfall: 3,
    night: 4,
    nighttime: 4,
    overnight: 4,
    daytime: 5,
  }),
  Parts: told({ mornings: 0, afternoons: 2, evenings: 3, nights: 4 }),
  Cardinal: numbered(cardinals, 0, { twenty: 20, thirty: 30, forty: 40, fifty: 50, sixty: 60, seventy: 70, eighty: 80, ninety: 90, both: 2 }),
  Magnitude: told({ hundred: 100, thousand: 1000, million: 1e6, billion: 1e9, dozen: 12 }),
  Ordinal: numbered(ordinals, 1, { thirtieth: 30, hundredth: 100 }),
  /** A number that is not told; the resolver writes X. */
  Vague: all(['several few some many numerous dozens hundreds thousands scores countless various', 0]),
  Quarter: numbered('q1 q2 q3 q4'),
  /** As business news glues it: FY22, FY2022. */
  FiscalYear: new Map(
    Array.from({ length: 36 }, (_, i) => 2005 + i).flatMap((y): [string, number][] => [
      [`fy${y}`, y],
      [`fy${String(y).slice(2)}`, y],
    ]),
  ),
  Half: numbered('h1 h2'),
  Meridiem: told({ 'a.m': 0, am: 0, 'p.m': 12, pm: 12 }),
  /** Offsets from UTC in minutes. */
  Zone: told({
    gmt: 0,
    utc: 0,
    z: 0,
    bst: 60,
    cet: 60,
    cest: 120,
    eet: 120,
    eest: 180,
    msk: 180,
    moscow: 180,
    est: -300,
    edt: -240,
    cst: -360,
    cdt: -300,
    mst: -420,
    mdt: -360,
    pst: -480,
    pdt: -420,
    ist: 330,
    pkt: 300,
    jst: 540,
    kst: 540,
    hkt: 480,
    sgt: 480,
    aest: 600,
    aedt: 660,
    eat: 180,
    sast: 120,
    wat: 60,
    trt: 180,
    // Standard or summer time, by the season: no offset is told.
    et: Number.NaN,
    ct: Number.NaN,
    mt: Number.NaN,
    pt: Number.NaN,
  }),
  Decades: told({ twenties: 20, thirties: 30, forties: 40, fifties: 50, sixties: 60, seventies: 70, eighties: 80, nineties: 90 }),
  Tense: all(
    [
      `was were had did been said told went came took made got gave met won lost fell rose began became left held kept led sent spent brought bought caught
       thought found fought stood understood heard knew grew flew drew threw wrote spoke broke chose drove ate sat ran hit cut put set shot struck sold paid built
       felt dealt meant saw showed sought taught wore sank sprang swore tore froze forgot hid bid quit shut split spread thrust woke slid shook stole stuck bore bound
       lent rode sang sank slept swept swam withdrew overthrew underwent arose awoke beat bled bred burst cast clung crept dug dreamt drank fed fled forbade forgave
       didn wasn weren hadn couldn agreed freed guaranteed exceeded succeeded proceeded hung hurt knelt laid lay leapt lit rang shed shone shrank stung strove swung wept wound wrung`,
      tense.past,
    ],
    ['is are am has does says say remains seems isn aren hasn doesn', tense.present],
    [
      `will shall 'll wo gonna would could might may must should expects expect expected expecting plans plan planned planning scheduled schedule due slated hopes hope
       intends intend aims aim upcoming forthcoming vows pledges vowed pledged promised promises proposes proposed wants want deadline expire expires begin takes mature maturing
       matures tentatively effective forecast forecasts sees projected anticipates anticipated looming eventually supposed starts opens begins resumes leaves arrives meet meets resume preparing prepares prepare going
       wouldn shouldn appears departs convenes concludes ends flies kicks`,
      tense.future,
    ],
  ),
  Reporting: all(['said says told added announced reported according statement saying wrote say tells', 1]),
  /** Nouns and marks that make a number before them a count and not a year or a clock time. */
  Measure: all([
    `percent per people persons men women children soldiers troops miles mile km kilometers kilometres meters metres feet foot inches pounds pound tons tonnes barrels
     dollars euros yen francs marks points point shares share votes jobs workers employees members homes houses acres hectares gallons liters litres degrees times seats
     students cases deaths copies units vehicles cars pages words calories watts megawatts volts bytes rubles roubles yuan rupees pesos cents refugees prisoners residents
     protesters demonstrators passengers victims delegates fans spectators players civilians square cubic ounces grams kilograms kg mph million billion trillion percentage basis
     sites planes aircraft flights tanks missiles rounds m bn runs goals wickets yards laps inhabitants items pupils beds tickets shops stores`,
    1,
  ]),
  Currency: told({ $: 1, '£': 1, '€': 1, '¥': 1, '#': 1, '%': 1 }),
};
