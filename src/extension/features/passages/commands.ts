/** What can be done with a passage that is tagged: open, note, retag, voice, speaker, delete, accept a place, move. */
import * as vscode from 'vscode';
import type { App } from '../../app';
import { command } from '../../contributions';
import { numeral } from '../../numeral';
import { noIcons } from '../../plain';
import { openArticle } from '../../workspace/open';
import { NoteEditor, registerNoteCommands } from './note';
import { registerPages } from './pages';
import type { PlaceTarget } from './placing';
import { byId, isGroup, marksOf, type PassageTarget, passageTargets, placeTarget, type Row, rowsOf } from './target';
import type { Range } from '../../../core/text/range';
import type { Comparisons } from './comparing';
import type { MarkNode, PassageNode } from './nodes';
import type { PassageFilter } from './filter';
import type { PassagesProvider, Scope } from './view';
import { voiceWord } from '../hovers/cards';
import { shorten } from '../shorten';
import type { Change } from './voice';
import { say } from '../../saying';

/** What the view knows: its selection, and what waits for a person. */
export interface PassagesView {
  readonly provider: PassagesProvider;
  /** @param first what the command was given: a key is about the row with the focus */
  selected(first: unknown): Promise<readonly Row[]>;
  readonly drifted: () => readonly (PassageNode | MarkNode)[];
  /** Shows just some passages. */
  readonly narrow: (filter: PassageFilter, scope: Scope) => Promise<void>;
}

const acts = () => import('./acting');

export function registerPassageCommands(app: App, view: PassagesView): vscode.Disposable {
  const on = (id: string, action: (targets: readonly PassageTarget[]) => Promise<void>): vscode.Disposable =>
    vscode.commands.registerCommand(id, async (first?: unknown, second?: unknown) => {
      const targets = await passageTargets(app, first, second, await view.selected(first));
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
  const changing: Change = async (label, targets, changes) => (await acts()).change(app, label, targets, changes);
  const notes = new NoteEditor(app, changing);
  return vscode.Disposable.from(
    new vscode.Disposable(() => void vscode.Disposable.from(...serving).dispose()),
    vscode.commands.registerCommand(command.openPassage, (uri?: unknown, id?: unknown, place?: unknown) =>
      typeof uri === 'string' && typeof id === 'string' ? openPassage(app, uri, id, isRange(place) ? place : undefined) : undefined,
    ),
    on(command.editNote, ([target]) => (target ? notes.open(target) : Promise.resolve())),
    registerNoteCommands(notes),
    on(command.retagPassage, async (targets) => (await acts()).retag(app, targets)),
    on(command.setVoice, async (targets) => (await import('./voice')).chooseVoice(targets, changing)),
    on(command.nextVoice, async (targets) => (await import('./voice')).nextVoice(app, targets, changing)),
    on(command.setSpeaker, async (targets) => (await import('./voice')).chooseSpeaker(app, targets, changing)),
    vscode.commands.registerCommand(command.cyclePassages, () => cycle(app)),
    ...[command.deletePassage, command.deleteDecision].map((id) =>
      vscode.commands.registerCommand(id, async (first?: unknown, second?: unknown) => {
        const selected = await view.selected(first);
        const marks = marksOf(rowsOf(first, second, selected));
        if (marks.length) await (await import('./marks')).deleteDecisions(app, marks);
        const targets = await passageTargets(app, first, second, selected);
        if (targets.length) await (await acts()).remove(app, targets);
        else if (!marks.length) sayWhich();
      }),
    ),
    vscode.commands.registerCommand(command.acceptPlace, async (first?: unknown, second?: unknown) => {
      const selected = await view.selected(first);
      const rows = rowsOf(first, second, selected);
      const targets = rows.length ? rows.map(placeTarget) : (await passageTargets(app, first, second, selected)).map(placeOf);
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
      const targets = isGroup(first) || first === undefined ? all : await passageTargets(app, first, second, await view.selected(first));
      if (!targets.length) return void say(vscode.l10n.t('There is no passage to check.'), 4000);
      const { checkPassages } = await import('./checking');
      await checkPassages(
        app,
        targets.map(({ model, annotation }) => ({ model, annotation })),
        {
          accept: async (target) => (await import('./placing')).acceptPlaces(app, [placeOf(target)]),
          move: async (target) => (await acts()).moveToSelection(app, target),
          remove: async (target) => (await acts()).remove(app, [target]),
        },
      );
    }),
    on(command.moveToSelection, async ([target]) => (target ? (await acts()).moveToSelection(app, target) : undefined)),
    on(command.editPassage, async ([target]) => (target ? edit(target) : undefined)),
    on(command.peekPassage, async (targets) => (await import('./peeking')).peekPassages(app, targets)),
    on(command.copyQuotation, async (targets) => (await import('./quoting')).copyQuotations(app, targets, 'markdown')),
    on(command.copyQuotationPlain, async (targets) => (await import('./quoting')).copyQuotations(app, targets, 'plain')),
    registerPages(app, view),
    vscode.commands.registerCommand(command.undo, () => app.deciding.undo()),
    vscode.commands.registerCommand(command.redo, () => app.deciding.redo()),
  );
}

function sayWhich(): void {
  say(vscode.l10n.t('Put the cursor in a passage, or select one in the Passages view.'), 4000);
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
  say(vscode.l10n.t('Passage {0} of {1}: {2}, by {3}', numeral(found.number), numeral(found.count), tags, annotation.by), 6000);
}

/** What can be changed about a passage, with what it is now. */
async function edit({ model, annotation }: PassageTarget): Promise<void> {
  const { t } = vscode.l10n;
  const args = [model.uri.toString(), annotation.id];
  const { project } = model;
  const run = (id: string) => (): Thenable<unknown> => vscode.commands.executeCommand(id, ...args);
  const speaker = annotation.speaker === undefined ? '' : (project.index.actor(annotation.speaker)?.name ?? annotation.speaker);
  const fields: readonly (vscode.QuickPickItem & { readonly run: () => Thenable<unknown> })[] = [
    { label: t('Tags'), description: noIcons(annotation.tags.map((tag) => project.tagLabel(tag)).join(', ')), run: run(command.retagPassage) },
    { label: t('Note'), description: noIcons(shorten(annotation.note ?? '', 60)), run: run(command.editNote) },
    { label: t('Voice'), description: annotation.voice === undefined ? '' : voiceWord(annotation.voice, t), run: run(command.setVoice) },
    { label: t('Speaker'), description: noIcons(speaker), run: run(command.setSpeaker) },
    { label: t('Move to the selection'), run: run(command.moveToSelection) },
    { label: t('Delete'), run: run(command.deletePassage) },
  ];
  const field = await vscode.window.showQuickPick(fields, { title: t('Edit Passage “{0}”', shorten(annotation.quote ?? '', 60)) });
  await field?.run();
}
