/** What a coder decides about whole documents: outlet, event, other fields, whether they are read. */
import * as vscode from 'vscode';
import type { Decision } from '../../../core/sidecar/decision';
import type { DocumentMetadata } from '../../../core/sidecar/schema';
import type { App } from '../../app';
import { inPortions } from '../../workspace/breathe';
import type { DocumentModel } from '../../workspace/document';
import { plural } from '../hovers/cards';
import { noIcons } from '../../plain';
import { say } from '../../saying';

export async function setOutlet(app: App, documents: readonly DocumentModel[], outlet?: string): Promise<void> {
  const project = documents[0]?.project;
  if (!project) return;
  let id = outlet;
  if (id === undefined) {
    const current = documents.length === 1 ? (await documents[0]?.decided())?.document?.outlet : undefined;
    const known = (project.value.outlets ?? []).map((entry) => ({
      label: noIcons(entry.name),
      description: entry.id === current ? vscode.l10n.t('current') : noIcons(entry.country ?? ''),
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
    await inPortions(documents, async (document) => {
      const events = (await document.said()).document?.events ?? [];
      return { document, decisions: events.includes(event) ? [] : [{ type: 'document', changes: { events: [...events, event] } } satisfies Decision] };
    }),
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
  const known = await inPortions(documents, async (document) => ({ document, read: (await document.said()).read?.some((entry) => entry.by === by) === true }));
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
  say(
    back
      ? vscode.l10n.t('No longer marked as read by you.')
      : vscode.l10n.t('Marked as read by you, in {0}.', plural(known.length, vscode.l10n.t('document'), vscode.l10n.t('documents'))),
    4000,
  );
}
