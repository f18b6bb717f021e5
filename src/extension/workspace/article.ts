import * as vscode from 'vscode';
import type { Analysis } from '../../core/analysis';
import type { Mention } from '../../core/actors/types';
import { anchorDecisions, anchorPassages, type AnchoredPassage } from '../../core/annotations/anchored';
import type { AnchorState, Splice } from '../../core/annotations/types';
import type { TemporalExpression } from '../../core/dates/types';
import type { Quotations } from '../../core/quotations';
import type { Annotation } from '../../core/sidecar/schema';
import { eventsOf, statedPublication } from '../../core/sidecar/publication';
import type { Block } from '../../core/text/block';
import { blockAt } from '../../core/text/blocks';
import { canonicalText } from '../../core/text/canonical';
import { type LineIndex, lineIndexOf } from '../../core/text/lines';
import type { Range } from '../../core/text/range';
import { sentenceAt } from '../../core/text/sentences';
import { Tracker } from '../../core/annotations/tracking';
import { baseName } from './discovery';
import { Held } from './held';
import type { DocumentModel } from './document';
import type { Analysers } from './analysers';

/** A passage as the open document shows it. */
export interface ShownPassage {
  readonly annotation: Annotation;
  readonly state: AnchorState;
  /** In the text as it is in the editor now; null for ambiguous and orphaned ones. */
  readonly range: Range | null;
  readonly candidates: readonly Range[];
}

/** Above this many characters only what is visible is analysed, and the status bar says so. */
export const largeText = 2_000_000;
/** What is analysed around the visible part of a large document, in characters to each side. */
const margin = 20_000;

/** A project's document that is open in an editor: its text as it stands there, analysed, with its passages in place. */
export class Article implements vscode.Disposable {
  private readonly emitter = new vscode.EventEmitter<void>();
  /** Fired when marks or passages have changed. */
  readonly onDidChange = this.emitter.event;
  private text_ = '';
  private lines_: LineIndex = lineIndexOf('');
  private saved = '';
  private analysis_: Analysis | undefined;
  private statements: { readonly of: Analysis; readonly read: Promise<Quotations> } | undefined;
  private anchored: readonly AnchoredPassage[] = [];
  /** Tagged in text that is not saved yet: they follow the buffer, and are written when it is saved. */
  readonly held: Held;
  private unreadable = false;
  /** The encoding that the buffer was last held against the file with. */
  checkedWith = '';
  private readonly tracker = new Tracker();
  private window: Range | undefined;

  constructor(
    readonly document: vscode.TextDocument,
    readonly model: DocumentModel,
    private readonly analysers: Analysers,
  ) {
    this.setText(canonicalText(document.getText()));
    this.saved = this.text_;
    this.held = new Held(
      () => this.emitter.fire(),
      async (id) => void (await model.decide([{ type: 'remove', section: 'annotations', key: id }])),
    );
  }

  get uri(): vscode.Uri {
    return this.document.uri;
  }
  /** Canonical text of the editor's buffer. */
  get text(): string {
    return this.text_;
  }
  /** Canonical text that the sidecar's positions belong to. */
  get savedText(): string {
    return this.saved;
  }
  /** True where the editor's text is not what the file's encoding gives: positions in it would be wrong. */
  get undecodable(): boolean {
    return this.unreadable;
  }
  get isLarge(): boolean {
    return this.text_.length > largeText;
  }
  get analysis(): Analysis | undefined {
    return this.analysis_;
  }
  get passages(): readonly ShownPassage[] {
    const held = this.held.passages.map(({ annotation, range }): ShownPassage => ({ annotation, state: range ? 'exact' : 'orphan', range, candidates: [] }));
    const { only } = this.model.project;
    const shown = only === undefined ? this.anchored : this.anchored.filter(({ annotation }) => annotation.by === only);
    const placed = shown.map(({ annotation, anchor }): ShownPassage => {
      const range = anchor.range ? this.tracker.current(annotation.id) : null;
      // Its text was deleted in the editor: undo brings it back, saving makes it an orphan.
      return { annotation, state: anchor.range && !range ? 'orphan' : anchor.state, range, candidates: anchor.candidates };
    });
    return [...held, ...placed];
  }

  /** Takes decisions and text anew; cheap where blocks are unchanged. */
  async refresh(): Promise<void> {
    await this.model.decided();
    this.reanchor(this.annotations());
    this.held.place(this.text_);
    await this.analyse();
  }

  /** Whether the buffer is what the file's bytes say in the encoding that the project or the sidecar names. */
  async checkEncoding(): Promise<void> {
    this.checkedWith = this.model.encoding;
    if (this.document.isDirty) return;
    const onDisk = await this.model.read();
    this.unreadable =
      'problem' in onDisk
        ? onDisk.problem === 'undecodable' || onDisk.problem === 'unknown-encoding'
        : !this.document.isDirty && onDisk.text !== this.text_ && !sameEncoding(this.document.encoding, this.model.encoding);
  }

  /** A range of the buffer in the saved text; null if it or its edges touch unsaved edits. */
  toSaved(range: Range): Range | null {
    return this.tracker.toSaved(range);
  }

