import * as vscode from 'vscode';
import type { Analyser, Analysis, DocumentContext } from '../../core/analysis';
import { type Marks, merged, Revision, within } from '../../core/revision';
import type { Mention } from '../../core/actors/types';
import type { AnchoredDecision } from '../../core/annotations/decided';
import { entriesOf, Following, type Rebased, type ShownDecision, type ShownPassage } from '../../core/annotations/following';
import type { Splice } from '../../core/annotations/types';
import type { TemporalExpression } from '../../core/dates/types';
import type { Quotations } from '../../core/quotations';
import { eventsOf, statedPublication } from '../../core/sidecar/publication';
import { isVisible } from '../../core/sidecar/together';
import type { MentionDecision, Sidecar } from '../../core/sidecar/schema';
import type { Block } from '../../core/text/block';
import { blockAt } from '../../core/text/blocks';
import { canonicalText } from '../../core/text/canonical';
import { type LineIndex, lineIndexOf } from '../../core/text/lines';
import type { Range } from '../../core/text/range';
import { sentenceAt } from '../../core/text/sentences';
import { inSteps } from './breathe';
import { baseName } from './discovery';
import { Held } from './held';
import { type HeldPassages, writable } from './heldPassages';
import { background, type Log } from './log';
import type { DocumentModel } from './document';
import type { OldTexts } from './oldTexts';
import type { Analysers } from './analysers';

export type { ShownPassage } from '../../core/annotations/following';

/** Above this many characters only what is visible is analysed, and the status bar says so. */
export const largeText = 2_000_000;
/** Above this many characters typing rests longer before the whole is analysed. */
const longText = 50_000;
/** What is analysed around the visible part of a large document, in characters to each side. */
const margin = 20_000;

/** A project's document that is open in an editor: its text as it stands there, analysed, with its passages in place. */
export class Article implements vscode.Disposable {
  private readonly emitter = new vscode.EventEmitter<void>();
  /** Fired when marks or passages have changed. */
  readonly onDidChange = this.emitter.event;
  private readonly moved = new vscode.EventEmitter<void>();
  /** Fired when marks have followed an edit, before the whole text is analysed again. */
  readonly onDidFollow = this.moved.event;
  private lines_: LineIndex;
  private readonly following: Following;
  private analysis_: Analysis | undefined;
  private analyser: Analyser | undefined;
  /** What the analysis was made of. */
  private made: Made | undefined;
  /** What was typed since. */
  private revision: Revision | undefined;
  private run = 0;
  private statements: { readonly of: Analysis; readonly read: Promise<Quotations> } | undefined;
  private catchingUp: Promise<void> | undefined;
  private isLetGo = false;
  /** Tagged in text that is not saved yet: they follow the buffer, and are written when it is saved. */
  readonly held: Held;
  private unreadable = false;
  /** The encoding that the buffer was last held against the file with. */
  checkedWith = '';
  private window: Range | undefined;
  private taken: { readonly all: Sidecar | undefined; readonly shown: Sidecar | undefined } | undefined;
  /** The hash of the text that was last looked for. */
  private recalled: string | undefined;

  constructor(
    readonly document: vscode.TextDocument,
    readonly model: DocumentModel,
    private readonly analysers: Analysers,
    private readonly oldTexts: OldTexts,
    heldPassages: HeldPassages,
    log: Log,
    /** The text of the file, where the buffer has edits that are not saved. */
    saved?: string,
  ) {
    const text = canonicalText(document.getText());
    this.following = new Following(text, saved);
    this.lines_ = lineIndexOf(text);
    this.held = new Held({
      keep: (records) => heldPassages.keep(this.uri, records),
      forget: (ids) => background(log, heldPassages.forget(this.uri, ids)),
      kept: (passage) => writable(this, passage, this.text),
      written: (id) => model.everything?.annotations?.find((entry) => entry.id === id),
      decide: (decisions) => model.act(decisions),
      text: () => this.text,
      changed: () => this.emitter.fire(),
    });
  }

