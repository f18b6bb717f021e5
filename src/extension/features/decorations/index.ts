/** Marks actors, dates and passages in the visible editors, and sets back what is not the article's own text. */
import * as vscode from 'vscode';
import type { Analysis } from '../../../core/analysis';
import type { Range } from '../../../core/text/range';
import type { App } from '../../app';
import { languageId } from '../../contributions';
import type { Article } from '../../workspace/article';
import { background } from '../../workspace/log';
import { tagLines } from './levels';
import { createMarkStyles, type MarkStyles } from './styles';
import type { Voices } from './voices';

/**
 * Above this many characters, mentions, dates and voices are set for what is visible and this many lines around it. Passages are set everywhere: they are few,
 * and the ruler shows where they are.
 */
const visibleOnlyAbove = 200_000;
const marginLines = 80;
/** Above this a sign in the gutter says “9+”. */
const mostCounted = 10;

export function registerDecorations({ articles, marks, log }: App): vscode.Disposable {
  const styles = createMarkStyles();
  const draw = (editor: vscode.TextEditor): void => {
    const article = articles.get(editor.document);
    if (!article) return;
    drawPassages(editor, article, styles, marks);
    drawMarks(editor, article, styles, marks);
    background(log, drawVoices(editor, article, styles, marks));
  };
  const drawAll = (): void => vscode.window.visibleTextEditors.forEach(draw);
  const editorsOf = (article: Article): readonly vscode.TextEditor[] =>
    vscode.window.visibleTextEditors.filter(({ document }) => articles.get(document) === article);
  const asides = registerAsides(articles, marks);
  const subscriptions = [
    styles,
    asides,
    articles.onDidChange((changed) => editorsOf(changed).forEach(draw)),
    // Passages and voices move along by themselves.
    articles.onDidFollow((followed) => {
      for (const editor of editorsOf(followed)) drawMarks(editor, followed, styles, marks);
    }),
    articles.onDidClose((closed) => {
      for (const editor of vscode.window.visibleTextEditors) if (editor.document === closed.document) clear(editor, styles);
    }),
    marks.onDidChange(drawAll),
    vscode.window.onDidChangeVisibleTextEditors(drawAll),
    vscode.window.onDidChangeTextEditorVisibleRanges(({ textEditor }) => {
      const article = articles.get(textEditor.document);
      if (!article || article.text.length <= visibleOnlyAbove) return;
      for (const editor of editorsOf(article)) {
        drawMarks(editor, article, styles, marks);
        if (marks.voices) background(log, drawVoices(editor, article, styles, marks));
      }
    }),
  ];
  drawAll();
  return vscode.Disposable.from(...subscriptions);
}

function drawMarks(editor: vscode.TextEditor, article: Article, styles: MarkStyles, marks: App['marks']): void {
  const { mentions, dates } = article.marksIn(visibleRange(editor, article));
  const clear: vscode.Range[] = [];
  const quiet: vscode.Range[] = [];
  for (const mention of marks.actors ? mentions : [])
    (mention.kind === 'person' || mention.kind === 'organisation' ? clear : quiet).push(article.range(mention));
  editor.setDecorations(styles.actor, clear);
  editor.setDecorations(styles.place, quiet);
  editor.setDecorations(
    styles.date,
    (marks.dates ? dates : []).map((date) => article.range(date)),
  );
}

/** Read when the layer is on; a text that changed meanwhile is drawn again by its own event. */
async function drawVoices(editor: vscode.TextEditor, article: Article, styles: MarkStyles, marks: App['marks']): Promise<void> {
  const { analysis } = article;
  const voices = marks.voices && analysis ? await readVoices(article, analysis) : undefined;
  if (article.analysis !== analysis || (voices && !marks.voices)) return;
  const part = visibleRange(editor, article);
  for (const kind of voiceKinds)
    editor.setDecorations(
      styles[kind],
      (voices?.[kind] ?? []).filter(({ start, end }) => !part || (start <= part.end && end >= part.start)).map((range) => article.range(range)),
    );
}

const voiceKinds = ['quoted', 'reported', 'caption', 'comment'] as const;

/** Of the texts on screen: a long one is asked about whenever it is scrolled. */
const voicesRead = new WeakMap<Analysis, Promise<Voices>>();

