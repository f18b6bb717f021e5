/** What a coder decides about whole documents: stance, outlet, publication date, event. */
import * as vscode from 'vscode';
import type { StanceQuestion } from '../../../core/project/schema';
import { stanceKey, type Decision } from '../../../core/sidecar/decision';
import type { DocumentMetadata, StanceEntry } from '../../../core/sidecar/schema';
import type { App } from '../../app';
import type { DocumentModel } from '../../workspace/document';
import { plural } from '../hovers/cards';

export interface StanceChoice {
  readonly question: string;
  readonly position: string;
}

/** Writes my stance entry for each document, after asking for a sentence why (Enter skips it, Escape leaves everything as it was). */
export async function codeStance(app: App, documents: readonly DocumentModel[], chosen?: StanceChoice): Promise<void> {
  const project = documents[0]?.project;
  const choice = chosen ?? (project && (await choosePosition(project.value.stance ?? [], documents, app.coder.current)));
  const by = choice && (await app.coder.require());
  if (!choice || by === undefined) return;
  const mine = documents.length === 1 ? await myEntry(documents[0], choice.question, by) : undefined;
  const because = await vscode.window.showInputBox({
    title: vscode.l10n.t('Why? One sentence'),
    prompt:
      documents.length === 1
        ? vscode.l10n.t('Enter without a text skips it.')
        : vscode.l10n.t('For {0} documents. Enter without a text skips it.', documents.length),
    value: mine?.because ?? '',
    ignoreFocusOut: true,
  });
  if (because === undefined) return;
  const at = app.deciding.now();
  await app.deciding.act(
    vscode.l10n.t('Code stance'),
    await Promise.all(
      documents.map(async (document) => ({
        document,
        decisions: [stanceDecision(await myEntry(document, choice.question, by), { ...choice, by, at, ...(because.trim() && { because: because.trim() }) })],
      })),
    ),
  );
}

/** An entry is changed only by its `by`: mine is added or changed, nobody else's. */
function stanceDecision(mine: StanceEntry | undefined, entry: StanceEntry): Decision {
  if (!mine) return { type: 'add', section: 'stance', entry: { ...entry, status: 'final' } };
  // A reason and a confidence were given for a position: for another they are not true, for the same one they stay. Evidence was
  // gathered passage by passage: it stays, for the coder to look through.
  const moved = mine.position !== entry.position;
  const because = entry.because ?? (moved ? null : undefined);
  const changes = {
    position: entry.position,
    at: entry.at,
    ...(because !== undefined && { because }),
    ...(moved && { confidence: null }),
  };
  return {
    type: 'change',
    section: 'stance',
    key: stanceKey(entry.question, entry.by),
    changes,
  };
}

async function myEntry(document: DocumentModel | undefined, question: string, by: string): Promise<StanceEntry | undefined> {
  return (await document?.decided())?.stance?.find((entry) => entry.question === question && entry.by === by);
}

async function choosePosition(
  questions: readonly StanceQuestion[],
  documents: readonly DocumentModel[],
  coder: string | undefined,
): Promise<StanceChoice | undefined> {
  if (!questions.length) {
    await vscode.window.showInformationMessage(vscode.l10n.t('This project asks no stance question yet. Add one under `stance:` in pressmark.yaml.'));
    return undefined;
  }
  const question =
    questions.length === 1
      ? questions[0]
      : (
          await vscode.window.showQuickPick(
            questions.map((candidate) => ({ label: candidate.question, candidate })),
            { title: vscode.l10n.t('Which question?') },
          )
        )?.candidate;
  if (!question) return undefined;
  const entries = documents.length === 1 ? ((await documents[0]?.decided())?.stance ?? []) : [];
  const items = question.positions.map((position) => {
    const by = entries
      .filter((entry) => entry.question === question.id && entry.position === position.id)
      .map((entry) => (entry.by === coder ? vscode.l10n.t('you') : entry.by));
    return {
      label: position.label,
      description: by.length ? vscode.l10n.t('coded by {0}', by.join(', ')) : '',
      detail: position.description ?? '',
      position: position.id,
    };
  });
  const picked = await vscode.window.showQuickPick(items, { title: vscode.l10n.t('Code Stance'), placeHolder: question.question });
  return picked && { question: question.id, position: picked.position };
}

