/** One way for every decision: signed, journalled, shown, written, and undone as the act it was. */
import * as vscode from 'vscode';
import type { FileError } from '../../core/ports';
import type { PartName, ProjectDecision } from '../../core/project';
import type { Decision } from '../../core/sidecar/decision';
import { type Act, type Undoable, UndoStack } from '../../core/yaml/undo';
import { contextKey } from '../contributions';
import { numeral } from '../numeral';
import { plain } from '../plain';
import { inPortions } from './breathe';
import type { CoderName } from './coder';
import type { DocumentModel } from './document';
import type { Log } from './log';
import type { ProjectModel } from './project';
import type { Projects } from './projects';
import { ids } from './ids';
import { say } from '../saying';

/** Who decides, when, under which id. */
export interface Signature {
  readonly by: string;
  readonly at: string;
}

/** What is decided about one document. */
export interface DocumentPart {
  readonly document: DocumentModel;
  readonly decisions: readonly Decision[];
  /** The sidecar that it is about, where that is known: work of others that comes from elsewhere goes into theirs. */
  readonly suffix?: string | undefined;
}

export class Deciding {
  private readonly stack = new UndoStack();
  private readonly acted = new vscode.EventEmitter<readonly Decision[]>();
  /** What was decided about documents, once it is recorded. */
  readonly onDidAct = this.acted.event;

  constructor(
    private readonly coder: CoderName,
    private readonly projects: Pick<Projects, 'live'>,
    private readonly log: Log,
  ) {
    this.stack.onDidChange(() => {
      void vscode.commands.executeCommand('setContext', contextKey.canUndo, this.stack.undoLabel !== undefined);
      void vscode.commands.executeCommand('setContext', contextKey.canRedo, this.stack.redoLabel !== undefined);
    });
  }

  /** The time as the sidecar has it: UTC, to the second. */
  now(): string {
    return `${new Date().toISOString().slice(0, 19)}Z`;
  }

  newId(): string {
    return ids.next();
  }

  /** Who signs, asked for once; undefined if the user did not say. */
  async sign(): Promise<Signature | undefined> {
    const by = await this.coder.require();
    return by === undefined ? undefined : { by, at: this.now() };
  }

  /**
   * Records one act over any number of documents. Resolves when it is shown; says so in the editor if it cannot be kept at all.
   * @param goOn asked before each file: false stops there
   * @param elsewhere what the act decides elsewhere than in a file, as in {@link perform}: it is done first, and undone with the rest
   */
  async act(label: string, parts: readonly DocumentPart[], goOn?: () => Promise<boolean>, elsewhere: readonly Act[] = []): Promise<boolean> {
    const acts = await this.documentActs(parts);
    if (!acts || !(await this.record(label, [...elsewhere, ...acts], goOn))) return false;
    this.acted.fire(parts.flatMap(({ decisions }) => decisions));
    return true;
  }

  /** As {@link act}, in the project's own files. */
  actOnProject(label: string, project: ProjectModel, decisions: readonly ProjectDecision[]): Promise<boolean> {
    return this.record(label, projectActs(project, decisions));
  }

  /** As {@link act}, in the project's own files first, then in sidecars that speak of what was decided there. */
  async actOnBoth(label: string, project: ProjectModel, decisions: readonly ProjectDecision[], parts: readonly DocumentPart[]): Promise<boolean> {
    const acts = await this.documentActs(parts);
    return acts ? this.record(label, [...projectActs(project, decisions), ...acts]) : false;
  }

  /** Records an act whose decisions live elsewhere than in a file, such as passages in text that is not saved. */
  perform<D>(label: string, acts: readonly Act<D>[]): Promise<boolean> {
    return this.record(label, acts);
  }

  async undo(): Promise<void> {
    await this.turn(vscode.l10n.t('Nothing to undo.'), this.stack.undoLabel, () => this.stack.undo());
  }

  async redo(): Promise<void> {
    await this.turn(vscode.l10n.t('Nothing to redo.'), this.stack.redoLabel, () => this.stack.redo());
  }

  private async record(label: string, acts: readonly Act[], goOn?: () => Promise<boolean>): Promise<boolean> {
    if (!acts.length) return true;
    const result = await this.stack.performAll(label, acts, goOn);
    if (!result.ok) this.complain(label, result.error, result.done, acts.length);
    return result.ok;
  }

  private async turn(nothing: string, label: string | undefined, back: () => ReturnType<UndoStack['undo']>): Promise<void> {
    const result = await back();
    if (!result) say(nothing, 3000);
    else if (!result.ok) this.complain(label ?? '', result.error);
  }

  /** @param done in how many of the files the act is, though it failed */
  private complain(label: string, error: FileError, done = 0, of = 0): void {
    this.log.error(error.message);
    if (done > 0) {
      const sentence = vscode.l10n.t(
        '{0} could not be kept in full: {1}. {2} of {3} files have it; Undo takes that back.',
        label,
        plain(error.message),
        numeral(done),
        numeral(of),
      );
      return void vscode.window.showErrorMessage(sentence);
    }
    // Nothing is lost, and nothing is to be done.
    if (error.code === 'not-found') say(vscode.l10n.t('{0}: what it was about is no longer there.', label), 6000);
    else this.refuse(error.message);
  }

  /** What was asked of a store itself, such as carrying out what was set aside, could not be kept. */
  refused(error: FileError): void {
    this.log.error(error.message);
    this.refuse(error.message);
  }

  /** Not even the journal took it, so nothing is shown either: the one case that must be said at once. */
  private refuse(reason: string): void {
    void vscode.window.showErrorMessage(vscode.l10n.t('The decision could not be kept: {0}', plain(reason)));
  }

  /** @returns undefined where the user did not say who codes, and that has to be known */
  private async documentActs(parts: readonly DocumentPart[]): Promise<readonly Act<Decision>[] | undefined> {
    const deciding = parts.filter(({ decisions }) => decisions.length);
    // With a sidecar a coder, what nobody signs goes into one as well: whose has to be known.
    if (deciding.some(({ document }) => document.project.separate) && (await this.coder.require()) === undefined) return undefined;
    const acts = await inPortions(deciding, async ({ document, decisions, suffix: given }) =>
      (given === undefined ? await document.routed(decisions) : [{ suffix: given, decisions }]).map(({ suffix, decisions: own }): Act<Decision> => ({
        store: this.liveStore(document, suffix),
        decisions: own,
      })),
    );
    return acts.flat();
  }

  /** The store that a document's sidecar has when the act is done or undone: between the two it may have been renamed, be gone, or have been divided by coder. */
  private liveStore(document: DocumentModel, suffix: string): Undoable<Decision> {
    const origin = { suffix, separate: document.project.separate };
    return {
      decide: async (decisions) => {
        const live = await this.projects.live(document);
        if (!live) return { ok: false, error: { code: 'not-found', message: vscode.l10n.t('{0} is no longer a document of the project.', document.path) } };
        return live.takeAgain(origin, decisions);
      },
    };
  }
}

/** One act a file. It is undone in the file it was done in: an entry that was removed has no home any more to be found by. */
function projectActs(project: ProjectModel, decisions: readonly ProjectDecision[]): readonly Act<ProjectDecision>[] {
  const homes = new Map<PartName | undefined, ProjectDecision[]>();
  for (const decision of decisions) {
    const home = project.homeOf(decision);
    const own = homes.get(home);
    if (own) own.push(decision);
    else homes.set(home, [decision]);
  }
  return [...homes].map(([home, own]) => ({ store: { decide: (acts) => project.storeOf(home).decide(acts) }, decisions: own }));
}
