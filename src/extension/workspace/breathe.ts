/** Milliseconds that the host is held up at once. */
const longestStep = 10;

/** Who waits for a turn of their own, in their order. */
const waiting: (() => void)[] = [];

/**
 * Lets the host do what else is waiting. Of all who breathe, one goes on at a time: timers that have come are carried out one upon the other, and several works
 * in steps would hold the host up for the sum of them.
 */
export function breathe(): Promise<void> {
  return new Promise((resolve) => {
    if (waiting.push(resolve) === 1) setTimeout(next);
  });
}

function next(): void {
  const [first] = waiting.splice(0, 1);
  if (waiting.length > 0) setTimeout(next);
  first?.();
}

export function delay(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}

/** Carries work out in steps, with the host's other work in between. */
export async function inSteps<T>(stages: Iterator<undefined, T>): Promise<T>;
/** @returns undefined where nobody wants it any more: the rest is left undone */
export async function inSteps<T>(stages: Iterator<undefined, T>, isUnwanted: () => boolean): Promise<T | undefined>;
export async function inSteps<T>(stages: Iterator<undefined, T>, isUnwanted?: () => boolean): Promise<T | undefined> {
  for (let last = performance.now(); ;) {
    const { done, value } = stages.next();
    if (done) return value;
    if (performance.now() - last < longestStep) continue;
    await breathe();
    if (isUnwanted?.()) return undefined;
    last = performance.now();
  }
}

/** Does something with each of a long list, in steps. */
export function eachInSteps<T>(all: Iterable<T>, work: (one: T) => void): Promise<undefined> {
  function* steps(): Generator<undefined, undefined, undefined> {
    for (const one of all) {
      work(one);
      yield;
    }
    return undefined;
  }
  return inSteps<undefined>(steps());
}

/** What is asked of many at once, such as reading their files. */
const portion = 64;

/** As `Promise.all` over a list of any length: no more are under way at once than hold little memory. */
export async function inPortions<T, R>(all: readonly T[], work: (one: T) => Promise<R>): Promise<R[]> {
  const done: R[] = [];
  for (let from = 0; from < all.length; from += portion) done.push(...(await Promise.all(all.slice(from, from + portion).map(work))));
  return done;
}
