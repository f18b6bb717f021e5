/** The commands about actors: from the view, a card, the cursor, or a list. What they do is loaded when first used. */
import * as vscode from 'vscode';
import type { Range } from '../../../core/text/range';
import type { App } from '../../app';
import { command } from '../../contributions';
import type { Article } from '../../workspace/article';
import { entryLocation } from '../navigation/registry';
import { askedFrom, mostAsked, showFound } from '../navigation/places';
import { byKey } from '../rowsByKey';
import { canBeName } from './codeActions';
import type { ActorsNode, SuggestionNode } from './model';
import { type ActorTarget, actorTargets, atCursor, cursorOnly, isNode, isSuggestion, nodesOf, targetsOf } from './targets';
import { say } from '../../saying';

type Targets = readonly ActorTarget[];
const acts = () => import('./acts');

/** @param view what is chosen and selected in the Actors view, whether that was the last thing looked at, and the suggestions that are open there */
export function registerActorCommands(
  app: App,
  view: {
    /** As it is; a key is about the row with the focus. */
    readonly selected: (first?: unknown) => Promise<readonly ActorsNode[]>;
    readonly selection: () => readonly ActorsNode[];
    readonly last: () => boolean;
    readonly suggestions: () => readonly SuggestionNode[];
    readonly setAside: (nodes: readonly SuggestionNode[]) => Promise<void>;
  },
): vscode.Disposable {
  /** From the palette, a command is about the rows that were selected last, or about the cursor that was moved since. */
  const origin = (first: unknown): unknown => (first === undefined && view.last() && view.selection().length ? byKey : first);
  const on = (id: string, action: (targets: Targets) => Promise<void>): vscode.Disposable =>
    vscode.commands.registerCommand(id, async (first?: unknown, second?: unknown) => {
      const targets = await actorTargets(app, origin(first), second, await view.selected(first));
      if (targets.length) await action(targets);
    });
  // What is done to one actor is done to the row that was clicked, whatever else is selected.
  const one = (id: string, action: (target: ActorTarget) => Promise<void>): vscode.Disposable =>
    vscode.commands.registerCommand(id, async (first?: unknown, second?: unknown) => {
      const targets = await actorTargets(app, origin(first), isNode(first) ? undefined : second, await view.selected(first));
      await onlyOne(targets, action);
    });
  const onSuggestions = (id: string, action: (nodes: readonly SuggestionNode[]) => Promise<void>): vscode.Disposable =>
    vscode.commands.registerCommand(id, async (first?: unknown, second?: unknown) => {
      const selected = await view.selected(first);
      const nodes = (nodesOf(origin(first), second, selected) ?? selected).filter(isSuggestion);
      const chosen = nodes.length || first === byKey ? nodes : await (await acts()).pickSuggestion(view.suggestions());
      if (chosen.length) await action(chosen);
    });
  const mark = (id: string, selectionToo: boolean, action: (article: Article, range: Range) => Promise<void>): vscode.Disposable =>
    vscode.commands.registerCommand(id, (uri?: unknown, start?: unknown, end?: unknown) => withMark(app, uri, start, end, selectionToo, action));
  return vscode.Disposable.from(
    one(command.showActorMentions, (target) => showMentions(app, target)),
    one(command.showActorStatements, showStatements),
    one(command.editActor, async (target) => (await acts()).edit(app, target, view.suggestions())),
    on(command.mergeActor, async (targets) => (await acts()).merge(app, targets, view.suggestions())),
    on(command.registerActor, async (targets) => (await acts()).register(app, targets)),
    one(command.renameActor, async (target) => (await acts()).rename(app, target)),
    on(command.setActorKind, async (targets) => (await acts()).setKind(app, targets)),
    on(command.addActorRole, async (targets) => (await acts()).addRole(app, targets)),
    on(command.splitForm, (targets) => onlyOne(targets, async (target) => (await acts()).split(app, target))),
    one(command.setWikidata, async (target) => (await acts()).setWikidata(app, target)),
    one(command.openWikidata, async (target) => (await acts()).openWikidata(target)),
    one(command.openActorEntry, openEntry),
    onSuggestions(command.acceptMerge, async (nodes) => (await acts()).acceptMerges(app, nodes)),
    onSuggestions(command.setMergeAside, (nodes) => view.setAside(nodes)),
    vscode.commands.registerCommand(command.keepApart, async (first?: unknown, second?: unknown) => {
      const selected = await view.selected(first);
      const nodes = nodesOf(origin(first), second, selected);
      const suggested = (nodes ?? []).filter(isSuggestion);
      if (suggested.length) return (await acts()).refuseMerges(app, suggested);
      if (!nodes && typeof first !== 'string' && !atCursor(app)) {
        const picked = await (await acts()).pickApart(app, view.suggestions());
        if (picked && 'why' in picked) return (await acts()).refuseMerges(app, [picked]);
        return picked && (await acts()).keepApart(app, [picked], view.suggestions());
      }
      const targets = await actorTargets(app, origin(first), second, selected);
      return targets.length ? (await acts()).keepApart(app, targets, view.suggestions()) : undefined;
    }),
    mark(command.changeActor, true, async (article, range) => (await acts()).changeActor(app, article, range)),
    registerRejecting(app, view.selected, origin),
  );
}

