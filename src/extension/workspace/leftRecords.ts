/** What waits for the sidecar of a document that is gone: decisions, and with them the passages that were tagged in text which nobody can save any more. */
import type { JournalPort } from '../../core/ports';
import type { Decision } from '../../core/sidecar/decision';
import type { Annotation } from '../../core/sidecar/schema';

/** Passages that wait for documents to be saved, by what names their sidecars. */
export interface WaitingPassages {
  of(sidecar: string): Promise<readonly Annotation[]>;
  forget(sidecar: string, ids: readonly string[]): Promise<void>;
}

/** Before the id of a passage: no record of a journal begins so. */
const mark = 'held ';

/** A journal in which passages that wait are decisions to add them, and forgotten as such. */
export function withPassages(journal: JournalPort, passages: WaitingPassages): JournalPort {
  return {
    append: (file, records) => journal.append(file, records),
    read: async (file) => {
      const added = (await passages.of(file)).map((entry) => {
        const decision: Decision = { type: 'add', section: 'annotations', entry };
        return { id: mark + entry.id, decision, was: null };
      });
      return [...(await journal.read(file)), ...added];
    },
    remove: async (file, ids) => {
      const [held, others] = [ids.filter((id) => id.startsWith(mark)), ids.filter((id) => !id.startsWith(mark))];
      if (others.length) await journal.remove(file, others);
      if (held.length)
        await passages.forget(
          file,
          held.map((id) => id.slice(mark.length)),
        );
    },
  };
}
