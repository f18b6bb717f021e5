/** Who is meant, and who else: lists to choose from, in which those that are suggested as one come first. Loaded when first used. */
import * as vscode from 'vscode';
import { likeness } from '../../../core/actors';
import type { NamedActor } from '../../../core/project/registry';
import type { App } from '../../app';
import { noIcons } from '../../plain';
import { reasonWords } from './items';
import { isFormerSelf, partnersOf, type SuggestionNode } from './model';
import { actorItems, type ActorItem, type ActorTarget, pickActor } from './targets';
import { say } from '../../saying';

interface SuggestionItem extends vscode.QuickPickItem {
  readonly node: SuggestionNode;
}

/** One of the suggested merges, in the order of the view. */
export async function pickSuggestion(open: readonly SuggestionNode[]): Promise<readonly SuggestionNode[]> {
  if (!open.length) {
    say(vscode.l10n.t('No merge is suggested.'), 4000);
    return [];
  }
  const picked = await vscode.window.showQuickPick(open.map(suggestionItem), { title: vscode.l10n.t('Which suggested merge?') });
  return picked ? [picked.node] : [];
}

/** From the palette, with nobody at hand: a suggested merge that is none, or somebody whom the next question is about. */
export async function pickApart(app: App, open: readonly SuggestionNode[]): Promise<SuggestionNode | ActorTarget | undefined> {
  const { t } = vscode.l10n;
  const title = t('Who is not the same as another?');
  const project = app.articles.active?.model.project ?? app.projects.all()[0];
  const own = open.filter((node) => node.project === project?.id);
  if (!project || !own.length) return pickActor(app, title);
  const actors = await actorItems(project, []);
  const items = [separator(t('Suggested merges')), ...own.map(suggestionItem), separator(t('Actors')), ...actors];
  const picked = await vscode.window.showQuickPick<vscode.QuickPickItem | SuggestionItem | ActorItem>(items, { title, matchOnDescription: true });
  if (!picked) return undefined;
  if ('node' in picked) return picked.node;
  return 'actor' in picked ? { project, ...picked.actor } : undefined;
}

/** Who else: those whom a suggestion holds to be the same, with the reason, then the likest, then the registry. */
export async function pickOther(
  target: ActorTarget,
  title: string,
  placeHolder: string,
  suggestions: readonly SuggestionNode[],
): Promise<NamedActor | undefined> {
  const { t } = vscode.l10n;
  const registered = target.project.index.actor(target.id) !== undefined;
  const items = (await actorItems(target.project, [target.id])).filter(
    ({ actor }) => target.project.index.actor(actor.id) !== undefined || !isFormerSelf(target, registered, actor),
  );
  const like = new Map(
    items.map((item) => [item, item.actor.kind === target.kind ? (likeness(target.name, item.actor.name, target.kind)?.likeness ?? 0) : 0] as const),
  );
  items.sort((a, b) => (like.get(b) ?? 0) - (like.get(a) ?? 0));
  const own = suggestions.filter(({ project }) => project === target.project.id);
  const suggested = partnersOf(target.id, own).flatMap(({ id, why }) => {
    const item = items.find(({ actor }) => actor.id === id);
    return item ? [{ ...item, description: [item.description ?? '', reasonWords(why, t)].join(' · ') }] : [];
  });
  const others = items.filter(({ actor }) => !suggested.some((item) => item.actor.id === actor.id));
  const all = suggested.length ? [separator(t('Suggested as the same')), ...suggested, separator(t('Others')), ...others] : others;
  const picked = await vscode.window.showQuickPick<vscode.QuickPickItem | ActorItem>(all, { title, placeHolder, matchOnDescription: true });
  return picked && 'actor' in picked ? picked.actor : undefined;
}

function suggestionItem(node: SuggestionNode): SuggestionItem {
  return { label: noIcons(`${node.from.name} → ${node.into.name}`), description: reasonWords(node.why, vscode.l10n.t), node };
}

function separator(label: string): vscode.QuickPickItem {
  return { label, kind: vscode.QuickPickItemKind.Separator };
}
