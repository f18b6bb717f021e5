import type { Publication } from '../dates/types';
import type { ProjectIndex } from '../project/lookup';
import type { DocumentMetadata } from './schema';

/** The publication date that a sidecar states: a day, a minute of a day, or an interval of days. */
export function statedPublication(metadata: DocumentMetadata | undefined): Publication | undefined {
  const published = metadata?.published;
  if (published === undefined) return undefined;
  const [from = '', to = from] = published.split('/');
  const why = metadata?.['published-why'];
  return { start: from.slice(0, 10), end: to.slice(0, 10), basis: metadata?.['published-basis'] ?? 'stated', ...(why !== undefined && { why }) };
}

/** The dated events that a document is about, as the project knows them. */
export function eventsOf(project: ProjectIndex, metadata: DocumentMetadata | undefined): readonly { readonly name: string; readonly date: string }[] {
  return (metadata?.events ?? []).flatMap((id) => {
    const event = project.event(id);
    return event?.date === undefined ? [] : [{ name: event.name, date: event.date }];
  });
}
