/** What is done to passages that are tagged, one or thousands: changed, retagged, deleted, moved. One act each, one undo. Loaded when first used. */
import * as vscode from 'vscode';
import type { Changes, Decision } from '../../../core/sidecar/decision';
import type { Annotation } from '../../../core/sidecar/schema';
import type { App } from '../../app';
import { numeral } from '../../numeral';
import { noIcons, plain } from '../../plain';
import type { DocumentModel } from '../../workspace/document';
import type { DocumentPart } from '../../workspace/deciding';
import type { HeldAct } from '../../workspace/held';
import { selectorOf } from '../../workspace/selectors';
import { plural } from '../hovers/cards';
import { longWork } from '../longWork';
import { shorten } from '../shorten';
import { pickTags } from '../tagging/pick';
import { settling } from './placing';
import type { PassageTarget } from './target';
import { say } from '../../saying';

/** More passages than this are shown before something is done to them. */
const few = 3;
/** Of many, so many are named. */
const mostNamed = 8;
/** Changes the coder's own entries; another coder's judgement is not ours to change, so it becomes an entry of ours beside it. */
export async function change(
  app: App,
  label: string,
  targets: readonly PassageTarget[],
  changes: (annotation: Annotation) => Changes<Annotation> | undefined,
  also: readonly Decision[] = [],
): Promise<void> {
  const signature = await app.deciding.sign();
  if (!signature) return;
  const concerned = targets.filter(({ annotation }) => changes(annotation) !== undefined);
  const written = await settleHeld(app, label, concerned, (annotation) => changed(annotation, changes(annotation) ?? {}));
  await overDocuments(app, label, written, (_, own) =>
    Promise.resolve([
      ...own.map(({ annotation }): Decision => {
        const fields = changes(annotation) ?? {};
        if (annotation.by === signature.by)
          return { type: 'change', section: 'annotations', key: annotation.id, changes: { ...fields, updated: signature.at } };
        const mine = { ...changed(annotation, fields), id: app.deciding.newId(), by: signature.by, created: signature.at };
        delete mine.updated;
        return { type: 'add', section: 'annotations', entry: mine };
      }),
      ...also,
    ]),
  );
}

/** One act, document by document. What takes long says so and can be stopped: what was done till then is one step to undo. */
async function overDocuments(
  app: App,
  label: string,
  targets: readonly PassageTarget[],
  decisionsOf: (model: DocumentModel, own: readonly PassageTarget[]) => Promise<readonly Decision[]>,
): Promise<void> {
  const byDocument = new Map<DocumentModel, PassageTarget[]>();
  for (const target of targets) {
    const known = byDocument.get(target.model);
    if (known) known.push(target);
    else byDocument.set(target.model, [target]);
  }
  const stopped = await longWork(label, async (step) => {
    const parts: DocumentPart[] = [];
    // Thinking is half of the work, writing the other.
    for (const [document, own] of byDocument) {
      parts.push({ document, decisions: await decisionsOf(document, own) });
      if (!(await step(parts.length / (2 * byDocument.size)))) return true;
    }
    let written = 0;
    let going = true;
    await app.deciding.act(label, parts, async () => (going = await step(0.5 + written++ / (2 * parts.length))));
    return !going;
  });
  if (stopped) say(vscode.l10n.t('Stopped. What was done until then is one step to undo.'), 6000);
}

/**
 * Passages in text that is not saved yet are no entries of the sidecar: they are changed where they wait, or let go.
 * @returns the others
 */
async function settleHeld(
  app: App,
  label: string,
  targets: readonly PassageTarget[],
  change: (annotation: Annotation) => Annotation | undefined,
): Promise<readonly PassageTarget[]> {
  const others: PassageTarget[] = [];
  for (const target of targets) {
    const held = app.articles.get(target.model.uri)?.held;
    const passage = held?.find(target.annotation.id);
    if (!held || !passage) {
      others.push(target);
      continue;
    }
    const annotation = change(passage.annotation);
    const act: HeldAct = annotation ? { type: 'hold', passage: { ...passage, annotation } } : { type: 'release', id: target.annotation.id };
    await app.deciding.perform(label, [{ store: app.articles.heldOf(target.model), decisions: [act] }]);
  }
  return others;
}

