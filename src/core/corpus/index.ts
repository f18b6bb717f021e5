/**
 * The index of one project's documents: what it takes in and how it keeps up. What it says of them is `answers.ts`. It knows neither files nor
 * workers; a worker feeds it and answers from it.
 */
import { hash53 } from '../hashing';
import { indexProject, type ProjectIndex } from '../project/lookup';
import { namesOutlet } from '../project/outlets';
import type { Project } from '../project/schema';
import type { spokenBy } from '../quotations/voice';
import { visibleTo } from '../sidecar';
import type { Sidecar } from '../sidecar/schema';
import type { Block } from '../text/block';
import { forPassing } from '../text/blockCache';
import type { Range } from '../text/range';
import { sameData } from '../yaml/equal';
import { type Analyser, analyserFor, type Gazetteer } from './analyser';
import type { DocumentData } from './data';
import { type Indexed, noSidecar, nothing } from './indexed';
import { metaName } from './cacheNames';
import { Keeping } from './keeping';
import { placeOf } from './places';
import { DocumentReader, type Surroundings } from './reader';
import { changeBetween, isAbout, mayChange } from './relink';
import { bare, sliceBytes, sliceOf, SliceReader, type SliceReading, toReadAgain } from './slices';
import type { CacheFile, DocumentInput, DocumentText, RestoredDocument } from './types';
import { tierOf } from './tiers';
import { CorpusWordings } from './wordings';
import { CorpusAnswers } from './answers';

export class CorpusIndex extends CorpusAnswers {
  /** Documents that the registry has changed under: known still, to be analysed again. */
  private readonly stale = new Set<string>();
  /** Documents with passages: few of most corpora, and asked whenever a namesake appears. */
  private readonly coded = new Set<string>();
  /** Counts the changes of the registry. */
  private generation = 0;
  /** Documents that have become confidential, whatever they were put with. What is under way still may bring them as they were. */
  private readonly confidential = new Set<string>();
  private readonly keeping = new Keeping(
    this.documentsByPath,
    this.pool,
    (path) => this.stale.has(path) || this.confidential.has(path) || this.isHidingDecisions(path),
    (path) => !this.stale.has(path) && this.isComplete(path),
  );
  /** Rises whenever what documents share, or which are compared first, may be another: not when a passage is tagged. */
  sharing = 0;
  private analyser: Analyser;
  /** How the documents word one another's statements. */
  readonly statements: CorpusWordings = new CorpusWordings({
    marked: (path, text) => this.reader.marked(path, text, this.documentsByPath.get(path), this.surroundings, this.stale.has(path)),
    tierOf: (own, other) => tierOf(this.documentsByPath.get(own), this.documentsByPath.get(other)),
    place: placeOf,
  });

  private readonly keysOf = (text: string, blocks: readonly Block[]): Int32Array => this.statements.keysOf(text, blocks);
  private readonly reader = new DocumentReader(this.pool, this.keysOf);
  private readonly slices = new SliceReader(this.keysOf);

  constructor(
    project: Project,
    private readonly gazetteer: Gazetteer,
  ) {
    super(project);
    this.analyser = analyserFor(project, gazetteer, forPassing);
  }

  /** See {@link CorpusUpdates.setProject}. */
  setProject(project: Project): readonly string[] {
    const before = this.project;
    const change = changeBetween(before, project, this.gazetteer);
    const known = this.lookups;
    this.project = project;
    this.lookups = indexProject(project);
    this.asked.forget();
    this.renamedOutlets(known);
    if (change.all || change.keys.length > 0 || change.actors.size > 0) {
      this.analyser = analyserFor(project, this.gazetteer, forPassing);
      this.generation++;
      this.statements.forget();
      this.sharing++;
    }
    const numbers = [...change.actors].flatMap((id) => this.pool.numbersOf(id));
    const again: string[] = [];
    // A start from the cache says the same project with every few files: looking at all documents each time would cost the square of their number.
    for (const [path, { data, sidecar, readable }] of isAbout(change) ? this.documentsByPath : nothing) {
      const changed = readable && mayChange(change, data.signature, () => data.hasAny(numbers), sidecar);
      if (changed) this.stale.add(path);
      if (changed || (change.references && sidecar !== noSidecar)) again.push(path);
    }
    if (!sameRegistry(before, project)) this.keeping.projectChanged(this.stale);
    return again;
  }

  /** See {@link CorpusUpdates.restore}. */
  restore(files: readonly CacheFile[], version: string): readonly RestoredDocument[] {
    const metaFile = files.find(({ name }) => name === metaName)?.bytes;
    const meta = metaFile && this.keeping.metaOf(metaFile, version);
    const restored: RestoredDocument[] = [];
    if (meta) {
      // It comes again with every few files.
      if (meta.project !== this.project) this.setProject(meta.project);
      this.generation = meta.generation;
    }
    for (const { name, bytes } of files) {
      if (!bytes || name === metaName) continue;
      // Of another version: to be deleted.
      const documents = this.keeping.restore(name, meta ? bytes : new Uint8Array(0), meta ?? { version, generation: 0, project: this.project });
      for (const [path, document] of documents) {
        this.keep(path, document);
        this.log.add(path);
        this.findable(path, document.data);
        restored.push({ path, stamp: document.stamp, complete: !document.readable || document.data.isComplete });
      }
    }
    return restored;
  }

