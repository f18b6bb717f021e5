/** What was decided, beside what somebody else has made of it meanwhile: in words, for a row's card and a screen reader. */
import type { Aside } from '../../../core/yaml/waiting';
import type { Translate } from '../../translate';
import { shorten } from '../shorten';

/** Leaves room for both sides in one line. */
const maxWords = 60;

type Fields = Readonly<Record<string, unknown>>;
/** The parts of sidecar and project decisions that are read here. */
type Decided = { readonly type: string; readonly changes?: Fields; readonly entry?: Fields; readonly key?: string };

/** @param standing what the file says of it now */
export function overtakenWords(aside: Aside<unknown>, standing: object | undefined, t: Translate): string {
  const { changes, entry, key } = aside.decision as Decided;
  const was = (aside.was ?? {}) as Fields;
  const now = (standing ?? {}) as Fields;
  const name = nameOf({ ...was, ...now, ...entry }, key ?? '');
  const mine = changes ?? entry;
  if (!mine) return t('{0}: deleted by you, changed by somebody else', name);
  const fields = Object.keys(mine).filter((field) => !silent.has(field) && plainWords(mine[field]) !== plainWords(now[field]));
  const told = standing
    ? fields.map((field) => t('{0} “{1}” by you, “{2}” there', field, plainWords(mine[field]), plainWords(now[field])))
    : fields.map((field) => t('{0} “{1}” by you', field, plainWords(mine[field])));
  return name === '' ? told.join('; ') : `${name}: ${told.join('; ')}`;
}

/** @param was what the decision found; absent where that is not known */
export function recoveredWords(decision: unknown, was: object | null | undefined, t: Translate): string {
  const { type, changes, entry, key } = decision as Decided;
  const name = nameOf({ ...was, ...entry }, key ?? '');
  if (type === 'add') return t('{0}: added', name);
  if (!changes) return type === 'remove' ? t('{0}: deleted', name) : t('{0}: changed', name);
  const told = Object.keys(changes)
    .filter((field) => !silent.has(field))
    .map((field) => `${field} “${plainWords(changes[field])}”`)
    .join('; ');
  return name === '' ? told : `${name}: ${told}`;
}

/** Whether what was decided may be told: the words of a coder whose coding is hidden may not. @param was what it found */
export function mayTell(decision: unknown, was: object | null | undefined, only: string | undefined): boolean {
  const { entry, changes } = decision as Decided;
  const by = entry?.['by'] ?? (was as Fields | null | undefined)?.['by'] ?? changes?.['by'];
  return only === undefined || by === undefined || by === only;
}

/** Who reads this knows when and where. */
const silent: ReadonlySet<string> = new Set(['updated', 'created', 'at', 'by', 'before', 'after', 'position', 'quote-hash']);

function nameOf(entry: Fields, key: string): string {
  const name = [entry['quote'], entry['label'], entry['name'], entry['question']].find((value) => typeof value === 'string');
  return shorten(typeof name === 'string' ? name : key, maxWords);
}

function plainWords(value: unknown): string {
  if (value === undefined || value === null) return '';
  return shorten(Array.isArray(value) ? value.map(String).join(', ') : typeof value === 'string' ? value : JSON.stringify(value), maxWords);
}
