/** Where a tag stands: below another, at the top, among its siblings. */
import * as vscode from 'vscode';
import type { App } from '../../app';
import type { ProjectModel } from '../../workspace/project';
import { decide, draftOf, familyOf, hasProjectFile, labels } from './common';
import { affectedBy, affectedWords, previewed } from './preview';
import type { TagTarget } from './selection';
import { type TagItem, tagItems } from './targets';
import { say } from '../../saying';

export async function askMove(app: App, project: ProjectModel, tags: readonly string[]): Promise<void> {
  const { t } = vscode.l10n;
  if (!(await hasProjectFile(project))) return;
  const top: TagItem = { label: `$(home) ${t('To the top level')}`, tag: '' };
  const affected = await affectedBy(project, tags);
  const items = [top, ...tagItems(project, familyOf(project, tags))];
  const picked = await vscode.window.showQuickPick(items, {
    title: t('Move {0} Below…', labels(project, tags)),
    placeHolder: t('Ids stay, and no sidecar changes: {0}', affectedWords(affected, project)),
    matchOnDescription: true,
  });
  if (picked) await move(app, project, tags, picked.tag === '' ? undefined : picked.tag, 'told');
}

/** @param how `ask` shows first what would change: a tag is dropped sooner than meant */
export async function move(app: App, project: ProjectModel, tags: readonly string[], parent: string | undefined, how: 'ask' | 'told'): Promise<void> {
  const { t } = vscode.l10n;
  if (!(await hasProjectFile(project))) return;
  const draft = draftOf(project);
  // What goes along with a tag above it need not be moved by itself.
  const tops = tags.filter((id) => !tags.some((other) => other !== id && familyOf(project, [other]).has(id)));
  const refused = draft.move(tops, parent);
  if (refused.length) {
    const itself = parent !== undefined && familyOf(project, refused).has(parent);
    say(itself ? t('A tag cannot come below itself.') : t('Tags of two files cannot stand below each other.'), 5000);
  }
  const decisions = draft.decisions();
  if (!decisions.length) return;
  const where = parent === undefined ? t('to the top level') : t('below {0}', project.tagLabel(parent));
  if (how === 'told') await app.deciding.actOnProject(t('Move tag'), project, decisions);
  else await previewed(app, project, t('Move tag'), t('Move {0} {1}', labels(project, tops), where), decisions, await affectedBy(project, tops));
}

/** Among its siblings. */
export async function shift(app: App, { project, tag }: TagTarget, where: 'up' | 'down'): Promise<void> {
  if (!(await hasProjectFile(project))) return;
  const flat = project.index.tag(tag);
  const siblings = (flat?.parent ? flat.parent.children : project.value.tags) ?? [];
  const at = siblings.findIndex(({ id }) => id === flat?.tag.id);
  const to = where === 'up' ? at - 1 : at + 2;
  if (!flat || at < 0 || to < 0 || to > siblings.length) return;
  const draft = draftOf(project);
  draft.move([flat.tag.id], flat.parent?.id, siblings[to]?.id);
  await decide(app, vscode.l10n.t('Move tag'), project, draft);
}
