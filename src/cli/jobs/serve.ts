/** A worker thread of `pressmark analyze --jobs`: answers one task after the other. */
import { Readable, Writable } from 'node:stream';
import { parentPort, workerData } from 'node:worker_threads';
import type { Analyser } from '../../core/analysis';
import { QuotationReader } from '../../core/quotations';
import { forPassing } from '../../core/text/blockCache';
import { answerTo } from '../answer';
import { Analysers, Documents, fileLine, loadGazetteer } from '../documents';
import { maxBytes } from '../files';
import type { Host } from '../host';
import { linesIn } from '../lines';
import { Projects } from '../projects';
import { errorLine } from '../record';
import type { Done, JobAnswer, JobSettings, Task } from './protocol';

interface Tools {
  readonly analyser: Analyser;
  readonly documents: Documents;
  readonly reader: QuotationReader;
}

/** Serves for as long as the thread lives. */
export function serveTasks(): void {
  const port = parentPort;
  if (!port) throw new Error('This module runs in a worker thread.');
  const settings = workerData as JobSettings;
  const said = new Said();
  const tools = prepare(settings, said);
  // A failure is the next task's answer.
  tools.catch(() => undefined);
  let last: Promise<unknown> = tools;
  port.on('message', (task: Task) => {
    last = last
      .then(async () => answer(task, await tools, settings, said))
      .then(
        (done) => port.postMessage({ done } satisfies JobAnswer, [done.output.buffer]),
        (error: unknown) => port.postMessage({ failed: error instanceof Error ? error.message : String(error) } satisfies JobAnswer),
      );
  });
}

/** What is told to a person, until it goes along with an answer. */
class Said extends Writable {
  private text = '';

  override _write(chunk: Buffer, _encoding: string, done: () => void): void {
    this.text += chunk.toString();
    done();
  }

  take(): string {
    const { text } = this;
    this.text = '';
    return text;
  }
}

async function prepare({ project: name, published, gazetteerPath, version, whose }: JobSettings, said: Said): Promise<Tools> {
  const host: Host = { stdin: Readable.from([]), stdout: said, stderr: said, signal: new AbortController().signal, gazetteerPath, version, workerFile: '' };
  const projects = new Projects();
  const project = name === undefined ? undefined : await projects.at(name);
  const analysers = new Analysers(host, await loadGazetteer(host));
  return {
    analyser: analysers.of(project),
    documents: new Documents(host, projects, project, published, analysers, whose),
    reader: new QuotationReader(forPassing),
  };
}

async function answer(task: Task, { analyser, documents, reader }: Tools, { published }: JobSettings, said: Said): Promise<Done> {
  const answers: string[] = [];
  let bad = false;
  if ('lines' in task) {
    for (const { line } of linesIn({ bytes: task.lines }, maxBytes))
      answers.push('error' in line ? errorLine(undefined, line.error) : answerTo(line.text, analyser, reader, published));
  } else {
    for (const file of task.files) {
      const { line, problem } = await fileLine(documents, reader, file);
      answers.push(line);
      if (problem === undefined) continue;
      bad = true;
      said.write(`${problem}\n`);
    }
  }
  const output = new TextEncoder().encode(answers.map((line) => `${line}\n`).join('')) as Uint8Array<ArrayBuffer>;
  return { output, said: said.take(), documents: answers.length, bad };
}
