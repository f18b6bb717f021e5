/** A project that several workers read, all of them in this thread: what they say to each other is delivered when a test says so. */
import assert from 'node:assert/strict';
import { CorpusIndex } from '../../../src/core/corpus';
import { emptyGazetteer } from '../../../src/core/actors';
import { parseProject } from '../../../src/core/project';
import type { StatementCandidate } from '../../../src/core/corpus/types';
import type { Project } from '../../../src/core/project/schema';
import { WorkerClient } from '../../../src/extension/worker/client';
import type { DocumentSource } from '../../../src/extension/worker/corpus';
import { Crew, type ProjectCorpus } from '../../../src/extension/worker/crew';
import { handedOver, type Method, type Request, type Response, type WorkerEndpoint } from '../../../src/extension/worker/protocol';
import { readDocument, type WorkerFiles } from '../../../src/extension/worker/reading';
import { serve } from '../../../src/extension/worker/serve';
import { IndexFeed } from '../../../src/extension/workspace/feeding';
import { answers } from '../corpus/support';

const head = `pressmark: 1
documents: ["*.txt"]
outlets: [{ id: north, name: Northern Gazette }]
`;
/** The second knows an actor more, the third another name of it, and the last a tag: analyses know nothing of that. */
export const projects: readonly Project[] = [
  head,
  `${head}actors: [{ id: ana, name: Ana Petrova, kind: person }]\n`,
  `${head}actors: [{ id: ana, name: Ana Petrova, kind: person, aliases: [the Harbour Union] }]\n`,
  `${head}tags: [{ id: claim, label: Claim }]\nactors: [{ id: ana, name: Ana Petrova, kind: person }]\n`,
].map((yaml) => parseProject(yaml).value);
/** Where there is none the workers do without. */
const gazetteer = Promise.reject<string>(new Error('There is no gazetteer.'));
gazetteer.catch(() => undefined);

const texts = [
  'Ana Petrova said on 14 January 2022 that the wall would fall. The Harbour Union denied it.\n',
  'The Harbour Union praised Ana B. Petrova. "Nobody came," said Jonas Lindqvist.\n',
  'Nothing happened in the harbour.\n',
];
const sidecars = [
  undefined,
  'pressmark: 1\ndocument: { outlet: north }\nannotations:\n  - { id: x1, quote: Petrova, position: [4, 11], tags: [claim], by: ana, created: 2026-01-01T00:00:00Z }\n',
  'pressmark: 1\nmentions:\n  - { id: m1, quote: Harbour Union, position: [4, 17], actor: ana, by: ana, at: 2026-01-01T00:00:00Z }\n',
];

export const count = 80;
const none = { candidates: () => [] };
/** No document of theirs. */
const asking = { path: 'asking.txt', text: texts.join('') };

interface Message {
  readonly deliver: () => void;
}

/** A worker in this thread; what is said waits until it is delivered. */
export class Wire implements WorkerEndpoint {
  readonly in: Message[] = [];
  readonly out: Message[] = [];
  private listener: (response: Response) => void = () => undefined;
  private failed: (error: Error) => void = () => undefined;
  private readonly handle: (request: Request) => void;
  isEnded = false;
  /** What it was called for. */
  readonly called: (Method | Request['type'])[] = [];
  /** A call that it fails at, once. */
  refuses: Method | undefined;

  /** @param damage changes the next bytes that are an answer */
  constructor(
    files: WorkerFiles,
    private readonly damage: (bytes: Uint8Array) => void,
  ) {
    this.handle = serve((response) => {
      const said = this.copy(response, 'result' in response ? handedOver(response.result) : []);
      if ('result' in said && said.result instanceof Uint8Array) this.damage(said.result);
      this.out.push({ deliver: () => this.isEnded || this.listener(said) });
    }, files);
  }

  post(message: Request): void {
    const said = this.copy(message, message.type === 'call' ? handedOver(...message.args) : []);
    this.in.push({ deliver: () => this.isEnded || this.take(said) });
  }
  private take(said: Request): void {
    this.called.push(said.type === 'call' ? said.method : said.type);
    if (said.type !== 'call' || said.method !== this.refuses) {
      this.handle(said);
      return;
    }
    this.refuses = undefined;
    this.out.push({ deliver: () => this.listener({ id: said.id, error: 'It refused.' }) });
  }
  onMessage(listener: (response: Response) => void): void {
    this.listener = listener;
  }
  onError(listener: (error: Error) => void): void {
    this.failed = listener;
  }
  dispose(): void {
    this.isEnded = true;
  }
  die(): void {
    this.isEnded = true;
    this.failed(new Error('It died.'));
  }

