/** The provenance card of a document: one list of fields with their present values. Suggestions from the text stand on top; one key accepts one. */
import * as vscode from 'vscode';
import type { ProjectDecision } from '../../../core/project';
import type { NewsEvent } from '../../../core/project/schema';
import { suggestProvenance, type SuggestedField, type Suggestion } from '../../../core/provenance';
import { acceptanceOf } from '../../../core/provenance/accept';
import type { Changes } from '../../../core/sidecar/decision';
import type { DocumentMetadata } from '../../../core/sidecar/schema';
import { blocksOf } from '../../../core/text/blocks';
import type { App } from '../../app';
import { numeral } from '../../numeral';
import { noIcons } from '../../plain';
import type { DocumentModel } from '../../workspace/document';
import { dayInWords } from '../dates/words';
import { outletName } from '../hovers/words';
import { offering } from '../offered';
import { type Acted, form, pickRow, type Row, separator, type Shown } from '../picking';
import { shorten } from '../shorten';
import { isPublicationDate } from './dates';
import {
  fieldLabel,
  fieldValue,
  isAddress,
  isLanguageTag,
  listOfNames,
  type ProvenanceField,
  provenanceFields,
  suggestionBasis,
  suggestionWords,
  translationWord,
} from './fields';
import { askEvent, askOutlet } from './entries';
import { setPublished } from './published';

/** Suggestions that the card shows at once; the next come when these are decided. */
const mostSuggestions = 6;

interface CardRow extends Row {
  readonly act: () => Promise<Acted>;
}

export async function editProvenance(app: App, document: DocumentModel): Promise<void> {
  await new ProvenanceCard(app, document).run();
}

class ProvenanceCard {
  /** Suggestions that were put aside while the card is open. */
  private readonly aside = new Set<string>();

  constructor(
    private readonly app: App,
    private readonly document: DocumentModel,
  ) {}

  run(): Promise<void> {
    return form<CardRow>(
      () => this.shown(),
      (row) => row.act(),
    );
  }

  private async shown(): Promise<Shown<CardRow>> {
    const { t } = vscode.l10n;
    const metadata = await this.metadata();
    const suggestions = await this.suggestions(metadata);
    const rows = [
      ...(suggestions.length ? [heading(t('Suggested by the text: Enter accepts'))] : []),
      ...suggestions.map((suggestion) => this.suggestionRow(suggestion)),
      ...(suggestions.length ? [heading(t('What the sidecar says'))] : []),
      ...provenanceFields.map((field) => this.fieldRow(field, metadata)),
    ];
    return {
      title: t('Provenance: {0}', shorten(metadata.title ?? this.document.path, 60)),
      placeholder: t('Choose a field to change it; Escape leaves'),
      rows,
      active: suggestions.length ? undefined : 'outlet',
    };
  }

  private fieldRow(field: ProvenanceField, metadata: DocumentMetadata): CardRow {
    const { t } = vscode.l10n;
    const value = fieldValue(field, metadata, this.document.project.value, t);
    return {
      id: field,
      label: fieldLabel(field, t),
      description: value === undefined ? t('not said') : shorten(value, 160),
      act: () => this.edit(field),
    };
  }

  private suggestionRow(suggestion: Suggestion): CardRow {
    const { t } = vscode.l10n;
    const { outlet, field, confidence } = suggestion;
    const isNew = outlet === undefined && (field === 'outlet' || field === 'publisher' || field === 'via');
    return {
      id: `suggestion ${keyOf(suggestion)}`,
      label: `$(lightbulb) ${noIcons(suggestionWords(suggestion, t))}`,
      description: [t('confidence {0} %', numeral(Math.round(confidence * 100))), isNew ? t('a new outlet') : ''].filter((part) => part !== '').join(' · '),
      detail: suggestionBasis(suggestion, t),
      act: () => this.accept(suggestion),
    };
  }

