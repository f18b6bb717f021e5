/** Commands about whole documents: from the Sources view, else the active editor. */
import * as vscode from 'vscode';
import type { App } from '../../app';
import { command } from '../../contributions';
import type { DocumentModel } from '../../workspace/document';
import { exists } from '../../workspace/discovery';
import type { SourceNode } from '../sources/model';
import { codeStance, markRead, setOutlet } from './acts';
import { adoptPublished, setPublished } from './published';
import { registerShown } from './shown';
import { registerUnwritten } from './unwritten';

export function registerDocuments(app: App): vscode.Disposable {
  const on = (id: string, action: (documents: readonly DocumentModel[]) => Promise<unknown>): vscode.Disposable =>
    vscode.commands.registerCommand(id, async (first?: unknown, second?: unknown) => {
      const documents = targets(app, first, second);
      if (documents.length) await action(documents);
      else vscode.window.setStatusBarMessage(vscode.l10n.t('Open a document of a project, or choose one in the Sources view.'), 4000);
    });
  return vscode.Disposable.from(
    on(command.setStance, (documents) => codeStance(app, documents)),
    on(command.setOutlet, (documents) => setOutlet(app, documents)),
    on(command.setPublished, async ([document]) => document && setPublished(app, document)),
    vscode.commands.registerCommand(command.adoptPublished, async (first?: unknown, second?: unknown, third?: unknown) => {
      const asked = typeof first === 'string' && typeof second === 'string' && typeof third === 'string' ? { start: second, end: third } : undefined;
      await adoptPublished(app, targets(app, first, second), asked);
    }),
    on(command.markRead, (documents) => markRead(app, documents)),
    on(command.openSidecar, async ([document]) => document && openSidecar(document)),
    on(command.documentMenu, () => documentMenu(app)),
    vscode.commands.registerCommand(command.openProjectFile, async () => {
      const project = app.articles.active?.model.project ?? app.projects.all().find((candidate) => !candidate.implicit);
      if (project && !project.implicit) await vscode.window.showTextDocument(project.fileUri);
    }),
    vscode.commands.registerCommand(command.setCoder, () => app.coder.ask()),
    vscode.commands.registerCommand(command.showLog, () => app.log.show()),
    registerUnwritten(app),
    registerShown(app),
  );
}

/** What a view's rows or a card's address name; else what is being read. */
function targets(app: App, first: unknown, second: unknown): readonly DocumentModel[] {
  if (typeof first === 'string') {
    const named = app.projects.documentAt(vscode.Uri.parse(first));
    return named ? [named] : [];
  }
  const nodes = (Array.isArray(second) ? second : [first]).filter(isDocumentNode);
  const models = nodes.flatMap((node) => app.projects.byId(node.project)?.documents.get(node.document.path) ?? []);
  if (models.length) return models;
  const { active } = app.articles;
  return active ? [active.model] : [];
}

function isDocumentNode(value: unknown): value is Extract<SourceNode, { type: 'document' }> {
  return typeof value === 'object' && value !== null && 'type' in value && value.type === 'document' && 'project' in value && 'document' in value;
}

async function openSidecar(document: DocumentModel): Promise<void> {
  if (await exists(document.sidecarUri)) await vscode.window.showTextDocument(document.sidecarUri, { viewColumn: vscode.ViewColumn.Beside });
  else vscode.window.setStatusBarMessage(vscode.l10n.t('Nothing has been decided about this document yet, so it has no sidecar.'), 4000);
}

async function documentMenu(app: App): Promise<void> {
  const { t } = vscode.l10n;
  const actions = [
    { label: t('Code stance…'), id: command.setStance },
    { label: t('Set outlet…'), id: command.setOutlet },
    { label: t('Set publication date…'), id: command.setPublished },
    { label: t('Tag passage…'), id: command.tagSelection },
    { label: t('Read, nothing to code'), id: command.markRead },
    { label: t('Open sidecar'), id: command.openSidecar },
    { label: t('Reveal in Sources'), id: command.revealDocument },
    { label: t('Toggle all marks'), id: command.toggleMarks },
  ];
  const picked = await vscode.window.showQuickPick(actions, { title: app.articles.active?.model.path ?? '' });
  if (picked) await vscode.commands.executeCommand(picked.id);
}