function changed(annotation: Annotation, changes: Changes<Annotation>): Annotation {
  return Object.fromEntries(Object.entries({ ...annotation, ...changes }).filter(([, value]) => value !== null)) as Annotation;
}

// ---- tags ----

/** One passage is given just the tags that are chosen; several are given one more, or lose one: what else they carry stays. */
export async function retag(app: App, targets: readonly PassageTarget[]): Promise<void> {
  const [first] = targets;
  if (!first) return;
  const { t } = vscode.l10n;
  const { project } = first.model;
  if (targets.length === 1) {
    const tags = await pickTags(app, project, { title: t('Tags of the Passage'), current: first.annotation.tags, several: true });
    if (tags?.length) await change(app, t('Change tags'), targets, () => ({ tags: [...tags] }));
    return;
  }
  // Ids of one project mean nothing in another.
  const own = targets.filter(({ model }) => model.project === project);
  const how = await askHow(own);
  if (!how) return;
  const chosen = how === 'remove' ? await pickCarried(own) : await pickTags(app, project, { title: howTitle(how, own), several: true });
  if (!chosen?.length) return;
  const resolve = project.index.tagId;
  const ids = new Set(chosen.map(resolve));
  const after = ({ tags }: Annotation): readonly string[] => {
    if (how === 'set') return chosen;
    if (how === 'remove') return tags.filter((tag) => !ids.has(resolve(tag)));
    const carried = new Set(tags.map(resolve));
    return [...tags, ...chosen.filter((tag) => !carried.has(resolve(tag)))];
  };
  // A passage without a tag is coded as nothing: what would lose its last stays.
  const changes = (annotation: Annotation): Changes<Annotation> | undefined => {
    const tags = after(annotation);
    return tags.length === 0 || (tags.length === annotation.tags.length && tags.every((tag, index) => tag === annotation.tags[index]))
      ? undefined
      : { tags: [...tags] };
  };
  const concerned = own.filter(({ annotation }) => changes(annotation));
  const labels = chosen.map((id) => project.tagLabel(id)).join(', ');
  if (!concerned.length) return void say(t('Nothing changes.'), 4000);
  const questions = {
    add: t('Add {0} to {1}?', labels, counted(concerned)),
    remove: t('Take {0} away from {1}?', labels, counted(concerned)),
    set: t('Replace all tags of {1} by {0}?', labels, counted(concerned)),
  };
  const left = own.length - concerned.length;
  const notes = left > 0 ? [t('{0} stay as they are: they would not change, or would be left without a tag.', plural(left, t('passage'), t('passages')))] : [];
  if (concerned.length <= few || (await confirmed(questions[how], concerned, notes, t('Change Tags')))) await change(app, t('Change tags'), concerned, changes);
}

type How = 'add' | 'remove' | 'set';

async function askHow(targets: readonly PassageTarget[]): Promise<How | undefined> {
  const { t } = vscode.l10n;
  const items: readonly (vscode.QuickPickItem & { readonly how: How })[] = [
    { label: t('Add tags'), description: t('to those that they carry'), how: 'add' },
    { label: t('Take tags away'), description: t('the others stay'), how: 'remove' },
    { label: t('Replace all their tags'), how: 'set' },
  ];
  return (await vscode.window.showQuickPick(items, { title: t('Change the Tags of {0}', counted(targets)) }))?.how;
}

function howTitle(how: 'add' | 'set', targets: readonly PassageTarget[]): string {
  const { t } = vscode.l10n;
  return how === 'add' ? t('Tags to Add to {0}', counted(targets)) : t('The Only Tags of {0} From Now On', counted(targets));
}

