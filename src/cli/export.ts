/** `pressmark export`: what a project's people decided, in the formats of other tools. */
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { v4 } from 'uuid';
import { Namesakes } from '../core/actors/namesakes';
import { type Analyser, analyserFor } from '../core/corpus/analyser';
import { anchorDecisions } from '../core/annotations/anchored';
import {
  chosen,
  type ConllLayer,
  conllLayers,
  exchangeDocument,
  type ExchangeDocument,
  exported,
  type ExportFormat,
  exportFormats,
  type Loss,
  pseudonymised,
  type TableName,
  tableNames,
  withNamesakes,
} from '../core/exchange';
import { together } from '../core/sidecar';
import { eventsOf, statedPublication } from '../core/sidecar/publication';
import { decodeDocument } from '../core/text/canonical';
import { loadGazetteer } from './documents';
import { parseArguments } from './arguments';
import { filesBelow, kindOf, readBytes } from './files';
import { Breather, exitCodes, type ExitCode, type Host, InputError, type Output, UsageError } from './host';
import { count, sentenceOf, systemReason, tell } from './messages';
import { Progress } from './progress';
import { encodingOf, type LoadedProject, Projects } from './projects';
import { readSidecar, Sidecars } from './sidecars';

/** In the list of pseudonyms: everybody who commented. */
const commenters = 'commenters';

export async function exportTo(argv: readonly string[], host: Host, output: Output): Promise<ExitCode | 'help'> {
  const { help, flags, options, operands } = parseArguments('export', argv, {
    flags: ['reveal', 'settled'],
    options: ['to', 'out', 'table', 'layer', 'tag', 'outlet', 'coder', 'event', 'pseudonyms'],
  });
  if (help) return 'help';
  const format = oneOf('to', options.to, exportFormats);
  if (format === undefined) throw new UsageError(`Say what to export to: --to=${exportFormats.join('|')}.`, 'export');
  const table = oneOf('table', options.table, tableNames);
  const layer = oneOf('layer', options.layer, conllLayers);
  if (operands.length > 1) throw new UsageError('Name one folder: an export is of one project.', 'export');
  const folder = operands[0] ?? '.';
  if ((await kindOf(folder)) !== 'folder') throw new InputError(`${folder} cannot be read: there is no such folder.`);
  const projects = new Projects();
  const project = await projects.governing(folder);
  if (!project) throw new InputError(`${folder} belongs to no project: there is no pressmark.yaml in it or above it.`);
  const reveals = flags.reveal || options.coder !== undefined || format === 'qdc';
  if (project.value.coders === 'separate' && !reveals)
    throw new InputError(
      'Coders are separate in this project, and an export holds what they all coded: say whose with --coder=NAME, or --reveal for everybody’s.',
    );
  const choice = { tags: listed(options.tag), outlets: listed(options.outlet), coders: listed(options.coder), events: listed(options.event) };
  const hidden = listed(options.pseudonyms);
  const unknown = [
    ...(choice.tags ?? []).filter((id) => !project.index.tag(id)),
    ...(choice.outlets ?? []).filter((id) => !project.index.outlet(id)),
    ...(choice.events ?? []).filter((id) => !project.index.event(id)),
    ...(hidden ?? []).filter((id) => id !== commenters && !project.index.actor(id)),
  ];
  if (unknown.length > 0) throw new InputError(`The project has no “${unknown.join('”, “')}”.`);
  const analyser = hidden || needsAnalysis(format, table, layer) ? analyserFor(project.value, await loadGazetteer(host)) : undefined;
  const read: ExchangeDocument[] = [];
  const namesakes = new Namesakes();
  const signed = new Set((project.value.assignments ?? []).flatMap(({ coders }) => coders));
  for await (const document of documentsOf(
    folder,
    projects,
    project,
    analyser && { analyser, namesakes },
    { coders: choice.coders, settled: flags.settled, signed },
    host,
  )) {
    const kept = chosen(document, choice, project.index);
    if (kept) read.push(kept);
  }
  const nobody = (choice.coders ?? []).filter((coder) => !signed.has(coder));
  if (nobody.length > 0) throw new InputError(`Nobody of the name “${nobody.join('”, “')}” has coded anything there.`);
  const documents = read.map((document) => withNamesakes(document, namesakes.apart));
  const whole = { documents, project: { name: path.basename(project.root), index: project.index }, losses: [] };
  const hiding = hidden && { commenters: hidden.includes(commenters), actors: hidden.filter((id) => id !== commenters), seed: v4() };
  const leaving = hiding ? pseudonymised(documents, whole.project, hiding) : whole;
  const { files, losses } = exported(format, leaving.documents, leaving.project, { tables: table && [table], layer });
  await deliver(files, options.out, output);
  for (const loss of [...leaving.losses, ...losses]) tell(host, `Note: ${sentenceOf(loss satisfies Loss)}`);
  tell(host, `${count(documents.length, 'document')}, ${count(files.length, 'file')}.`);
  return exitCodes.done;
}

