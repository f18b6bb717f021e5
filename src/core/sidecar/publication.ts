import type { Publication } from '../dates/types';
import type { DocumentMetadata } from './schema';

/** The publication date that a sidecar states: a day, a minute of a day, or an interval of days. */
export function statedPublication(metadata: DocumentMetadata | undefined): Publication | undefined {
  const published = metadata?.published;
  if (published === undefined) return undefined;
  const [from = '', to = from] = published.split('/');
  const why = metadata?.['published-why'];
  return { start: from.slice(0, 10), end: to.slice(0, 10), basis: metadata?.['published-basis'] ?? 'stated', ...(why !== undefined && { why }) };
}
