/** `pressmark analyze`: documents in, one JSON object a line out. */
import { indexProject } from '../core/project/lookup';
import path from 'node:path';
import { emptyGazetteer, type Gazetteer, parseGazetteer } from '../core/actors';
import type { Analyser } from '../core/analysis';
import { anchorDecisions } from '../core/annotations/anchored';
import { analyserFor } from '../core/corpus/analyser';
import type { Publication } from '../core/dates/types';
import { eventsOf, statedPublication } from '../core/sidecar/publication';
import { canonicalText, decodeDocument } from '../core/text/canonical';
import { parseArguments } from './arguments';
import { maxBytes, readBytes } from './files';
import { Breather, exitCodes, type ExitCode, type Host, InputError, Interrupted, type Output, UsageError } from './host';
import { linesOf } from './lines';
import { count, fault, systemReason, tell } from './messages';
import { Progress } from './progress';
import { encodingOf, type LoadedProject, Projects } from './projects';
import { parsePublished, publishedForms } from './published';
import { errorLine, recordLine } from './record';
import { readSidecar, Sidecars } from './sidecars';
import { together } from '../core/sidecar';

export async function analyze(argv: readonly string[], host: Host, output: Output): Promise<ExitCode | 'help'> {
  const { help, options, operands } = parseArguments('analyze', argv, { options: ['project', 'published'] });
  if (help) return 'help';
  const published = options.published === undefined ? undefined : parsePublished(options.published);
  if (options.published !== undefined && !published) throw new UsageError(`“${options.published}” is no publication date: give ${publishedForms}.`, 'analyze');
  const projects = new Projects();
  const project = options.project === undefined ? undefined : await projects.at(options.project);
  const analysers = new Analysers(host, await loadGazetteer(host));
  return operands.length > 0
    ? new FileRun(host, output, projects, project, published, analysers).run(operands)
    : analyzeStream(host, output, analysers.of(project), published);
}

/** The list of names that is delivered with the command; without it, with a word about it, none. */
export async function loadGazetteer(host: Host): Promise<Gazetteer> {
  try {
    return parseGazetteer(Buffer.from(await readBytes(host.gazetteerPath)).toString('utf8'));
  } catch (error) {
    tell(
      host,
      `The list of names is missing, so that actors are found by the project and their context alone; install pressmark again to have it. ${systemReason(error)}`,
    );
    return emptyGazetteer;
  }
}

/** Analysers by project. A project's problems are said once: what could not be read has no part in the analysis. */
class Analysers {
  private readonly kept = new Map<LoadedProject | undefined, Analyser>();

  constructor(
    private readonly host: Host,
    private readonly gazetteer: Gazetteer,
  ) {}

  of(project: LoadedProject | undefined): Analyser {
    const known = this.kept.get(project);
    if (known) return known;
    for (const { path: file, problems } of project?.sources ?? []) warnOfProblems(this.host, file, problems);
    const analyser = analyserFor(project?.value ?? { pressmark: 1 }, this.gazetteer);
    // Files come folder by folder; two projects at a time are enough, and many would fill the memory.
    for (const oldest of [...this.kept.keys()].slice(0, -1)) this.kept.delete(oldest);
    this.kept.set(project, analyser);
    return analyser;
  }
}

function warnOfProblems(host: Host, file: string, problems: readonly { readonly severity: string }[]): void {
  const errors = problems.filter(({ severity }) => severity === 'error').length;
  if (errors > 0) tell(host, `${file} is not read in full: it has ${count(errors, 'mistake')}. “pressmark check ${file}” says where.`);
}

class FileRun {
  private readonly sidecars = new Sidecars();

  constructor(
    private readonly host: Host,
    private readonly output: Output,
    private readonly projects: Projects,
    private readonly project: LoadedProject | undefined,
    private readonly published: Publication | undefined,
    private readonly analysers: Analysers,
  ) {}

  async run(files: readonly string[]): Promise<ExitCode> {
    const progress = new Progress(this.host, files.length);
    const breather = new Breather(this.host.signal);
    let code: ExitCode = exitCodes.done;
    try {
      for (const file of files) {
        const line = await this.line(file).catch((error: unknown) => {
          const sentence = error instanceof InputError ? error.message : `${file} cannot be analysed. ${fault(error)}`;
          progress.end();
          tell(this.host, sentence);
          code = exitCodes.bad;
          return errorLine(file, sentence);
        });
        await this.output.write(`${line}\n`);
        progress.step();
        await breather.breathe();
      }
    } finally {
      progress.end();
    }
    return code;
  }

