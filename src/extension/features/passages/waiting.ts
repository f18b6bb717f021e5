/** Rows for what a person has to settle: rare, so loaded when there is one. */
import * as vscode from 'vscode';
import { contextValue } from '../../contributions';
import { escapeMarkdown as esc } from '../../markdown';
import { numeral } from '../../numeral';
import { plural } from '../hovers/cards';
import type { AsideReason } from '../../../core/yaml/waiting';
import type { WaitingNode } from './nodes';

/** Of many changes so many are told one by one. */
const maxTold = 8;

export function waitingItem(node: WaitingNode): vscode.TreeItem {
  const { t } = vscode.l10n;
  const item = node.type === 'interrupted' ? interruptedItem(node) : asideItem(node);
  item.description = node.type === 'interrupted' ? plural(node.count, t('file'), t('files')) : plural(node.count, t('change'), t('changes'));
  // What was recovered is safe: there is nothing to warn of.
  item.iconPath =
    node.type === 'recovered' ? new vscode.ThemeIcon('history') : new vscode.ThemeIcon('warning', new vscode.ThemeColor('list.warningForeground'));
  return item;
}

/** What a row is called, what it says in a sentence, and in one that names the file. */
function wording(type: AsideReason | 'recovered', path: string, count: number): { readonly label: string; readonly sentence: string; readonly spoken: string } {
  const { t } = vscode.l10n;
  switch (type) {
    case 'gone':
      return {
        label: t('Deleted meanwhile: {0}', path),
        sentence: t('Somebody else has deleted what you changed. Restore it with your changes, or let them go.'),
        spoken: t('{0} of your changes in {1} are to entries that somebody else has deleted. Restore them, or let them go.', numeral(count), path),
      };
    case 'changed':
      return {
        label: t('Changed meanwhile: {0}', path),
        sentence: t('Somebody else has changed what you decided about, so yours is not written. Write yours, or keep what stands there.'),
        spoken: t('{0} of your changes in {1} are to what somebody else has changed. Write yours, or keep what stands there.', numeral(count), path),
      };
    case 'recovered':
      return {
        label: t('Recovered: {0}', path),
        sentence: t('You decided this in an earlier window, which ended before it was written. It is carried out now. Keep it, or take it back.'),
        spoken: t(
          '{0} of your changes in {1} were left unwritten by an earlier window and are carried out now. Keep them, or take them back.',
          numeral(count),
          path,
        ),
      };
    default:
      return type satisfies never;
  }
}

const states = { gone: contextValue.bereft, changed: contextValue.overtaken, recovered: contextValue.recovered } as const;

function asideItem({ type, uri, path, count, words }: Exclude<WaitingNode, { type: 'interrupted' }>): vscode.TreeItem {
  const { t } = vscode.l10n;
  const { label, sentence, spoken } = wording(type, path, count);
  const item = new vscode.TreeItem(label);
  const told = words.slice(0, maxTold).map((line) => `- ${esc(line)}`);
  if (words.length > maxTold) told.push(`- ${esc(t('and {0} changes more', numeral(words.length - maxTold)))}`);
  item.id = `${type} ${uri}`;
  item.tooltip = new vscode.MarkdownString([esc(sentence), told.join('\n')].join('\n\n'));
  item.contextValue = states[type];
  item.command = { command: 'vscode.open', title: t('Open the File'), arguments: [vscode.Uri.parse(uri)] };
  item.accessibilityInformation = { label: [spoken, ...words.slice(0, maxTold)].join(' ') };
  return item;
}

function interruptedItem({ id, label, count }: Extract<WaitingNode, { type: 'interrupted' }>): vscode.TreeItem {
  const { t } = vscode.l10n;
  const item = new vscode.TreeItem(t('Interrupted: {0}', label));
  item.id = id;
  item.tooltip = t('Nothing is lost: every entry stands in one file or in two. Finish it, or take it back.');
  item.contextValue = contextValue.interrupted;
  item.accessibilityInformation = { label: t('Interrupted: {0}, {1}. Finish it, or take it back.', label, plural(count, t('file'), t('files'))) };
  return item;
}
