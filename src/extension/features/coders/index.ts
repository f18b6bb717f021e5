/** The Coders view: who has what still to code, and the worklist of an adjudicator. There only where several code. */
import * as vscode from 'vscode';
import { nextOpen } from '../../../core/assignment';
import type { App } from '../../app';
import { command, contextKey, view } from '../../contributions';
import { Debounced } from '../../workspace/debounce';
import { background } from '../../workspace/log';
import { openArticle } from '../../workspace/open';
import { noIcons } from '../../plain';
import type { ProjectModel } from '../../workspace/project';
import { hiddenWords } from '../documents/shown';
import { Pages } from '../pages';
import { byKey, rowsByKey } from '../rowsByKey';
import { showRow } from '../showing';
import { TreeNews } from '../treeNews';
import { titleOf } from '../sources/model';
import type * as Acts from './acts';
import type { Choose } from './acts';
import { caseItem, coderItem, documentItem, sectionItem, sideItem, sideTooltip } from './items';
import {
  type CaseNode,
  casesBelow,
  childrenOf,
  codersTree,
  type CodersNode,
  hasSeveralCoders,
  type ListedNode,
  type ProjectCoding,
  redrawn,
  sidesOf,
  tallyOf,
  waiting,
} from './model';
import { casePage, tallyWords } from './words';
import { say } from '../../saying';

/** News of an index that is being filled comes many times a second; nothing here is worth that. */
const pause = 150;
/** Of a large corpus comparing takes its time, and nobody else is answered meanwhile: it is done for a tenth of the time at most. */
const restAfter = 10;
/** Milliseconds of comparing that nobody notices. */
const unnoticed = 100;

export function registerCoders(app: App): vscode.Disposable {
  const feature = new Coders(app);
  const on = (id: string, act: (...args: unknown[]) => unknown): vscode.Disposable => vscode.commands.registerCommand(id, act);
  return vscode.Disposable.from(
    feature,
    on(command.assignDocuments, async () => {
      const project = feature.project();
      if (project) await (await import('./assigning')).assignDocuments(app, project);
    }),
    on(command.nextAssigned, () => feature.openNextAssigned()),
    on(command.openCase, (project, path, id, coder) => feature.open(project, path, id, coder)),
    on(command.nextCase, (given) => feature.step(1, given)),
    on(command.previousCase, (given) => feature.step(-1, given)),
    on(command.compareCase, (node) => feature.compare(node)),
    on(command.acceptSide, (given) =>
      feature.settle(given, async (acts, asked) => {
        const coder = await asked();
        return coder === undefined ? undefined : acts.side(coder);
      }),
    ),
    on(command.acceptBoth, (node) => feature.settle(node, (acts) => acts.both)),
    on(command.acceptNeither, (node) => feature.settle(node, (acts) => acts.neither)),
    on(command.codeCaseAnew, (node) => feature.settle(node, (acts) => acts.anew(app))),
    on(command.reopenCase, (node) => feature.reopen(node)),
    on(command.acceptAgreed, async () => {
      const project = feature.project();
      if (project) await (await import('./acts')).acceptAgreed(app, project);
    }),
  );
}

class Coders implements vscode.TreeDataProvider<CodersNode>, vscode.Disposable {
  private readonly changed = new TreeNews<CodersNode>();
  readonly onDidChangeTreeData = this.changed.event;
  private readonly tree: vscode.TreeView<CodersNode>;
  private readonly pages = new Pages('pressmark-case', vscode.l10n.t('Others’ coding is hidden.'));
  private readonly subscriptions: readonly vscode.Disposable[];
  private roots: readonly ListedNode[] = [];
  private projects: readonly ProjectCoding[] = [];
  private readonly parents = new Map<string, CodersNode>();
  private run = 0;
  private anew = false;
  /** How long the last answers took, in milliseconds. */
  private took = 0;
  private chosen: CodersNode | undefined;
  private refreshing: Promise<void> = Promise.resolve();
  /** The case that is shown beside the document, if one is. */
  private compared: string | undefined;
  private opening: Promise<void> = Promise.resolve();
  private stepping: Promise<void> = Promise.resolve();
  private revealing: Promise<unknown> = Promise.resolve();
  private readonly later = new Debounced(pause, () => background(this.app.log, this.refresh()));

