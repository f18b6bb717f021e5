/** `pressmark analyze --jobs N`: documents shared out among worker threads, answers written in the order of the documents. */
import { maxBytes } from '../files';
import { exitCodes, type ExitCode, type Host, Interrupted, type Output } from '../host';
import { batchesOf } from '../lines';
import { tell } from '../messages';
import { Progress } from '../progress';
import { errorLine } from '../record';
import type { Answered } from '../resume';
import { inputOf, readFailure } from '../stream';
import { Pool } from './pool';
import type { Done, JobSettings, Task } from './protocol';

/** Files that a worker is given at once, at most. */
const filesTogether = 8;
/** Sentences that several workers would say are said once; beyond so many, which only a broken corpus has, again. */
const remembered = 1000;

export interface JobRun {
  readonly jobs: number;
  readonly settings: JobSettings;
  /** What an earlier run has answered already. */
  readonly answered: Answered;
}

type Work = Task | { readonly error: string };

/** @param files documents; undefined for lines of standard input */
export async function runJobs(host: Host, output: Output, { jobs, settings, answered }: JobRun, files: readonly string[] | undefined): Promise<ExitCode> {
  const rest = files && (await answered.rest(files, (sentence) => tell(host, sentence)));
  if (host.signal.aborted) throw new Interrupted();
  const pool = new Pool(host.workerFile, jobs, settings);
  const stop = (): void => {
    host.stdin.destroy();
    void pool.close();
  };
  host.signal.addEventListener('abort', stop, { once: true });
  const progress = new Progress(host, rest ? { documents: rest.length } : { bytes: host.stdinSize });
  try {
    const code = await inOrder(host, output, pool, rest ? fileTasks(rest, jobs) : lineTasks(host, answered, progress), progress);
    if (host.signal.aborted) throw new Interrupted();
    return code;
  } catch (error) {
    if (host.signal.aborted) throw new Interrupted();
    throw readFailure(error);
  } finally {
    progress.end();
    host.signal.removeEventListener('abort', stop);
    await pool.close();
  }
}

/** At most {@link Pool.room} tasks are under way: a reader that is slow makes us read slowly. */
async function inOrder(host: Host, output: Output, pool: Pool, work: AsyncIterable<Work>, progress: Progress): Promise<ExitCode> {
  const said = new Set<string>();
  let code: ExitCode = exitCodes.done;
  const write = async (answered: Promise<Done>): Promise<void> => {
    const done = await answered;
    for (const sentence of new Set(done.said.split('\n'))) {
      if (sentence === '' || said.has(sentence)) continue;
      progress.say(sentence);
      if (said.size < remembered) said.add(sentence);
    }
    if (done.bad) code = exitCodes.bad;
    await output.write(done.output);
    progress.step(done.documents);
  };
  const underWay: Promise<void>[] = [];
  let last = Promise.resolve();
  let failure: { readonly error: unknown } | undefined;
  const fail = (error: unknown): void => {
    failure ??= { error };
    // A writer that says nothing more must not keep the run.
    host.stdin.destroy();
  };
  try {
    for await (const task of work) {
      if (host.signal.aborted) throw new Interrupted();
      const done = 'error' in task ? Promise.resolve(errorOf(task.error)) : pool.run(task);
      // Its failure is met when its turn comes.
      done.catch(() => undefined);
      last = last.then(() => write(done));
      last.catch(fail);
      underWay.push(last);
      if (underWay.length >= pool.room) await underWay.shift();
    }
    await last;
  } catch (error) {
    throw failure ? failure.error : error;
  }
  return code;
}

function errorOf(error: string): Done {
  const output = new TextEncoder().encode(`${errorLine(undefined, error)}\n`) as Uint8Array<ArrayBuffer>;
  return { output, said: '', documents: 1, bad: false };
}

async function* lineTasks(host: Host, answered: Answered, progress: Progress): AsyncGenerator<Work> {
  for await (const batch of answered.restOf(batchesOf(inputOf(host, progress), maxBytes), progress)) yield 'error' in batch ? batch : { lines: batch.bytes };
}

/** So few together that all workers have some, several times: a few long files take as long as a thousand short ones. */
export async function* fileTasks(files: readonly string[], jobs: number): AsyncGenerator<{ readonly files: readonly string[] }> {
  const together = Math.max(1, Math.min(filesTogether, Math.floor(files.length / (4 * jobs))));
  for (let from = 0; from < files.length; from += together) {
    await Promise.resolve();
    yield { files: files.slice(from, from + together) };
  }
}
