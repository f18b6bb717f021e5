/** Choosing tags: what was used last comes first, two letters find any of them, what does not exist yet can be made on the way. */
import * as vscode from 'vscode';
import type { FlatTag } from '../../../core/project/lookup';
import type { App } from '../../app';
import { color, tagColors } from '../../contributions';
import { noIcons } from '../../plain';
import type { ProjectModel } from '../../workspace/project';
import { fits, type Searched, tagCodes } from './codes';

interface TagItem extends vscode.QuickPickItem {
  /** Undefined for the tag to be made. */
  readonly tag: string | undefined;
  readonly searched: Searched;
}

export interface PickOptions {
  readonly title: string;
  /** Chosen from the start; only where several may be chosen. */
  readonly current?: readonly string[];
  /** Several from the start; else a button asks for it. */
  readonly several?: boolean;
}

/** @returns the chosen tags, or undefined if the user gave up */
export async function pickTags(app: App, project: ProjectModel, { title, current = [], several = false }: PickOptions): Promise<readonly string[] | undefined> {
  const picker = vscode.window.createQuickPick<TagItem>();
  const known = [...items(app, project), ...strangers(project, current)];
  const choosesSeveral: vscode.QuickInputButton = { iconPath: new vscode.ThemeIcon('checklist'), tooltip: vscode.l10n.t('Choose several tags') };
  let many = several;
  picker.title = title;
  picker.placeholder = vscode.l10n.t('The two letters before a tag, or words of its label, id or description; or a new tag');
  picker.canSelectMany = many;
  picker.buttons = many ? [] : [choosesSeveral];
  // VS Code puts first what begins with the letters typed: the two letters stand at the beginning of the label.
  picker.matchOnDescription = true;
  picker.matchOnDetail = true;
  picker.items = known;
  if (many) picker.selectedItems = known.filter((item) => current.some((id) => project.index.tagId(id) === item.tag));
  const offer = (text: string): void => {
    const chosen = many ? picker.selectedItems : [];
    // VS Code tells by its place in the list which item was accepted, and keys may overtake the list: no item ever changes its place.
    const offered = [...known.map((item) => shownFor(text, item, chosen)), ...creation(project, known, text)];
    if (
      offered.length === picker.items.length &&
      offered.every(({ alwaysShow, description }, index) => alwaysShow === picker.items[index]?.alwaysShow && description === picker.items[index]?.description)
    )
      return;
    picker.items = offered;
    if (many) picker.selectedItems = picker.items.filter((item) => chosen.some(({ tag }) => tag !== undefined && tag === item.tag));
  };
  const accepted = await new Promise<readonly TagItem[] | undefined>((resolve) => {
    picker.onDidChangeValue(offer);
    picker.onDidTriggerButton(() => {
      many = true;
      picker.canSelectMany = true;
      picker.buttons = [];
    });
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

/** VS Code looks for the letters in a row; what fits with letters left out is kept in sight here, and so is what is chosen already. */
function shownFor(text: string, item: TagItem, chosen: readonly TagItem[]): TagItem {
  const alwaysShow = (text.trim() !== '' && fits(text, item.searched)) || chosen.some(({ tag }) => tag === item.tag);
  return alwaysShow === (item.alwaysShow === true) ? item : { ...item, alwaysShow };
}

/** The last item. Its words stand in the description: VS Code sorts by labels, and words there would bring it to the front. */
function creation(project: ProjectModel, known: readonly TagItem[], text: string): readonly TagItem[] {
  const label = text.trim();
  if (label === '' || project.implicit || known.some(({ searched }) => searched.label.toLowerCase() === label.toLowerCase())) return [];
  return [
    {
      label: '$(add)',
      description: noIcons(vscode.l10n.t('Create tag “{0}”', label)),
      alwaysShow: true,
      tag: undefined,
      searched: { code: undefined, label, id: '', description: '' },
    },
  ];
}

/** Adds a tag to the codebook. @param parent where it is known; else the user is asked below which group it belongs */
export async function createTag(app: App, project: ProjectModel, label: string, parent?: string): Promise<string | undefined> {
  const { create, hasProjectFile } = await import('../codebook/acts');
  if (!(await hasProjectFile(project))) return undefined;
  const groups = (project.value.tags ?? []).filter((tag) => tag.children?.length);
  if (parent !== undefined || !groups.length) return create(app, project, label, parent);
  const top = { label: vscode.l10n.t('On its own, at the top level'), id: undefined as string | undefined };
  const where = await vscode.window.showQuickPick([...groups.map((tag) => ({ label: noIcons(tag.label), id: tag.id })), top], {
    title: vscode.l10n.t('Where does “{0}” belong?', label),
  });
  return where && create(app, project, label, where.id);
}

function items(app: App, project: ProjectModel): readonly TagItem[] {
  const recent = app.recentTags.of(project);
  const codes = tagCodes(project.index.tags.map(({ tag }) => tag.label));
  const rank = (id: string): number => {
    const at = recent.indexOf(id);
    return at < 0 ? recent.length : at;
  };
  return project.index.tags
    .map((flat) => ({ flat, code: codes[flat.order] }))
    .sort((a, b) => rank(a.flat.tag.id) - rank(b.flat.tag.id) || a.flat.order - b.flat.order)
    .map(({ flat, code }) => item(project, flat, code));
}

/** What a passage is tagged with and the codebook does not know: in sight, or choosing others would take it away unseen. */
function strangers(project: ProjectModel, current: readonly string[]): readonly TagItem[] {
  return current
    .filter((id) => project.index.tag(id) === undefined)
    .map((id) => ({
      label: noIcons(id),
      description: vscode.l10n.t('not in the codebook'),
      tag: id,
      iconPath: new vscode.ThemeIcon('warning'),
      searched: { code: undefined, label: id, id, description: '' },
    }));
}

function item(project: ProjectModel, { tag, parent }: FlatTag, code: string | undefined): TagItem {
  const named = tagColors.find((name) => name === project.tagColor(tag.id));
  const hint = [parent?.label ?? '', tag.id, tag.pin === undefined ? '' : vscode.l10n.t('key {0}', String(tag.pin))].filter((part) => part !== '').join(' · ');
  return {
    label: noIcons(code === undefined ? tag.label : `${code}\u2002${tag.label}`),
    description: noIcons(hint),
    detail: noIcons(tag.description ?? ''),
    tag: tag.id,
    iconPath: new vscode.ThemeIcon('tag', named && new vscode.ThemeColor(color.tag(named))),
    searched: { code, label: tag.label, id: tag.id, description: tag.description ?? '' },
  };
}
