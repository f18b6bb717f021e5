/** `pressmark agreement`: how far coders agree, over exactly the documents that they all finished. */
import path from 'node:path';
import {
  agreement as rowsOf,
  type AgreementRow,
  coefficientNames,
  type FinishedRule,
  finishedRules,
  outsideUnits,
  rulesOf,
  scaleOf,
  type Undefined,
  type UnitKind,
  unitKinds,
} from '../core/agreement';
import { fromBranches } from '../core/agreement/branches';
import { type CoderEntries, codingOf, type Coding, entriesByCoder } from '../core/agreement/coding';
import { documentNameOf, parseSidecar, together } from '../core/sidecar';
import type { Sidecar } from '../core/sidecar/schema';
import { decodeDocument } from '../core/text/canonical';
import { parseArguments } from './arguments';
import { filesBelow, kindOf, readBytes, yamlText } from './files';
import { commitOf, contentsOf, filesOf, mergeBase } from './git';
import { Breather, exitCodes, type ExitCode, type Host, InputError, type Output, UsageError } from './host';
import { count, tell, visible } from './messages';
import { encodingOf, type LoadedProject, Projects } from './projects';
import { documentOf, readSidecar } from './sidecars';
import { documentCandidates } from '../core/sidecar/names';

/** Enough for two digits of a percentile. */
const defaultResamples = 1000;

export async function agreement(argv: readonly string[], host: Host, output: Output): Promise<ExitCode | 'help'> {
  const { help, flags, options, operands } = parseArguments('agreement', argv, {
    flags: ['json', 'reveal'],
    options: ['unit', 'coders', 'resamples', 'seed', 'refs', 'finished'],
  });
  if (help) return 'help';
  if (operands.length > 1) throw new UsageError('Name one folder: agreement is within one project.', 'agreement');
  const settings = {
    unit: unitFrom(options.unit),
    resamples: wholeNumber('resamples', options.resamples, defaultResamples),
    seed: wholeNumber('seed', options.seed, 1),
  };
  const folder = operands[0] ?? '.';
  if ((await kindOf(folder)) !== 'folder') throw new InputError(`${folder} cannot be read: there is no such folder.`);
  const projects = new Projects();
  const project = await projects.governing(folder);
  if (!project) throw new InputError(`${folder} belongs to no project: there is no pressmark.yaml in it or above it.`);
  if (project.value.coders === 'separate' && !flags.reveal)
    throw new InputError(
      'Coders are separate in this project, and agreement tells of what they all coded: say --reveal if that may be seen. Who still codes does not.',
    );
  const given = finishedFrom(options.finished);
  const read = options.refs === undefined ? await fromFiles(folder, projects, project, host) : await fromRefs(folder, options.refs, projects, project);
  // A coder's rule is known only when all their documents are.
  const rules = rulesOf(
    read.map(({ entries }) => entries),
    project.value.assignments,
    given,
  );
  const found = read.map(({ document, text, entries }) => codingOf(document, text, entries, project.index, rules));
  const coders = codersFrom(options.coders, found);
  const rows = rowsOf(found, {
    tags: project.index.tags.map(({ tag }) => tag.id),
    questions: (project.value.stance ?? []).map(scaleOf),
    coders,
    rules,
    ...settings,
  });
  let shown: readonly string[] | undefined;
  for (const row of rows) {
    if (flags.json) await output.write(`${JSON.stringify(record(row))}\n`);
    else {
      if (row.coders !== shown) {
        if (shown) await output.write('\n');
        for (const line of heading(row)) await output.write(`${visible(line)}\n`);
      }
      shown = row.coders;
      for (const line of lines(row, project)) await output.write(`${visible(line)}\n`);
    }
  }
  tell(host, summary(found, coders, outsideUnits(found, settings.unit, coders)));
  return exitCodes.done;
}

function unitFrom(given: string | undefined): UnitKind {
  const unit = given ?? 'sentence';
  const known = unitKinds.find((kind) => kind === unit);
  if (known) return known;
  throw new UsageError(`There is no unit “${unit}”; there are ${unitKinds.join(', ')}.`, 'agreement');
}

function finishedFrom(given: string | undefined): FinishedRule | undefined {
  const known = finishedRules.find((rule) => rule === given);
  if (known === undefined && given !== undefined)
    throw new UsageError(`There is no “${given}” for --finished; there are ${finishedRules.join(', ')}.`, 'agreement');
  return known;
}

