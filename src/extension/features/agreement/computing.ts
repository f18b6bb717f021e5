/** From sidecars, on disk or in two branches, to a report. Imported with the first report. */
import * as vscode from 'vscode';
import { agreement, type AgreementRow, type FinishedRules, outsideUnits, rulesOf, scaleOf, type UnitKind } from '../../../core/agreement';
import { fromBranches } from '../../../core/agreement/branches';
import { type Branch, codebookOf, type ComparedCodebook } from '../../../core/agreement/codebook';
import { type CoderEntries, type Coding, codingOf, entriesByCoder, withoutCopies } from '../../../core/agreement/coding';
import { innerProjects, isOutsideInner, parseProject, partFileName, partNames, projectFileName } from '../../../core/project';
import { applyDecision, parseSidecar, together } from '../../../core/sidecar';
import { documentCandidates } from '../../../core/sidecar/names';
import type { Sidecar } from '../../../core/sidecar/schema';
import { decodeDocument } from '../../../core/text/canonical';
import { numeral } from '../../numeral';
import { breathe } from '../../workspace/breathe';
import { baseName, isBelow, relativePath } from '../../workspace/discovery';
import { snapshotsOf } from '../../workspace/gitRefs';
import type { ProjectModel } from '../../workspace/project';
import type { Report } from './page';

/** Enough for intervals that hold in their second digit. */
const resamples = 1000;
const seed = 1;

/** Something a person has to see to first, in words. */
export class Unready extends Error {}

export interface Running {
  readonly token: vscode.CancellationToken;
  readonly report: (message: string) => void;
}

/** Of the files as they are, with everything decided since. A document that cannot be read stops the count: a figure over the rest would look like one over all. */
export async function codingsOfFiles(project: ProjectModel, { token, report }: Running): Promise<Coded> {
  const { t } = vscode.l10n;
  const summaries = new Map((await project.corpus.documents()).map((summary) => [summary.path, summary] as const));
  const signed = (await project.corpus.codedDocuments()).filter(({ signedBy }) => signedBy.length > 0);
  const said = signed.map(({ path }) => ({ path, metadata: summaries.get(path)?.metadata ?? {} }));
  const { kept: coded, copies } = withoutCopies(said, (path) => summaries.has(path));
  const found: Entries[] = [];
  for (const [index, { path }] of coded.entries()) {
    if (token.isCancellationRequested) return codedBy([], project, 0);
    const model = project.documents.get(path);
    if (!model) continue;
    const inputs = await model.sidecarInputs();
    const read = await model.read(Promise.resolve(inputs));
    if (!('text' in read)) throw new Unready(t('{0} cannot be read, and a figure over the rest would look like one over all.', path));
    const values = inputs.map(({ suffix, text, pending }) => pending.reduce(applyDecision, sidecarIn(path + suffix, text)));
    found.push({ path, text: read.text, entries: entriesByCoder(together(values)) });
    report(t('Reading documents: {0} of {1}', numeral(index + 1), numeral(coded.length)));
  }
  return codedBy(found, project, copies);
}

interface Entries {
  readonly path: string;
  readonly text: string;
  readonly entries: ReadonlyMap<string, CoderEntries>;
}

/** What was coded, and by which rule each coder has finished a document. */
export interface Coded {
  readonly codings: readonly Coding[];
  /** Number of documents left out as copies of another one. */
  readonly copies: number;
  readonly rules: FinishedRules;
  readonly codebook: ComparedCodebook;
}

/** A coder's rule is known only when all their documents are. @param branches what the branches that are compared say of the project */
function codedBy(found: readonly Entries[], project: ProjectModel, copies: number, branches: readonly Branch[] = []): Coded {
  const codebook = codebookOf(project.value, branches);
  const rules = rulesOf(
    found.map(({ entries }) => entries),
    project.value.assignments,
  );
  return { codings: found.map(({ path, text, entries }) => codingOf(path, text, entries, codebook.index, rules)), copies, rules, codebook };
}

function sidecarIn(path: string, text: string): Sidecar {
  const { value, problems } = parseSidecar(text);
  if (problems.some(({ severity }) => severity === 'error'))
    throw new Unready(vscode.l10n.t('{0} has mistakes: mend what the Problems panel says of it first.', path));
  return value;
}

/**
 * Of two branches; each document's text is that of the first of them that has it. Which documents the project has is said by its file as
 * it is open: neither what it excludes nor what a project within it governs counts, here or in either branch.
 */
