/** Decisions about one place in a text: who stands there, or that nobody does. They go into the document's sidecar, signed. */
import * as vscode from 'vscode';
import { isName, RegistryDraft, tidyName } from '../../../core/project/registry';
import type { Decision } from '../../../core/sidecar/decision';
import type { MentionDecision } from '../../../core/sidecar/schema';
import type { Range } from '../../../core/text/range';
import type { App } from '../../app';
import type { Article } from '../../workspace/article';
import type { Signature } from '../../workspace/deciding';
import { selectorOf } from '../../workspace/selectors';
import { askName, pickKind } from './asking';
import { type ActorItem, actorItems } from './targets';

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
  const fresh: ActorItem = { label: `$(add) ${t('New actor “{0}”…', tidyName(text))}`, actor: { id: '', name: tidyName(text), kind: 'person' } };
  const picked = await vscode.window.showQuickPick(project.implicit ? items : [...items, fresh], { title: t('Who is “{0}”?', text), matchOnDescription: true });
  const actor = picked === fresh ? await askNew(fresh.actor.name) : picked?.actor;
  if (!actor) return;
  const draft = new RegistryDraft(project.value);
  const entry = draft.register({ ...actor, name: tidyName(actor.name) });
  const decisions = await decisionsAbout(app, article, [{ ...range, text }], { actor: entry.id });
  if (decisions) await app.deciding.actOnBoth(t('Mark as actor'), project, draft.decisions(), [{ document: article.model, decisions }]);
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
    { label: t('In this document'), description: t('everywhere “{0}” stands', text), scope: 'document' as const },
    ...(project.implicit ? [] : [{ label: t('In the whole corpus'), description: t('recorded in pressmark.yaml'), scope: 'corpus' as const }]),
  ];
  const picked = await vscode.window.showQuickPick(where, { title: t('“{0}” is not an actor', text) });
  if (picked) await rejectIn(app, article, range, picked.scope);
}

export async function rejectIn(app: App, article: Article, range: Range, scope: 'mention' | 'document' | 'corpus'): Promise<void> {
  const label = vscode.l10n.t('Not an actor');
  const text = article.text.slice(range.start, range.end);
  if (scope !== 'corpus') return decideMark(app, article, { ...range, text }, { reject: scope }, label);
  if (!isName(tidyName(text))) return;
  const { project } = article.model;
  const draft = new RegistryDraft(project.value);
  draft.neverActors([tidyName(text)]);
  await app.deciding.actOnProject(label, project, draft.decisions());
}

/** A signed decision about a mark, in the sidecar. One of mine about the same place is replaced. */
export async function decideMark(app: App, article: Article, mark: Mark, verdict: Verdict, label: string): Promise<void> {
  const decisions = await decisionsAbout(app, article, [mark], verdict);
  if (decisions) await app.deciding.act(label, [{ document: article.model, decisions }]);
}

/** @returns undefined, with a message, where it cannot be decided now */
async function decisionsAbout(app: App, article: Article, marks: readonly Mark[], verdict: Verdict): Promise<readonly Decision[] | undefined> {
  // Asking takes time, and a card may be older than the text: the words must still be those that were meant.
  if (marks.some(({ start, end, text }) => article.text.slice(start, end) !== text)) {
    vscode.window.setStatusBarMessage(vscode.l10n.t('The text changed meanwhile, so nothing was decided.'), 6000);
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
  const former = (article.model.sidecar?.mentions ?? []).filter(
    (entry) => entry.by === signature.by && entry.position[0] === start && entry.position[1] === end,
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
