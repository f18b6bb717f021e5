/** Questions to the corpus about statements: the worker finds candidates, their texts are read here, the worker compares. */
import type * as vscode from 'vscode';
import type { Comparison, DocumentText, Overview, Wording } from '../../../core/corpus/types';
import { maxComparedLength } from '../../../core/statements/limits';
import type { Range } from '../../../core/text/range';
import type { App } from '../../app';
import type { DocumentModel } from '../../workspace/document';

type Articles = Pick<App, 'articles'>;

/** Documents that one question reads and compares: enough for every outlet of an event, and answered at once. */
const mostDocuments = 30;

/** The text of a document as it stands now: in its editor, else on disk. */
export async function textOf(app: Articles, model: DocumentModel): Promise<DocumentText | undefined> {
  const article = app.articles.get(model.uri);
  if (article) return article.undecodable ? undefined : { path: model.path, text: article.text };
  const read = await model.read();
  return 'text' in read ? { path: model.path, text: read.text } : undefined;
}

export async function wordingsOf(app: Articles, model: DocumentModel, range: Range, token: vscode.CancellationToken): Promise<readonly Wording[] | undefined> {
  const asked = await candidates(app, model, range, token);
  return asked && model.project.corpus.wordings(asked.own, range, asked.others);
}

export async function overviewOf(app: Articles, model: DocumentModel, token: vscode.CancellationToken): Promise<Overview | undefined> {
  const asked = await candidates(app, model, null, token);
  if (!asked) return undefined;
  const overview = await model.project.corpus.overview(asked.own, asked.others);
  return asked.isCut ? { ...overview, nearest: asked.others.length } : overview;
}

/** @returns undefined where a text cannot be read, `too-long` where one is above what is compared */
export async function comparisonOf(app: Articles, a: DocumentModel, b: DocumentModel): Promise<Comparison | 'too-long' | undefined> {
  const [own, other] = await Promise.all([textOf(app, a), textOf(app, b)]);
  if (Math.max(own?.text.length ?? 0, other?.text.length ?? 0) > maxComparedLength) return 'too-long';
  return own && other && a.project.corpus.comparison(own, other);
}

interface Asked {
  readonly own: DocumentText;
  readonly others: readonly DocumentText[];
  /** There are more that may share something. */
  readonly isCut: boolean;
}

/** @returns undefined where the text cannot be read, or nobody waits any more */
async function candidates(app: Articles, model: DocumentModel, range: Range | null, token: vscode.CancellationToken): Promise<Asked | undefined> {
  const { project } = model;
  const own = await textOf(app, model);
  if (!own || token.isCancellationRequested) return undefined;
  const found = await project.corpus.statementCandidates(own, range, mostDocuments + 1);
  if (token.isCancellationRequested) return undefined;
  const texts = await Promise.all(
    found.slice(0, mostDocuments).map(async ({ path }) => {
      const other = project.documents.get(path);
      return other && (await textOf(app, other));
    }),
  );
  if (token.isCancellationRequested) return undefined;
  return { own, others: texts.filter((text) => text !== undefined), isCut: found.length > mostDocuments };
}
