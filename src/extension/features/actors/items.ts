/** Rows of the Actors view, as they are seen and as they are spoken. */
import * as vscode from 'vscode';
import type { ActorKind } from '../../../core/actors/types';
import type { ActorSummary } from '../../../core/corpus/types';
import type { Project } from '../../../core/project/schema';
import { command, contextValue } from '../../contributions';
import { escapeMarkdown as esc } from '../../markdown';
import { numeral } from '../../numeral';
import type { Translate } from '../../translate';
import { formsInWords, kindWord, outletName, plural } from '../hovers/words';
import type { ActorNode, ActorsNode, FormNode, GroupLabel, GroupNode, OutletNode, SuggestionNode } from './model';

const icons: Readonly<Record<ActorKind, string>> = {
  person: 'person',
  organisation: 'organization',
  state: 'globe',
  place: 'location',
  group: 'group-by-ref-type',
};
/** Rows of a tooltip; the view has them all. */
const mostOutlets = 12;

export function actorsItem(node: ActorsNode, project: Project | undefined, t: Translate): vscode.TreeItem {
  switch (node.type) {
    case 'group':
      return groupItem(node, t);
    case 'actor':
      return actorItem(node, t);
    case 'outlet':
      return outletItem(node, project, t);
    case 'form':
      return formItem(node, t);
    case 'suggestion':
      return suggestionItem(node, t);
    default:
      return node satisfies never;
  }
}

/** Made when the mouse rests on a row: thousands of rows have none. */
export function actorsTooltip(node: ActorsNode, project: Project, t: Translate): vscode.MarkdownString | undefined {
  if (node.type === 'actor') return actorTooltip(node.actor, project, t);
  if (node.type !== 'suggestion') return undefined;
  const lines = [
    `**${esc(t('{0} and {1} may be one actor', node.into.name, node.from.name))}**`,
    esc(reasonWords(node.why, t)),
    ...[node.into, node.from].map((actor) => esc(`${actor.name}: ${countsOf(actor, t)}${actor.registered ? '' : `, ${t('not in the registry')}`}`)),
    esc(t('Merged, {0} becomes a form of {1}. Kept apart, both stand in the registry and are not suggested again.', node.from.name, node.into.name)),
  ];
  return new vscode.MarkdownString(lines.join('\n\n'));
}

function groupItem(node: GroupNode, t: Translate): vscode.TreeItem {
  const label = groupWords(node.label, t);
  const item = new vscode.TreeItem(label, node.expanded ? vscode.TreeItemCollapsibleState.Expanded : vscode.TreeItemCollapsibleState.Collapsed);
  item.id = node.id;
  item.description = numeral(node.count);
  const word = 'word' in node.label ? node.label.word : undefined;
  if (word === 'suggestions') item.iconPath = new vscode.ThemeIcon('git-merge');
  if (word === 'later') item.iconPath = new vscode.ThemeIcon('clock');
  const counted =
    word === 'suggestions' || word === 'later' ? plural(node.count, t('suggestion'), t('suggestions')) : plural(node.count, t('actor'), t('actors'));
  item.accessibilityInformation = { label: `${label}, ${counted}` };
  item.contextValue = contextValue.actorGroup;
  return item;
}

function actorItem({ id, actor }: ActorNode, t: Translate): vscode.TreeItem {
  const item = new vscode.TreeItem(actor.name, actor.mentions ? vscode.TreeItemCollapsibleState.Collapsed : vscode.TreeItemCollapsibleState.None);
  item.id = id;
  item.description = [...(actor.mentions ? [counted(actor.mentions, actor.asides, t)] : []), ...(actor.registered ? [] : [t('not in the registry')])].join(
    ' · ',
  );
  item.iconPath = new vscode.ThemeIcon(icons[actor.kind]);
  item.contextValue = actor.registered ? contextValue.actor : contextValue.provisionalActor;
  item.accessibilityInformation = {
    label: [actor.name, kindWord(actor.kind, t), countsOf(actor, t), ...(actor.registered ? [] : [t('not in the registry')])].join(', '),
  };
  return item;
}

function outletItem(node: OutletNode, project: Project | undefined, t: Translate): vscode.TreeItem {
  const { outlet, forms } = node.outlet;
  const label = project ? outletName(project, outlet, t) : (outlet ?? '');
  const item = new vscode.TreeItem(label, vscode.TreeItemCollapsibleState.Collapsed);
  const listed = forms.map(({ form, count }) => `${form} ${numeral(count)}`).join(', ');
  item.id = node.id;
  item.description = listed;
  item.iconPath = new vscode.ThemeIcon('broadcast');
  item.contextValue = contextValue.actorOutlet;
  item.tooltip = `${label}: ${listed}`;
  item.accessibilityInformation = { label: `${label}: ${listed}` };
  return item;
}

