import type { FileResult } from '../ports';

/** Ports fail by value; one that throws all the same, at once or later, is taken at its word. */
export async function guarded<T>(call: () => Promise<FileResult<T>>): Promise<FileResult<T>> {
  try {
    return await call();
  } catch (error) {
    return { ok: false, error: { code: 'unknown', message: error instanceof Error ? error.message : String(error) } };
  }
}
