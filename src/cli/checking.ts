/** What is wrong with one file, with the places of its passages. Knows neither files nor formats of output. */
import { anchorPassages } from '../core/annotations/anchored';
import { anchorAll } from '../core/annotations/anchor';
import type { Anchor, Selector } from '../core/annotations/types';
import type { Problem } from '../core/problem';
import type { ProjectIndex } from '../core/project';
import { parseProject, indexProject } from '../core/project';
import { checkReferences, metadataConflicts, type SidecarFile, signersIn, textHash } from '../core/sidecar';
import { type LineIndex, lineIndexOf } from '../core/text/lines';
import { sentenceOf, shortened } from './messages';

/** The document of a sidecar, as far as it can be had. */
export type DocumentState =
  { readonly text: string } | { readonly problem: 'no-document' | 'undecodable' | 'unknown-encoding' | 'unreadable-document'; readonly about?: string };

/** A problem with its place, counted from 1, and its sentence. */
export interface LocatedProblem {
  readonly line: number;
  readonly column: number;
  readonly severity: Problem['severity'];
  readonly code: string;
  readonly message: string;
}

export interface AnnotationPlace extends Anchor {
  readonly id: string;
}

export interface CheckedFile {
  /** In the order of the file. */
  readonly problems: readonly LocatedProblem[];
  /** Of those whose signers may be told of. */
  readonly annotations: readonly AnnotationPlace[];
  /** Whether anything is left out, since it is of others. */
  readonly hidden: boolean;
}

/** Problems of a file at their lines. */
export function located(text: string, problems: readonly Problem[]): readonly LocatedProblem[] {
  const lines = lineIndexOf(text);
  return [...problems]
    .sort((a, b) => a.start - b.start)
    .map((problem) => {
      const { line, character } = lines.positionAt(problem.start);
      return { line: line + 1, column: character + 1, severity: problem.severity, code: problem.code, message: sentenceOf(problem) };
    });
}

const nowhere = indexProject(parseProject('').value);
/** References within the sidecar, which need no project to be checked. */
const ownCodes = new Set(['unknown-annotation', 'bad-position', 'mention-decision']);

/** The sidecars of one document, in their order; see core/sidecar/together. */
export type Beside = readonly { readonly suffix: string; readonly name: string; readonly value: SidecarFile }[];

/**
 * Checks a sidecar against its document and its project; without a project, what can be known without one.
 * @param beside all sidecars of the document, this one among them as the same object
 * @param hides whose entries are checked and not told of: a problem in one has its line and code, and no words
 * @param isOthers whether the file is a hidden coder's: so is what cannot be read in it, whose signer nobody knows
 */
export function checkSidecar(
  file: SidecarFile,
  document: DocumentState,
  project: ProjectIndex | undefined,
  beside: Beside = [],
  hides: (by: string) => boolean = () => false,
  isOthers = false,
): CheckedFile {
  const elsewhere = new Set(beside.flatMap(({ value }) => (value === file ? [] : (value.value.annotations ?? []).map(({ id }) => id))));
  const references = checkReferences(file, project ?? nowhere, { knownAnnotation: (id) => elsewhere.has(id) }).filter(
    ({ code }) => project !== undefined || ownCodes.has(code),
  );
  const annotations = file.value.annotations ?? [];
  const text = 'text' in document ? document.text : undefined;
  const places = anchorPassages(text, annotations).map(({ annotation, anchor }): AnnotationPlace => ({ id: annotation.id, ...anchor }));
  const conflicts = metadataConflicts(beside)[beside.findIndex(({ value }) => value === file)] ?? [];
  const about = 'text' in document ? [...drifted(file, document.text, places), ...hashProblem(file, document.text)] : [documentProblem(file, document)];
  const signer = signersIn(file);
  const withheld = (problem: Problem): Problem => {
    const by = signer(problem.start);
    if (by !== undefined && hides(by)) return { ...problem, message: 'In an entry of {0}, whose coding is hidden.', args: [by] };
    const isUnread = isOthers && by === undefined && file.problems.includes(problem);
    return isUnread ? { ...problem, message: 'In the sidecar of a coder whose coding is hidden.', args: [] } : problem;
  };
  const problems = [...file.problems, ...references, ...conflicts, ...about].map(withheld);
  const told = places.filter((_, index) => !hides(annotations[index]?.by ?? ''));
  return { problems: located(file.text, problems), annotations: told, hidden: isOthers || told.length < places.length };
}

