/** The project file and its parts as the YAML layer sees them. */
import * as v from 'valibot';
import type { Data, Format, Operation, Section } from '../yaml/format';
import type { ProjectDecision } from './decision';
import { projectMigrations } from './migrations';
import { Actor, Assignment, NewsEvent, Outlet, Project, StanceQuestion, Tag } from './schema';

const id = (entry: Data): string => String(entry['id']);
const version: Section = { kind: 'value', name: 'pressmark', schema: v.pipe(v.number(), v.integer(), v.minValue(0)) };

const sections: Readonly<Record<string, Section>> = {
  documents: { kind: 'value', name: 'documents', schema: Project.entries.documents },
  exclude: { kind: 'value', name: 'exclude', schema: Project.entries.exclude },
  encoding: { kind: 'value', name: 'encoding', schema: Project.entries.encoding },
  coders: { kind: 'value', name: 'coders', schema: Project.entries.coders },
  unit: { kind: 'value', name: 'unit', schema: Project.entries.unit },
  stance: { kind: 'list', name: 'stance', item: StanceQuestion, key: id, style: 'block', replaces: false },
  events: { kind: 'list', name: 'events', item: NewsEvent, key: id, style: 'flow', replaces: false },
  outlets: { kind: 'list', name: 'outlets', item: Outlet, key: id, style: 'block', replaces: false },
  tags: { kind: 'list', name: 'tags', item: Tag, key: id, style: 'block', nested: 'children', replaces: false },
  actors: { kind: 'list', name: 'actors', item: Actor, key: id, style: 'block', replaces: false },
  'not-actors': { kind: 'value', name: 'not-actors', schema: Project.entries['not-actors'] },
  assignments: { kind: 'list', name: 'assignments', item: Assignment, key: (entry) => String(entry['document']), style: 'flow', replaces: true },
};

export const projectFormat: Format = { name: 'project', version: 1, migrations: projectMigrations, sections: [version, ...Object.values(sections)] };

/** The sections that may live in a file of their own beside the project file. */
export const partNames = ['actors', 'outlets', 'tags', 'assignments'] as const;
export type PartName = (typeof partNames)[number];

/** `pressmark.<part>.yaml`: the same section under the same key, alone. */
export function partFormat(part: PartName): Format {
  const section = sections[part];
  if (section === undefined) throw new Error(`no such part: ${part}`);
  return { name: part, version: 1, migrations: projectMigrations, sections: [version, section] };
}

export function projectOperation(decision: ProjectDecision): Operation {
  switch (decision.type) {
    case 'set':
      return { type: 'fields', section: undefined, changes: decision.changes };
    case 'put':
      return { type: 'member', section: decision.list, item: decision.item, present: true, before: decision.before };
    case 'drop':
      return { type: 'member', section: decision.list, item: decision.item, present: false };
    default:
      return decision as unknown as Operation;
  }
}
