/** Which version of a format a file is of, and what follows from that. */
import type { Problem } from '../problem';
import type { Range } from '../text/range';
import type { Format } from './format';
import { problem } from './parse';
import { contentRange, type Piece } from './pieces';

/** The version that a text gives itself, by its line alone: nothing else of it need be readable. */
export function versionIn(text: string): { readonly version: number; readonly range: Range } | undefined {
  const match = /^(\ufeff?pressmark[ \t]*:[ \t]*)(\d{1,9})[ \t]*(?:#.*)?\r?$/m.exec(text);
  if (match?.[2] === undefined) return undefined;
  const start = match.index + (match[0].startsWith('\ufeff') ? 1 : 0);
  return { version: Number(match[2]), range: { start, end: match.index + (match[1] ?? '').length + match[2].length } };
}

/** Says so where a file is of a version that can be migrated to the present one. */
export function olderVersion(text: string, format: Format): Problem | undefined {
  const found = versionIn(text);
  if (found === undefined || found.version >= format.version) return undefined;
  for (let version = found.version; version < format.version; version++) if (!format.migrations?.some(({ from }) => from === version)) return undefined;
  const message = 'This file is of version {0}, an older one. It is shown but not changed. Migrate it to version {1} to go on.';
  return problem('older-version', 'error', message, [String(found.version), String(format.version)], found.range);
}

/** The version is a section like any other to the layout; here its meaning is looked at. */
export function checkVersion(
  text: string,
  format: Format,
  sections: Record<string, unknown>,
  problems: readonly Problem[],
  pieces: readonly Piece[],
): { readonly version: number; readonly problems: readonly Problem[] } {
  const current = { version: format.version, problems };
  const piece = pieces.find((candidate) => candidate.section === 'pressmark' && candidate.kind === 'whole');
  if (piece === undefined) {
    const first = pieces.find((candidate) => candidate.kind === 'whole' || candidate.kind === 'header');
    if (first === undefined || format.version === 0) return current;
    const range = { start: first.start, end: first.start + first.section.length };
    return {
      version: format.version,
      problems: [...problems, problem('missing-version', 'warning', 'Begin the file with “pressmark: {0}”.', [String(format.version)], range)],
    };
  }
  const written = sections['pressmark'];
  if (typeof written !== 'number' || written === format.version) return current;
  const range = contentRange(text, piece);
  if (written > format.version) {
    const message = 'This file is of version {0}; this Pressmark knows version {1}. It is shown but not changed. Update Pressmark to edit it.';
    const newer = problem('newer-version', 'error', message, [String(written), String(format.version)], range);
    // What a newer format says that this build does not know is no mistake of the person who wrote it.
    return { version: format.version, problems: [newer] };
  }
  return {
    version: format.version,
    problems: [
      ...problems,
      problem('bad-version', 'error', 'There is no version {0}. Write “pressmark: {1}”.', [String(written), String(format.version)], range),
    ],
  };
}
