/** The project: reading, deciding, writing, and looking things up. */
import type { Problem } from '../problem';
import type { Range } from '../text/range';
import { applyOperation, findEntryIn, placeOf, withChanges } from '../yaml/apply';
import { applyAll } from '../yaml/run';
import { sameData } from '../yaml/equal';
import { entriesOf, readYaml, type EntryCache, type YamlFile } from '../yaml/file';
import { listOf, type Data, type Format } from '../yaml/format';
import { leftoversIn, type Leftover } from '../yaml/inherit';
import { migration, type Migrated } from '../yaml/migrate';
import type { StoreFormat } from '../yaml/store';
import { freshText, writeValue, type WrittenFile } from '../yaml/write';
import type { ProjectDecision, ProjectSection } from './decision';
import { checkActors, checkForms, checkGlobs, sharedForms } from './checks';
import { partFormat, partNames, projectFormat, projectOperation, type PartName } from './format';
import type { Project } from './schema';

export { documentSelector, innerProjects, isOutsideInner, outsideOf, type DocumentOptions, type DocumentSelector } from './documents';
export { indexProject, type FlatTag, type ProjectIndex } from './lookup';
export type { ProjectDecision, ProjectList, ProjectSection, ProjectSections, ProjectSettings } from './decision';
export { partNames, type PartName } from './format';
export { partFileName, projectFileName } from './names';
export type { Range };

/** The texts of the part files that exist. */
export type PartTexts = { readonly [P in PartName]?: string | undefined };

export interface ProjectFile extends YamlFile<Project> {
  /** The part files that were given, each with its own problems, in its own offsets. */
  readonly parts: { readonly [P in PartName]?: YamlFile<Project> };
}

export interface ProjectCaches {
  readonly main?: EntryCache | undefined;
  readonly parts?: { readonly [P in PartName]?: EntryCache | undefined };
}

/**
 * Reads a project: the project file and its parts as one value. An id in both is a problem of the part's.
 * `problems` and `writable` are the project file's alone. Never throws.
 */
export function parseProject(text: string, parts: PartTexts = {}, caches: ProjectCaches = {}): ProjectFile {
  const main = readYaml<Project>(text, projectFormat, caches.main);
  const files: { [P in PartName]?: YamlFile<Project> } = {};
  let value = main.value;
  for (const part of partNames) {
    const content = parts[part];
    if (content === undefined) continue;
    const file = parsePart(content, part, caches.parts?.[part]);
    const { merged, problems } = joinPart(value, file, part);
    value = merged;
    files[part] = problems.length === 0 ? file : { ...file, problems: [...file.problems, ...problems] };
  }
  const shared = sharedForms(value.actors ?? []);
  const known = new Set((value.actors ?? []).flatMap(({ id, replaces = [] }) => [id, ...replaces]));
  for (const part of partNames) {
    const file = files[part];
    const found = file ? [...checkActors(file, known), ...checkForms(file, shared)] : [];
    if (file && found.length > 0) files[part] = { ...file, problems: [...file.problems, ...found] };
  }
  return { ...main, problems: [...main.problems, ...checkGlobs(main), ...checkActors(main, known), ...checkForms(main, shared)], value, parts: files };
}

/** Reads one part file alone. */
export function parsePart(text: string, part: PartName, cache?: EntryCache): YamlFile<Project> {
  return readYaml<Project>(text, partFormat(part), cache);
}

/** The edits that bring a project file, or one of its parts, to the present version, or why it has to be mended first. */
export function migrateProject(text: string, part?: PartName): Migrated | { readonly blocked: Problem } {
  const format = part === undefined ? projectFormat : partFormat(part);
  return migration(text, format, (after) => readYaml<Project>(after, format));
}

function joinPart(value: Project, file: YamlFile<Project>, part: PartName): { readonly merged: Project; readonly problems: readonly Problem[] } {
  const list = listOf(projectFormat, part);
  const before = (value[part] ?? []) as unknown as readonly Data[];
  const problems: Problem[] = [];
  const added = ((file.value[part] ?? []) as unknown as readonly Data[]).filter((entry) => {
    const key = list.key(entry);
    if (findEntryIn(list, before, key) === undefined) return true;
    const range = file.entryRange(part, key) ?? { start: 0, end: 0 };
    const message = 'There are two entries “{0}”: here and in pressmark.yaml. Keep one of the two.';
    problems.push({ code: 'duplicate-id', severity: 'warning', message, args: [key], start: range.start, end: range.end });
    return false;
  });
  return { merged: added.length === 0 ? value : { ...value, [part]: [...before, ...added] }, problems };
}

/** What the project says after the act. Idempotent; the project itself where the act changes nothing. */
export function applyProjectDecision(project: Project, decision: ProjectDecision): Project {
  return applyOperation(projectFormat, project, projectOperation(decision));
}

