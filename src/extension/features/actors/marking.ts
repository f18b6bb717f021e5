/** Decisions about one place in a text: who stands there, or that nobody does. They go into the document's sidecar, signed. */
import * as vscode from 'vscode';
import type { Mention } from '../../../core/actors/types';
import { formKey, isName, tidyName } from '../../../core/project/registry';
import type { Actor } from '../../../core/project/schema';
import type { Decision } from '../../../core/sidecar/decision';
import type { MentionDecision } from '../../../core/sidecar/schema';
import type { Range } from '../../../core/text/range';
import type { App } from '../../app';
import { noIcons, plain } from '../../plain';
import type { Article } from '../../workspace/article';
import type { Signature } from '../../workspace/deciding';
import type { ProjectModel } from '../../workspace/project';
import { selectorOf } from '../../workspace/selectors';
import { shorten } from '../shorten';
import { askName, confirmed, listOf, pickKind } from './asking';
import { draftOf } from './draft';
import { type ActorItem, actorItems } from './targets';
import { say } from '../../saying';

export type Verdict = Pick<MentionDecision, 'actor' | 'date' | 'reject'>;
export interface Mark extends Range {
  readonly text: string;
}

/** Whom the text names here: an actor of the registry or the corpus, or a new one, which then comes into the registry in the same act. */
export async function changeActor(app: App, article: Article, range: Range): Promise<void> {
  const { t } = vscode.l10n;
  const { project } = article.model;
  const text = article.text.slice(range.start, range.end);
  const items = (await actorItems(project, [])).filter(({ actor }) => !project.implicit || project.index.actor(actor.id));
  const fresh: ActorItem = { label: `$(add) ${noIcons(t('New actor “{0}”…', tidyName(text)))}`, actor: { id: '', name: tidyName(text), kind: 'person' } };
  const picked = await vscode.window.showQuickPick(project.implicit ? items : [...items, fresh], { title: t('Who is “{0}”?', text), matchOnDescription: true });
  const actor = picked === fresh ? await askNew(fresh.actor.name) : picked?.actor;
  if (!actor) return;
  const draft = await draftOf(project);
  const entry = draft.register({ ...actor, name: tidyName(actor.name) });
  const marked = article.analysis?.mentions.find(({ start, end }) => start === range.start && end === range.end);
  const everywhere = project.implicit ? false : await askEverywhere(project.value.actors ?? [], entry, tidyName(text), marked);
  if (everywhere === undefined) return;
  if (everywhere) draft.setAliases(entry, [...(entry.aliases ?? []), tidyName(text)]);
  const decisions = await decisionsAbout(app, article, [{ ...range, text }], { actor: entry.id });
  if (decisions) await app.deciding.actOnBoth(t('Mark as actor'), project, draft.decisions(), [{ document: article.model, decisions }]);
}

/**
 * Whether the words are to name the actor from now on wherever they stand. First is what is meant more often: everywhere for a name,
 * but here for common words, for a form that another entry bears, and for a short form that another actor was called by.
 * @returns false without a question where that would change nothing; undefined where the question was given up
 */
async function askEverywhere(registry: readonly Actor[], entry: Actor, form: string, marked: Mention | undefined): Promise<boolean | undefined> {
  const { t } = vscode.l10n;
  if (!isName(form) || bears(entry, form)) return false;
  const others = registry.filter((other) => other.id !== entry.id && bears(other, form));
  const here = { label: t('Here'), description: t('only this mention'), everywhere: false };
  const all = {
    label: t('Everywhere'),
    description: noIcons(
      others.length
        ? t('a form of {0} as well, so each document has to tell which is meant', listOf(others.map(({ name }) => name)))
        : t('“{0}” becomes a form of {1} in pressmark.yaml', shorten(form, 60), shorten(entry.name, 60)),
    ),
    everywhere: true,
  };
  const title = t('“{0}” is {1}', shorten(form, 60), shorten(entry.name, 60));
  const name = /^\p{Lu}/u.test(form) && others.length === 0 && (!marked || formKey(marked.name) === formKey(form));
  return (await vscode.window.showQuickPick(name ? [all, here] : [here, all], { title }))?.everywhere;
}

function bears({ name, aliases = [] }: Actor, form: string): boolean {
  return [name, ...aliases].some((own) => formKey(own) === formKey(form));
}

async function askNew(text: string): Promise<ActorItem['actor'] | undefined> {
  const name = await askName(vscode.l10n.t('Name of the New Actor'), text);
  const kind = name === undefined ? undefined : await pickKind(vscode.l10n.t('What kind of actor is {0}?', name ?? ''), undefined);
  return name !== undefined && kind ? { id: '', name, kind } : undefined;
}

/** A mark that is no actor's: here, in the document, or in the corpus. */
export async function rejectMark(app: App, article: Article, range: Range): Promise<void> {
  const { t } = vscode.l10n;
  const { project } = article.model;
  const text = article.text.slice(range.start, range.end);
  const where = [
    { label: t('Here'), description: t('only this mention'), scope: 'mention' as const },
    { label: t('In this document'), description: noIcons(t('everywhere “{0}” stands', text)), scope: 'document' as const },
    ...(project.implicit ? [] : [{ label: t('In the whole corpus'), description: t('recorded in pressmark.yaml'), scope: 'corpus' as const }]),
  ];
  const picked = await vscode.window.showQuickPick(where, { title: t('“{0}” is not an actor', text) });
  if (picked) await rejectIn(app, article, range, picked.scope);
}

