/** Commands about whole documents: from the Sources view, else the active editor. */
import * as vscode from 'vscode';
import type { App } from '../../app';
import { command } from '../../contributions';
import type { DocumentModel } from '../../workspace/document';
import { exists } from '../../workspace/discovery';
import type { ProjectModel } from '../../workspace/project';
import type { Pages } from './pages';
import { markRead, setOutlet } from './acts';
import { adoptPublished, setPublished } from './published';
import { registerShown } from './shown';
import { onDocuments, targets } from './targets';
import { pageScheme } from './pageScheme';
import { registerUnwritten } from './unwritten';
import { say } from '../../saying';

export function registerDocuments(app: App): vscode.Disposable {
  const on = (id: string, action: (documents: readonly DocumentModel[]) => Promise<unknown>): vscode.Disposable => onDocuments(app, id, action);
  return vscode.Disposable.from(
    on(command.editProvenance, async ([document]) => document && (await import('./card')).editProvenance(app, document)),
    vscode.commands.registerCommand(command.editOutlet, (first?: unknown) => editOutletOf(app, first)),
    registerPages(app),
    on(command.setOutlet, (documents) => setOutlet(app, documents)),
    on(command.setPublished, async ([document]) => document && setPublished(app, document)),
    vscode.commands.registerCommand(command.adoptPublished, async (first?: unknown, second?: unknown, third?: unknown) => {
      const asked = typeof first === 'string' && typeof second === 'string' && typeof third === 'string' ? { start: second, end: third } : undefined;
      await adoptPublished(app, await targets(app, first, second), asked);
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

async function openSidecar(document: DocumentModel): Promise<void> {
  if (await exists(document.sidecarUri)) await vscode.window.showTextDocument(document.sidecarUri, { viewColumn: vscode.ViewColumn.Beside });
  else say(vscode.l10n.t('Nothing has been decided about this document yet, so it has no sidecar.'), 4000);
}

async function documentMenu(app: App): Promise<void> {
  const { t } = vscode.l10n;
  const actions = [
    { label: t('Code stance…'), id: command.setStance },
    { label: t('Edit provenance…'), id: command.editProvenance },
    { label: t('Set outlet…'), id: command.setOutlet },
    { label: t('Set publication date…'), id: command.setPublished },
    { label: t('Show document page'), id: command.showDocumentPage },
    { label: t('Tag passage…'), id: command.tagSelection },
    { label: t('Read, nothing to code'), id: command.markRead },
    { label: t('Open sidecar'), id: command.openSidecar },
    { label: t('Reveal in Sources'), id: command.revealDocument },
    { label: t('Toggle all marks'), id: command.toggleMarks },
  ];
  const picked = await vscode.window.showQuickPick(actions, { title: app.articles.active?.model.path ?? '' });
  if (picked) await vscode.commands.executeCommand(picked.id);
}

/** The outlet of a group in the Sources view, else that of the document being read, else one that is chosen. */
async function editOutletOf(app: App, first: unknown): Promise<void> {
  const drop = isOutletGroup(first) ? first.drop : undefined;
  const active = app.articles.active?.model;
  const project = drop ? app.projects.byId(drop.project) : (active?.project ?? app.projects.all().find((candidate) => !candidate.implicit));
  if (!project) {
    say(vscode.l10n.t('There is no project in this window.'), 4000);
    return;
  }
  const outlet = drop?.outlet ?? (active?.project === project ? (await active.decided()).document?.outlet : undefined);
  await (await import('./outletCard')).editOutlet(app, project, outlet);
}

interface OutletGroup {
  readonly drop: { readonly project: string; readonly outlet: string };
}

function isOutletGroup(value: unknown): value is OutletGroup {
  if (typeof value !== 'object' || value === null || !('drop' in value) || typeof value.drop !== 'object' || value.drop === null) return false;
  const { drop } = value;
  return 'project' in drop && typeof drop.project === 'string' && 'outlet' in drop && typeof drop.outlet === 'string';
}

/** Pages are made by a module that is read with the first of them; a window may open with one. */
function registerPages(app: App): vscode.Disposable {
  const changed = new vscode.EventEmitter<vscode.Uri>();
  const disposables: vscode.Disposable[] = [changed];
  let pages: Promise<Pages> | undefined;
  const load = async (): Promise<Pages> => {
    const { Pages: Made } = await import('./pages');
    const made = new Made(app, changed);
    disposables.push(made);
    return made;
  };
  const open = (): Promise<Pages> => (pages ??= load());
  const projectOf = async (action: (pages: Pages, project: ProjectModel) => Promise<void>): Promise<void> => {
    const project = app.articles.active?.model.project ?? app.projects.all()[0];
    if (project) await action(await open(), project);
    else say(vscode.l10n.t('There is no project in this window.'), 4000);
  };
  return vscode.Disposable.from(
    onDocuments(app, command.showDocumentPage, async ([document]) => document && (await open()).showDocument(document)),
    vscode.commands.registerCommand(command.showDocumentTable, () => projectOf((all, project) => all.showProject(project))),
    vscode.commands.registerCommand(command.exportDocumentTable, () => projectOf((all, project) => all.exportTable(project))),
    vscode.workspace.registerTextDocumentContentProvider(pageScheme, {
      onDidChange: changed.event,
      provideTextDocumentContent: async (uri, token) => (await open()).textOf(uri, token),
    }),
    new vscode.Disposable(() => disposables.forEach((one) => void one.dispose())),
  );
}
