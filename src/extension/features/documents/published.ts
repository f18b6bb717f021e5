/** When a document was published: stated by a person, or adopted from what the text and its surroundings say. */
import * as vscode from 'vscode';
import type { Publication } from '../../../core/dates/types';
import type { DocumentMetadata } from '../../../core/sidecar/schema';
import type { App } from '../../app';
import { numeral } from '../../numeral';
import { inPortions } from '../../workspace/breathe';
import type { DocumentModel } from '../../workspace/document';
import { openArticle } from '../../workspace/open';
import { basisWord } from '../dates/words';
import { changeMetadata, type Nullable } from './acts';
import { isPublicationDate } from './dates';
import { noIcons } from '../../plain';
import { say } from '../../saying';

/** A publication date with how it is known. */
export interface KnownDate {
  readonly value: string;
  readonly basis: NonNullable<DocumentMetadata['published-basis']>;
  readonly why: string;
}

/** What the text, the file name and the address say about when the document was published, best first; or something else. */
async function chooseCandidate(app: App, document: DocumentModel): Promise<KnownDate | 'other' | undefined> {
  const { article } = await openArticle(app, document, { preserveFocus: true, preview: true });
  const candidates = article?.analysis?.candidates ?? [];
  if (!candidates.length) return 'other';
  const items = candidates.map(({ publication, confidence, reason }) => {
    const value = publication.start === publication.end ? publication.end : `${publication.start}/${publication.end}`;
    const why = publication.why ?? '';
    const against = reason.against.map(({ text, day }) => vscode.l10n.t('against it: “{0}”', text ?? day));
    return {
      label: value,
      description: vscode.l10n.t('{0}, confidence {1} %', basisWord(publication.basis, vscode.l10n.t), numeral(Math.round(confidence * 100))),
      detail: noIcons([why, ...against].join(' · ')),
      known: { value, basis: publication.basis, why },
    };
  });
  const other = { label: vscode.l10n.t('Another date…'), description: '', detail: '', known: 'other' as const };
  return (
    await vscode.window.showQuickPick([...items, other], {
      title: vscode.l10n.t('Publication Date'),
      placeHolder: vscode.l10n.t('Not stated yet. Choose what convinces you.'),
    })
  )?.known;
}

/** Sets the publication date with its basis: what the user types is stated, what a mark says is inferred from the text. */
export async function setPublished(app: App, document: DocumentModel, given?: KnownDate): Promise<void> {
  const current = (await document.decided()).document;
  const chosen = given ?? (current?.published === undefined ? await chooseCandidate(app, document) : 'other');
  if (chosen === undefined) return;
  if (chosen !== 'other') {
    await changeMetadata(app, vscode.l10n.t('Set publication date'), [document], {
      published: chosen.value,
      'published-basis': chosen.basis,
      'published-why': chosen.why,
    });
    return;
  }
  const value = await vscode.window.showInputBox({
    title: vscode.l10n.t('Publication Date'),
    prompt: vscode.l10n.t(
      'A day (2022-01-15), a minute (2022-01-15T11:05) or an interval (2022-01-10/2022-01-11). Relative dates are counted from it. Empty removes it.',
    ),
    value: current?.published ?? app.articles.get(document.uri)?.analysis?.publication?.end ?? '',
    validateInput: (text) =>
      text.trim() === '' || isPublicationDate(text.trim())
        ? undefined
        : vscode.l10n.t('A day such as 2022-01-15, a minute such as 2022-01-15T11:05, or an interval such as 2022-01-10/2022-01-11.'),
  });
  if (value === undefined) return;
  if (value.trim() === '')
    return changeMetadata(app, vscode.l10n.t('Remove publication date'), [document], { published: null, 'published-basis': null, 'published-why': null });
  const basis = await askBasis();
  if (basis) await changeMetadata(app, vscode.l10n.t('Set publication date'), [document], { published: value.trim(), ...basis });
}

async function askBasis(): Promise<Pick<Nullable<DocumentMetadata>, 'published-basis' | 'published-why'> | undefined> {
  const bases: readonly (vscode.QuickPickItem & { readonly basis: 'stated' | 'external' | 'inferred' | 'bounded' })[] = [
    { label: vscode.l10n.t('Stated'), detail: vscode.l10n.t('The document itself says when it was published.'), basis: 'stated' },
    { label: vscode.l10n.t('External'), detail: vscode.l10n.t('Known from elsewhere: the page address, an archive, a catalogue.'), basis: 'external' },
    { label: vscode.l10n.t('Inferred'), detail: vscode.l10n.t('Follows from what the text says.'), basis: 'inferred' },
    { label: vscode.l10n.t('Bounded'), detail: vscode.l10n.t('Not known to the day: the text gives an earliest and a latest.'), basis: 'bounded' },
  ];
  const picked = await vscode.window.showQuickPick(bases, { title: vscode.l10n.t('How is it known?') });
  if (!picked) return undefined;
  if (picked.basis === 'stated') return { 'published-basis': 'stated', 'published-why': null };
  const why = await vscode.window.showInputBox({ title: vscode.l10n.t('Why? One sentence'), prompt: vscode.l10n.t('Enter without a text skips it.') });
  return why === undefined ? undefined : { 'published-basis': picked.basis, 'published-why': why.trim() || null };
}

/** One click makes an inference the document's, with its basis and why: from the card, from the Sources view for several, or for the active document. */
export async function adoptPublished(app: App, documents: readonly DocumentModel[], asked?: { readonly start: string; readonly end: string }): Promise<void> {
  const parts = await inPortions(documents, async (document) => {
    const publication = (await document.said()).document?.published === undefined ? await inferred(app, document, asked) : undefined;
    if (!publication) return { document, decisions: [] };
    const { start, end, basis, why } = publication;
    const changes = { published: start === end ? end : `${start}/${end}`, 'published-basis': basis, 'published-why': why ?? null };
    return { document, decisions: [{ type: 'document' as const, changes }] };
  });
  if (parts.some(({ decisions }) => decisions.length)) await app.deciding.act(vscode.l10n.t('Adopt publication date'), parts);
  else say(vscode.l10n.t('There is no inferred publication date to adopt.'), 4000);
}

/** What stands there now: a card may be older than the text. */
async function inferred(app: App, document: DocumentModel, asked?: { readonly start: string; readonly end: string }): Promise<Publication | undefined> {
  const article = app.articles.get(document.uri);
  if (!article?.analysis) return (await document.project.corpus.summaries([document.path]))[0]?.publication;
  const candidates = article.analysis.candidates.map(({ publication }) => publication);
  return asked ? candidates.find(({ start, end }) => start === asked.start && end === asked.end) : candidates[0];
}
