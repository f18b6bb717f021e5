/** The rows of the Coders view as tree items. */
import * as vscode from 'vscode';
import type { Case } from '../../../core/adjudication';
import type { ProjectIndex } from '../../../core/project/lookup';
import { command, contextValue } from '../../contributions';
import { escapeMarkdown as esc } from '../../markdown';
import { numeral } from '../../numeral';
import type { ProjectModel } from '../../workspace/project';
import { plural } from '../hovers/words';
import { shorten } from '../shorten';
import { type CaseNode, type CoderNode, type DocumentNode, type SectionKind, type SectionNode, type SideNode, sidesOf } from './model';
import { caseTitle, definitionOf, kindWord, reasonOf, settledWords, sideWords, stateWords } from './words';

const { Collapsed, Expanded, None } = vscode.TreeItemCollapsibleState;
/** A narrow sidebar shows some 35 characters: room is left for who says what. */
const titleLength = 24;
/** The whole text is in the tooltip, and side by side. */
const quoteLength = 60;

export function sectionItem(node: SectionNode): vscode.TreeItem {
  const { t } = vscode.l10n;
  const words: Readonly<Record<SectionKind, readonly [string, string]>> = {
    project: [node.name ?? '', 'folder-library'],
    assignments: [t('Assignments'), 'organization'],
    open: [t('To settle'), 'git-compare'],
    agreed: [t('In agreement'), 'pass'],
    settled: [t('Settled'), 'pass-filled'],
    stretch: [node.name ?? '', 'ellipsis'],
  };
  const [label, icon] = words[node.what];
  const item = new vscode.TreeItem(label, node.what === 'agreed' || node.what === 'settled' || node.what === 'stretch' ? Collapsed : Expanded);
  item.id = node.id;
  if (node.what !== 'project') item.description = numeral(node.count);
  item.iconPath = new vscode.ThemeIcon(icon);
  item.contextValue = node.what === 'agreed' ? contextValue.agreedSection : 'section';
  const counted = node.what === 'assignments' ? plural(node.count, t('coder'), t('coders')) : plural(node.count, t('case'), t('cases'));
  item.accessibilityInformation = { label: node.what === 'project' ? label : `${label}, ${counted}` };
  return item;
}

export function coderItem({ id, progress, hidden, children }: CoderNode): vscode.TreeItem {
  const { t } = vscode.l10n;
  const { coder, assigned, done } = progress;
  const item = new vscode.TreeItem(shorten(coder, titleLength), children.length > 0 ? Collapsed : None);
  const words = hidden ? t('{0} assigned', numeral(assigned)) : t('{0} of {1} done', numeral(done), numeral(assigned));
  item.id = id;
  item.description = words;
  item.iconPath = new vscode.ThemeIcon(!hidden && done === assigned ? 'pass' : 'account');
  item.contextValue = contextValue.assignedCoder;
  item.tooltip = hidden ? t('How far others have come is hidden with their coding.') : t('{0}: {1}', coder, words);
  item.accessibilityInformation = { label: t('Coder {0}: {1}', coder, words) };
  return item;
}

export function documentItem(node: DocumentNode, project: ProjectModel | undefined): vscode.TreeItem {
  const { t } = vscode.l10n;
  const cases = node.cases.length;
  const item = new vscode.TreeItem(shorten(node.title, titleLength), cases > 0 ? (node.folded ? Collapsed : Expanded) : None);
  const uri = project?.documents.get(node.path)?.uri;
  item.id = node.id;
  item.description = cases > 0 ? numeral(cases) : '';
  item.tooltip = `${node.title}\n${node.path}`;
  item.iconPath = new vscode.ThemeIcon('file-text');
  if (uri && cases === 0) item.command = { command: 'vscode.open', title: t('Open'), arguments: [uri] };
  item.accessibilityInformation = { label: cases > 0 ? `${node.title}, ${plural(cases, t('case'), t('cases'))}` : t('{0}, to be coded', node.title) };
  return item;
}