  constructor(private readonly app: App) {
    this.tree = vscode.window.createTreeView(view.coders, { treeDataProvider: this, showCollapseAll: true });
    this.subscriptions = [
      this.tree,
      this.later,
      this.pages,
      this.tree.onDidChangeSelection(({ selection }) => (this.chosen = selection[0])),
      app.projects.onDidChange(({ kind }) => {
        // Tags and positions have other names, though the cases are the same.
        this.anew ||= kind === 'project' || kind === 'projects';
        if (kind !== 'sidecar') this.later.call(this.took > unnoticed ? restAfter * this.took : pause);
      }),
      app.shownCoders.onDidChange(() => {
        this.pages.forget();
        this.later.call();
      }),
    ];
  }

  /** The selected row. While the rows are drawn anew, VS Code's own answer is that there is none. */
  private get selected(): CodersNode | undefined {
    return this.tree.selection[0] ?? (this.chosen && this.now(this.chosen));
  }

  /** The project that a command without an argument is about. */
  project(): ProjectModel | undefined {
    const chosen = this.selected;
    const of = chosen?.type === 'side' ? chosen.of.project : chosen && 'project' in chosen ? chosen.project : undefined;
    const { active } = this.app.articles;
    return (of === undefined ? undefined : this.app.projects.byId(of)) ?? active?.model.project ?? this.app.projects.all()[0];
  }

  /** Resolves when the rows are of now: overtaken by a newer one, when that has drawn them. */
  refresh(): Promise<void> {
    return (this.refreshing = this.draw());
  }

  private async draw(): Promise<void> {
    const run = ++this.run;
    const started = Date.now();
    const projects = await Promise.all(
      this.app.projects.all().map(async (project): Promise<ProjectCoding> => {
        const [documents] = await Promise.all([project.corpus.codedDocuments(), project.summaries.update()]);
        const title = (path: string): string | undefined => {
          const summary = project.summaries.get(path);
          return summary && titleOf(summary);
        };
        return { id: project.id, name: project.name, assignments: project.value.assignments ?? [], documents, titleOf: title, only: project.only };
      }),
    );
    if (run !== this.run) return this.refreshing;
    this.took = Date.now() - started;
    this.projects = projects;
    const { roots, changed } = redrawn(this.roots, codersTree(projects));
    this.roots = roots;
    this.parents.clear();
    const visit = (node: CodersNode): void => {
      if (node.type !== 'section' && node.type !== 'coder') return;
      for (const child of node.children) {
        this.parents.set(child.id, node);
        visit(child);
      }
    };
    this.roots.forEach(visit);
    void vscode.commands.executeCommand('setContext', contextKey.severalCoders, hasSeveralCoders(projects));
    // No badge: they wait for whoever adjudicates, and the message counts them.
    this.tree.message = [hiddenWords(this.app, this.app.projects.all()), tallyWords(tallyOf(projects.flatMap(({ documents }) => documents)), vscode.l10n.t)]
      .filter((sentence) => sentence !== '')
      .join(' ');
    if (this.anew || !changed) this.changed.fire();
    else if (changed.length > 0) this.changed.fire([...changed]);
    this.anew = false;
  }

  getChildren(node?: CodersNode): CodersNode[] {
    if (!node) this.changed.asked();
    const children = node ? childrenOf(node) : this.roots;
    if (node) for (const child of children) this.parents.set(child.id, node);
    return [...children];
  }

  getParent(node: CodersNode): CodersNode | undefined {
    return this.parents.get(node.id);
  }

