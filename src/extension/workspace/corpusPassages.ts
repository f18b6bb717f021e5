/** The passages of a project's documents, on the editor's side of the thread: asked for anew of those documents alone that say something else. Knows no editor. */
import type { CorpusQueries, PassageSummary } from '../../core/corpus/types';
import type { Summaries } from './summaries';

/** Documents in one question: a coded one has some ten passages of a kilobyte each. */
const portion = 200;

export class CorpusPassages {
  private readonly byPath = new Map<string, readonly PassageSummary[]>();
  private revision = 0;
  private running: Promise<unknown> = Promise.resolve();

  constructor(
    private readonly corpus: Pick<CorpusQueries, 'passagesIn'>,
    private readonly summaries: Summaries,
  ) {}

  /** Of the documents that have some; of no use after the next call. */
  get(): Promise<ReadonlyMap<string, readonly PassageSummary[]>> {
    const answer = this.running.then(() => this.take());
    this.running = answer.catch(() => undefined);
    return answer;
  }

  private async take(): Promise<ReadonlyMap<string, readonly PassageSummary[]>> {
    await this.summaries.update();
    const { revision, paths } = this.summaries.since(this.revision);
    const asked = paths.filter((path) => {
      const summary = this.summaries.get(path);
      // Passages that do not count are looked at too.
      const has = summary?.isTagged === true;
      if (!has) this.byPath.delete(path);
      return has;
    });
    for (let from = 0; from < asked.length; from += portion) {
      const some = asked.slice(from, from + portion);
      const found = new Map<string, PassageSummary[]>(some.map((path) => [path, []]));
      for (const passage of await this.corpus.passagesIn(some)) found.get(passage.path)?.push(passage);
      for (const [path, passages] of found) this.byPath.set(path, passages);
    }
    this.revision = revision;
    return this.byPath;
  }
}
