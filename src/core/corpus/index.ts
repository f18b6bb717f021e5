/**
 * The index of one project's documents: counts and lookups over analyses and decisions. It knows neither files nor
 * workers; a worker feeds it and answers from it.
 */
import { countsAmong } from '../adjudication/settled';
import type { MergeSuggestion } from '../actors/likeness';
import { dayPart, daysOf, type DaySpan } from '../dates/calendar';
import { entriesByCoder } from '../agreement/coding';
import { type FinishedRules, rulesOf } from '../agreement/finished';
import { hash53 } from '../hashing';
import { indexProject, type ProjectIndex } from '../project/lookup';
import { namesOutlet } from '../project/outlets';
import type { Project } from '../project/schema';
import type { spokenBy } from '../quotations/voice';
import { isVisible, signedBy, visibleTo } from '../sidecar';
import type { Sidecar } from '../sidecar/schema';
import { forPassing } from '../text/blockCache';
import type { Range } from '../text/range';
import { findActors, suggestionsAmong } from './actors';
import { type Analyser, analyserFor, type Gazetteer } from './analyser';
import { ChangeLog } from './changeLog';
import { codingOf } from './coding';
import { DocumentData } from './data';
import { factsOf } from './facts';
import { type Indexed, noSidecar, nothing, shared } from './indexed';
import { Keeping, metaName } from './keeping';
import { type KeptMention, placeOfMark } from './marks';
import { Persons } from './persons';
import { placeOf } from './places';
import { Pool } from './pool';
import { DocumentReader, type Surroundings } from './reader';
import { changeBetween, mayChange } from './relink';
import { summaryOf } from './summary';
import { survey, surveyCell, surveyed } from './survey';
import type { CellContent, Survey, SurveyCell, SurveyDocument, SurveyPlot, SurveyRequest } from './survey/types';
import { taggedDocuments, tagUses } from './tags';
import { ActorTally, tally } from './tally';
import type {
  ActorSummary,
  CacheFile,
  CorpusChanges,
  DayMention,
  DecisionSummary,
  DocumentCoding,
  DocumentFacts,
  DocumentInput,
  DocumentSummary,
  DocumentText,
  FoundActor,
  MentionFilter,
  PassageSummary,
  Place,
  RestoredDocument,
  SidecarProblem,
  StatementExample,
  StatementPlace,
  TaggedDocument,
  TagUse,
} from './types';
import { tierOf } from './tiers';
import { CorpusWordings } from './wordings';

export class CorpusIndex {
  private readonly documentsByPath = new Map<string, Indexed>();
  /** Documents that the registry has changed under: known still, to be analysed again. */
  private readonly stale = new Set<string>();
  private readonly persons = new Persons();
  private readonly pool = new Pool(this.persons.apart);
  /** Documents whose summary may be another. */
  private readonly log = new ChangeLog();
  /** Counts the changes of the registry. */
  private generation = 0;
  private readonly keeping = new Keeping(this.documentsByPath, this.pool, (path) => this.stale.has(path) || this.isHidingDecisions(path));
  private readonly gazetteer: Gazetteer;
  private analyser: Analyser;
  private project: Project;
  private lookups: ProjectIndex;
  private only: string | undefined;
  /** How the documents word one another's statements. */
  readonly statements: CorpusWordings = new CorpusWordings({
    marked: (path, text) => this.reader.marked(path, text, this.documentsByPath.get(path), this.surroundings, this.stale.has(path)),
    tierOf: (own, other) => tierOf(this.documentsByPath.get(own), this.documentsByPath.get(other)),
    place: placeOf,
  });

  private readonly reader = new DocumentReader(this.pool, (text, blocks) => this.statements.keysOf(text, blocks));

  constructor(project: Project, gazetteer: Gazetteer) {
    this.gazetteer = gazetteer;
    this.project = project;
    this.lookups = indexProject(project);
    this.analyser = analyserFor(project, gazetteer, forPassing);
  }

