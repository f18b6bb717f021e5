/** How long files have to be quiet before their changes are looked at. Pure. */

/** File events arrive in bursts (a save with its temporary file): they are taken together. */
export const quietTime = 60;
/** A watcher hands on large changes, such as a checkout, in portions some 200 ms apart: from so many files on, the next portion is waited for. */
export const large = 50;
const quietTimeOfMany = 500;
/** But not for ever: a folder that is written to without end is looked at so often. */
const longest = 10_000;

/**
 * @param files changed so far
 * @param since milliseconds since the first of them
 */
export function quietAfter(files: number, since: number): number {
  return Math.max(0, Math.min(files >= large ? quietTimeOfMany : quietTime, longest - since));
}
