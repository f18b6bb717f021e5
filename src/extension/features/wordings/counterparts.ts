/** Tagging or noting a passage's counterparts: the same tags, or the same note, where other documents say the same. One act, undone as one. */
import * as vscode from 'vscode';
import type { Place } from '../../../core/corpus/types';
import type { Decision } from '../../../core/sidecar/decision';
import { textHash } from '../../../core/sidecar/hash';
import type { Annotation } from '../../../core/sidecar/schema';
import type { App } from '../../app';
import type { DocumentModel } from '../../workspace/document';
import { openArticle } from '../../workspace/open';
import { selectorIn, selectorOf } from '../../workspace/selectors';
import { noIcons } from '../../plain';
import { plural } from '../hovers/cards';
import { byId } from '../passages/target';
import { shorten } from '../shorten';
import { pickTags } from '../tagging/pick';
import { isNode, type PassageState, type ViewState } from './nodes';
import { passageState } from './passage';
import { flat, relationWord } from './words';
import { say } from '../../saying';

type PassageRow = PassageState['rows'][number];

/** A question that the view shows as under way, and that can be stopped. */
type Ask = <T>(question: (token: vscode.CancellationToken) => Promise<T>) => Promise<T | undefined>;

/**
 * Tags the counterparts of a tagged passage with its tags and note; those of what the view shows with tags that are asked for.
 *
 * @param current what the view shows
 */
export async function tagSame(app: App, current: ViewState, ask: Ask, first: unknown, second: unknown): Promise<void> {
  const node = isNode(first, 'wording') ? first : undefined;
  if (node) {
    const row = current?.type === 'passage' ? current.rows.find(({ wording }) => wording === node.wording) : undefined;
    if (current?.type === 'passage' && row) await tagCounterparts(app, current, undefined, row);
    return;
  }
  const given = typeof first === 'string' && typeof second === 'string' ? await byId(app, first, second) : undefined;
  const here = app.articles.active;
  const editor = vscode.window.activeTextEditor;
  const [atCursor] = !given && here && editor ? here.passagesAt(here.offset(editor.selection.active)) : [];
  const target = given ?? (here && atCursor ? { model: here.model, annotation: atCursor.annotation } : undefined);
  if (!target) {
    if (current?.type === 'passage') await tagCounterparts(app, current, undefined);
    else say(vscode.l10n.t('Put the cursor in a passage, or ask how others worded one.'), 4000);
    return;
  }
  const { article } = given ? await openArticle(app, target.model) : { article: here };
  const range = article?.passages.find(({ annotation }) => annotation.id === target.annotation.id)?.range;
  if (!range) return;
  const state = await ask((token) => passageState(app, target.model, range, token));
  if (state) await tagCounterparts(app, state, target.annotation);
}

/** @param like the passage whose tags and note are offered; without one the tags are asked for */
async function tagCounterparts(app: App, state: PassageState, like: Pick<Annotation, 'tags' | 'note'> | undefined, only?: PassageRow): Promise<void> {
  const rows = only ? [only] : await chooseRows(state);
  if (!rows?.length) return;
  const tags = like?.tags.length ? like.tags : await pickTags(app, state.model.project, { title: vscode.l10n.t('Tag Passage') });
  if (!tags?.length) return;
  const signature = await app.deciding.sign();
  if (!signature) return;
  const { standingAt } = await import('../../workspace/reading');
  const parts: { document: DocumentModel; decisions: Decision[] }[] = [];
  let unsaved = 0;
  for (const { model, wording } of rows) {
    const fields = await fieldsOf(app, model, wording.b, state.passage.text);
    if (!fields) {
      unsaved++;
      continue;
    }
    const everything = await model.decided();
    const [start, end] = fields.selector.position;
    const mine = (everything.annotations ?? []).filter(({ by }) => by === signature.by);
    const same = standingAt(fields.text, mine, { start, end });
    const decisions: Decision[] = [];
    if (same) {
      const all = [...new Set([...same.tags, ...tags])];
      decisions.push({
        type: 'change',
        section: 'annotations',
        key: same.id,
        changes: { tags: all, ...(like?.note !== undefined && same.note === undefined && { note: like.note }), updated: signature.at },
      });
    } else {
      // A provisional id means nothing in a sidecar.
      const speaker = model.project.value.actors?.some(({ id }) => id === wording.voiceB.actor) ? wording.voiceB.actor : undefined;
      decisions.push({
        type: 'add',
        section: 'annotations',
        entry: {
          id: app.deciding.newId(),
          tags: [...tags],
          ...fields.selector,
          voice: wording.voiceB.voice,
          ...(speaker !== undefined && { speaker }),
          ...(like?.note !== undefined && { note: like.note }),
          by: signature.by,
          created: signature.at,
        },
      });
      if (model.ownHash === undefined) decisions.push({ type: 'document', changes: { text: textHash(fields.text) } });
    }
    parts.push({ document: model, decisions });
  }
  await app.recentTags.use(state.model.project, tags);
  await app.deciding.act(vscode.l10n.t('Tag the same elsewhere'), parts);
  if (unsaved > 0)
    say(vscode.l10n.t('{0} not tagged: save their documents first.', plural(unsaved, vscode.l10n.t('passage'), vscode.l10n.t('passages'))), 6000);
}

/** All rows are chosen to begin with: the usual answer is Enter. */
async function chooseRows(state: PassageState): Promise<readonly PassageRow[] | undefined> {
  const { t } = vscode.l10n;
  if (state.rows.length === 0) {
    say(t('No other document reports this.'), 4000);
    return undefined;
  }
  const pick = vscode.window.createQuickPick<vscode.QuickPickItem & { readonly row: PassageRow }>();
  pick.title = t('Tag the Same in These Documents');
  pick.placeholder = t('Take out what is not the same statement');
  pick.canSelectMany = true;
  pick.matchOnDetail = true;
  pick.items = state.rows.map((row) => ({
    label: noIcons(row.source.outlet),
    description: [row.source.date, relationWord(row.wording.relation, t)].filter((part) => part !== '').join(' · '),
    detail: noIcons(shorten(flat(row.wording.b.text), 200)),
    row,
  }));
  pick.selectedItems = pick.items;
  return new Promise((resolve) => {
    pick.onDidAccept(() => {
      resolve(pick.selectedItems.map(({ row }) => row));
      pick.dispose();
    });
    pick.onDidHide(() => {
      resolve(undefined);
      pick.dispose();
    });
    pick.show();
  });
}

/**
 * The selector of a wording in its document's saved text; undefined where unsaved edits are in the way or the text has changed since it was compared.
 *
 * @param asked the words that were asked about: where the other document has them as they are, they alone are its passage, not the sentence around them
 */
async function fieldsOf(app: App, model: DocumentModel, { range: around, text: words }: Pick<Place, 'range' | 'text'>, asked: string) {
  const at = words.indexOf(asked);
  const range = at < 0 ? around : { start: around.start + at, end: around.start + at + asked.length };
  const article = app.articles.get(model.uri);
  if (article) {
    const made = article.text.slice(around.start, around.end) === words ? selectorOf(article, range) : undefined;
    return made && { selector: made.fields, text: article.savedText };
  }
  const read = await model.read();
  if (!('text' in read) || read.text.slice(around.start, around.end) !== words) return undefined;
  return { selector: selectorIn(read.text, range, model.options.quotes === 'none').fields, text: read.text };
}
