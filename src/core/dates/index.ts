/** The temporal tagger: `recogniseDates` a block at a time, `resolveDates` over a document, `inferPublication` where none is stated. */
export { recogniseDates } from './recognise';
export { resolveDates, type DatedBlock, type DecidedDate, type DecidedDates } from './resolve';
export { inferPublication, type Evidence, type KnownEvent, type PublicationCandidate, type PublicationInput, type PublicationReason } from './publication';
export { daysOf, formatDay, parseDay, weekdayOf, type DaySpan } from './calendar';
export type { Form, LocalContext, RecognisedDate } from './forms';
export type { Counting, DateAnchor, Publication, Reading, TemporalExpression, TimexMod, TimexType } from './types';
