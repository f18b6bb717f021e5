/** Settling what coders differ in, and accepting what they agree in. Imported with the first of these acts. */
import * as vscode from 'vscode';
import { type Case, casesOf, type Choice, isEmpty, reopening, settlement } from '../../../core/adjudication';
import { entriesByCoder } from '../../../core/agreement/coding';
import { hasFinished } from '../../../core/agreement/finished';
import { anchorPassages } from '../../../core/annotations/anchored';
import type { Decision } from '../../../core/sidecar/decision';
import { textHash } from '../../../core/sidecar/hash';
import type { App } from '../../app';
import { noIcons, plain } from '../../plain';
import { inPortions } from '../../workspace/breathe';
import type { DocumentPart, Signature } from '../../workspace/deciding';
import type { DocumentModel } from '../../workspace/document';
import type { ProjectModel } from '../../workspace/project';
import { selectorIn } from '../../workspace/selectors';
import { markRead } from '../documents/acts';
import { shorten } from '../shorten';
import { pickTags } from '../tagging/pick';
import { caseTitle, sideWords } from './words';
import { say } from '../../saying';

export interface Target {
  readonly project: ProjectModel;
  readonly path: string;
  readonly id: string;
}

/** A case as the files say at this moment. */
interface Current {
  readonly model: DocumentModel;
  readonly text: string;
  readonly cases: readonly Case[];
}

/** Asks what holds; undefined where the user gave up. */
export type Choose = (found: Case, model: DocumentModel) => Promise<Choice | undefined> | Choice | undefined;

/** @returns whether the case was settled */
export async function settle(app: App, target: Target, choose: Choose): Promise<boolean> {
  const current = await currentCases(target);
  const found = current?.cases.find(({ id }) => id === target.id);
  if (!current || !found) return tell(vscode.l10n.t('The coders have decided otherwise meanwhile; there is nothing to settle here.'));
  if (isEmpty(found)) return tell(vscode.l10n.t('What was settled here is gone: open the case again to take the settlement back.'));
  const choice = await choose(found, current.model);
  if (!choice) return false;
  const signature = await app.deciding.sign();
  if (!signature) return false;
  const decisions = decisionsFor(app, found, choice, current, signature);
  if (!decisions) return tell(vscode.l10n.t('This cannot be said of this case.'));
  return app.deciding.act(vscode.l10n.t('Settle'), [await partOf(current, decisions)]);
}

/**
 * Takes back what was said of a case; what another adjudicator said of it only after a question.
 * @returns whether the case is open again
 */
export async function reopen(app: App, target: Target): Promise<boolean> {
  const { t } = vscode.l10n;
  const current = await currentCases(target);
  const found = current?.cases.find(({ id }) => id === target.id);
  if (!current || !found || found.settlements.length === 0) return tell(t('This case is not settled.'));
  const signature = await app.deciding.sign();
  if (!signature) return false;
  const others = [...new Set(found.settlements.map(({ by }) => by))].filter((by) => by !== signature.by);
  if (others.length > 0) {
    const yes = t('Open Again');
    const question = t('This case was settled by {0}. Open it again, and delete what they said of it?', plain(others.join(', ')));
    const detail = t('The coders’ own entries stay. One undo takes it back.');
    if ((await vscode.window.showWarningMessage(question, { modal: true, detail }, yes)) !== yes) return false;
  }
  return app.deciding.act(t('Open again'), [await partOf(current, reopening(found))]);
}

