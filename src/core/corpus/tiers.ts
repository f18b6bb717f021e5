/** How near two documents are: where the same statement is looked for first. */
import type { Indexed } from './indexed';
import type { Tier } from './wordings';

/** Days apart within which two documents are of one time. */
const nearDays = 7;

/** Of one event; near in time and naming a common actor; any other. Undefined for what cannot be read. */
export function tierOf(own: Indexed | undefined, other: Indexed | undefined): Tier | undefined {
  if (!other?.readable) return undefined;
  const events = own?.sidecar.document?.events ?? [];
  if ((other.sidecar.document?.events ?? []).some((event) => events.includes(event))) return 0;
  const [a, b] = [own?.publication, other.publication];
  const isNear = a && b && Math.abs(Date.parse(a.end) - Date.parse(b.end)) <= nearDays * 86_400_000;
  return isNear && own && other.data.hasAny([...own.data.marks.names]) ? 1 : 2;
}
