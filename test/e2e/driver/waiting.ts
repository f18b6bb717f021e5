/** How long a person would wait before calling it broken. Generous, because a machine for tests may do other things too. */
export const PATIENCE_MS = 30_000;

/**
 * Asks again and again until `probe` gives something other than undefined or false, and gives that.
 * @throws Error with `what` and the last mistake when the patience is over
 */
export async function until<T>(what: string, probe: () => Promise<T | undefined | false> | T | undefined | false, patience = PATIENCE_MS): Promise<T> {
  const deadline = Date.now() + patience;
  let problem: unknown;
  for (;;) {
    try {
      const value = await probe();
      if (value !== undefined && value !== false) return value;
      problem = undefined;
    } catch (error) {
      problem = error;
    }
    if (Date.now() > deadline)
      throw new Error(
        `Waited ${patience / 1000} s in vain: ${what}.${problem === undefined ? '' : ` Last: ${problem instanceof Error ? problem.message : JSON.stringify(problem)}`}`,
      );
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

/** A pattern that matches exactly this text, whatever signs are in it. */
export function literally(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
