/** JSON lines on standard input, answered one by one for as long as they come. */
import { maxBytes } from './files';
import { Breather, type Host, InputError, Interrupted, type Output } from './host';
import { linesOf } from './lines';
import { systemReason, tell } from './messages';
import { Progress } from './progress';
import { errorLine } from './record';

/**
 * Writes one line for each that comes, in order, in memory independent of how many there are.
 *
 * @param shape what a line is, for a person at a terminal
 * @param answer never throws, because one line must not end the stream
 */
export async function answerLines(host: Host, output: Output, shape: string, answer: (line: string) => string): Promise<void> {
  if (host.stdin.isTTY === true) tell(host, `Reading JSON lines ${shape} from the terminal; end with Ctrl+D.`);
  const stop = (): void => void host.stdin.destroy();
  host.signal.addEventListener('abort', stop, { once: true });
  const progress = new Progress(host);
  const breather = new Breather(host.signal);
  try {
    for await (const line of linesOf(host.stdin, maxBytes)) {
      await output.write(`${'error' in line ? errorLine(undefined, line.error) : answer(line.text)}\n`);
      progress.step();
      await breather.breathe();
    }
  } catch (error) {
    // An interrupted read fails in whatever way the stream likes.
    if (host.signal.aborted) throw new Interrupted();
    throw isSystemError(error) && error.syscall === 'read' ? new InputError(`Standard input cannot be read: ${systemReason(error)}.`) : error;
  } finally {
    progress.end();
    host.signal.removeEventListener('abort', stop);
  }
  if (host.signal.aborted) throw new Interrupted();
}

function isSystemError(error: unknown): error is NodeJS.ErrnoException {
  return error instanceof Error && 'code' in error && 'syscall' in error;
}

/** The object that a line holds, or what is to be answered instead. */
export function objectIn(line: string, shape: string): { readonly value: Readonly<Record<string, unknown>> } | { readonly error: string } {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch (error) {
    return { error: errorLine(undefined, line.trim() === '' ? 'the line is empty' : `the line is not JSON: ${(error as Error).message}`) };
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return { error: errorLine(undefined, `the line is not an object ${shape}`) };
  return { value: value as Readonly<Record<string, unknown>> };
}

/** The id of a line's object, or what is wrong with it. */
export function idIn(value: Readonly<Record<string, unknown>>): { readonly id: string | number } | { readonly error: string } {
  const { id } = value;
  if (typeof id === 'string' || typeof id === 'number') return { id };
  return { error: errorLine(undefined, id === undefined ? '"id" is missing' : '"id" is not a string') };
}
