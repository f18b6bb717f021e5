/** What can be done about a problem, as least edits of the file that it stands in or of the project's. */
import type { Splice } from '../annotations/types';
import type { Problem } from '../problem';
import {
  homeOf,
  migrateProject,
  partFileName,
  type PartName,
  type ProjectDecision,
  type ProjectFile,
  projectFileName,
  spliceProjectDecisions,
} from '../project';
import { projectFormat } from '../project/format';
import { indexProject } from '../project/lookup';
import { migrateSidecar, parseSidecar, spliceDecisions } from '../sidecar';
import { keyOfStance } from '../sidecar/decision';
import { sidecarFormat } from '../sidecar/format';
import type { DocumentMetadata } from '../sidecar/schema';
import type { Format } from '../yaml/format';
import { isMap, isScalar, keyText, parsePiece, rangeOf } from '../yaml/parse';
import { fieldOrder, fieldsOf, itemSchema } from '../yaml/schemas';
import { nearest } from './nearest';

export interface Fix {
  /** A template with `{0}` … for `args`. */
  readonly message: string;
  readonly args: readonly string[];
  /** The file to edit: undefined for the one that the problem stands in, else a file of the project. */
  readonly file: string | undefined;
  /** In order, not overlapping, in offsets of that file. */
  readonly splices: readonly Splice[];
  /** The one thing that most would do. */
  readonly preferred: boolean;
}

export interface FixContext {
  /** The file that the problem stands in. */
  readonly text: string;
  readonly kind: 'sidecar' | 'project' | PartName;
  readonly project: ProjectFile;
  readonly newId: () => string;
  /** Of a sidecar: what those that count before it say of the document. */
  readonly counting?: DocumentMetadata;
}

/** Empty where only a person knows what was meant. */
export function fixesFor(problem: Problem, context: FixContext): readonly Fix[] {
  switch (problem.code) {
    case 'unknown-tag':
    case 'unknown-outlet':
    case 'unknown-event':
    case 'unknown-actor':
    case 'unknown-position':
    case 'unknown-question':
      return unknownId(problem, context);
    case 'unknown-annotation':
      return notEvidence(problem, context);
    case 'duplicate-id':
      return duplicate(problem, context);
    case 'unknown-key':
      return renames(problem, keysOf(context.kind === 'sidecar' ? sidecarFormat : projectFormat), context);
    case 'bad-value':
      return renames(problem, problem.args[1]?.startsWith('one of ') === true ? problem.args[1].slice('one of '.length).split(', ') : [], context);
    case 'missing-version':
      return [fix('Begin the file with “pressmark: {0}”', [String(sidecarFormat.version)], [versionLine(context.text)], true)];
    case 'older-version':
      return migrate(context);
    case 'conflict-marker':
      return sides(problem, context);
    case 'metadata-conflict':
      return agreements(problem, context);
    default:
      return [];
  }
}

function fix(message: string, args: readonly string[], splices: readonly Splice[], preferred = false, file?: string): Fix {
  return { message, args, file, splices, preferred };
}

// ---- ids that nobody knows ----

function unknownId(problem: Problem, context: FixContext): readonly Fix[] {
  const [id = ''] = problem.args;
  const known = knownIds(problem, context);
  const decision = addition(problem.code, id, questionAt(problem, context), context.project);
  return [...renames(problem, known, context), ...(decision ? added(id, decision, context.project) : [])];
}

function knownIds({ code }: Problem, context: FixContext): readonly string[] {
  const { value } = context.project;
  switch (code) {
    case 'unknown-tag':
      return indexProject(value).tags.map(({ tag }) => tag.id);
    case 'unknown-outlet':
      return (value.outlets ?? []).map(({ id }) => id);
    case 'unknown-event':
      return (value.events ?? []).map(({ id }) => id);
    case 'unknown-actor':
      return (value.actors ?? []).map(({ id }) => id);
    case 'unknown-question':
      return (value.stance ?? []).map(({ id }) => id);
    default:
      return (value.stance ?? []).flatMap(({ positions }) => positions.map(({ id }) => id));
  }
}

