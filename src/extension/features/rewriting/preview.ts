/** Shows what would be rewritten, file by file with a comparison, and asks once. */
import * as vscode from 'vscode';
import type { Rewrite } from '../../../core/rewriting';
import { numeral } from '../../numeral';
import { noIcons } from '../../plain';
import type { Refusal } from '../../../core/sidecar/switching';

const scheme = 'pressmark-preview';

interface Item extends vscode.QuickPickItem {
  readonly rewrite?: Rewrite;
  /** Opened beside the list: a document that the act is about, and that stays as it is. */
  readonly shows?: vscode.Uri;
}

export interface PreviewOptions {
  /** The words for doing it. */
  readonly go?: string;
  /** What the act is about besides the files that change. */
  readonly also?: readonly { readonly label: string; readonly description: string; readonly uri: vscode.Uri | undefined }[] | undefined;
  /** What these are; passages where it is not said. */
  readonly heading?: string | undefined;
}

/** @returns whether the reader wants all of it */
export async function confirmed(title: string, rewrites: readonly Rewrite[], { go: words, also = [], heading }: PreviewOptions = {}): Promise<boolean> {
  const { t } = vscode.l10n;
  const texts = vscode.workspace.registerTextDocumentContentProvider(scheme, {
    provideTextDocumentContent: ({ path, query }) => {
      const rewrite = rewrites.find((one) => vscode.Uri.parse(one.path).path === path);
      return (query === 'before' ? rewrite?.before : rewrite?.after) ?? '';
    },
  });
  const go: Item = {
    label: `$(check) ${words === undefined ? t('Rewrite {0} files', numeral(rewrites.length)) : noIcons(words)}`,
    description: t('can be taken back'),
  };
  const files = rewrites.map((rewrite): Item => ({ label: noIcons(nameOf(rewrite.path)), description: whatHappens(rewrite), rewrite }));
  const others = also.map(({ label, description, uri }): Item => ({ label: noIcons(label), description: noIcons(description), ...(uri && { shows: uri }) }));
  const line: Item = { label: heading ?? t('Passages'), kind: vscode.QuickPickItemKind.Separator };
  try {
    for (;;) {
      const picked = await vscode.window.showQuickPick<Item>([go, ...files, ...(others.length ? [line, ...others] : [])], {
        title,
        placeHolder: t('Choose a file to see what would change in it.'),
        ignoreFocusOut: true,
        matchOnDescription: true,
      });
      if (!picked || picked === go) return picked === go;
      if (picked.rewrite) await compare(picked.rewrite);
      else if (picked.shows) await vscode.window.showTextDocument(picked.shows, { preview: true, preserveFocus: true });
    }
  } finally {
    // What was compared is one of the two now: the comparison has nothing more to say.
    await vscode.window.tabGroups.close(vscode.window.tabGroups.all.flatMap(({ tabs }) => tabs.filter(isComparison)));
    texts.dispose();
  }
}

async function compare({ path }: Rewrite): Promise<void> {
  const uri = vscode.Uri.parse(path, true);
  const side = (query: string): vscode.Uri => vscode.Uri.from({ scheme, path: uri.path, query });
  const title = vscode.l10n.t('{0}: now and then', nameOf(path));
  await vscode.commands.executeCommand('vscode.diff', side('before'), side('after'), title, { preview: false, preserveFocus: true });
}

function isComparison({ input }: vscode.Tab): boolean {
  return input instanceof vscode.TabInputTextDiff && input.original.scheme === scheme;
}

/** Why nothing is rewritten; choosing one opens its file. */
export async function showRefusals(root: vscode.Uri, title: string, refusals: readonly Refusal[]): Promise<void> {
  const items = refusals.map((refusal) => ({
    label: noIcons(refusal.path),
    detail: noIcons(vscode.l10n.t(refusal.message, ...refusal.args)),
    path: refusal.path,
  }));
  const picked = await vscode.window.showQuickPick(items, {
    title,
    placeHolder: vscode.l10n.t('Nothing was changed. Settle these first; choose one to open its file.'),
    matchOnDetail: true,
  });
  if (picked) await vscode.window.showTextDocument(vscode.Uri.joinPath(root, picked.path));
}

function whatHappens({ before, after }: Rewrite): string {
  const { t } = vscode.l10n;
  return before === undefined ? t('new') : after === undefined ? t('deleted') : t('changed');
}

function nameOf(uri: string): string {
  return vscode.workspace.asRelativePath(vscode.Uri.parse(uri, true), false);
}
