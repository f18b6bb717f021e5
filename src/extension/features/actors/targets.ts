/** Whom a command is about: those given by the view or a card, else who stands at the cursor, else one chosen from a list. */
import * as vscode from 'vscode';
import { formKey, type NamedActor } from '../../../core/project/registry';
import type { Actor } from '../../../core/project/schema';
import type { App } from '../../app';
import { numeral } from '../../numeral';
import { noIcons } from '../../plain';
import type { ProjectModel } from '../../workspace/project';
import { kindWord } from '../hovers/words';
import { byKey } from '../rowsByKey';
import { type ActorNode, type ActorsNode, bearersOf, type FormNode, type OutletNode, type SuggestionNode } from './model';
import { say } from '../../saying';

/** The argument of the editor's key bindings. */
export const cursorOnly = 'cursor';

export interface ActorTarget extends NamedActor {
  readonly project: ProjectModel;
  /** The form that was pointed at. */
  readonly form?: string | undefined;
  /** All forms of the actor that were pointed at, where several rows were. */
  readonly forms?: readonly string[] | undefined;
  /** The outlet whose row was pointed at; null for documents whose outlet is not set. */
  readonly outlet?: string | null | undefined;
}

/**
 * @param first the item a command was invoked on, or an actor's id from a card
 * @param second all selected items, or the document's URI from a card
 * @param title of the list to choose from
 */
export async function actorTargets(
  app: App,
  first: unknown,
  second: unknown,
  selected: readonly ActorsNode[],
  title?: string,
): Promise<readonly ActorTarget[]> {
  if (typeof first === 'string' && typeof second === 'string') {
    const target = await fromCard(app, first, second);
    return target ? [target] : [];
  }
  const nodes = nodesOf(first, second, selected);
  if (nodes) return targetsOf(app, nodes);
  const here = atCursor(app);
  if (here) return [here];
  const picked = await pickActor(app, title ?? vscode.l10n.t('Which actor?'));
  return picked ? [picked] : [];
}

/** The nodes that the view gives; undefined where a command does not come from it. */
export function nodesOf(first: unknown, second: unknown, selected: readonly ActorsNode[]): readonly ActorsNode[] | undefined {
  // The view's own keys: rows of it, wherever the cursor stands.
  if (first === byKey) return selected;
  if (Array.isArray(second) && second.every(isNode) && second.length) return second;
  return isNode(first) ? [first] : undefined;
}

/** The actors of rows. Where none of the rows is one actor's it is said what to select: a key that does nothing looks broken. */
export function targetsOf(app: App, nodes: readonly ActorsNode[]): readonly ActorTarget[] {
  const targets = fromNodes(app, nodes);
  if (!targets.length) {
    const { t } = vscode.l10n;
    const why = nodes.some(isSuggestion)
      ? t('A suggested merge is about two actors: open it, and select one of them.')
      : t('Select the row of an actor first.');
    say(why, 5000);
  }
  return targets;
}

function fromNodes(app: App, nodes: readonly ActorsNode[]): readonly ActorTarget[] {
  const own = nodes.filter((node): node is ActorNode | OutletNode | FormNode => node.type === 'actor' || node.type === 'outlet' || node.type === 'form');
  const project = app.projects.byId(own[0]?.project ?? '');
  if (!project) return [];
  // Ids of one project mean nothing in another; rows of one actor are one actor.
  const targets = new Map<string, ActorTarget>();
  const bearers = own.some(({ actor }) => !actor.registered) ? bearersOf(project.value) : undefined;
  for (const node of own.filter((candidate) => candidate.project === project.id)) {
    const target = targetOf(project, node, bearers);
    const former = targets.get(target.id);
    const forms = [...(former?.forms ?? []), ...(target.form === undefined ? [] : [target.form])];
    targets.set(target.id, { ...(former ?? target), ...(forms.length > 0 && { forms: [...new Set(forms)] }) });
  }
  return [...targets.values()];
}

