/** What is read and means nothing, or more than one thing: problems of a project's file that its schema cannot see. */
import type { Problem } from '../problem';
import type { YamlFile } from '../yaml/file';
import { outsideOf } from './documents';
import { formKey } from './registry';
import type { Actor, Project } from './schema';

/** Actors that others are said to be members of, or not to be, and that nobody knows. Ids of merged actors are known. */
export function checkActors(file: YamlFile<Project>, known: ReadonlySet<string>): readonly Problem[] {
  const found: Problem[] = [];
  for (const actor of file.value.actors ?? []) {
    for (const field of ['member-of', 'not-same-as'] as const) {
      const said = actor[field];
      for (const id of typeof said === 'string' ? [said] : (said ?? [])) {
        if (known.has(id)) continue;
        const message = 'There is no actor “{0}” in the project. Add it to “actors”, or use one that is there.';
        found.push({ code: 'unknown-actor', severity: 'warning', message, args: [id], ...(file.entryRange('actors', actor.id) ?? { start: 0, end: 0 }) });
      }
    }
  }
  return found;
}

/** Forms that more than one actor bears, with the names of those who do. */
export function sharedForms(actors: readonly Actor[]): ReadonlyMap<string, readonly Actor[]> {
  const bearers = new Map<string, Actor[]>();
  for (const actor of actors) {
    for (const key of new Set([actor.name, ...(actor.aliases ?? [])].map(formKey))) {
      const known = bearers.get(key);
      if (known) known.push(actor);
      else bearers.set(key, [actor]);
    }
  }
  return new Map([...bearers].filter(([, of]) => of.length > 1));
}

/** A surname of two ministers may well be a form of both; where it was not meant, it keeps the form from being marked as anybody. */
export function checkForms(file: YamlFile<Project>, shared: ReadonlyMap<string, readonly Actor[]>): readonly Problem[] {
  const found: Problem[] = [];
  for (const actor of shared.size > 0 ? (file.value.actors ?? []) : []) {
    for (const form of [actor.name, ...(actor.aliases ?? [])]) {
      const other = shared.get(formKey(form))?.find(({ id }) => id !== actor.id);
      if (!other) continue;
      const message =
        '“{0}” is a form of “{1}” as well: it is marked where the document tells which of the two is meant. Take it from one of them if that is not so.';
      found.push({
        code: 'shared-form',
        severity: 'information',
        message,
        args: [form, other.name],
        ...(file.entryRange('actors', actor.id) ?? { start: 0, end: 0 }),
      });
    }
  }
  return found;
}

/** Globs that reach outside the project's folder, which never match. */
export function checkGlobs(file: YamlFile<Project>): readonly Problem[] {
  const found: Problem[] = [];
  for (const section of ['documents', 'exclude'] as const) {
    for (const item of file.value[section] ?? []) {
      const glob = typeof item === 'string' ? item : item.glob;
      if (!outsideOf(glob)) continue;
      const range = file.entryRange(section, '') ?? { start: 0, end: 0 };
      const at = file.text.indexOf(glob, range.start);
      const place = at >= 0 && at + glob.length <= range.end ? { start: at, end: at + glob.length } : range;
      const message = '“{0}” lies outside the folder of this project and matches nothing. Give paths below the folder, with “/”.';
      found.push({ code: 'path-outside', severity: 'warning', message, args: [glob], ...place });
    }
  }
  return found;
}