function wholeNumber(name: string, given: string | undefined, otherwise: number): number {
  if (given === undefined) return otherwise;
  if (/^\d{1,6}$/.test(given)) return Number(given);
  throw new UsageError(`--${name} wants a whole number of at most six digits.`, 'agreement');
}

function codersFrom(given: string | undefined, found: readonly Coding[]): readonly string[] {
  const known = [...new Set(found.flatMap(({ coders }) => [...coders.keys()]))].sort();
  if (given === undefined) return known;
  const wanted = [...new Set(given.split(',').map((name) => name.trim()))];
  const unknown = wanted.find((name) => !known.includes(name));
  if (unknown !== undefined) throw new InputError(`No coder “${unknown}” has coded here.${known.length > 0 ? ` There are ${known.join(', ')}.` : ''}`);
  return wanted;
}

/** The project's documents in the work tree. A document or sidecar that cannot be read stops the count: a figure over the rest would look like one over all. */
async function fromFiles(folder: string, projects: Projects, project: LoadedProject, host: Host): Promise<readonly Entries[]> {
  const sidecars = new Map<string, Sidecar[]>();
  const breather = new Breather(host.signal);
  const stop = (sentence: string): never => {
    throw new InputError(sentence);
  };
  for await (const file of filesBelow(folder, (name) => documentNameOf(name) !== undefined, stop)) {
    const document = await documentOf(file);
    if (document !== undefined && !(await projects.holds(project, document))) continue;
    const { value, problems } = await readSidecar(file);
    if (problems.some(({ severity }) => severity === 'error')) throw new InputError(`${file} has mistakes; mend what pressmark check says of it first.`);
    if (document === undefined) tell(host, `${file} stands beside no document and is left out.`);
    else sidecars.set(document, [...(sidecars.get(document) ?? []), value]);
    await breather.breathe();
  }
  const read: Entries[] = [];
  for (const [document, values] of sidecars) {
    const text = textOf(document, await readBytes(document), encodingFor(values, project, document));
    read.push({ document, text, entries: entriesByCoder(together(values)) });
    await breather.breathe();
  }
  return read;
}

interface Entries {
  readonly document: string;
  readonly text: string;
  readonly entries: ReadonlyMap<string, CoderEntries>;
}

function encodingFor(sidecars: readonly Sidecar[], project: LoadedProject, document: string): string {
  return sidecars.map((sidecar) => sidecar.document?.encoding).find((encoding) => encoding !== undefined) ?? encodingOf(project, document) ?? 'utf-8';
}

function textOf(document: string, bytes: Uint8Array, encoding: string): string {
  const decoded = decodeDocument(bytes, encoding);
  if ('text' in decoded) return decoded.text;
  throw new InputError(`${document} is not valid ${encoding}.`);
}

/** The sidecars of one commit, by document. */
type Snapshot = ReadonlyMap<string, readonly Sidecar[]>;

/**
 * Two branches: each coder's work in a document is taken from the one that changed it since they parted. The text is
 * that of the first.
 */
async function fromRefs(folder: string, given: string, projects: Projects, project: LoadedProject): Promise<readonly Entries[]> {
  const [first, second, ...more] = given.split(',').map((ref) => ref.trim());
  if (!first || !second || more.length > 0) throw new UsageError('--refs wants two names with a comma between them: --refs=main,second-coder.', 'agreement');
  const [a, b] = [await commitOf(folder, first), await commitOf(folder, second)];
  const base = await mergeBase(folder, a, b);
  const [ours, theirs, before] = [
    await snapshot(folder, a),
    await snapshot(folder, b),
    base === undefined ? new Map<string, readonly Sidecar[]>() : await snapshot(folder, base),
  ];
  const documents: string[] = [];
  for (const document of [...new Set([...ours.keys(), ...theirs.keys()])].sort())
    if (await projects.holds(project, path.join(folder, document))) documents.push(document);
  const read: Entries[] = [];
  const inFirst = new Set(await filesOf(folder, a));
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
  return read;
}

async function snapshot(folder: string, commit: string): Promise<Snapshot> {
  const files = await filesOf(folder, commit);
  const names = new Set(files);
  const sidecars = files.filter((file) => documentNameOf(path.posix.basename(file)) !== undefined);
  const found = new Map<string, Sidecar[]>();
  let index = 0;
  for await (const bytes of contentsOf(folder, commit, sidecars)) {
    const file = sidecars[index++] as string;
    const text = yamlText(bytes);
    const { value, problems } = parseSidecar(text ?? '');
    if (text === undefined || problems.some(({ severity }) => severity === 'error')) throw new InputError(`${file} has mistakes in ${commit.slice(0, 12)}.`);
    const beside = path.posix.dirname(file);
    const document = documentCandidates(path.posix.basename(file))
      .map((candidate) => (beside === '.' ? candidate.document : `${beside}/${candidate.document}`))
      .find((candidate) => names.has(candidate));
    if (document !== undefined) found.set(document, [...(found.get(document) ?? []), value]);
  }
  return found;
}

