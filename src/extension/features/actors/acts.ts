/** What a reader does about actors. Each is one act: least edits of the project's files, taken back as a whole. Loaded when first used. */
import * as vscode from 'vscode';
import { formsAsText, formsFromText } from '../../../core/project/formList';
import { formKey, isName, type NamedActor, type RegistryDraft, tidyName } from '../../../core/project/registry';
import type { Actor } from '../../../core/project/schema';
import type { App } from '../../app';
import { numeral } from '../../numeral';
import { noIcons, plain } from '../../plain';
import type { ProjectModel } from '../../workspace/project';
import { kindWord } from '../hovers/words';
import { shorten } from '../shorten';
import { formsOf, type SuggestionNode } from './model';
import { askName, askRole, confirmed, hasProjectFile, list, listOf, mostNames, notAName, pickKind } from './asking';
import { pickOther } from './choosing';
import { draftOf } from './draft';
import { agreesToLeaveOut, keptAsComments, type LeftOut } from './leftOut';
import { rejectFormsIn } from './marking';
import { actorItems, type ActorItem, type ActorTarget } from './targets';
import { isWikidataId, wikidataAddress } from './wikidata';
import { say } from '../../saying';

// One file to load for all that is done about actors: a chunk of its own for each costs more than it holds.
export { pickApart, pickSuggestion } from './choosing';
export { changeActor, rejectMark } from './marking';

export async function register(app: App, targets: readonly ActorTarget[]): Promise<void> {
  await decide(app, vscode.l10n.t('Add to registry'), targets, (draft) => {
    for (const target of named(targets)) draft.register(target);
  });
}

export async function rename(app: App, target: ActorTarget): Promise<void> {
  const name = await askName(vscode.l10n.t('Rename {0}', target.name), entryOf(target)?.name ?? target.name);
  const shared = name === undefined ? undefined : await askShared(target, [name]);
  if (name === undefined || !shared) return;
  if (shared.merge) await mergeInto(app, target.project, shared.merge, [target]);
  else await decide(app, vscode.l10n.t('Rename actor'), [target], (draft) => draft.rename(target, name));
}

/**
 * A form that two entries bear is nobody's for sure: it is asked whether the two are one.
 * @param forms new ones of the actor
 * @returns undefined where it was given up
 */
async function askShared(target: ActorTarget, forms: readonly string[]): Promise<{ readonly merge?: Actor } | undefined> {
  const { t } = vscode.l10n;
  const own = entryOf(target);
  const had = new Set(own ? [own.name, ...(own.aliases ?? [])].map(formKey) : []);
  const fresh = new Set(forms.map(formKey).filter((key) => !had.has(key)));
  const bearing = (actor: Actor): string | undefined => [actor.name, ...(actor.aliases ?? [])].find((form) => fresh.has(formKey(form)));
  const other = (target.project.value.actors ?? []).find((actor) => actor.id !== own?.id && bearing(actor) !== undefined);
  if (!other) return {};
  const items = [
    { label: t('Merge instead'), description: noIcons(t('{0} becomes a form of {1}', target.name, other.name)), answer: { merge: other } },
    { label: t('A form of both'), description: t('each document has to tell which is meant'), answer: {} },
  ];
  const title = t('“{0}” is a form of {1} already', bearing(other) ?? '', other.name);
  return (await vscode.window.showQuickPick(items, { title }))?.answer;
}

export async function setKind(app: App, targets: readonly ActorTarget[]): Promise<void> {
  const [first] = targets;
  if (!first) return;
  const title =
    targets.length === 1 ? vscode.l10n.t('What kind of actor is {0}?', first.name) : vscode.l10n.t('What kind are these {0} actors?', numeral(targets.length));
  const kind = await pickKind(title, targets.length === 1 ? first.kind : undefined, list(targets));
  if (kind) await decide(app, vscode.l10n.t('Set kind'), targets, (draft) => targets.forEach((target) => draft.setKind(target, kind)));
}

export async function addRole(app: App, targets: readonly ActorTarget[]): Promise<void> {
  const role = await askRole(list(targets));
  if (role) await decide(app, vscode.l10n.t('Add role'), targets, (draft) => targets.forEach((target) => draft.addRole(target, role)));
}

