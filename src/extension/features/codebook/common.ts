/** What the acts upon the codebook have in common: drafts, whom they are about, and their words. */
import * as vscode from 'vscode';
import { CodebookDraft } from '../../../core/project/codebook';
import { subtree } from '../../../core/project/lookup';
import type { Tag } from '../../../core/project/schema';
import { lineIndexOf } from '../../../core/text/lines';
import type { App } from '../../app';
import { numeral } from '../../numeral';
import type { ProjectModel } from '../../workspace/project';
import { shorten } from '../shorten';
import type { TagTarget } from './selection';

/** A draft that gives nobody an id that passages carry, and moves no tag into another file. */
export function draftOf(project: ProjectModel, used: ReadonlySet<string> = new Set()): CodebookDraft {
  return new CodebookDraft(project.value, { used: (id) => used.has(id), sameFile: sameFileIn(project) });
}

export function sameFileIn(project: ProjectModel): (a: string, b: string) => boolean {
  const home = (key: string) => project.homeOf({ type: 'change', section: 'tags', key, changes: {} });
  return (a, b) => home(a) === home(b);
}

/** Tags that passages carry, whether or not the codebook knows them or their coder is shown: what is new gets another id. */
export async function usedIds(project: ProjectModel): Promise<ReadonlySet<string>> {
  return new Set(await project.corpus.takenTags());
}

export async function openEntry({ project, tag }: TagTarget): Promise<void> {
  const id = project.index.tagId(tag);
  for (const { uri, store } of project.files()) {
    const range = store.current.entryRange('tags', id);
    if (!range) continue;
    const { line, character } = lineIndexOf(store.current.text).positionAt(range.start);
    await vscode.window.showTextDocument(uri, { selection: new vscode.Range(line, character, line, character) });
    return;
  }
}

export function decide(app: App, label: string, project: ProjectModel, draft: CodebookDraft): Promise<boolean> {
  return app.deciding.actOnProject(label, project, draft.decisions());
}

export function tagOf({ project, tag }: TagTarget): Tag | undefined {
  return project.index.tag(tag)?.tag;
}

/** The tags and all that is below them. */
export function familyOf(project: ProjectModel, tags: readonly string[]): ReadonlySet<string> {
  return new Set(
    tags.flatMap((id) => {
      const tag = project.index.tag(id)?.tag;
      return tag ? subtree(tag).map((one) => one.id) : [];
    }),
  );
}

/** Of many, so many are named. */
const mostNamed = 4;

export function labels(project: ProjectModel, tags: readonly string[]): string {
  const named = tags.slice(0, mostNamed).map((id) => `“${shorten(project.tagLabel(id), 40)}”`);
  return tags.length > mostNamed ? vscode.l10n.t('{0} and {1} more', named.join(', '), numeral(tags.length - mostNamed)) : named.join(', ');
}

export function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

export function notALabel(): string {
  return vscode.l10n.t('A label on one line, 200 characters at most.');
}

export async function hasProjectFile(project: ProjectModel): Promise<boolean> {
  if (project.implicit)
    await vscode.window.showInformationMessage(vscode.l10n.t('Make a project of the folder first: its codebook is kept in pressmark.yaml.'));
  return !project.implicit;
}
