/** Documents of which the project says something else than it did about how they are read. Knows no editor. */
import type { DocumentOptions } from '../../core/project';
import type { CorpusUpdates } from '../../core/corpus/types';
import type { IndexFeed } from './feeding';

export class ReadAs {
  private readonly other = { none: [] as string[], kept: [] as string[] };

  /**
   * @param before undefined for a document that is new
   * @param restored it comes from an earlier window, which kept it because it was not confidential; whether its encoding was another, its stamp says
   */
  look(path: string, before: DocumentOptions | undefined, now: DocumentOptions, restored: boolean): void {
    const isOther = restored ? now.quotes === 'none' : before && (before.quotes !== now.quotes || before.encoding !== now.encoding);
    if (isOther) this.other[now.quotes].push(path);
  }

  /** What has become confidential leaves the cache, even if nothing is read again; all of them wait to be. */
  async tell(corpus: Pick<CorpusUpdates, 'setConfidential'>, feed: Pick<IndexFeed, 'add' | 'keepSoon'>): Promise<void> {
    for (const [quotes, paths] of Object.entries(this.other)) {
      if (paths.length > 0) await corpus.setConfidential(paths, quotes === 'none');
      if (paths.length > 0) feed.keepSoon();
      for (const path of paths) feed.add(path);
    }
  }
}