  /** See {@link CorpusUpdates.cacheChanges}. */
  cacheChanges(version: string, whole?: boolean): readonly CacheFile[] {
    return this.keeping.changes({ version, generation: this.generation, project: registryOf(this.project) }, whole);
  }

  /** See {@link CorpusUpdates.setCodebook}. */
  setCodebook(project: Project): readonly string[] {
    const before = this.lookups;
    if (!sameRegistry(this.project, project)) this.keeping.projectChanged(nothing);
    this.project = project;
    this.lookups = indexProject(project);
    this.asked.forget();
    const after = this.lookups;
    this.renamedOutlets(before);
    const turned = (known: (index: ProjectIndex) => unknown): boolean => (known(before) === undefined) !== (known(after) === undefined);
    const concerned = ({ sidecar: { document, stance = [] }, passages }: Indexed): boolean =>
      passages.some(({ annotation }) => annotation.tags.some((tag) => turned((index) => index.tag(tag)))) ||
      stance.some(({ question, position }) => turned((index) => index.question(question)) || turned((index) => index.position(question, position))) ||
      [document?.outlet, document?.publisher, ...(document?.via ?? [])].some((id) => id !== undefined && turned((index) => index.outlet(id)));
    return [...this.documentsByPath].flatMap(([path, document]) => (concerned(document) ? [path] : []));
  }

  /** Documents of an outlet that was merged away are another's now, although nothing of theirs has changed. */
  private renamedOutlets(before: ProjectIndex): void {
    const ids = [...new Set([before, this.lookups].flatMap(({ project }) => (project.outlets ?? []).flatMap(({ id, replaces = [] }) => [id, ...replaces])))];
    const renamed = ids.filter((id) => before.outlet(id)?.id !== this.lookups.outlet(id)?.id);
    if (renamed.length === 0) return;
    for (const [path, { sidecar }] of this.documentsByPath) if (renamed.some((id) => namesOutlet(sidecar.document ?? {}, id))) this.log.add(path);
  }

  /** See {@link CorpusUpdates.show}. */
  show(only: string | undefined): readonly string[] {
    const before = this.only;
    this.only = only;
    if (before === only) return [];
    this.statements.forget();
    this.sharing++;
    for (const [path, { sidecar }] of this.documentsByPath) if (sidecar !== noSidecar) this.log.add(path);
    const decisions = (sidecar: Sidecar, by: string | undefined): number => visibleTo(sidecar, by).mentions?.length ?? 0;
    const differs = (sidecar: Sidecar): boolean => decisions(sidecar, undefined) > 0 && (decisions(sidecar, before) > 0 || decisions(sidecar, only) > 0);
    return [...this.documentsByPath].flatMap(([path, { sidecar }]) => (differs(sidecar) ? [path] : []));
  }

  put(input: DocumentInput): void {
    this.takeRead(input.path, this.reader.read(input, this.surroundings, this.current(input.path)));
  }

  /** As {@link put}; a document that cannot be analysed is listed as one that cannot be read, and keeps nothing else from being indexed. */
  putSafely(input: DocumentInput): void {
    this.takeRead(input.path, this.reader.readSafely(input, this.surroundings, this.current(input.path)));
  }

  /** Reads for the index of another thread, which has to know the same project and show the same coding: see {@link take}. @param known as it gave it */
  analysing(known?: Uint8Array): SliceReading<DocumentInput> {
    return this.slices.marks(this.surroundings, known);
  }

  /** As {@link readStatements}, for the index of another thread. @param rows as it gave them @returns undefined where these cannot be read */
  completing(rows: Uint8Array): SliceReading<DocumentText> | undefined {
    return this.slices.behind(rows);
  }

  /** What texts said that are to be read again, for {@link analysing}; undefined where nothing is known of them, or nothing that holds. */
  known(paths: readonly string[]): Uint8Array<ArrayBuffer> | undefined {
    const found = paths.flatMap((path) => {
      const document = this.current(path);
      return document?.readable ? [[path, toReadAgain(document)] as const] : [];
    });
    return found.length > 0 ? sliceBytes(found, this.pool) : undefined;
  }

  /** Marks of documents whose statements are still to be read; undefined where there are none. */
  rows(paths: readonly string[]): Uint8Array<ArrayBuffer> | undefined {
    const found = paths.flatMap((path) => {
      const document = this.documentsByPath.get(path);
      return document && !this.isComplete(path) ? [[path, bare(document)] as const] : [];
    });
    return found.length > 0 ? sliceBytes(found, this.pool) : undefined;
  }

