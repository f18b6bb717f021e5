/** What tables say beside passages, as decisions: stances, “read, nothing to code”, and where a document comes from. What stands in a sidecar stays as it is. */
import * as v from 'valibot';
import type { ProjectIndex } from '../project';
import { type Decision, keyOfStance } from '../sidecar/decision';
import { Coder, DocumentMetadata, EntryId, StanceEntry } from '../sidecar/schema';
import type { Importing, ImportPlan } from './importing';
import { timestamp } from './times';
import type { ImportedDocument, ImportedStance, Loss } from './types';

type Planned = Pick<ImportPlan, 'decisions' | 'losses' | 'settlements' | 'known'>;

/** The passages that evidence may name. */
export interface KnownPassages {
  /** Ids of those that stand in a sidecar, or come with this import. */
  readonly there: ReadonlySet<string>;
  /** The id here of a passage by its id in the file. */
  readonly idNow: (id: string) => string;
}

export function planEntries(
  { stance = [], read = [], metadata = {} }: Pick<ImportedDocument, 'stance' | 'read' | 'metadata'>,
  importing: Importing,
  passages: KnownPassages,
): Planned {
  const plans = [planStances(stance, importing, passages), planRead(read, importing), planMetadata(metadata, importing)];
  return {
    decisions: plans.flatMap(({ decisions }) => decisions),
    losses: plans.flatMap(({ losses }) => losses),
    settlements: plans.reduce((sum, { settlements }) => sum + settlements, 0),
    known: plans.reduce((sum, { known }) => sum + known, 0),
  };
}

function planStances(stances: readonly ImportedStance[], importing: Importing, { there: passages, idNow }: KnownPassages): Planned {
  const standing = new Map((importing.standing.stance ?? []).map((entry) => [keyOfStance(entry), entry]));
  const decisions: Decision[] = [];
  const losses: Loss[] = [];
  let known = 0;
  let settlements = 0;
  for (const said of stances) {
    const given = { ...said, evidence: said.evidence.map(idNow) };
    const { question, position } = given;
    if (!importing.project.position(question, position)) {
      losses.push({ message: 'The project has no position “{0}” for the question “{1}”: a stance is left out.', args: [position, question] });
      continue;
    }
    const { entry, unread } = entryOf(given, importing);
    const key = keyOfStance(entry);
    const name = `${question}, ${entry.by}`;
    const there = standing.get(key);
    if (there) {
      const other = differing(given, entry, there);
      if (other.length === 0) known++;
      else losses.push(differs(name, other));
      continue;
    }
    if (given.adjudicates.length > 0 && entry.adjudicates === undefined) {
      // Without what it settles, it would be its adjudicator's own judgement.
      losses.push({ message: '“{0}” is left out: what it settles cannot be read.', args: [name] });
      continue;
    }
    const lacking = (entry.evidence ?? []).filter((id) => !passages.has(id)).length;
    if (lacking > 0) losses.push({ message: '“{0}” rests on {1} passages that are not here: import them too.', args: [name, lacking] });
    if (unread.length > 0) losses.push({ message: 'Of “{0}”, these fields cannot be read and are left out: {1}.', args: [name, unread.join(', ')] });
    standing.set(key, entry);
    decisions.push({ type: 'add', section: 'stance', entry });
    if (entry.adjudicates !== undefined) settlements++;
  }
  return { decisions, losses, known, settlements };
}

/** The entry, and the names of what a sidecar could not have. */
function entryOf(given: ImportedStance, { coder, now }: Importing): { readonly entry: StanceEntry; readonly unread: readonly string[] } {
  const { confidence, status } = StanceEntry.entries;
  const evidence = given.evidence.filter((id) => v.is(EntryId, id));
  const adjudicates = given.adjudicates.filter((name) => v.is(Coder, name));
  const at = timestamp(given.at);
  const unread: readonly (readonly [string, boolean])[] = [
    ['confidence', !v.is(confidence, given.confidence)],
    ['status', !v.is(status, given.status)],
    ['evidence', evidence.length < given.evidence.length],
    ['adjudicates', adjudicates.length < given.adjudicates.length],
    ['by', given.by !== undefined && !v.is(Coder, given.by)],
    ['at', given.at !== undefined && at === undefined],
  ];
  const entry: StanceEntry = {
    question: given.question,
    position: given.position,
    ...(v.is(confidence, given.confidence) && given.confidence !== undefined && { confidence: given.confidence }),
    // What cannot be read may have been a draft, which counts as nobody's answer.
    ...(given.status !== undefined && { status: v.is(status, given.status) ? given.status : 'draft' }),
    ...(given.because !== undefined && { because: given.because }),
    ...(evidence.length > 0 && { evidence }),
    ...(adjudicates.length > 0 && { adjudicates }),
    by: v.is(Coder, given.by) ? given.by : coder,
    at: at ?? now,
  };
  return { entry, unread: unread.flatMap(([name, is]) => (is ? [name] : [])) };
}