/** The new entry, with a name made of the id that a person will want to better. A question's wording nobody can guess, nor an actor's kind. */
function addition(code: string, id: string, question: string | undefined, { value }: ProjectFile): ProjectDecision | undefined {
  const name = id.charAt(0).toUpperCase() + id.slice(1).replace(/[-_]+/g, ' ');
  switch (code) {
    case 'unknown-tag':
      return { type: 'add', section: 'tags', entry: { id, label: name } };
    case 'unknown-outlet':
      return { type: 'add', section: 'outlets', entry: { id, name } };
    case 'unknown-event':
      return { type: 'add', section: 'events', entry: { id, name } };
    case 'unknown-position': {
      const asked = value.stance?.find((entry) => entry.id === question);
      return asked && { type: 'change', section: 'stance', key: asked.id, changes: { positions: [...asked.positions, { id, label: name }] } };
    }
    default:
      return undefined;
  }
}

function added(id: string, decision: ProjectDecision, project: ProjectFile): readonly Fix[] {
  const part = homeOf(project, decision);
  const file = part === undefined ? undefined : project.parts[part];
  const home = file === undefined ? undefined : part;
  const written = home === undefined ? spliceProjectDecisions(project, [decision], '\n') : splicePart(project, home, decision);
  if (written === undefined || 'blocked' in written) return [];
  const name = home === undefined ? projectFileName : partFileName(home);
  return [fix('Add “{0}” to {1}', [id, name], written.splices, false, name)];
}

function splicePart(project: ProjectFile, part: PartName, decision: ProjectDecision) {
  const file = project.parts[part];
  return file && spliceProjectDecisions(file, [decision], '\n', partFormatOf(part));
}

function partFormatOf(part: PartName): Format {
  return { ...projectFormat, name: part, sections: projectFormat.sections.filter(({ name }) => name === part || name === 'pressmark') };
}

/** What stands there is another word for one that is known. */
function renames(problem: Problem, known: readonly string[], { text }: FixContext): readonly Fix[] {
  const [written = ''] = problem.args;
  const at = text.slice(problem.start, problem.end);
  // Else the problem stands at the whole entry: which of its words is meant, it does not say.
  if (at !== written && at !== `"${written}"` && at !== `'${written}'`) return [];
  const candidates = nearest(
    written,
    known.filter((candidate) => candidate !== written),
  );
  return candidates.map((candidate, index) =>
    fix('Change to “{0}”', [candidate], [{ start: problem.start, end: problem.end, text: candidate }], index === 0 && candidates.length === 1),
  );
}

/** The question of the stance entry that a problem stands in. */
function questionAt(problem: Problem, { text, kind }: FixContext): string | undefined {
  return kind === 'sidecar' ? stanceAt(problem, text)?.question : undefined;
}

function stanceAt(problem: Problem, text: string) {
  const file = parseSidecar(text);
  return file.value.stance?.find((entry) => {
    const range = file.entryRange('stance', keyOfStance(entry));
    return range !== undefined && range.start <= problem.start && problem.end <= range.end;
  });
}

function notEvidence(problem: Problem, { text }: FixContext): readonly Fix[] {
  const entry = stanceAt(problem, text);
  const [id] = problem.args;
  if (!entry) return [];
  const evidence = entry.evidence?.filter((other) => other !== id) ?? [];
  const changes = { evidence: evidence.length === 0 ? null : evidence };
  const written = spliceDecisions(parseSidecar(text), [{ type: 'change', section: 'stance', key: keyOfStance(entry), changes }], '\n');
  return 'blocked' in written ? [] : [fix('Remove it from the evidence', [], written.splices, true)];
}

/** What counts is said here too, or nothing is. */
function agreements(problem: Problem, { text, counting }: FixContext): readonly Fix[] {
  const [field = '', name = '', words = ''] = problem.args;
  const value = (counting as Readonly<Record<string, unknown>> | undefined)?.[field];
  const changed = (change: unknown): readonly Splice[] => {
    const written = spliceDecisions(parseSidecar(text), [{ type: 'document', changes: { [field]: change } }], '\n');
    return 'blocked' in written ? [] : written.splices;
  };
  const fixes = [
    ...(value === undefined ? [] : [fix('Change to “{0}”, as {1} has it', [words, name], changed(value), true)]),
    fix('Take “{0}” out of this file', [field], changed(null)),
  ];
  return fixes.filter(({ splices }) => splices.length > 0);
}

