/** Two documents of one event side by side in VS Code's own diff: its keys, its accessible view and its colours serve. */
import * as vscode from 'vscode';
import type { Place } from '../../../core/corpus/types';
import { command, languageId } from '../../contributions';
import type { DocumentModel } from '../../workspace/document';
import { refreshPreviews } from '../pages';
import { placeArguments } from './places';
import type { Side } from './sides';

export const scheme = 'pressmark-compare';
/** Texts kept for the diffs that may still be open. */
const mostKept = 24;

interface Kept extends Side {
  readonly model: DocumentModel;
  /** What people decided about the documents went into it. */
  readonly decided: boolean;
}

export class ComparedTexts implements vscode.TextDocumentContentProvider, vscode.DocumentLinkProvider, vscode.Disposable {
  private readonly kept = new Map<string, Kept>();
  private count = 0;
  private readonly changed = new vscode.EventEmitter<vscode.Uri>();
  readonly onDidChange = this.changed.event;

  add(model: DocumentModel, name: string, side: Side, decided = false): vscode.Uri {
    const uri = vscode.Uri.from({ scheme, path: `/${name.replace(/[/\\]/g, ' ')}`, query: String(++this.count) });
    this.kept.set(uri.toString(), { ...side, model, decided });
    for (const oldest of this.kept.keys()) {
      if (this.kept.size <= mostKept) break;
      this.kept.delete(oldest);
    }
    return uri;
  }

  /** What was made of everybody's decisions is emptied where others' are hidden now. */
  hide(): void {
    const hidden = [...this.kept].filter(([, { decided, model }]) => decided && model.project.only !== undefined);
    for (const [uri, kept] of hidden) {
      this.kept.set(uri, { ...kept, text: vscode.l10n.t('Others’ coding is hidden.') });
      this.changed.fire(vscode.Uri.parse(uri));
    }
    if (hidden.length > 0) void refreshPreviews();
  }

  dispose(): void {
    this.changed.dispose();
  }

  /** As an article: its lines are wrapped, and no letter of another script is boxed. */
  async opened(model: DocumentModel, name: string, side: Side): Promise<vscode.Uri> {
    const uri = this.add(model, name, side);
    await vscode.languages.setTextDocumentLanguage(await vscode.workspace.openTextDocument(uri), languageId);
    return uri;
  }

  provideTextDocumentContent(uri: vscode.Uri): string {
    return this.kept.get(uri.toString())?.text ?? vscode.l10n.t('This comparison is no longer kept. Compare the documents again.');
  }

  provideDocumentLinks(document: vscode.TextDocument): vscode.DocumentLink[] {
    const kept = this.kept.get(document.uri.toString());
    return (kept?.links ?? []).map(({ line, start, end, place }) => {
      const link = new vscode.DocumentLink(new vscode.Range(line, start, line, end), kept && target(kept.model, place));
      link.tooltip = vscode.l10n.t('Open in the document, line {0}', String(place.line + 1));
      return link;
    });
  }
}

function target(model: DocumentModel, place: Place): vscode.Uri {
  return vscode.Uri.parse(`command:${command.openWording}?${encodeURIComponent(JSON.stringify(placeArguments(model.uri.toString(), place)))}`);
}
