/** JSON lines on standard input, answered one by one for as long as they come. */
import { maxBytes } from './files';
import { Breather, type Host, InputError, Interrupted, type Output } from './host';
import { batchesOf, linesIn } from './lines';
import { systemReason, tell } from './messages';
import { Progress } from './progress';
import { errorLine } from './record';
import { type Answered, nothingAnswered } from './resume';

/**
 * Writes one line for each that comes, in order, in memory independent of how many there are.
 *
 * @param shape what a line is, for a person at a terminal
 * @param answer never throws, because one line must not end the stream
 */
export async function answerLines(
  host: Host,
  output: Output,
  shape: string,
  answer: (line: string) => string,
  answered: Answered = nothingAnswered,
): Promise<void> {
  if (host.signal.aborted) throw new Interrupted();
  const stop = (): void => void host.stdin.destroy();
  host.signal.addEventListener('abort', stop, { once: true });
  const progress = new Progress(host, { bytes: host.stdinSize });
  const breather = new Breather(host.signal);
  try {
    for await (const batch of answered.restOf(batchesOf(inputOf(host, progress, shape), maxBytes), progress)) {
      for (const { line } of linesIn(batch, maxBytes)) {
        await output.write(`${'error' in line ? errorLine(undefined, line.error) : answer(line.text)}\n`);
        progress.step();
        await breather.breathe();
      }
    }
  } catch (error) {
    // An interrupted read fails in whatever way the stream likes.
    if (host.signal.aborted) throw new Interrupted();
    throw readFailure(error);
  } finally {
    progress.end();
    host.signal.removeEventListener('abort', stop);
  }
  if (host.signal.aborted) throw new Interrupted();
}

/** The chunks of standard input; what a person should type is said to one who sits at it. */
export async function* inputOf(host: Host, progress: Progress, shape = '{"id","text"}'): AsyncGenerator<Uint8Array> {
  if (host.stdin.isTTY === true) tell(host, `Reading JSON lines ${shape} from the terminal; end with Ctrl+D.`);
  for await (const chunk of host.stdin) {
    const bytes = typeof chunk === 'string' ? Buffer.from(chunk) : (chunk as Uint8Array);
    progress.read(bytes.length);
    yield bytes;
  }
}

/** What a failed read is to a person; any other error as it is. */
export function readFailure(error: unknown): unknown {
  return isSystemError(error) && error.syscall === 'read' ? new InputError(`Standard input cannot be read: ${systemReason(error)}.`) : error;
}

function isSystemError(error: unknown): error is NodeJS.ErrnoException {
  return error instanceof Error && 'code' in error && 'syscall' in error;
}
