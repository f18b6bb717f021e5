/** What the command line and its worker threads say to each other. */
import type { Publication } from '../../core/dates/types';
import type { Whose } from '../documents';

/** What every worker of a run begins with. */
export interface JobSettings {
  readonly project: string | undefined;
  readonly published: Publication | undefined;
  readonly gazetteerPath: string;
  readonly version: string;
  readonly whose: Whose;
}

/** Whole lines of standard input, or files. */
export type Task = { readonly lines: Uint8Array<ArrayBuffer> } | { readonly files: readonly string[] };

/** The answers to a task, in its order. */
export interface Done {
  /** Lines of output, whole. */
  readonly output: Uint8Array<ArrayBuffer>;
  /** Sentences for the person at the terminal. */
  readonly said: string;
  /** How many documents were answered. */
  readonly documents: number;
  /** Whether one of the files could not be read. */
  readonly bad: boolean;
}

export type JobAnswer = { readonly done: Done } | { readonly failed: string };
