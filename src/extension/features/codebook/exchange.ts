/** A codebook from elsewhere and for elsewhere: YAML as ours, or REFI-QDA `.qdc`. Loaded when first used. */
import * as vscode from 'vscode';
import { toQdc } from '../../../core/exchange/refi';
import { fromQdc } from '../../../core/exchange/refiImport';
import { importTags, largestCodebook, type ListedTag, planCodebook } from '../../../core/project/codebookImport';
import { codebookText, readCodebook } from '../../../core/project/codebookFile';
import type { Tag } from '../../../core/project/schema';
import { decodeDocument } from '../../../core/text/canonical';
import type { App } from '../../app';
import { numeral } from '../../numeral';
import { noIcons, plain } from '../../plain';
import { baseName } from '../../workspace/discovery';
import { plural } from '../hovers/cards';
import { shorten } from '../shorten';
import { hasProjectFile, sameFileIn, usedIds } from './acts';
import { shownProject } from './targets';
import { say } from '../../saying';

// ---- in ----

/** @param given the file, where it is known already */
export async function importCodebook(app: App, given: vscode.Uri | undefined): Promise<void> {
  const { t } = vscode.l10n;
  const project = shownProject(app);
  if (!project || !(await hasProjectFile(project))) return;
  const uri = given ?? (await chooseFile(project.root));
  const text = uri && (await readText(uri));
  if (!uri || text === undefined) return;
  const isQdc = /\.qdc$/i.test(uri.path) || /^\ufeff?\s*<\?xml/.test(text.slice(0, 200));
  const read = isQdc ? fromQdc(text) : readCodebook(text);
  const { problem } = read;
  if (problem) return refuse(uri, t(problem.message, ...problem.args));
  const tags: readonly Tag[] = read.tags;
  const plan = planCodebook(project.value, tags, !isQdc);
  if (!plan.listed.length) return refuse(uri, t('There are no tags in it.'));
  const chosen = await preview(plan.listed, plan.leftOut, uri);
  if (!chosen?.size) return;
  // The codebook may have changed while the list was looked at.
  const used = await usedIds(project);
  const now = planCodebook(project.value, tags, !isQdc);
  const decisions = importTags(project.value, now, chosen, app.deciding.now(), {
    // An id of a file of ours is meant: passages that carry it are to have this tag.
    used: (id) => isQdc && used.has(id),
    sameFile: sameFileIn(project),
  });
  await app.deciding.actOnProject(t('Import codebook'), project, decisions);
}

async function refuse(uri: vscode.Uri, reason: string): Promise<void> {
  await vscode.window.showErrorMessage(plain(vscode.l10n.t('{0} is not imported: {1}', baseName(uri), reason)));
}

async function chooseFile(root: vscode.Uri): Promise<vscode.Uri | undefined> {
  const chosen = await vscode.window.showOpenDialog({
    title: vscode.l10n.t('Import a Codebook: YAML with tags, or a REFI-QDA .qdc'),
    openLabel: vscode.l10n.t('Read'),
    defaultUri: root,
    filters: { [vscode.l10n.t('Codebooks')]: ['yaml', 'yml', 'qdc'] },
  });
  return chosen?.[0];
}

async function readText(uri: vscode.Uri): Promise<string | undefined> {
  const { t } = vscode.l10n;
  try {
    if ((await vscode.workspace.fs.stat(uri)).size > largestCodebook) return void (await refuse(uri, t('it is larger than 5 MB.')));
    const decoded = decodeDocument(await vscode.workspace.fs.readFile(uri), 'utf-8');
    if ('text' in decoded) return decoded.text;
    await refuse(uri, t('it is not UTF-8 text.'));
  } catch (error) {
    await refuse(uri, error instanceof Error ? error.message : String(error));
  }
  return undefined;
}

interface RowItem extends vscode.QuickPickItem {
  readonly listed?: ListedTag;
}

