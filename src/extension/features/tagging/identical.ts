/** Tagging every passage with the same words, in the document or the corpus, after showing them all. */
import * as vscode from 'vscode';
import { placesOf } from '../../../core/annotations/identical';
import type { Decision } from '../../../core/sidecar/decision';
import { textHash } from '../../../core/sidecar/hash';
import type { Annotation } from '../../../core/sidecar/schema';
import { lineIndexOf } from '../../../core/text/lines';
import type { Range } from '../../../core/text/range';
import type { App } from '../../app';
import { numeral } from '../../numeral';
import type { Article } from '../../workspace/article';
import type { DocumentPart, Signature } from '../../workspace/deciding';
import type { DocumentModel } from '../../workspace/document';
import { selectorIn } from '../../workspace/selectors';
import { noIcons } from '../../plain';
import { gathered } from '../gathering';
import { outletName, plural } from '../hovers/cards';
import { longWork } from '../longWork';
import { shorten } from '../shorten';
import { pickTags } from './pick';
import { passageRange, tag, type Tagged } from './tag';
import { say } from '../../saying';

/** More identical passages than anybody looks through one by one. */
const mostPlaces = 1000;
/** Documents that are read at once: a disk answers some together nearly as fast as one. */
const readTogether = 16;
/** Characters shown to each side. */
const around = 40;

/** A document whose places are found: open, as the editor has it, or as it stands on disk. */
interface Found {
  readonly model: DocumentModel;
  readonly article: Article | undefined;
  readonly text: string;
  readonly places: readonly Range[];
}

/** What is listed, and what is not. */
interface Listing {
  readonly found: readonly Found[];
  /** Whether there are more places than are listed. */
  readonly isCut: boolean;
}

interface PlaceItem extends vscode.QuickPickItem {
  readonly found: Found;
  readonly range: Range;
}

export async function tagIdentical(app: App): Promise<void> {
  const editor = vscode.window.activeTextEditor;
  const article = app.articles.active;
  if (!editor || !article || article.undecodable) return;
  const source = sourceOf(app, editor, article);
  if (!source) {
    say(vscode.l10n.t('Select words, or put the cursor in a passage first.'), 4000);
    return;
  }
  const scope = await chooseScope(article, source.words);
  if (!scope) return;
  const found = scope === 'document' ? capped([placesIn(article, source.words)]) : await placesInCorpus(app, article, source.words);
  if (!found) return;
  const tags = source.tags.length ? source.tags : await pickTags(app, article.model.project, { title: vscode.l10n.t('Tag All Identical Passages') });
  if (!tags?.length) return;
  const chosen = await choosePlaces(found, source.words, tags);
  const signature = chosen?.length ? await app.deciding.sign() : undefined;
  if (chosen && signature) await write(app, chosen, tags, signature);
}

/** The selected words; without a selection the passage at the cursor, with its tags. */
function sourceOf(app: App, editor: vscode.TextEditor, article: Article): { readonly words: string; readonly tags: readonly string[] } | undefined {
  const turn = app.cycle.current(editor);
  const here = article.passagesAt(article.offset(editor.selection.active));
  const selected = editor.selection.isEmpty ? undefined : passageRange(article, editor.selection);
  const passage =
    here.find(({ annotation }) => annotation.id === turn) ??
    (selected ? here.find(({ range }) => range.start === selected.start && range.end === selected.end) : here[0]);
  const range = passage?.range ?? selected;
  return range && { words: article.text.slice(range.start, range.end), tags: passage?.annotation.tags ?? [] };
}

async function chooseScope(article: Article, words: string): Promise<'document' | 'corpus' | undefined> {
  const { t } = vscode.l10n;
  const here = placesOf(article.text, words, mostPlaces + 1).length;
  const count = here > mostPlaces ? t('more than {0} passages', numeral(mostPlaces)) : plural(here, t('passage'), t('passages'));
  const items = [
    { label: t('In this document'), description: count, scope: 'document' as const },
    { label: t('In the whole corpus'), description: plural(article.model.project.documents.size, t('document'), t('documents')), scope: 'corpus' as const },
  ];
  const picked = await vscode.window.showQuickPick(items, { title: t('Tag all passages that say “{0}”', shorten(words, 60)) });
  return picked?.scope;
}

