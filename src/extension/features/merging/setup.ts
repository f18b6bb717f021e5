/** Sets up git in one clone to merge coding with Pressmark, after showing what it will write; and takes it back. Loaded when first asked for. */
import * as vscode from 'vscode';
import type { App } from '../../app';
import type { GitTool } from '../../platform';
import { plain } from '../../plain';
import { attributeLines, attributesWith, attributesWithout, driverCommand, driverName, launcherScript } from './driver';
import { say } from '../../saying';

const driverKey = 'merge.pressmark';

interface Repository {
  readonly git: GitTool;
  readonly root: vscode.Uri;
}

export async function setUpMerging(app: App): Promise<void> {
  const repository = await repositoryOf(app);
  if (!repository) return;
  const { t } = vscode.l10n;
  const launcher = launcherUri(app.context);
  const driver = driverCommand(launcher.fsPath);
  const yes = t('Set Up');
  const answer = await vscode.window.showInformationMessage(
    t('Let git merge sidecars and project files entry by entry?'),
    {
      modal: true,
      detail: [
        t('Pressmark will write, for {0}:', repository.root.fsPath),
        `.gitattributes\n${attributeLines.join('\n')}`,
        `.git/config\n${driverKey}.driver = ${driver}`,
        launcher.fsPath,
        t('The first is for everybody: commit it. The rest is for this clone; each coder sets it up once. “Pressmark: Remove Git Merging” takes it back.'),
      ].join('\n\n'),
    },
    yes,
  );
  if (answer !== yes) return;
  const failure =
    (await writeLauncher(app, repository.git)) ?? (await configure(repository, driver)) ?? (await changeAttributes(app, repository.root, attributesWith));
  if (failure === undefined) say(t('Git merges coding entry by entry now.'), 5000);
  else await vscode.window.showErrorMessage(t('Git merging is not set up: {0}', plain(failure)));
}

export async function removeMerging(app: App): Promise<void> {
  const repository = await repositoryOf(app);
  if (!repository) return;
  // The launcher stays: other clones may use it. A section that is not there is what was wanted.
  await repository.git.run(['config', '--local', '--remove-section', driverKey], repository.root.fsPath);
  const failure = await changeAttributes(app, repository.root, attributesWithout);
  if (failure === undefined) say(vscode.l10n.t('Git merges coding as any text again.'), 5000);
  else await vscode.window.showErrorMessage(vscode.l10n.t('Git merging is not removed: {0}', plain(failure)));
}

/** Another version of the extension, or of VS Code, stands elsewhere: a launcher that was written once follows. */
export async function refreshLauncher(app: App, git: GitTool): Promise<void> {
  if ((await launcherText(app)) !== undefined) await writeLauncher(app, git);
}

function launcherUri(context: vscode.ExtensionContext): vscode.Uri {
  return vscode.Uri.joinPath(context.globalStorageUri, 'pressmark-merge.sh');
}

async function launcherText(app: App): Promise<string | undefined> {
  try {
    return new TextDecoder().decode(await vscode.workspace.fs.readFile(launcherUri(app.context)));
  } catch {
    return undefined;
  }
}

/** @returns why it could not be written */
async function writeLauncher(app: App, git: GitTool): Promise<string | undefined> {
  const commandLine = vscode.Uri.joinPath(app.context.extensionUri, 'dist', 'cli.mjs').fsPath;
  const script = launcherScript(git.program, commandLine);
  const there = await launcherText(app);
  if (there === script) return undefined;
  try {
    await app.platform.atomicFiles?.replace(launcherUri(app.context).fsPath, there, script, true);
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

async function configure({ git, root }: Repository, driver: string): Promise<string | undefined> {
  for (const [key, value] of [
    ['name', driverName],
    ['driver', driver],
  ] as const) {
    const { code, stderr } = await git.run(['config', '--local', `${driverKey}.${key}`, value], root.fsPath);
    if (code !== 0) return stderr.trim();
  }
  return undefined;
}

async function changeAttributes(app: App, root: vscode.Uri, change: (text: string) => string): Promise<string | undefined> {
  const { files } = app;
  const path = vscode.Uri.joinPath(root, '.gitattributes').toString();
  const read = await files.read(path);
  if (!read.ok) return read.error.message;
  const before = read.value ?? '';
  const after = change(before);
  if (after === before) return undefined;
  const written = await files.write(path, read.value, [{ start: 0, end: before.length, text: after }], after);
  return written.ok ? undefined : written.error.message;
}

/** The repository of the active document's project; says why where there is none to be had. */
async function repositoryOf(app: App): Promise<Repository | undefined> {
  const { t } = vscode.l10n;
  const git = app.platform.git;
  const project = app.articles.active?.model.project ?? app.projects.all()[0];
  const reason = !git
    ? t('Git cannot be set up from the browser: it runs where the files are. Open the folder in VS Code on the desktop or on a server.')
    : !vscode.workspace.isTrusted
      ? t('This folder is not trusted, so nothing is run in it. Trust it first.')
      : !project
        ? t('There is no project in this window.')
        : project.root.scheme !== 'file'
          ? t('{0} is not on a disk that git could work on.', project.name)
          : undefined;
  if (!git || !project || reason !== undefined) {
    if (reason !== undefined) await vscode.window.showInformationMessage(plain(reason));
    return undefined;
  }
  const { code, stdout } = await git.run(['rev-parse', '--show-toplevel'], project.root.fsPath);
  const root = stdout.replace(/\r?\n$/, '');
  if (code === 0 && root !== '') return { git, root: vscode.Uri.file(root) };
  await vscode.window.showInformationMessage(plain(t('{0} is not in a git repository, or git is not installed.', project.name)));
  return undefined;
}
