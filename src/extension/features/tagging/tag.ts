/** Writing tags: what the tagging commands do, imported when the first of them runs. */
import * as vscode from 'vscode';
import type { Quotations } from '../../../core/quotations';
import { spokenBy, suggestVoice } from '../../../core/quotations/voice';
import type { Decision } from '../../../core/sidecar/decision';
import { textHash } from '../../../core/sidecar/hash';
import type { Annotation } from '../../../core/sidecar/schema';
import type { Range } from '../../../core/text/range';
import { tidyLabel } from '../../../core/project/codebook';
import type { App } from '../../app';
import { plain } from '../../plain';
import type { Article } from '../../workspace/article';
import type { Signature } from '../../workspace/deciding';
import type { HeldAct } from '../../workspace/held';
import type { ProjectModel } from '../../workspace/project';
import { selectorIn, selectorOf } from '../../workspace/selectors';
import { isTagNode } from '../codebook/selection';
import { byKey } from '../rowsByKey';
import { createTag, pickTags } from './pick';
import { say } from '../../saying';

/** Asks for one tag, or for several from the start. */
export function asking(app: App, several: boolean): Choose {
  return ({ model }) => pickTags(app, model.project, { title: vscode.l10n.t('Tag Passage'), several });
}

/** The tag used last; without one, asks. */
export function again(app: App): Choose {
  return (article) => {
    const last = app.recentTags.of(article.model.project)[0];
    return last === undefined ? asking(app, false)(article) : Promise.resolve([last]);
  };
}

export function pinned(key: unknown): Choose {
  return ({ model }) => {
    const found = typeof key === 'number' ? model.project.index.pinned.get(key) : undefined;
    if (!found) say(vscode.l10n.t('No tag is pinned to key {0}.', String(key)), 4000);
    return Promise.resolve(found && [found.tag.id]);
  };
}

/** A tag by its id, if the project has it. */
export function named(tag: string): Choose {
  return ({ model }) => Promise.resolve(model.project.index.tag(tag) ? [model.project.index.tagId(tag)] : undefined);
}

/** Chooses the tag that Enter gives from now on. */
export async function chooseSticky(app: App, project: ProjectModel): Promise<void> {
  const [tag] = (await pickTags(app, project, { title: vscode.l10n.t('Tag to Keep: Enter Gives It Until You Press Escape') })) ?? [];
  if (tag !== undefined) await app.sticky.set({ project: project.id, tag });
}

/** How the tags of an act are found, once it is known where it takes place. */
export type Choose = (article: Article) => Promise<readonly string[] | undefined>;

/** Tags every selection of the active editor, or the sentence at each cursor. */
export async function tagWith(app: App, choose: Choose): Promise<void> {
  const editor = vscode.window.activeTextEditor ?? vscode.window.visibleTextEditors.find((candidate) => app.articles.get(candidate.document));
  const selections = editor?.selections ?? [];
  const before = editor?.document.getText();
  // Opened a moment ago, it is still being read: until then a quotation would be taken for the outlet's own words. What fails there is in the log.
  const article = editor && (await app.articles.ready(editor.document.uri).catch(() => app.articles.get(editor.document)));
  if (!editor || !article) {
    say(vscode.l10n.t('Open a document and select a passage first.'), 4000);
    return;
  }
  if (article.undecodable) {
    await vscode.window.showWarningMessage(
      vscode.l10n.t(
        'This document is not in the encoding {0}, so positions in it would be wrong. Set `encoding:` in the sidecar or in pressmark.yaml, or reopen it with the project’s encoding.',
        plain(article.model.encoding),
      ),
    );
    return;
  }
  const ranges = selections.map((selection) => passageRange(article, selection)).filter((range) => range !== undefined);
  if (!ranges.length) {
    say(vscode.l10n.t('There is no text here to tag.'), 4000);
    return;
  }
  const { text } = article;
  if (editor.document.isClosed || editor.document.getText() !== before) {
    say(vscode.l10n.t('The text changed meanwhile, so nothing was tagged.'), 6000);
    return;
  }
  const tags = await choose(article);
  if (!tags?.length) return;
  // From a view back to the text, at once: later it would take the focus from what the coder has begun meanwhile.
  const shown = vscode.window.showTextDocument(editor.document, { viewColumn: editor.viewColumn ?? vscode.ViewColumn.Active, preserveFocus: false });
  const back = Promise.resolve(shown).catch((error: unknown) => app.log.error('The text could not be shown.', error));
  // Writing does not wait for the window's answer; the question who codes would lose the focus to the text.
  if (app.coder.current === undefined) await back;
  const signature = await app.deciding.sign();
  if (!signature) return;
  const { quotations } = await article.quotations();
  if (article.text !== text) {
    say(vscode.l10n.t('The text changed meanwhile, so nothing was tagged.'), 6000);
    return;
  }
  const made = ranges.map((range) => tag(app, article, range, tags, signature, quotations));
  const decisions = made.flatMap(({ written }) => written);
  if (article.model.ownHash === undefined && decisions.length) decisions.push({ type: 'document', changes: { text: textHash(article.savedText) } });
  // The window keeps the last tags in its own time: what was decided does not wait for it.
  const recent = app.recentTags.use(article.model.project, tags);
  const held = made.flatMap(({ waiting }) => waiting);
  const elsewhere = held.length ? [{ store: app.articles.heldOf(article.model), decisions: held }] : [];
  await app.deciding.act(vscode.l10n.t('Tag passage'), [{ document: article.model, decisions }], undefined, elsewhere);
  await Promise.all([recent, back]);
}