/** From the view its items, from a card or the cursor a mark. */
function registerRejecting(app: App, selected: (first: unknown) => Promise<readonly ActorsNode[]>, origin: (first: unknown) => unknown): vscode.Disposable {
  return vscode.commands.registerCommand(command.rejectMention, async (given?: unknown, second?: unknown, third?: unknown) => {
    const first = given === cursorOnly ? undefined : given;
    const nodes = nodesOf(origin(given), second, await selected(given));
    if (nodes) {
      const suggested = nodes.filter(isSuggestion);
      if (suggested.length) return (await acts()).refuseMerges(app, suggested);
      const targets = targetsOf(app, nodes);
      return targets.length ? (await acts()).reject(app, targets) : undefined;
    }
    if (typeof first !== 'string' && !atCursor(app)) {
      const targets = await actorTargets(app, undefined, undefined, [], vscode.l10n.t('Who is not an actor?'));
      return targets.length ? (await acts()).reject(app, targets) : undefined;
    }
    return withMark(app, first, second, third, false, async (article, range) => (await acts()).rejectMark(app, article, range));
  });
}

/** Several rows of one actor are one actor; of several, none is guessed. */
async function onlyOne(targets: Targets, action: (target: ActorTarget) => Promise<void>): Promise<void> {
  const [target, ...others] = targets;
  if (others.length) say(vscode.l10n.t('This is done to one actor at a time: select one.'), 5000);
  else if (target) await action(target);
}

async function showMentions(app: App, { project, id, name, form, outlet }: ActorTarget): Promise<void> {
  const only = { ...(outlet !== undefined && { outlet }), ...(outlet !== undefined && form !== undefined && { form }) };
  const title = 'form' in only ? vscode.l10n.t('Mentions of {0} as “{1}”', name, form ?? '') : vscode.l10n.t('Mentions of {0}', name);
  await showFound(project, title, () => project.corpus.mentionsOf(id, only, askedFrom(app)));
}

async function showStatements({ project, id, name }: ActorTarget): Promise<void> {
  await showFound(project, vscode.l10n.t('Statements of {0}', name), async () =>
    // The editor's list shows the text alone: with its cue, for "denied" must not be read as said.
    (await project.corpus.statementsOf(id, mostAsked)).map((place) => ({ ...place, character: place.character - place.cueBefore })),
  );
}

async function openEntry(target: ActorTarget): Promise<void> {
  const location = entryLocation(target.project, target.id);
  if (location) await vscode.window.showTextDocument(location.uri, { selection: location.range });
  else say(vscode.l10n.t('{0} is not in the registry.', target.name), 4000);
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
  if (typeof uri === 'string' && uri !== cursorOnly) {
    const article = Number.isInteger(start) && Number.isInteger(end) ? await app.articles.ready(vscode.Uri.parse(uri)) : undefined;
    const mark = article?.mentionAt(start as number);
    if (article && mark && mark.start === start && mark.end === end) await action(article, { start: mark.start, end: mark.end });
    return;
  }
  const article = app.articles.active;
  const editor = vscode.window.activeTextEditor;
  if (!article || !editor) return;
  const mention = article.mentionAt(article.offset(editor.selection.active));
  const range = selectionToo && !editor.selection.isEmpty ? trimmed(article, article.offsets(editor.selection)) : mention;
  if (range && !canBeName(article.text.slice(range.start, range.end)))
    say(vscode.l10n.t('A name stands within one paragraph and has 200 characters at most.'), 6000);
  else if (range) await action(article, { start: range.start, end: range.end });
  else say(vscode.l10n.t('Select a name, or put the cursor on one that is marked.'), 4000);
}

/** Without the white space at the edges of a selection; undefined where nothing else is selected. */
function trimmed(article: Article, { start, end }: Range): Range | undefined {
  const text = article.text.slice(start, end);
  const from = text.length - text.trimStart().length;
  return text.trim() === '' ? undefined : { start: start + from, end: start + text.trimEnd().length };
}
