/** Zones of two letters that are also other things: "Mt. Merapi", a CT scan, Brazil's PT. */
import type { Surroundings } from './surroundings';
import type { Tokens } from './tokens';

/** Whether the zones of a clock time `[from, to)` are written as zones are, "9:30 MT", and not behind what may be a year, "In 2018 PT won". */
export function zonesFit(s: Surroundings, t: Tokens, from: number, to: number): boolean {
  for (let i = from; i < to; i++) {
    if (!s.in(t, i, 'shortZones')) continue;
    const written = t.text.slice(t.start[i], t.end[i]);
    if (written !== written.toUpperCase()) return false;
    const digits = t.value[i - 1] ?? 0;
    if (t.digits[i - 1] === 4 && digits >= 1900 && digits < 2100 && !s.is(t, from - 1, 'at')) return false;
  }
  return true;
}