// ---- two of one ----

function duplicate(problem: Problem, { text, kind, newId, project }: FixContext): readonly Fix[] {
  const fixes: Fix[] = [];
  const lineStart = text.lastIndexOf('\n', problem.start - 1) + 1;
  const entry = text.slice(problem.start, problem.end);
  // With its indentation, without which its lines do not fit together.
  const id = idIn(text.slice(lineStart, problem.end));
  if (id !== undefined) {
    const made = kind === 'sidecar' ? newId() : freeId(id.value, knownEverywhere(project));
    fixes.push(fix('Give this entry a new id', [], [{ start: lineStart + id.start, end: lineStart + id.end, text: made }], true));
  }
  // Only where the entry has its lines to itself.
  if (/^\s*$/.test(text.slice(lineStart, problem.start)) && entry.startsWith('-')) {
    const newline = text.indexOf('\n', problem.end);
    fixes.push(fix('Delete this entry', [], [{ start: lineStart, end: newline < 0 ? text.length : newline + 1, text: '' }]));
  }
  return fixes;
}

/** Where the id of an entry stands, in the entry's own text. */
function idIn(entry: string): { readonly value: string; readonly start: number; readonly end: number } | undefined {
  const { root } = parsePiece(entry);
  const map = isMap(root) ? root : (root as { readonly items?: readonly unknown[] } | null)?.items?.[0];
  if (!isMap(map)) return undefined;
  const value = map.items.find((pair) => keyText(pair) === 'id')?.value;
  const range = rangeOf(value);
  return range && isScalar(value) && typeof value.value === 'string' ? { value: value.value, ...range } : undefined;
}

function knownEverywhere({ value }: ProjectFile): readonly string[] {
  return [value.stance, value.events, value.outlets, value.actors, indexProject(value).tags.map(({ tag }) => tag)].flatMap((list) =>
    (list ?? []).map(({ id }) => id),
  );
}

function freeId(id: string, taken: readonly string[]): string {
  for (let n = 2; ; n++) if (!taken.includes(`${id}-${n}`)) return `${id}-${n}`;
}

// ---- the file as a whole ----

function versionLine(text: string): Splice {
  const start = text.startsWith('\ufeff') ? 1 : 0;
  return { start, end: start, text: `pressmark: ${sidecarFormat.version}${text.includes('\r\n') ? '\r\n' : '\n'}` };
}

function migrate({ text, kind }: FixContext): readonly Fix[] {
  const result = kind === 'sidecar' ? migrateSidecar(text) : migrateProject(text, kind === 'project' ? undefined : kind);
  return 'blocked' in result || result.splices.length === 0
    ? []
    : [fix('Migrate this file to version {0}', [String(sidecarFormat.version)], result.splices, true)];
}

/** One side of a merge that was left open. */
function sides(problem: Problem, { text }: FixContext): readonly Fix[] {
  const region = text.slice(problem.start, problem.end);
  const match = /^<{7}[^\n]*\n([^]*?)(?:^\|{7}[^\n]*\n[^]*?)?^={7}[^\n]*\n([^]*?)^>{7}[^\n]*(?:\n|$)/m.exec(region);
  if (match === null) return [];
  const { start } = problem;
  const end = start + match[0].length;
  return [fix('Keep ours', [], [{ start, end, text: match[1] ?? '' }]), fix('Keep theirs', [], [{ start, end, text: match[2] ?? '' }])];
}

/** Every key that a format knows, at any depth that an entry has. */
function keysOf(format: Format): readonly string[] {
  const keys = new Set<string>();
  for (const section of format.sections) {
    keys.add(section.name);
    const schema = section.kind === 'list' ? section.item : section.schema;
    for (const key of [...fieldOrder(schema), ...fieldOrder(itemSchema(schema)), ...Object.keys(fieldsOf(schema) ?? {})]) keys.add(key);
  }
  return [...keys];
}
