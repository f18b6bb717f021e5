/**
 * The filling of an index as a window does it: the feed and the workers of the production bundle, on files, in a process of its own for each number of workers
 * that read. Time by the clock, for several threads are what it is about: on a machine that has other things to do, or fewer cores than there are workers, the
 * figure says that.
 *
 *     node esbuild.mjs --production && npm run bench -- fill [--documents=10000] [--crew=0,1,2]
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { loadavg, tmpdir } from 'node:os';
import path from 'node:path';
import { Worker } from 'node:worker_threads';
import { parseProject } from '../../src/core/project';
import { WorkerClient } from '../../src/extension/worker/client';
import { Crew } from '../../src/extension/worker/crew';
import { handedOver, type Response, type WorkerEndpoint } from '../../src/extension/worker/protocol';
import { IndexFeed } from '../../src/extension/workspace/feeding';
import { documents, gazetteerText, machine, passOver, projectText, table } from './corpus';

const program = path.join(import.meta.dirname, '../../dist/worker.mjs');
const option = (name: string): string | undefined => process.argv.find((argument) => argument.startsWith(`--${name}=`))?.slice(name.length + 3);
const count = Number(option('documents') ?? 10_000);

interface Filled {
  readonly first: number;
  readonly marks: number;
  readonly all: number;
  /** What the index' worker itself was at work, s: where many read, that is what holds them up. */
  readonly own: number;
  /** Processor time of all threads, s. */
  readonly worked: number;
  /** The longest that this thread was held up, ms. */
  readonly stall: number;
  readonly memory: number;
  readonly most: number;
}

function endpoint(worker = new Worker(program)): WorkerEndpoint {
  return {
    post: (message) => worker.postMessage(message, message.type === 'call' ? handedOver(...message.args) : []),
    onMessage: (listener) => void worker.on('message', (message: Response) => listener(message)),
    onError: (listener) => void worker.on('error', listener),
    dispose: () => void worker.terminate(),
  };
}

async function fill(folder: string, size: number): Promise<Filled> {
  const index = new Worker(program);
  const own = new WorkerClient(endpoint(index), (error) => {
    throw error;
  });
  own.setGazetteer(gazetteerText());
  const crew = new Crew(own, {
    size: () => size,
    start: () => endpoint(),
    gazetteer: Promise.resolve(gazetteerText()),
    log: (message) => console.error(message),
  });
  const corpus = crew.corpus('p');
  await corpus.setProject(parseProject(projectText()).value);
  await corpus.show(undefined);
  let [first, marks] = [0, 0];
  const started = performance.now();
  const since = (): number => (performance.now() - started) / 1000;
  const feed: IndexFeed = new IndexFeed({
    corpus,
    cache: undefined,
    source: (name) => Promise.resolve({ path: name, encoding: 'utf-8', confidential: false, content: { file: path.join(folder, name) }, sidecars: [] }),
    isOpen: () => false,
    onProgress: () => {
      first ||= since();
      if (!feed.lagging) marks ||= since();
    },
    now: () => performance.now(),
  });
  for (const { path: name } of documents(count)) feed.add(name);
  let [stall, most, looked] = [0, 0, performance.now()];
  const watch = setInterval(() => {
    stall = Math.max(stall, performance.now() - looked - 10);
    looked = performance.now();
    most = Math.max(most, process.memoryUsage.rss());
  }, 10);
  await feed.settled();
  const all = since();
  clearInterval(watch);
  const { user, system } = process.cpuUsage();
  const { length } = await corpus.documents();
  if (length !== count) throw new Error(`The index knows ${length} of ${count} documents.`);
  // What was ended is gone a moment later, and what is free given back.
  await new Promise((resolve) => setTimeout(resolve, 2000));
  return {
    first,
    marks,
    all,
    own: index.performance.eventLoopUtilization().active / 1000,
    worked: (user + system) / 1e6,
    stall,
    memory: process.memoryUsage.rss() / 1e6,
    most: most / 1e6,
  };
}

const given = option('folder');
if (given !== undefined) {
  console.log(JSON.stringify(await fill(given, Number(option('crew')))));
  process.exit(0);
}
if (!existsSync(program)) {
  console.error('There is no dist/worker.mjs: run node esbuild.mjs --production first.');
  process.exit(2);
}
const folder = mkdtempSync(path.join(tmpdir(), 'pressmark-bench-'));
let size = 0;
const names: string[] = [];
for (const { path: name, text } of documents(count)) {
  names.push(name);
  mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
  writeFileSync(path.join(folder, name), text);
  size += text.length;
}
const rows = (option('crew') ?? '0,1,2').split(',').map((crew) => {
  const { stdout, stderr, status } = spawnSync(process.execPath, [process.argv[1] ?? '', `--documents=${count}`, `--folder=${folder}`, `--crew=${crew}`], {
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(stderr);
  const { first, marks, all, own, worked, stall, memory, most } = JSON.parse(stdout) as Filled;
  const rate = (count / all).toFixed(0);
  return [
    crew,
    first.toFixed(2),
    marks.toFixed(1),
    all.toFixed(1),
    rate,
    own.toFixed(1),
    worked.toFixed(1),
    stall.toFixed(0),
    memory.toFixed(0),
    most.toFixed(0),
  ];
});
const passing = performance.now();
for (const name of names) passOver([readFileSync(path.join(folder, name))]);
const limit = (performance.now() - passing) / 1000;
rmSync(folder, { recursive: true, force: true });
console.log(`${machine()}; load ${loadavg()[0]?.toFixed(1) ?? ''}; ${count.toLocaleString('en')} documents, ${(size / 1e6).toFixed(1)} MB\n`);
console.log(
  table(
    [
      'workers that read',
      'first, s',
      'marks, s',
      'all, s',
      'documents/s',
      "the index' own, s",
      'processor, s',
      'longest stall, ms',
      'memory at the end, MB',
      'at most, MB',
    ],
    [...rows, ['limit: read, decoded, one pass', '', limit.toFixed(1)]],
  ),
);
console.log('Without any, the index reads itself. Memory is of the whole process. Budget for 100,000 documents (300 MB): marks 60 s.');
