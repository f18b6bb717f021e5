/** What analysing a project's documents needs, in one module: hosts that care for their start load it when the first text is to be analysed. */
import { type ActorRecogniser, createActorRecogniser, type Gazetteer } from '../actors';
import { Analyser } from '../analysis';
import type { Project } from '../project/schema';

export { emptyGazetteer, type Gazetteer, gazetteerInStages, parseGazetteer } from '../actors';
export type { Analyser } from '../analysis';

/**
 * The analyser of a project: its registry, its not-actors, its actors' names.
 * @param remembered how much text; see {@link BlockCache}
 */
export function analyserFor(project: Project, gazetteer: Gazetteer, remembered?: number): Analyser {
  const actors = project.actors ?? [];
  const recogniser: ActorRecogniser = createActorRecogniser({ actors, notActors: project['not-actors'] ?? [] }, gazetteer);
  const byId = new Map(
    actors.flatMap((actor) => [actor.id, ...(actor.replaces ?? [])].map((id) => [id, { id: actor.id, name: actor.name, kind: actor.kind }] as const)),
  );
  return new Analyser(recogniser, (id) => byId.get(id), remembered);
}
