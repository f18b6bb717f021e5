/** Times as other tools write them. */
import * as v from 'valibot';
import { Timestamp } from '../sidecar/schema';

/** As a sidecar has it; undefined for what is no time. */
export function timestamp(text: string | undefined): string | undefined {
  if (text === undefined || v.is(Timestamp, text)) return text;
  return asUtc(text);
}

/** Other tools write finer fractions of a second, or no zone at all, which is taken for UTC. Days in another order than the ISO's could be two. */
function asUtc(text: string): string | undefined {
  if (!/^\d{4}-\d{2}-\d{2}/.test(text)) return undefined;
  const time = Date.parse(/(Z|[+-]\d{2}:?\d{2})$/.test(text) ? text : `${text}Z`);
  return Number.isNaN(time) ? undefined : new Date(time).toISOString();
}
