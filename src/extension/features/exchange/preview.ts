/** What an export cannot carry, or an import cannot use, before anything is written. */
import * as vscode from 'vscode';
import type { Loss } from '../../../core/exchange';
import { numeral } from '../../numeral';
import { noIcons } from '../../plain';

/**
 * @param go what happens on consent; undefined where there is nothing to be done, and the list is all there is
 * @returns whether the reader wants it
 */
export async function preview(title: string, go: string | undefined, losses: readonly Loss[]): Promise<boolean> {
  const { t } = vscode.l10n;
  const act = go === undefined ? [] : [{ label: `$(check) ${noIcons(go)}`, go: true }];
  const rows = losses.map((loss) => ({
    label: noIcons(t(loss.message, ...loss.args.map((arg) => (typeof arg === 'number' ? numeral(arg) : arg)))),
    go: false,
  }));
  const nothing = go !== undefined && losses.length === 0 ? [{ label: t('Nothing is lost.'), go: false }] : [];
  for (;;) {
    const picked = await vscode.window.showQuickPick([...act, ...rows, ...nothing], {
      title,
      placeHolder: go === undefined ? t('There is nothing to be done.') : t('Read what is said below; the first line goes on.'),
      ignoreFocusOut: true,
    });
    // The rows are there to be read: choosing one leads nowhere.
    if (!picked || picked.go || go === undefined) return picked?.go === true;
  }
}