  private async suggestions(metadata: DocumentMetadata): Promise<readonly Suggestion[]> {
    const article = this.app.articles.get(this.document.uri);
    const read = article ? { text: article.text } : await this.document.read();
    if (!('text' in read)) return [];
    const blocks = article?.analysis?.blocks ?? blocksOf(read.text);
    const all = suggestProvenance({ text: read.text, blocks, index: this.document.project.index }, metadata);
    return all.filter((one) => !this.aside.has(keyOf(one))).slice(0, mostSuggestions);
  }

  private async accept(suggestion: Suggestion): Promise<Acted> {
    const field = suggestion.field ?? (await this.meaningOf(suggestion));
    if (field === undefined) return;
    const metadata = await this.metadata();
    const { project } = this.document;
    const taken = (project.value.outlets ?? []).flatMap(({ id, replaces = [] }) => [id, ...replaces]);
    const acceptance = acceptanceOf(suggestion, metadata, (name) => project.freeId(name, taken), field);
    // Without a project file there is nowhere for an outlet to stand.
    if (!acceptance || (project.implicit && acceptance.project.length)) return;
    await this.write(vscode.l10n.t('Accept suggestion'), acceptance.changes, acceptance.project);
  }

  /** What an interviewer or a picture's owner is to the document, only the coder knows. */
  private async meaningOf(suggestion: Suggestion): Promise<SuggestedField | undefined> {
    const { t } = vscode.l10n;
    const rows: readonly (Row & { readonly field?: SuggestedField })[] = [
      { id: 'aside', label: t('Nothing more'), description: t('not shown again while the card is open') },
      { id: 'via', label: t('The document relays it'), field: 'via' },
      { id: 'outlet', label: t('The document is its journalism'), field: 'outlet' },
    ];
    const picked = await pickRow({ title: t('What Is {0} to This Document?', suggestion.value), placeholder: suggestionBasis(suggestion, t), rows });
    if (picked?.id === 'aside') this.aside.add(keyOf(suggestion));
    return picked?.field;
  }

  private async edit(field: ProvenanceField): Promise<Acted> {
    const metadata = await this.metadata();
    switch (field) {
      case 'published':
        return setPublished(this.app, this.document);
      case 'outlet':
      case 'publisher':
        return this.editOutlet(field, metadata);
      case 'via':
        return this.editRelayed(metadata);
      case 'events':
        return this.editEvents(metadata);
      case 'translation':
        return this.editTranslation(metadata);
      case 'copy-of':
        return this.editCopy(metadata);
      case 'genre':
        return this.editGenre(metadata);
      default:
        return this.editText(field, metadata);
    }
  }

  private async editOutlet(field: 'outlet' | 'publisher', metadata: DocumentMetadata): Promise<Acted> {
    const { t } = vscode.l10n;
    const { project } = this.document;
    const none = { id: ' none', label: `$(circle-slash) ${t('Not said')}` };
    const fresh = { id: ' new', label: `$(add) ${t('New outlet…')}` };
    const outlets = (project.value.outlets ?? []).map(({ id, name, country }): Row => ({ id, label: noIcons(name), description: country ?? '' }));
    const rows: readonly Row[] = [...outlets, ...(project.implicit ? [] : [fresh]), ...(metadata[field] === undefined ? [] : [none])];
    const title = field === 'outlet' ? t('Originator: Whose Journalism Is It?') : t('Publisher: Where Did This Copy Stand?');
    const picked = await pickRow({ title, rows, active: metadata[field] });
    if (picked?.id === ' none') return this.write(t('Change provenance'), { [field]: null });
    if (picked?.id !== ' new') return picked?.id === undefined ? undefined : this.write(t('Change provenance'), { [field]: picked.id });
    const made = await askOutlet(project);
    if (made) await this.write(t('Change provenance'), { [field]: made.id }, [made.decision]);
  }

