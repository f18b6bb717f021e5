/** The one place where the command line words what it says to people. Data never passes through here. */
import type { Loss } from '../core/exchange/types';
import type { Problem } from '../core/problem';
import type { Host } from './host';

/** The template of a problem or a loss with its arguments filled in. */
export function sentenceOf({ message, args }: Pick<Problem | Loss, 'message' | 'args'>): string {
  return message.replace(/\{(\d)\}/g, (slot, index: string) => {
    const arg = args[Number(index)] ?? slot;
    return typeof arg === 'number' ? numeral(arg) : arg;
  });
}

/**
 * Text from files and file names, made safe for a terminal: control characters and those that turn the direction of
 * writing are shown as U+XXXX, so that nothing in a file can move the cursor or disguise a line.
 */
export function visible(text: string): string {
  return text.replace(
    /[\p{Cc}\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069]/gu,
    (character) => `<U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}>`,
  );
}

/** `text` on one line of at most `length` characters, whole surrogate pairs. */
export function shortened(text: string, length = 60): string {
  const line = text.replace(/\s+/g, ' ');
  if (line.length <= length) return line;
  return `${line.slice(0, length - 1).replace(/[\ud800-\udbff]$/, '')}…`;
}

const english = new Intl.NumberFormat('en');

/** A number in a sentence for a person: `12,000`. What a program reads has its digits alone. */
export function numeral(number: number): string {
  return english.format(number);
}

/** `1 finding`, `12,000 findings`. */
export function count(number: number, noun: string, several = `${noun}s`): string {
  return `${numeral(number)} ${number === 1 ? noun : several}`;
}

/** A sentence for the person at the terminal. */
export function tell({ stderr }: Pick<Host, 'stderr'>, sentence: string): void {
  if (!stderr.destroyed) stderr.write(`${visible(sentence)}\n`);
}

const systemSentences: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file or folder',
  ENOTDIR: 'part of the path is not a folder',
  EISDIR: 'it is a folder',
  EACCES: 'this account may not read it',
  EPERM: 'this account may not read it',
  ELOOP: 'its links lead in a circle',
  ENAMETOOLONG: 'the name is too long',
  EMFILE: 'too many files are open',
};

/** Why the system refused, in words. */
export function systemReason(error: unknown): string {
  const { code, message } = error as NodeJS.ErrnoException;
  return (code === undefined ? undefined : systemSentences[code]) ?? message;
}

/** A mistake of our own, in a sentence: it costs one document, not the run. */
export function fault(error: unknown): string {
  return `Pressmark has made a mistake of its own; please report it: ${error instanceof Error ? error.message : String(error)}.`;
}
