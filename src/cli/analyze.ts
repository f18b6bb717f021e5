/** `pressmark analyze`: documents in, one JSON object a line out. */
import type { Analyser } from '../core/analysis';
import type { Publication } from '../core/dates/types';
import { QuotationReader } from '../core/quotations';
import { canonicalText } from '../core/text/canonical';
import { parseArguments } from './arguments';
import { Analysers, Documents, loadGazetteer } from './documents';
import { Breather, exitCodes, type ExitCode, type Host, InputError, type Output, UsageError } from './host';
import { fault, tell } from './messages';
import { Progress } from './progress';
import { Projects } from './projects';
import { parsePublished, publishedForms } from './published';
import { errorLine, recordLine } from './record';
import { answerLines, idIn, objectIn } from './stream';

const shape = '{"id","text"}';

export async function analyze(argv: readonly string[], host: Host, output: Output): Promise<ExitCode | 'help'> {
  const { help, options, operands } = parseArguments('analyze', argv, { options: ['project', 'published'] });
  if (help) return 'help';
  const published = options.published === undefined ? undefined : parsePublished(options.published);
  if (options.published !== undefined && !published) throw new UsageError(`“${options.published}” is no publication date: give ${publishedForms}.`, 'analyze');
  const projects = new Projects();
  const project = options.project === undefined ? undefined : await projects.at(options.project);
  const analysers = new Analysers(host, await loadGazetteer(host));
  return operands.length > 0
    ? analyzeFiles(host, output, new Documents(host, projects, project, published, analysers), operands)
    : analyzeStream(host, output, analysers.of(project), published);
}

async function analyzeFiles(host: Host, output: Output, documents: Documents, files: readonly string[]): Promise<ExitCode> {
  const progress = new Progress(host, files.length);
  const breather = new Breather(host.signal);
  const reader = new QuotationReader();
  let code: ExitCode = exitCodes.done;
  try {
    for (const file of files) {
      const line = await fileLine(documents, reader, file).catch((error: unknown) => {
        const sentence = error instanceof InputError ? error.message : `${file} cannot be analysed. ${fault(error)}`;
        progress.end();
        tell(host, sentence);
        code = exitCodes.bad;
        return errorLine(file, sentence);
      });
      await output.write(`${line}\n`);
      progress.step();
      await breather.breathe();
    }
  } finally {
    progress.end();
  }
  return code;
}

async function fileLine(documents: Documents, reader: QuotationReader, file: string): Promise<string> {
  const { text, analysis, metadata } = await documents.read(file);
  return recordLine(
    file,
    analysis,
    reader.read(text, analysis.blocks, analysis.mentions),
    metadata.outlet === undefined ? undefined : { id: metadata.outlet, basis: 'sidecar' },
  );
}

async function analyzeStream(host: Host, output: Output, analyser: Analyser, published: Publication | undefined): Promise<ExitCode> {
  const reader = new QuotationReader();
  await answerLines(host, output, shape, (line) => answer(line, analyser, reader, published));
  return exitCodes.done;
}

/** The answer to one line; never throws. */
function answer(line: string, analyser: Analyser, reader: QuotationReader, published: Publication | undefined): string {
  const read = objectIn(line, shape);
  if ('error' in read) return read.error;
  const named = idIn(read.value);
  if ('error' in named) return named.error;
  const { id } = named;
  const { text, published: own = undefined } = read.value;
  if (typeof text !== 'string') return errorLine(id, text === undefined ? '"text" is missing' : '"text" is not a string');
  const publication = own === undefined || own === null ? published : typeof own === 'string' ? parsePublished(own) : undefined;
  if (!publication && own !== undefined && own !== null) return errorLine(id, `"published" is not ${publishedForms}`);
  try {
    const canonical = canonicalText(text);
    const analysis = analyser.analyse(canonical, { publication });
    return recordLine(id, analysis, reader.read(canonical, analysis.blocks, analysis.mentions));
  } catch (error) {
    return errorLine(id, fault(error));
  }
}
