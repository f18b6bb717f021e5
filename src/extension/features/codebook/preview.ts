/** What an act upon the codebook would do: the files that change, to be compared, and the documents whose passages it is about. */
import * as vscode from 'vscode';
import type { Rewrite } from '../../../core/rewriting';
import { type PartName, type ProjectDecision, projectStoreFormat } from '../../../core/project';
import type { App } from '../../app';
import { numeral } from '../../numeral';
import { plain } from '../../plain';
import { plural } from '../hovers/cards';
import { confirmed, type PreviewOptions } from '../rewriting/preview';
import type { ProjectModel } from '../../workspace/project';

/** Documents beyond this are counted, not listed. */
const mostListed = 200;

/** The passages of some tags, as far as they are shown. An act upon a tag is one upon hidden ones too, of which it must not tell. */
export interface Affected {
  readonly passages: number;
  readonly documents: number;
  readonly list: readonly { readonly path: string; readonly passages: number }[];
}

export async function affectedBy(project: ProjectModel, tags: readonly string[]): Promise<Affected> {
  const list = await project.corpus.taggedDocuments(tags);
  return { passages: list.reduce((sum, { passages }) => sum + passages, 0), documents: list.length, list };
}

/**
 * Waits until every document is counted: a tag that no passage carries is another thing than one of which none has been seen yet.
 * @returns false where the reader did not wait
 */
export async function whenCounted(app: App, project: ProjectModel): Promise<boolean> {
  if (!project.filling) return true;
  const title = vscode.l10n.t('Counting passages');
  return vscode.window.withProgress({ location: vscode.ProgressLocation.Notification, title, cancellable: true }, async (_, token) => {
    await new Promise<void>((resolve) => {
      const listening = app.projects.onDidChange(() => {
        if (!project.filling) done();
      });
      const stopping = token.onCancellationRequested(() => done());
      const done = (): void => {
        listening.dispose();
        stopping.dispose();
        resolve();
      };
      if (!project.filling) done();
    });
    return !token.isCancellationRequested;
  });
}

/** "12 passages in 3 documents", with a word where the corpus is still being read. */
export function affectedWords({ passages, documents }: Affected, project: ProjectModel): string {
  const { t } = vscode.l10n;
  if (project.only !== undefined) return t('{0}; others’ coding is hidden, comes along and is not counted', countedWords({ passages, documents }, project));
  return countedWords({ passages, documents }, project);
}

function countedWords({ passages, documents }: Pick<Affected, 'passages' | 'documents'>, project: ProjectModel): string {
  const { t } = vscode.l10n;
  if (passages === 0) return project.filling ? t('no passage so far: the corpus is still being read') : t('no passage');
  const words = t('{0} in {1}', plural(passages, t('passage'), t('passages')), plural(documents, t('document'), t('documents')));
  return project.filling ? t('{0} so far: the corpus is still being read', words) : words;
}

/** Shows the act and carries it out, if the reader wants it. One undo takes it back. @param go the words for doing it */
export async function previewed(
  app: App,
  project: ProjectModel,
  label: string,
  go: string,
  decisions: readonly ProjectDecision[],
  affected: Affected,
): Promise<boolean> {
  const { t } = vscode.l10n;
  const documents = affected.list.slice(0, mostListed).map(({ path, passages }) => ({
    label: path,
    description: t('{0}; its sidecar stays as it is', plural(passages, t('passage'), t('passages'))),
    uri: project.documents.get(path)?.uri,
  }));
  const more =
    affected.documents > mostListed ? [{ label: t('and {0} documents more', numeral(affected.documents - mostListed)), description: '', uri: undefined }] : [];
  return previewedChange(app, project, label, decisions, { go, words: affectedWords(affected, project), also: [...documents, ...more] });
}

/** As {@link previewed}, for what is about other things than passages. @param words what it is about */
export async function previewedChange(
  app: App,
  project: ProjectModel,
  label: string,
  decisions: readonly ProjectDecision[],
  { go, words, also, heading }: { readonly go: string; readonly words: string } & Pick<PreviewOptions, 'also' | 'heading'>,
): Promise<boolean> {
  const rewrites = rewritesOf(project, decisions);
  if ('blocked' in rewrites) {
    await vscode.window.showWarningMessage(plain(vscode.l10n.t('{0} cannot be changed: {1}', rewrites.file, rewrites.blocked)));
    return false;
  }
  const yes = await confirmed(`${go}: ${words}`, rewrites, { go, also, heading });
  return yes && app.deciding.actOnProject(label, project, decisions);
}

/** The project's files as they would be. */
function rewritesOf(project: ProjectModel, decisions: readonly ProjectDecision[]): readonly Rewrite[] | { readonly blocked: string; readonly file: string } {
  const byPart = new Map<PartName | undefined, ProjectDecision[]>();
  for (const decision of decisions) {
    const home = project.homeOf(decision);
    byPart.set(home, [...(byPart.get(home) ?? []), decision]);
  }
  const rewrites: Rewrite[] = [];
  for (const { uri, part, store } of project.files()) {
    const own = byPart.get(part);
    if (!own) continue;
    const written = projectStoreFormat(part).write(store.current, [...store.pendingDecisions, ...own], '\n');
    if ('blocked' in written) {
      const { blocked } = written;
      return { blocked: vscode.l10n.t(blocked.message, ...blocked.args), file: uri.path.slice(uri.path.lastIndexOf('/') + 1) };
    }
    rewrites.push({ path: uri.toString(), before: store.text, after: written.text });
  }
  return rewrites;
}
