/** Which passages a command is about: those given by a view or a card, else those selected in the view, else the one at the cursor. */
import * as vscode from 'vscode';
import type { Annotation } from '../../../core/sidecar/schema';
import type { App } from '../../app';
import type { DocumentModel } from '../../workspace/document';
import type { Range } from '../../../core/text/range';
import type { PlaceTarget } from './placing';
import { type CandidateNode, entryOf, type GroupNode, type MarkNode, type ModelOf, type PassageNode, type RowsNode } from './nodes';
import { byKey } from '../rowsByKey';
import type { PassageRow } from './rows';

/** A row that stands for one entry of a sidecar, or for a place of it. */
export type Row = PassageNode | MarkNode | CandidateNode;

export interface PassageTarget {
  readonly model: DocumentModel;
  readonly annotation: Annotation;
  /** The place that was chosen for it, in the text as it is now. */
  readonly place?: Range;
  /** What stood there when it was shown. */
  readonly words?: string;
}

/**
 * @param first the item a command was invoked on, or a document's URI from a card
 * @param second all selected items, or the annotation's id from a card
 */
export async function passageTargets(app: App, first: unknown, second: unknown, selected: readonly Row[]): Promise<readonly PassageTarget[]> {
  // The view's own keys: rows of it, wherever the cursor stands.
  if (first === byKey) return targetsOf(selected);
  if (typeof first === 'string' && typeof second === 'string') {
    const target = await byId(app, first, second);
    return target ? [target] : [];
  }
  const groups = Array.isArray(second) ? second.filter(isRows) : isRows(first) ? [first] : [];
  if (groups.length) {
    const rows = groups.flatMap((group) => targetsOfRows(group.rows, (row) => documentOf(app, row)));
    return unique([...rows, ...targetsOf(Array.isArray(second) ? second.filter(isRow) : [])]);
  }
  // All at once only where the words are the same: an edited passage wants a look of its own.
  if (isGroup(first)) return targetsOf(first.children.filter(({ state }) => state === 'moved'));
  const nodes = rowsOf(first, second, selected);
  if (nodes.length) return targetsOf(nodes);
  const article = app.articles.active;
  const editor = vscode.window.activeTextEditor;
  if (article && editor) {
    const turn = app.cycle.current(editor);
    const here = article.passagesAt(article.offset(editor.selection.active));
    // Of several on the same words mine comes first: another coder's would become one more of mine with every act.
    const same = here.filter(({ range }) => range.start === here[0]?.range.start && range.end === here[0].range.end);
    const passage =
      article.passages.find(({ annotation }) => annotation.id === turn) ?? same.find(({ annotation }) => annotation.by === app.coder.current) ?? here[0];
    if (passage) return [{ model: article.model, annotation: passage.annotation }];
  }
  return targetsOf(selected);
}

/** The rows that a command of the view is about. Empty where it was not invoked on any. */
export function rowsOf(first: unknown, second: unknown, selected: readonly Row[]): readonly Row[] {
  if (first === byKey) return selected;
  return Array.isArray(second) ? second.filter(isRow) : isRow(first) ? [first] : [];
}

/** Each passage once, however many of its rows are selected. */
function targetsOf(nodes: readonly Row[]): readonly PassageTarget[] {
  const targets = new Map<string, PassageTarget>();
  for (const node of nodes) {
    const of = node.type === 'candidate' ? node.of : node;
    if (of.type !== 'passage') continue;
    const { place, words } = placeTarget(node);
    targets.set(`${of.model.uri.toString()} ${of.annotation.id}`, { model: of.model, annotation: of.annotation, ...(place && { place, words: words ?? '' }) });
  }
  return [...targets.values()];
}

/** An entry with the place that its row shows: the one that was found, or the one that the row is. */
export function placeTarget(node: Row): PlaceTarget {
  const of = node.type === 'candidate' ? node.of : node;
  const place = node.type === 'candidate' ? node.place : of.places[0];
  const found = node.type === 'candidate' || of.state === 'moved' || of.state === 'fuzzy';
  return { model: of.model, id: entryOf(of).id, ...(found && place && { place: place.range, words: place.text }) };
}

/** The decisions about marks among the rows. */
export function marksOf(rows: readonly Row[]): readonly MarkNode[] {
  return rows.filter((row) => row.type === 'mark');
}

/** Each passage once, however many of its rows there are. */
export function targetsOfRows(rows: readonly PassageRow[], modelOf: ModelOf): readonly PassageTarget[] {
  return unique(
    rows.flatMap((row): readonly PassageTarget[] => {
      const model = modelOf(row);
      return model ? [{ model, annotation: row.annotation }] : [];
    }),
  );
}

function unique(targets: readonly PassageTarget[]): readonly PassageTarget[] {
  return [...new Map(targets.map((target) => [`${target.model.uri.toString()} ${target.annotation.id}`, target])).values()];
}

function documentOf(app: App, { document }: PassageRow): DocumentModel | undefined {
  return app.projects.byId(document.project)?.documents.get(document.path);
}

export async function byId(app: App, uri: string, id: string): Promise<PassageTarget | undefined> {
  const model = app.projects.documentAt(vscode.Uri.parse(uri));
  const held = model && app.articles.get(model.uri)?.held.find(id);
  if (held) return { model, annotation: held.annotation };
  const annotation = (await model?.decided())?.annotations?.find((entry) => entry.id === id);
  return model && annotation && { model, annotation };
}

export function isGroup(value: unknown): value is GroupNode {
  return typeof value === 'object' && value !== null && 'type' in value && value.type === 'group' && 'children' in value;
}

export function isRows(value: unknown): value is RowsNode {
  return typeof value === 'object' && value !== null && 'type' in value && value.type === 'rows' && 'rows' in value && Array.isArray(value.rows);
}

function isRow(value: unknown): value is Row {
  if (typeof value !== 'object' || value === null || !('type' in value)) return false;
  if (value.type === 'candidate') return 'of' in value && 'place' in value;
  return 'model' in value && ((value.type === 'passage' && 'annotation' in value) || (value.type === 'mark' && 'decision' in value));
}