  getTreeItem(node: CodersNode): vscode.TreeItem {
    switch (node.type) {
      case 'section':
        return sectionItem(node);
      case 'coder':
        return coderItem(node);
      case 'document':
        return documentItem(node, this.app.projects.byId(node.project));
      case 'case':
        return caseItem(node, this.app.projects.byId(node.project)?.index);
      case 'side':
        return sideItem(node, this.app.projects.byId(node.of.project)?.index);
      default:
        return node satisfies never;
    }
  }

  resolveTreeItem(item: vscode.TreeItem, node: CodersNode): vscode.TreeItem {
    const project = node.type === 'side' ? this.app.projects.byId(node.of.project)?.index : undefined;
    if (node.type === 'side' && project) item.tooltip = sideTooltip(node, project);
    return item;
  }

  /** Shows the passage of a case in its document; the keys stay with the view. One after the other: what was asked for last is what is seen. */
  open(project: unknown, path: unknown, id: unknown, coder?: unknown): Promise<void> {
    return (this.opening = this.opening.then(() => this.openNow(project, path, id, coder)).catch((error: unknown) => this.app.log.error(String(error))));
  }

  private async openNow(project: unknown, path: unknown, id: unknown, coder: unknown): Promise<void> {
    const node = this.all().find((one) => one.project === project && one.path === path && one.found.id === id);
    const model = node && this.app.projects.byId(node.project)?.documents.get(node.path);
    if (!node || !model) return;
    // Where it is in sight it stays; else beside the page, and not in its place.
    const { visibleTextEditors: editors } = vscode.window;
    const viewColumn = (editors.find(({ document }) => document.uri.toString() === model.uri.toString()) ?? editors[0])?.viewColumn ?? vscode.ViewColumn.One;
    const { editor, article } = await openArticle(this.app, model, { preserveFocus: true, preview: true, viewColumn });
    const { found } = node;
    if (found.about === 'passage' && article) {
      const mark = found.marks.find((one) => one.coder === coder);
      const shown = (mark ? [mark] : found.marks).flatMap(({ annotations }) => annotations);
      // The text may have been edited since the index read it: the passages know where they are now.
      const ids = (shown.length > 0 ? shown : found.settlements).map(({ id }) => id);
      const ranges = article.passages.flatMap(({ annotation, range }) => (range && ids.includes(annotation.id) ? [range] : []));
      if (ranges.length > 0) {
        const range = article.range({ start: Math.min(...ranges.map(({ start }) => start)), end: Math.max(...ranges.map(({ end }) => end)) });
        editor.selection = new vscode.Selection(range.start, range.end);
        editor.revealRange(range, vscode.TextEditorRevealType.InCenterIfOutsideViewport);
      }
    }
    // Who has closed the page has done with it.
    if (this.compared !== undefined && !this.pages.isBeside(sideBySide())) this.compared = undefined;
    if (this.compared !== undefined && this.compared !== node.id) await this.showSides(node);
  }

  /** The next case that waits, from the one that is selected; round the end. One after the other: each goes on from where the one before has come to. */
  step(by: 1 | -1, given: unknown): Promise<void> {
    return (this.stepping = this.stepping.then(() => this.stepNow(by, given)).catch((error: unknown) => this.app.log.error(String(error))));
  }

  private async stepNow(by: 1 | -1, given: unknown): Promise<void> {
    const current = this.caseOf(await this.rowMeant(given))?.id;
    const open = waiting(this.roots);
    if (open.length === 0) return this.nothingLeft();
    const at = open.findIndex(({ id }) => id === current);
    const first = by > 0 ? 0 : open.length - 1;
    await this.show(open[at < 0 ? first : (at + by + open.length) % open.length]);
  }

  /** Shows a case side by side; of a row with cases below it the first of them. The keys stay with the view. */
  async compare(given: unknown): Promise<void> {
    const row = await this.rowMeant(given);
    const node = this.caseOf(row);
    if (node) return this.showSides(node);
    const first = this.firstBelow(row);
    if (!first) return this.nothingLeft();
    await this.show(first);
    await this.showSides(first);
  }

