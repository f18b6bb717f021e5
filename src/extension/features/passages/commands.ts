/** What can be done with a passage that is tagged: open, note, retag, voice, speaker, delete, accept a place, move. */
import * as vscode from 'vscode';
import type { Changes, Decision } from '../../../core/sidecar/decision';
import type { Annotation } from '../../../core/sidecar/schema';
import type { App } from '../../app';
import { command } from '../../contributions';
import type { DocumentModel } from '../../workspace/document';
import { plain } from '../../plain';
import type { HeldAct } from '../../workspace/held';
import { openArticle } from '../../workspace/open';
import { NoteEditor, registerNoteCommands } from './note';
import { selectorOf } from '../../workspace/selectors';
import type { PlaceTarget } from './placing';
import { byId, isGroup, marksOf, type PassageTarget, passageTargets, placeTarget, type Row, rowsOf } from './target';
import type { Range } from '../../../core/text/range';
import type { Comparisons } from './comparing';
import type { MarkNode, PassageNode } from './nodes';
import type { Change } from './voice';

/** What the view knows: its selection, and what waits for a person. */
export interface PassagesView {
  selected(): readonly Row[];
  readonly drifted: () => readonly (PassageNode | MarkNode)[];
}

export function registerPassageCommands(app: App, view: PassagesView): vscode.Disposable {
  const on = (id: string, action: (targets: readonly PassageTarget[]) => Promise<void>): vscode.Disposable =>
    vscode.commands.registerCommand(id, async (first?: unknown, second?: unknown) => {
      const targets = await passageTargets(app, first, second, view.selected());
      if (targets.length) await action(targets);
      else sayWhich();
    });
  const serving: vscode.Disposable[] = [];
  const serve = async (): Promise<Comparisons> => {
    const comparing = await import('./comparing');
    const provider = new comparing.Comparisons();
    serving.push(vscode.workspace.registerTextDocumentContentProvider(comparing.compareScheme, provider));
    return provider;
  };
  let served: Promise<Comparisons> | undefined;
  const changing: Change = (label, targets, changes) => change(app, label, targets, changes);
  const notes = new NoteEditor(app, changing);
  return vscode.Disposable.from(
    new vscode.Disposable(() => void vscode.Disposable.from(...serving).dispose()),
    vscode.commands.registerCommand(command.openPassage, (uri?: unknown, id?: unknown, place?: unknown) =>
      typeof uri === 'string' && typeof id === 'string' ? openPassage(app, uri, id, isRange(place) ? place : undefined) : undefined,
    ),
    on(command.editNote, ([target]) => (target ? notes.open(target) : Promise.resolve())),
    registerNoteCommands(notes),
    on(command.retagPassage, (targets) => retag(app, targets)),
    on(command.setVoice, async (targets) => (await import('./voice')).chooseVoice(targets, changing)),
    on(command.nextVoice, async (targets) => (await import('./voice')).nextVoice(app, targets, changing)),
    on(command.setSpeaker, async (targets) => (await import('./voice')).chooseSpeaker(app, targets, changing)),
    vscode.commands.registerCommand(command.cyclePassages, () => cycle(app)),
    ...[command.deletePassage, command.deleteDecision].map((id) =>
      vscode.commands.registerCommand(id, async (first?: unknown, second?: unknown) => {
        const marks = marksOf(rowsOf(first, second, view.selected()));
        if (marks.length) await (await import('./marks')).deleteDecisions(app, marks);
        const targets = await passageTargets(app, first, second, view.selected());
        if (targets.length) await remove(app, targets);
        else if (!marks.length) sayWhich();
      }),
    ),
    vscode.commands.registerCommand(command.acceptPlace, async (first?: unknown, second?: unknown) => {
      const rows = rowsOf(first, second, view.selected());
      const targets = rows.length ? rows.map(placeTarget) : (await passageTargets(app, first, second, view.selected())).map(placeOf);
      if (targets.length) await (await import('./placing')).acceptPlaces(app, targets);
      else sayWhich();
    }),
    on(command.comparePlace, async ([target]) => {
      if (target) await (await (served ??= serve())).show(app, target);
    }),
    vscode.commands.registerCommand(command.acceptMoved, async () => {
      const { acceptPlaces } = await import('./placing');
      const moved = view.drifted().filter(({ state }) => state === 'moved');
      await acceptPlaces(app, moved.map(placeTarget), 'moved');
    }),
    vscode.commands.registerCommand(command.checkPassages, async (first?: unknown, second?: unknown) => {
      const all = view.drifted().filter((node) => node.type === 'passage');
      const targets = isGroup(first) || first === undefined ? all : await passageTargets(app, first, second, view.selected());
      if (!targets.length) return void vscode.window.setStatusBarMessage(vscode.l10n.t('There is no passage to check.'), 4000);
      const { checkPassages } = await import('./checking');
      await checkPassages(
        app,
        targets.map(({ model, annotation }) => ({ model, annotation })),
        {
          accept: async (target) => (await import('./placing')).acceptPlaces(app, [placeOf(target)]),
          move: (target) => moveToSelection(app, target),
          remove: (target) => remove(app, [target]),
        },
      );
    }),
    on(command.moveToSelection, ([target]) => (target ? moveToSelection(app, target) : Promise.resolve())),
    vscode.commands.registerCommand(command.undo, () => app.deciding.undo()),
    vscode.commands.registerCommand(command.redo, () => app.deciding.redo()),
  );
}