  get uri(): vscode.Uri {
    return this.document.uri;
  }
  /** Canonical text of the editor's buffer. */
  get text(): string {
    return this.following.text;
  }
  /** Canonical text that the sidecar's positions belong to. */
  get savedText(): string {
    return this.following.saved;
  }
  /** True where the editor's text is not what the file's encoding gives: positions in it would be wrong. */
  get undecodable(): boolean {
    return this.unreadable;
  }
  get isLarge(): boolean {
    return this.text.length > largeText;
  }
  /** Longer than is analysed within the time of a key. */
  get isLong(): boolean {
    return this.text.length > longText;
  }
  /** Of the whole text. While somebody types in a long one, it takes longer to put together than what is asked of a part: see {@link blocks}, {@link marksIn}. */
  get analysis(): Analysis | undefined {
    return this.revision?.whole ?? this.analysis_;
  }
  get blocks(): readonly Block[] {
    return (this.revision ?? this.analysis_)?.blocks ?? [];
  }
  /** Whether the whole text has been read as it is now. */
  get isRead(): boolean {
    return this.revision === undefined && this.made?.text === this.text;
  }

  /** Marks that touch a range, or all. */
  marksIn(range: Range | undefined): Marks {
    if (this.revision && range) return this.revision.marksIn(range);
    const { mentions = [], dates = [] } = this.analysis ?? {};
    return { mentions: within(mentions, range), dates: within(dates, range) };
  }
  get passages(): readonly ShownPassage[] {
    const held = this.held.passages.map(({ annotation, range }): ShownPassage => ({ annotation, state: range ? 'exact' : 'orphan', range, candidates: [] }));
    const { only } = this.model.project;
    const { passages } = this.following;
    return [...held, ...passages.filter(({ annotation }) => isVisible(annotation, only))];
  }

  /** Those of them that count, see core/adjudication/settled: what is counted for the reader is counted by this. */
  get counted(): readonly ShownPassage[] {
    const { counts } = this.model;
    return this.passages.filter(({ annotation }) => counts(annotation));
  }

  /** Decisions about marks whose places a person has to look at. */
  get driftedDecisions(): readonly ShownDecision[] {
    const { only } = this.model.project;
    return this.following.driftedDecisions.filter(({ decision }) => only === undefined || decision.by === only);
  }

  /** Whether the document says something else than when its passages were placed, so that a person has to look at some. */
  get isDrifted(): boolean {
    return this.following.isDrifted;
  }
  get places(): Following {
    return this.following;
  }

  /** Whether the sidecars say something else, or other parts of them are shown, than what was last taken from them. */
  get isBehind(): boolean {
    return this.taken?.all !== this.model.everything || this.taken?.shown !== this.model.sidecar;
  }

  /** Takes decisions and text anew; cheap where blocks are unchanged. */
  async refresh(): Promise<void> {
    // At once where the sidecars are open: one decision is news again before what is waited for here is there, and would be drawn again.
    const isOpen = this.model.everything !== undefined;
    if (isOpen) this.take();
    await this.model.decided();
    // Let go of in the moment between, where another's name is set: what is closed would be taken for empty, and the news of it comes.
    if (this.model.everything && (!isOpen || this.isBehind)) this.take();
    this.held.place(this.text);
    await this.analyse();
    await this.recall();
    if (this.oldTexts.keeps && this.following.isCurrent) await this.oldTexts.keep(this.model, this.savedText, this.following.hashOfSaved());
  }

  /** Whether the buffer is what the file's bytes say in the encoding that the project or the sidecar names. */
  async checkEncoding(): Promise<void> {
    this.checkedWith = this.model.encoding;
    if (this.document.isDirty) return;
    const onDisk = await this.model.read();
    this.unreadable =
      'problem' in onDisk
        ? onDisk.problem === 'undecodable' || onDisk.problem === 'unknown-encoding'
        : !this.document.isDirty && onDisk.text !== this.text && !sameEncoding(this.document.encoding, this.model.encoding);
  }

  /** A range of the buffer in the saved text; null if it or its edges touch unsaved edits. */
  toSaved(range: Range): Range | null {
    return this.following.toSaved(range);
  }

  /** Follows an edit of the buffer. */
  edited(event: vscode.TextDocumentChangeEvent): void {
    const before = this.lines_;
    const splices = event.contentChanges
      .map((change): Splice => ({ start: before.offsetAt(change.range.start), end: before.offsetAt(change.range.end), text: canonicalText(change.text) }))
      .sort((a, b) => a.start - b.start);
    const text = canonicalText(this.document.getText());
    this.lines_ = lineIndexOf(text);
    this.following.edit(splices, text);
    this.held.edit(splices);
    this.follow(splices);
    if (!this.document.isDirty && text === this.savedText) this.take();
  }