function readVoices(article: Article, analysis: Analysis): Promise<Voices> {
  const known = voicesRead.get(analysis);
  if (known) return known;
  const read = async (): Promise<Voices> => {
    const { text } = article;
    const [{ voicesOf }, { quotations }] = await Promise.all([import('./voices'), article.quotations()]);
    return voicesOf(text, analysis.blocks, quotations);
  };
  const voices = read();
  voicesRead.set(analysis, voices);
  return voices;
}

function drawPassages(editor: vscode.TextEditor, article: Article, styles: MarkStyles, marks: App['marks']): void {
  const placed = (marks.passages ? article.passages : []).flatMap(({ annotation, range }) => (range ? [{ annotation, range }] : []));
  const { project } = article.model;
  const lines = tagLines(placed.map(({ annotation: { tags }, range }) => ({ range, tags: [...new Set(tags.map(project.index.tagId))] })));
  const byStyle = new Map<vscode.TextEditorDecorationType, vscode.Range[]>();
  const add = (style: vscode.TextEditorDecorationType, range: vscode.Range): void => {
    const ranges = byStyle.get(style);
    if (ranges) ranges.push(range);
    else byStyle.set(style, [range]);
  };
  /** The colours of the tags whose passages begin on a line. */
  const beginnings = new Map<number, (string | undefined)[]>();
  const places = placed.map(({ range }) => article.range(range));
  for (const { passage, tag, level, order } of lines) {
    const place = places[passage];
    if (!place) continue;
    const tagColor = tag === undefined ? undefined : project.tagColor(tag);
    add(styles.passage(tagColor, level, order, marks.ruler), place);
    beginnings.set(place.start.line, [...(beginnings.get(place.start.line) ?? []), tagColor]);
  }
  if (marks.gutter)
    for (const [line, [first, ...others]] of beginnings) add(styles.sign(first, Math.min(1 + others.length, mostCounted)), new vscode.Range(line, 0, line, 0));
  for (const [style, ranges] of byStyle) editor.setDecorations(style, ranges);
  for (const style of styles.passages()) if (!byStyle.has(style)) editor.setDecorations(style, []);
}

function clear(editor: vscode.TextEditor, styles: MarkStyles): void {
  for (const style of [styles.actor, styles.place, styles.date, styles.quoted, styles.reported, styles.caption, styles.comment])
    editor.setDecorations(style, []);
  for (const style of styles.passages()) editor.setDecorations(style, []);
}

/** Of a large document, what is visible and a margin; undefined for all. */
function visibleRange(editor: vscode.TextEditor, article: Article): Range | undefined {
  if (article.text.length <= visibleOnlyAbove) return undefined;
  const first = editor.visibleRanges[0]?.start.line ?? 0;
  const last = editor.visibleRanges.at(-1)?.end.line ?? 0;
  return article.offsets(new vscode.Range(Math.max(0, first - marginLines), 0, last + marginLines + 1, 0));
}

const legend = new vscode.SemanticTokensLegend(['pressmarkHeadline', 'pressmarkAside']);

/** Kinds of blocks as semantic tokens, which themes colour; they may not cross line ends. */
function registerAsides(articles: App['articles'], marks: App['marks']): vscode.Disposable {
  const changed = new vscode.EventEmitter<void>();
  /** What the window was last told to ask about. */
  const told = new WeakMap<Article, Analysis | undefined>();
  const provider: vscode.DocumentSemanticTokensProvider = {
    onDidChangeSemanticTokens: changed.event,
    provideDocumentSemanticTokens(document) {
      const tokens = new vscode.SemanticTokensBuilder(legend);
      const article = articles.get(document);
      if (!article || !marks.setBack) return tokens.build();
      for (const block of article.blocks) {
        if (block.kind === 'body') continue;
        const range = article.range(block);
        for (let line = range.start.line; line <= Math.min(range.end.line, document.lineCount - 1); line++) {
          const text = document.lineAt(line).range;
          const part = text.intersection(range);
          if (part && !part.isEmpty) tokens.push(part, block.kind === 'headline' ? 'pressmarkHeadline' : 'pressmarkAside');
        }
      }
      return tokens.build();
    },
  };
  return vscode.Disposable.from(
    changed,
    vscode.languages.registerDocumentSemanticTokensProvider({ language: languageId }, provider, legend),
    // Most changes are of passages, and asking costs a window that shows a long text more than all else that a tag does.
    articles.onDidChange((article) => {
      if (told.get(article) === article.analysis) return;
      told.set(article, article.analysis);
      changed.fire();
    }),
    marks.onDidChange(() => changed.fire()),
  );
}