  private async showSides(node: CaseNode): Promise<void> {
    const project = this.app.projects.byId(node.project);
    if (!project) return;
    if (project.only !== undefined) return;
    const annotations = project.documents.get(node.path)?.everything?.annotations ?? [];
    const title = this.projects.find(({ id }) => id === node.project)?.titleOf(node.path) ?? node.path;
    const quoteOf = (id: string): string | undefined => annotations.find((annotation) => annotation.id === id)?.quote;
    this.compared = node.id;
    await this.pages.showBeside(sideBySide(), casePage(node.found, sidesOf(node), { title, project: project.index, t: vscode.l10n.t, quoteOf }));
  }

  /**
   * Settles the case that is meant, and goes on to the next that waits. A row with cases below it settles none: its first is chosen and
   * shown, so that nobody settles what they do not see.
   */
  async settle(
    given: unknown,
    choosing: (acts: typeof Acts, coder: () => Promise<string | undefined>) => Choose | undefined | Promise<Choose | undefined>,
  ): Promise<void> {
    const before = this.selected?.id;
    const row = await this.rowMeant(given);
    const node = this.caseOf(row);
    const project = node && this.app.projects.byId(node.project);
    if (!node || !project) {
      const first = this.firstBelow(row);
      if (!first) return this.nothingLeft();
      say(vscode.l10n.t('Nothing is settled yet: the first case is chosen. The key again settles it.'), 6000);
      return this.show(first);
    }
    const at = waiting(this.roots).findIndex(({ id }) => id === node.id);
    const acts = await import('./acts');
    const choose = await choosing(acts, () => coderOf(given, row, node));
    if (!choose || !(await acts.settle(this.app, { project, path: node.path, id: node.found.id }, choose))) return;
    await project.settled();
    await this.refresh();
    // The case has left the list, and may have taken the selection along: where it stood is the next one now. Whoever has gone elsewhere meanwhile stays there.
    const open = waiting(this.roots);
    const { selected } = this;
    const elsewhere = selected && selected.id !== before && (selected.type === 'side' ? selected.of : selected).id !== node.id;
    if (open.length === 0) this.nothingLeft();
    else if (at >= 0 && !elsewhere) await this.show(open[at] ?? open[0]);
  }

  /** Opens a settled case again, and goes to where it waits then. A row with settled cases below it opens none: its first is chosen and shown. */
  async reopen(given: unknown): Promise<void> {
    const { t } = vscode.l10n;
    const row = await this.rowMeant(given);
    const node = this.caseOf(row);
    const project = node && this.app.projects.byId(node.project);
    if (!node || !project) {
      const isSettled = ({ found }: CaseNode): boolean => found.state === 'settled';
      const now = row && this.now(row);
      const first = (now && casesBelow([now]).find(isSettled)) ?? this.all().find(isSettled);
      const words = first ? t('Nothing is opened again yet: the first settled case is chosen. The key again opens it.') : t('No case is settled.');
      say(words, 6000);
      return this.show(first);
    }
    const acts = await import('./acts');
    if (!(await acts.reopen(this.app, { project, path: node.path, id: node.found.id }))) return;
    await project.settled();
    await this.refresh();
    await this.show(this.all().find(({ project: id, path, found }) => id === node.project && path === node.path && found.id === node.found.id));
  }

  async openNextAssigned(): Promise<void> {
    const coder = await this.app.coder.require();
    const project = this.project();
    if (coder === undefined || !project) return;
    const all = (project.value.assignments ?? []).filter(({ coders }) => coders.includes(coder)).map(({ document }) => document);
    const { active } = this.app.articles;
    const current = active?.model.project === project ? active.model.path : undefined;
    const done = active && current !== undefined && all.includes(current) ? await (await import('./acts')).leave(this.app, active.model, coder) : undefined;
    if (done === 'stay') return;
    const finished = new Map((await project.corpus.coding()).map(({ path, finishedBy }) => [path, finishedBy] as const));
    // What was said of the document that is left may not have reached the index yet.
    const open = all.filter((path) => (path === current ? done === 'open' : finished.get(path)?.includes(coder) === false));
    const next = nextOpen(open, all, current);
    const model = next === undefined ? undefined : project.documents.get(next);
    if (model) await openArticle(this.app, model);
    else
      say(
        all.length === 0
          ? vscode.l10n.t('No document is assigned to you.')
          : open.length > 0
            ? vscode.l10n.t('This is the last document assigned to you.')
            : vscode.l10n.t('You have coded all documents assigned to you.'),
        4000,
      );
  }

