/** Walks through drifted passages: each with the places where it may be, read aloud with what has changed, and what can be done. */
import * as vscode from 'vscode';
import type { Range } from '../../../core/text/range';
import type { App } from '../../app';
import { numeral } from '../../numeral';
import type { Article } from '../../workspace/article';
import { openArticle } from '../../workspace/open';
import { noIcons } from '../../plain';
import { shorten } from '../shorten';
import { changesInWords } from './drift';
import type { PassageTarget } from './target';

/** What the user chose for one passage. */
export interface Acts {
  accept(target: PassageTarget): Promise<void>;
  move(target: PassageTarget): Promise<void>;
  remove(target: PassageTarget): Promise<void>;
}

type Choice =
  | { readonly act: 'accept'; readonly place: Range; readonly words: string }
  | { readonly act: 'move' | 'remove' | 'later' }
  /** A line between groups. */
  | { readonly act: undefined };
type Item = vscode.QuickPickItem & { readonly choice: Choice };

/** Context shown on each side of a place, in units. */
const around = 60;

/** One after the other, until the user has enough (Escape). A passage that was settled meanwhile is passed over. */
export async function checkPassages(app: App, targets: readonly PassageTarget[], acts: Acts): Promise<void> {
  const highlight = vscode.window.createTextEditorDecorationType({
    backgroundColor: new vscode.ThemeColor('editor.findMatchHighlightBackground'),
    border: '1px solid',
    borderColor: new vscode.ThemeColor('editor.findMatchHighlightBorder'),
  });
  try {
    for (const [index, target] of targets.entries()) {
      const { editor, article } = await openArticle(app, target.model, { preview: true });
      const passage = article?.passages.find(({ annotation }) => annotation.id === target.annotation.id);
      if (!article || !passage || passage.state === 'exact') continue;
      const selection = editor.selection.isEmpty ? undefined : article.offsets(editor.selection);
      const places = [...(passage.range ? [passage.range] : []), ...passage.candidates];
      const items = itemsFor(article, target, places, passage.range !== null, selection);
      const show = ({ choice }: Item): void => {
        const place = choice.act === 'accept' ? article.range(choice.place) : undefined;
        editor.setDecorations(highlight, place ? [place] : []);
        if (place) editor.revealRange(place, vscode.TextEditorRevealType.InCenterIfOutsideViewport);
      };
      const tags = target.annotation.tags.map((tag) => target.model.project.tagLabel(tag)).join(', ');
      const picked = await vscode.window.showQuickPick(items, {
        title: vscode.l10n.t('Passage {0} of {1} to check: {2}', numeral(index + 1), numeral(targets.length), tags),
        placeHolder: vscode.l10n.t('It was “{0}”. Where is it now?', shorten(target.annotation.quote ?? '', 120)),
        matchOnDetail: true,
        onDidSelectItem: (item) => show(item as Item),
      });
      editor.setDecorations(highlight, []);
      if (!picked) return;
      const { choice } = picked;
      if (choice.act === 'accept') await acts.accept({ ...target, place: choice.place, words: choice.words });
      else if (choice.act === 'move') await acts.move(target);
      else if (choice.act === 'remove') await acts.remove(target);
    }
  } finally {
    highlight.dispose();
  }
}

function itemsFor(article: Article, { annotation }: PassageTarget, places: readonly Range[], found: boolean, selection: Range | undefined): Item[] {
  const { t } = vscode.l10n;
  const quote = annotation.quote ?? '';
  const items = places.map((place, index): Item => {
    const words = article.text.slice(place.start, place.end);
    const likeliest = found && index === 0;
    return {
      label: t('Line {0}: {1}', String(article.range(place).start.line + 1), noIcons(shorten(words, 60))),
      description: likeliest ? t('likeliest') : '',
      detail: noIcons(`${quote === '' ? '' : `${changesInWords(quote, words, t)} · `}${excerpt(article.text, place)}`),
      choice: { act: 'accept', place, words },
    };
  });
  const separator: Item = { label: t('otherwise'), kind: vscode.QuickPickItemKind.Separator, choice: { act: undefined } };
  return [
    ...items,
    ...(items.length ? [separator] : []),
    ...(selection
      ? [
          {
            label: t('Move it to the selection'),
            description: noIcons(shorten(article.text.slice(selection.start, selection.end), 60)),
            choice: { act: 'move' as const },
          },
        ]
      : []),
    {
      label: t('Leave it for later'),
      detail: selection ? '' : t('To move it, select its place in the document first and check it again.'),
      choice: { act: 'later' },
    },
    { label: t('Delete the passage'), choice: { act: 'remove' } },
  ];
}

function excerpt(text: string, { start, end }: Range): string {
  const before = shorten(text.slice(Math.max(0, start - around), start), around + 1);
  const after = shorten(text.slice(end, end + around), around);
  return `… ${before} [${shorten(text.slice(start, end), 120)}] ${after}`;
}
