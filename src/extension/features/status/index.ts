/** The one status bar item: how the active document is coded, and whether all of it is written. */
import * as vscode from 'vscode';
import { type StanceState, stanceState } from '../../../core/corpus/coverage';
import type { Project } from '../../../core/project/schema';
import type { StanceEntry } from '../../../core/sidecar/schema';
import type { App } from '../../app';
import { command } from '../../contributions';
import { noIcons } from '../../plain';
import { outletName, plural } from '../hovers/cards';
import { byWords, positionLabel } from '../stance/words';

export function registerStatus({ articles, projects, sticky, marks }: App): vscode.Disposable {
  const item = vscode.window.createStatusBarItem('pressmark.document', vscode.StatusBarAlignment.Right, 90);
  item.name = 'Pressmark';
  item.command = command.documentMenu;
  const refresh = (): void => {
    const article = articles.active;
    if (!article) {
      item.hide();
      return;
    }
    const { t } = vscode.l10n;
    const { model } = article;
    const { project } = model;
    const question = project.index.defaultQuestion;
    const state = stanceState(model.sidecar?.stance ?? [], question?.id);
    const stance = question ? stanceInShort(state, model.sidecar?.stance ?? [], project.value, question.id) : '';
    const counted = article.counted.filter(({ annotation }) => marks.countComments || annotation.voice !== 'comment');
    const parts = [
      outletName(project.value, model.sidecar?.document?.outlet, t),
      ...(question ? [stance] : []),
      plural(counted.length, t('passage'), t('passages')),
      ...(project.only === undefined ? [] : [t('only mine')]),
    ];
    const warnings = [
      ...(model.failure ? [t('decisions not written')] : []),
      ...(article.undecodable ? [t('not in the encoding {0}: cannot be tagged', model.encoding)] : []),
      ...(article.isLarge ? [t('large document: marks only what is visible')] : []),
    ];
    const kept = sticky.current?.project === project.id ? project.tagLabel(sticky.current.tag) : undefined;
    const keeps = kept === undefined ? [] : [t('Enter tags “{0}”, Escape ends it', kept)];
    // Names and labels come from files: only the icons here are ours.
    item.text = [
      ...keeps.map((words) => `$(pinned) ${noIcons(words)}`),
      `$(${warnings.length ? 'warning' : 'quote'}) ${noIcons(parts.join(' · '))}`,
      ...warnings.map(noIcons),
    ].join(' · ');
    item.tooltip = [model.path, ...keeps, ...parts, ...warnings].join('\n');
    item.accessibilityInformation = { label: `Pressmark: ${[...keeps, ...parts, ...warnings].join(', ')}` };
    item.backgroundColor = model.failure || article.undecodable ? new vscode.ThemeColor('statusBarItem.warningBackground') : undefined;
    item.show();
  };
  refresh();
  return vscode.Disposable.from(
    item,
    articles.onDidChange(refresh),
    articles.onDidClose(refresh),
    sticky.onDidChange(refresh),
    marks.onDidChange(refresh),
    projects.onDidChange(refresh),
    vscode.window.onDidChangeActiveTextEditor(refresh),
  );
}

/** Whose judgement a position is: it is never the outlet's. A draft is said to be one. */
function stanceInShort(state: StanceState, entries: readonly StanceEntry[], project: Project, question: string): string {
  const { t } = vscode.l10n;
  switch (state.kind) {
    case 'coded':
      return t('Coded “{0}” by {1}', positionLabel(project, question, state.position), byWords(state.by, t));
    case 'draft': {
      const [first, second] = entries.filter((entry) => entry.question === question);
      return first && !second ? t('Draft “{0}” by {1}', positionLabel(project, question, first.position), first.by) : t('drafts by {0}', byWords(state.by, t));
    }
    case 'disagree':
      return t('coders disagree');
    case 'not-coded':
      return t('stance not coded');
    default:
      return state satisfies never;
  }
}
