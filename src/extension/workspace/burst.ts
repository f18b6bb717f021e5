/** How long files have to be quiet before their changes are looked at. Pure. */

/** File events arrive in bursts (a save with its temporary file): they are taken together. */
export const quietTime = 60;
/**
 * A watcher hands on large changes, such as a checkout, in portions of 500 some 200 ms apart, and later on a busy machine: from so many files on, the next
 * portion is waited for, and half a millisecond longer for each file, because reading thousands of them takes longer than that.
 */
export const large = 50;
const quietTimeOfMany = { least: 500, perFile: 0.5, most: 2000 } as const;
/** But not for ever: a folder that is written to without end is looked at so often. */
const longest = 10_000;

/**
 * @param files changed so far
 * @param since milliseconds since the first of them
 */
export function quietAfter(files: number, since: number): number {
  const { least, perFile, most } = quietTimeOfMany;
  const quiet = files < large ? quietTime : Math.min(most, Math.max(least, perFile * files));
  return Math.max(0, Math.min(quiet, longest - since));
}
