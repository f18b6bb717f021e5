/** Whether a text is what `published:` takes, and a day that exists. */
export function isPublicationDate(text: string): boolean {
  const match = /^(\d{4}-\d{2}-\d{2})(?:T\d{2}:\d{2}(?::\d{2})?(?:Z|[+-]\d{2}:\d{2})?)?(?:\/(\d{4}-\d{2}-\d{2}))?$/.exec(text);
  if (!match?.[1]) return false;
  const [, from, to] = match;
  return isDay(from) && (to === undefined || (isDay(to) && from <= to));
}

function isDay(text: string): boolean {
  const time = Date.parse(`${text}T00:00:00Z`);
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text);
}