  private async editRelayed(metadata: DocumentMetadata): Promise<Acted> {
    const { t } = vscode.l10n;
    const { project } = this.document;
    const known = [...new Set([...(project.value.outlets ?? []).map(({ id }) => id), ...(metadata.via ?? [])])];
    const outlets = known.map((id) => ({ id, label: noIcons(outletName(project.value, id, t)), picked: metadata.via?.includes(id) === true }));
    const fresh = { id: '', label: `$(add) ${t('New outlet…')}`, picked: false };
    const picked = await vscode.window.showQuickPick([...outlets, ...(project.implicit ? [] : [fresh])], {
      title: t('Relays'),
      canPickMany: true,
      ignoreFocusOut: true,
    });
    if (!picked) return;
    const made = picked.some(({ id }) => id === '') ? await askOutlet(project) : undefined;
    const via = [...picked.flatMap(({ id }) => (id === '' ? [] : [id])), ...(made ? [made.id] : [])];
    await this.write(t('Change provenance'), { via: via.length ? via : null }, made ? [made.decision] : []);
  }

  private async editEvents(metadata: DocumentMetadata): Promise<Acted> {
    const { t } = vscode.l10n;
    const { project } = this.document;
    const known: readonly NewsEvent[] = [
      ...(project.value.events ?? []),
      ...(metadata.events ?? []).flatMap((id) => (project.index.event(id) ? [] : [{ id, name: id }])),
    ];
    const items = known.map((event) => ({
      id: event.id,
      label: noIcons(event.name),
      description: event.date === undefined ? '' : dayInWords(event.date, vscode.env.language),
      picked: metadata.events?.includes(event.id) === true,
    }));
    const fresh = { id: '', label: `$(add) ${t('New event…')}`, description: '', picked: false };
    const picked = await vscode.window.showQuickPick([...items, ...(project.implicit ? [] : [fresh])], {
      title: t('Events'),
      canPickMany: true,
      ignoreFocusOut: true,
    });
    if (!picked) return;
    const made = picked.some(({ id }) => id === '') ? await askEvent(project) : undefined;
    const events = [...picked.flatMap(({ id }) => (id === '' ? [] : [id])), ...(made ? [made.id] : [])];
    await this.write(t('Change provenance'), { events: events.length ? events : null }, made ? [made.decision] : []);
  }

  private async editTranslation(metadata: DocumentMetadata): Promise<Acted> {
    const { t } = vscode.l10n;
    const kinds = ['none', 'human', 'machine', 'unknown'] as const;
    const rows = [
      ...kinds.map((value) => ({ id: value, label: translationWord(value, t), value })),
      { id: ' none', label: `$(circle-slash) ${t('Not said')}`, value: null },
    ];
    const picked = await pickRow({ title: t('Translation'), rows, active: metadata.translation });
    if (picked) await this.write(t('Change provenance'), { translation: picked.value, ...(picked.value === 'none' && { 'translated-from': null }) });
  }

  /** Those that share most come first: a near-copy is likely the original. */
  private async editCopy(metadata: DocumentMetadata): Promise<Acted> {
    const { t } = vscode.l10n;
    const { project, path } = this.document;
    const { summaries } = project;
    await summaries.update();
    const overview = await this.app.overviews.of(this.document, new vscode.CancellationTokenSource().token);
    const shares = new Map(overview?.documents.map((one) => [one.path, Math.round(100 * Math.max(one.shares.a, one.shares.b))]));
    const row = (other: string): Row => {
      const { title, outlet } = summaries.get(other)?.metadata ?? {};
      const share = shares.get(other);
      const about = [outlet === undefined ? '' : outletName(project.value, outlet, t), share === undefined ? '' : t('{0} % shared', numeral(share))];
      return { id: other, label: noIcons(title ?? other), description: about.filter((part) => part !== '').join(' · '), alwaysShow: true };
    };
    // The index may be filling anew; the documents are known all the same.
    const others = [...project.documents.keys()].filter((other) => other !== path).sort();
    const likely = others.filter((other) => shares.has(other)).sort((a, b) => (shares.get(b) ?? 0) - (shares.get(a) ?? 0));
    const now = metadata['copy-of'];
    if (now !== undefined && !likely.includes(now) && project.documents.has(now)) likely.push(now);
    const offered = offering(likely, others, (other) => `${row(other).label} ${row(other).description ?? ''} ${other}`);
    const found = (typed: string): readonly Row[] => [
      { id: ' none', label: `$(circle-slash) ${t('No copy of another')}`, alwaysShow: true },
      ...offered(typed).map(row),
    ];
    const picked = await pickRow<Row>({
      title: t('Copy of Which Document?'),
      placeholder: t('A copy counts with its original, once; type to find any document'),
      rows: found(''),
      found,
      active: now,
    });
    if (picked?.id !== undefined) await this.write(t('Change provenance'), { 'copy-of': picked.id === ' none' ? null : picked.id });
  }