  private async line(file: string): Promise<string> {
    const project = this.project ?? (await this.projects.governing(path.dirname(file)));
    const paths = await this.sidecars.of(file);
    const read = await Promise.all(paths.map(readSidecar));
    read.forEach(({ problems }, index) => warnOfProblems(this.host, paths[index] ?? '', problems));
    const { document = {}, mentions = [] } = together(read.map(({ value }) => value));
    const encoding = document.encoding ?? encodingOf(project, file);
    const decoded = decodeDocument(await readBytes(file), encoding);
    if ('problem' in decoded) throw new InputError(undecodable(file, decoded.problem, encoding));
    const { text } = decoded;
    const analysis = this.analysers.of(project).analyse(text, {
      publication: this.published ?? statedPublication(document),
      fileName: path.basename(file),
      url: document.url,
      events: eventsOf(indexProject(project?.value ?? { pressmark: 1 }), document),
      decisions: anchorDecisions(text, mentions),
    });
    return recordLine(file, analysis, document.outlet === undefined ? undefined : { id: document.outlet, basis: 'sidecar' });
  }
}

function undecodable(file: string, problem: 'undecodable' | 'unknown-encoding', encoding = 'utf-8'): string {
  if (problem === 'unknown-encoding') return `${file} cannot be read: there is no encoding “${encoding}”.`;
  return `${file} cannot be read: it is not valid ${encoding}. Set “encoding:” in pressmark.yaml or in the sidecar to what it is.`;
}

/** Answers JSON lines one by one, for as long as they come. */
async function analyzeStream(host: Host, output: Output, analyser: Analyser, published: Publication | undefined): Promise<ExitCode> {
  if (host.stdin.isTTY === true) tell(host, 'Reading JSON lines {"id","text"} from the terminal; end with Ctrl+D.');
  const stop = (): void => void host.stdin.destroy();
  host.signal.addEventListener('abort', stop, { once: true });
  const progress = new Progress(host);
  const breather = new Breather(host.signal);
  try {
    for await (const line of linesOf(host.stdin, maxBytes)) {
      await output.write(`${'error' in line ? errorLine(undefined, line.error) : answer(line.text, analyser, published)}\n`);
      progress.step();
      await breather.breathe();
    }
  } catch (error) {
    // An interrupted read fails in whatever way the stream likes.
    if (host.signal.aborted) throw new Interrupted();
    throw isSystemError(error) && error.syscall === 'read' ? new InputError(`Standard input cannot be read: ${systemReason(error)}.`) : error;
  } finally {
    progress.end();
    host.signal.removeEventListener('abort', stop);
  }
  if (host.signal.aborted) throw new Interrupted();
  return exitCodes.done;
}

function isSystemError(error: unknown): error is NodeJS.ErrnoException {
  return error instanceof Error && 'code' in error && 'syscall' in error;
}

/** The answer to one line; never throws, because one document must not end the stream. */
function answer(line: string, analyser: Analyser, published: Publication | undefined): string {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch (error) {
    return errorLine(undefined, line.trim() === '' ? 'the line is empty' : `the line is not JSON: ${(error as Error).message}`);
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return errorLine(undefined, 'the line is not an object {"id","text"}');
  const { id, text, published: own = undefined } = value as Readonly<Record<string, unknown>>;
  if (typeof id !== 'string' && typeof id !== 'number') return errorLine(undefined, id === undefined ? '"id" is missing' : '"id" is not a string');
  if (typeof text !== 'string') return errorLine(id, text === undefined ? '"text" is missing' : '"text" is not a string');
  const publication = own === undefined || own === null ? published : typeof own === 'string' ? parsePublished(own) : undefined;
  if (!publication && own !== undefined && own !== null) return errorLine(id, `"published" is not ${publishedForms}`);
  try {
    return recordLine(id, analyser.analyse(canonicalText(text), { publication }));
  } catch (error) {
    return errorLine(id, fault(error));
  }
}
