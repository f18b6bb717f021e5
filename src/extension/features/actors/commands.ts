/** What a reader does about an actor: see all mentions, add or edit it, merge it, correct or refuse a mark. */
import * as vscode from 'vscode';
import { type Actor, actorKinds } from '../../../core/project/schema';
import type { ProjectDecision } from '../../../core/project';
import type { Changes } from '../../../core/sidecar/decision';
import type { MentionDecision } from '../../../core/sidecar/schema';
import type { Range } from '../../../core/text/range';
import type { App } from '../../app';
import { command } from '../../contributions';
import type { Article } from '../../workspace/article';
import type { ProjectModel } from '../../workspace/project';
import { selectorOf } from '../../workspace/selectors';
import { kindWord } from '../hovers/cards';
import { showPlaces } from '../navigation/places';
import type { ActorNode } from './index';

interface ActorTarget {
  readonly project: ProjectModel;
  readonly id: string;
  readonly name: string;
  readonly kind: Actor['kind'];
}

export function registerActorCommands(app: App): vscode.Disposable {
  const on = (id: string, action: (target: ActorTarget) => Promise<void>): vscode.Disposable =>
    vscode.commands.registerCommand(id, async (first?: unknown, second?: unknown, name?: unknown, kind?: unknown) => {
      const target = await actorTarget(app, first, second, name, kind);
      if (target) await action(target);
    });
  return vscode.Disposable.from(
    on(command.showActorMentions, (target) => showMentions(target)),
    on(command.editActor, (target) => editActor(app, target)),
    on(command.mergeActor, (target) => mergeActor(app, target)),
    vscode.commands.registerCommand(command.changeActor, (uri?: unknown, start?: unknown, end?: unknown) =>
      withMark(app, uri, start, end, true, (article, range) => changeActor(app, article, range)),
    ),
    vscode.commands.registerCommand(command.rejectMention, (uri?: unknown, start?: unknown, end?: unknown) =>
      withMark(app, uri, start, end, false, (article, range) => reject(app, article, range)),
    ),
  );
}

/** From a card (id, document), from the view (its item), else from the cursor, else from a list. */
async function actorTarget(app: App, first: unknown, second: unknown, name: unknown, kind: unknown): Promise<ActorTarget | undefined> {
  if (typeof first === 'string' && typeof second === 'string') {
    const project = app.projects.documentAt(vscode.Uri.parse(second))?.project;
    if (!project) return undefined;
    // The index may not know yet what the text in the editor names; the card does.
    const known = await targetOf(project, first);
    return (
      known ??
      (typeof name === 'string' && name !== '' && name.length <= 500
        ? { project, id: first, name, kind: actorKinds.find((candidate) => candidate === kind) ?? 'organisation' }
        : undefined)
    );
  }
  if (isActorNode(first)) return { project: first.project, ...first.actor };
  const article = app.articles.active;
  const editor = vscode.window.activeTextEditor;
  const mention = article && editor && article.mentionAt(article.offset(editor.selection.active));
  if (article && mention) return { project: article.model.project, id: mention.actor, name: mention.name, kind: mention.kind };
  const project = article?.model.project ?? app.projects.all()[0];
  if (!project) return undefined;
  const actors = await project.corpus.actors();
  const items = actors.map((actor) => ({ label: actor.name, description: `${kindWord(actor.kind, vscode.l10n.t)} · ${actor.mentions}`, actor }));
  const picked = await vscode.window.showQuickPick(items, { title: vscode.l10n.t('Which actor?'), matchOnDescription: true });
  return picked && { project, ...picked.actor };
}

async function targetOf(project: ProjectModel, id: string): Promise<ActorTarget | undefined> {
  const known = project.index.actor(id) ?? (await project.corpus.actor(id));
  return known && { project, id: known.id, name: known.name, kind: known.kind };
}

function isActorNode(value: unknown): value is ActorNode {
  return typeof value === 'object' && value !== null && 'type' in value && value.type === 'actor' && 'project' in value;
}

async function showMentions({ project, id, name }: ActorTarget): Promise<void> {
  await showPlaces(project, await project.corpus.mentionsOf(id), vscode.l10n.t('Mentions of {0}', name));
}

