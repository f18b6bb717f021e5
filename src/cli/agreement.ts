/** `pressmark agreement`: how far coders agree, over exactly the documents that they all finished. */
import path from 'node:path';
import {
  agreement as rowsOf,
  type AgreementRow,
  type FinishedRule,
  finishedRules,
  haveOneBasis,
  outsideUnits,
  rulesOf,
  scaleOf,
  type UnitKind,
  unitKinds,
} from '../core/agreement';
import { codebookOf } from '../core/agreement/codebook';
import { type Coding, codingOf, entriesByCoder, withoutCopies } from '../core/agreement/coding';
import { documentNameOf, together } from '../core/sidecar';
import type { Sidecar } from '../core/sidecar/schema';
import { encodingFor, type Entries, fromRefs, type Read, textOf } from './agreementRefs';
import { heading, lines, record, summary } from './agreementWords';
import { parseArguments } from './arguments';
import { filesBelow, kindOf, readBytes } from './files';
import { Breather, exitCodes, type ExitCode, type Host, InputError, type Output, UsageError } from './host';
import { tell, visible } from './messages';
import { type LoadedProject, projectPath, Projects } from './projects';
import { documentOf, readSidecar } from './sidecars';

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
  const { read, copies, branches } =
    options.refs === undefined ? await fromFiles(folder, projects, project, host) : await fromRefs(folder, options.refs, projects, project);
  const codebook = codebookOf(project.value, branches);
  const { index } = codebook;
  // A coder's rule is known only when all their documents are.
  const rules = rulesOf(
    read.map(({ entries }) => entries),
    project.value.assignments,
    given,
  );
  const found = read.map(({ document, text, entries }) => codingOf(document, text, entries, index, rules));
  const coders = codersFrom(options.coders, found);
  const rows = rowsOf(found, {
    tags: index.tags.map(({ tag }) => tag.id),
    questions: (index.project.stance ?? []).map(scaleOf),
    coders,
    rules,
    ...settings,
  });
  let shown: AgreementRow | undefined;
  for (const row of rows) {
    if (flags.json) await output.write(`${JSON.stringify(record(row, codebook))}\n`);
    else {
      const isOther = row.coders !== shown?.coders;
      if (shown && isOther) await output.write('\n');
      if (!shown || isOther || !haveOneBasis(row, shown)) for (const line of heading(row, !isOther)) await output.write(`${visible(line)}\n`);
      shown = row;
      for (const line of lines(row, codebook)) await output.write(`${visible(line)}\n`);
    }
  }
  tell(host, summary(found, coders, outsideUnits(found, settings.unit, coders), copies));
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
async function fromFiles(folder: string, projects: Projects, project: LoadedProject, host: Host): Promise<Read> {
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
  const coded = [...sidecars].map(([document, values]) => ({
    document,
    values,
    path: projectPath(project, document),
    metadata: together(values).document ?? {},
  }));
  const originals = new Set<string>();
  for (const { metadata } of coded) {
    const original = metadata['copy-of'];
    if (original !== undefined && (await kindOf(path.join(project.root, original))) === 'file') originals.add(original);
  }
  const { kept, copies } = withoutCopies(coded, (file) => originals.has(file));
  const read: Entries[] = [];
  for (const { document, values } of kept) {
    const text = textOf(document, await readBytes(document), encodingFor(values, project, document));
    read.push({ document, text, entries: entriesByCoder(together(values)) });
    await breather.breathe();
  }
  return { read, copies, branches: [] };
}