function placesIn(article: Article, words: string): Found {
  return { model: article.model, article, text: article.text, places: placesOf(article.text, words, mostPlaces + 1) };
}

/** @returns undefined if the user cancelled */
function placesInCorpus(app: App, active: Article, words: string): Promise<Listing | undefined> {
  const documents = [...active.model.project.documents.values()];
  return longWork(vscode.l10n.t('Looking for identical passages'), async (step) => {
    const found: Found[] = [];
    let count = 0;
    for (let at = 0; at < documents.length && count <= mostPlaces; at += readTogether) {
      const some = await Promise.all(documents.slice(at, at + readTogether).map((model) => placesInDocument(app, model, words, mostPlaces + 1 - count)));
      for (const one of some) {
        if (one?.places.length) found.push(one);
        count += one?.places.length ?? 0;
      }
      if (!(await step(Math.min(1, (at + readTogether) / documents.length)))) return undefined;
    }
    return capped(found);
  });
}

/** The first of them, as many as anybody looks through. One more was looked for, to know whether there are more. */
function capped(all: readonly Found[]): Listing {
  let left = mostPlaces;
  const found = all.flatMap((one) => {
    const places = one.places.slice(0, left);
    left -= places.length;
    return places.length > 0 ? [{ ...one, places }] : [];
  });
  return { found, isCut: all.reduce((sum, { places }) => sum + places.length, 0) > mostPlaces };
}

async function placesInDocument(app: App, model: DocumentModel, words: string, most: number): Promise<Found | undefined> {
  const article = app.articles.get(model.uri);
  if (article) return article.undecodable ? undefined : { ...placesIn(article, words), places: placesOf(article.text, words, most) };
  const read = await model.read();
  if (!('text' in read)) return undefined;
  const places = placesOf(read.text, words, most);
  // What is there already is asked of the store, which is opened only where something is to be written.
  return { model, article: undefined, text: read.text, places };
}

/** All of them, chosen to begin with: what is not meant is taken out. */
async function choosePlaces({ found, isCut }: Listing, words: string, tags: readonly string[]): Promise<readonly PlaceItem[] | undefined> {
  const { t } = vscode.l10n;
  const items = found.flatMap((one) => {
    const lines = lineIndexOf(one.text);
    return one.places.map((range) => placeItem(one, range, lines.positionAt(range.start).line));
  });
  const project = found[0]?.model.project;
  if (!items.length || !project) return undefined;
  const labels = tags.map((id) => project.tagLabel(id)).join(', ');
  const picked = await vscode.window.showQuickPick(
    items.map((item) => ({ ...item, picked: true })),
    {
      title: isCut
        ? t('Tag the first {0} passages with “{1}”: there are more', numeral(mostPlaces), labels)
        : t('Tag {0} in {1} with “{2}”', plural(items.length, t('passage'), t('passages')), plural(found.length, t('document'), t('documents')), labels),
      placeHolder: isCut ? t('For those that are not listed, do it again in the documents they are in') : shorten(words, 80),
      canPickMany: true,
      matchOnDescription: true,
      matchOnDetail: true,
    },
  );
  return picked;
}

function placeItem(found: Found, range: Range, line: number): PlaceItem {
  const { text, model } = found;
  const outlet = model.sidecar?.document?.outlet;
  const where = [outlet === undefined ? '' : outletName(model.project.value, outlet, vscode.l10n.t), model.path, vscode.l10n.t('line {0}', String(line + 1))];
  const context = `…${text.slice(Math.max(0, range.start - around), Math.min(text.length, range.end + around))}…`;
  return { label: noIcons(shorten(context, 2 * around + 60)), description: noIcons(where.filter((part) => part !== '').join(' · ')), found, range };
}

/** What is decided in one document. */
interface Part extends DocumentPart {
  /** What touches edits that are not saved. */
  readonly waiting: Tagged['waiting'];
}

