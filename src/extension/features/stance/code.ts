/** Coding a stance: a form with the position, the reason, the confidence and the evidence; or, for documents dropped on a position, the reason alone. */
import * as vscode from 'vscode';
import type { StanceQuestion } from '../../../core/project/schema';
import { stanceKey } from '../../../core/sidecar/decision';
import type { StanceEntry } from '../../../core/sidecar/schema';
import type { App } from '../../app';
import { numeral } from '../../numeral';
import { noIcons } from '../../plain';
import type { DocumentModel } from '../../workspace/document';
import { plural } from '../hovers/words';
import { type Acted, form, pickRow, type Row, separator, type Shown } from '../picking';
import { shorten } from '../shorten';
import { chooseEvidence, type FreshEvidence } from './evidence';
import { draftOf, stanceDecision, type StanceDraft, withPosition } from './model';
import { codersOf, confidenceWord, positionLabel } from './words';
import { say } from '../../saying';

export interface StanceChoice {
  readonly question: string;
  readonly position: string;
}

/** Writes my final judgement of documents that were dropped on a position, after asking why: Enter skips it, Escape leaves everything as it was. */
export async function dropOnPosition(app: App, documents: readonly DocumentModel[], { question, position }: StanceChoice): Promise<void> {
  const by = await app.coder.require();
  if (by === undefined) return;
  const mine = documents.length === 1 ? await myEntry(documents[0], question, by) : undefined;
  const because = await askWhy(documents.length, mine?.because ?? '');
  if (because === undefined) return;
  const signature = { by, at: app.deciding.now() };
  await app.deciding.act(
    vscode.l10n.t('Code stance'),
    await Promise.all(
      documents.map(async (document) => {
        const own = await myEntry(document, question, by);
        const moved = withPosition(draftOf(question, own), position);
        return { document, decisions: [stanceDecision(own, { ...moved, position, because: because || moved.because }, 'final', signature)] };
      }),
    ),
  );
}

/** The form, for one document or several. Nothing is written before it is saved. */
export async function codeStance(app: App, documents: readonly DocumentModel[]): Promise<void> {
  const [first] = documents;
  if (!first) return;
  const question = await chooseQuestion(first);
  const by = question && (await app.coder.require());
  if (!question || by === undefined) return;
  await new StanceForm(app, documents, question, by).run();
}

interface FormRow extends Row {
  readonly act: () => Promise<Acted>;
}

class StanceForm {
  private draft: StanceDraft;
  private entries: readonly StanceEntry[] = [];
  private fresh: FreshEvidence | undefined;

  constructor(
    private readonly app: App,
    private readonly documents: readonly DocumentModel[],
    private readonly question: StanceQuestion,
    private readonly by: string,
  ) {
    this.draft = draftOf(question.id, undefined);
  }

  async run(): Promise<void> {
    const [only, ...others] = this.documents;
    if (only && !others.length) this.entries = (await only.decided()).stance ?? [];
    this.draft = draftOf(this.question.id, this.mine);
    await form<FormRow>(
      () => this.shown(),
      (row) => row.act(),
    );
  }

  /** My entry, where the form is about one document. */
  private get mine(): StanceEntry | undefined {
    return this.entries.find((entry) => entry.question === this.question.id && entry.by === this.by);
  }

  private shown(): Shown<FormRow> {
    const { t } = vscode.l10n;
    const [first] = this.documents;
    const about =
      this.documents.length === 1 && first ? (first.sidecar?.document?.title ?? first.path) : plural(this.documents.length, t('document'), t('documents'));
    const positions = [heading(t('Position')), ...this.positionRows()];
    const fields = [heading(t('Why, how sure, on what')), ...this.fieldRows()];
    return {
      title: t('Code Stance: {0}', shorten(about, 60)),
      placeholder: this.question.question,
      rows: this.draft.position === undefined ? [...positions, ...fields] : [...this.saveRows(), ...fields, ...positions],
    };
  }

  private saveRows(): readonly FormRow[] {
    const { t } = vscode.l10n;
    const label = positionLabel({ stance: [this.question] }, this.question.id, this.draft.position ?? '');
    const save = (status: 'draft' | 'final', icon: string, words: string): FormRow => ({
      id: status,
      label: `$(${icon}) ${words}`,
      description: t('“{0}”, signed {1}', label, this.by),
      act: () => this.save(status),
    });
    return [save('final', 'check', t('Save as final')), save('draft', 'edit', t('Save as draft'))];
  }

  private positionRows(): readonly FormRow[] {
    const { t } = vscode.l10n;
    return this.question.positions.map((position): FormRow => {
      const chosen = position.id === this.draft.position;
      const by = codersOf(this.entries, this.question.id, position.id, this.by, t);
      return {
        id: `position ${position.id}`,
        label: `$(${chosen ? 'circle-filled' : 'circle-outline'}) ${noIcons(position.label)}`,
        description: [chosen ? t('chosen') : '', by].filter((part) => part !== '').join(' · '),
        detail: position.description ?? '',
        act: () => this.choosePosition(position.id),
      };
    });
  }