  private copy<T>(value: T, transfer: ArrayBuffer[]): T {
    return structuredClone(value, { transfer });
  }
}

export class World {
  readonly files = new Map<string, string>();
  readonly wires: Wire[] = [];
  /** That of the worker that keeps the index. */
  own: Wire;
  readonly log: string[] = [];
  readonly crew: Crew;
  readonly corpus: ProjectCorpus;
  readonly feed: IndexFeed;
  readonly doing: Promise<unknown>[] = [];
  project = projects[0] as Project;
  only: string | undefined;
  damaged = 0;

  readonly disk: WorkerFiles = {
    stamp: (file) => Promise.resolve(this.files.get(file) === undefined ? undefined : { stamp: `${this.files.get(file)?.length ?? 0} 1`, size: 0 }),
    bytes: (file) => {
      const text = this.files.get(file);
      return Promise.resolve(text === undefined ? undefined : new TextEncoder().encode(text));
    },
  };

  constructor(size: number, least = 1) {
    const start = (): Wire => {
      const wire = new Wire(this.disk, (bytes) => {
        if (this.damaged === 0) return;
        this.damaged--;
        bytes[bytes.length >> 1] = (bytes[bytes.length >> 1] ?? 0) ^ 1;
      });
      this.wires.push(wire);
      return wire;
    };
    this.own = start();
    const own = new WorkerClient(this.own, (error) => {
      this.log.push(error.message);
      void this.crew.lost();
    });
    this.crew = new Crew(own, {
      size: () => size,
      least,
      start: () => (this.own.isEnded ? (this.own = start()) : start()),
      gazetteer,
      log: (message) => this.log.push(message),
    });
    this.corpus = this.crew.corpus('p');
    this.feed = new IndexFeed({
      corpus: this.corpus,
      cache: undefined,
      source: (path) => Promise.resolve(this.files.has(path) ? this.source(path) : undefined),
      isOpen: (path) => path === '7.txt',
      onProgress: () => undefined,
      now: () => 0,
    });
    // As a project does it.
    this.corpus.watch({ lost: () => this.feed.lost(), renewed: () => this.does(this.feed.anew(() => this.tell()).then(() => this.feed.run())) });
    this.does(this.corpus.setProject(this.project));
    this.does(this.corpus.show(undefined));
  }

  private async tell(): Promise<void> {
    await Promise.all([this.corpus.setProject(this.project), this.corpus.show(this.only)]);
    for (const path of this.files.keys()) if (path.endsWith('.txt')) this.feed.add(path);
  }

  source(path: string): DocumentSource {
    const sidecar = `${path}.pressmark.yaml`;
    return { path, encoding: 'utf-8', confidential: false, content: { file: path }, sidecars: [{ suffix: '.pressmark.yaml', file: sidecar, pending: [] }] };
  }

  write(n: number, text: number): void {
    this.files.set(`${n}.txt`, `${texts[text % texts.length] ?? ''}${'No. '.repeat(text)}${n}\n`);
    this.decide(n, n + text);
  }

  /** What its sidecar says, or that there is none. */
  decide(n: number, which: number): void {
    const path = `${n}.txt`;
    const sidecar = sidecars[which % 7];
    if (sidecar === undefined) this.files.delete(`${path}.pressmark.yaml`);
    else this.files.set(`${path}.pressmark.yaml`, sidecar);
    this.feed.add(path);
    this.does(this.feed.run());
  }

  remove(n: number): void {
    this.files.delete(`${n}.txt`);
    this.feed.remove(`${n}.txt`);
    this.does(this.corpus.remove([`${n}.txt`]));
  }

  /** As a project does what comes of another registry, codebook or coder. */
  changes(again: Promise<readonly string[]>): void {
    this.does(
      again.then((paths) => {
        for (const path of paths) if (this.files.has(path)) this.feed.add(path);
        return this.feed.run();
      }),
    );
  }

