/**
 * What a reader does to the codebook. Each act says first what it is about, writes the least into the project's files, and is
 * taken back as a whole. Sidecars are never touched. Loaded when first used.
 */
import * as vscode from 'vscode';
import * as v from 'valibot';
import type { ProjectDecision } from '../../../core/project';
import { CodebookDraft, definitionFields, type DefinitionField, longestDefinition, tidyLabel } from '../../../core/project/codebook';
import { subtree } from '../../../core/project/lookup';
import { Color, type Tag } from '../../../core/project/schema';
import { lineIndexOf } from '../../../core/text/lines';
import type { App } from '../../app';
import { color, tagColors } from '../../contributions';
import { noIcons } from '../../plain';
import type { ProjectModel } from '../../workspace/project';
import { shorten } from '../shorten';
import { colorWord } from './items';
import { affectedBy, affectedWords, previewed, whenCounted } from './preview';
import type { TagTarget } from './selection';
import { type TagItem, tagItems } from './targets';

/** A draft that gives nobody an id that passages carry, and moves no tag into another file. */
export function draftOf(project: ProjectModel, used: ReadonlySet<string> = new Set()): CodebookDraft {
  return new CodebookDraft(project.value, { used: (id) => used.has(id), sameFile: sameFileIn(project) });
}

export function sameFileIn(project: ProjectModel): (a: string, b: string) => boolean {
  const home = (key: string) => project.homeOf({ type: 'change', section: 'tags', key, changes: {} });
  return (a, b) => home(a) === home(b);
}

/** Tags that passages carry, whether or not the codebook knows them. */
export async function usedIds(project: ProjectModel): Promise<ReadonlySet<string>> {
  return new Set((await project.corpus.tagUses()).map(({ tag }) => tag));
}

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

/** Field by field, each written as soon as it is given, until the reader has enough. */
export async function describe(app: App, target: TagTarget): Promise<void> {
  const { t } = vscode.l10n;
  const { project } = target;
  if (!(await hasProjectFile(project))) return;
  const names: Readonly<Record<DefinitionField, string>> = {
    description: t('Description'),
    include: t('Include'),
    exclude: t('Exclude'),
    example: t('Example'),
  };
  const prompts: Readonly<Record<DefinitionField, string>> = {
    description: t('What it means. Empty takes it away.'),
    include: t('What counts. Empty takes it away.'),
    exclude: t('What does not count, and which tag it has instead. Empty takes it away.'),
    example: t('A passage that shows it. Empty takes it away.'),
  };
  const affected = await affectedBy(project, [target.tag]);
  let revises: boolean | undefined;
  for (;;) {
    const tag = tagOf(target);
    if (!tag) return;
    const items = definitionFields.map((field) => ({ label: names[field], description: noIcons(shorten(tag[field] ?? '', 80)), field }));
    const title = t('Definition of “{0}”: {1}', tag.label, affectedWords(affected, project));
    const picked = await vscode.window.showQuickPick(items, { title, placeHolder: t('Choose what to change; Escape when it is enough') });
    if (!picked) return;
    const { field } = picked;
    // A box of one line would join the lines of a text that has several.
    if (tag[field]?.includes('\n')) return openEntry(target);
    const text = await vscode.window.showInputBox({
      title: t('{0} of “{1}”', names[field], tag.label),
      prompt: prompts[field],
      value: tag[field] ?? '',
      validateInput: (input) => (input.length > longestDefinition ? t('{0} characters at most.', longestDefinition) : undefined),
    });
    if (text === undefined || text.trim() === (tag[field] ?? '')) continue;
    if (affected.passages > 0) revises ??= await askRevises(affectedWords(affected, project));
    if (affected.passages > 0 && revises === undefined) continue;
    const draft = draftOf(project);
    draft.describe(tag.id, { [field]: text }, revises ? app.deciding.now() : undefined);
    await decide(app, t('Describe tag'), project, draft);
  }
}