/** Shows everything in which all coders agree and that nobody has accepted; what is left in the list is accepted, as one act. */
export async function acceptAgreed(app: App, project: ProjectModel): Promise<void> {
  const { t } = vscode.l10n;
  const paths = (await project.corpus.codedDocuments()).filter(({ cases }) => cases.some(isAgreed)).map(({ path }) => path);
  const all = (await inPortions(paths, (path) => currentCases({ project, path }))).filter((current) => current !== undefined);
  const items = all.flatMap((current) =>
    current.cases.filter(isAgreed).map((found) => ({
      label: noIcons(shorten(caseTitle(found, t), 60)),
      description: noIcons(agreedWords(found, project)),
      detail: noIcons(current.model.path),
      picked: true,
      current,
      found,
    })),
  );
  if (items.length === 0) return void tell(t('There is no agreement left to accept.'));
  const chosen = await vscode.window.showQuickPick(items, {
    title: t('Accept What All Coders Agree In'),
    placeHolder: t('Uncheck what is not to be accepted.'),
    canPickMany: true,
    matchOnDescription: true,
    matchOnDetail: true,
  });
  const signature = chosen?.length ? await app.deciding.sign() : undefined;
  if (!chosen || !signature) return;
  const parts = await inPortions(all, (current) => {
    const own = chosen.filter((item) => item.current === current);
    return partOf(
      current,
      own.flatMap(({ found }) => decisionsFor(app, found, acceptance(found), current, signature) ?? []),
    );
  });
  await app.deciding.act(t('Accept agreement'), parts);
}

function isAgreed({ kind, state }: Case): boolean {
  return kind === 'agreed' && state !== 'settled';
}

function acceptance(found: Case): Choice {
  return found.about === 'stance' ? { take: 'one', coder: found.coders[0] ?? '' } : { take: 'both' };
}

function agreedWords(found: Case, { index }: ProjectModel): string {
  const mark = found.about === 'passage' ? found.marks[0] : undefined;
  const entry = found.about === 'stance' ? found.entries[0] : undefined;
  return sideWords({ mark, entry, of: { found } }, index, vscode.l10n.t);
}

async function currentCases({ project, path }: Pick<Target, 'project' | 'path'>): Promise<Current | undefined> {
  const model = project.documents.get(path);
  if (!model || project.only !== undefined) return undefined;
  const [rules, read, sidecar] = await Promise.all([project.corpus.finishedRules(), model.read(), model.saidByAll()]);
  if (!('text' in read)) return undefined;
  const placed = anchorPassages(read.text, sidecar.annotations ?? []).flatMap(({ annotation, anchor: { range } }) =>
    range === null ? [] : [{ annotation, range, text: read.text.slice(range.start, range.end) }],
  );
  return { model, text: read.text, cases: casesOf(sidecar, placed, project.index, rules) };
}

function decisionsFor(app: App, found: Case, choice: Choice, { model, text }: Current, { by, at }: Signature): readonly Decision[] | undefined {
  return settlement(found, choice, {
    by,
    at,
    newId: () => app.deciding.newId(),
    selector: (range) => selectorIn(text, range, model.options.quotes === 'none').fields,
  });
}

async function partOf({ model, text }: Current, decisions: readonly Decision[]): Promise<DocumentPart> {
  const passages = decisions.some(({ type, ...rest }) => type === 'add' && 'section' in rest && rest.section === 'annotations');
  const hashed: readonly Decision[] = passages && (await model.hashSaid()) === undefined ? [{ type: 'document', changes: { text: textHash(text) } }] : [];
  return { document: model, decisions: [...decisions, ...hashed] };
}

/** What this coder said; that they said nothing there means that nothing holds. */
export function side(coder: string): Choose {
  return (found) => {
    if (found.about === 'stance') {
      if (found.entries.some(({ by }) => by === coder)) return { take: 'one', coder };
      tell(vscode.l10n.t('{0} has no position here that could hold.', coder));
      return undefined;
    }
    return found.marks.some((mark) => mark.coder === coder) ? { take: 'one', coder } : { take: 'neither' };
  };
}

/** Both hold. A document has one position on a question: of a stance, the position that says so is asked for. */
export const both: Choose = (found, model) => {
  if (found.about === 'passage') return { take: 'both' };
  const { index } = model.project;
  const said = [...new Set(found.entries.map(({ position: id }) => index.position(found.question, id)?.label ?? id))];
  return position(found.question, model.project, {
    title: vscode.l10n.t('Both Hold: Which Position Says So?'),
    because: vscode.l10n.t('Both hold: {0}.', said.join(', ')),
  });
};