export async function codingsOfRefs(project: ProjectModel, refs: readonly [string, string], { token, report }: Running): Promise<Coded> {
  const { t } = vscode.l10n;
  const known = [...project.documents.values()].flatMap((model) => [model.uri, ...model.suffixes.map((suffix) => model.uriOf(suffix))]);
  report(t('Reading the two branches'));
  const uris = [...known, ...project.files().map(({ uri }) => uri)];
  const found = await snapshotsOf(project.root, refs, uris, (uri) => isBelow(project.root, uri), token);
  if (!found) throw new Unready(t('{0} and {1} cannot both be read: the project has to be in a git repository that VS Code has open.', ...refs));
  if (token.isCancellationRequested) return codedBy([], project, 0);
  const all = new Set([...found.ours.keys(), ...found.theirs.keys()].map((address) => relativePath(project.root, vscode.Uri.parse(address))));
  const inner = innerProjects([...all]);
  const holds = (path: string): boolean => isOutsideInner(path, inner) && project.holds(path);
  const [ours, theirs, base] = [found.ours, found.theirs, found.base].map((files) => sidecarsOf(project, files, holds));
  const read: Entries[] = [];
  const coded = [...new Set([...(ours?.keys() ?? []), ...(theirs?.keys() ?? [])])].sort().map((path) => ({
    path,
    metadata: together([...(ours?.get(path) ?? []), ...(theirs?.get(path) ?? [])]).document ?? {},
  }));
  const { kept, copies } = withoutCopies(coded, (path) => all.has(path));
  for (const { path } of kept) {
    const uri = vscode.Uri.joinPath(project.root, path).toString();
    const bytes = found.ours.get(uri) ?? found.theirs.get(uri);
    if (!bytes) continue;
    const own = [...(ours?.get(path) ?? []), ...(theirs?.get(path) ?? [])];
    const encoding = own.map(({ document }) => document?.encoding).find((name) => name !== undefined) ?? project.optionsOf(path).encoding;
    const decoded = decodeDocument(bytes, encoding);
    if (!('text' in decoded)) throw new Unready(t('{0} cannot be read, and a figure over the rest would look like one over all.', path));
    const chosen = fromBranches(base?.get(path) ?? [], ours?.get(path) ?? [], theirs?.get(path) ?? []);
    if ('conflict' in chosen) throw new Unready(t('{0} has coded {1} on {2} and otherwise on {3}. Merge the two first.', chosen.conflict, path, ...refs));
    read.push({ path, text: decoded.text, entries: chosen.entries });
    await breathe();
  }
  return codedBy(read, project, copies, [branchOf(project, refs[0], found.ours), branchOf(project, refs[1], found.theirs)]);
}

/** The sidecars of one commit, by document; what is wrong with that of a document that the project does not hold stops nothing. */
function sidecarsOf(project: ProjectModel, files: ReadonlyMap<string, Uint8Array>, holds: (path: string) => boolean): ReadonlyMap<string, readonly Sidecar[]> {
  const found = new Map<string, Sidecar[]>();
  const decoder = new TextDecoder();
  for (const [address, bytes] of files) {
    const uri = vscode.Uri.parse(address);
    const name = baseName(uri);
    const path = relativePath(project.root, uri);
    const folder = path.slice(0, path.length - name.length);
    const document = documentCandidates(name)
      .map((candidate) => folder + candidate.document)
      .find((candidate) => files.has(vscode.Uri.joinPath(project.root, candidate).toString()));
    if (document !== undefined && holds(document)) found.set(document, [...(found.get(document) ?? []), sidecarIn(path, decoder.decode(bytes))]);
  }
  return found;
}

/** What one branch says of the project. */
function branchOf(project: ProjectModel, name: string, files: ReadonlyMap<string, Uint8Array>): Branch {
  const textOf = (file: string): string | undefined => {
    const bytes = files.get(vscode.Uri.joinPath(project.root, file).toString());
    return bytes && new TextDecoder().decode(bytes);
  };
  const main = textOf(projectFileName);
  if (main === undefined) return { name, project: undefined };
  const file = parseProject(main, Object.fromEntries(partNames.map((part) => [part, textOf(partFileName(part))])));
  const problems = [...file.problems, ...Object.values(file.parts).flatMap((part) => part.problems)];
  if (problems.some(({ severity }) => severity === 'error'))
    throw new Unready(vscode.l10n.t('The project file has mistakes on {0}: mend them there first.', name));
  return { name, project: file.value };
}

/** The figures, a row at a time: the window stays usable, and nothing is kept of what was cancelled. */
export async function reportOf(
  { codings, copies, rules, codebook }: Coded,
  unit: UnitKind,
  refs: readonly [string, string] | undefined,
  { token, report }: Running,
): Promise<Report | undefined> {
  const coders = [...new Set(codings.flatMap((coding) => [...coding.coders.keys()]))].sort();
  const options = {
    tags: codebook.index.tags.map(({ tag }) => tag.id),
    questions: (codebook.index.project.stance ?? []).map(scaleOf),
    coders,
    rules,
    unit,
    resamples,
    seed,
  };
  const rows: AgreementRow[] = [];
  for (const row of agreement(codings, options)) {
    if (token.isCancellationRequested) return undefined;
    rows.push(row);
    report(vscode.l10n.t('Figures for {0}', row.coders.join(', ')));
    await breathe();
  }
  const unplaced = codings.reduce((sum, coding) => sum + [...coding.unplaced.values()].reduce((inner, count) => inner + count, 0), 0);
  return { rows, unit, resamples, seed, documents: codings.length, copies, unplaced, outside: outsideUnits(codings, unit, coders), refs, codebook };
}
