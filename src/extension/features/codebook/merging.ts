/** Tags that go: merged into another, or deleted with their passages moved to another. */
import * as vscode from 'vscode';
import type { ProjectDecision } from '../../../core/project';
import type { App } from '../../app';
import { numeral } from '../../numeral';
import { noIcons } from '../../plain';
import type { ProjectModel } from '../../workspace/project';
import { draftOf, familyOf, hasProjectFile, labels } from './common';
import { type Affected, affectedBy, affectedWords, previewed, whenCounted } from './preview';
import { tagItems } from './targets';

/** One is merged into which the reader chooses; of several, the reader chooses which stays. */
export async function merge(app: App, project: ProjectModel, tags: readonly string[]): Promise<void> {
  const { t } = vscode.l10n;
  if (!(await hasProjectFile(project))) return;
  const items = tags.length === 1 ? tagItems(project, new Set(tags)) : tagItems(project).filter(({ tag }) => tags.includes(tag));
  const picked = await vscode.window.showQuickPick(items, {
    title: tags.length === 1 ? t('Merge “{0}” into…', project.tagLabel(tags[0] ?? '')) : t('Which of These {0} Tags Stays?', numeral(tags.length)),
    placeHolder: t('Its definition holds; the passages and the tags below come over'),
    matchOnDescription: true,
  });
  if (picked)
    await mergeInto(
      app,
      project,
      tags.filter((tag) => tag !== picked.tag),
      picked.tag,
    );
}

export async function mergeInto(app: App, project: ProjectModel, tags: readonly string[], into: string): Promise<void> {
  const { t } = vscode.l10n;
  if (!(await whenCounted(app, project))) return;
  const draft = draftOf(project);
  draft.merge(into, tags);
  const decisions = draft.decisions();
  const go = t('Merge {0} into {1}', labels(project, tags), project.tagLabel(into));
  if (decisions.length) await previewed(app, project, t('Merge tags'), go, decisions, await affectedBy(project, tags));
}

/**
 * With their passages to another tag: what was coded stays coded. A tag that no passage carries is just deleted. While others' coding
 * is hidden the question is always the same one: whether it is asked would tell what they have coded.
 */
export async function remove(app: App, project: ProjectModel, tags: readonly string[]): Promise<void> {
  const { t } = vscode.l10n;
  if (!(await hasProjectFile(project))) return;
  const family = familyOf(project, tags);
  const below = family.size > tags.length ? await askBelow(project, tags, family) : 'up';
  if (!below) return;
  const going = below === 'gone' ? [...family] : tags;
  if (!(await whenCounted(app, project))) return;
  const affected = await affectedBy(project, going);
  const into = affected.passages > 0 || project.only !== undefined ? await askHeir(project, going, affected) : null;
  if (into === undefined) return;
  const draft = draftOf(project);
  draft.remove(tags, into ?? undefined, below);
  const decisions: readonly ProjectDecision[] = draft.decisions();
  const go = into === null ? t('Delete {0}', labels(project, going)) : t('Delete {0}, passages to {1}', labels(project, going), project.tagLabel(into));
  if (decisions.length) await previewed(app, project, t('Delete tags'), go, decisions, affected);
}

async function askBelow(project: ProjectModel, tags: readonly string[], family: ReadonlySet<string>): Promise<'up' | 'gone' | undefined> {
  const { t } = vscode.l10n;
  const others = [...family].filter((id) => !tags.includes(id));
  const items = [
    { label: t('Keep the tags below, one level up'), description: noIcons(labels(project, others)), below: 'up' as const },
    { label: t('Delete the tags below too'), description: noIcons(labels(project, others)), below: 'gone' as const },
  ];
  return (await vscode.window.showQuickPick(items, { title: t('Delete {0}', labels(project, tags)) }))?.below;
}

async function askHeir(project: ProjectModel, going: readonly string[], affected: Affected): Promise<string | null | undefined> {
  const { t } = vscode.l10n;
  const none = {
    label: t('To no other tag'),
    description: t('none of yours carries it; those of others, if there are any, keep it as a tag that the codebook lacks'),
    tag: null,
  };
  const items = [...(affected.passages === 0 ? [none] : []), ...tagItems(project, new Set(going))];
  if (!items.length) {
    await vscode.window.showInformationMessage(t('Passages carry it, and there is no other tag to move them to. Make one first, or delete the passages.'));
    return undefined;
  }
  const picked = await vscode.window.showQuickPick(items, {
    title: t('Delete {0}: Move Its Passages to…', labels(project, going)),
    placeHolder: t('{0}; no sidecar changes', affectedWords(affected, project)),
    matchOnDescription: true,
  });
  return picked?.tag;
}