/** A field that a table of another's has not differs in nothing. */
function differing(given: ImportedStance, entry: StanceEntry, there: StanceEntry): readonly string[] {
  const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);
  const listed = (ids: readonly string[] | undefined): readonly string[] => [...new Set(ids)].sort();
  const is: readonly (readonly [string, boolean])[] = [
    ['position', entry.position === there.position],
    ['confidence', given.confidence === undefined || entry.confidence === there.confidence],
    ['status', given.status === undefined || entry.status === (there.status ?? 'final')],
    ['because', given.because === undefined || oneLine(given.because) === oneLine(there.because ?? '')],
    ['evidence', given.evidence.length === 0 || same(listed(entry.evidence), listed(there.evidence))],
    ['adjudicates', given.adjudicates.length === 0 || same(listed(entry.adjudicates), listed(there.adjudicates))],
  ];
  return is.flatMap(([name, isSame]) => (isSame ? [] : [name]));
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}

function planRead(marks: NonNullable<ImportedDocument['read']>, { standing, now }: Importing): Planned {
  const there = new Set((standing.read ?? []).map(({ by }) => by));
  const decisions: Decision[] = [];
  const losses: Loss[] = [];
  let known = 0;
  for (const { by, at } of marks) {
    // Nobody has read a document because a file has a name that cannot be read.
    if (!v.is(Coder, by)) losses.push({ message: 'Of “{0}”, these fields cannot be read and are left out: {1}.', args: ['read', 'by'] });
    else if (there.has(by)) known++;
    else {
      there.add(by);
      decisions.push({ type: 'add', section: 'read', entry: { by, at: timestamp(at) ?? now } });
    }
  }
  return { decisions, losses, known, settlements: 0 };
}

/** What a file is, and is written in, is its own. */
const ofTheFile: ReadonlySet<string> = new Set(['encoding', 'text']);

/** Fields that no sidecar of the document sets are taken; of others, what differs is told. */
function planMetadata(metadata: NonNullable<ImportedDocument['metadata']>, { standing, project }: Importing): Planned {
  const there: DocumentMetadata = standing.document ?? {};
  const fresh: Record<string, unknown> = {};
  const other: string[] = [];
  const unread: string[] = [];
  const day = Object.hasOwn(metadata, 'published') ? metadata['published'] : undefined;
  const isOneDay =
    there.published === undefined ? v.is(DocumentMetadata.entries.published, day) : day !== undefined && sameField('published', there.published, day, project);
  for (const [key, schema] of Object.entries(DocumentMetadata.entries)) {
    const value = Object.hasOwn(metadata, key) ? metadata[key] : undefined;
    if (value === undefined || ofTheFile.has(key)) continue;
    const own = there[key as keyof DocumentMetadata];
    // How a day is known is of that day alone.
    if (key.startsWith('published-') && !isOneDay) continue;
    if (own !== undefined) {
      if (!sameField(key, own, value, project)) other.push(key);
    } else if (v.is(schema, value) && isKnown(key, value, project)) fresh[key] = value;
    else unread.push(key);
  }
  return {
    decisions: Object.keys(fresh).length === 0 ? [] : [{ type: 'document', changes: fresh }],
    losses: [
      ...(other.length === 0 ? [] : [differs('document', other)]),
      ...(unread.length === 0 ? [] : [{ message: 'Of “{0}”, these fields cannot be read and are left out: {1}.', args: ['document', unread.join(', ')] }]),
    ],
    known: 0,
    settlements: 0,
  };
}

function sameField(key: string, own: string | readonly string[], value: string | readonly string[], { outlet }: ProjectIndex): boolean {
  // Merged outlets are one; an export names the one that is left.
  const now = (id: string): string => (['outlet', 'publisher', 'via'].includes(key) ? (outlet(id)?.id ?? id) : id).trim();
  const ids = (of: string | readonly string[]): string => JSON.stringify([...new Set([of].flat().map(now))]);
  return ids(own) === ids(value);
}

function isKnown(key: string, value: string | readonly string[], { outlet, event }: ProjectIndex): boolean {
  const ids = [value].flat();
  if (key === 'events') return ids.every((id) => event(id) !== undefined);
  return !['outlet', 'publisher', 'via'].includes(key) || ids.every((id) => outlet(id) !== undefined);
}

function differs(name: string, fields: readonly string[]): Loss {
  return { message: '“{0}” differs from what stands in the sidecar and is not changed: {1}.', args: [name, fields.join(', ')] };
}