export async function rejectIn(app: App, article: Article, range: Range, scope: 'mention' | 'document' | 'corpus'): Promise<void> {
  const label = vscode.l10n.t('Not an actor');
  const text = article.text.slice(range.start, range.end);
  if (scope !== 'corpus') return decideMark(app, article, { ...range, text }, { reject: scope }, label);
  // The recogniser holds a name against what is never one without the title that stands before it.
  const mention = article.mentionAt(range.start);
  const named = mention?.start === range.start && mention.end === range.end ? (mention.nameStart ?? range.start) : range.start;
  await rejectForm(app, article.model.project, tidyName(article.text.slice(named, range.end)));
}

/** A form that is never an actor's in the corpus, after a look at whose it is. Who has it as an alias loses that: the two would gainsay each other. */
async function rejectForm(app: App, project: ProjectModel, form: string): Promise<void> {
  const { t } = vscode.l10n;
  if (!isName(form)) return;
  const key = formKey(form);
  const registry = (project.value.actors ?? []).filter((actor) => bears(actor, form));
  const named = registry.filter(({ name }) => formKey(name) === key);
  const aliased = registry.filter(({ aliases = [] }) => aliases.some((alias) => formKey(alias) === key));
  const called = await project.corpus.actorsCalled([key], []);
  const names = (actors: readonly { readonly name: string }[]): string => listOf(actors.map(({ name }) => name));
  const detail = [
    ...(called.length ? [t('Called so in the corpus, and not marked under this form any longer: {0}', names(called))] : []),
    ...(aliased.length ? [t('It is taken out of the aliases of {0}.', names(aliased))] : []),
    ...(named.length ? [t('It is the name of an entry of the registry, which stays with its other forms: {0}', names(named))] : []),
    t('One undo takes it back.'),
  ];
  if (!(await confirmed(t('Never mark “{0}” as an actor in this corpus?', plain(form)), detail.join('\n\n'), t('Never Mark')))) return;
  const draft = await draftOf(project);
  for (const actor of aliased) {
    const kept = (actor.aliases ?? []).filter((alias) => formKey(alias) !== key);
    draft.setAliases(actor, kept);
  }
  draft.neverActors([form]);
  await app.deciding.actOnProject(t('Not an actor'), project, draft.decisions());
}

/** A signed decision about a mark, in the sidecar. One of mine about the same place, and about as much, is replaced. */
export async function decideMark(app: App, article: Article, mark: Mark, verdict: Verdict, label: string): Promise<void> {
  const decisions = await decisionsAbout(app, article, [mark], verdict);
  if (decisions) await app.deciding.act(label, [{ document: article.model, decisions }]);
}

/** @returns undefined, with a message, where it cannot be decided now */
async function decisionsAbout(app: App, article: Article, marks: readonly Mark[], verdict: Verdict): Promise<readonly Decision[] | undefined> {
  // Asking takes time, and a card may be older than the text: the words must still be those that were meant.
  if (marks.some(({ start, end, text }) => article.text.slice(start, end) !== text)) {
    say(vscode.l10n.t('The text changed meanwhile, so nothing was decided.'), 6000);
    return undefined;
  }
  if (article.undecodable) {
    await vscode.window.showWarningMessage(vscode.l10n.t('This document is not in the encoding that its project names, so positions in it would be wrong.'));
    return undefined;
  }
  const signature = await app.deciding.sign();
  if (!signature) return undefined;
  const decisions = marks.map((mark) => aboutMark(app, article, mark, verdict, signature));
  if (decisions.every((own) => own !== undefined)) return decisions.flat();
  await vscode.window.showInformationMessage(vscode.l10n.t('Save the document first: this place touches unsaved edits.'));
  return undefined;
}

function aboutMark(app: App, article: Article, mark: Mark, verdict: Verdict, signature: Signature): readonly Decision[] | undefined {
  const selector = selectorOf(article, { start: mark.start, end: mark.end });
  if (!selector) return undefined;
  const { quote, before, after, position } = selector.fields;
  const hash = selector.fields['quote-hash'];
  const [start, end] = position;
  // What I said of a form in the whole document stays when I say who stands at one place, even at the one where I said it.
  const former = (article.model.sidecar?.mentions ?? []).filter(
    (entry) =>
      entry.by === signature.by &&
      entry.position[0] === start &&
      entry.position[1] === end &&
      (entry.reject === 'document') === (verdict.reject === 'document'),
  );
  return [
    ...former.map((entry): Decision => ({ type: 'remove', section: 'mentions', key: entry.id })),
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
  ];
}

/** Every form of an actor in the open document: one decision a form, for all of its places. */
export async function rejectFormsIn(app: App, article: Article, actors: readonly string[]): Promise<void> {
  const first = new Map<string, Mark>();
  for (const { actor, start, end, text } of article.analysis?.mentions ?? [])
    if (actors.includes(actor) && !first.has(text)) first.set(text, { start, end, text });
  if (!first.size) return;
  const decisions = await decisionsAbout(app, article, [...first.values()], { reject: 'document' });
  if (decisions) await app.deciding.act(vscode.l10n.t('Not an actor'), [{ document: article.model, decisions }]);
}