/** None holds. Of a stance, one of the other positions does. */
export const neither: Choose = (found, model) => {
  if (found.about === 'passage') return { take: 'neither' };
  const title = vscode.l10n.t('None of Theirs Holds: Which Does?');
  return position(found.question, model.project, { title, except: found.entries.map((entry) => entry.position) });
};

/** Asks for a position; or takes the selection in the document, else the stretch in question, and asks for tags. */
export function anew(app: App): Choose {
  return async (found, model) => {
    const { t } = vscode.l10n;
    if (found.about === 'stance') return position(found.question, model.project, { title: t('Which Position Holds?') });
    const range = selectionIn(app, model) ?? found.range;
    if (range === 'unsaved') {
      tell(t('Save the document first: the selection touches edits that are not saved.'));
      return undefined;
    }
    const current = [...new Set(found.marks.flatMap(({ tags }) => tags))];
    const tags = await pickTags(app, model.project, { title: t('Code Anew: Which Tags?'), current, several: true });
    return tags && { take: 'anew', range, tags };
  };
}

function selectionIn(app: App, model: DocumentModel): { readonly start: number; readonly end: number } | 'unsaved' | undefined {
  const article = app.articles.get(model.uri);
  const editor = vscode.window.visibleTextEditors.find(({ document, selection }) => document === article?.document && !selection.isEmpty);
  if (!article || !editor) return undefined;
  return article.toSaved(article.offsets(editor.selection)) ?? 'unsaved';
}

interface Asking {
  readonly title: string;
  /** Positions that are not offered. */
  readonly except?: readonly string[];
  /** A reason to begin with. */
  readonly because?: string;
}

async function position(question: string, project: ProjectModel, { title, except = [], because: reason = '' }: Asking): Promise<Choice | undefined> {
  const { t } = vscode.l10n;
  const asked = project.index.question(question);
  const offered = (asked?.positions ?? []).filter(({ id }) => !except.includes(id));
  if (offered.length === 0) {
    tell(vscode.l10n.t('The question has no other position: add one to the project file.'));
    return undefined;
  }
  const items = offered.map(({ id, label, description = '' }) => ({ label: noIcons(label), detail: noIcons(description), id }));
  const picked = await vscode.window.showQuickPick(items, { title, placeHolder: asked?.question ?? question });
  if (!picked) return undefined;
  const because = await vscode.window.showInputBox({
    title: t('Why? One sentence'),
    prompt: t('Enter without a text skips it.'),
    value: reason,
    ignoreFocusOut: true,
  });
  if (because === undefined) return undefined;
  return { take: 'position', position: picked.id, ...(because.trim() !== '' && { because: because.trim() }) };
}

/** A passage may be the first of many: whoever leaves a document that they have begun, and not marked as read, is asked whether it is done. */
export async function leave(app: App, model: DocumentModel, coder: string): Promise<'done' | 'open' | 'stay'> {
  const { t } = vscode.l10n;
  const own = entriesByCoder(await model.decided()).get(coder);
  if (!own) return 'open';
  if (hasFinished(own, 'marked')) return 'done';
  const isDraft = own.stance.some(({ status }) => status === 'draft');
  const items = [
    ...(isDraft ? [] : [{ label: t('Done'), description: t('marked as read: there is nothing more to code'), done: true }]),
    { label: t('Not yet'), description: isDraft ? t('a stance of yours is a draft') : t('it stays among those to be coded'), done: false },
  ];
  const picked = await vscode.window.showQuickPick(items, { title: t('Are You Done with {0}?', shorten(model.path, 60)) });
  if (picked?.done) await markRead(app, [model]);
  return picked === undefined ? 'stay' : picked.done ? 'done' : 'open';
}

function tell(sentence: string): false {
  say(sentence, 6000);
  return false;
}
