/** The overview of an index, as the editor's host makes it for its page. */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { CorpusIndex } from '../../src/core/corpus';
import { parseGazetteer } from '../../src/core/corpus/analyser';
import { surveyPlots } from '../../src/core/corpus/survey/types';
import { parseProject } from '../../src/core/project';
import { indexProject } from '../../src/core/project/lookup';
import type { Project } from '../../src/core/project/schema';
import { usualChoices } from '../../src/extension/features/overview/messages';
import type { Choices, OverviewView } from '../../src/extension/features/overview/protocol';
import { onPage, requestOf, viewOf } from '../../src/extension/features/overview/view';
import { english } from '../../src/extension/translate';

const root = path.join(__dirname, '../..');

export interface Corpus {
  readonly project: Project;
  readonly index: CorpusIndex;
}

/** The sample project, recognised and counted as in the editor. */
export function seeds(): Corpus {
  const folder = path.join(root, 'seeds');
  const read = (name: string): string => readFileSync(path.join(folder, name), 'utf8');
  const project = parseProject(read('pressmark.yaml')).value;
  const index = new CorpusIndex(project, parseGazetteer(readFileSync(path.join(root, 'media/gazetteer.txt'), 'utf8')));
  for (const name of readdirSync(folder).filter((file) => file.endsWith('.txt')))
    index.put({ path: name, text: read(name), sidecars: [{ suffix: '.pressmark.yaml', text: read(`${name}.pressmark.yaml`), pending: [] }] });
  return { project, index };
}

export function overviewOf({ project, index }: Corpus, choices: Partial<Choices> = {}, comments = false): OverviewView {
  const chosen = { ...usualChoices, project: 'test', ...choices };
  const surveys = surveyPlots.map((plot) => index.survey(plot, requestOf(chosen, comments, onPage)));
  return viewOf(surveys, { name: 'Sample', choices: chosen, comments, remarks: [] }, { t: english, locale: 'en', project: indexProject(project) });
}