  /** What was typed is marked at once; the whole is analysed when typing rests. */
  private follow(splices: readonly Splice[]): void {
    // An analysis that is under way is of another text.
    this.run++;
    const [first] = splices;
    const last = splices.at(-1);
    const { analyser, analysis_: base } = this;
    if (!first || !last || this.isLarge || !base || !analyser) return;
    const delta = splices.reduce((sum, { start, end, text }) => sum + text.length - (end - start), 0);
    const edit = { start: first.start, end: last.end, inserted: last.end - first.start + delta };
    const known = this.revision;
    let revision = Revision.of(base, known ? merged(known.edit, edit) : edit, this.text, analyser);
    // Typed in two places far from each other.
    if (!revision && known) revision = Revision.of((this.analysis_ = known.whole), edit, this.text, analyser);
    if (!revision) return;
    this.revision = revision;
    this.moved.fire();
  }

  /**
   * Tells what was typed here from what came from outside, once an edit has come to rest: the event of a first keystroke still calls the document clean,
   * so only the disk knows. What moved from outside waits for a person.
   */
  async settle(): Promise<void> {
    if (this.document.isDirty || this.text === this.savedText) return;
    const onDisk = await this.model.read();
    if (this.document.isDirty || this.text === this.savedText || !('text' in onDisk) || onDisk.text !== this.text) return;
    this.following.replaced();
    await this.recall();
  }

  /** The saved text is now the buffer's. Returns what has moved with it, for the sidecar to follow, and whether the text's hash may. */
  takeSaved(): { readonly rebased: readonly Rebased[]; readonly current: boolean } {
    return this.following.save();
  }

  /** Where passages have drifted, the text that they were tagged in tells more than their selectors: it is looked for. */
  private async recall(): Promise<void> {
    const hash = this.following.missing;
    if (hash === undefined || hash === this.recalled) return;
    this.recalled = hash;
    const text = await this.oldTexts.find(this.model, hash);
    if (text !== undefined && this.following.learn(text)) await this.analyse();
  }

  /** Analyses the text, or of a large one what is in view. */
  async analyse(): Promise<void> {
    const analyser = await this.analysers.of(this.model.project);
    const { sidecar } = this.model;
    const context = {
      publication: statedPublication(sidecar?.document),
      fileName: baseName(this.uri),
      url: sidecar?.document?.url,
      events: eventsOf(this.model.project.index, sidecar?.document),
      decisions: this.decisions(),
      namesakes: this.model.project.namesakes,
    };
    const made: Made = { analyser, text: this.text, window: this.window, namesakes: context.namesakes, rest: JSON.stringify({ ...context, namesakes: [] }) };
    // Most decisions are about passages, of which an analysis knows nothing; and one decision is news several times, on its way to the disk.
    if (this.analysis_ && !this.revision && this.made && isSame(this.made, made)) {
      this.run++;
      this.emitter.fire();
      return;
    }
    const analysis = await this.analysed(analyser, context);
    if (!analysis) return;
    this.analyser = analyser;
    this.made = made;
    this.analysis_ = analysis;
    this.revision = undefined;
    this.emitter.fire();
  }

  /** Undefined where it was overtaken: by a later one, or by typing, which ends in a later one. */
  private async analysed(analyser: Analyser, context: DocumentContext): Promise<Analysis | undefined> {
    const run = ++this.run;
    const { text } = this;
    const isOvertaken = (): boolean => run !== this.run || text !== this.text;
    const stages = this.isLarge ? analyser.stretchStages(text, this.stretch(), context) : analyser.stages(text, context);
    const analysis = await inSteps(stages, isOvertaken);
    return isOvertaken() ? undefined : analysis;
  }

  /** What coders decided about marks, or the one coder whose work is shown. */
  private decisions(): readonly AnchoredDecision[] {
    const { only } = this.model.project;
    return this.following.decisions.filter(({ decision }) => isVisible(decision, only));
  }

  /** What an editor shows of a large document, so that this is analysed. Returns whether it has to be analysed anew. */
  setVisible(ranges: readonly vscode.Range[]): boolean {
    if (!this.isLarge || !ranges.length) return false;
    const start = Math.min(...ranges.map((range) => this.offset(range.start)));
    const end = Math.max(...ranges.map((range) => this.offset(range.end)));
    if (this.window && this.window.start <= start && end <= this.window.end) return false;
    const from = this.text.lastIndexOf('\n', Math.max(0, start - margin)) + 1;
    const to = this.text.indexOf('\n', Math.min(this.text.length, end + margin));
    this.window = { start: from, end: to < 0 ? Math.min(this.text.length, end + 2 * margin) : Math.min(to, end + 2 * margin) };
    return true;
  }