  private async editGenre(metadata: DocumentMetadata): Promise<Acted> {
    const { t } = vscode.l10n;
    const used = [...new Set((await this.document.project.corpus.documents()).flatMap(({ metadata: { genre } }) => genre ?? []))].sort();
    const rows: readonly Row[] = [...used.map((genre) => ({ id: genre, label: noIcons(genre) })), { id: ' new', label: `$(add) ${t('Another genre…')}` }];
    const picked = used.length ? await pickRow({ title: t('Genre'), rows, active: metadata.genre }) : { id: ' new' };
    if (picked?.id === undefined) return;
    if (picked.id === ' new') return this.editText('genre', metadata);
    await this.write(t('Change provenance'), { genre: picked.id });
  }

  private async editText(field: Extract<ProvenanceField, TextField>, metadata: DocumentMetadata): Promise<Acted> {
    const { t } = vscode.l10n;
    const { prompt, mistake } = textField(field);
    const value = field === 'authors' ? (metadata.authors ?? []).join('; ') : (metadata[field] ?? '');
    const check = (text: string): string | undefined => (text === '' ? undefined : text.length > 2000 ? t('2,000 characters at most.') : mistake(text));
    const typed = await vscode.window.showInputBox({
      title: fieldLabel(field, t),
      prompt: [prompt, t('Empty removes it.')].filter((part) => part !== '').join(' '),
      value,
      ignoreFocusOut: true,
      validateInput: (text) => check(text.trim()),
    });
    const text = typed?.trim();
    if (text === undefined || text === value || check(text) !== undefined) return;
    const names = listOfNames(text);
    await this.write(t('Change provenance'), { [field]: text === '' ? null : field === 'authors' ? names : text });
  }

  private async metadata(): Promise<DocumentMetadata> {
    return (await this.document.decided()).document ?? {};
  }

  private async write(label: string, changes: Changes<DocumentMetadata>, project: readonly ProjectDecision[] = []): Promise<void> {
    await this.app.deciding.actOnBoth(label, this.document.project, project, [{ document: this.document, decisions: [{ type: 'document', changes }] }]);
  }
}

type TextField = 'title' | 'authors' | 'translated-from' | 'genre' | 'accessed' | 'url' | 'archived' | 'language';

function textField(field: TextField): { readonly prompt: string; readonly mistake: (text: string) => string | undefined } {
  const { t } = vscode.l10n;
  const anything = (): undefined => undefined;
  const address = (text: string): string | undefined => (isAddress(text) ? undefined : t('An address that begins with http:// or https://.'));
  const language = (text: string): string | undefined => (isLanguageTag(text) ? undefined : t('A language tag such as ru, en or zh-Hant.'));
  switch (field) {
    case 'authors':
      return { prompt: t('With semicolons between several.'), mistake: anything };
    case 'translated-from':
    case 'language':
      return { prompt: t('A language tag such as ru, en or zh-Hant.'), mistake: language };
    case 'accessed':
      return {
        prompt: t('The day on which it was looked at: 2022-02-01.'),
        mistake: (text) => (isPublicationDate(text) ? undefined : t('A day such as 2022-02-01.')),
      };
    case 'url':
    case 'archived':
      return { prompt: t('An address that begins with http:// or https://.'), mistake: address };
    case 'title':
    case 'genre':
      return { prompt: '', mistake: anything };
    default:
      return field satisfies never;
  }
}

function keyOf({ field, says, value }: Suggestion): string {
  return `${field ?? says} ${value}`;
}

function heading(label: string): CardRow {
  return { ...separator(label), act: () => Promise.resolve() };
}
