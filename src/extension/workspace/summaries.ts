/**
 * What the index knows of each document of a project, on the editor's side of the thread. The list is asked for once, in portions, and then only what is
 * new: of a hundred thousand documents a whole answer would hold up the host for a second at every change. Knows no editor.
 */
import { ChangeLog } from '../../core/corpus/changeLog';
import type { CorpusQueries, DocumentSummary } from '../../core/corpus/types';

/** Documents in one answer: some 5 ms of the host. */
const portion = 1000;

const nothing: readonly never[] = [];
const empty = {};
const noComments: DocumentSummary['comments'] = { ids: nothing, passages: 0, tags: empty };

export class Summaries {
  private readonly byPath = new Map<string, DocumentSummary>();
  private readonly log = new ChangeLog();
  private revision = 0;
  private running: Promise<void> | undefined;
  private again: Promise<void> | undefined;

  constructor(private readonly corpus: Pick<CorpusQueries, 'changes'>) {}

  get(path: string): DocumentSummary | undefined {
    return this.byPath.get(path);
  }

  /** Another index is asked from now on, and counts anew: nothing is known until it says it. */
  forget(): void {
    for (const path of this.byPath.keys()) this.log.add(path);
    this.byPath.clear();
    this.revision = 0;
  }

  /** As of the last {@link update}. */
  all(): Iterable<DocumentSummary> {
    return this.byPath.values();
  }

  /** Resolves when all that the index knew at the time of the call is here. */
  update(): Promise<void> {
    if (!this.running) return (this.running = this.take().finally(() => (this.running = undefined)));
    // What the running one has asked for may have been answered already.
    return (this.again ??= this.running
      .catch(() => undefined)
      .then(() => {
        this.again = undefined;
        return this.update();
      }));
  }

  /** Paths of what is new since an earlier answer; those that are no longer there, too. */
  since(revision: number): { readonly revision: number; readonly paths: readonly string[] } {
    return this.log.since(revision, Infinity);
  }

  private async take(): Promise<void> {
    for (let complete = false; !complete;) {
      const changes = await this.corpus.changes(this.revision, portion);
      for (const summary of changes.summaries) {
        this.byPath.set(summary.path, compact(summary));
        this.log.add(summary.path);
      }
      for (const path of changes.gone) if (this.byPath.delete(path)) this.log.add(path);
      ({ revision: this.revision, complete } = changes);
    }
  }
}

/** Most documents have no sidecar: of an answer each would have nothings of its own. */
function compact(summary: DocumentSummary): DocumentSummary {
  const { metadata, stance, readBy, taggedBy, tags, comments } = summary;
  return {
    ...summary,
    metadata: isEmpty(metadata) ? empty : metadata,
    stance: stance.length > 0 ? stance : nothing,
    readBy: readBy.length > 0 ? readBy : nothing,
    taggedBy: taggedBy.length > 0 ? taggedBy : nothing,
    tags: isEmpty(tags) ? empty : tags,
    comments: comments.ids.length > 0 ? comments : noComments,
  };
}

function isEmpty(of: object): boolean {
  for (const _ in of) return false;
  return true;
}