function oneOf<T extends string>(option: string, given: string | undefined, known: readonly T[]): T | undefined {
  const found = known.find((name) => name === given);
  if (given !== undefined && found === undefined) throw new UsageError(`There is no “${given}” for --${option}; there are ${known.join(', ')}.`, 'export');
  return found;
}

function listed(given: string | undefined): readonly string[] | undefined {
  return given?.split(',').map((id) => id.trim());
}

/** Automatic marks are worked out only where they are asked for. */
function needsAnalysis(format: ExportFormat, table: TableName | undefined, layer: ConllLayer | undefined): boolean {
  if (format === 'conll') return layer !== 'passages';
  return (format === 'csv' || format === 'jsonl') && (table === undefined || table === 'mentions' || table === 'dates');
}

interface Wanted {
  readonly coders: readonly string[] | undefined;
  readonly settled: boolean;
  /** Takes the name of everybody who coded. */
  readonly signed: Set<string>;
}

/** The project's documents below a folder, in the order of their names. What cannot be read ends the export: a part would look like the whole. */
async function* documentsOf(
  folder: string,
  projects: Projects,
  project: LoadedProject,
  analysis: { readonly analyser: Analyser; readonly namesakes: Namesakes } | undefined,
  { coders, settled, signed }: Wanted,
  host: Host,
): AsyncGenerator<ExchangeDocument> {
  const progress = new Progress(host);
  const breather = new Breather(host.signal);
  const sidecars = new Sidecars();
  const stop = (sentence: string): never => {
    throw new InputError(sentence);
  };
  try {
    for await (const file of filesBelow(folder, () => true, stop)) {
      const relative = path.relative(project.root, path.resolve(file)).split(path.sep).join('/');
      const selected = project.selector(relative);
      // A project within this one governs its own.
      if (!selected || (await projects.governing(path.dirname(file))) !== project) continue;
      const paths = await sidecars.of(file);
      const read = await Promise.all(paths.map(readSidecar));
      const broken = read.findIndex(({ problems }) => problems.some(({ severity }) => severity === 'error'));
      if (broken >= 0) throw new InputError(`${paths[broken] ?? file} has mistakes; mend what pressmark check says of it first.`);
      const { document = {}, mentions: decided = [], annotations = [], stance = [], read: readMarks = [] } = together(read.map(({ value }) => value));
      for (const { by } of [...decided, ...annotations, ...stance, ...readMarks]) signed.add(by);
      // A mark that a coder who was not asked for has rejected or renamed is as the machine left it.
      const mentions = decided.filter(({ by }) => coders === undefined || coders.includes(by));
      const encoding = document.encoding ?? encodingOf(project, file);
      const decoded = decodeDocument(await readBytes(file), encoding);
      if ('problem' in decoded) throw new InputError(`${file} is not valid ${encoding ?? 'utf-8'}.`);
      const { text } = decoded;
      const marks = analysis?.analyser.analyse(text, {
        publication: statedPublication(document),
        fileName: path.basename(file),
        url: document.url,
        events: eventsOf(project.index, document),
        decisions: anchorDecisions(text, mentions),
      });
      analysis?.namesakes.add(marks?.mentions ?? []);
      yield exchangeDocument(
        {
          path: relative,
          text,
          quotes: selected.quotes !== 'none',
          sidecars: read.map(({ value }) => value),
          settled,
          ...(marks && { mentions: marks.mentions, dates: marks.dates }),
        },
        project.index,
      );
      progress.step();
      await breather.breathe();
    }
  } finally {
    progress.end();
  }
}

/** Into a folder; one text alone goes to standard output where no folder is named. Nothing that stands there is overwritten. */
async function deliver(
  files: readonly { readonly path: string; readonly content: string | Uint8Array }[],
  out: string | undefined,
  output: Output,
): Promise<void> {
  const [only, ...more] = files;
  if (out === undefined) {
    if (only && more.length === 0 && typeof only.content === 'string') return output.write(only.content);
    throw new UsageError('This export is several files, or no text: name a folder for them with --out.', 'export');
  }
  const targets = files.map(({ path: name, content }) => ({ target: path.join(out, ...name.split('/')), content }));
  // Half an export would look like the whole.
  for (const { target } of targets) if ((await kindOf(target)) !== 'nothing') throw new InputError(`${target} is there already, and nothing is overwritten.`);
  for (const { target, content } of targets) {
    try {
      await mkdir(path.dirname(target), { recursive: true });
      await writeFile(target, content, { flag: 'wx' });
    } catch (error) {
      const exists = (error as NodeJS.ErrnoException).code === 'EEXIST';
      throw new InputError(exists ? `${target} is there already, and nothing is overwritten.` : `${target} cannot be written: ${systemReason(error)}.`);
    }
  }
}