function formItem(node: FormNode, t: Translate): vscode.TreeItem {
  const { form, count, asides } = node.form;
  const item = new vscode.TreeItem(form);
  item.id = node.id;
  item.description = counted(count, asides, t);
  item.iconPath = new vscode.ThemeIcon('symbol-string');
  item.contextValue = contextValue.actorForm;
  item.command = { command: command.showActorMentions, title: t('Show Mentions'), arguments: [node] };
  const aside = asides ? `, ${t('{0} of them in captions, comments, quoted titles or page furniture', numeral(asides))}` : '';
  item.tooltip = `${form}: ${plural(count, t('mention'), t('mentions'))}${aside}`;
  item.accessibilityInformation = { label: `${t('Form {0}', form)}, ${plural(count, t('mention'), t('mentions'))}${aside}` };
  return item;
}

function suggestionItem(node: SuggestionNode, t: Translate): vscode.TreeItem {
  const item = new vscode.TreeItem(`${node.from.name} → ${node.into.name}`, vscode.TreeItemCollapsibleState.Collapsed);
  const reason = reasonWords(node.why, t);
  item.id = node.id;
  item.description = reason;
  item.iconPath = new vscode.ThemeIcon(node.later ? 'clock' : 'question');
  item.contextValue = node.later ? contextValue.laterSuggestion : contextValue.suggestion;
  item.accessibilityInformation = { label: `${t('Merge {0} into {1}?', node.from.name, node.into.name)} ${reason}${node.later ? `, ${t('set aside')}` : ''}` };
  return item;
}

function actorTooltip(actor: ActorSummary, project: Project, t: Translate): vscode.MarkdownString {
  const rows = actor.variants.slice(0, mostOutlets).map(({ outlet, forms }) => `- ${esc(outletName(project, outlet, t))}: ${formsInWords(forms, t)}`);
  return new vscode.MarkdownString([`**${esc(actor.name)}** — ${esc(kindWord(actor.kind, t))}`, esc(countsOf(actor, t)), rows.join('\n')].join('\n\n'));
}

/** “1 (1 set back)” would read like two; between 34,636 and 1,803 a comma would read like one. */
function counted(count: number, asides: number, t: Translate): string {
  if (asides === 0) return numeral(count);
  return asides === count ? t('{0} set back', numeral(count)) : `${numeral(count)} ${t('({0} set back)', numeral(asides))}`;
}

function countsOf(actor: ActorSummary, t: Translate): string {
  if (!actor.mentions) return t('not mentioned');
  const mentions = plural(actor.mentions, t('mention'), t('mentions'));
  const counts = actor.documents ? t('{0} in {1}', mentions, plural(actor.documents, t('document'), t('documents'))) : mentions;
  return actor.asides ? `${counts}, ${t('{0} of them in captions, comments, quoted titles or page furniture', numeral(actor.asides))}` : counts;
}

function groupWords(label: GroupLabel, t: Translate): string {
  if ('from' in label) return t('{0} to {1}', numeral(label.from), numeral(label.to));
  if ('kind' in label) return kindPlural(label.kind, t);
  const words = { suggestions: t('Suggested merges'), later: t('Set aside'), 'not-mentioned': t('In the registry, not mentioned') };
  return words[label.word];
}

export function kindPlural(kind: ActorKind, t: Translate): string {
  const words: Readonly<Record<ActorKind, string>> = {
    person: t('People'),
    organisation: t('Organisations'),
    group: t('Groups'),
    state: t('States'),
    place: t('Places'),
  };
  return words[kind];
}

/** Why two names may be one actor's; what a later version of the recogniser calls otherwise is likeness all the same. */
export function reasonWords(why: string, t: Translate): string {
  const words: Readonly<Record<string, string>> = {
    transliteration: t('one name in two transliterations'),
    'middle-name': t('same name, one with a middle name'),
    'given-name-sounds': t('same surname, given names sound alike'),
    'surname-sounds': t('surnames sound alike'),
    'surname-only': t('same surname, one without a given name'),
    acronym: t('acronym of the other’s words'),
    spelling: t('spelled nearly alike'),
    'word-order': t('same words in another order'),
  };
  return Object.hasOwn(words, why) ? (words[why] ?? why) : t('names are alike');
}