/** Every tag that would change something: new ones chosen, other definitions of what is there left to the reader. */
function preview(listed: readonly ListedTag[], leftOut: number, uri: vscode.Uri): Promise<ReadonlySet<number> | undefined> {
  const { t } = vscode.l10n;
  const fresh = listed.filter(({ into }) => into === undefined);
  const differing = listed.filter(({ into, changes }) => into !== undefined && Object.keys(changes).length > 0);
  const same = listed.length - fresh.length - differing.length;
  const counts = [
    t('{0} new', numeral(fresh.length)),
    t('{0} with another definition', numeral(differing.length)),
    ...(same ? [t('{0} the same', numeral(same))] : []),
    ...(leftOut ? [t('{0} left out: without a label, too deep, or too many', numeral(leftOut))] : []),
  ];
  const items: RowItem[] = [
    ...(fresh.length ? [separator(t('New tags'))] : []),
    ...fresh.map((one): RowItem => ({
      label: `${'\u2003'.repeat(one.depth)}${noIcons(one.tag.label)}`,
      description: noIcons(shorten(one.tag.description ?? '', 80)),
      listed: one,
    })),
    ...(differing.length ? [separator(t('In the codebook, with another definition'))] : []),
    ...differing.map((one): RowItem => ({ label: noIcons(one.tag.label), description: noIcons(changesInWords(one)), listed: one })),
  ];
  const pick = vscode.window.createQuickPick<RowItem>();
  pick.title = t('Import from {0}: {1}', baseName(uri), counts.join(', '));
  pick.placeholder = t('Check what is to be taken over. One file changes, and no sidecar.');
  pick.canSelectMany = true;
  pick.matchOnDescription = true;
  pick.items = items;
  pick.selectedItems = items.filter((item) => item.listed?.into === undefined && item.listed);
  return new Promise((resolve) => {
    pick.onDidAccept(() => {
      resolve(new Set(pick.selectedItems.flatMap((item) => item.listed?.index ?? [])));
      pick.dispose();
    });
    pick.onDidHide(() => {
      resolve(undefined);
      pick.dispose();
    });
    pick.show();
  });
}

function separator(label: string): RowItem {
  return { label, kind: vscode.QuickPickItemKind.Separator };
}

function changesInWords({ changes }: ListedTag): string {
  return Object.values(changes)
    .map((text) => shorten(text, 60))
    .join(' · ');
}

// ---- out ----

export async function exportCodebook(app: App): Promise<void> {
  const { t } = vscode.l10n;
  const project = shownProject(app);
  const tags = project?.value.tags ?? [];
  if (!project || !tags.length) return void say(t('The codebook has no tags yet.'), 4000);
  const formats = [
    { label: t('YAML'), description: t('everything; Pressmark reads it again'), as: 'yaml' as const },
    { label: t('REFI-QDA codebook (.qdc)'), description: t('for NVivo, MAXQDA, ATLAS.ti, QualCoder; without ids, keys and revisions'), as: 'qdc' as const },
  ];
  const words = plural(project.index.tags.length, t('tag'), t('tags'));
  const picked = await vscode.window.showQuickPick(formats, { title: t('Export the Codebook: {0}', words) });
  if (!picked) return;
  const target = await vscode.window.showSaveDialog({
    title: t('Export the Codebook'),
    defaultUri: vscode.Uri.joinPath(project.root, `codebook.${picked.as}`),
    filters: picked.as === 'yaml' ? { YAML: ['yaml', 'yml'] } : { 'REFI-QDA': ['qdc'] },
  });
  if (!target) return;
  // Over a file of the project itself an export would take the rest of it away.
  if (project.files().some(({ uri }) => uri.toString() === target.toString()))
    return void (await vscode.window.showErrorMessage(t('Choose another name: this is a file of the project.')));
  const content = picked.as === 'yaml' ? codebookText(tags) : toQdc({ name: project.name, index: project.index }).files[0]?.content;
  if (typeof content !== 'string') return;
  await vscode.workspace.fs.writeFile(target, new TextEncoder().encode(content));
  say(t('{0} exported to {1}.', words, baseName(target)), 5000);
}
