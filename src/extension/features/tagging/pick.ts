/** Choosing tags: what was used last comes first, what does not exist yet can be made on the way. */
import * as vscode from 'vscode';
import type { Tag } from '../../../core/project/schema';
import type { App } from '../../app';
import { color, tagColors } from '../../contributions';
import type { ProjectModel } from '../../workspace/project';

interface TagItem extends vscode.QuickPickItem {
  readonly tag: string | undefined;
}

/** @returns the chosen tags, or undefined if the user gave up */
export async function pickTags(app: App, project: ProjectModel, current: readonly string[], many: boolean): Promise<readonly string[] | undefined> {
  const picker = vscode.window.createQuickPick<TagItem>();
  const known = items(app, project);
  const create = (label: string): TagItem => ({ label: `$(add) ${vscode.l10n.t('New tag “{0}”', label)}`, alwaysShow: true, tag: undefined });
  const offered = (text: string): readonly TagItem[] => {
    const label = text.trim();
    return label === '' || project.implicit || known.some((item) => item.label.toLowerCase() === label.toLowerCase()) ? known : [...known, create(label)];
  };
  picker.title = many ? vscode.l10n.t('Tags of the Passage') : vscode.l10n.t('Tag Passage');
  picker.placeholder = vscode.l10n.t('Search tags by label, id or description, or type a new one');
  picker.canSelectMany = many;
  picker.matchOnDescription = true;
  picker.matchOnDetail = true;
  picker.items = known;
  if (many) picker.selectedItems = known.filter((item) => item.tag !== undefined && current.some((id) => project.index.tagId(id) === item.tag));
  picker.onDidChangeValue((text) => {
    const chosen = picker.selectedItems;
    picker.items = offered(text);
    if (many) picker.selectedItems = picker.items.filter((item) => chosen.some((other) => other.tag === item.tag && other.label === item.label));
  });
  const accepted = await new Promise<readonly TagItem[] | undefined>((resolve) => {
    picker.onDidAccept(() => resolve(many ? picker.selectedItems : picker.activeItems));
    picker.onDidHide(() => resolve(undefined));
    picker.show();
  });
  const typed = picker.value.trim();
  picker.dispose();
  if (!accepted) return undefined;
  const tags: string[] = [];
  for (const item of accepted) {
    const tag = item.tag ?? (await createTag(app, project, typed));
    if (tag !== undefined) tags.push(tag);
  }
  return tags;
}

/** Adds a tag to the codebook, below a group if the user says which. */
export async function createTag(app: App, project: ProjectModel, label: string): Promise<string | undefined> {
  const groups = (project.value.tags ?? []).filter((tag) => tag.children?.length);
  let parent: string | undefined;
  if (groups.length) {
    const top = { label: vscode.l10n.t('On its own, at the top level'), id: undefined as string | undefined };
    const where = await vscode.window.showQuickPick([...groups.map((tag) => ({ label: tag.label, id: tag.id })), top], {
      title: vscode.l10n.t('Where does “{0}” belong?', label),
    });
    if (!where) return undefined;
    parent = where.id;
  }
  const id = project.freeId(
    label,
    project.index.tags.flatMap(({ tag }) => [tag.id, ...(tag.replaces ?? [])]),
  );
  const made = await app.deciding.actOnProject(vscode.l10n.t('New tag'), project, [
    { type: 'add', section: 'tags', entry: { id, label }, ...(parent !== undefined && { parent }) },
  ]);
  return made ? id : undefined;
}

function items(app: App, project: ProjectModel): readonly TagItem[] {
  const recent = app.recentTags.of(project);
  const all = project.index.tags.filter(({ tag }) => !tag.children?.length || recent.includes(tag.id));
  const rank = (id: string): number => {
    const at = recent.indexOf(id);
    return at < 0 ? recent.length : at;
  };
  return [...all].sort((a, b) => rank(a.tag.id) - rank(b.tag.id) || a.order - b.order).map(({ tag, parent }) => item(project, tag, parent));
}

function item(project: ProjectModel, tag: Tag, parent: Tag | undefined): TagItem {
  const named = tagColors.find((name) => name === project.tagColor(tag.id));
  const hint = [parent?.label ?? '', tag.id, tag.pin === undefined ? '' : vscode.l10n.t('key {0}', tag.pin)].filter((part) => part !== '').join(' · ');
  return {
    label: tag.label,
    description: hint,
    detail: tag.description ?? '',
    tag: tag.id,
    iconPath: new vscode.ThemeIcon('tag', named && new vscode.ThemeColor(color.tag(named))),
  };
}
