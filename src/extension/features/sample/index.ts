/** The sample sources, and making a project of a folder. */
import * as vscode from 'vscode';
import type { App } from '../../app';
import { command } from '../../contributions';
import { numeral } from '../../numeral';
import { noIcons } from '../../plain';
import { exists } from '../../workspace/discovery';

/** The names in `seeds/`, put in by the build: the browser host cannot list an extension's folder. */
declare const SEED_FILES: readonly string[];

export function registerSample(app: App): vscode.Disposable {
  return vscode.Disposable.from(
    vscode.commands.registerCommand(command.openSample, (target?: unknown) => openSample(app, target instanceof vscode.Uri ? target : undefined)),
    vscode.commands.registerCommand(command.createProject, () => createProject(app)),
  );
}

/** Copies the seeds to a folder of the user's choice, so that what is decided about them is the user's own. */
async function openSample(app: App, given: vscode.Uri | undefined): Promise<void> {
  const parent = given ?? (await chooseFolder(vscode.l10n.t('Copy the Sample Sources Here')));
  if (!parent) return;
  const target = await freeFolder(parent, 'pressmark-sample');
  await vscode.window.withProgress({ location: vscode.ProgressLocation.Window, title: vscode.l10n.t('Copying the sample sources') }, async () => {
    const source = vscode.Uri.joinPath(app.context.extensionUri, 'seeds');
    await vscode.workspace.fs.createDirectory(target);
    // Read and written, not copied: in the browser the two are on different file systems.
    for (const name of SEED_FILES)
      await vscode.workspace.fs.writeFile(vscode.Uri.joinPath(target, name), await vscode.workspace.fs.readFile(vscode.Uri.joinPath(source, name)));
  });
  if (vscode.workspace.workspaceFolders?.length) {
    const added = vscode.workspace.updateWorkspaceFolders(vscode.workspace.workspaceFolders.length, 0, {
      uri: target,
      name: vscode.l10n.t('Pressmark sample'),
    });
    if (added) return;
  }
  await vscode.commands.executeCommand('vscode.openFolder', target);
}

async function freeFolder(parent: vscode.Uri, name: string): Promise<vscode.Uri> {
  for (let n = 1; ; n++) {
    const folder = vscode.Uri.joinPath(parent, n === 1 ? name : `${name}-${n}`);
    if (!(await exists(folder))) return folder;
  }
}

async function chooseFolder(openLabel: string): Promise<vscode.Uri | undefined> {
  const [folder] = (await vscode.window.showOpenDialog({ canSelectFiles: false, canSelectFolders: true, canSelectMany: false, openLabel })) ?? [];
  return folder;
}

async function createProject(app: App): Promise<void> {
  const folder = await projectFolder();
  if (!folder) return;
  const file = vscode.Uri.joinPath(folder, 'pressmark.yaml');
  if (await exists(file)) {
    await vscode.window.showTextDocument(file);
    return;
  }
  const documents = await chooseDocuments(folder);
  if (!documents) return;
  const { newProjectText } = await import('../../../core/project/starter');
  await vscode.workspace.fs.writeFile(file, new TextEncoder().encode(newProjectText({ documents: [...documents] })));
  if (!vscode.workspace.getWorkspaceFolder(folder)) vscode.workspace.updateWorkspaceFolders(vscode.workspace.workspaceFolders?.length ?? 0, 0, { uri: folder });
  await app.projects.discover();
  await vscode.window.showTextDocument(file);
}

async function projectFolder(): Promise<vscode.Uri | undefined> {
  const folders = vscode.workspace.workspaceFolders ?? [];
  const other = { label: vscode.l10n.t('Another folder…'), description: '', uri: undefined as vscode.Uri | undefined };
  if (!folders.length) return chooseFolder(vscode.l10n.t('Make This Folder a Project'));
  const picked = await vscode.window.showQuickPick(
    [...folders.map((folder) => ({ label: noIcons(folder.name), description: noIcons(folder.uri.fsPath), uri: folder.uri })), other],
    {
      title: vscode.l10n.t('Which folder holds the documents?'),
    },
  );
  return picked && (picked.uri ?? chooseFolder(vscode.l10n.t('Make This Folder a Project')));
}

/** Which files are documents: kinds that are there, with how many of each, or a pattern of the user's own. */
async function chooseDocuments(folder: vscode.Uri): Promise<readonly string[] | undefined> {
  const counts = new Map<string, number>();
  for (const [name, type] of await vscode.workspace.fs.readDirectory(folder)) {
    const dot = name.lastIndexOf('.');
    const ending = dot > 0 ? name.slice(dot) : '';
    if (type & vscode.FileType.File && ['.txt', '.md', '.text'].includes(ending.toLowerCase())) counts.set(ending, (counts.get(ending) ?? 0) + 1);
  }
  const found = [...counts]
    .sort((a, b) => b[1] - a[1])
    .map(([ending, count]) => ({ label: `*${ending}`, description: vscode.l10n.t('{0} files in this folder', numeral(count)) }));
  const items = [
    ...found,
    ...(counts.has('.txt') ? [] : [{ label: '*.txt', description: vscode.l10n.t('text files in this folder') }]),
    { label: '**/*.txt', description: vscode.l10n.t('text files in this folder and those below it') },
    { label: vscode.l10n.t('A pattern of your own…'), description: '' },
  ];
  const picked = await vscode.window.showQuickPick(items, { title: vscode.l10n.t('What are the documents?') });
  if (!picked) return undefined;
  if (picked !== items.at(-1)) return [picked.label];
  const pattern = (
    await vscode.window.showInputBox({
      title: vscode.l10n.t('What are the documents?'),
      prompt: vscode.l10n.t('A glob relative to the folder, such as articles/**/*.txt'),
      value: '*.txt',
    })
  )?.trim();
  return pattern ? [pattern] : undefined;
}
