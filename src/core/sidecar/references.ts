/** What a sidecar says that its project does not know. Warnings: the entries are read, shown and kept all the same. */
import type { Problem } from '../problem';
import type { ProjectIndex } from '../project/lookup';
import type { Range } from '../text/range';
import type { YamlFile } from '../yaml/file';
import { keyOfStance } from './decision';
import type { Sidecar } from './schema';

export interface ReferenceOptions {
  /** Actors that are known without standing in the project, such as those of the built-in registry. */
  readonly knownActor?: ((id: string) => boolean) | undefined;
  /** Annotations that stand in another sidecar of the same document. */
  readonly knownAnnotation?: ((id: string) => boolean) | undefined;
}

/**
 * Checks every id that points into the project or to another entry. Merged ids (`replaces`) count as known.
 * Problems stand at the id where it can be found in its entry, else at the entry.
 */
export function checkReferences(file: YamlFile<Sidecar>, project: ProjectIndex, options: ReferenceOptions = {}): readonly Problem[] {
  const checker = new Checker(file);
  const knowsActor = (id: string): boolean => project.actor(id) !== undefined || options.knownActor?.(id) === true;
  const { document, stance = [], annotations = [], mentions = [] } = file.value;
  for (const field of ['outlet', 'publisher', 'via'] as const) {
    for (const id of asList(document?.[field])) checker.known(project.outlet(id), 'outlet', id, 'document', field);
  }
  for (const id of document?.events ?? []) checker.known(project.event(id), 'event', id, 'document', 'events');

  const own = new Set(annotations.map((annotation) => annotation.id));
  for (const entry of stance) {
    const key = keyOfStance(entry);
    if (checker.known(project.question(entry.question), 'question', entry.question, 'stance', key)) {
      checker.known(project.position(entry.question, entry.position), 'position', entry.position, 'stance', key);
    }
    for (const id of entry.evidence ?? []) checker.known(own.has(id) || options.knownAnnotation?.(id) === true || undefined, 'annotation', id, 'stance', key);
  }
  for (const { id, tags, speaker, position } of annotations) {
    for (const tag of tags) checker.known(project.tag(tag), 'tag', tag, 'annotations', id);
    if (speaker !== undefined) checker.known(knowsActor(speaker) || undefined, 'actor', speaker, 'annotations', id);
    checker.ordered(position, 'annotations', id);
  }
  for (const { id, actor, date, reject, position } of mentions) {
    if (actor !== undefined) checker.known(knowsActor(actor) || undefined, 'actor', actor, 'mentions', id);
    if ([actor, date, reject].filter((part) => part !== undefined).length !== 1) checker.undecided(id);
    checker.ordered(position, 'mentions', id);
  }
  return checker.problems;
}

const messages = {
  outlet: 'There is no outlet “{0}” in the project. Add it to “outlets”, or use one that is there.',
  event: 'There is no event “{0}” in the project. Add it to “events”, or use one that is there.',
  question: 'There is no stance question “{0}” in the project.',
  position: 'There is no position “{0}” in the stance question. Add it to “positions”, or use one that is there.',
  tag: 'There is no tag “{0}” in the codebook. Add it to “tags”, or use one that is there.',
  actor: 'There is no actor “{0}” in the project. Add it to “actors”, or use one that is there.',
  annotation: 'There is no annotation “{0}” in this file to be evidence.',
} as const;

class Checker {
  readonly problems: Problem[] = [];

  constructor(private readonly file: YamlFile<Sidecar>) {}

  known(found: unknown, kind: keyof typeof messages, id: string, section: string, key: string): boolean {
    if (found !== undefined) return true;
    this.report(`unknown-${kind}`, messages[kind], [id], this.placeOf(id, section, key));
    return false;
  }

  ordered([start, end]: readonly [number, number], section: string, key: string): void {
    if (start <= end) return;
    this.report('bad-position', 'This position ends before it starts: [{0}, {1}].', [String(start), String(end)], this.entry(section, key));
  }

  undecided(key: string): void {
    this.report('mention-decision', 'Say one thing about this mark: “actor”, “date” or “reject”.', [], this.entry('mentions', key));
  }

  private report(code: string, message: string, args: readonly string[], at: Range): void {
    this.problems.push({ code, severity: 'warning', message, args, start: at.start, end: at.end });
  }

  private entry(section: string, key: string): Range {
    return this.file.entryRange(section, key) ?? { start: 0, end: 0 };
  }

  /** The id as a whole word within its entry. */
  private placeOf(id: string, section: string, key: string): Range {
    const entry = this.entry(section, key);
    const content = this.file.text.slice(entry.start, entry.end);
    for (let at = content.indexOf(id); at >= 0; at = content.indexOf(id, at + 1)) {
      const around = (content[at - 1] ?? ' ') + (content[at + id.length] ?? ' ');
      if (!/[\p{L}\p{N}_-]/u.test(around) && !/^\s*:/.test(content.slice(at + id.length, at + id.length + 2))) {
        return { start: entry.start + at, end: entry.start + at + id.length };
      }
    }
    return entry;
  }
}

function asList(value: string | readonly string[] | undefined): readonly string[] {
  return value === undefined ? [] : typeof value === 'string' ? [value] : value;
}
