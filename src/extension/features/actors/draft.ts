import { RegistryDraft } from '../../../core/project/registry';
import type { ProjectModel } from '../../workspace/project';

/** A draft that gives nobody an id which sidecars still use for somebody else. */
export async function draftOf(project: ProjectModel): Promise<RegistryDraft> {
  const decided = new Set(await project.corpus.decidedActors());
  return new RegistryDraft(project.value, (id) => decided.has(id));
}
