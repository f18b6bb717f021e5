/** Decisions that could not be written: tried again, or saved elsewhere as a file of its own. */
import * as vscode from 'vscode';
import type { AsideReason } from '../../../core/yaml/waiting';
import type { App } from '../../app';
import { command } from '../../contributions';
import { numeral } from '../../numeral';
import { plain } from '../../plain';
import { baseName } from '../../workspace/discovery';
import type { OpenFile, Unwritten } from '../../workspace/document';
import { settleAside, takeBackIn } from './takeBack';

export function registerUnwritten(app: App): vscode.Disposable {
  return vscode.Disposable.from(
    vscode.commands.registerCommand(command.retryWrite, async (first?: unknown) => {
      // What goes along with a renaming is for its new name: beside the old one it would be lost to the document.
      await app.leftBehind.look();
      for (const { store } of chosen(app, first)) await store.retry();
    }),
    ...(
      [
        [command.restoreDeleted, 'gone', true],
        [command.discardDeleted, 'gone', false],
        [command.writeMine, 'changed', true],
        [command.keepTheirs, 'changed', false],
      ] as const
    ).map(([id, why, mine]) =>
      vscode.commands.registerCommand(id, async (first?: unknown) => {
        for (const { store } of ofRow(asideIn(app, why), first)) {
          const refusal = await settleAside(store, why, mine);
          if (refusal) app.deciding.refused(refusal);
        }
      }),
    ),
    vscode.commands.registerCommand(command.keepRecovered, (first?: unknown) => {
      for (const { store } of ofRow(recoveredIn(app), first)) store.settleRecovered();
    }),
    vscode.commands.registerCommand(command.takeBackRecovered, (first?: unknown) => takeBack(app, first)),
    vscode.commands.registerCommand(command.saveDecisionsAs, async (first?: unknown) => {
      for (const unwritten of chosen(app, first)) if (await saveCopy(unwritten)) await offerToForget(app, unwritten);
    }),
  );
}

/** All files of the window that decisions cannot reach. */
export function unwrittenIn(app: App): readonly Unwritten[] {
  const inProjects = app.projects.all().flatMap((project) => [...project.unwritten, ...project.openDocuments.flatMap((document) => document.unwritten)]);
  // Where all of it is aside, that is told for itself.
  return [...inProjects, ...app.leftBehind.all.filter(({ store }) => store.pendingDecisions.length > 0 || store.aside.length === 0)];
}

/** Sidecars and project files with changes of what somebody else has deleted, or changed, meanwhile. */
export function asideIn(app: App, why: AsideReason): readonly OpenFile[] {
  return [...openIn(app), ...app.leftBehind.all].filter(({ store }) => store.aside.some((one) => one.why === why));
}

/** Those into which decisions were written that an earlier window had left unwritten. */
export function recoveredIn(app: App): readonly OpenFile[] {
  return openIn(app).filter(({ store }) => store.recovered.length > 0);
}

function openIn(app: App): readonly OpenFile[] {
  return app.projects
    .all()
    .flatMap((project) => [
      ...project.files().map(({ uri, store }): OpenFile => ({ path: baseName(uri), uri, store })),
      ...project.openDocuments.flatMap((document) => document.openSidecars.map(({ uri, store }): OpenFile => ({ path: document.path, uri, store }))),
    ]);
}

/** As an act of its own, which undo takes back like any other. */
async function takeBack(app: App, first: unknown): Promise<void> {
  const label = vscode.l10n.t('Take back what was recovered');
  const uris = new Set(ofRow(recoveredIn(app), first).map(({ uri }) => uri.toString()));
  for (const project of app.projects.all()) {
    for (const { uri, store } of project.files()) {
      if (uris.has(uri.toString())) await takeBackIn([store], ([decisions = []]) => app.deciding.actOnProject(label, project, decisions));
    }
    const parts = project.openDocuments.flatMap((document) =>
      document.openSidecars.filter(({ uri }) => uris.has(uri.toString())).map(({ suffix, store }) => ({ document, suffix, store })),
    );
    await takeBackIn(
      parts.map(({ store }) => store),
      (undo, goOn) =>
        app.deciding.act(
          label,
          parts.map(({ document, suffix }, index) => ({ document, suffix, decisions: undo[index] ?? [] })),
          goOn,
        ),
    );
  }
}

/** The one that a row of the view stands for, else all. */
function chosen(app: App, first: unknown): readonly Unwritten[] {
  return ofRow(unwrittenIn(app), first);
}

function ofRow<T extends { readonly uri: vscode.Uri }>(all: readonly T[], first: unknown): readonly T[] {
  const uri = typeof first === 'object' && first !== null && 'uri' in first ? String(first.uri) : undefined;
  return uri === undefined ? all : all.filter((unwritten) => unwritten.uri.toString() === uri);
}

/** @returns whether there is a copy now */
async function saveCopy({ path, uri, store }: Unwritten): Promise<boolean> {
  const target = await vscode.window.showSaveDialog({
    defaultUri: uri.with({ path: uri.path.replace(/(?:\.pressmark)?\.yaml$/, '.decisions.yaml') }),
    filters: { YAML: ['yaml'] },
    title: vscode.l10n.t('Save a Copy of the Decisions about {0}', path),
  });
  // Never over the file itself: what could not be read of it would be lost.
  if (!target || target.toString() === uri.toString()) return false;
  await vscode.workspace.fs.writeFile(target, new TextEncoder().encode(store.copyText()));
  return true;
}

/** Where there is no document any more they would wait for ever, and be told in every window. */
async function offerToForget(app: App, { path, uri, store }: Unwritten): Promise<void> {
  if (!app.leftBehind.all.some((one) => one.uri.toString() === uri.toString())) return;
  const { t } = vscode.l10n;
  const question = t('Do {0} decisions for {1} go on waiting for the document?', numeral(store.pendingDecisions.length), plain(path));
  const forget = t('Keep the Copy Alone');
  const detail = t('The copy has them. If the document may come back, let them wait.');
  if ((await vscode.window.showWarningMessage(question, { modal: true, detail }, forget)) === forget) await app.leftBehind.forget(uri);
}
