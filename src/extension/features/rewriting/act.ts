/** Plans are made in core; here they are shown, confirmed, carried out and taken back. Loaded when first used. */
import * as vscode from 'vscode';
import { migrateProject, spliceProjectDecisions } from '../../../core/project';
import type { Rewrite, Rewritten } from '../../../core/rewriting';
import { migrateSidecar, unsignedSuffix } from '../../../core/sidecar';
import { documentCandidates, isOwnSidecar } from '../../../core/sidecar/names';
import { planSwitch, type Refusal, type SidecarsOf } from '../../../core/sidecar/switching';
import { versionIn } from '../../../core/yaml/version';
import type { App } from '../../app';
import { numeral } from '../../numeral';
import { noIcons, plain } from '../../plain';
import { failureWords } from '../../workspace/failureWords';
import { baseName, exists, isBelow, parentOf, relativePath } from '../../workspace/discovery';
import type { DocumentModel } from '../../workspace/document';
import type { ProjectModel } from '../../workspace/project';
import type { Rewriting } from '../../workspace/rewritings';
import { revealed } from '../revealing';
import { confirmed, showRefusals } from './preview';
import { say } from '../../saying';

/** Files are read in slices of this many. */
const sliceSize = 50;

export async function switchCoders(app: App): Promise<void> {
  const project = await chooseProject(app);
  if (!project || !(await isSettled(project))) return;
  const { t } = vscode.l10n;
  // The preview holds every coder's file, and one sidecar for all is one that everybody sees.
  if (project.separate && !(await revealed(project, t('Others’ coding is hidden, and joining the sidecars shows it. Show it first.')))) return;
  const to = project.separate ? 'shared' : 'separate';
  const label = to === 'separate' ? t('Give each coder a sidecar of their own') : t('Join the coders’ sidecars');
  const documents = await readSidecars(project);
  if (!documents) return;
  const taken = await takenPaths(project, documents);
  const plan = planSwitch(to, documents, (path) => project.documents.has(path) || taken.has(path));
  const main = project.files().find(({ part }) => part === undefined)?.store;
  const written = main && spliceProjectDecisions(main.current, [{ type: 'set', changes: { coders: to } }], '\n');
  const refusals: Refusal[] = [...plan.refusals];
  if (written && 'blocked' in written) refusals.push({ path: 'pressmark.yaml', message: written.blocked.message, args: written.blocked.args });
  if (refusals.length || !main || !written || 'blocked' in written) return showRefusals(project.root, label, refusals);
  const rewrites = plan.rewrites.map((rewrite): Rewrite => ({ ...rewrite, path: vscode.Uri.joinPath(project.root, rewrite.path).toString() }));
  await confirmAndCarryOut(app, label, [...rewrites, { path: project.fileUri.toString(), before: main.text, after: written.text }]);
}

/** All files of the window's projects that are of an older version. */
export async function migrateFiles(app: App): Promise<void> {
  const rewrites: Rewrite[] = [];
  const refusals: Refusal[] = [];
  const refused: string[] = [];
  const projects = app.projects.all();
  const label = vscode.l10n.t('Migrate older files');
  for (const project of projects) {
    if (!(await isSettled(project))) return;
    const documents = await readSidecars(project);
    if (!documents) return;
    const sidecars = documents.flatMap(({ document, sidecars: found }) =>
      found.map(({ suffix, text }) => ({ path: document + suffix, text, migrate: migrateSidecar })),
    );
    const own = project
      .files()
      .flatMap(({ uri, part, store }) =>
        store.text === undefined ? [] : [{ path: relativePath(project.root, uri), text: store.text, migrate: (text: string) => migrateProject(text, part) }],
      );
    for (const { path, text, migrate } of [...own, ...sidecars]) {
      if (versionIn(text) === undefined) continue;
      const result = migrate(text);
      if ('blocked' in result) {
        if (result.blocked.code === 'newer-version') continue;
        refusals.push({ path, message: result.blocked.message, args: result.blocked.args });
        refused.push(vscode.Uri.joinPath(project.root, path).toString());
      } else if (result.text !== text) rewrites.push({ path: vscode.Uri.joinPath(project.root, path).toString(), before: text, after: result.text });
    }
  }
  if (!(await maySee(app, [...rewrites.map(({ path }) => path), ...refused]))) return;
  const [first] = projects;
  if (!rewrites.length && refusals.length && first) return showRefusals(first.root, label, refusals);
  if (!rewrites.length) say(vscode.l10n.t('There are no files of an older version.'), 4000);
  else await confirmAndCarryOut(app, label, rewrites);
}

