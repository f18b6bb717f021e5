/** Walks through passages that were coded before their tag's definition was revised: each is kept, coded anew, or deleted. Loaded when first used. */
import * as vscode from 'vscode';
import { olderTags } from '../../../core/corpus/tags';
import type { App } from '../../app';
import { numeral } from '../../numeral';
import { plain } from '../../plain';
import { openArticle } from '../../workspace/open';
import { shorten } from '../shorten';
import { change, remove, retag } from './acting';
import { byId, type PassageTarget } from './target';

type Choice = 'keep' | 'retag' | 'remove' | 'later';

/** One after the other, until the reader has enough (Escape). What was settled meanwhile is passed over. */
export async function checkRevised(app: App, targets: readonly PassageTarget[]): Promise<void> {
  const { t } = vscode.l10n;
  for (const [index, { model, annotation: known }] of targets.entries()) {
    const target = await byId(app, model.uri.toString(), known.id);
    const older = target ? olderTags(target.annotation, model.project.index) : [];
    if (!target || !older.length) continue;
    const { editor, article } = await openArticle(app, model, { preview: true });
    const place = article?.passages.find(({ annotation }) => annotation.id === known.id)?.range;
    if (article && place) {
      const range = article.range(place);
      editor.selection = new vscode.Selection(range.start, range.end);
      editor.revealRange(range, vscode.TextEditorRevealType.InCenterIfOutsideViewport);
    }
    const choice = await ask(target, older, t('Coded Before the Revision: {0} of {1}', numeral(index + 1), numeral(targets.length)));
    if (choice === undefined) return;
    // Looked at by the definition of now: that is what `updated` says.
    if (choice === 'keep') await change(app, t('Keep under the revised definition'), [target], () => ({}));
    else if (choice === 'retag') await retag(app, [target]);
    else if (choice === 'remove') await remove(app, [target]);
  }
}

async function ask({ annotation, model: { project } }: PassageTarget, older: readonly string[], title: string): Promise<Choice | undefined> {
  const { t } = vscode.l10n;
  const definitions = older.map((id) => {
    const tag = project.index.tag(id)?.tag;
    const parts = [tag?.description, tag?.include && t('Include: {0}', tag.include), tag?.exclude && t('Exclude: {0}', tag.exclude)].filter((part) => part);
    return plain(`${tag?.label ?? id}: ${shorten(parts.join(' '), 200)}`);
  });
  const items: readonly (vscode.QuickPickItem & { readonly choice: Choice })[] = [
    { label: t('Keep: it still fits'), detail: definitions.join(' · '), choice: 'keep' },
    { label: t('Change its tags…'), choice: 'retag' },
    { label: t('Delete the passage'), choice: 'remove' },
    { label: t('Leave it for later'), choice: 'later' },
  ];
  return (await vscode.window.showQuickPick(items, { title, placeHolder: `“${shorten(annotation.quote ?? '', 120)}”` }))?.choice;
}
