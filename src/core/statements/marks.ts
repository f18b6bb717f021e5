/** Actors and days as the comparison takes them: two wordings of one name, or of one date, are one. */
import type { Mention } from '../actors/types';
import type { TemporalExpression } from '../dates/types';
import type { Mark } from './prepare';

interface MarkedText {
  readonly mentions: readonly Pick<Mention, 'start' | 'end' | 'actor'>[];
  readonly dates: readonly Pick<TemporalExpression, 'start' | 'end' | 'value'>[];
}

/** The marks of a document, from its analysis. Relative dates count by the day they resolve to. */
export function statementMarks({ mentions, dates }: MarkedText): readonly Mark[] {
  return [
    ...mentions.map(({ start, end, actor }) => ({ start, end, key: `@${actor}` })),
    ...dates.filter(({ value }) => /^\d{4}-\d{2}-\d{2}/.test(value)).map(({ start, end, value }) => ({ start, end, key: `#${value.slice(0, 10)}` })),
  ];
}
