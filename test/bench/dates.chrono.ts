import type { Tagger } from './dates';

/** chrono-node as a tagger: its certain components give the granularity of a TIMEX3 value. */
export async function chronoTagger(): Promise<Tagger> {
  const chrono = await import('chrono-node');
  const pad = (n: number | null): string => String(n ?? 0).padStart(2, '0');
  return (text, published) =>
    chrono.parse(text, new Date(`${published}T12:00:00`)).map((r) => {
      const c = r.start;
      const day = c.isCertain('day') || c.isCertain('weekday') || !c.isCertain('month');
      const date = `${c.get('year') ?? 0}${c.isCertain('month') || day ? `-${pad(c.get('month'))}` : ''}${day ? `-${pad(c.get('day'))}` : ''}`;
      const value = c.isCertain('hour') ? `${date}T${pad(c.get('hour'))}:${pad(c.get('minute'))}` : date;
      return { start: r.index, end: r.index + r.text.length, type: c.isCertain('hour') ? 'TIME' : 'DATE', value };
    });
}
