/**
 * Workers that read for the index' one while many documents wait, and that end when all are read. Each is the same program as the index' worker: it is told
 * what the project says and whose coding is shown, reads a slice and answers with bytes, which the index' worker takes in. What one of them does not do, that
 * worker does itself. Knows no editor.
 */
import type { Project } from '../../core/project/schema';
import { WorkerClient } from './client';
import type { DocumentSource, WorkerCorpus } from './corpus';
import type { WorkerEndpoint } from './protocol';

/** Documents that wait, below which one worker is done about when others have started. */
const leastWaiting = 1500;
/** Slices that one of them has: the next one's files are read while the host takes in the last. */
const each = 2;
const most = 4;

/** How many: one for each core but one, which the editor and the index' worker need. */
export function crewOn(cores: number): number {
  return cores < 3 ? 0 : Math.min(most, cores - 1);
}

export interface CrewContext {
  /** See {@link crewOn}. */
  size(): number;
  /** For tests: documents that have to wait. */
  readonly least?: number;
  start(): WorkerEndpoint;
  readonly gazetteer: Promise<string>;
  log(message: string): void;
}

interface Member {
  readonly client: WorkerClient;
  slices: number;
}

/** Who is told what becomes of the index' worker. */
export interface IndexWatcher {
  /** It died: nothing is asked of an index until there is another. Resolves when what was begun with it has ended. */
  lost(): Promise<unknown>;
  /** Another has taken its place, and knows nothing. */
  renewed(): void;
}

export interface ProjectCorpus extends WorkerCorpus {
  watch(watcher: IndexWatcher): void;
  /** Another worker takes the place of the index' own, which died. */
  renew(): Promise<void>;
  /**
   * How many slices may be read at once. Many that wait bring the others in, and none lets them go.
   * @param waiting documents that are not read, or not whole
   */
  hands(waiting: number): number;
  close(): void;
}

/** A project with many documents to read. */
interface Filling {
  readonly join: (member: Member) => void;
  readonly leave: (member: Member) => void;
}

export class Crew {
  private members: readonly Member[] = [];
  private readonly filling = new Map<string, Filling>();
  /** Who looks for somebody free when a slice is read: who has waited longest first, so that projects take turns. */
  private readonly waiting: (() => void)[] = [];
  private readonly watchers = new Map<string, IndexWatcher>();
  private renewing: Promise<void> | undefined;
  private wasRenewed = false;

  /** @param own the index' worker */
  constructor(
    private readonly own: WorkerClient,
    private readonly context: CrewContext,
  ) {}

