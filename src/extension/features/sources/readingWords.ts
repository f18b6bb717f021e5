/** What the Sources view says while documents are read. Pure. */
import { numeral } from '../../numeral';
import type { Translate } from '../../translate';
import type { IndexFeed } from '../../workspace/feeding';

/** Fewer documents are read before a reader could read the message. */
export const worthSaying = 100;

export function readingWords(projects: readonly { readonly reading: Pick<IndexFeed, 'progress' | 'isStopped' | 'isLost' | 'left'> }[], t: Translate): string {
  if (projects.some(({ reading }) => reading.isLost))
    return t('Documents cannot be read: the analysis has failed more than once, and the log says why. “Go On Reading Documents” starts it again.');
  const running = projects.flatMap(({ reading }) => (reading.progress ? [reading.progress] : []));
  const [done, total] = [running.reduce((sum, one) => sum + one.done, 0), running.reduce((sum, one) => sum + one.total, 0)];
  if (total > worthSaying) return t('Reading documents: {0} of {1}', numeral(done), numeral(total));
  const left = projects.reduce((sum, { reading }) => sum + (reading.isStopped ? reading.left : 0), 0);
  return left > 0 ? t('Reading was stopped: {0} documents are not read yet.', numeral(left)) : '';
}
