/** How often a condition is looked at. Everything waited for comes by event; this only bounds how late a test notices. */
const interval = 20;
/** Below mocha's own limit, so that a test that waits in vain says what for. */
const patience = 15_000;

/** Waits until `probe` gives something true, and gives it. What it gave last stands in the error. */
export async function until<T>(what: string, probe: () => Promise<T> | Thenable<T> | T, limit = patience): Promise<NonNullable<Exclude<T, false>>> {
  const started = Date.now();
  for (;;) {
    let last: unknown;
    try {
      const value = await probe();
      if (value !== undefined && value !== null && value !== false) return value as NonNullable<Exclude<T, false>>;
      last = value;
    } catch (error) {
      last = error;
    }
    if (Date.now() - started > limit) throw new Error(`Waited ${limit / 1000} s for ${what}; last: ${String(last)}`);
    await new Promise((resolve) => setTimeout(resolve, interval));
  }
}

/** Waits until a text says `part`, and gives the text; the error shows what it said instead. */
export async function untilText(
  what: string,
  part: string | RegExp,
  read: () => Promise<string | undefined> | string | undefined,
  limit = patience,
): Promise<string> {
  let last: string | undefined;
  const found = (text: string): boolean => (typeof part === 'string' ? text.includes(part) : part.test(text));
  try {
    return await until(
      what,
      async () => {
        last = await read();
        return last !== undefined && found(last) && last;
      },
      limit,
    );
  } catch {
    throw new Error(`Waited ${limit / 1000} s for ${what} to say ${String(part)}; it said:\n${last ?? '(nothing)'}`);
  }
}
