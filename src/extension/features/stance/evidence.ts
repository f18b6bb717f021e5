/** The passages that a judgement rests on: chosen among those of the document, or made of the selection. */
import * as vscode from 'vscode';
import type { Decision } from '../../../core/sidecar/decision';
import { textHash } from '../../../core/sidecar/hash';
import type { Annotation } from '../../../core/sidecar/schema';
import type { Range } from '../../../core/text/range';
import type { App } from '../../app';
import { noIcons } from '../../plain';
import type { Article } from '../../workspace/article';
import type { DocumentModel } from '../../workspace/document';
import { selectorOf } from '../../workspace/selectors';
import { shorten } from '../shorten';
import { passageRange, tag } from '../tagging/tag';
import { say } from '../../saying';

/** A passage that is written with the judgement: the selection, as evidence and without a tag. */
export interface FreshEvidence {
  readonly id: string;
  readonly decisions: readonly Decision[];
}

export interface ChosenEvidence {
  readonly ids: readonly string[];
  readonly fresh: FreshEvidence | undefined;
}

/** What a list of usual width shows of a passage. */
const shownLength = 90;

interface EvidenceItem extends vscode.QuickPickItem {
  /** Undefined for the selection. */
  readonly passage: string | undefined;
}

/**
 * @param current what is named already
 * @param before the selection that was taken before in the same form
 * @returns undefined where the reader gave up
 */
export async function chooseEvidence(
  app: App,
  document: DocumentModel,
  current: readonly string[],
  before: FreshEvidence | undefined,
): Promise<ChosenEvidence | undefined> {
  const { t } = vscode.l10n;
  const annotations = [...((await document.decided()).annotations ?? [])].sort((a, b) => a.position[0] - b.position[0]);
  const article = app.articles.get(document.uri);
  const selected = article && selectionIn(article);
  const text = article?.text;
  const same = selected && article.passages.find(({ range }) => range?.start === selected.start && range.end === selected.end)?.annotation.id;
  const items: EvidenceItem[] = annotations.map((annotation) => itemOf(annotation, document, current.includes(annotation.id) || annotation.id === same));
  // Ids that no passage has any more stay named until the coder takes them out.
  for (const id of current.filter((one) => !annotations.some((annotation) => annotation.id === one)))
    items.push({ label: t('A passage that is not there any more'), description: id, picked: true, passage: id });
  if (article && selected && same === undefined && selectorOf(article, selected)) {
    const label = t('The selection: “{0}”', shorten(noIcons(article.text.slice(selected.start, selected.end)), shownLength));
    items.unshift({ label, description: t('becomes a passage without a tag'), picked: true, passage: undefined });
  }
  if (!items.length) {
    say(t('There are no passages yet: tag some, or select one and code the stance then.'), 6000);
    return undefined;
  }
  const picked = await vscode.window.showQuickPick(items, {
    title: t('On Which Passages?'),
    placeHolder: t('What the judgement rests on'),
    canPickMany: true,
    matchOnDescription: true,
    ignoreFocusOut: true,
  });
  if (!picked) return undefined;
  const ids = picked.flatMap(({ passage }) => passage ?? []);
  const takesSelection = picked.some(({ passage }) => passage === undefined);
  return {
    ids,
    fresh: takesSelection && article && selected ? await freshEvidence(app, article, selected, text) : before && ids.includes(before.id) ? before : undefined,
  };
}

function itemOf(annotation: Annotation, document: DocumentModel, picked: boolean): EvidenceItem {
  const { t } = vscode.l10n;
  const tags = annotation.tags.map((id) => document.project.tagLabel(id)).join(', ') || t('Without tag');
  const comment = annotation.voice === 'comment' ? [t('reader comment')] : [];
  return {
    label: noIcons(shorten(annotation.quote ?? t('Passage {0}', annotation.id), shownLength)),
    description: noIcons([tags, annotation.by, ...comment].join(' · ')),
    picked,
    passage: annotation.id,
  };
}

function selectionIn(article: Article): Range | undefined {
  const editor = vscode.window.visibleTextEditors.find(({ document }) => document === article.document);
  return editor && !editor.selection.isEmpty && !article.undecodable ? passageRange(article, editor.selection) : undefined;
}

/** @param text that the range is of: the reader may have typed while the form was open */
async function freshEvidence(app: App, article: Article, range: Range, text: string | undefined): Promise<FreshEvidence | undefined> {
  const signature = await app.deciding.sign();
  if (!signature) return undefined;
  const { quotations } = await article.quotations();
  if (article.text !== text) {
    say(vscode.l10n.t('The text changed meanwhile, so nothing was tagged.'), 6000);
    return undefined;
  }
  const { written } = tag(app, article, range, [], signature, quotations);
  const [added] = written;
  if (added?.type !== 'add' || added.section !== 'annotations') return undefined;
  const hash: readonly Decision[] = article.model.ownHash === undefined ? [{ type: 'document', changes: { text: textHash(article.savedText) } }] : [];
  return { id: added.entry.id, decisions: [...written, ...hash] };
}