  /** See {@link CorpusUpdates.setProject}. */
  setProject(project: Project): readonly string[] {
    const before = this.project;
    const change = changeBetween(before, project, this.gazetteer);
    const known = this.lookups;
    this.project = project;
    this.lookups = indexProject(project);
    this.renamedOutlets(known);
    if (change.all || change.keys.length > 0 || change.actors.size > 0) {
      this.analyser = analyserFor(project, this.gazetteer, forPassing);
      this.generation++;
      this.statements.forget();
    }
    const numbers = [...change.actors].flatMap((id) => this.pool.numbersOf(id));
    const again: string[] = [];
    for (const [path, { data, sidecar, readable }] of this.documentsByPath) {
      const changed = readable && mayChange(change, data.signature, () => data.marks.hasAny(numbers), sidecar);
      if (changed) this.stale.add(path);
      if (changed || (change.references && sidecar !== noSidecar)) again.push(path);
    }
    if (!sameRegistry(before, project)) this.keeping.projectChanged(this.stale);
    return again;
  }

  /** See {@link CorpusUpdates.restore}. */
  restore(files: readonly CacheFile[], version: string): readonly RestoredDocument[] {
    const metaFile = files.find(({ name }) => name === metaName)?.bytes;
    const meta = metaFile && Keeping.meta(metaFile, version);
    const restored: RestoredDocument[] = [];
    if (meta) {
      this.setProject(meta.project);
      this.generation = meta.generation;
    }
    for (const { name, bytes } of files) {
      if (!bytes || name === metaName) continue;
      // Of another version: to be deleted.
      const documents = this.keeping.restore(name, meta ? bytes : new Uint8Array(0), meta ?? { version, generation: 0, project: this.project });
      for (const [path, read] of documents) {
        const document = shared(read);
        this.keep(path, document);
        this.log.add(path);
        this.findable(path, document.data);
        restored.push({ path, stamp: document.stamp, complete: this.isComplete(path) });
      }
    }
    return restored;
  }

  /** See {@link CorpusUpdates.cacheChanges}. */
  cacheChanges(version: string): readonly CacheFile[] {
    return this.keeping.changes({ version, generation: this.generation, project: registryOf(this.project) });
  }

