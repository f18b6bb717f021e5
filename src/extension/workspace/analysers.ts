import { type Analyser, analyserFor, emptyGazetteer, type Gazetteer, gazetteerInStages } from '../../core/corpus/analyser';
import type { QuotationReader } from '../../core/quotations';
import type { Project } from '../../core/project/schema';
import { breathe, inSteps } from './breathe';
import type { Log } from './log';
import type { ProjectModel } from './project';

interface Known {
  readonly registry: Project['actors'];
  readonly not: Project['not-actors'];
  readonly analyser: Analyser;
}

/** Analysers for the text on screen, one a project; the corpus has its own in the worker. */
export class Analysers {
  private reader: Promise<QuotationReader> | undefined;
  private readonly byProject = new WeakMap<ProjectModel, Known>();
  private readonly gazetteer: Promise<Gazetteer>;

  constructor(gazetteerText: Promise<string>, log: Log) {
    this.gazetteer = gazetteerText
      .then((text) => inSteps(gazetteerInStages(text)))
      .catch((error: unknown) => {
        log.error(`The gazetteer could not be read; actors outside the registry are recognised by context alone. ${String(error)}`);
        return emptyGazetteer;
      });
  }

  /** Loaded with the first document whose statements are asked for. */
  quotations(): Promise<QuotationReader> {
    return (this.reader ??= newReader());
  }

  async of(project: ProjectModel): Promise<Analyser> {
    const gazetteer = await this.gazetteer;
    const { actors: registry, 'not-actors': not } = project.value;
    const known = this.byProject.get(project);
    if (known && known.registry === registry && known.not === not) return known.analyser;
    const analyser = analyserFor(project.value, gazetteer);
    this.byProject.set(project, { registry, not, analyser });
    // The first takes some 20 ms, and what it is wanted for comes right behind it.
    await breathe();
    return analyser;
  }
}

async function newReader(): Promise<QuotationReader> {
  const { QuotationReader } = await import('../../core/quotations');
  await breathe();
  const reader = new QuotationReader();
  await breathe();
  return reader;
}