/** Adds an actor that only the recogniser knew, or changes name, kind or aliases of one in the registry. */
async function editActor(app: App, target: ActorTarget): Promise<void> {
  const { project } = target;
  if (!(await hasProjectFile(project))) return;
  const actor = project.index.actor(target.id);
  if (!actor) {
    await register(app, target);
    return;
  }
  const what = await vscode.window.showQuickPick(
    [
      { label: vscode.l10n.t('Name'), description: actor.name, field: 'name' as const },
      { label: vscode.l10n.t('Kind'), description: kindWord(actor.kind, vscode.l10n.t), field: 'kind' as const },
      { label: vscode.l10n.t('Aliases'), description: (actor.aliases ?? []).join(', '), field: 'aliases' as const },
    ],
    { title: vscode.l10n.t('Edit {0}', actor.name) },
  );
  if (!what) return;
  const changes = await askChange(actor, what.field);
  if (changes) await app.deciding.actOnProject(vscode.l10n.t('Edit actor'), project, [{ type: 'change', section: 'actors', key: actor.id, changes }]);
}

async function askChange(actor: Actor, field: 'name' | 'kind' | 'aliases'): Promise<Changes<Actor> | undefined> {
  switch (field) {
    case 'name': {
      const name = (await vscode.window.showInputBox({ title: vscode.l10n.t('Canonical Name'), value: actor.name }))?.trim();
      // The former name is still a form of it.
      return name ? { name, aliases: [...new Set([...(actor.aliases ?? []), actor.name])].filter((alias) => alias !== name) } : undefined;
    }
    case 'kind': {
      const kind = await pickKind(actor.kind);
      return kind && { kind };
    }
    case 'aliases': {
      const text = await vscode.window.showInputBox({
        title: vscode.l10n.t('Aliases'),
        prompt: vscode.l10n.t('Other forms of the name, with commas between them'),
        value: (actor.aliases ?? []).join(', '),
      });
      return text === undefined
        ? undefined
        : {
            aliases: text
              .split(',')
              .map((alias) => alias.trim())
              .filter((alias) => alias !== ''),
          };
    }
    default:
      return field satisfies never;
  }
}

async function register(app: App, { project, name, kind }: ActorTarget): Promise<string | undefined> {
  const canonical = (
    await vscode.window.showInputBox({ title: vscode.l10n.t('Add to the Registry'), prompt: vscode.l10n.t('Canonical name'), value: name })
  )?.trim();
  const chosen = canonical ? await pickKind(kind) : undefined;
  if (!canonical || !chosen) return undefined;
  const taken = (project.value.actors ?? []).flatMap((actor) => [actor.id, ...(actor.replaces ?? [])]);
  const id = project.freeId(canonical, taken);
  const entry: Actor = { id, name: canonical, kind: chosen, ...(canonical !== name && name !== '' && { aliases: [name] }) };
  return (await app.deciding.actOnProject(vscode.l10n.t('Add actor'), project, [{ type: 'add', section: 'actors', entry }])) ? id : undefined;
}

async function pickKind(current: Actor['kind'] | undefined): Promise<Actor['kind'] | undefined> {
  const items = actorKinds.map((value) => ({ label: kindWord(value, vscode.l10n.t), description: value === current ? vscode.l10n.t('current') : '', value }));
  return (await vscode.window.showQuickPick(items, { title: vscode.l10n.t('What kind of actor?') }))?.value;
}

/** The forms of one become aliases of another; its id resolves to the other from then on, in every sidecar. */
async function mergeActor(app: App, target: ActorTarget): Promise<void> {
  const { project } = target;
  if (!(await hasProjectFile(project))) return;
  const own = project.index.actor(target.id);
  const others = (project.value.actors ?? []).filter((actor) => actor.id !== target.id);
  const picked = await vscode.window.showQuickPick(
    others.map((actor) => ({ label: actor.name, description: kindWord(actor.kind, vscode.l10n.t), actor })),
    { title: vscode.l10n.t('Merge {0} into…', target.name), placeHolder: vscode.l10n.t('Its forms become aliases of the actor you choose') },
  );
  if (!picked) return;
  const into = picked.actor;
  const forms = new Set([...(into.aliases ?? []), target.name, ...(own?.aliases ?? [])]);
  forms.delete(into.name);
  const replaces = own ? [...(into.replaces ?? []), own.id, ...(own.replaces ?? [])] : (into.replaces ?? []);
  const decisions: ProjectDecision[] = [
    { type: 'change', section: 'actors', key: into.id, changes: { aliases: [...forms], ...(replaces.length && { replaces: [...new Set(replaces)] }) } },
  ];
  if (own) decisions.push({ type: 'remove', section: 'actors', key: own.id });
  await app.deciding.actOnProject(vscode.l10n.t('Merge actors'), project, decisions);
}

async function hasProjectFile(project: ProjectModel): Promise<boolean> {
  if (project.implicit) await vscode.window.showInformationMessage(vscode.l10n.t('Make a project of the folder first: its actors are kept in pressmark.yaml.'));
  return !project.implicit;
}