export async function setWikidata(app: App, target: ActorTarget): Promise<void> {
  const given = /^(?:https?:\/\/(?:www\.)?wikidata\.org\/(?:wiki|entity)\/)?(.*)$/;
  const idOf = (text: string): string => given.exec(text.trim())?.[1] ?? '';
  const text = await vscode.window.showInputBox({
    title: vscode.l10n.t('Wikidata Id of {0}', target.name),
    prompt: vscode.l10n.t('As Q123; empty takes it away. Nothing is looked up.'),
    value: entryOf(target)?.wikidata ?? '',
    validateInput: (input) => (idOf(input) === '' || isWikidataId(idOf(input)) ? undefined : vscode.l10n.t('A Wikidata id is a Q and a number, such as Q123.')),
  });
  if (text === undefined) return;
  const id = idOf(text);
  if (id !== '' && !isWikidataId(id)) return;
  await decide(app, vscode.l10n.t('Set Wikidata id'), [target], (draft) => draft.setWikidata(target, id === '' ? undefined : id));
}

export async function openWikidata(target: ActorTarget): Promise<void> {
  const id = entryOf(target)?.wikidata;
  if (id === undefined) say(vscode.l10n.t('{0} has no Wikidata id.', target.name), 4000);
  else await vscode.env.openExternal(vscode.Uri.parse(wikidataAddress(id)));
}

/** One thing to change about an actor, chosen from a list that says what it is now. */
export async function edit(app: App, target: ActorTarget, suggestions: readonly SuggestionNode[]): Promise<void> {
  const { t } = vscode.l10n;
  const actor = entryOf(target);
  const fields: readonly (vscode.QuickPickItem & { readonly run: () => Promise<void> })[] = [
    { label: t('Name'), description: noIcons(actor?.name ?? target.name), run: () => rename(app, target) },
    { label: t('Kind'), description: kindWord(actor?.kind ?? target.kind, t), run: () => setKind(app, [target]) },
    { label: t('Aliases'), description: noIcons(shorten(formsAsText(actor?.aliases ?? []), 200)), run: () => editAliases(app, target) },
    { label: t('Role…'), description: noIcons((actor?.roles ?? []).map(({ title }) => title).join('; ')), run: () => addRole(app, [target]) },
    { label: t('Wikidata id'), description: actor?.wikidata ?? '', run: () => setWikidata(app, target) },
    { label: t('Merge into…'), run: () => merge(app, [target], suggestions) },
    { label: t('Not the same as…'), run: () => keepApart(app, [target], suggestions) },
    { label: t('Split off a form…'), run: () => split(app, target) },
  ];
  const field = await vscode.window.showQuickPick(fields, { title: t('Edit {0}', target.name) });
  await field?.run();
}

async function editAliases(app: App, target: ActorTarget): Promise<void> {
  const known = entryOf(target)?.aliases ?? [];
  const parse = (text: string): readonly string[] | undefined => {
    const forms = formsFromText(text, known);
    return forms?.every((form) => known.includes(form) || isName(form)) ? forms : undefined;
  };
  const text = await vscode.window.showInputBox({
    title: vscode.l10n.t('Aliases of {0}', target.name),
    prompt: vscode.l10n.t('Other forms of the name, with semicolons between them; one with a semicolon in it stands in quotation marks: "A; B"'),
    value: formsAsText(known),
    validateInput: (input) =>
      formsFromText(input) ? (parse(input) ? undefined : notAName()) : vscode.l10n.t('A quotation mark at the beginning of a form is closed at its end.'),
  });
  const forms = text === undefined ? undefined : parse(text);
  const shared = forms && (await askShared(target, forms));
  if (!forms || !shared) return;
  if (shared.merge) await mergeInto(app, target.project, shared.merge, [target]);
  else await decide(app, vscode.l10n.t('Edit aliases'), [target], (draft) => draft.setAliases(target, forms));
}

/** One is merged into whom the reader chooses; of several, the reader chooses who stays. */
export async function merge(app: App, targets: readonly ActorTarget[], suggestions: readonly SuggestionNode[]): Promise<void> {
  const [first] = targets;
  if (!first) return;
  if (targets.length === 1) {
    const title = vscode.l10n.t('Merge {0} into…', first.name);
    const into = await pickOther(first, title, vscode.l10n.t('Its forms become aliases of the actor you choose'), suggestions);
    if (into) await mergeInto(app, first.project, into, targets);
    return;
  }
  const items = targets.map((target): ActorItem => ({ label: noIcons(target.name), description: kindWord(target.kind, vscode.l10n.t), actor: target }));
  const stays = await vscode.window.showQuickPick(items, {
    title: vscode.l10n.t('Which of these {0} actors stays?', numeral(targets.length)),
    placeHolder: vscode.l10n.t('The others’ forms become its aliases'),
  });
  if (!stays) return;
  const others = targets.filter(({ id }) => id !== stays.actor.id);
  const sure = await confirmed(
    vscode.l10n.t('Merge {0} actors into {1}?', numeral(others.length), plain(stays.actor.name)),
    vscode.l10n.t('{0} become forms of {1}. Sidecars that name them mean {1} from then on. One undo takes it back.', list(others), stays.actor.name),
    vscode.l10n.t('Merge'),
  );
  if (sure) await mergeInto(app, first.project, stays.actor, others);
}