  /** What the text ascribes to whom; read when the document is opened or it is asked for, and once for each state of the text. Of a text that is still to be analysed it waits for that. */
  async quotations(): Promise<Quotations> {
    await this.ready();
    const { analysis, text } = this;
    if (!analysis) return { quotations: [], distance: [] };
    if (this.statements?.of !== analysis) {
      const read = this.analysers.quotations().then((reader) => inSteps(reader.stages(text, analysis.blocks, analysis.mentions)));
      this.statements = { of: analysis, read };
    }
    return this.statements.read;
  }

  /** Resolves when the text is analysed, however often that was overtaken, or the document is closed or let go of. */
  async ready(): Promise<void> {
    if (!this.isAnalysed) await (this.catchingUp ??= this.catchUp());
  }

  /** One for all who ask: of two, each would overtake the other's analysis of a long text for ever. */
  private async catchUp(): Promise<void> {
    try {
      while (!this.isAnalysed && !this.document.isClosed && !this.isLetGo) await this.analyse();
    } finally {
      this.catchingUp = undefined;
    }
  }

  private get isAnalysed(): boolean {
    return this.isRead || (this.isLong && this.revision !== undefined);
  }

  offset(position: vscode.Position): number {
    return this.lines_.offsetAt(position);
  }

  offsets(range: vscode.Range): Range {
    return { start: this.offset(range.start), end: this.offset(range.end) };
  }

  range(range: Range): vscode.Range {
    const start = this.lines_.positionAt(range.start);
    const end = this.lines_.positionAt(range.end);
    return new vscode.Range(start.line, start.character, end.line, end.character);
  }

  mentionAt(offset: number): Mention | undefined {
    return covering(this.marksIn({ start: offset, end: offset }).mentions, offset);
  }

  /** The decision that a mark stands by, the latest where several coders decided about its place. */
  decisionAt({ start, end }: Range): MentionDecision | undefined {
    return this.decisions()
      .filter(({ decision, range }) => decision.reject === undefined && range.start === start && range.end === end)
      .map(({ decision }) => decision)
      .sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : a.id < b.id ? -1 : 1))
      .at(-1);
  }

  dateAt(offset: number): TemporalExpression | undefined {
    return covering(this.marksIn({ start: offset, end: offset }).dates, offset);
  }

  /** Passages at an offset, the shortest first. */
  passagesAt(offset: number): (ShownPassage & { readonly range: Range })[] {
    return this.passages
      .filter(
        (passage): passage is ShownPassage & { readonly range: Range } =>
          passage.range !== null && passage.range.start <= offset && offset <= passage.range.end,
      )
      .sort((a, b) => a.range.end - a.range.start - (b.range.end - b.range.start));
  }

  blockAt(offset: number): Block | undefined {
    return blockAt(this.blocks, offset);
  }

  /** The sentence around an offset. */
  sentenceAt(offset: number): Range | undefined {
    return sentenceAt(this.text, this.blocks, offset);
  }

  dispose(): void {
    this.isLetGo = true;
    this.emitter.dispose();
    this.moved.dispose();
  }

  /** Everybody's: what is hidden follows edits as well. */
  private take(): void {
    this.taken = { all: this.model.everything, shown: this.model.sidecar };
    this.following.take(entriesOf(this.model.everything));
  }

  private stretch(): Range {
    const { start, end } = (this.window ??= { start: 0, end: 4 * margin });
    return { start: Math.min(start, this.text.length), end: Math.min(end, this.text.length) };
  }
}

interface Made {
  readonly analyser: Analyser;
  readonly text: string;
  readonly window: Range | undefined;
  readonly namesakes: ReadonlySet<string>;
  /** What else is known of the document, as text. */
  readonly rest: string;
}

function isSame(a: Made, b: Made): boolean {
  return a.analyser === b.analyser && a.text === b.text && a.window === b.window && a.namesakes === b.namesakes && a.rest === b.rest;
}

/** VS Code's names of encodings (`windows1251`, `utf8bom`) and the standard's labels (`windows-1251`, `utf-8`). */
function sameEncoding(a: string, b: string): boolean {
  const plain = (name: string): string =>
    name
      .toLowerCase()
      .replace(/[^a-z0-9]/g, '')
      .replace(/bom$/, '');
  return plain(a) === plain(b);
}

function covering<T extends Range>(sorted: readonly T[], offset: number): T | undefined {
  let low = 0;
  let high = sorted.length - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const item = sorted[middle];
    if (!item) return undefined;
    if (offset < item.start) high = middle - 1;
    else if (offset > item.end || (offset === item.end && sorted[middle + 1]?.start === offset)) low = middle + 1;
    else return item;
  }
  return undefined;
}