  /** See {@link CorpusUpdates.setCodebook}. */
  setCodebook(project: Project): readonly string[] {
    const before = this.lookups;
    if (!sameRegistry(this.project, project)) this.keeping.projectChanged(nothing);
    this.project = project;
    this.lookups = indexProject(project);
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

  private outletOf({ document }: Sidecar): string | undefined {
    return document?.outlet === undefined ? undefined : (this.lookups.outlet(document.outlet)?.id ?? document.outlet);
  }

  /** See {@link CorpusUpdates.show}. */
  show(only: string | undefined): readonly string[] {
    const before = this.only;
    this.only = only;
    if (before === only) return [];
    this.statements.forget();
    for (const [path, { sidecar }] of this.documentsByPath) if (sidecar !== noSidecar) this.log.add(path);
    const decisions = (sidecar: Sidecar, by: string | undefined): number => visibleTo(sidecar, by).mentions?.length ?? 0;
    const differs = (sidecar: Sidecar): boolean => decisions(sidecar, undefined) > 0 && (decisions(sidecar, before) > 0 || decisions(sidecar, only) > 0);
    return [...this.documentsByPath].flatMap(([path, { sidecar }]) => (differs(sidecar) ? [path] : []));
  }

  put(input: DocumentInput): void {
    const indexed = this.reader.read(input, this.surroundings, this.stale.has(input.path) ? undefined : this.documentsByPath.get(input.path));
    this.keep(input.path, indexed);
    this.log.add(input.path);
    this.stale.delete(input.path);
    this.findable(input.path, indexed.data);
    this.keeping.changed(input.path);
  }

  /** As {@link put}; a document that cannot be analysed is listed as one that cannot be read, and keeps nothing else from being indexed. */
  putSafely(input: DocumentInput): void {
    try {
      this.put(input);
    } catch {
      this.put({ ...input, text: null });
    }
  }

  /** See {@link CorpusUpdates.readStatements}. A document that was removed meanwhile, cannot be read, or says something else now is passed over. */
  readStatements(documents: readonly DocumentText[]): void {
    for (const { path, text } of documents) {
      const document = this.documentsByPath.get(path);
      if (!document?.readable || document.data.isComplete || document.textHash !== hash53(text)) continue;
      const data = DocumentData.of(document.data.marks, this.reader.behind(text, document.data.marks));
      this.documentsByPath.set(path, { ...document, data });
      this.findable(path, data);
      this.keeping.changed(path);
    }
  }

  remove(path: string): void {
    this.keep(path, undefined);
    if (this.documentsByPath.delete(path)) this.log.add(path);
    this.stale.delete(path);
    this.statements.remove(path);
    this.keeping.changed(path);
  }

  private keep(path: string, document: Indexed | undefined): void {
    const turned = this.persons.replace(this.documentsByPath.get(path), document, this.pool);
    if (document) this.documentsByPath.set(path, document);
    // Passages say whom they mention.
    const numbers = turned.flatMap((id) => this.pool.numbersOf(id));
    if (numbers.length > 0)
      for (const [other, { passages, data }] of this.documentsByPath) if (passages.length > 0 && data.marks.hasAny(numbers)) this.log.add(other);
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

  summaries(paths: readonly string[]): readonly DocumentSummary[] {
    return paths.flatMap((path) => {
      const document = this.documentsByPath.get(path);
      return document ? [this.summary(path, document)] : [];
    });
  }

  /** See {@link CorpusQueries.changes}. */
  changes(since: number, most: number): CorpusChanges {
    const { revision, paths, complete } = this.log.since(since, most);
    return { revision, complete, summaries: this.summaries(paths), gone: paths.filter((path) => !this.documentsByPath.has(path)) };
  }

  /** See {@link CorpusQueries.passagesIn}. */
  passagesIn(paths: readonly string[]): readonly PassageSummary[] {
    return paths.flatMap((path) => this.shownPassages(this.documentsByPath.get(path)));
  }

  documents(): readonly DocumentSummary[] {
    return [...this.documentsByPath].map(([path, document]) => this.summary(path, document));
  }

  passages(): readonly PassageSummary[] {
    return [...this.documentsByPath.values()].flatMap((document) => this.shownPassages(document));
  }

  private shownPassages(document: Indexed | undefined): readonly PassageSummary[] {
    return document?.passages.filter(this.isShown).map((passage) => this.persons.told(passage)) ?? [];
  }

  /** Of those that are shown, those that count. */
  private countedOf(passages: readonly PassageSummary[], { sidecar }: Indexed): readonly PassageSummary[] {
    const counts = passages.length > 0 && countsAmong(signedBy(sidecar, this.only).annotations ?? []);
    return counts ? passages.filter(({ annotation }) => counts(annotation)) : passages;
  }

  coding(): readonly DocumentCoding[] {
    const rules = this.finishedRules();
    return [...this.documentsByPath].map(([path, { sidecar, passages }]) => codingOf(path, sidecar, passages, this.only, this.lookups, rules));
  }

  finishedRules(): FinishedRules {
    const coded = [...this.documentsByPath.values()].filter(({ sidecar }) => sidecar !== noSidecar);
    return rulesOf(
      coded.map(({ sidecar }) => entriesByCoder(visibleTo(sidecar, this.only))),
      this.project.assignments,
    );
  }

  tagUses(): readonly TagUse[] {
    return tagUses(
      [...this.documentsByPath.values()].map((document) => this.countedOf(document.passages.filter(this.isShown), document)),
      this.lookups,
    );
  }

  taggedDocuments(tags: readonly string[]): readonly TaggedDocument[] {
    return taggedDocuments(
      [...this.documentsByPath].map(([path, { passages }]) => [path, passages.filter(this.isShown)] as const),
      tags,
      this.lookups,
    );
  }

  facts(paths: readonly string[]): readonly DocumentFacts[] {
    return paths.flatMap((path) => {
      const document = this.documentsByPath.get(path);
      if (!document) return [];
      const { stance = [], annotations = [] } = visibleTo(document.sidecar, this.only);
      return [factsOf(path, document.data.marks, this.pool, { stance, annotations })];
    });
  }

  driftedDecisions(): readonly DecisionSummary[] {
    return [...this.documentsByPath.values()].flatMap((document) => document.drifted.filter(this.isShown));
  }

  actors(): readonly ActorSummary[] {
    const byActor = new Map<string, ActorTally>();
    for (const document of this.documentsByPath.values()) tally(byActor, document, this.pool, this.lookups);
    for (const actor of this.project.actors ?? []) {
      if (!byActor.has(actor.id)) byActor.set(actor.id, new ActorTally(actor.id, actor.kind, true, actor.name));
    }
    return [...byActor.values()].map((entry) => entry.summary()).sort((a, b) => b.mentions - a.mentions || a.name.localeCompare(b.name));
  }

  actor(id: string): ActorSummary | undefined {
    const byActor = new Map<string, ActorTally>();
    for (const document of this.naming(id)) tally(byActor, document, this.pool, this.lookups, id);
    return byActor.get(id)?.summary();
  }

  mentionsOf(actor: string, { form, outlet }: MentionFilter = {}): readonly Place[] {
    const numbers = this.pool.numbersOf(actor);
    return [...this.documentsByPath].flatMap(([path, { data, sidecar }]) => {
      if (!data.marks.hasAny(numbers) || (outlet !== undefined && (this.outletOf(sidecar) ?? null) !== outlet)) return [];
      return data.marks
        .mentions(this.pool)
        .filter((mention) => mention.actor.id === actor && (form === undefined || mention.form === form))
        .map((mention) => placeOfMark(path, mention, mention.form));
    });
  }

  takenTags(): readonly string[] {
    const passages = [...this.documentsByPath.values()].flatMap((document) => document.passages);
    return [...new Set(passages.flatMap(({ annotation }) => annotation.tags.map(this.lookups.tagId)))];
  }

  decidedActors(): readonly string[] {
    const ids = new Set<string>();
    for (const { sidecar } of this.documentsByPath.values()) {
      for (const { actor } of sidecar.mentions ?? []) if (actor !== undefined) ids.add(actor);
      for (const { speaker } of sidecar.annotations ?? []) if (speaker !== undefined) ids.add(speaker);
    }
    return [...ids];
  }

  findActors(query: string, most: number): readonly FoundActor[] {
    return findActors(this.mentionsByDocument(), query, most);
  }

  namesakes(): readonly string[] {
    return [...this.persons.apart];
  }

  mergeSuggestions(): readonly MergeSuggestion[] {
    return suggestionsAmong(this.actors(), this.lookups);
  }

  statementsOf(actor: string): readonly StatementPlace[] {
    const numbers = this.pool.numbersOf(actor).filter((number) => this.pool.actor(number).id === actor);
    return [...this.documentsByPath]
      .flatMap(([path, { data, sidecar }]) => {
        // Whoever says something is named there. It is kept under the id that the document alone gives the actor, and an actor may have several.
        const own = new Set(numbers.filter((number) => data.marks.names.includes(number)).map((number) => this.pool.actor(number).own ?? actor));
        const statements = own.size > 0 ? data.statements(this.pool) : undefined;
        const places = statements ? [...own].flatMap((id) => statements.of(id, path)) : [];
        return places.length > 0 ? [{ path, outlet: this.outletOf(sidecar) ?? '', places }] : [];
      })
      .sort((a, b) => a.outlet.localeCompare(b.outlet) || a.path.localeCompare(b.path))
      .flatMap(({ places }) => places);
  }

  statementExamples(actor: string): readonly StatementExample[] {
    const byOutlet = new Map<string | undefined, StatementPlace>();
    for (const place of this.statementsOf(actor)) {
      const outlet = this.documentsByPath.get(place.path)?.sidecar.document?.outlet;
      const known = byOutlet.get(outlet);
      if (!known || (known.nested && !place.nested)) byOutlet.set(outlet, place);
    }
    return [...byOutlet].map(([outlet, place]) => ({ outlet, place }));
  }

  mentionsOfDay(value: string): readonly DayMention[] {
    const asked = daysOf(dayPart(value));
    if (!asked) return [];
    const days = new Map<string, DaySpan | undefined>();
    const spanOf = (date: string): DaySpan | undefined => {
      if (!days.has(date)) days.set(date, daysOf(dayPart(date)));
      return days.get(date);
    };
    return [...this.documentsByPath].flatMap(([path, { data, sidecar }]) =>
      data.marks.dates(this.pool).flatMap((date) => {
        const span = spanOf(date.value);
        if (!span || span.first > asked.last || asked.first > span.last) return [];
        return [{ value: date.value, place: placeOfMark(path, date, date.text), outlet: this.outletOf(sidecar) }];
      }),
    );
  }

  problems(): readonly SidecarProblem[] {
    const isShown = ({ by }: SidecarProblem): boolean => this.only === undefined || by === undefined || by === this.only;
    return [...this.documentsByPath.values()].flatMap((document) => document.problems.filter(isShown));
  }

  /** What is analysed while others' decisions are hidden is this window's alone. */
  private isHidingDecisions(path: string): boolean {
    return this.only !== undefined && (this.documentsByPath.get(path)?.sidecar.mentions?.length ?? 0) > 0;
  }

  /** See {@link CorpusQueries.survey}. */
  survey(plot: SurveyPlot, request: SurveyRequest): Survey {
    return survey(plot, this.surveyDocuments(), this.lookups, request);
  }

  /** See {@link CorpusQueries.surveyCell}. */
  surveyCell(cell: SurveyCell, request: SurveyRequest): CellContent {
    return surveyCell(surveyed(this.surveyDocuments()), this.lookups, request, cell);
  }

  /** What this coder is shown of every document. Marks are unpacked when they are looked at: a corpus' marks as objects would fill the memory. */
  private surveyDocuments(): readonly SurveyDocument[] {
    const { pool } = this;
    return [...this.documentsByPath].map(([path, document]): SurveyDocument => {
      const { marks } = document.data;
      const shown = this.shownPassages(document);
      return {
        summary: this.summary(path, document),
        shown,
        passages: this.countedOf(shown, document),
        get mentions() {
          return marks.mentions(pool).map((mention) => {
            const { actor, form, block } = mention;
            return { actor: actor.id, name: actor.name, kind: actor.kind, text: form, block, place: placeOfMark(path, mention, form) };
          });
        },
        get dates() {
          return marks.dates(pool).map((date) => ({ days: daysOf(dayPart(date.value)), block: date.block, place: placeOfMark(path, date, date.text) }));
        },
      };
    });
  }

  private summary(path: string, document: Indexed): DocumentSummary {
    return summaryOf(path, document, this.only, this.isShown, this.lookups);
  }

  /** See {@link CorpusQueries.voices}. */
  voices({ path, text }: DocumentText, ranges: readonly Range[]): readonly ReturnType<typeof spokenBy>[] {
    const document = this.documentsByPath.get(path);
    const marks = document?.textHash === hash53(text) ? document.data.marks : undefined;
    return this.reader.voices(text, marks, ranges, (id) => this.lookups.actor(id) !== undefined);
  }

  private readonly isShown = (one: PassageSummary | DecisionSummary): boolean => isVisible('annotation' in one ? one.annotation : one.decision, this.only);
  private get surroundings(): Surroundings {
    const { analyser, lookups, only, generation } = this;
    return { analyser, lookups, only, generation };
  }

  private findable(path: string, data: DocumentData): void {
    if (data.isComplete) this.statements.put(path, data.keys);
    else this.statements.remove(path);
  }

  /** The documents that name an actor. */
  private *naming(actor: string): Generator<Indexed> {
    const numbers = this.pool.numbersOf(actor);
    for (const document of this.documentsByPath.values()) if (document.data.marks.hasAny(numbers)) yield document;
  }

  private *mentionsByDocument(): Generator<{ readonly path: string; readonly mentions: readonly KeptMention[] }> {
    for (const [path, { data }] of this.documentsByPath) yield { path, mentions: data.marks.mentions(this.pool) };
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