function documentProblem(file: SidecarFile, { problem, about = '' }: Exclude<DocumentState, { readonly text: string }>): Problem {
  const at = problem === 'unknown-encoding' || problem === 'undecodable' ? file.entryRange('document', 'encoding') : undefined;
  const place = { args: [about], start: at?.start ?? 0, end: at?.end ?? 0 };
  switch (problem) {
    case 'no-document':
      return {
        code: problem,
        severity: 'warning',
        message: 'There is no document beside this sidecar. Nothing in it is lost: it is read again when the document is back.',
        ...place,
      };
    case 'undecodable':
      return { code: problem, severity: 'error', message: 'The document is not valid {0}. Set “encoding:” here or in pressmark.yaml to what it is.', ...place };
    case 'unknown-encoding':
      return { code: problem, severity: 'error', message: 'There is no encoding “{0}”. Use a name such as utf-8 or windows-1251.', ...place };
    case 'unreadable-document':
      return { code: problem, severity: 'error', message: 'The document cannot be read: {0}', ...place };
  }
}

/** That the text has changed is no fault as long as every passage stands where it stood. */
function hashProblem(file: SidecarFile, text: string): readonly Problem[] {
  const known = file.value.document?.text;
  if (known === undefined || known === textHash(text)) return [];
  const { start, end } = file.entryRange('document', 'text') ?? { start: 0, end: 0 };
  return [{ code: 'text-changed', severity: 'information', message: 'The document has changed since these positions were saved.', args: [], start, end }];
}

/** A problem for each passage, and each decision about a mark, that does not stand where it stood. */
function drifted(file: SidecarFile, text: string, places: readonly AnnotationPlace[]): readonly Problem[] {
  const { annotations = [], mentions = [] } = file.value;
  const decisions = anchorAll(text, mentions);
  const lines = lineIndexOf(text);
  return [
    ...annotations.flatMap((annotation, index) => drift(file, 'annotations', annotation, places[index], text, lines)),
    ...mentions.flatMap((mention, index) => drift(file, 'mentions', mention, decisions[index], text, lines)),
  ];
}

function drift(
  file: SidecarFile,
  section: 'annotations' | 'mentions',
  selector: Selector & { readonly id: string },
  anchor: Anchor | undefined,
  text: string,
  lines: LineIndex,
): readonly Problem[] {
  if (!anchor || anchor.state === 'exact') return [];
  const { quote, position } = selector;
  // Where no quotes are kept, none are printed.
  const name = quote === undefined ? `The passage at ${position.join('–')}` : `“${shortened(quote)}”`;
  const lineOf = (offset: number): string => String(lines.positionAt(offset).line + 1);
  const { start, end } = file.entryRange(section, selector.id) ?? { start: 0, end: 0 };
  const report = (severity: Problem['severity'], message: string, ...args: readonly string[]): readonly Problem[] => [
    { code: `anchor-${anchor.state}`, severity, message, args: [name, ...args], start, end },
  ];
  switch (anchor.state) {
    case 'moved':
      return report(
        'warning',
        '{0} has moved: it stands at line {1} of the document now. Open the document and accept the new place.',
        lineOf(anchor.range?.start ?? 0),
      );
    case 'fuzzy': {
      const found = shortened(text.slice(anchor.range?.start, anchor.range?.end));
      return report(
        'warning',
        '{0} reads “{1}” now, at line {2} of the document. Open the document and accept the new wording, or tag it anew.',
        found,
        lineOf(anchor.range?.start ?? 0),
      );
    }
    case 'ambiguous': {
      const at = anchor.candidates.slice(0, 5).map((candidate) => lineOf(candidate.start));
      return report(
        'error',
        '{0} may stand at several places of the document now (line {1}), and none is better than the others. Open the document and choose.',
        at.join(', '),
      );
    }
    case 'orphan':
      return report('error', '{0} is not in the document any more. Open the document and place it anew, or delete it.');
  }
}