/** The act that takes `decision` back, from the state before it; undefined where there is nothing to undo. */
export function invertProjectDecision(before: Project, decision: ProjectDecision): ProjectDecision | undefined {
  if (applyProjectDecision(before, decision) === before) return undefined;
  const data = before as unknown as Data;
  switch (decision.type) {
    case 'set':
      return { type: 'set', changes: Object.fromEntries(Object.keys(decision.changes).map((key) => [key, data[key] ?? null])) };
    case 'put':
      return { type: 'drop', list: decision.list, item: decision.item };
    case 'drop': {
      const members = before[decision.list] ?? [];
      const next = members[members.findIndex((item) => sameData(item, decision.item)) + 1];
      return { type: 'put', list: decision.list, item: decision.item, ...(next !== undefined && { before: next }) };
    }
    case 'add':
      return inverseOfAdding(data, decision.section, decision.entry as unknown as Data);
    case 'change': {
      const entry = findEntryIn(listOf(projectFormat, decision.section), (data[decision.section] ?? []) as readonly Data[], decision.key);
      const changes = Object.fromEntries(Object.keys(decision.changes).map((key) => [key, entry?.[key] ?? null]));
      return { ...decision, changes };
    }
    case 'move': {
      const place = placeOf(listOf(projectFormat, 'tags'), (data['tags'] ?? []) as readonly Data[], decision.key);
      return place && { type: 'move', section: 'tags', key: decision.key, parent: place.parent, before: place.before };
    }
    case 'remove':
      return reinsertion(data, decision.section, decision.key);
  }
}

/** What stood under the same key comes back where adding replaces it. */
function inverseOfAdding(before: Data, section: ProjectSection, entry: Data): ProjectDecision {
  const list = listOf(projectFormat, section);
  const key = list.key(entry);
  const was = findEntryIn(list, (before[section] ?? []) as readonly Data[], key);
  return (was === undefined ? { type: 'remove', section, key } : { type: 'add', section, entry: was }) as unknown as ProjectDecision;
}

/** Adds an entry again where it stood. */
function reinsertion(before: Data, section: ProjectSection, key: string): ProjectDecision | undefined {
  const list = listOf(projectFormat, section);
  const place = placeOf(list, (before[section] ?? []) as readonly Data[], key);
  return place && ({ type: 'add', section, ...place } as unknown as ProjectDecision);
}

/**
 * The act that moves a tag below another, or to the top where `parent` is undefined, before a sibling or to the end.
 * @returns nothing where the tag stands there already, or would come below itself.
 */
export function moveTag(project: Project, key: string, parent: string | undefined, before?: string): readonly ProjectDecision[] {
  const decision: ProjectDecision = { type: 'move', section: 'tags', key, parent, before };
  return applyProjectDecision(project, decision) === project ? [] : [decision];
}

/** In which file an act belongs: the part that holds the entry, or would, else the project file. */
export function homeOf(file: ProjectFile, decision: ProjectDecision): PartName | undefined {
  if (!('section' in decision) || !(partNames as readonly string[]).includes(decision.section)) return undefined;
  const part = decision.section as PartName;
  const partFile = file.parts[part];
  if (partFile === undefined) return undefined;
  if (decision.type === 'add') {
    const { parent } = decision;
    if (parent !== undefined) return partFile.entryRange(part, parent) === undefined ? undefined : part;
    return file.entryRange(part, '') === undefined && !file.pieces.some((piece) => piece.section === part) ? part : undefined;
  }
  return partFile.entryRange(part, decision.key) === undefined ? undefined : part;
}

/** What the entry of an actor says in keys that are none of the format's: with each key, the field on one line. */
export function unknownFieldsOf(file: YamlFile<Project>, actor: string): readonly Leftover[] {
  return leftoversIn(file, listOf(projectFormat, 'actors'), actor);
}

/** The text edits that write acts into the project file, or into a part of it. */
export function spliceProjectDecisions(
  file: YamlFile<Project>,
  decisions: readonly ProjectDecision[],
  eol: string,
  format: Format = projectFormat,
): WrittenFile<Project> | { readonly blocked: Problem } {
  const own = readsParts(file) ? readYaml<Project>(file.text, format) : file;
  return writeValue(own, format, applyAll(projectFormat, own.value, decisions.map(projectOperation)), eol);
}

/** A project with parts says more than its own file. */
function readsParts(file: YamlFile<Project>): boolean {
  const { parts } = file as Partial<ProjectFile>;
  return parts !== undefined && Object.keys(parts).length > 0;
}

/** Key of an entry, as decisions name it. */
export function projectEntryKey(section: ProjectSection, entry: object): string {
  return listOf(projectFormat, section).key(entry as Data);
}

/** Whether the file holds the act already. */
export function isProjectDecisionSettled(file: YamlFile<Project>, decision: ProjectDecision): boolean {
  return applyProjectDecision(file.value, decision) === file.value;
}

/** For a {@link YamlStore} of the project file, or of one of its parts. */
export function projectStoreFormat(part?: PartName): StoreFormat<Project, ProjectDecision> {
  const format = part === undefined ? projectFormat : partFormat(part);
  return {
    read: (text, cache) => readYaml<Project>(text, format, cache),
    entries: (text, cache) => entriesOf(text, format, cache),
    apply: applyProjectDecision,
    invert: invertProjectDecision,
    write: (file, decisions, eol) => spliceProjectDecisions(file, decisions, eol, format),
    fresh: (value) => freshText(format, value),
    format: projectFormat,
    operation: projectOperation,
    derived: () => false,
    restored: (was, decision) =>
      decision.type === 'change'
        ? ({ type: 'add', section: decision.section, entry: withChanges(was as Data, decision.changes) } as unknown as ProjectDecision)
        : decision,
  };
}
