/** Where the rows of the Passages view come from: the open document, as the editor has it, or the index of the corpus. */
import type { AnchorState } from '../../../core/annotations/types';
import type { Place } from '../../../core/corpus/types';
import type { Range } from '../../../core/text/range';
import { actorsIn } from '../../../core/corpus/tags';
import type { App } from '../../app';
import type { Article } from '../../workspace/article';
import type { ProjectModel } from '../../workspace/project';
import type { MarkNode } from './nodes';
import { factsOf, inOrder, type PassageRow, rowOf } from './rows';

export function rowsOfDocument(article: Article): readonly PassageRow[] {
  const { model, analysis } = article;
  const { project, path, sidecar } = model;
  const document = factsOf(
    project.id,
    { path, metadata: sidecar?.document ?? {}, publication: analysis?.publication, stance: sidecar?.stance ?? [] },
    project.index,
  );
  const aside = model.setAside;
  return article.passages
    .map(({ annotation, state, range, candidates }): PassageRow => {
      const actors = range ? actorsIn(analysis?.mentions ?? [], range) : [];
      const setAsideBy = aside.get(annotation.id);
      return rowOf(
        document,
        { annotation, ...placesIn(article, state, range, candidates), actors, setAsideBy, waits: article.held.find(annotation.id) !== undefined },
        project.index,
      );
    })
    .sort(inOrder);
}

/** Decisions about marks that have drifted. */
export function marksOfDocument(article: Article): readonly MarkNode[] {
  return article.driftedDecisions.map(({ decision, state, range, candidates }): MarkNode => ({
    type: 'mark',
    model: article.model,
    decision,
    ...placesIn(article, state, range, candidates),
  }));
}

export async function marksOfCorpus(projects: readonly ProjectModel[]): Promise<readonly MarkNode[]> {
  const lists = await Promise.all(projects.map(async (project) => ({ project, found: await project.corpus.driftedDecisions() })));
  return lists.flatMap(({ project, found }) =>
    found.flatMap(({ path, decision, state, place, candidates }): MarkNode[] => {
      const model = project.documents.get(path);
      return model ? [{ type: 'mark', model, decision, state, line: place?.line, places: [...(place ? [place] : []), ...candidates] }] : [];
    }),
  );
}

function placesIn(article: Article, state: AnchorState, range: Range | null, candidates: readonly Range[]): Pick<MarkNode, 'state' | 'line' | 'places'> {
  return {
    state,
    line: range ? article.range(range).start.line : undefined,
    places: state === 'exact' ? [] : [...(range ? [range] : []), ...candidates].map((place) => placeIn(article, place)),
  };
}

function placeIn(article: Article, at: Range): Place {
  const { start, end } = article.range(at);
  return {
    path: article.model.path,
    range: at,
    line: start.line,
    character: start.character,
    endLine: end.line,
    endCharacter: end.character,
    text: article.text.slice(at.start, at.end),
  };
}

export async function rowsOfCorpus(projects: readonly ProjectModel[]): Promise<readonly PassageRow[]> {
  const lists = await Promise.all(
    projects.map(async (project) => {
      const { index, summaries } = project;
      return [...(await project.passages.get())].flatMap(([path, passages]): readonly PassageRow[] => {
        const summary = summaries.get(path);
        if (!summary || !project.documents.has(path)) return [];
        const document = factsOf(project.id, summary, index);
        return passages.map(({ annotation, state, place, candidates, actors, setAsideBy }) => {
          const places = state === 'exact' ? [] : [...(place ? [place] : []), ...candidates];
          return rowOf(document, { annotation, state, line: place?.line, places, actors, setAsideBy }, index);
        });
      });
    }),
  );
  return lists.flat().sort(inOrder);
}

/** The active document's project, else all of the window. */
export function projectsShown(app: App): readonly ProjectModel[] {
  return app.articles.active ? [app.articles.active.model.project] : app.projects.all();
}
