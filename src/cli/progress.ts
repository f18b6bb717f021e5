/** How far a long run has come, for a person who watches; silent when nobody does. */
import type { Host } from './host';
import { count, numeral, tell } from './messages';

/** Milliseconds between two signs: fewer than a reader notices, and none in a run that is over at once. */
const interval = 250;
/** Characters of the bar. */
const width = 24;
/** Seconds from which on a guess at the end is worth something. */
const guessFrom = 2;

/** What the whole is, where it is known. */
export interface Total {
  readonly documents?: number | undefined;
  /** Of the input. */
  readonly bytes?: number | undefined;
}

export class Progress {
  private readonly shown: boolean;
  private started = performance.now();
  private last = this.started;
  private done = 0;
  private bytes = 0;
  private skipped = 0;
  private wrote = false;

  constructor(
    private readonly host: Pick<Host, 'stdout' | 'stderr'>,
    private readonly total: Total = {},
  ) {
    // Data that goes to the same terminal shows the progress itself.
    this.shown = host.stderr.isTTY === true && host.stdout.isTTY !== true;
  }

  /** So much of the input has been read. */
  read(bytes: number): void {
    this.bytes += bytes;
  }

  /** So much of what has been read was answered by an earlier run: it is behind us, and says nothing of how quickly the rest will be. */
  skip(bytes: number): void {
    this.skipped += bytes;
    if (this.done === 0) this.started = performance.now();
    this.draw();
  }

  step(documents = 1): void {
    this.done += documents;
    this.draw();
  }

  /** A sentence for the person who watches, on a line of its own. */
  say(sentence: string): void {
    this.end();
    tell(this.host, sentence);
  }

  /** Takes the line away again. */
  end(): void {
    if (this.wrote) this.write('');
    this.wrote = false;
  }

  /** 0 to 1; undefined where nobody knows how much there is. */
  private get share(): number | undefined {
    const { documents, bytes } = this.total;
    if (documents !== undefined) return documents > 0 ? this.done / documents : 1;
    return bytes !== undefined && bytes > 0 ? Math.min(1, this.bytes / bytes) : undefined;
  }

  private draw(): void {
    const now = performance.now();
    if (!this.shown || now - this.last < interval) return;
    this.last = now;
    const { documents, bytes } = this.total;
    this.write(progressLine(this.done, this.share, (now - this.started) / 1000, documents, bytes !== undefined && bytes > 0 ? this.skipped / bytes : 0));
  }

  private write(text: string): void {
    this.wrote = true;
    if (!this.host.stderr.destroyed) this.host.stderr.write(`\r\u001b[K${text}`);
  }
}

/**
 * `[######··················]  25 %  50 of 200 documents, 10 a second, 15 s left`
 *
 * @param skipped the part of `share` that took none of the seconds
 */
export function progressLine(done: number, share: number | undefined, seconds: number, documents?: number, skipped = 0): string {
  const rate = done > 0 ? `, ${numeral(Math.round(done / seconds))} a second` : '';
  if (share === undefined) return `${count(done, 'document')}${rate}`;
  const filled = Math.floor(share * width);
  const bar = `[${'#'.repeat(filled)}${'·'.repeat(width - filled)}] ${String(Math.floor(100 * share)).padStart(3)} %`;
  const worked = share - skipped;
  const left = worked > 0 && seconds >= guessFrom ? `, ${duration((seconds * (1 - share)) / worked)} left` : '';
  return `${bar}  ${documents === undefined ? count(done, 'document') : `${numeral(done)} of ${count(documents, 'document')}`}${rate}${left}`;
}

function duration(seconds: number): string {
  if (seconds < 100) return `${Math.ceil(seconds)} s`;
  return seconds < 6000 ? `${Math.ceil(seconds / 60)} min` : `${Math.ceil(seconds / 3600)} h`;
}