/** Of the tags that at least one of them carries. */
async function pickCarried(targets: readonly PassageTarget[]): Promise<readonly string[] | undefined> {
  const { t } = vscode.l10n;
  const counts = new Map<string, number>();
  for (const { annotation, model } of targets)
    for (const tag of new Set(annotation.tags.map(model.project.index.tagId))) counts.set(tag, (counts.get(tag) ?? 0) + 1);
  const items = [...counts].map(([tag, count]) => ({
    label: noIcons(targets[0]?.model.project.tagLabel(tag) ?? tag),
    description: plural(count, t('passage'), t('passages')),
    tag,
  }));
  const picked = await vscode.window.showQuickPick(items, { title: t('Tags to Take Away'), canPickMany: true });
  return picked?.map(({ tag }) => tag);
}

// ---- deleting ----

/** Anybody's passage may be deleted, but another coder's only after a question, as more than a few are. */
export async function remove(app: App, targets: readonly PassageTarget[]): Promise<void> {
  const { t } = vscode.l10n;
  const others = targets.filter(({ annotation }) => annotation.by !== app.coder.current);
  const label = targets.length === 1 ? t('Delete passage') : t('Delete passages');
  const coders = [...new Set(others.map(({ annotation }) => annotation.by))].join(', ');
  if (targets.length > few) {
    const notes = others.length ? [t('{0} of these passages were coded by {1}.', numeral(others.length), coders)] : [];
    if (!(await confirmed(t('Delete {0}?', counted(targets)), targets, notes, t('Delete')))) return;
  } else if (others.length) {
    const yes = t('Delete');
    const question = t('{0} of these passages were coded by {1}. Delete them?', numeral(others.length), plain(coders));
    if ((await vscode.window.showWarningMessage(question, { modal: true }, yes)) !== yes) return;
  }
  const written = await settleHeld(app, label, targets, () => undefined);
  await overDocuments(app, label, written, async (model, own) => {
    const ids = own.map(({ annotation }) => annotation.id);
    return [...ids.map((key): Decision => ({ type: 'remove', section: 'annotations', key })), ...(await settling(app, model, ids))];
  });
}

/** "12 passages in 3 documents". */
function counted(targets: readonly PassageTarget[]): string {
  const { t } = vscode.l10n;
  const documents = new Set(targets.map(({ model }) => model)).size;
  return t('{0} in {1}', plural(targets.length, t('passage'), t('passages')), plural(documents, t('document'), t('documents')));
}

/** Shows what an act is about before it happens. */
async function confirmed(question: string, targets: readonly PassageTarget[], notes: readonly string[], yes: string): Promise<boolean> {
  const { t } = vscode.l10n;
  const named = targets.slice(0, mostNamed).map(({ annotation }) => `“${shorten(annotation.quote ?? t('(no quote is kept)'), 80)}”`);
  if (targets.length > mostNamed) named.push(t('and {0} more', numeral(targets.length - mostNamed)));
  const detail = [named.join('\n'), ...notes, t('One undo takes it back.')].join('\n\n');
  return (await vscode.window.showWarningMessage(plain(question), { modal: true, detail }, yes)) === yes;
}

// ---- place ----

export async function moveToSelection(app: App, { model, annotation }: PassageTarget): Promise<void> {
  const editor = vscode.window.activeTextEditor;
  const article = app.articles.active;
  if (!editor || !article || article.model !== model || editor.selection.isEmpty) {
    await vscode.window.showInformationMessage(vscode.l10n.t('Select the right place in {0} first.', plain(model.path)));
    return;
  }
  // What another program has just changed is not taken for unsaved typing.
  await article.settle();
  const selector = selectorOf(article, article.offsets(editor.selection));
  if (!selector) {
    await vscode.window.showInformationMessage(vscode.l10n.t('Save the document first: the selection touches unsaved edits.'));
    return;
  }
  // Another coder's entry stays where it is: mine is made beside it.
  const also = annotation.by === app.coder.current ? await settling(app, model, [annotation.id]) : [];
  await change(app, vscode.l10n.t('Move passage'), [{ model, annotation }], () => selector.changes, also);
}
