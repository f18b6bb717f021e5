/** Passages read together: pages of what the view shows, of its groups, or of a tag; and the passages of a tag in the view, or one by one. */
import * as vscode from 'vscode';
import { subtree } from '../../../core/project/lookup';
import type { App } from '../../app';
import { command } from '../../contributions';
import type { ProjectModel } from '../../workspace/project';
import type { PassagesView } from './commands';
import { oneTag } from '../codebook/targets';
import { noTags } from './filter';
import { projectsShown, rowsOfCorpus } from './gather';
import type { RowsNode } from './nodes';
import type { ReadingPages } from './quoting';
import type { Page } from './reading';
import { isRows, targetsOfRows } from './target';
import type { PassagesProvider } from './view';
import { say } from '../../saying';

export function registerPages(app: App, view: PassagesView): vscode.Disposable {
  return vscode.Disposable.from(registerReading(app, view), registerTagPassages(app, view));
}

/** Pages of passages: of the groups or rows that are selected, else of all that the view shows. */
function registerReading(app: App, view: PassagesView): vscode.Disposable {
  let pages: Promise<ReadingPages> | undefined;
  const serving: vscode.Disposable[] = [];
  const serve = async (): Promise<ReadingPages> => {
    const { ReadingPages: Pages, readingScheme } = await import('./quoting');
    const made = new Pages(app);
    serving.push(made, vscode.workspace.registerTextDocumentContentProvider(readingScheme, made));
    return made;
  };
  const show = async (page: Page): Promise<void> => {
    if (!page.sections.some(({ rows }) => rows.length)) return void say(vscode.l10n.t('There is no passage to read.'), 4000);
    await (await (pages ??= serve())).show(page);
  };
  return vscode.Disposable.from(
    new vscode.Disposable(() => void vscode.Disposable.from(...serving).dispose()),
    vscode.commands.registerCommand(command.readPassages, async (first?: unknown, second?: unknown) => {
      const groups = Array.isArray(second) ? second.filter(isRows) : isRows(first) ? [first] : [];
      await show(groups.length ? pageOfGroups(groups) : pageOfView(view.provider));
    }),
    vscode.commands.registerCommand(command.readTag, async (first?: unknown) => {
      const found = await tagGiven(app, first);
      if (found) await show(await pageOfTag(found.project, found.tag));
    }),
    vscode.commands.registerCommand(command.exportReading, async () => (await (pages ??= serve())).save()),
  );
}

function pageOfGroups(groups: readonly RowsNode[]): Page {
  const title = groups.length === 1 ? (groups[0]?.label ?? '') : vscode.l10n.t('Passages');
  return { title, asked: [], sections: groups.map(({ label, rows }) => ({ heading: label, rows })) };
}

function pageOfView(provider: PassagesProvider): Page {
  const { t } = vscode.l10n;
  const groups = provider.groups();
  const drifted = provider.fitting.filter(({ state }) => state !== 'exact');
  const sections = groups.length
    ? groups.map(({ label, rows }) => ({ heading: label, rows }))
    : [{ heading: t('Passages'), rows: provider.fitting.filter(({ state }) => state === 'exact') }];
  return {
    title: t('Passages'),
    asked: provider.filterWords(),
    sections: [...sections, ...(drifted.length ? [{ heading: t('To check'), rows: drifted }] : [])],
  };
}

/** A tag with those below it: a section each, with what it means. */
async function pageOfTag(project: ProjectModel, id: string): Promise<Page> {
  const { t } = vscode.l10n;
  const rows = await rowsOfCorpus([project]);
  const tag = project.index.tag(id)?.tag;
  const sections = (tag ? subtree(tag) : []).map(({ id: own, label, description, include, exclude }) => ({
    heading: label,
    about: [
      ...(description === undefined ? [] : [description]),
      ...(include === undefined ? [] : [t('Include: {0}', include)]),
      ...(exclude === undefined ? [] : [t('Exclude: {0}', exclude)]),
    ],
    rows: rows.filter(({ tags }) => tags.includes(own)),
  }));
  return { title: tag?.label ?? id, asked: [], sections: sections.filter(({ rows: found }, index) => index === 0 || found.length > 0) };
}

/** Commands about the passages of a tag. */
function registerTagPassages(app: App, view: PassagesView): vscode.Disposable {
  return vscode.Disposable.from(
    vscode.commands.registerCommand(command.showTagPassages, async (first?: unknown) => {
      const found = await tagGiven(app, first);
      if (found) await view.narrow({ tags: { ...noTags, any: [found.tag] } }, 'corpus');
    }),
    vscode.commands.registerCommand(command.checkRevised, async (first?: unknown) => {
      const given = first === undefined ? undefined : await tagGiven(app, first);
      const rows = await rowsOfCorpus(given ? [given.project] : projectsShown(app));
      const older = rows.filter((row) => row.older.length > 0 && (given === undefined || row.older.includes(given.tag)));
      const targets = targetsOfRows(older, view.provider.modelOf);
      if (!targets.length) return void say(vscode.l10n.t('No passage was coded before a revision.'), 4000);
      await (await import('./revised')).checkRevised(app, targets);
    }),
  );
}

/** The tag of a row of the Codebook view, or one chosen from the list. */
function tagGiven(app: App, first: unknown): Promise<{ readonly project: ProjectModel; readonly tag: string } | undefined> {
  return oneTag(app, first);
}
