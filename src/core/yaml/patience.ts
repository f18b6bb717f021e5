/** Files that may never answer, such as those of a drive that is gone, made into files that fail. */
import type { FilePort, FileResult, JournalPort } from '../ports';

/** Resolves after a time, unless it is cancelled. */
export type Timer = (milliseconds: number) => { readonly elapsed: Promise<void>; readonly cancel: () => void };

/**
 * Answers within the limit. A write that has not answered may still arrive: until it has, no other is begun on that file, for
 * the late one could put back an older text.
 */
export function patient(files: FilePort, limit: number, timer: Timer): FilePort {
  const writing = new Map<string, Promise<unknown>>();
  const unanswered = { ok: false as const, error: { code: 'unavailable' as const, message: `The file system has not answered for ${limit / 1000} seconds.` } };
  const within = async <T>(work: Promise<FileResult<T>>): Promise<FileResult<T>> => {
    const { elapsed, cancel } = timer(limit);
    try {
      return await Promise.race([work, elapsed.then((): FileResult<T> => unanswered)]);
    } finally {
      cancel();
    }
  };
  return {
    ...(files.isUnsaved && { isUnsaved: (path) => files.isUnsaved?.(path) ?? false }),
    ...(files.readSaved && { readSaved: (path) => within(files.readSaved?.(path) ?? files.read(path)) }),
    read: (path) => within(files.read(path)),
    write: async (path, expected, splices, text) => {
      const before = writing.get(path);
      if (before !== undefined) {
        const done = await within(before.then((): FileResult<undefined> => ({ ok: true, value: undefined })));
        if (!done.ok) return done;
      }
      const work = files.write(path, expected, splices, text);
      const settled = work.then(
        () => undefined,
        () => undefined,
      );
      writing.set(path, settled);
      void settled.then(() => {
        if (writing.get(path) === settled) writing.delete(path);
      });
      return within(work);
    },
  };
}

/** As {@link patient}, for the journal: who decides is told within the limit that it cannot be kept. What arrives after all is forgotten again. */
export function patientJournal(journal: JournalPort, limit: number, timer: Timer): JournalPort {
  const within = async <T>(work: Promise<T>, late: () => void = () => undefined): Promise<T> => {
    const { elapsed, cancel } = timer(limit);
    const given = { up: false };
    void work.then(
      () => (given.up ? late() : undefined),
      () => undefined,
    );
    try {
      return await Promise.race([
        work,
        elapsed.then((): never => {
          given.up = true;
          throw new Error(`The journal has not answered for ${limit / 1000} seconds.`);
        }),
      ]);
    } finally {
      cancel();
    }
  };
  return {
    append: (file, records) => {
      const forget = (): void => {
        const ids = records.map(({ id }) => id);
        journal.remove(file, ids).catch(() => undefined);
      };
      return within(journal.append(file, records), forget);
    },
    read: (file) => within(journal.read(file)),
    remove: (file, ids) => within(journal.remove(file, ids)),
  };
}
