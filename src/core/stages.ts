/** Work that may be left between two of its stages: a host does meanwhile what else is waiting, or leaves the rest undone. */
export type Stages<T> = Generator<undefined, T>;

/** All stages at once. */
export function finished<T>(stages: Stages<T>): T {
  for (;;) {
    const { done, value } = stages.next();
    if (done) return value;
  }
}