/** A correction of the wording makes no passage doubtful; a change of what counts does. */
async function askRevises(words: string): Promise<boolean | undefined> {
  const { t } = vscode.l10n;
  const items = [
    { label: t('What counts has changed'), description: t('{0} are shown as coded before the revision', words), revises: true },
    { label: t('Only the wording has changed'), description: t('they were coded by the same definition'), revises: false },
  ];
  return (await vscode.window.showQuickPick(items, { title: t('Does it change what counts?') }))?.revises;
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

// ---- where it stands ----

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
    vscode.window.setStatusBarMessage(itself ? t('A tag cannot come below itself.') : t('Tags of two files cannot stand below each other.'), 5000);
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

// ---- merging and deleting ----

/** One is merged into which the reader chooses; of several, the reader chooses which stays. */
export async function merge(app: App, project: ProjectModel, tags: readonly string[]): Promise<void> {
  const { t } = vscode.l10n;
  if (!(await hasProjectFile(project))) return;
  const items = tags.length === 1 ? tagItems(project, new Set(tags)) : tagItems(project).filter(({ tag }) => tags.includes(tag));
  const picked = await vscode.window.showQuickPick(items, {
    title: tags.length === 1 ? t('Merge “{0}” into…', project.tagLabel(tags[0] ?? '')) : t('Which of These {0} Tags Stays?', tags.length),
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

async function mergeInto(app: App, project: ProjectModel, tags: readonly string[], into: string): Promise<void> {
  const { t } = vscode.l10n;
  if (!(await whenCounted(app, project))) return;
  const draft = draftOf(project);
  draft.merge(into, tags);
  const decisions = draft.decisions();
  const go = t('Merge {0} into {1}', labels(project, tags), project.tagLabel(into));
  if (decisions.length) await previewed(app, project, t('Merge tags'), go, decisions, await affectedBy(project, tags));
}

/** With their passages to another tag: what was coded stays coded. A tag that no passage carries is just deleted. */
export async function remove(app: App, project: ProjectModel, tags: readonly string[]): Promise<void> {
  const { t } = vscode.l10n;
  if (!(await hasProjectFile(project))) return;
  const family = familyOf(project, tags);
  const below = family.size > tags.length ? await askBelow(project, tags, family) : 'up';
  if (!below) return;
  const going = below === 'gone' ? [...family] : tags;
  if (!(await whenCounted(app, project))) return;
  const affected = await affectedBy(project, going);
  const into = affected.passages > 0 ? await askHeir(project, going, affectedWords(affected, project)) : null;
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

async function askHeir(project: ProjectModel, going: readonly string[], words: string): Promise<string | undefined> {
  const { t } = vscode.l10n;
  const items = tagItems(project, new Set(going));
  if (!items.length) {
    await vscode.window.showInformationMessage(t('Passages carry it, and there is no other tag to move them to. Make one first, or delete the passages.'));
    return undefined;
  }
  const picked = await vscode.window.showQuickPick(items, {
    title: t('Delete {0}: Move Its Passages to…', labels(project, going)),
    placeHolder: t('{0}; no sidecar changes', words),
    matchOnDescription: true,
  });
  return picked?.tag;
}

export async function openEntry({ project, tag }: TagTarget): Promise<void> {
  const id = project.index.tagId(tag);
  for (const { uri, store } of project.files()) {
    const range = store.current.entryRange('tags', id);
    if (!range) continue;
    const { line, character } = lineIndexOf(store.current.text).positionAt(range.start);
    await vscode.window.showTextDocument(uri, { selection: new vscode.Range(line, character, line, character) });
    return;
  }
}

// ---- words ----

function decide(app: App, label: string, project: ProjectModel, draft: CodebookDraft): Promise<boolean> {
  return app.deciding.actOnProject(label, project, draft.decisions());
}

function tagOf({ project, tag }: TagTarget): Tag | undefined {
  return project.index.tag(tag)?.tag;
}

/** The tags and all that is below them. */
function familyOf(project: ProjectModel, tags: readonly string[]): ReadonlySet<string> {
  return new Set(
    tags.flatMap((id) => {
      const tag = project.index.tag(id)?.tag;
      return tag ? subtree(tag).map((one) => one.id) : [];
    }),
  );
}

/** Of many, so many are named. */
const mostNamed = 4;

function labels(project: ProjectModel, tags: readonly string[]): string {
  const named = tags.slice(0, mostNamed).map((id) => `“${shorten(project.tagLabel(id), 40)}”`);
  return tags.length > mostNamed ? vscode.l10n.t('{0} and {1} more', named.join(', '), tags.length - mostNamed) : named.join(', ');
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

export function notALabel(): string {
  return vscode.l10n.t('A label on one line, 200 characters at most.');
}

export async function hasProjectFile(project: ProjectModel): Promise<boolean> {
  if (project.implicit)
    await vscode.window.showInformationMessage(vscode.l10n.t('Make a project of the folder first: its codebook is kept in pressmark.yaml.'));
  return !project.implicit;
}