/** The mark a card names, else the one at the cursor or, where wanted, the selection. */
async function withMark(
  app: App,
  uri: unknown,
  start: unknown,
  end: unknown,
  selectionToo: boolean,
  action: (article: Article, range: Range) => Promise<void>,
): Promise<void> {
  if (typeof uri === 'string' && Number.isInteger(start) && Number.isInteger(end)) {
    const article = await app.articles.ready(vscode.Uri.parse(uri));
    const mark = article?.mentionAt(start as number);
    if (article && mark?.start === start && mark?.end === end) await action(article, { start: start as number, end: end as number });
    return;
  }
  const article = app.articles.active;
  const editor = vscode.window.activeTextEditor;
  if (!article || !editor) return;
  const mention = article.mentionAt(article.offset(editor.selection.active));
  const range = selectionToo && !editor.selection.isEmpty ? article.offsets(editor.selection) : mention;
  if (range) await action(article, { start: range.start, end: range.end });
}

async function changeActor(app: App, article: Article, range: Range): Promise<void> {
  const { project } = article.model;
  const text = article.text.slice(range.start, range.end);
  const items = (project.value.actors ?? []).map((actor) => ({
    label: actor.name,
    description: [kindWord(actor.kind, vscode.l10n.t), ...(actor.aliases ?? [])].join(' · '),
    id: actor.id,
  }));
  const fresh = { label: `$(add) ${vscode.l10n.t('New actor “{0}”…', text)}`, description: '', id: '' };
  const picked = await vscode.window.showQuickPick(project.implicit ? items : [...items, fresh], {
    title: vscode.l10n.t('Who is “{0}”?', text),
    matchOnDescription: true,
  });
  if (!picked) return;
  const actor = picked.id || (await register(app, { project, id: '', name: text, kind: 'person' }));
  if (actor !== undefined) await decideMark(app, article, { ...range, text }, { actor }, vscode.l10n.t('Mark as actor'));
}

async function reject(app: App, article: Article, range: Range): Promise<void> {
  const { project } = article.model;
  const text = article.text.slice(range.start, range.end);
  const where = [
    { label: vscode.l10n.t('Here'), description: vscode.l10n.t('only this mention'), scope: 'mention' as const },
    { label: vscode.l10n.t('In this document'), description: vscode.l10n.t('everywhere “{0}” stands', text), scope: 'document' as const },
    ...(project.implicit
      ? []
      : [{ label: vscode.l10n.t('In the whole corpus'), description: vscode.l10n.t('recorded in pressmark.yaml'), scope: 'corpus' as const }]),
  ];
  const picked = await vscode.window.showQuickPick(where, { title: vscode.l10n.t('“{0}” is not an actor', text) });
  if (!picked) return;
  if (picked.scope === 'corpus') await app.deciding.actOnProject(vscode.l10n.t('Not an actor'), project, [{ type: 'put', list: 'not-actors', item: text }]);
  else await decideMark(app, article, { ...range, text }, { reject: picked.scope }, vscode.l10n.t('Not an actor'));
}

/** A signed decision about a mark, in the sidecar. One of mine about the same place is replaced. */
export async function decideMark(
  app: App,
  article: Article,
  mark: Range & { readonly text: string },
  verdict: Pick<MentionDecision, 'actor' | 'date' | 'reject'>,
  label: string,
): Promise<void> {
  // Asking takes time, and a card may be older than the text: the words must still be those that were meant.
  if (article.text.slice(mark.start, mark.end) !== mark.text) {
    vscode.window.setStatusBarMessage(vscode.l10n.t('The text changed meanwhile, so nothing was decided.'), 6000);
    return;
  }
  const selector = selectorOf(article, { start: mark.start, end: mark.end });
  if (!selector) {
    await vscode.window.showInformationMessage(vscode.l10n.t('Save the document first: this place touches unsaved edits.'));
    return;
  }
  const signature = await app.deciding.sign();
  if (!signature) return;
  const [start, end] = selector.fields.position;
  const former =
    article.model.sidecar?.mentions?.filter((entry) => entry.by === signature.by && entry.position[0] === start && entry.position[1] === end) ?? [];
  const { quote, before, after, position } = selector.fields;
  const hash = selector.fields['quote-hash'];
  await app.deciding.act(label, [
    {
      document: article.model,
      decisions: [
        ...former.map((entry) => ({ type: 'remove' as const, section: 'mentions' as const, key: entry.id })),
        {
          type: 'add',
          section: 'mentions',
          entry: {
            id: app.deciding.newId(),
            ...(hash === undefined ? { quote, before, after } : { 'quote-hash': hash }),
            position,
            ...verdict,
            by: signature.by,
            at: signature.at,
          },
        },
      ],
    },
  ]);
}