  dispose(): void {
    for (const subscription of this.subscriptions) subscription.dispose();
    this.changed.dispose();
  }

  private all(): readonly CaseNode[] {
    return casesBelow(this.roots);
  }

  /** The row that a command is about: the one it was clicked on; by a key the one that has the focus; else the selected one. */
  private async rowMeant(given: unknown): Promise<CodersNode | undefined> {
    if (isNode(given)) return given;
    return given === byKey || typeof given === 'number' ? (await rowsByKey(this.tree))[0] : this.selected;
  }

  /** The case of a row, as it is now: the row may be of before the last change. */
  private caseOf(row: CodersNode | undefined): CaseNode | undefined {
    const meant = row?.type === 'side' ? row.of : row;
    return meant?.type === 'case' ? this.all().find(({ id }) => id === meant.id) : undefined;
  }

  /** The row of a case, with those above it known. */
  private rowOf(id: string): CodersNode | undefined {
    const below = (nodes: readonly CodersNode[]): CodersNode | undefined => {
      for (const node of nodes) {
        const found = node.id === id ? node : node.type === 'case' || node.type === 'side' ? undefined : below(this.getChildren(node));
        if (found) return found;
      }
      return undefined;
    };
    return below(this.roots);
  }

  /** The first case of a row that has some below it; else the first that waits. */
  private firstBelow(row: CodersNode | undefined): CaseNode | undefined {
    const now = row && this.now(row);
    return (now && casesBelow([now])[0]) ?? waiting(this.roots)[0];
  }

  /** A row that may be of before the last change, as it is now; undefined where it is gone. */
  private now(node: CodersNode): CodersNode | undefined {
    if (node.type === 'side') return this.all().some(({ id }) => id === node.of.id) ? node : undefined;
    return this.rowOf(node.id);
  }

  private nothingLeft(): void {
    say(vscode.l10n.t('There is no disagreement left to settle.'), 4000);
  }

  private async show(node: CaseNode | undefined): Promise<void> {
    if (!node) return;
    // VS Code loses its way where a row is revealed while another still is.
    await (this.revealing = this.revealing.catch(() => undefined).then(() => showRow<CodersNode>(this.tree, () => this.rowOf(node.id), this.app.log, true)));
    await this.open(node.project, node.path, node.found.id);
  }
}

/** The name of the page. */
function sideBySide(): string {
  return vscode.l10n.t('Coders side by side');
}

/** The coder of the row, or of the key: 1 is the first of the case's rows. Asked for where neither says. */
async function coderOf(given: unknown, row: CodersNode | undefined, { found }: CaseNode): Promise<string | undefined> {
  if (typeof given === 'number') {
    const coder = found.coders[given - 1];
    if (coder === undefined) say(vscode.l10n.t('There is no coder {0} here: {1}.', String(given), found.coders.join(', ')), 6000);
    return coder;
  }
  if (row?.type === 'side') return row.coder;
  const items = found.coders.map((coder) => ({ label: noIcons(coder), coder }));
  return (await vscode.window.showQuickPick(items, { title: vscode.l10n.t('Whose Coding Holds?') }))?.coder;
}

function isNode(value: unknown): value is CodersNode {
  return (
    typeof value === 'object' &&
    value !== null &&
    'type' in value &&
    'id' in value &&
    ['section', 'coder', 'document', 'case', 'side'].includes(String(value.type))
  );
}
