/** `pressmark analyze`: documents in, one JSON object a line out. */
import { availableParallelism } from 'node:os';
import { finished } from 'node:stream/promises';
import { QuotationReader } from '../core/quotations';
import { forPassing } from '../core/text/blockCache';
import { answerTo, lineShape } from './answer';
import { parseArguments } from './arguments';
import { Analysers, Documents, fileLine, loadGazetteer, whoseFrom } from './documents';
import { Breather, exitCodes, type ExitCode, type Host, Output, OutputError, UsageError } from './host';
import { runJobs } from './jobs';
import type { JobSettings } from './jobs/protocol';
import { tell } from './messages';
import { Progress } from './progress';
import { Projects } from './projects';
import { parsePublished, publishedForms } from './published';
import { type Answered, nothingAnswered, resume } from './resume';
import { answerLines } from './stream';

/** More threads than any machine this runs on has cores: a slip of the keyboard must not start a million. */
const mostJobs = 256;

export async function analyze(argv: readonly string[], host: Host, output: Output): Promise<ExitCode | 'help'> {
  const { help, flags, options, operands } = parseArguments('analyze', argv, {
    flags: ['reveal'],
    options: ['project', 'published', 'jobs', 'resume', 'coder'],
  });
  if (help) return 'help';
  const published = options.published === undefined ? undefined : parsePublished(options.published);
  if (options.published !== undefined && !published) throw new UsageError(`“${options.published}” is no publication date: give ${publishedForms}.`, 'analyze');
  const jobs = jobsOf(options.jobs);
  const { project, resume: file } = options;
  // A project that is not there is told before any file is touched.
  if (project !== undefined) await new Projects().at(project);
  const settings: JobSettings = { project, published, gazetteerPath: host.gazetteerPath, version: host.version, whose: whoseFrom(options.coder, flags.reveal) };
  const files = operands.length > 0 ? operands : undefined;
  if (file === undefined) return answerAll(host, output, jobs, settings, nothingAnswered, files);
  const { answered, stream } = await resume(file, host.signal);
  const own = new Output(stream);
  const written = finished(stream).catch((error: unknown) => new OutputError(error as NodeJS.ErrnoException));
  // What was answered before a mistake, or Ctrl+C, is written as well.
  const code = await answerAll({ ...host, stdout: stream }, own, jobs, settings, answered, files).finally(async () => {
    stream.end();
    await written;
  });
  const failure = await written;
  if (failure) throw failure;
  const left = await answered.left();
  if (left !== undefined) tell(host, left);
  return code;
}

function answerAll(
  host: Host,
  output: Output,
  jobs: number,
  settings: JobSettings,
  answered: Answered,
  files: readonly string[] | undefined,
): Promise<ExitCode> {
  if (jobs > 1) return runJobs(host, output, { jobs, settings, answered }, files);
  return files ? analyzeFiles(host, output, settings, answered, files) : analyzeStream(host, output, settings, answered);
}

/** @throws UsageError */
function jobsOf(text: string | undefined): number {
  if (text === undefined) return 1;
  if (text === 'all') return Math.min(mostJobs, availableParallelism());
  const jobs = /^[0-9]{1,3}$/.test(text) ? Number(text) : 0;
  if (jobs < 1 || jobs > mostJobs)
    throw new UsageError(`“${text}” is no number of jobs: give one from 1 to ${mostJobs}, or “all” for as many as this machine has cores.`, 'analyze');
  return jobs;
}

async function analyzeFiles(
  host: Host,
  output: Output,
  { project: name, published, whose }: JobSettings,
  answered: Answered,
  files: readonly string[],
): Promise<ExitCode> {
  const projects = new Projects();
  const project = name === undefined ? undefined : await projects.at(name);
  const documents = new Documents(host, projects, project, published, new Analysers(host, await loadGazetteer(host)), whose);
  const rest = await answered.rest(files, (sentence) => tell(host, sentence));
  const progress = new Progress(host, { documents: rest.length });
  const breather = new Breather(host.signal);
  const reader = new QuotationReader(forPassing);
  let code: ExitCode = exitCodes.done;
  try {
    for (const file of rest) {
      const { line, problem } = await fileLine(documents, reader, file);
      if (problem !== undefined) {
        progress.say(problem);
        code = exitCodes.bad;
      }
      await output.write(`${line}\n`);
      progress.step();
      await breather.breathe();
    }
  } finally {
    progress.end();
  }
  return code;
}

async function analyzeStream(host: Host, output: Output, { project: name, published }: JobSettings, answered: Answered): Promise<ExitCode> {
  const project = name === undefined ? undefined : await new Projects().at(name);
  const analyser = new Analysers(host, await loadGazetteer(host)).of(project);
  const reader = new QuotationReader(forPassing);
  await answerLines(host, output, lineShape, (line) => answerTo(line, analyser, reader, published), answered);
  return exitCodes.done;
}