/** The selection without white space at its edges, else the sentence at the cursor. */
export function passageRange(article: Article, selection: vscode.Selection): Range | undefined {
  if (selection.isEmpty) return article.sentenceAt(article.offset(selection.active));
  const { start, end } = article.offsets(selection);
  const text = article.text.slice(start, end);
  const trimmed = text.trim();
  if (trimmed === '') return undefined;
  const lead = text.indexOf(trimmed);
  return { start: start + lead, end: start + lead + trimmed.length };
}

export interface Tagged {
  readonly written: readonly Decision[];
  /** What touches edits that are not saved: shown and kept, and written when the document is. */
  readonly waiting: readonly HeldAct[];
}

/** A passage of mine that covers just this range gets the tags as well; else there is a new one. */
export function tag(app: App, article: Article, range: Range, tags: readonly string[], signature: Signature, quotations: Quotations['quotations']): Tagged {
  const same = article.passages.find(
    ({ annotation, range: place }) =>
      place?.start === range.start && place.end === range.end && annotation.by === signature.by && annotation.adjudicates === undefined,
  );
  if (same) {
    const all = [...new Set([...same.annotation.tags, ...tags])];
    if (all.length === same.annotation.tags.length) return { written: [], waiting: [] };
    const held = article.held.find(same.annotation.id);
    if (held) return { written: [], waiting: [{ type: 'hold', passage: { ...held, annotation: { ...held.annotation, tags: all } } }] };
    return { written: [{ type: 'change', section: 'annotations', key: same.annotation.id, changes: { tags: all, updated: signature.at } }], waiting: [] };
  }
  const annotation = { id: app.deciding.newId(), tags: [...tags], ...suggested(article, range, quotations), by: signature.by, created: signature.at };
  const selector = selectorOf(article, range);
  if (selector) return { written: [{ type: 'add', section: 'annotations', entry: { ...annotation, ...selector.fields } }], waiting: [] };
  const { fields } = selectorIn(article.text, range, article.model.options.quotes === 'none');
  return { written: [], waiting: [{ type: 'hold', passage: { annotation: { ...annotation, ...fields }, range } }] };
}

/** Voice and speaker as the text suggests them; the coder corrects them with one key. */
export function suggested(article: Article, range: Range, quotations: Quotations['quotations']): Pick<Annotation, 'voice' | 'speaker'> {
  const { index } = article.model.project;
  return spokenBy(suggestVoice(article.text, article.analysis?.blocks ?? [], quotations, range), (id) => index.actor(id) !== undefined);
}

/** @param first a tag of the Codebook view, below which it comes */
export async function newTag(app: App, first?: unknown): Promise<void> {
  const above = isTagNode(first) ? first : first === byKey ? (await app.tagSelection.byKey())[0] : undefined;
  const project = above?.project ?? app.articles.active?.model.project ?? app.projects.all().find((candidate) => !candidate.implicit);
  if (!project || project.implicit) {
    await vscode.window.showInformationMessage(vscode.l10n.t('Make a project of the folder first: its codebook is kept in pressmark.yaml.'));
    return;
  }
  const text = await vscode.window.showInputBox({
    title: above ? vscode.l10n.t('New Tag Below “{0}”', above.tag.label) : vscode.l10n.t('New Tag'),
    prompt: vscode.l10n.t('What it is called in the codebook'),
    validateInput: (input) => (tidyLabel(input) === undefined ? vscode.l10n.t('A label on one line, 200 characters at most.') : undefined),
  });
  const label = text === undefined ? undefined : tidyLabel(text);
  if (label !== undefined) await createTag(app, project, label, above?.tag.id);
}