export async function finish(app: App, rewriting: Rewriting | undefined): Promise<void> {
  if (!rewriting || rewriting.done) say(vscode.l10n.t('There is nothing to finish.'), 4000);
  else await carriedOut(app, rewriting.rewrites, () => app.rewritings.finish(rewriting));
}

export async function takeBack(app: App, rewriting: Rewriting | undefined): Promise<void> {
  if (!rewriting) {
    say(vscode.l10n.t('There is nothing to take back.'), 4000);
    return;
  }
  const back = rewriting.rewrites.map(({ path, before, after }): Rewrite => ({ path, before: after, after: before }));
  const title = vscode.l10n.t('Take back: {0}', rewriting.label);
  if (
    !(await maySee(
      app,
      back.map(({ path }) => path),
    ))
  )
    return;
  if (await confirmed(title, back)) await carriedOut(app, rewriting.rewrites, () => app.rewritings.takeBack(rewriting));
}

/** A preview shows whole files: where others' coding is hidden, and a sidecar that may hold some of it is among them, it is to be shown first. */
async function maySee(app: App, paths: readonly string[]): Promise<boolean> {
  const question = vscode.l10n.t('Others’ coding is hidden, and the comparison of their files shows it. Show it first.');
  for (const project of app.projects.all()) {
    const { only, root } = project;
    if (!project.separate || only === undefined) continue;
    const isOthers = (path: string): boolean => {
      const uri = vscode.Uri.parse(path, true);
      return (
        isBelow(root, uri) && uri.path.endsWith(unsignedSuffix) && !isOwnSidecar(relativePath(root, uri), only, (document) => project.documents.has(document))
      );
    };
    if (paths.some(isOthers) && !(await revealed(project, question))) return false;
  }
  return true;
}

async function confirmAndCarryOut(app: App, label: string, rewrites: readonly Rewrite[]): Promise<void> {
  const unsaved = rewrites.find(({ path }) => isUnsaved(path));
  if (unsaved) {
    await vscode.window.showWarningMessage(vscode.l10n.t('Save or revert {0} first.', plain(nameOf(unsaved.path))));
    return;
  }
  if (!(await confirmed(label, rewrites))) return;
  await carriedOut(app, rewrites, (step) => app.rewritings.start(label, rewrites, step));
}

/** With progress, and with a word if it stops; whatever happened, what is open is read anew. */
async function carriedOut(app: App, rewrites: readonly Rewrite[], act: (step: () => void) => Promise<Rewritten>): Promise<void> {
  const result = await vscode.window.withProgress({ location: vscode.ProgressLocation.Notification, title: vscode.l10n.t('Rewriting files') }, (progress) =>
    act(() => progress.report({ increment: 100 / rewrites.length })),
  );
  for (const { path } of rewrites) await app.projects.reload(vscode.Uri.parse(path, true));
  for (const project of app.projects.all()) await project.findDocuments();
  if (result.ok) return;
  const reason = isUnsaved(result.path)
    ? vscode.l10n.t('It is open with changes that are not saved.')
    : result.error.code === 'changed'
      ? vscode.l10n.t('It was changed meanwhile.')
      : failureWords(result.error);
  void vscode.window.showErrorMessage(vscode.l10n.t('{0} could not be rewritten, and nothing after it was: {1}', plain(nameOf(result.path)), plain(reason)));
}

async function chooseProject(app: App): Promise<ProjectModel | undefined> {
  const own = app.projects.all().filter(({ implicit }) => !implicit);
  const active = app.articles.active?.model.project;
  if (active && !active.implicit) return active;
  if (own.length > 1) {
    const picked = await vscode.window.showQuickPick(
      own.map((project) => ({ label: noIcons(project.name), description: noIcons(project.root.path), project })),
      { title: vscode.l10n.t('Which project?') },
    );
    return picked?.project;
  }
  if (!own.length)
    await vscode.window.showInformationMessage(vscode.l10n.t('Make a project of the folder first: how coders work together is kept in pressmark.yaml.'));
  return own[0];
}