  /** Follows an edit of the buffer. */
  edited(event: vscode.TextDocumentChangeEvent): void {
    const before = this.lines_;
    const splices = event.contentChanges
      .map((change): Splice => ({ start: before.offsetAt(change.range.start), end: before.offsetAt(change.range.end), text: canonicalText(change.text) }))
      .sort((a, b) => a.start - b.start);
    this.setText(canonicalText(this.document.getText()));
    this.tracker.edit(splices);
    this.held.edit(splices);
    if (!this.document.isDirty && this.text_ === this.saved) this.reanchor(this.annotations());
  }

  /**
   * Tells what was typed here from what came from outside, once an edit has come to rest: the event of a first keystroke still calls the document clean,
   * so only the disk knows. What moved from outside waits for a person.
   */
  async settle(): Promise<void> {
    if (this.document.isDirty || this.text_ === this.saved) return;
    const onDisk = await this.model.read();
    if (this.document.isDirty || this.text_ === this.saved || !('text' in onDisk) || onDisk.text !== this.text_) return;
    const before = this.saved;
    this.saved = this.text_;
    this.anchored = anchorPassages(this.text_, this.annotations(), before);
    this.track();
  }

  /** The saved text is now the buffer's. Returns what has moved with it, for the sidecar to follow. */
  takeSaved(): { readonly annotation: Annotation; readonly range: Range | null }[] {
    const moved = this.anchored
      .filter(({ anchor }) => anchor.state === 'exact')
      .map(({ annotation }) => ({ annotation, range: this.tracker.current(annotation.id) }))
      .filter(
        ({ annotation, range }) =>
          !range ||
          range.start !== annotation.position[0] ||
          range.end !== annotation.position[1] ||
          (annotation.quote !== undefined && this.text_.slice(range.start, range.end) !== annotation.quote),
      );
    this.saved = this.text_;
    return moved;
  }

  /** Analyses the text, or of a large one what is in view. */
  async analyse(): Promise<void> {
    const analyser = await this.analysers.of(this.model.project);
    const { sidecar } = this.model;
    const text = this.isLarge ? this.windowText() : this.text_;
    this.analysis_ = analyser.analyse(text, {
      publication: statedPublication(sidecar?.document),
      fileName: baseName(this.uri),
      url: sidecar?.document?.url,
      events: eventsOf(this.model.project.index, sidecar?.document),
      decisions: anchorDecisions(text, sidecar?.mentions ?? []),
    });
    if (this.isLarge && this.window) this.analysis_ = shifted(this.analysis_, this.window.start);
    this.emitter.fire();
  }

  /** What an editor shows of a large document, so that this is analysed. Returns whether it has to be analysed anew. */
  setVisible(ranges: readonly vscode.Range[]): boolean {
    if (!this.isLarge || !ranges.length) return false;
    const start = Math.min(...ranges.map((range) => this.offset(range.start)));
    const end = Math.max(...ranges.map((range) => this.offset(range.end)));
    if (this.window && this.window.start <= start && end <= this.window.end) return false;
    const from = this.text_.lastIndexOf('\n', Math.max(0, start - margin)) + 1;
    const to = this.text_.indexOf('\n', Math.min(this.text_.length, end + margin));
    this.window = { start: from, end: to < 0 ? Math.min(this.text_.length, end + 2 * margin) : Math.min(to, end + 2 * margin) };
    return true;
  }

  /** What the text ascribes to whom; read when it is asked for, and once for each state of the text. */
  quotations(): Promise<Quotations> {
    const analysis = this.analysis_;
    if (!analysis) return Promise.resolve({ quotations: [], distance: [] });
    if (this.statements?.of !== analysis) {
      const text = this.text_;
      const read = this.analysers.quotations().then((reader) => reader.read(text, analysis.blocks, analysis.mentions));
      this.statements = { of: analysis, read };
    }
    return this.statements.read;
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
    return covering(this.analysis_?.mentions ?? [], offset);
  }

  dateAt(offset: number): TemporalExpression | undefined {
    return covering(this.analysis_?.dates ?? [], offset);
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
    return blockAt(this.analysis_?.blocks ?? [], offset);
  }

  /** The sentence around an offset. */
  sentenceAt(offset: number): Range | undefined {
    return sentenceAt(this.text_, this.analysis_?.blocks ?? [], offset);
  }

  dispose(): void {
    this.emitter.dispose();
  }

  /** Everybody's: what is hidden follows edits as well. */
  private annotations(): readonly Annotation[] {
    return this.model.everything?.annotations ?? [];
  }

  private setText(text: string): void {
    this.text_ = text;
    this.lines_ = lineIndexOf(text);
  }

  /** Places passages in the saved text, keeping the track of those that were followed through edits already. */
  private reanchor(annotations: readonly Annotation[]): void {
    this.anchored = anchorPassages(this.saved, annotations);
    this.track();
  }

  private track(): void {
    const places = this.anchored.flatMap(({ annotation, anchor }) => (anchor.range ? [{ id: annotation.id, range: anchor.range }] : []));
    this.tracker.reset(this.saved, this.text_, places);
  }

  private windowText(): string {
    this.window ??= { start: 0, end: Math.min(this.text_.length, 4 * margin) };
    return this.text_.slice(this.window.start, this.window.end);
  }
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

function shifted(analysis: Analysis, by: number): Analysis {
  const move = <T extends Range>(items: readonly T[]): T[] => items.map((item) => ({ ...item, start: item.start + by, end: item.end + by }));
  return { ...analysis, blocks: move(analysis.blocks), mentions: move(analysis.mentions), dates: move(analysis.dates) };
}