  setProject(to: Project): void {
    const isCodebook = JSON.stringify(to.actors) === JSON.stringify(this.project.actors);
    this.project = to;
    this.changes(isCodebook ? this.corpus.setCodebook(to) : this.corpus.setProject(to));
  }

  show(only: string | undefined): void {
    this.only = only;
    this.changes(this.corpus.show(only));
  }

  does(promise: Promise<unknown>): void {
    // What is rejected is told by `settled`.
    promise.catch(() => undefined);
    this.doing.push(promise);
  }

  /** One message arrives, and what follows from it. @returns false where none was under way */
  async step(choice: number, wires: readonly Wire[] = this.wires): Promise<boolean> {
    await pause();
    const waiting = wires.flatMap((wire) => [wire.in, wire.out]).filter(({ length }) => length > 0);
    waiting[choice % waiting.length]?.shift()?.deliver();
    return waiting.length > 0;
  }

  /** The others are there, and have slices before them. */
  async assembled(): Promise<void> {
    while (this.wires.length < 3) await this.step(0);
    while (await this.step(0, this.wires.slice(1)));
    while (this.wires.slice(1).every((wire) => wire.in.length === 0)) await this.step(0, this.wires.slice(0, 1));
  }

  /** As {@link settled}, where some of what was asked is rejected. */
  async delivered(order: readonly number[] = [0]): Promise<void> {
    for (let at = 0; await this.step(order[at % order.length] ?? 0); at++);
    this.doing.length = 0;
  }

  /** Delivers all, in an order that the numbers say. */
  async settled(order: readonly number[] = [0]): Promise<void> {
    let done = false;
    const all = (async () => {
      while (this.doing.length > 0) await this.doing.shift();
      await this.feed.settled();
      done = true;
    })();
    for (let at = 0, idle = 0; !done && idle < 2000; at++) idle = (await this.step(order[at % order.length] ?? 0)) ? 0 : idle + 1;
    assert.ok(done, 'nothing is under way, and not all is read');
    await all;
  }

  /** What an index of one worker says that has read the files as they are. */
  async expected(): Promise<unknown> {
    const index = new CorpusIndex(this.project, emptyGazetteer);
    index.show(this.only);
    const paths = [...this.files.keys()].filter((path) => path.endsWith('.txt'));
    const documents = await Promise.all(paths.map((path) => readDocument(this.source(path), this.disk)));
    for (const document of documents) index.put(document);
    index.readStatements(documents.flatMap(({ path, text }) => (text === null ? [] : [{ path, text }])));
    const candidates = sorted(index.statements.candidates(asking, null, 2 * count));
    return plain({
      answers: { ...(answers(Object.create(index, { statements: { value: none } }) as CorpusIndex) as object), candidates },
      facts: index.facts([...paths].sort()),
    });
  }

  async found(): Promise<unknown> {
    const paths = [...this.files.keys()].filter((path) => path.endsWith('.txt')).sort();
    const { corpus } = this;
    const asked = Promise.all([
      corpus.documents(),
      corpus.passages(),
      corpus.problems(),
      corpus.actors(),
      corpus.mentionsOfDay('2022'),
      corpus.facts(paths),
      corpus.statementCandidates(asking, null, 2 * count),
    ]);
    this.does(asked);
    await this.settled();
    const [documents, passages, problems, actors, days, facts, candidates] = await asked;
    const each = Promise.all(actors.map(async ({ id }) => [id, await corpus.mentionsOf(id), await corpus.statementsOf(id)] as const));
    this.does(each);
    await this.settled();
    const of = new Map((await each).map(([id, mentions, statements]) => [id, { mentions, statements }]));
    const like = {
      documents: () => documents,
      passages: () => passages,
      problems: () => problems,
      actors: () => actors,
      mentionsOf: (id: string) => of.get(id)?.mentions ?? [],
      statementsOf: (id: string) => of.get(id)?.statements ?? [],
      mentionsOfDay: () => days,
      statements: none,
    };
    return plain({ answers: { ...(answers(like as unknown as CorpusIndex) as object), candidates: sorted(candidates) }, facts });
  }
}

const sorted = (candidates: readonly StatementCandidate[]): readonly StatementCandidate[] => [...candidates].sort((a, b) => (a.path < b.path ? -1 : 1));
/** What is not there is not told apart from what is undefined: bytes have no word for it. */
const plain = (answered: unknown): unknown => JSON.parse(JSON.stringify(answered));
const pause = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
