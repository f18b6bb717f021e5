/** What a verb is given of the process it runs in, and how it ends. Tests bring streams of their own. */
import type { Readable, Writable } from 'node:stream';

export interface Host {
  readonly stdin: Readable & { readonly isTTY?: boolean };
  readonly stdout: Writable & { readonly isTTY?: boolean };
  readonly stderr: Writable & { readonly isTTY?: boolean };
  /** Aborted on SIGINT. */
  readonly signal: AbortSignal;
  /** Bytes of standard input, where it is a file that has an end. */
  readonly stdinSize?: number | undefined;
  /** The module that worker threads load: the command's own. */
  readonly workerFile: string;
  /** Where the gazetteer asset lies. */
  readonly gazetteerPath: string;
  readonly version: string;
}

export const exitCodes = { done: 0, findings: 1, bad: 2, interrupted: 130 } as const;
export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];

/** The command line was used wrongly; the message is a sentence, and the help of `verb` says more. */
export class UsageError extends Error {
  constructor(
    message: string,
    readonly verb?: string,
  ) {
    super(message);
  }
}

/** Something that was to be read cannot be; the message is a sentence. */
export class InputError extends Error {}

/** Nobody reads on, or nothing more can be written. */
export class OutputError extends Error {
  constructor(override readonly cause: NodeJS.ErrnoException) {
    super(`The output cannot be written: ${cause.message}.`);
  }
}

/** A person pressed Ctrl+C. */
export class Interrupted extends Error {}

/** Data on stdout: waits for a slow reader, and fails with an {@link OutputError} once nobody reads. */
export class Output {
  private failure: NodeJS.ErrnoException | undefined;

  constructor(private readonly stream: Writable) {
    stream.on('error', (error: NodeJS.ErrnoException) => (this.failure ??= error));
  }

  /** Resolves when more may be written. */
  async write(text: string | Uint8Array): Promise<void> {
    this.ensureOpen();
    const ready = this.stream.write(text);
    this.ensureOpen();
    if (!ready) await this.event('drain');
  }

  /** Resolves when everything written has been taken. */
  async flush(): Promise<void> {
    this.ensureOpen();
    while (this.stream.writableLength > 0) await this.event('drain');
  }

  private ensureOpen(): void {
    const failure = this.failure ?? this.stream.errored ?? undefined;
    if (failure) throw new OutputError(failure);
    if (this.stream.destroyed) throw new OutputError(Object.assign(new Error('the stream is closed'), { code: 'EPIPE' }));
  }

  private async event(name: 'drain'): Promise<void> {
    const { stream } = this;
    await new Promise<void>((resolve) => {
      const done = (): void => {
        for (const event of [name, 'error', 'close']) stream.off(event, done);
        resolve();
      };
      for (const event of [name, 'error', 'close']) stream.on(event, done);
    });
    this.ensureOpen();
  }
}

/** Lets the process see signals and broken pipes during long runs of synchronous work. */
export class Breather {
  /** Milliseconds of work between two breaths: short enough that Ctrl+C feels immediate. */
  private static readonly interval = 20;
  private last = performance.now();

  constructor(private readonly signal: AbortSignal) {}

  /** @throws Interrupted after Ctrl+C */
  async breathe(): Promise<void> {
    if (performance.now() - this.last >= Breather.interval) {
      await new Promise((resolve) => setImmediate(resolve));
      this.last = performance.now();
    }
    if (this.signal.aborted) throw new Interrupted();
  }
}
