/**
 * What a reader does to the codebook. Each act says first what it is about, writes the least into the project's files, and is
 * taken back as a whole. Sidecars are never touched. Loaded when first used.
 */
import * as vscode from 'vscode';
import * as v from 'valibot';
import { tidyLabel } from '../../../core/project/codebook';
import { Color } from '../../../core/project/schema';
import type { App } from '../../app';
import { color, tagColors } from '../../contributions';
import { noIcons } from '../../plain';
import type { ProjectModel } from '../../workspace/project';
import { shorten } from '../shorten';
import { capital, decide, draftOf, hasProjectFile, labels, notALabel, openEntry, tagOf, usedIds } from './common';
import { describe } from './describing';
import { colorWord } from './items';
import { merge, mergeInto, remove } from './merging';
import { askMove } from './moving';
import { affectedBy, affectedWords } from './preview';
import type { TagTarget } from './selection';

export { hasProjectFile, openEntry, sameFileIn, usedIds } from './common';
export { describe } from './describing';
export { merge, remove } from './merging';
export { askMove, move, shift } from './moving';

/** Adds a tag to the codebook. @returns its id; undefined where it could not be kept */
export async function create(app: App, project: ProjectModel, label: string, parent: string | undefined): Promise<string | undefined> {
  const draft = draftOf(project, await usedIds(project));
  const id = draft.create(label, parent);
  return (await decide(app, vscode.l10n.t('New tag'), project, draft)) ? id : undefined;
}

/** One thing to change about a tag, from a list that says what it is now. */
export async function edit(app: App, target: TagTarget): Promise<void> {
  const { t } = vscode.l10n;
  const { project } = target;
  const tag = tagOf(target);
  if (!tag) return;
  const parent = project.index.tag(tag.id)?.parent;
  const fields: readonly (vscode.QuickPickItem & { readonly run: () => Promise<void> })[] = [
    { label: t('Label'), description: noIcons(tag.label), run: () => rename(app, target) },
    { label: t('Definition'), description: noIcons(shorten(tag.description ?? '', 60)), run: () => describe(app, target) },
    { label: t('Colour'), description: tag.color === undefined ? '' : colorWord(tag.color), run: () => recolour(app, project, [tag.id]) },
    { label: t('Key 1–9'), description: tag.pin === undefined ? '' : String(tag.pin), run: () => pin(app, target) },
    { label: t('Place'), description: noIcons(parent ? t('below {0}', parent.label) : t('at the top level')), run: () => askMove(app, project, [tag.id]) },
    { label: t('Merge into…'), run: () => merge(app, project, [tag.id]) },
    { label: t('Delete…'), run: () => remove(app, project, [tag.id]) },
    { label: t('Open its entry in the project file'), run: () => openEntry(target) },
  ];
  const field = await vscode.window.showQuickPick(fields, { title: t('Edit Tag “{0}”', tag.label) });
  await field?.run();
}

export async function rename(app: App, target: TagTarget): Promise<void> {
  const { t } = vscode.l10n;
  const { project } = target;
  const tag = tagOf(target);
  if (!tag || !(await hasProjectFile(project))) return;
  const affected = await affectedBy(project, [tag.id]);
  const text = await vscode.window.showInputBox({
    title: t('Rename Tag “{0}”', tag.label),
    prompt: t('One file changes. {0} keep the id “{1}” and show the new name.', capital(affectedWords(affected, project)), tag.id),
    value: tag.label,
    validateInput: (input) => (tidyLabel(input) === undefined ? notALabel() : undefined),
  });
  const label = text === undefined ? undefined : tidyLabel(text);
  if (label === undefined || label === tag.label) return;
  const other = project.index.tags.find(({ tag: { id, label: known } }) => id !== tag.id && known.toLowerCase() === label.toLowerCase())?.tag;
  if (other) {
    const items = [
      { label: t('Merge instead'), description: noIcons(t('{0} becomes one with {1}', tag.label, other.label)), merges: true },
      { label: t('Two tags of this name'), description: t('told apart by where they stand'), merges: false },
    ];
    const picked = await vscode.window.showQuickPick(items, { title: t('There is a tag “{0}” already', other.label) });
    if (!picked) return;
    if (picked.merges) return mergeInto(app, project, [tag.id], other.id);
  }
  const draft = draftOf(project);
  draft.rename(tag.id, label);
  await decide(app, t('Rename tag'), project, draft);
}

export async function recolour(app: App, project: ProjectModel, tags: readonly string[]): Promise<void> {
  const { t } = vscode.l10n;
  if (!(await hasProjectFile(project))) return;
  const current = tags.length === 1 ? project.index.tag(tags[0] ?? '')?.tag.color : undefined;
  /** Undefined: as the tag above. */
  type ColorItem = vscode.QuickPickItem & { readonly color: Color | undefined; readonly other?: true };
  const items: readonly ColorItem[] = [
    ...tagColors.map((name): ColorItem => ({
      label: colorWord(name),
      description: name === current ? t('current') : '',
      iconPath: new vscode.ThemeIcon('circle-large-filled', new vscode.ThemeColor(color.tag(name))),
      color: name,
    })),
    { label: t('As the tag above'), color: undefined },
    { label: t('Another, as #rrggbb…'), description: t('its contrast in your theme is not promised'), color: undefined, other: true },
  ];
  const affected = await affectedBy(project, tags);
  const picked = await vscode.window.showQuickPick(items, { title: t('Colour of {0}: {1}', labels(project, tags), affectedWords(affected, project)) });
  if (!picked) return;
  const chosen = picked.other ? await askColor(current) : picked.color;
  if (picked.other && chosen === undefined) return;
  const draft = draftOf(project);
  draft.recolour(tags, chosen);
  await decide(app, t('Recolour tag'), project, draft);
}

async function askColor(current: string | undefined): Promise<Color | undefined> {
  const text = await vscode.window.showInputBox({
    title: vscode.l10n.t('Colour'),
    value: current?.startsWith('#') ? current : '#',
    validateInput: (input) => (v.is(Color, input.trim()) ? undefined : vscode.l10n.t('A colour such as #3366cc.')),
  });
  const value = text?.trim();
  return v.is(Color, value) ? value : undefined;
}

export async function pin(app: App, { project, tag }: TagTarget): Promise<void> {
  const { t } = vscode.l10n;
  if (!(await hasProjectFile(project))) return;
  const own = project.index.tag(tag)?.tag;
  const items = Array.from({ length: 9 }, (_, index) => {
    const holder = project.index.pinned.get(index + 1)?.tag;
    const description = holder === undefined ? '' : holder.id === own?.id ? t('current') : t('now {0}', holder.label);
    return { label: String(index + 1), description: noIcons(description), key: index + 1 };
  });
  const none = { label: t('No key'), description: '', key: undefined };
  const picked = await vscode.window.showQuickPick<vscode.QuickPickItem & { readonly key: number | undefined }>([...items, none], {
    title: t('Key of “{0}”', own?.label ?? tag),
  });
  if (!picked) return;
  const draft = draftOf(project);
  draft.pin(tag, picked.key);
  await decide(app, t('Pin tag'), project, draft);
}
