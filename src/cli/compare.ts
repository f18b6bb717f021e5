/** `pressmark compare`: passages that report the same statement. */
import type { Analyser } from '../core/analysis';
import { Lexicon, prepare, type Prepared, sharedStatements, statementMarks, type SharedStatement, wholeScore } from '../core/statements';
import { canonicalText } from '../core/text/canonical';
import { maxComparedLength } from '../core/statements/limits';
import { type LineIndex, lineIndexOf } from '../core/text/lines';
import { parseArguments } from './arguments';
import { Analysers, Documents, loadGazetteer, whoseFrom } from './documents';
import { Breather, exitCodes, type ExitCode, type Host, InputError, type Output, UsageError } from './host';
import { count, fault, numeral, shortened, tell, visible } from './messages';
import { Progress } from './progress';
import { Projects } from './projects';
import { errorLine } from './record';
import { idIn, objectIn } from './objects';
import { answerLines } from './stream';

const shape = '{"id","a":{"text"},"b":{"text"}}';

export async function compare(argv: readonly string[], host: Host, output: Output): Promise<ExitCode | 'help'> {
  const { help, flags, options, operands } = parseArguments('compare', argv, { flags: ['json', 'reveal'], options: ['project', 'coder'] });
  if (help) return 'help';
  if (operands.length === 1) throw new UsageError('Name two documents at least, or none to read JSON lines.', 'compare');
  const projects = new Projects();
  const project = options.project === undefined ? undefined : await projects.at(options.project);
  const analysers = new Analysers(host, await loadGazetteer(host));
  if (operands.length > 0)
    return compareFiles(
      host,
      output,
      new Documents(host, projects, project, undefined, analysers, whoseFrom(options.coder, flags.reveal)),
      operands,
      flags.json,
    );
  const analyser = analysers.of(project);
  const lexicon = new Lexicon();
  await answerLines(host, output, shape, (line) => answer(line, analyser, lexicon));
  return exitCodes.done;
}

interface Compared {
  readonly file: string;
  readonly prepared: Prepared;
  readonly lines: LineIndex;
}

/** Every document with every other, in the order given. What cannot be read is said, and the others are compared. */
async function compareFiles(host: Host, output: Output, documents: Documents, files: readonly string[], json: boolean): Promise<ExitCode> {
  const breather = new Breather(host.signal);
  const progress = new Progress(host, { documents: files.length });
  const lexicon = new Lexicon();
  const read: Compared[] = [];
  let code: ExitCode = exitCodes.done;
  let statements = 0;
  try {
    for (const file of files) {
      try {
        const { text, analysis } = await documents.read(file);
        if (text.length > maxComparedLength) throw new InputError(`${file} ${tooLong}`);
        const lines = lineIndexOf(text);
        const prepared = prepare(text, lexicon, { blocks: analysis.blocks, marks: statementMarks(analysis) });
        for (const other of read) {
          const shared = sharedStatements(other.prepared, prepared);
          statements += shared.length;
          for (const statement of shared) {
            const pair = [other, { file, prepared, lines }] as const;
            await output.write(`${json ? jsonLine(pair, statement) : readable(pair, statement)}\n`);
          }
          await breather.breathe();
        }
        read.push({ file, prepared, lines });
      } catch (error) {
        if (!(error instanceof InputError)) throw error;
        progress.end();
        tell(host, error.message);
        code = exitCodes.bad;
      }
      progress.step();
    }
  } finally {
    progress.end();
  }
  tell(host, `${count(statements, 'statement')} in common among ${count(read.length, 'document')}.`);
  return code;
}

const tooLong = `is not compared: it has more than ${numeral(maxComparedLength)} characters.`;

type Pair = readonly [Compared, Compared];

function jsonLine([x, y]: Pair, { a, b, score, relation }: SharedStatement): string {
  return JSON.stringify({ a: { id: x.file, ...a }, b: { id: y.file, ...b }, score: rounded(score), relation });
}

function readable([x, y]: Pair, { a, b, score, relation }: SharedStatement): string {
  const side = ({ file, prepared: { text }, lines }: Compared, { start, end }: SharedStatement['a']): string => {
    const { line, character } = lines.positionAt(start);
    return `  ${visible(file)}:${line + 1}:${character + 1}: ${visible(shortened(text.slice(start, end), maxShown))}`;
  };
  return `${relation} ${score.toFixed(2)}\n${side(x, a)}\n${side(y, b)}`;
}

/** Characters of a wording that a reader at a terminal is shown. */
const maxShown = 400;

function rounded(score: number): number {
  return Math.round(score * 1e4) / 1e4;
}

/** The answer to one line; never throws. */
function answer(line: string, analyser: Analyser, lexicon: Lexicon): string {
  const read = objectIn(line, shape);
  if ('error' in read) return read.error;
  const named = idIn(read.value);
  if ('error' in named) return named.error;
  const { id } = named;
  const texts: string[] = [];
  for (const side of ['a', 'b'] as const) {
    const text = textIn(read.value[side]);
    if (text === undefined) return errorLine(id, `"${side}" is not an object {"text"}`);
    if (text.length > maxComparedLength) return errorLine(id, `"${side}" ${tooLong}`);
    texts.push(text);
  }
  try {
    const [a, b] = texts.map((text) => preparedText(text, analyser, lexicon)) as [Prepared, Prepared];
    const shared = sharedStatements(a, b);
    return JSON.stringify({
      id,
      score: rounded(wholeScore(a, b, shared)),
      pairs: shared.map(({ a: x, b: y, score, relation }) => ({ a: [x.start, x.end], b: [y.start, y.end], score: rounded(score), relation })),
    });
  } catch (error) {
    return errorLine(id, fault(error));
  }
}

function textIn(value: unknown): string | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const { text } = value as { readonly text?: unknown };
  return typeof text === 'string' ? canonicalText(text) : undefined;
}

function preparedText(text: string, analyser: Analyser, lexicon: Lexicon): Prepared {
  const analysis = analyser.analyse(text);
  return prepare(text, lexicon, { blocks: analysis.blocks, marks: statementMarks(analysis) });
}