function sayWhich(): void {
  vscode.window.setStatusBarMessage(vscode.l10n.t('Put the cursor in a passage, or select one in the Passages view.'), 4000);
}

function placeOf({ model, annotation, place, words }: PassageTarget): PlaceTarget {
  return { model, id: annotation.id, place, words };
}

function isRange(value: unknown): value is Range {
  return typeof value === 'object' && value !== null && 'start' in value && 'end' in value && typeof value.start === 'number' && typeof value.end === 'number';
}

async function openPassage(app: App, uri: string, id: string, chosen: Range | undefined): Promise<void> {
  const target = await byId(app, uri, id);
  if (!target) return;
  const { editor, article } = await openArticle(app, target.model);
  const passage = article?.passages.find(({ annotation }) => annotation.id === id);
  const range = chosen && chosen.start >= 0 && chosen.end <= (article?.text.length ?? 0) ? chosen : (passage?.range ?? passage?.candidates[0]);
  if (!article || !range) return;
  const place = article.range(range);
  editor.selection = new vscode.Selection(place.start, place.end);
  editor.revealRange(place, vscode.TextEditorRevealType.InCenterIfOutsideViewport);
}

/** Selects the next passage at the cursor and says which it is; the passage commands are then about it. */
function cycle(app: App): void {
  const editor = vscode.window.activeTextEditor;
  const article = app.articles.active;
  const found = editor && article && app.cycle.next(editor, article);
  if (!found) return;
  const { annotation } = found.passage;
  const tags = annotation.tags.map((tag) => article.model.project.tagLabel(tag)).join(', ');
  vscode.window.setStatusBarMessage(vscode.l10n.t('Passage {0} of {1}: {2}, by {3}', found.number, found.count, tags, annotation.by), 6000);
}

/** Changes the coder's own entries; another coder's judgement is not ours to change, so it becomes an entry of ours beside it. */
async function change(
  app: App,
  label: string,
  targets: readonly PassageTarget[],
  changes: (annotation: Annotation) => Changes<Annotation>,
  also: readonly Decision[] = [],
): Promise<void> {
  const signature = await app.deciding.sign();
  if (!signature) return;
  const parts = new Map<DocumentModel, Decision[]>();
  const written = await settleHeld(app, label, targets, (annotation) => changed(annotation, changes(annotation)));
  for (const { model, annotation } of written) {
    const decisions = parts.get(model) ?? [];
    if (annotation.by === signature.by) {
      decisions.push({ type: 'change', section: 'annotations', key: annotation.id, changes: { ...changes(annotation), updated: signature.at } });
    } else {
      const mine = { ...changed(annotation, changes(annotation)), id: app.deciding.newId(), by: signature.by, created: signature.at };
      delete mine.updated;
      decisions.push({ type: 'add', section: 'annotations', entry: mine });
    }
    parts.set(model, decisions);
  }
  await app.deciding.act(
    label,
    [...parts].map(([document, decisions]) => ({ document, decisions: [...decisions, ...also] })),
  );
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

async function retag(app: App, targets: readonly PassageTarget[]): Promise<void> {
  const first = targets[0];
  if (!first) return;
  const { pickTags } = await import('../tagging/pick');
  const tags = await pickTags(app, first.model.project, { title: vscode.l10n.t('Tags of the Passage'), current: first.annotation.tags, several: true });
  if (tags?.length) await change(app, vscode.l10n.t('Change tags'), targets, () => ({ tags: [...tags] }));
}

/** Anybody's passage may be deleted, but another coder's only after a question. */
async function remove(app: App, targets: readonly PassageTarget[]): Promise<void> {
  const others = targets.filter(({ annotation }) => annotation.by !== app.coder.current);
  if (others.length) {
    const coders = [...new Set(others.map(({ annotation }) => annotation.by))].join(', ');
    const yes = vscode.l10n.t('Delete');
    const answer = await vscode.window.showWarningMessage(
      vscode.l10n.t('{0} of these passages were coded by {1}. Delete them?', others.length, plain(coders)),
      { modal: true },
      yes,
    );
    if (answer !== yes) return;
  }
  const parts = new Map<DocumentModel, Decision[]>();
  const written = await settleHeld(app, vscode.l10n.t('Delete passage'), targets, () => undefined);
  for (const { model, annotation } of written) parts.set(model, [...(parts.get(model) ?? []), { type: 'remove', section: 'annotations', key: annotation.id }]);
  const { settling } = await import('./placing');
  for (const [model, decisions] of parts) {
    const ids = written.filter((target) => target.model === model).map(({ annotation }) => annotation.id);
    decisions.push(...(await settling(app, model, ids)));
  }
  await app.deciding.act(
    vscode.l10n.t('Delete passage'),
    [...parts].map(([document, decisions]) => ({ document, decisions })),
  );
}

async function moveToSelection(app: App, { model, annotation }: PassageTarget): Promise<void> {
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
  const also = annotation.by === app.coder.current ? await (await import('./placing')).settling(app, model, [annotation.id]) : [];
  await change(app, vscode.l10n.t('Move passage'), [{ model, annotation }], () => selector.changes, also);
}