  corpus(id: string): ProjectCorpus {
    const own = this.own.corpus(id);
    let project: Project | undefined;
    let only: string | undefined;
    /** Counts what the project said, and who was shown: what is read under one holds under no other. */
    let epoch = 0;
    let isClosed = false;
    const told = new Map<Member, WorkerCorpus>();
    const ready = new Set<Member>();

    const tell = (member: Member, corpus: WorkerCorpus): Promise<unknown> =>
      Promise.all([project && corpus.setProject(project), corpus.show(only)]).catch((error: unknown) => this.dismiss(member, error as Error));
    const changed = (): void => {
      epoch++;
      for (const [member, corpus] of told) void tell(member, corpus);
    };
    const join = (member: Member): void => {
      const corpus = member.client.corpus(id);
      told.set(member, corpus);
      void tell(member, corpus).then(() => told.has(member) && ready.add(member));
    };
    const leave = (member: Member): void => {
      told.delete(member);
      ready.delete(member);
    };
    const filled = (): void => {
      if (!this.filling.delete(id)) return;
      for (const member of told.keys()) leave(member);
      if (this.filling.size === 0) this.dispose();
    };
    const free = (): Member | undefined => [...ready].filter(({ slices }) => slices < each).sort((a, b) => a.slices - b.slices)[0];
    /** @returns undefined where nobody reads, or who did has failed */
    const asked = async (read: (corpus: WorkerCorpus) => Promise<Uint8Array | undefined>): Promise<Uint8Array | undefined> => {
      let member = free();
      // Two projects that fill at once share them.
      while (!member && ready.size > 0) {
        await new Promise<void>((resolve) => this.waiting.push(resolve));
        member = free();
      }
      const corpus = member && told.get(member);
      if (!member || !corpus) return undefined;
      member.slices++;
      try {
        return await read(corpus);
      } catch (error) {
        this.dismiss(member, error as Error);
        return undefined;
      } finally {
        member.slices--;
        for (const look of this.waiting.splice(0)) look();
      }
    };
    /** What the index' worker gives out for those who read: where it fails, that is nobody's fault but its own. */
    const given = (what: 'known' | 'rows', sources: readonly DocumentSource[]): Promise<Uint8Array | undefined> =>
      ready.size > 0 ? own[what](sources.map(({ path }) => path)) : Promise.resolve(undefined);
    const read = async (sources: readonly DocumentSource[]): Promise<void> => {
      const began = epoch;
      const known = await given('known', sources);
      const bytes = await asked((corpus) => corpus.analysed(sources, known));
      if (isClosed) return;
      if (bytes && began !== epoch) await read(sources);
      else if (!bytes || !(await own.take(bytes))) await own.read(sources);
    };
    return {
      ...own,
      setProject: (now) => {
        project = now;
        changed();
        return own.setProject(now);
      },
      setCodebook: (now) => {
        project = now;
        changed();
        return own.setCodebook(now);
      },
      show: (now) => {
        only = now;
        changed();
        return own.show(now);
      },
      read,
      readBehind: async (sources) => {
        const rows = await given('rows', sources);
        const bytes = rows && (await asked((corpus) => corpus.completed(sources, rows)));
        // Whether they are still what they were, the index sees.
        if (!isClosed && (!bytes || !(await own.take(bytes)))) await own.readBehind(sources);
      },
      hands: (waiting) => {
        if (waiting === 0) filled();
        else if (waiting >= (this.context.least ?? leastWaiting) && !this.filling.has(id)) {
          this.filling.set(id, { join, leave });
          for (const member of this.members) join(member);
          this.assemble().catch((error: unknown) => this.context.log(String(error)));
        }
        return Math.max(1, each * ready.size);
      },
      watch: (watcher) => {
        this.watchers.set(id, watcher);
        if (this.own.hasFailed) void watcher.lost();
      },
      renew: () => this.renew(),
      close: () => {
        isClosed = true;
        this.watchers.delete(id);
        filled();
        own.close();
      },
    };
  }

  /** The index' worker died. Another takes its place once; where that one dies too, there may be something that every one dies of, and a person is asked. */
  async lost(): Promise<void> {
    await (this.wasRenewed ? this.end() : this.renew());
  }

  private renew(): Promise<void> {
    return (this.renewing ??= this.startAnew().finally(() => (this.renewing = undefined)));
  }

  private async startAnew(): Promise<void> {
    this.wasRenewed = true;
    // Nothing that was begun with the last one goes on with this one, which would then know it before what it is told first.
    const ended = this.end();
    const gazetteer = await this.context.gazetteer.catch(() => undefined);
    await ended;
    this.own.renew(() => this.context.start());
    if (gazetteer !== undefined) this.own.setGazetteer(gazetteer);
    this.context.log('Another worker keeps the index from now on.');
    for (const watcher of this.watchers.values()) watcher.renewed();
  }

  private async end(): Promise<void> {
    await Promise.all([...this.watchers.values()].map((watcher) => watcher.lost()));
  }

  dispose(): void {
    for (const member of this.members) this.dismiss(member);
    // Who waits for the names only now starts nobody.
    this.filling.clear();
  }

  private async assemble(): Promise<void> {
    const gazetteer = await this.context.gazetteer.catch(() => undefined);
    const count = this.context.size();
    if (count === 0 || this.members.length > 0 || this.filling.size === 0) return;
    this.context.log(`${count} more workers read documents.`);
    this.members = Array.from({ length: count }, () => {
      const client = new WorkerClient(this.context.start(), (error) => this.dismiss(member, error));
      const member: Member = { client, slices: 0 };
      if (gazetteer !== undefined) client.setGazetteer(gazetteer);
      return member;
    });
    for (const { join } of this.filling.values()) this.members.forEach(join);
  }

  private dismiss(member: Member, error?: Error): void {
    if (!this.members.includes(member)) return;
    if (error) this.context.log(`A worker that reads documents is given up: ${error.message}`);
    this.members = this.members.filter((one) => one !== member);
    for (const { leave } of this.filling.values()) leave(member);
    member.client.dispose();
  }
}
