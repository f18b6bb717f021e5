/** The codebook by which two branches are compared, where their project files, and the one that is open, differ. */
import { indexProject, type ProjectIndex } from '../project';
import type { Project, StanceQuestion, Tag } from '../project/schema';
import type { Subject } from './index';

/** What one branch says of the project; undefined where it has no project file. */
export interface Branch {
  readonly name: string;
  readonly project: Project | undefined;
}

/** Who does not know a tag or question that a report speaks of. */
export interface Lacking {
  /** The project as it is open lacks it. */
  readonly here: boolean;
  /** Names of the branches whose project file lacks it. */
  readonly branches: readonly string[];
}

export interface ComparedCodebook {
  readonly index: ProjectIndex;
  readonly lacking: (subject: Subject) => Lacking;
}

/**
 * The codebook of the project as it is open holds: its labels, its order, what its tags replace, its questions and their positions. A tag or
 * question that it lacks is the first branch's, else the second's; and so is what a tag replaces that it does not know at all: two tags
 * that one branch has merged are one, since merging them is the later decision.
 */
export function codebookOf(here: Project, branches: readonly Branch[]): ComparedCodebook {
  const own = indexProject(here);
  const others = branches.map(({ name, project }) => ({ name, index: project && indexProject(project) }));
  const known = others.flatMap(({ index }) => index ?? []);
  const merged = mergedIds(own, known);
  const replaced = new Map<string, string[]>();
  for (const id of merged.keys()) replaced.set(heirOf(id, merged), [...(replaced.get(heirOf(id, merged)) ?? []), id]);
  const added = new Map<string, Tag>();
  for (const { tags } of known) {
    for (const { tag } of tags) {
      if (own.tag(tag.id) || merged.has(tag.id) || added.has(tag.id)) continue;
      added.set(tag.id, { id: tag.id, label: tag.label });
    }
  }
  const questions = new Map<string, StanceQuestion>();
  for (const { project } of known) for (const question of project.stance ?? []) if (!questions.has(question.id)) questions.set(question.id, question);
  const index = indexProject({
    ...here,
    tags: withReplaced([...(here.tags ?? []), ...added.values()], replaced),
    stance: [...(here.stance ?? []), ...[...questions.values()].filter(({ id }) => !own.question(id))],
  });
  const knows = (by: ProjectIndex, subject: Subject): boolean =>
    subject.kind === 'tag'
      ? by.tag(subject.id) !== undefined || (index.tag(subject.id)?.tag.replaces ?? []).some((id) => by.tag(id) !== undefined)
      : by.question(subject.question) !== undefined;
  return {
    index,
    lacking: (subject) => ({
      here: !knows(own, subject),
      branches: others.flatMap(({ name, index: by }) => (by && !knows(by, subject) ? name : [])),
    }),
  };
}

/** What the branches have merged of ids that the project here does not know: into which, one step each. No chain of them leads back. */
function mergedIds(own: ProjectIndex, branches: readonly ProjectIndex[]): ReadonlyMap<string, string> {
  const into = new Map<string, string>();
  for (const { tags } of branches) {
    for (const { tag } of tags) {
      const heir = own.tagId(tag.id);
      for (const id of tag.replaces ?? []) if (!own.tag(id) && !into.has(id) && heirOf(heir, into) !== id) into.set(id, heir);
    }
  }
  return into;
}

function heirOf(id: string, into: ReadonlyMap<string, string>): string {
  const next = into.get(id);
  return next === undefined ? id : heirOf(next, into);
}

function withReplaced(tags: readonly Tag[], replaced: ReadonlyMap<string, readonly string[]>): Tag[] {
  return tags.map((tag) => {
    const more = replaced.get(tag.id);
    return {
      ...tag,
      ...(more && { replaces: [...(tag.replaces ?? []), ...more] }),
      ...(tag.children && { children: withReplaced(tag.children, replaced) }),
    };
  });
}
