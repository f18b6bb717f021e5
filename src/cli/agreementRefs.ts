/** What coders did on two git branches, and what each branch says of the project: for `pressmark agreement --refs`. */
import path from 'node:path';
import { fromBranches } from '../core/agreement/branches';
import type { Branch } from '../core/agreement/codebook';
import { type CoderEntries, withoutCopies } from '../core/agreement/coding';
import { innerProjects, isOutsideInner, parseProject, partFileName, partNames, projectFileName } from '../core/project';
import { parseSidecar, together } from '../core/sidecar';
import { documentCandidates } from '../core/sidecar/names';
import type { Sidecar } from '../core/sidecar/schema';
import { decodeDocument } from '../core/text/canonical';
import { yamlText } from './files';
import { commitOf, contentsOf, filesOf, mergeBase } from './git';
import { InputError, UsageError } from './host';
import { encodingOf, type LoadedProject, projectPath, type Projects } from './projects';

/** Documents with each coder's entries. */
export interface Read {
  readonly read: readonly Entries[];
  /** Number of documents left out as copies of another one. */
  readonly copies: number;
  /** What the branches that are compared say of the project; none of files. */
  readonly branches: readonly Branch[];
}

export interface Entries {
  readonly document: string;
  readonly text: string;
  readonly entries: ReadonlyMap<string, CoderEntries>;
}

/** The sidecars of one commit, by document. */
type Snapshot = ReadonlyMap<string, readonly Sidecar[]>;

/**
 * Two branches: each coder's work in a document is taken from the one that changed it since they parted. The text is
 * that of the first. Which documents the project has is said by its file as it is in the work tree.
 */
export async function fromRefs(folder: string, given: string, projects: Projects, project: LoadedProject): Promise<Read> {
  const [first, second, ...more] = given.split(',').map((ref) => ref.trim());
  if (!first || !second || more.length > 0) throw new UsageError('--refs wants two names with a comma between them: --refs=main,second-coder.', 'agreement');
  const [a, b] = [await commitOf(folder, first), await commitOf(folder, second)];
  const base = await mergeBase(folder, a, b);
  const files = { ours: await filesOf(folder, a), theirs: await filesOf(folder, b) };
  const inner = innerProjects([...files.ours, ...files.theirs]);
  const holds = async (document: string): Promise<boolean> => isOutsideInner(document, inner) && (await projects.holds(project, path.join(folder, document)));
  const [ours, theirs, before] = [
    await snapshot(folder, a, files.ours, holds),
    await snapshot(folder, b, files.theirs, holds),
    base === undefined ? new Map<string, readonly Sidecar[]>() : await snapshot(folder, base, await filesOf(folder, base), holds),
  ];
  // As `copy-of` names it, from the project's folder, which may be above.
  const inProject = (file: string): string => projectPath(project, path.join(folder, file));
  const all = new Set([...files.ours, ...files.theirs].map(inProject));
  // The original may stand outside of the folder that is asked about, and is there all the same.
  if (path.relative(project.root, folder) !== '')
    for (const commit of [a, b]) for (const file of await filesOf(project.root, commit).catch(() => [])) all.add(file);
  const coded = [...new Set([...ours.keys(), ...theirs.keys()])].sort().map((document) => ({
    document,
    path: inProject(document),
    metadata: together([...(ours.get(document) ?? []), ...(theirs.get(document) ?? [])]).document ?? {},
  }));
  const { kept, copies } = withoutCopies(coded, (file) => all.has(file));
  const documents = kept.map(({ document }) => document);
  const read: Entries[] = [];
  const inFirst = new Set(files.ours);
  const sources = documents.map((document) => (inFirst.has(document) ? a : b));
  for (const commit of new Set(sources)) {
    const some = documents.filter((_, index) => sources[index] === commit);
    let index = 0;
    for await (const bytes of contentsOf(folder, commit, some)) {
      const document = some[index++] as string;
      const values = [...(ours.get(document) ?? []), ...(theirs.get(document) ?? [])];
      const text = textOf(document, bytes, encodingFor(values, project, path.join(folder, document)));
      const found = fromBranches(before.get(document) ?? [], ours.get(document) ?? [], theirs.get(document) ?? []);
      if ('conflict' in found) throw new InputError(`${found.conflict} has coded ${document} on ${first} and otherwise on ${second}. Merge the two first.`);
      read.push({ document, text, entries: found.entries });
    }
  }
  return { read, copies, branches: [await branchOf(project, first, a), await branchOf(project, second, b)] };
}

/** @param holds whether the project has a document: what is wrong with the sidecar of another one stops nothing */
async function snapshot(folder: string, commit: string, files: readonly string[], holds: (document: string) => Promise<boolean>): Promise<Snapshot> {
  const names = new Set(files);
  const sidecars: { readonly file: string; readonly document: string }[] = [];
  for (const file of files) {
    const name = path.posix.basename(file);
    const document = documentCandidates(name)
      .map((candidate) => file.slice(0, file.length - name.length) + candidate.document)
      .find((candidate) => names.has(candidate));
    if (document !== undefined && (await holds(document))) sidecars.push({ file, document });
  }
  const found = new Map<string, Sidecar[]>();
  let index = 0;
  const paths = sidecars.map(({ file }) => file);
  for await (const bytes of contentsOf(folder, commit, paths)) {
    const { file, document } = sidecars[index++] as (typeof sidecars)[number];
    const text = yamlText(bytes);
    const { value, problems } = parseSidecar(text ?? '');
    if (text === undefined || problems.some(({ severity }) => severity === 'error')) throw new InputError(`${file} has mistakes in ${commit.slice(0, 12)}.`);
    found.set(document, [...(found.get(document) ?? []), value]);
  }
  return found;
}

/** The project files of a commit. */
async function branchOf({ root }: LoadedProject, name: string, commit: string): Promise<Branch> {
  // The project may begin above the repository; then no commit has its files.
  const there = new Set(await filesOf(root, commit).catch(() => []));
  const names = [projectFileName, ...partNames.map(partFileName)].filter((file) => there.has(file));
  if (!names.includes(projectFileName)) return { name, project: undefined };
  const texts = new Map<string, string>();
  let index = 0;
  for await (const bytes of contentsOf(root, commit, names)) {
    const file = names[index++] as string;
    const text = yamlText(bytes);
    if (text === undefined) throw new InputError(`${file} has mistakes on ${name}.`);
    texts.set(file, text);
  }
  const parts = Object.fromEntries(partNames.flatMap((part) => (texts.has(partFileName(part)) ? [[part, texts.get(partFileName(part))]] : [])));
  const file = parseProject(texts.get(projectFileName) ?? '', parts);
  const problems = [...file.problems, ...Object.values(file.parts).flatMap((part) => part.problems)];
  if (problems.some(({ severity }) => severity === 'error')) throw new InputError(`The project file has mistakes on ${name}; mend them there first.`);
  return { name, project: file.value };
}

export function encodingFor(sidecars: readonly Sidecar[], project: LoadedProject, document: string): string {
  return sidecars.map((sidecar) => sidecar.document?.encoding).find((encoding) => encoding !== undefined) ?? encodingOf(project, document) ?? 'utf-8';
}

export function textOf(document: string, bytes: Uint8Array, encoding: string): string {
  const decoded = decodeDocument(bytes, encoding);
  if ('text' in decoded) return decoded.text;
  throw new InputError(`${document} is not valid ${encoding}.`);
}