function record({ subject, coefficients, ...row }: AgreementRow): object {
  const figures = coefficientNames.flatMap((name) => {
    const estimate = coefficients[name];
    if (!estimate) return [];
    return [[name, { ...estimate.figure, ...(estimate.interval && { interval: estimate.interval }) }] as const];
  });
  return { ...(subject.kind === 'tag' ? { tag: subject.id } : { question: subject.question }), ...row, ...Object.fromEntries(figures) };
}

/** What the figures below speak of, and for each coder what finished means and how much of what they have begun it leaves out. */
function heading({ coders, documents, documentsOfAny, finished, unfinished }: AgreementRow): readonly string[] {
  const all = coders.length === 2 ? 'both' : 'all';
  const words: Readonly<Record<FinishedRule, string>> = { marked: 'what is marked as read', coded: 'whatever is coded or marked as read' };
  return [
    `${coders.join(', ')}: ${count(documents, 'document')} that ${all} finished, of ${documentsOfAny} that any did`,
    ...coders.map((coder, at) => {
      const out = unfinished[at] ?? 0;
      return `  finished by ${coder}: ${words[finished[at] ?? 'coded']}, no draft; ${count(out, 'document')} begun and left out`;
    }),
  ];
}

const labels: Readonly<Record<(typeof coefficientNames)[number], string>> = {
  percent: 'percent agreement',
  'cohen-kappa': "Cohen's κ",
  'fleiss-kappa': "Fleiss' κ",
  alpha: "Krippendorff's α, nominal",
  'alpha-ordinal': "Krippendorff's α, ordinal",
  'alpha-u': "Krippendorff's α_U, boundaries",
  gamma: 'γ, boundaries',
};

const reasons: Readonly<Record<Undefined, string>> = {
  'no-documents': 'undefined: no document that all finished',
  'no-units': 'undefined: nothing that two of them coded',
  'no-variation': 'undefined: everybody gave the same code everywhere',
  'one-sided': 'undefined: one of them never used it',
  'not-two-coders': 'undefined: for two coders only',
  incomplete: 'undefined: some units lack a code',
  'too-many': 'undefined: too many passages in one document',
};

function lines({ subject, unit, units, coded, coders, coefficients }: AgreementRow, { index }: LoadedProject): readonly string[] {
  const name = subject.kind === 'tag' ? `tag ${subject.id} (${index.tag(subject.id)?.tag.label ?? 'not in the codebook'})` : `stance ${subject.question}`;
  const by = coders.map((coder, at) => `${coder} ${coded[at] ?? 0}`).join(', ');
  const figures = coefficientNames.flatMap((key) => {
    const estimate = coefficients[key];
    if (!estimate) return [];
    const { figure, interval } = estimate;
    const value = 'value' in figure ? (key === 'percent' ? `${(100 * figure.value).toFixed(1)} %` : figure.value.toFixed(3)) : reasons[figure.undefined];
    const range = interval ? `  [${interval.map((end) => (key === 'percent' ? (100 * end).toFixed(1) : end.toFixed(3))).join(', ')}]` : '';
    return [`    ${labels[key].padEnd(32)}${value}${range}`];
  });
  return [`  ${name}: ${count(units, unit)}; with a code: ${by}`, ...figures];
}

function summary(found: readonly Coding[], coders: readonly string[], outside: number): string {
  const unplaced = found.reduce((sum, coding) => sum + [...coding.unplaced.values()].reduce((inner, number) => inner + number, 0), 0);
  const leftOut = (number: number, why: string): string => (number > 0 ? ` ${count(number, 'passage')} ${why} ${number === 1 ? 'is' : 'are'} left out.` : '');
  const lost = leftOut(unplaced, 'without a place in the text') + leftOut(outside, 'in no unit, as in readers’ comments and page furniture,');
  if (coders.length < 2) return `Agreement needs two coders: ${count(coders.length, 'coder')} in ${count(found.length, 'document')}.${lost}`;
  return `${count(coders.length, 'coder')}, ${count(found.length, 'document')}. Intervals are 95 %, by resampling documents.${lost}`;
}