/** Everything decided is in its file: a decision on its way to one would arrive in another. */
async function isSettled(project: ProjectModel): Promise<boolean> {
  const stores = [
    ...project.files().map(({ store }) => store),
    ...project.openDocuments.flatMap((document) => document.openSidecars.map(({ store }) => store)),
  ];
  await Promise.all(stores.map((store) => store.flush()));
  const waiting = stores.reduce((sum, store) => sum + store.pendingDecisions.length, 0);
  const failed = stores.find(({ state }) => state.kind === 'failed');
  // One that could not be read says nothing, and may have everything.
  if (waiting === 0 && failed?.state.kind === 'failed') {
    await vscode.window.showWarningMessage(vscode.l10n.t('{0} cannot be read: {1}', plain(nameOf(failed.path)), plain(failureWords(failed.state.error))));
    return false;
  }
  // What waits only because its file is of an older version is written as soon as that is migrated.
  const stuck = stores.some(({ state }) => state.kind === 'failed' || (state.kind === 'blocked' && state.problem.code !== 'older-version'));
  if (waiting === 0 || !stuck) return true;
  await vscode.window.showWarningMessage(vscode.l10n.t('{0} decisions are not written yet; see the Passages view. Have them written first.', numeral(waiting)));
  return false;
}

async function readSidecars(project: ProjectModel): Promise<readonly SidecarsOf[] | undefined> {
  const documents = [...project.documents.values()];
  const title = vscode.l10n.t('Reading sidecars');
  const unreadable: vscode.Uri[] = [];
  const documentsRead = await vscode.window.withProgress({ location: vscode.ProgressLocation.Window, title, cancellable: true }, async (progress, token) => {
    const read: SidecarsOf[] = [];
    const listings = new Map<string, Promise<ReadonlySet<string>>>();
    for (let from = 0; from < documents.length; from += sliceSize) {
      if (token.isCancellationRequested) return undefined;
      const slice = documents.slice(from, from + sliceSize);
      read.push(...(await Promise.all(slice.map((document) => readBeside(document, listings, unreadable)))));
      progress.report({ increment: (100 * slice.length) / documents.length });
    }
    return read;
  });
  const [first] = unreadable;
  if (!first) return documentsRead;
  await vscode.window.showWarningMessage(vscode.l10n.t('{0} cannot be read as UTF-8. Mend it first.', plain(nameOf(first.toString()))));
  return undefined;
}

/** As the folder and the files themselves say: a search or an event may be late, and a sidecar that is overlooked would be left behind. */
async function readBeside(document: DocumentModel, listings: Map<string, Promise<ReadonlySet<string>>>, unreadable: vscode.Uri[]): Promise<SidecarsOf> {
  const folder = parentOf(document.uri);
  let listing = listings.get(folder.toString());
  if (!listing) {
    listing = Promise.resolve(vscode.workspace.fs.readDirectory(folder)).then((entries) => new Set(entries.map(([name]) => name)));
    listings.set(folder.toString(), listing);
  }
  const names = await listing;
  const own = baseName(document.uri);
  const owner = (name: string): string | undefined => documentCandidates(name).find((candidate) => names.has(candidate.document))?.document;
  const beside = [...names].filter((name) => name.startsWith(own) && owner(name) === own).sort();
  const sidecars = await Promise.all(
    beside.map(async (name) => ({ suffix: name.slice(own.length), text: await textAt(vscode.Uri.joinPath(folder, name), unreadable) })),
  );
  return { document: document.path, sidecars };
}

/** What cannot be read, or is no UTF-8, would be left behind or rewritten as something else: it is named instead. */
async function textAt(uri: vscode.Uri, unreadable: vscode.Uri[]): Promise<string> {
  const open = vscode.workspace.textDocuments.find((document) => document.uri.toString() === uri.toString());
  try {
    const onDisk = new TextDecoder('utf-8', { ignoreBOM: true, fatal: true }).decode(await vscode.workspace.fs.readFile(uri));
    return open ? open.getText() : onDisk;
  } catch {
    unreadable.push(uri);
    return '';
  }
}

/** Names that new sidecars would have and that something else has. */
async function takenPaths(project: ProjectModel, documents: readonly SidecarsOf[]): Promise<ReadonlySet<string>> {
  const plan = planSwitch('separate', documents, () => false);
  const made = plan.rewrites.filter(({ before }) => before === undefined);
  const there = await Promise.all(made.map(({ path }) => exists(vscode.Uri.joinPath(project.root, path))));
  return new Set(made.filter((_, index) => there[index]).map(({ path }) => path));
}

function isUnsaved(uri: string): boolean {
  return vscode.workspace.textDocuments.some((open) => open.isDirty && open.uri.toString() === uri);
}

function nameOf(uri: string): string {
  return vscode.workspace.asRelativePath(vscode.Uri.parse(uri, true), false);
}
