/** What can be done about the actor at the cursor, or with a selection that the recogniser missed, as code actions (Ctrl+.). */
import * as vscode from 'vscode';
import type { Mention } from '../../../core/actors/types';
import { longestName } from '../../../core/project/registry';
import type { App } from '../../app';
import { command } from '../../contributions';
import type { Article } from '../../workspace/article';
import { shorten } from '../shorten';

const kind = vscode.CodeActionKind.RefactorRewrite.append('pressmark');

export function registerActorCodeActions({ articles }: App): vscode.Disposable {
  return vscode.languages.registerCodeActionsProvider(
    '*',
    {
      provideCodeActions(document, range, context) {
        // Reading with the cursor in a text must not light a bulb at every name.
        if (context.triggerKind === vscode.CodeActionTriggerKind.Automatic && range.isEmpty) return undefined;
        const article = articles.get(document);
        if (!article) return undefined;
        const selection = article.offsets(range);
        const mention = article.mentionAt(selection.start);
        const covers = mention && mention.start <= selection.start && selection.end <= mention.end;
        const missed = range.isEmpty ? [] : aboutSelection(article.text.slice(selection.start, selection.end));
        if (!covers) return missed;
        // Of a mark that took in too much or too little, a part can be marked by itself.
        const part = selection.start > mention.start || selection.end < mention.end;
        return [...(part ? missed : []), ...aboutMention(article, mention)];
      },
    },
    { providedCodeActionKinds: [kind] },
  );
}

function aboutMention(article: Article, mention: Mention): vscode.CodeAction[] {
  const { t } = vscode.l10n;
  const uri = article.uri.toString();
  const who = [mention.actor, uri];
  const at = [uri, mention.start, mention.end];
  const name = shorten(mention.name, 40);
  return [
    action(t('Mark “{0}” as another actor…', shorten(mention.text, 40)), command.changeActor, at),
    ...(article.model.project.index.actor(mention.actor) ? [] : [action(t('Add {0} to the registry', name), command.registerActor, who)]),
    action(t('Rename {0}…', name), command.renameActor, who),
    action(t('Merge {0} into…', name), command.mergeActor, who),
    action(t('Not an actor…'), command.rejectMention, at),
  ];
}

function aboutSelection(text: string): vscode.CodeAction[] {
  if (!canBeName(text)) return [];
  return [action(vscode.l10n.t('Mark “{0}” as actor…', shorten(text, 40)), command.changeActor, [])];
}

/** Whether a stretch of text can name somebody: within a paragraph, and no longer than a name. */
export function canBeName(text: string): boolean {
  const words = text.trim();
  return words !== '' && words.length <= longestName && !/\n\s*\n/.test(words);
}

function action(title: string, id: string, args: readonly unknown[]): vscode.CodeAction {
  const made = new vscode.CodeAction(title, kind);
  made.command = { command: id, title, arguments: [...args] };
  return made;
}
