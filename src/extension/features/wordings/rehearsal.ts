/**
 * Questions that nobody asked and nobody sees, once the index is filled: what runs for the first time takes several times as long, and the reader's first
 * question is not to pay for it. Knows no editor.
 */
import type { CorpusQueries, DocumentText } from '../../../core/corpus/types';
import { maxComparedLength } from '../../../core/statements/limits';

/**
 * So many, of so few documents each: behind these the first question over articles takes the worker 45 ms in place of 220, and all that follow are quicker.
 * Twice as many gained 5 ms. Together some 0.5 s of the worker, in pieces of some 20 ms (the first: 100).
 */
const questions = 24;
const documentsEach = 3;

export interface Rehearsed {
  readonly paths: readonly string[];
  /** Undefined for one that cannot be read. */
  readonly text: (path: string) => Promise<DocumentText | undefined>;
  readonly corpus: Pick<CorpusQueries, 'statementCandidates' | 'wordings'>;
  /** Asked before each piece: false as soon as there is work, or a reader who asks. */
  readonly isIdle: () => boolean;
}

export class Rehearsal {
  private asked = 0;
  private isRunning = false;

  /** Goes on where it was broken off. Resolves when everything has been asked, or is not wanted now. */
  async run({ paths, text, corpus, isIdle }: Rehearsed): Promise<void> {
    if (this.isRunning) return;
    this.isRunning = true;
    try {
      const count = Math.min(questions, paths.length);
      while (this.asked < count && isIdle()) {
        // From all over the corpus, that its words are met.
        const own = await text(paths[Math.floor((this.asked++ * paths.length) / count)] ?? '');
        if (!own || own.text.length > maxComparedLength || !isIdle()) continue;
        const range = longestParagraph(own.text);
        const found = await corpus.statementCandidates(own, range, documentsEach);
        const others = isIdle() ? await Promise.all(found.map(({ path }) => text(path))) : [];
        if (isIdle())
          await corpus.wordings(
            own,
            range,
            others.filter((other) => other !== undefined),
          );
      }
    } finally {
      this.isRunning = false;
    }
  }
}

/** The one that is likeliest to say something that others say too. */
function longestParagraph(text: string): { readonly start: number; readonly end: number } {
  let longest = { start: 0, end: 0 };
  for (let start = 0; start < text.length;) {
    const found = text.indexOf('\n', start);
    const end = found === -1 ? text.length : found;
    if (end - start > longest.end - longest.start) longest = { start, end };
    start = end + 1;
  }
  return longest;
}
