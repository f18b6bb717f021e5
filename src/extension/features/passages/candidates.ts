/** The rows below a drifted passage: the places where it may be, each with what has changed. Loaded when the first is shown. */
import * as vscode from 'vscode';
import { command, contextValue } from '../../contributions';
import { escapeMarkdown as esc } from '../../markdown';
import { numeral } from '../../numeral';
import { shorten } from '../shorten';
import { changesInWords, changesMarkdown } from './drift';
import { type CandidateNode, entryOf } from './nodes';
import { showPlace } from './marks';

/** Leaves room for the words in a narrow sidebar. */
const wordsLength = 40;

export function candidateItem({ of, place, index, likeliest }: CandidateNode): vscode.TreeItem {
  const { t } = vscode.l10n;
  const { model, places } = of;
  const { id, quote } = entryOf(of);
  const words = place.text.replace(/\s+/g, ' ').trim();
  const item = new vscode.TreeItem(t('Line {0}', String(place.line + 1)));
  const said = quote === undefined ? '' : changesInWords(quote, place.text, t);
  item.id = `${model.uri.toString()} ${id} place ${index}`;
  item.description = [likeliest ? t('likeliest') : '', shorten(words, wordsLength)].filter((part) => part !== '').join(' · ');
  item.iconPath = new vscode.ThemeIcon(likeliest ? 'arrow-small-right' : 'circle-small');
  item.contextValue = of.type === 'mark' ? contextValue.candidateMark : contextValue.candidatePlace;
  item.command =
    of.type === 'mark'
      ? showPlace(model, place)
      : { command: command.openPassage, title: t('Open Passage'), arguments: [model.uri.toString(), id, place.range] };
  item.tooltip = tooltip(quote, place.text, said);
  item.accessibilityInformation = {
    label: [t('Place {0} of {1}, line {2}', numeral(index + 1), numeral(places.length), String(place.line + 1)), likeliest ? t('likeliest') : '', words, said]
      .filter((part) => part !== '')
      .join(', '),
  };
  return item;
}

function tooltip(quote: string | undefined, words: string, said: string): vscode.MarkdownString {
  const { t } = vscode.l10n;
  if (quote === undefined) return new vscode.MarkdownString(esc(words));
  return new vscode.MarkdownString(
    [`**${esc(t('As tagged'))}**`, esc(quote), `**${esc(t('Here'))}**`, changesMarkdown(quote, words), `*${esc(said)}*`].join('\n\n'),
  );
}
