/** Places in documents and sidecars, as they cross to the editor: by line and character. */
import type { Mention } from '../actors/types';
import type { AnchoredPassage } from '../annotations/anchored';
import type { Anchor } from '../annotations/types';
import type { Problem } from '../problem';
import { type LineIndex, lineIndexOf } from '../text/lines';
import type { Range } from '../text/range';
import { type SidecarFile, signersIn } from '../sidecar';
import { actorsIn } from './tags';
import type { PassageSummary, Place, SidecarProblem } from './types';

export function passageAt(path: string, passage: AnchoredPassage, place: (range: Range) => Place | undefined, mentions: readonly Mention[]): PassageSummary {
  const { annotation, anchor } = passage;
  return { path, annotation, ...placed(anchor, place), actors: anchor.range ? actorsIn(mentions, anchor.range) : [] };
}

export function placed(
  { state, range, candidates }: Anchor,
  place: (range: Range) => Place | undefined,
): Pick<PassageSummary, 'state' | 'place' | 'candidates'> {
  return { state, place: range ? place(range) : undefined, candidates: candidates.map(place).filter((candidate) => candidate !== undefined) };
}

export function placeOf(path: string, text: string, lines: LineIndex, range: Range): Place {
  const start = lines.positionAt(range.start);
  const end = lines.positionAt(range.end);
  return {
    path,
    range: { start: range.start, end: range.end },
    line: start.line,
    character: start.character,
    endLine: end.line,
    endCharacter: end.character,
    // A slice keeps the whole text that it was cut from alive.
    text: ` ${text.slice(range.start, range.end)}`.slice(1),
  };
}

export function located(path: string, suffix: string, file: SidecarFile, problems: readonly Problem[]): readonly SidecarProblem[] {
  if (problems.length === 0) return [];
  const lines = lineIndexOf(file.text);
  const signer = signersIn(file);
  return problems.map((problem) => {
    const by = signer(problem.start);
    const [from, to] = [lines.positionAt(problem.start), lines.positionAt(problem.end)];
    return { path, suffix, problem, ...(by !== undefined && { by }), line: from.line, character: from.character, endLine: to.line, endCharacter: to.character };
  });
}
