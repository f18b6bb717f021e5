/** Worker threads that answer tasks; the answers come in the order of the tasks, whoever is done first. */
import { Worker } from 'node:worker_threads';
import { InputError } from '../host';
import type { Done, JobAnswer, JobSettings, Task } from './protocol';

/** Tasks that a worker is given ahead, so that it never waits for this thread. */
const ahead = 2;

interface Waiting {
  readonly resolve: (done: Done) => void;
  readonly reject: (error: Error) => void;
}

export class Pool {
  private readonly workers: PoolWorker[];

  /** @param file the module that serves as worker: the command's own */
  constructor(file: string, jobs: number, settings: JobSettings) {
    this.workers = Array.from({ length: jobs }, () => new PoolWorker(file, settings));
  }

  /** Tasks that may wait for their answers at once: what is read beyond them would only fill the memory. */
  get room(): number {
    return (1 + ahead) * this.workers.length;
  }

  run(task: Task): Promise<Done> {
    const [first, ...others] = this.workers;
    if (!first) throw new Error('A pool has one worker at least.');
    return others.reduce((least, worker) => (worker.waiting < least.waiting ? worker : least), first).run(task);
  }

  /** Ends all at once; what they were at is lost. */
  async close(): Promise<void> {
    await Promise.all(this.workers.map((worker) => worker.close()));
  }
}

class PoolWorker {
  private readonly thread: Worker;
  private readonly queue: Waiting[] = [];
  private failure: Error | undefined;

  constructor(file: string, settings: JobSettings) {
    this.thread = new Worker(file, { workerData: settings });
    this.thread.on('message', (answer: JobAnswer) => {
      const waiting = this.queue.shift();
      if ('done' in answer) waiting?.resolve(answer.done);
      else waiting?.reject(new InputError(answer.failed));
    });
    // Out of memory, for example: what it was at cannot be answered any more.
    this.thread.on('error', (error) => this.fail(error));
    this.thread.on('exit', () => this.fail(new Error('A worker has ended by itself.')));
  }

  get waiting(): number {
    return this.queue.length;
  }

  run(task: Task): Promise<Done> {
    if (this.failure) return Promise.reject(this.failure);
    return new Promise((resolve, reject) => {
      this.queue.push({ resolve, reject });
      this.thread.postMessage(task, 'lines' in task ? [task.lines.buffer] : []);
    });
  }

  async close(): Promise<void> {
    await this.thread.terminate();
  }

  private fail(error: Error): void {
    this.failure ??= error;
    for (const { reject } of this.queue.splice(0)) reject(this.failure);
  }
}
