/**
 * The tree of the Actors view where the index is, in the worker: a corpus of a hundred thousand documents names fifty thousand actors, and what is told of
 * each to the host would hold it up for a second at every change. The host is given what is shown, and the rest when a group is opened. Pure.
 */
import type { MergeSuggestion } from '../../../core/actors';
import type { ActorKind } from '../../../core/actors/types';
import type { ActorSummary } from '../../../core/corpus/types';
import { formKey } from '../../../core/project/registry';
import type { Project } from '../../../core/project/schema';
import type { ActorGrouping } from '../../contributions';
import { type ActorFilter, type ActorsNode, actorsTree, type GroupNode } from './model';

export interface ActorsRequest {
  readonly projectId: string;
  /** Mentions are counted anew; else what was counted last is seen in the light of the registry as it is now. */
  readonly count: boolean;
  /** All documents are read: before, merges are not suggested. */
  readonly complete: boolean;
  /** Ids of suggestions that were set aside. */
  readonly later: readonly string[];
  readonly grouping: ActorGrouping;
  readonly filter: ActorFilter;
  /** Groups whose rows are shown. */
  readonly open: readonly string[];
}

/** An actor in a list to choose from. */
export interface ActorName {
  readonly id: string;
  readonly name: string;
  readonly kind: ActorKind;
  readonly registered: boolean;
  readonly mentions: number;
}

/** What a worker is asked of the actors of a project. */
export interface ActorQueries {
  /** The topmost rows, with all below that are shown; groups that are not open have `lazy`, and their rows are asked for. */
  actorsView(request: ActorsRequest): Promise<readonly ActorsNode[]>;
  /** Rows of a group of the last view; none where it is no longer there. */
  actorsBelow(group: string): Promise<readonly ActorsNode[]>;
  /** The groups that an actor's row stands in, from the top; undefined where it has none. */
  actorPath(actor: string): Promise<readonly string[] | undefined>;
  /** Everybody, the most mentioned first. */
  actorNames(): Promise<readonly ActorName[]>;
  /** Who is called so, by the keys of the forms. @param except ids that are not asked for */
  actorsCalled(keys: readonly string[], except: readonly string[]): Promise<readonly (ActorName & { readonly keys: readonly string[] })[]>;
}

interface Source {
  actors(): readonly ActorSummary[];
  mergeSuggestions(): readonly MergeSuggestion[];
}

export class ActorsDirectory {
  private counted: { readonly actors: readonly ActorSummary[]; readonly suggestions: readonly MergeSuggestion[] } | undefined;
  private roots: readonly ActorsNode[] = [];
  private readonly groups = new Map<string, GroupNode>();
  /** As the registry is now. */
  project: Project = { pressmark: 1 };

  constructor(private readonly source: Source) {}

  view({ count, complete, later, open, ...rest }: ActorsRequest): readonly ActorsNode[] {
    if (count || !this.counted) this.counted = { actors: this.source.actors(), suggestions: complete ? this.source.mergeSuggestions() : [] };
    this.roots = actorsTree({ ...rest, ...this.counted, project: this.project, later: new Set(later) });
    this.groups.clear();
    for (const { node } of walk(this.roots)) if (node.type === 'group') this.groups.set(node.id, node);
    return shown(this.roots, new Set(open));
  }

  below(group: string): readonly ActorsNode[] {
    return shown(this.groups.get(group)?.children ?? [], new Set());
  }

  pathTo(actor: string): readonly string[] | undefined {
    for (const { node, above } of walk(this.roots)) if (node.type === 'actor' && node.actor.id === actor) return above;
    return undefined;
  }

  names(): readonly ActorName[] {
    return this.source.actors().map(nameOf);
  }

  called(keys: readonly string[], except: readonly string[]): readonly (ActorName & { readonly keys: readonly string[] })[] {
    const [asked, left] = [new Set(keys), new Set(except)];
    return this.source.actors().flatMap((actor) => {
      if (left.has(actor.id)) return [];
      const own = new Set(actor.variants.flatMap(({ forms }) => forms.map(({ form }) => formKey(form))));
      const borne = [...asked].filter((key) => own.has(key));
      return borne.length > 0 ? [{ ...nameOf(actor), keys: borne }] : [];
    });
  }
}

function nameOf({ id, name, kind, registered, mentions }: ActorSummary): ActorName {
  return { id, name, kind, registered, mentions };
}

function* walk(
  nodes: readonly ActorsNode[],
  above: readonly string[] = [],
): Generator<{ readonly node: ActorsNode; readonly above: readonly string[] }, void, undefined> {
  for (const node of nodes) {
    yield { node, above };
    if (node.type === 'group') yield* walk(node.children, [...above, node.id]);
  }
}

/** What is open from the start is shown, and suggestions always are: there are few, and the view counts them. */
function shown(nodes: readonly ActorsNode[], open: ReadonlySet<string>): readonly ActorsNode[] {
  return nodes.map((node) => {
    if (node.type !== 'group') return node;
    const few = 'word' in node.label && (node.label.word === 'suggestions' || node.label.word === 'later');
    if (few || node.expanded || open.has(node.id)) return { ...node, children: shown(node.children, open), lazy: false };
    return { ...node, children: [], lazy: true };
  });
}