async function mergeInto(app: App, project: ProjectModel, into: NamedActor, others: readonly NamedActor[]): Promise<void> {
  const target = { project, ...into };
  const left = (await draftOf(project)).leftOut(into, others).map((actor) => ({ into, actor }));
  const pairs = others.map((from) => ({ into, from }));
  if (!(await agreesToLeaveOut(project, left, pairs))) return;
  const kept = keptAsComments(project, pairs);
  await decide(app, vscode.l10n.t('Merge actors'), [target], (draft) => draft.merge(target, named(others)));
  if (kept !== undefined) say(kept, 8000);
}

export async function acceptMerges(app: App, suggestions: readonly SuggestionNode[]): Promise<void> {
  if (suggestions.length > 1) {
    const pairs = suggestions.slice(0, mostNames).map(({ from, into }) => `${shorten(from.name, 60)} → ${shorten(into.name, 60)}`);
    const more = suggestions.length > mostNames ? ['…'] : [];
    const question = vscode.l10n.t('Accept {0} suggested merges?', numeral(suggestions.length));
    if (!(await confirmed(question, [...pairs, ...more].join('\n'), vscode.l10n.t('Merge')))) return;
  }
  await forEachProject(app, suggestions, async (project, own) => {
    const draft = await draftOf(project);
    const left: LeftOut[] = [];
    for (const { into, from } of own) {
      left.push(...draft.leftOut(into, [from]).map((actor) => ({ into, actor })));
      draft.merge(into, [from]);
    }
    if (!(await agreesToLeaveOut(project, left, own))) return false;
    const kept = keptAsComments(project, own);
    const done = await app.deciding.actOnProject(vscode.l10n.t('Merge actors'), project, draft.decisions());
    if (done && kept !== undefined) say(kept, 8000);
    return done;
  });
}

export async function refuseMerges(app: App, suggestions: readonly SuggestionNode[]): Promise<void> {
  await forEachProject(app, suggestions, async (project, own) => {
    const draft = await draftOf(project);
    for (const { into, from } of own) draft.apart(into, from);
    return app.deciding.actOnProject(vscode.l10n.t('Keep actors apart'), project, draft.decisions());
  });
}

/** All chosen are others of each other; one alone is held against whom the reader chooses. */
export async function keepApart(app: App, targets: readonly ActorTarget[], suggestions: readonly SuggestionNode[]): Promise<void> {
  const [first] = targets;
  if (!first) return;
  const other =
    targets.length > 1
      ? undefined
      : await pickOther(first, vscode.l10n.t('{0} is not the same as…', first.name), vscode.l10n.t('The two are not suggested as one again'), suggestions);
  const all: readonly NamedActor[] = other ? [first, other] : targets;
  if (all.length < 2) return;
  await decide(app, vscode.l10n.t('Keep actors apart'), targets, (draft) => all.forEach((a, index) => all.slice(index + 1).forEach((b) => draft.apart(a, b))));
}

/** One form of an actor, or the several that were selected, becomes a new actor, or another's. */
export async function split(app: App, target: ActorTarget): Promise<void> {
  const { t } = vscode.l10n;
  const asked = target.forms ?? (target.form === undefined ? [await pickForm(target)] : [target.form]);
  const forms = asked.filter((form) => form !== undefined).filter((form) => isName(tidyName(form)));
  const [form] = forms;
  if (form === undefined) return;
  const fresh: ActorItem = {
    label: `$(add) ${noIcons(t('New actor “{0}”', form))}`,
    description: kindWord(target.kind, t),
    actor: { id: '', name: tidyName(form), kind: target.kind },
  };
  const picked = await vscode.window.showQuickPick([fresh, ...(await actorItems(target.project, [target.id]))], {
    title: t('“{0}” is not {1} but…', listOf(forms), target.name),
    matchOnDescription: true,
  });
  if (!picked) return;
  const own: string[] = [];
  await decide(app, t('Split off form'), [target], (draft) => {
    let into = picked.actor;
    for (const each of forms) {
      const entry = draft.split(target, each, into);
      if (entry) into = entry;
      else own.push(each);
    }
  });
  if (own.length)
    await vscode.window.showInformationMessage(
      t('“{0}” is the name of this actor in the registry. Rename the actor first, then split the form off.', plain(listOf(own))),
    );
}