export function caseItem(node: CaseNode, project: ProjectIndex | undefined): vscode.TreeItem {
  const { t } = vscode.l10n;
  const { found } = node;
  const title = caseTitle(found, t);
  const item = new vscode.TreeItem(shorten(title, titleLength), found.kind === 'agreed' || found.state === 'settled' ? Collapsed : Expanded);
  const state = project ? stateWords(found, project, t) : '';
  item.id = node.id;
  // A narrow sidebar cuts off the end: of what was settled the reader wants what holds, which stands below “Settled”, or that it is not settled any more.
  const first = project && found.state === 'settled' ? settledWords(found, project, t) : state;
  item.description = [first, kindWord(found.kind, t)].filter((part) => part !== '').join(' · ');
  item.iconPath = new vscode.ThemeIcon(iconOf(found));
  const [open, done] =
    found.about === 'stance' ? [contextValue.stanceCase, contextValue.stanceCaseSettled] : [contextValue.passageCase, contextValue.passageCaseSettled];
  // Where nobody's entry is left, all that can be done is to take the settlement back.
  const isLeft = sidesOf(node).some(({ mark, entry }) => mark !== undefined || entry !== undefined);
  item.contextValue = found.state === 'settled' || !isLeft ? done : open;
  item.command = { command: command.openCase, title: t('Open'), arguments: [node.project, node.path, found.id] };
  const sides = project ? sidesOf(node).map((side) => `${side.coder}: ${sideWords(side, project, t)}`) : [];
  item.tooltip = [title, ...sides, ...(state === '' ? [] : [state])].join('\n');
  item.accessibilityInformation = {
    label: [title, kindWord(found.kind, t), ...sides, state === '' ? (found.kind === 'agreed' ? '' : t('to settle')) : state]
      .filter((part) => part !== '')
      .join(', '),
  };
  return item;
}

function iconOf({ kind, state }: Case): string {
  if (state === 'settled') return 'pass-filled';
  if (state === 'changed') return 'warning';
  return kind === 'agreed' ? 'pass' : kind === 'stance' ? 'comment-discussion' : 'git-compare';
}

/** A row without its tooltip, which is made when a reader rests on it. */
export function sideItem(node: SideNode, project: ProjectIndex | undefined): vscode.TreeItem {
  const { t } = vscode.l10n;
  const { coder, mark, of } = node;
  const says = project ? sideWords(node, project, t) : '';
  // Where tags are the same, the words are what they differ in.
  const quote = mark && of.found.kind === 'boundaries' ? `“${shorten(mark.text, quoteLength)}”` : '';
  const item = new vscode.TreeItem(`${shorten(coder, titleLength)}: ${quote || says}`, None);
  const reason = reasonOf(node);
  item.id = node.id;
  item.description = [quote === '' ? '' : says, reason].filter((part) => part !== '').join(' · ');
  item.iconPath = new vscode.ThemeIcon(mark || node.entry ? 'account' : 'circle-slash');
  item.contextValue = contextValue.side;
  item.command = { command: command.openCase, title: t('Open'), arguments: [of.project, of.path, of.found.id, coder] };
  const definitions = project ? definitionOf(node, project, t) : [];
  item.accessibilityInformation = {
    label: [t('{0} says {1}', coder, says), mark ? t('text {0}', mark.text) : '', reason === '' ? '' : t('reason {0}', reason), ...definitions]
      .filter((part) => part !== '')
      .join(', '),
  };
  return item;
}

export function sideTooltip(node: SideNode, project: ProjectIndex): vscode.MarkdownString {
  const { t } = vscode.l10n;
  const reason = reasonOf(node);
  const lines = [
    `**${esc(node.coder)}**: ${esc(sideWords(node, project, t))}`,
    ...(node.mark ? [esc(node.mark.text)] : []),
    ...(reason === '' ? [] : [esc(reason)]),
    ...definitionOf(node, project, t).map((text) => `*${esc(text)}*`),
  ];
  return new vscode.MarkdownString(lines.join('\n\n'));
}
