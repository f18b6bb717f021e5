/** Marks in the margin where a passage exists elsewhere. Off unless the setting asks for it. */
import * as vscode from 'vscode';
import type { Overview } from '../../../core/corpus/types';
import type { App } from '../../app';
import { setting } from '../../contributions';
import type { Article } from '../../workspace/article';
import { Debounced } from '../../workspace/debounce';
import { background } from '../../workspace/log';
import { settingOf } from '../../workspace/settings';

/** After typing has come to rest for so long, in milliseconds: the marks are no part of writing. */
const pause = 600;

export function registerMargin(app: App, overviewOf: (article: Article, token: vscode.CancellationToken) => Promise<Overview | undefined>): vscode.Disposable {
  const style = vscode.window.createTextEditorDecorationType({
    isWholeLine: false,
    gutterIconPath: vscode.Uri.joinPath(app.context.extensionUri, 'media', 'elsewhere.svg'),
    gutterIconSize: '60%',
    overviewRulerColor: new vscode.ThemeColor('editorOverviewRuler.infoForeground'),
    overviewRulerLane: vscode.OverviewRulerLane.Left,
    rangeBehavior: vscode.DecorationRangeBehavior.ClosedClosed,
  });
  /** By editor: a document may stand in several. */
  const running = new Map<vscode.TextEditor, vscode.CancellationTokenSource>();
  const enabled = (): boolean => app.marks.enabled && settingOf(setting.shared, false);

  const draw = async (editor: vscode.TextEditor): Promise<void> => {
    const article = app.articles.get(editor.document);
    if (!article) return;
    running.get(editor)?.cancel();
    if (!enabled()) return editor.setDecorations(style, []);
    const source = new vscode.CancellationTokenSource();
    running.set(editor, source);
    const { text } = article;
    const overview = await overviewOf(article, source.token);
    if (!overview || source.token.isCancellationRequested || article.text !== text) return;
    const lines = new Set(overview.documents.flatMap(({ shared }) => shared.map(({ a }) => a.line)));
    // Nothing but the place: what stands elsewhere, and how, the view says.
    editor.setDecorations(
      style,
      [...lines].map((line) => new vscode.Range(line, 0, line, 0)),
    );
  };
  const drawAll = (): void => {
    for (const [editor, source] of running) {
      if (vscode.window.visibleTextEditors.includes(editor)) continue;
      source.cancel();
      running.delete(editor);
    }
    for (const editor of vscode.window.visibleTextEditors) background(app.log, draw(editor));
  };
  const later = new Debounced(pause, drawAll);
  drawAll();
  return vscode.Disposable.from(
    style,
    later,
    { dispose: () => running.forEach((source) => source.cancel()) },
    app.marks.onDidChange(drawAll),
    app.articles.onDidChange(() => {
      if (enabled()) later.call();
    }),
    // What was unread when they were drawn may have what they mark.
    app.projects.onDidChange((change) => {
      if (change.kind === 'index' && change.project.knowsStatements && enabled()) later.call();
    }),
    vscode.window.onDidChangeVisibleTextEditors(() => {
      if (enabled() || running.size > 0) later.call();
    }),
    vscode.workspace.onDidChangeConfiguration((event) => {
      if (event.affectsConfiguration(setting.shared)) drawAll();
    }),
  );
}