export async function setOutlet(app: App, documents: readonly DocumentModel[], outlet?: string): Promise<void> {
  const project = documents[0]?.project;
  if (!project) return;
  let id = outlet;
  if (id === undefined) {
    const current = documents.length === 1 ? (await documents[0]?.decided())?.document?.outlet : undefined;
    const known = (project.value.outlets ?? []).map((entry) => ({
      label: entry.name,
      description: entry.id === current ? vscode.l10n.t('current') : (entry.country ?? ''),
      id: entry.id,
    }));
    const picked = await vscode.window.showQuickPick([...known, { label: `$(add) ${vscode.l10n.t('New outlet…')}`, description: '', id: '' }], {
      title: vscode.l10n.t('Whose journalism is it?'),
    });
    if (!picked) return;
    id = picked.id || (await newOutlet(app, documents));
  }
  if (id !== undefined) await changeMetadata(app, vscode.l10n.t('Set outlet'), documents, { outlet: id });
}

async function newOutlet(app: App, documents: readonly DocumentModel[]): Promise<string | undefined> {
  const project = documents[0]?.project;
  if (!project || project.implicit) return undefined;
  const name = (await vscode.window.showInputBox({ title: vscode.l10n.t('New Outlet'), prompt: vscode.l10n.t('Its name, as readers know it') }))?.trim();
  if (!name) return undefined;
  const id = project.freeId(
    name,
    (project.value.outlets ?? []).map((outlet) => outlet.id),
  );
  await app.deciding.actOnProject(vscode.l10n.t('New outlet'), project, [{ type: 'add', section: 'outlets', entry: { id, name } }]);
  return id;
}

export async function addEvent(app: App, documents: readonly DocumentModel[], event: string): Promise<void> {
  await app.deciding.act(
    vscode.l10n.t('Set event'),
    await Promise.all(
      documents.map(async (document) => {
        const events = (await document.decided()).document?.events ?? [];
        return { document, decisions: events.includes(event) ? [] : [{ type: 'document', changes: { events: [...events, event] } } satisfies Decision] };
      }),
    ),
  );
}

export type Nullable<T> = { [K in keyof T]?: Exclude<T[K], undefined> | null };

export async function changeMetadata(app: App, label: string, documents: readonly DocumentModel[], changes: Nullable<DocumentMetadata>): Promise<void> {
  await app.deciding.act(
    label,
    documents.map((document) => ({ document, decisions: [{ type: 'document', changes }] })),
  );
}

/** Says that I have read the documents, whether or not there was anything to code; where I have said so of all of them already, takes it back. */
export async function markRead(app: App, documents: readonly DocumentModel[]): Promise<void> {
  const signature = await app.deciding.sign();
  if (!signature) return;
  const { by } = signature;
  const known = await Promise.all(
    documents.map(async (document) => ({ document, read: (await document.decided()).read?.some((entry) => entry.by === by) === true })),
  );
  const back = known.every(({ read }) => read);
  await app.deciding.act(
    back ? vscode.l10n.t('Not read') : vscode.l10n.t('Read, nothing to code'),
    known
      .filter(({ read }) => read === back)
      .map(({ document }) => ({
        document,
        decisions: [back ? { type: 'remove', section: 'read', key: by } : { type: 'add', section: 'read', entry: signature }],
      })),
  );
  vscode.window.setStatusBarMessage(
    back
      ? vscode.l10n.t('No longer marked as read by you.')
      : vscode.l10n.t('Marked as read by you, in {0}.', plural(known.length, vscode.l10n.t('document'), vscode.l10n.t('documents'))),
    4000,
  );
}