/** One act over all documents, so that one undo takes all of it back. Finding out what to write is half of the work, writing it the other. */
async function write(app: App, chosen: readonly PlaceItem[], tags: readonly string[], signature: Signature): Promise<void> {
  const label = vscode.l10n.t('Tag identical passages');
  const byDocument = new Map<Found, PlaceItem[]>();
  for (const item of chosen) byDocument.set(item.found, [...(byDocument.get(item.found) ?? []), item]);
  // Those that are open first: what is decided about them is kept before anybody types on.
  const documents = [...byDocument].sort(([a], [b]) => Number(b.article !== undefined) - Number(a.article !== undefined));
  const done = await longWork(label, async (step) => {
    const parts = await gathered(
      documents,
      ([found, items]) => deciding(app, found, items, tags, signature),
      (share) => step(share / 2),
    );
    if (!parts?.length) return parts ? 'changed' : 'stopped';
    const held = parts.flatMap(({ document, waiting }) => (waiting.length ? [{ store: app.articles.heldOf(document), decisions: waiting }] : []));
    let written = 0;
    let going = true;
    const goOn = async (): Promise<boolean> => (going = await step(0.5 + written++ / (2 * (parts.length + held.length))));
    await app.deciding.act(label, parts, goOn, held);
    return going ? 'done' : 'stopped';
  });
  if (done === 'changed') return void say(vscode.l10n.t('The text changed meanwhile, so nothing was tagged.'), 6000);
  if (done === 'stopped') say(vscode.l10n.t('Stopped. What was done until then is one step to undo.'), 6000);
  for (const { model } of [...byDocument.keys()].slice(0, 1)) await app.recentTags.use(model.project, tags);
}

/** @returns what decides, at the moment it is called; undefined where the text is no longer the one that was shown */
async function deciding(app: App, found: Found, items: readonly PlaceItem[], tags: readonly string[], signature: Signature): Promise<() => Part | undefined> {
  const { article, model } = found;
  if (!article) {
    const decisions = await decisionsOnDisk(app, found, items, tags, signature);
    return () => ({ document: model, decisions, waiting: [] });
  }
  const { quotations } = await article.quotations();
  return () => {
    if (article.text !== found.text) return undefined;
    const made = items.map(({ range }) => tag(app, article, range, tags, signature, quotations));
    const written = made.flatMap((one) => one.written);
    return { document: model, decisions: withText(model.ownHash, article.savedText, written), waiting: made.flatMap((one) => one.waiting) };
  };
}

/** For a document that is not open: the index says who speaks there. */
async function decisionsOnDisk(
  app: App,
  { model, text }: Found,
  items: readonly PlaceItem[],
  tags: readonly string[],
  { by, at }: Signature,
): Promise<readonly Decision[]> {
  const mine = ((await model.said()).annotations ?? []).filter((entry) => entry.by === by);
  const voices = await model.project.corpus.voices(
    { path: model.path, text },
    items.map(({ range }) => range),
  );
  const decisions = items.flatMap(({ range }, number): Decision[] => {
    const { fields } = selectorIn(text, range, model.options.quotes === 'none');
    const same = mine.find(({ position, quote }) => position[0] === range.start && position[1] === range.end && quote === fields.quote);
    if (same) {
      const all = [...new Set([...same.tags, ...tags])];
      if (all.length === same.tags.length) return [];
      return [{ type: 'change', section: 'annotations', key: same.id, changes: { tags: all, updated: at } }];
    }
    const entry: Annotation = {
      id: app.deciding.newId(),
      tags: [...tags],
      ...fields,
      ...voices[number],
      by,
      created: at,
    };
    return [{ type: 'add', section: 'annotations', entry }];
  });
  return withText(await model.hashSaid(), text, decisions);
}

/** The first passage of a document says which text its position is in. */
function withText(ownHash: string | undefined, text: string, decisions: readonly Decision[]): readonly Decision[] {
  if (!decisions.length || ownHash !== undefined) return decisions;
  return [...decisions, { type: 'document', changes: { text: textHash(text) } }];
}
