/** Outlets that become one, and outlets that go: shown first, one step to undo. No sidecar is touched. */
import * as vscode from 'vscode';
import type { DocumentSummary } from '../../../core/corpus/types';
import { mergeOutlets, namesOutlet, removeOutlet } from '../../../core/project/outlets';
import type { Outlet } from '../../../core/project/schema';
import type { App } from '../../app';
import { numeral } from '../../numeral';
import { noIcons } from '../../plain';
import type { ProjectModel } from '../../workspace/project';
import { previewedChange, whenCounted } from '../codebook/preview';
import { plural } from '../hovers/words';
import { pickRow, type Row } from '../picking';
import { say } from '../../saying';

/** Documents beyond this are counted, not listed. */
const mostListed = 200;

/** @returns whether it is gone */
export async function mergeOutletInto(app: App, project: ProjectModel, outlet: Outlet): Promise<boolean> {
  const { t } = vscode.l10n;
  if (!(await whenCounted(app, project))) return false;
  const documents = await documentsOf(project, outlet);
  const into = await askOther(project, outlet, t('Merge “{0}” into…', outlet.name), t('What is said of it holds; names, domains and documents come over'));
  return into !== undefined && act(app, project, t('Merge outlets'), t('Merge {0} into {1}', outlet.name, into.name), mergeOutlets(into, [outlet]), documents);
}

/** Its documents go to another outlet; one without documents just goes. @returns whether it is gone */
export async function deleteOutlet(app: App, project: ProjectModel, outlet: Outlet): Promise<boolean> {
  const { t } = vscode.l10n;
  if (!(await whenCounted(app, project))) return false;
  const documents = await documentsOf(project, outlet);
  const count = plural(documents.length, t('document'), t('documents'));
  const heir =
    documents.length > 0
      ? await askOther(project, outlet, t('Delete {0}: Move Its Documents to…', outlet.name), t('{0}; no sidecar changes', count))
      : undefined;
  if (documents.length > 0 && !heir) return false;
  const go = heir ? t('Delete {0}, documents to {1}', outlet.name, heir.name) : t('Delete {0}', outlet.name);
  return act(app, project, t('Delete outlet'), go, removeOutlet(outlet, heir), documents);
}

async function documentsOf(project: ProjectModel, { id }: Outlet): Promise<readonly DocumentSummary[]> {
  return (await project.corpus.documents()).filter(({ metadata }) => namesOutlet(metadata, id));
}

async function askOther(project: ProjectModel, { id }: Outlet, title: string, placeholder: string): Promise<Outlet | undefined> {
  const others = (project.value.outlets ?? []).filter((other) => other.id !== id);
  if (others.length === 0) {
    say(vscode.l10n.t('There is no other outlet.'), 6000);
    return undefined;
  }
  const rows = others.map((other): Row => ({ id: other.id, label: noIcons(other.name), description: other.country ?? '' }));
  const picked = await pickRow<Row>({ title, placeholder, rows });
  return others.find((other) => other.id === picked?.id);
}

async function act(
  app: App,
  project: ProjectModel,
  label: string,
  go: string,
  decisions: Parameters<typeof previewedChange>[3],
  documents: readonly DocumentSummary[],
): Promise<boolean> {
  const { t } = vscode.l10n;
  const listed = documents.slice(0, mostListed).map(({ path }) => ({
    label: noIcons(path),
    description: t('its sidecar stays as it is'),
    uri: project.documents.get(path)?.uri,
  }));
  const more =
    documents.length > mostListed ? [{ label: t('and {0} documents more', numeral(documents.length - mostListed)), description: '', uri: undefined }] : [];
  const words = plural(documents.length, t('document'), t('documents'));
  return previewedChange(app, project, label, decisions, { go, words, also: [...listed, ...more], heading: t('Documents') });
}