  /**
   * Takes in what another thread has read: as {@link put}, or as {@link readStatements} of the documents that are still what their rows said.
   * @returns false where that cannot be read; then nothing is taken
   */
  take(bytes: Uint8Array): boolean {
    const slice = sliceOf(bytes, this.pool);
    for (const [path, read] of slice ?? nothing) {
      const same = (known: Indexed | undefined): known is Indexed => known?.textHash === read.textHash && known.contextHash === read.contextHash;
      if (read.data.isComplete) {
        const known = this.documentsByPath.get(path);
        if (same(known) && known.generation === read.generation) this.complete(path, known, () => read.data);
      } else {
        const known = this.current(path);
        this.takeRead(path, { ...read, ...(same(known) && { data: known.data }), generation: this.generation });
      }
    }
    return slice !== undefined;
  }

  /** See {@link CorpusUpdates.readStatements}. A document that was removed meanwhile, cannot be read, or says something else now is passed over. */
  readStatements(documents: readonly DocumentText[]): void {
    for (const { path, text } of documents) {
      const document = this.documentsByPath.get(path);
      if (document?.readable && document.textHash === hash53(text)) this.complete(path, document, () => this.reader.completed(text, document.data));
    }
  }

  private complete(path: string, document: Indexed, read: () => DocumentData): void {
    // What is known already is no news to those who compare.
    if (document.data.isComplete) return;
    const complete = { ...document, data: read() };
    this.asked.replace(document, complete, this.lookups);
    this.documentsByPath.set(path, complete);
    this.findable(path, complete.data);
    this.keeping.changed(path);
  }

  /** What is known of a document; undefined where the registry has changed under it. */
  private current(path: string): Indexed | undefined {
    return this.stale.has(path) ? undefined : this.documentsByPath.get(path);
  }

  private takeRead(path: string, read: Indexed): void {
    const known = this.documentsByPath.get(path);
    this.keep(path, read);
    this.log.add(path);
    this.stale.delete(path);
    // Of a passage that was tagged no statement is another.
    if (read.data !== known?.data) this.findable(path, read.data);
    else if (!sameData(read.sidecar.document, known.sidecar.document)) this.sharing++;
    this.keeping.changed(path);
  }

  remove(path: string): void {
    this.keep(path, undefined);
    if (this.documentsByPath.delete(path)) this.log.add(path);
    this.stale.delete(path);
    this.statements.remove(path);
    this.sharing++;
    this.keeping.changed(path);
  }

  /** See {@link CorpusUpdates.setConfidential}. */
  setConfidential(paths: readonly string[], confidential: boolean): void {
    for (const path of paths) {
      if (confidential) this.confidential.add(path);
      else this.confidential.delete(path);
      this.keeping.changed(path, confidential);
    }
  }

  private keep(path: string, document: Indexed | undefined): void {
    const before = this.documentsByPath.get(path);
    const turned = this.persons.replace(before, document, this.pool);
    if (turned.length > 0) this.asked.forget();
    else this.asked.replace(before, document, this.lookups);
    if (document) this.documentsByPath.set(path, document);
    if (document && document.passages.length > 0) this.coded.add(path);
    else this.coded.delete(path);
    if (turned.length === 0) return;
    // Passages say whom they mention.
    const numbers = turned.flatMap((id) => this.pool.numbersOf(id));
    if (numbers.length > 0) for (const other of this.coded) if (this.documentsByPath.get(other)?.data.hasAny(numbers) === true) this.log.add(other);
  }

  /** Whether everything that the text says is known: without its statements, they are still to be read. */
  isComplete(path: string): boolean {
    const document = this.documentsByPath.get(path);
    return !document?.readable || document.data.isComplete;
  }

  /** What the document's files looked like when they were read. */
  stampOf(path: string): string | undefined {
    return this.documentsByPath.get(path)?.stamp;
  }

  /** What is analysed while others' decisions are hidden is this window's alone. */
  private isHidingDecisions(path: string): boolean {
    return this.only !== undefined && (this.documentsByPath.get(path)?.sidecar.mentions?.length ?? 0) > 0;
  }

  /** See {@link CorpusQueries.voices}. */
  voices({ path, text }: DocumentText, ranges: readonly Range[]): readonly ReturnType<typeof spokenBy>[] {
    const document = this.documentsByPath.get(path);
    const marks = document?.textHash === hash53(text) ? document.data.marks : undefined;
    return this.reader.voices(text, marks, ranges, (id) => this.lookups.actor(id) !== undefined);
  }

  private get surroundings(): Surroundings {
    const { analyser, lookups, only, generation } = this;
    return { analyser, lookups, only, generation };
  }

  private findable(path: string, data: DocumentData): void {
    this.sharing++;
    if (data.isComplete) this.statements.put(path, data);
    else this.statements.remove(path);
  }
}

/** What of a project the index goes by. */
function registryOf({ pressmark, actors, 'not-actors': not, outlets, stance, events, tags }: Project): Project {
  return {
    pressmark,
    ...(actors && { actors }),
    ...(not && { 'not-actors': not }),
    ...(outlets && { outlets }),
    ...(stance && { stance }),
    ...(events && { events }),
    ...(tags && { tags }),
  };
}

const sameRegistry = (a: Project, b: Project): boolean => JSON.stringify(registryOf(a)) === JSON.stringify(registryOf(b));