/** Actors that are none: their forms are never marked again in this document or corpus, or the registry forgets them. */
export async function reject(app: App, targets: readonly ActorTarget[]): Promise<void> {
  const [first] = targets;
  if (!first) return;
  const { t } = vscode.l10n;
  const { project } = first;
  const registered = targets.filter((target) => entryOf(target));
  const article = app.articles.active;
  const ids = targets.map(({ id }) => id);
  const here = article?.model.project === project && article.analysis?.mentions.some(({ actor }) => ids.includes(actor));
  const scopes = [
    ...(here ? [{ label: t('In this document'), description: article.model.path, scope: 'document' as const }] : []),
    { label: t('In the whole corpus'), description: t('their forms are never actors here; recorded in pressmark.yaml'), scope: 'corpus' as const },
    ...(registered.length
      ? [{ label: t('Not in the registry'), description: t('taken out; recognised again by form alone'), scope: 'registry' as const }]
      : []),
  ];
  const title = targets.length === 1 ? t('{0} is not an actor', first.name) : t('These {0} are not actors', numeral(targets.length));
  const picked = await vscode.window.showQuickPick(scopes, { title, placeHolder: list(targets) });
  if (picked?.scope === 'document' && article) return rejectFormsIn(app, article, ids);
  if (!picked || !(await hasProjectFile(project))) return;
  const never = picked.scope === 'corpus' ? await formsOfNoOther(targets) : [];
  const detail = [
    ...(never.length ? [t('Never marked again: {0}', listOf(never))] : []),
    ...(registered.length
      ? [t('Taken out of the registry: {0}. Sidecars that name them keep the id, which is then a problem to mend.', list(registered))]
      : []),
    t('One undo takes it back.'),
  ];
  if (!(await confirmed(plain(title), detail.join('\n\n'), picked.label))) return;
  await decide(app, t('Not an actor'), targets, (draft) => {
    for (const target of registered) draft.remove(target);
    draft.neverActors(never);
  });
}

// ---- whom ----

async function pickForm(target: ActorTarget): Promise<string | undefined> {
  const items = (await formsIn(target)).map((form) => ({ label: noIcons(form), form }));
  return (await vscode.window.showQuickPick(items, { title: vscode.l10n.t('Which form is not {0}?', target.name) }))?.form;
}

/** All forms an actor is known by: its name, its aliases, and how the corpus spells it. */
async function formsIn(target: ActorTarget): Promise<string[]> {
  const actor = entryOf(target);
  const summary = await target.project.corpus.actor(target.id);
  const seen = summary ? formsOf(summary) : [];
  return [...new Set([...seen, actor?.name ?? target.name, ...(actor?.aliases ?? [])])];
}

/** What these actors alone are called: a surname that others bear too stays theirs. */
async function formsOfNoOther(targets: readonly ActorTarget[]): Promise<string[]> {
  const [first] = targets;
  const ids = new Set(targets.map(({ id }) => id));
  const own = (await Promise.all(targets.map(formsIn))).flat().map(tidyName);
  const others = (await first?.project.corpus.actorsCalled(own.map(formKey), [...ids])) ?? [];
  const entries = (first?.project.value.actors ?? []).filter(({ id }) => !ids.has(id));
  const taken = new Set([...others.flatMap(({ keys }) => keys), ...entries.flatMap(({ name, aliases }) => [name, ...(aliases ?? [])].map(formKey))]);
  return [...new Set(own)].filter((form) => isName(form) && !taken.has(formKey(form)));
}

// ---- deciding ----

/** One act in the registry of the targets' project. */
async function decide(app: App, label: string, targets: readonly ActorTarget[], change: (draft: RegistryDraft) => unknown): Promise<void> {
  const project = targets[0]?.project;
  if (!project || !(await hasProjectFile(project))) return;
  const draft = await draftOf(project);
  change(draft);
  await app.deciding.actOnProject(label, project, draft.decisions());
}

async function forEachProject(
  app: App,
  nodes: readonly SuggestionNode[],
  run: (project: ProjectModel, own: readonly SuggestionNode[]) => Promise<boolean>,
): Promise<void> {
  for (const id of new Set(nodes.map(({ project }) => project))) {
    const project = app.projects.byId(id);
    if (project && (await hasProjectFile(project)))
      await run(
        project,
        nodes.filter((node) => node.project === id),
      );
  }
}

function entryOf({ project, id }: ActorTarget): Actor | undefined {
  return project.index.actor(id);
}

/** Names from texts may hold line breaks; what could not be typed as a name is not taken over. */
function named<T extends NamedActor>(actors: readonly T[]): readonly T[] {
  return actors.map((actor) => ({ ...actor, name: tidyName(actor.name) })).filter(({ name }) => isName(name));
}
