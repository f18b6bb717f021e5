/** Rows for what a person has to settle: rare, so loaded when there is one. */
import * as vscode from 'vscode';
import { contextValue } from '../../contributions';
import { plural } from '../hovers/cards';
import type { WaitingNode } from './nodes';

export function waitingItem(node: WaitingNode): vscode.TreeItem {
  const { t } = vscode.l10n;
  const item = node.type === 'bereft' ? bereftItem(node) : interruptedItem(node);
  item.description = node.type === 'bereft' ? plural(node.count, t('change'), t('changes')) : plural(node.count, t('file'), t('files'));
  item.iconPath = new vscode.ThemeIcon('warning', new vscode.ThemeColor('list.warningForeground'));
  return item;
}

function bereftItem({ path, count }: Extract<WaitingNode, { type: 'bereft' }>): vscode.TreeItem {
  const { t } = vscode.l10n;
  const item = new vscode.TreeItem(t('Deleted meanwhile: {0}', path));
  item.tooltip = t('Somebody else has deleted what you changed. Restore it with your changes, or let them go.');
  item.contextValue = contextValue.bereft;
  item.accessibilityInformation = {
    label: t('{0} of your changes in {1} are to entries that somebody else has deleted. Restore them, or let them go.', count, path),
  };
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