  private fieldRows(): readonly FormRow[] {
    const { t } = vscode.l10n;
    const { because, confidence, evidence } = this.draft;
    const single = this.documents.length === 1;
    const pieces = evidence.length + (this.fresh ? 1 : 0);
    return [
      { id: 'why', label: `$(comment) ${t('Why')}`, description: because === '' ? t('not said yet') : because, act: () => this.changeWhy() },
      {
        id: 'confidence',
        label: `$(dashboard) ${t('Confidence')}`,
        description: confidence === undefined ? t('not said') : confidenceWord(confidence, t),
        act: () => this.changeConfidence(),
      },
      ...(single
        ? [
            {
              id: 'evidence',
              label: `$(quote) ${t('Evidence')}`,
              description: pieces === 0 ? t('no passages yet') : plural(pieces, t('passage'), t('passages')),
              act: () => this.changeEvidence(),
            },
          ]
        : []),
      ...(this.mine ? [{ id: 'remove', label: `$(trash) ${t('Remove my judgement')}`, description: t('can be undone'), act: () => this.remove() }] : []),
    ];
  }

  /** A new position is asked its reason at once; then only Enter is missing. */
  private async choosePosition(position: string): Promise<Acted> {
    const moved = position !== this.draft.position;
    this.draft = withPosition(this.draft, position);
    if (moved) {
      const because = await askWhy(this.documents.length, this.draft.because);
      if (because !== undefined) this.draft = { ...this.draft, because };
    }
    return { active: 'final' };
  }

  private async changeWhy(): Promise<Acted> {
    const because = await askWhy(this.documents.length, this.draft.because);
    if (because !== undefined) this.draft = { ...this.draft, because };
    return this.next();
  }

  private async changeConfidence(): Promise<Acted> {
    const { t } = vscode.l10n;
    const rows = [undefined, 'low', 'medium', 'high'] as const;
    const picked = await pickRow({
      title: t('How sure are you?'),
      rows: rows.map((value) => ({ id: value ?? 'none', label: value === undefined ? t('not said') : confidenceWord(value, t), value })),
      active: this.draft.confidence ?? 'medium',
    });
    if (picked) this.draft = { ...this.draft, confidence: picked.value };
    return this.next();
  }

  private async changeEvidence(): Promise<Acted> {
    const [document] = this.documents;
    const chosen = document && (await chooseEvidence(this.app, document, this.draft.evidence, this.fresh));
    if (chosen) {
      this.draft = { ...this.draft, evidence: chosen.ids };
      this.fresh = chosen.fresh;
    }
    return this.next();
  }

  private next(): Acted {
    return this.draft.position === undefined ? undefined : { active: 'final' };
  }

  private async save(status: 'draft' | 'final'): Promise<Acted> {
    const { draft, by, fresh } = this;
    const { position, question } = draft;
    if (position === undefined) return undefined;
    const signature = { by, at: this.app.deciding.now() };
    const evidence = fresh ? [...draft.evidence, fresh.id] : draft.evidence;
    await this.app.deciding.act(
      vscode.l10n.t('Code stance'),
      await Promise.all(
        this.documents.map(async (document) => {
          const own = await myEntry(document, question, by);
          // Of several documents each keeps the evidence that was named for it.
          const named = this.documents.length === 1 ? evidence : (own?.evidence ?? []);
          const decision = stanceDecision(own, { ...draft, position, evidence: named }, status, signature);
          return { document, decisions: [...(fresh?.decisions ?? []), decision] };
        }),
      ),
    );
    return 'done';
  }

  private async remove(): Promise<Acted> {
    const [document] = this.documents;
    if (document)
      await this.app.deciding.act(vscode.l10n.t('Remove stance'), [
        { document, decisions: [{ type: 'remove', section: 'stance', key: stanceKey(this.question.id, this.by) }] },
      ]);
    return 'done';
  }
}

function heading(label: string): FormRow {
  return { ...separator(label), act: () => Promise.resolve() };
}

async function askWhy(documents: number, value: string): Promise<string | undefined> {
  const because = await vscode.window.showInputBox({
    title: vscode.l10n.t('Why? One sentence'),
    prompt:
      documents === 1
        ? vscode.l10n.t('Enter without a text skips it.')
        : vscode.l10n.t('For {0} documents. Enter without a text skips it.', numeral(documents)),
    value,
    ignoreFocusOut: true,
  });
  return because?.trim();
}

async function myEntry(document: DocumentModel | undefined, question: string, by: string): Promise<StanceEntry | undefined> {
  return (await document?.decided())?.stance?.find((entry) => entry.question === question && entry.by === by && entry.adjudicates === undefined);
}

async function chooseQuestion(document: DocumentModel): Promise<StanceQuestion | undefined> {
  const { t } = vscode.l10n;
  const questions = (document.project.value.stance ?? []).filter(({ positions }) => positions.length > 0);
  const [first, ...others] = questions;
  if (!first) {
    say(t('This project asks no stance question yet: “Edit Stance Questions” makes one.'), 6000);
    return undefined;
  }
  if (!others.length) return first;
  const rows = questions.map((question) => ({ id: question.id, label: noIcons(question.question), question }));
  return (await pickRow({ title: t('Which question?'), rows }))?.question;
}