/** The actor as the registry has it now: a row may be a moment old, and its actor added, merged or renamed since. */
function targetOf(project: ProjectModel, node: ActorNode | OutletNode | FormNode, bearers: ReadonlyMap<string, Actor> | undefined): ActorTarget {
  const { id, name, kind } = project.index.actor(node.actor.id) ?? bearers?.get(formKey(node.actor.name)) ?? node.actor;
  const target = { project, id, name, kind };
  if (node.type === 'actor') return target;
  return node.type === 'outlet' ? { ...target, outlet: node.outlet.outlet ?? null } : { ...target, outlet: node.outlet ?? null, form: node.form.form };
}

export function isSuggestion(node: ActorsNode): node is SuggestionNode {
  return node.type === 'suggestion';
}

/** The actor whose name the cursor stands on. */
export function atCursor(app: App): ActorTarget | undefined {
  const article = app.articles.active;
  const editor = vscode.window.activeTextEditor;
  const mention = article && editor && article.mentionAt(article.offset(editor.selection.active));
  return mention && { project: article.model.project, id: mention.actor, name: mention.name, kind: mention.kind, form: mention.text };
}

/** A card's arguments hold only for an actor that the registry, the index or the document itself knows. */
async function fromCard(app: App, id: string, uri: string): Promise<ActorTarget | undefined> {
  const document = app.projects.documentAt(vscode.Uri.parse(uri));
  if (!document) return undefined;
  const { project } = document;
  const mention = app.articles.get(document.uri)?.analysis?.mentions.find(({ actor }) => actor === id);
  const known = project.index.actor(id) ?? (mention && { id, name: mention.name, kind: mention.kind }) ?? (await project.corpus.actor(id));
  return known && { project, id: known.id, name: known.name, kind: known.kind };
}

export async function pickActor(app: App, title: string): Promise<ActorTarget | undefined> {
  const project = app.articles.active?.model.project ?? app.projects.all()[0];
  if (!project) return undefined;
  const picked = await vscode.window.showQuickPick(actorItems(project, []), { title, matchOnDescription: true });
  return picked && { project, ...picked.actor };
}

/** Forms that stand beside a name in a list, and are searched there: a registry may give one actor thousands. */
const mostForms = 100;

export interface ActorItem extends vscode.QuickPickItem {
  readonly actor: NamedActor;
}

/** Everybody the project knows, the registry first, then by mentions. @param except ids that are not offered */
export async function actorItems(project: ProjectModel, except: readonly string[]): Promise<ActorItem[]> {
  const { t } = vscode.l10n;
  const registry = project.value.actors ?? [];
  const counted = await project.corpus.actorNames();
  const mentions = new Map(counted.map((actor) => [actor.id, actor.mentions] as const));
  const registered = registry.map((actor) => ({ actor, forms: actor.aliases ?? [], count: mentions.get(actor.id) ?? 0 }));
  const known = new Set(registry.map(({ id }) => id));
  const others = counted
    .filter(({ id, mentions: count }) => count > 0 && !known.has(id))
    .map((actor) => ({ actor, forms: [t('not in the registry')], count: actor.mentions }));
  return [...registered.sort((a, b) => b.count - a.count), ...others]
    .filter(({ actor }) => !except.includes(actor.id))
    .map(({ actor: { id, name, kind }, forms, count }) => ({
      label: noIcons(name),
      description: noIcons([kindWord(kind, t), ...(count ? [numeral(count)] : []), ...forms.slice(0, mostForms)].join(' · ')),
      actor: { id, name, kind },
    }));
}

const nodeTypes: readonly unknown[] = ['group', 'actor', 'outlet', 'form', 'suggestion'] satisfies readonly ActorsNode['type'][];

export function isNode(value: unknown): value is ActorsNode {
  return typeof value === 'object' && value !== null && 'type' in value && 'id' in value && nodeTypes.includes(value.type);
}
