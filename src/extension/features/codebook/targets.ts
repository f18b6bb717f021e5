/** Finding out which tags a command is about. */
import * as vscode from 'vscode';
import type { App } from '../../app';
import { color, tagColors } from '../../contributions';
import { noIcons } from '../../plain';
import type { ProjectModel } from '../../workspace/project';
import { byKey } from '../rowsByKey';
import { isTagNode, targetOf, type TagTarget } from './selection';
import { say } from '../../saying';

/** The active document's project, else one that has a file. */
export function shownProject(app: App): ProjectModel | undefined {
  const projects = app.projects.all();
  return app.articles.active?.model.project ?? projects.find(({ implicit }) => !implicit) ?? projects[0];
}

/**
 * @param first the row a command was invoked on
 * @param second all selected rows
 */
export async function tagTargets(app: App, first: unknown, second: unknown, title: string): Promise<readonly TagTarget[]> {
  const rows =
    Array.isArray(second) && second.length ? second.filter(isTagNode) : isTagNode(first) ? [first] : first === byKey ? await app.tagSelection.byKey() : [];
  const [one] = rows;
  if (one) return rows.filter(({ project }) => project === one.project).map(targetOf);
  const picked = await pickTag(app, shownProject(app), title);
  return picked ? [picked] : [];
}

/** One tag: the row that was clicked, whatever else is selected. */
export async function oneTag(app: App, first: unknown, title: string = vscode.l10n.t('Which tag?')): Promise<TagTarget | undefined> {
  if (isTagNode(first)) return first.project.index.tag(first.tag.id) ? targetOf(first) : undefined;
  const chosen = first === byKey ? await app.tagSelection.byKey() : [];
  if (chosen.length > 1) {
    say(vscode.l10n.t('This is done to one tag at a time: select one.'), 5000);
    return undefined;
  }
  const [only] = chosen;
  return only ? targetOf(only) : pickTag(app, shownProject(app), title);
}

export interface TagItem extends vscode.QuickPickItem {
  readonly tag: string;
}

/** The codebook from top to bottom. @param except ids that are not offered */
export function tagItems(project: ProjectModel, except: ReadonlySet<string> = new Set()): readonly TagItem[] {
  return project.index.tags
    .filter(({ tag }) => !except.has(tag.id))
    .map(({ tag, parent }) => {
      const named = tagColors.find((name) => name === project.tagColor(tag.id));
      return {
        label: noIcons(tag.label),
        description: noIcons([parent?.label ?? '', tag.id].filter((part) => part !== '').join(' · ')),
        iconPath: new vscode.ThemeIcon('tag', named && new vscode.ThemeColor(color.tag(named))),
        tag: tag.id,
      };
    });
}

/** What is selected in the view comes first. */
async function pickTag(app: App, project: ProjectModel | undefined, title: string): Promise<TagTarget | undefined> {
  if (!project) return undefined;
  const selected = new Set(app.tagSelection.current.map(({ tag }) => tag.id));
  const items = [...tagItems(project)].sort((a, b) => Number(selected.has(b.tag)) - Number(selected.has(a.tag)));
  if (!items.length) return void say(vscode.l10n.t('The codebook has no tags yet.'), 4000);
  const picked = await vscode.window.showQuickPick(items, { title, matchOnDescription: true });
  return picked && { project, tag: picked.tag };
}
