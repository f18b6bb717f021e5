/**
 * The index of one project's documents: counts and lookups over analyses and decisions. It knows neither files nor
 * workers; a worker feeds it and answers from it.
 */
import type { Mention } from '../actors/types';
import { anchorDecisions, type AnchoredPassage, anchorPassages, placeDecisions } from '../annotations/anchored';
import type { Anchor } from '../annotations/types';
import type { Analysis, DocumentContext } from '../analysis';
import type { Project } from '../project/schema';
import { indexProject, type ProjectIndex } from '../project/lookup';
import { applyDecision, checkReferences, isVisible, metadataConflicts, parseSidecar, together, visibleTo } from '../sidecar';
import { eventsOf, statedPublication } from '../sidecar/publication';
import { hash53 } from '../hashing';
import type { Problem } from '../problem';
import type { Sidecar } from '../sidecar/schema';
import { QuotationReader } from '../quotations';
import { blocksOf } from '../text/blocks';
import { type LineIndex, lineIndexOf } from '../text/lines';
import type { Range } from '../text/range';
import { type Analyser, analyserFor, type Gazetteer } from './analyser';
import { type Behind, DocumentData } from './data';
import { factsOf } from './facts';
import { asMention, type KeptMention, type Marks, marksOf, placeOfMark } from './marks';
import { Keeping, metaName } from './keeping';
import { Pool } from './pool';
import { changeBetween, mayChange } from './relink';
import { Signatures } from './signature';
import { codingOf } from './coding';
import { Statements } from './statements';
import { findActors, suggestionsAmong } from './actors';
import { survey, surveyCell, surveyed } from './survey';
import type { CellContent, Survey, SurveyCell, SurveyDocument, SurveyPlot, SurveyRequest } from './survey/types';
import { actorsIn, taggedDocuments, tagUses } from './tags';
import type { MergeSuggestion } from '../actors/likeness';
import type {
  ActorSummary,
  CacheFile,
  DayMention,
  DocumentFacts,
  DocumentCoding,
  DocumentInput,
  DocumentSummary,
  DocumentText,
  FormCount,
  FoundActor,
  MentionFilter,
  OutletForms,
  DecisionSummary,
  PassageSummary,
  Place,
  RestoredDocument,
  SidecarInput,
  SidecarProblem,
  StatementPlace,
  TaggedDocument,
  TagUse,
} from './types';
import { CorpusWordings, type Tier } from './wordings';
import { dayPart, daysOf, type DaySpan } from '../dates/calendar';
import { maxComparedLength } from '../statements/limits';

/** What is known of one document. */
export interface Indexed {
  /** What all sidecars of the document say, whoever is shown. */
  readonly sidecar: Sidecar;
  readonly readable: boolean;
  readonly publication: Analysis['publication'];
  readonly data: DocumentData;
  readonly passages: readonly PassageSummary[];
  readonly drifted: readonly DecisionSummary[];
  readonly problems: readonly SidecarProblem[];
  readonly stamp: string | undefined;
  readonly confidential: boolean;
  /** Of the text, and of all that the analysis took from elsewhere: where both are the same, so is the analysis. */
  readonly textHash: number;
  readonly contextHash: number;
  /** Which state of the registry it was analysed with; see {@link CorpusIndex.generation}. */
  readonly generation: number;
}

/** Of documents without sidecars, which in most corpora are nearly all. */
const noSidecar: Sidecar = together([]);
const withoutSidecar = JSON.stringify(noSidecar);
const nothing: readonly never[] = [];

export class CorpusIndex {
  private readonly documentsByPath = new Map<string, Indexed>();
  /** Documents that the registry has changed under: known still, to be analysed again. */
  private readonly stale = new Set<string>();
  private readonly pool = new Pool();
  private readonly signatures = new Signatures();
  /** Counts the changes of the registry. */
  private generation = 0;
  private readonly keeping = new Keeping(this.documentsByPath, this.pool, (path) => this.stale.has(path) || this.isHidingDecisions(path));
  private reader: QuotationReader | undefined;
  private readonly gazetteer: Gazetteer;
  private analyser: Analyser;
  private project: Project;
  private lookups: ProjectIndex;
  private only: string | undefined;
  /** How the documents word one another's statements. */
  readonly statements = new CorpusWordings({
    analyse: (path, text) => this.analyse(path, text),
    tierOf: (own, other) => tierOf(this.documentsByPath.get(own), this.documentsByPath.get(other)),
    place: placeOf,
  });

  constructor(project: Project, gazetteer: Gazetteer) {
    this.gazetteer = gazetteer;
    this.project = project;
    this.lookups = indexProject(project);
    this.analyser = analyserFor(project, gazetteer);
  }

  /** See {@link CorpusUpdates.setProject}. */
  setProject(project: Project): readonly string[] {
    const before = this.project;
    const change = changeBetween(before, project, this.gazetteer);
    this.project = project;
    this.lookups = indexProject(project);
    if (change.all || change.keys.length > 0 || change.actors.size > 0) {
      this.analyser = analyserFor(project, this.gazetteer);
      this.generation++;
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
        this.documentsByPath.set(path, document);
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
    const turned = (known: (index: ProjectIndex) => unknown): boolean => (known(before) === undefined) !== (known(after) === undefined);
    const concerned = ({ sidecar: { document, stance = [] }, passages }: Indexed): boolean =>
      passages.some(({ annotation }) => annotation.tags.some((tag) => turned((index) => index.tag(tag)))) ||
      stance.some(({ question, position }) => turned((index) => index.question(question)) || turned((index) => index.position(question, position))) ||
      [document?.outlet, document?.publisher, ...(document?.via ?? [])].some((id) => id !== undefined && turned((index) => index.outlet(id)));
    return [...this.documentsByPath].flatMap(([path, document]) => (concerned(document) ? [path] : []));
  }

  /** See {@link CorpusUpdates.show}. */
  show(only: string | undefined): readonly string[] {
    const before = this.only;
    this.only = only;
    const decisions = (sidecar: Sidecar, by: string | undefined): number => visibleTo(sidecar, by).mentions?.length ?? 0;
    const differs = (sidecar: Sidecar): boolean =>
      decisions(sidecar, undefined) > 0 && (decisions(sidecar, before) > 0 || decisions(sidecar, only) > 0) && before !== only;
    return [...this.documentsByPath].flatMap(([path, { sidecar }]) => (differs(sidecar) ? [path] : []));
  }

  put(input: DocumentInput): void {
    const indexed = this.indexed(input);
    this.documentsByPath.set(input.path, indexed);
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
      const data = DocumentData.of(document.data.marks, this.behind(text, document.data.marks));
      this.documentsByPath.set(path, { ...document, data });
      this.findable(path, data);
      this.keeping.changed(path);
    }
  }

  remove(path: string): void {
    this.documentsByPath.delete(path);
    this.stale.delete(path);
    this.statements.remove(path);
    this.keeping.changed(path);
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

  documents(): readonly DocumentSummary[] {
    return [...this.documentsByPath].map(([path, document]) => this.summary(path, document));
  }

  passages(): readonly PassageSummary[] {
    return [...this.documentsByPath.values()].flatMap((document) => document.passages.filter(this.isShown));
  }

  coding(): readonly DocumentCoding[] {
    return [...this.documentsByPath].map(([path, { sidecar, passages }]) => codingOf(path, sidecar, passages, this.only, this.lookups));
  }

  tagUses(): readonly TagUse[] {
    return tagUses(
      [...this.documentsByPath.values()].map(({ passages }) => passages),
      this.lookups,
      this.isShown,
    );
  }

  taggedDocuments(tags: readonly string[]): readonly TaggedDocument[] {
    return taggedDocuments(
      [...this.documentsByPath].map(([path, { passages }]) => [path, passages] as const),
      tags,
      this.lookups,
    );
  }

  facts(paths: readonly string[]): readonly DocumentFacts[] {
    return paths.flatMap((path) => {
      const document = this.documentsByPath.get(path);
      return document ? [factsOf(path, document.data.marks, this.pool)] : [];
    });
  }

  driftedDecisions(): readonly DecisionSummary[] {
    return [...this.documentsByPath.values()].flatMap((document) => document.drifted.filter(this.isShown));
  }

  actors(): readonly ActorSummary[] {
    const byActor = new Map<string, ActorTally>();
    for (const document of this.documentsByPath.values()) tally(byActor, document, this.pool);
    for (const actor of this.project.actors ?? []) {
      if (!byActor.has(actor.id)) byActor.set(actor.id, new ActorTally(actor.id, actor.name, actor.kind, true));
    }
    return [...byActor.values()].map((entry) => entry.summary()).sort((a, b) => b.mentions - a.mentions || a.name.localeCompare(b.name));
  }

  actor(id: string): ActorSummary | undefined {
    const byActor = new Map<string, ActorTally>();
    for (const document of this.naming(id)) tally(byActor, document, this.pool, id);
    return byActor.get(id)?.summary();
  }

  mentionsOf(actor: string, { form, outlet }: MentionFilter = {}): readonly Place[] {
    const numbers = this.pool.numbersOf(actor);
    return [...this.documentsByPath].flatMap(([path, { data, sidecar }]) => {
      if (!data.marks.hasAny(numbers) || (outlet !== undefined && (sidecar.document?.outlet ?? null) !== outlet)) return [];
      return data.marks
        .mentions(this.pool)
        .filter((mention) => mention.actor.id === actor && (form === undefined || mention.form === form))
        .map((mention) => placeOfMark(path, mention, mention.form));
    });
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

  mergeSuggestions(): readonly MergeSuggestion[] {
    return suggestionsAmong(this.actors(), this.lookups);
  }

  statementsOf(actor: string): readonly StatementPlace[] {
    return [...this.documentsByPath]
      .flatMap(([path, { data, sidecar }]) => {
        const places = data.statements(this.pool)?.of(actor, path) ?? [];
        return places.length > 0 ? [{ path, outlet: sidecar.document?.outlet ?? '', places }] : [];
      })
      .sort((a, b) => a.outlet.localeCompare(b.outlet) || a.path.localeCompare(b.path))
      .flatMap(({ places }) => places);
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
        return [{ value: date.value, place: placeOfMark(path, date, date.text), outlet: sidecar.document?.outlet }];
      }),
    );
  }

  problems(): readonly SidecarProblem[] {
    return [...this.documentsByPath.values()].flatMap((document) => document.problems);
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
      return {
        summary: this.summary(path, document),
        passages: document.passages.filter(this.isShown),
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

  private summary(path: string, { sidecar, readable, publication, passages, drifted }: Indexed): DocumentSummary {
    const shown = passages.filter(this.isShown);
    const { document = {}, stance = [], read = [] } = visibleTo(sidecar, this.only);
    // What a reader wrote below an article is not what its outlet says.
    const inComments = shown.filter(({ annotation }) => annotation.voice === 'comment');
    const own = shown.filter(({ annotation }) => annotation.voice !== 'comment');
    return {
      path,
      metadata: document,
      publication,
      stance,
      readBy: read.map((entry) => entry.by),
      tags: countTags(own),
      passages: own.length,
      comments: { ids: inComments.map(({ annotation }) => annotation.id), tags: countTags(inComments) },
      drifted: shown.filter((passage) => passage.state !== 'exact').length + drifted.filter(this.isShown).length,
      readable,
    };
  }

  private readonly isShown = (one: PassageSummary | DecisionSummary): boolean => isVisible('annotation' in one ? one.annotation : one.decision, this.only);
  private indexed({ path, text, sidecars, stamp, confidential = false }: DocumentInput): Indexed {
    const { sidecar, problems } = this.decided(path, sidecars);
    const common = { sidecar, problems, stamp, confidential, generation: this.generation };
    const { annotations = nothing, mentions: decisions = nothing } = sidecar;
    if (text === null) {
      const passages = annotations.length ? anchorPassages(undefined, annotations).map((passage) => summary(path, passage, () => undefined, [])) : nothing;
      const publication = statedPublication(sidecar.document);
      return { ...common, readable: false, publication, data: DocumentData.none, passages, drifted: nothing, textHash: 0, contextHash: 0 };
    }
    const context = this.contextOf(path, text, sidecar);
    const [textHash, contextHash] = [hash53(text), hash53(JSON.stringify(context))];
    const known = this.documentsByPath.get(path);
    const same = known?.readable === true && known.textHash === textHash && known.contextHash === contextHash && !this.stale.has(path);
    const analysis = same ? undefined : this.analyser.analyse(text, context);
    const isDecided = annotations.length + decisions.length > 0;
    const lines = analysis || isDecided ? lineIndexOf(text) : undefined;
    const data = analysis && lines ? DocumentData.of(marksOf(analysis, lines, this.pool)) : (known?.data ?? DocumentData.none);
    const publication = analysis ? analysis.publication : known?.publication;
    const read = { ...common, readable: true, publication, data, textHash, contextHash };
    if (!isDecided || !lines) return { ...read, passages: nothing, drifted: nothing };
    const mentions = data.marks.mentions(this.pool).map(asMention);
    const place = (range: Range): Place => placeOf(path, text, lines, range);
    return {
      ...read,
      passages: anchorPassages(text, annotations).map((passage) => summary(path, passage, place, mentions)),
      drifted: placeDecisions(text, decisions).flatMap(({ decision, anchor }) =>
        anchor.state === 'exact' ? [] : [{ path, decision, ...placed(anchor, place) }],
      ),
    };
  }

  /** What the sidecars say together, with their problems. */
  private decided(path: string, sidecars: readonly SidecarInput[]): Pick<Indexed, 'sidecar' | 'problems'> {
    if (sidecars.length === 0) return { sidecar: noSidecar, problems: nothing };
    const files = sidecars.map(({ suffix, text: yaml, pending }) => {
      const file = parseSidecar(yaml);
      return { suffix, file, value: pending.reduce(applyDecision, file.value) };
    });
    const sidecar = together(files.map(({ value }) => value));
    const known = new Set(files.length > 1 ? (sidecar.annotations ?? []).map(({ id }) => id) : []);
    const conflicts = metadataConflicts(files.map(({ suffix, file }) => ({ suffix, value: file, name: path.slice(path.lastIndexOf('/') + 1) + suffix })));
    const problems = files.flatMap(({ suffix, file }, index) => {
      const references = checkReferences(file, this.lookups, { knownAnnotation: (id) => known.has(id) });
      return located(path, suffix, file.text, [...file.problems, ...references, ...(conflicts[index] ?? [])]);
    });
    return { sidecar, problems };
  }

  private analyse(path: string, text: string): Analysis {
    return this.analyser.analyse(text, this.contextOf(path, text, this.documentsByPath.get(path)?.sidecar));
  }

  private contextOf(path: string, text: string, sidecar: Sidecar | undefined): DocumentContext {
    const mentions = (sidecar && visibleTo(sidecar, this.only))?.mentions;
    return {
      publication: statedPublication(sidecar?.document),
      fileName: path.slice(path.lastIndexOf('/') + 1),
      url: sidecar?.document?.url,
      events: eventsOf(this.lookups, sidecar?.document),
      decisions: mentions?.length ? anchorDecisions(text, mentions) : nothing,
    };
  }

  private behind(text: string, marks: Marks): Behind & { readonly actors: readonly number[] } {
    const signature = this.signatures.of(text);
    const empty = { statements: new Statements([], new Int32Array(0)), keys: new Int32Array(0), signature, actors: [] };
    if (text.length > maxComparedLength) return empty;
    try {
      const blocks = blocksOf(text);
      this.reader ??= new QuotationReader();
      const { quotations } = this.reader.read(text, blocks, marks.mentions(this.pool).map(asMention));
      const statements = Statements.of(quotations, lineIndexOf(text));
      return { statements, keys: this.statements.keysOf(text, blocks), signature, actors: statements.actors.map((id) => this.pool.number(id)) };
    } catch {
      return empty;
    }
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

/** Most documents have no sidecar: they have one and the same nothing. */
function shared(document: Indexed): Indexed {
  const { sidecar, passages, drifted, problems } = document;
  return {
    ...document,
    sidecar: JSON.stringify(sidecar) === withoutSidecar ? noSidecar : sidecar,
    passages: passages.length > 0 ? passages : nothing,
    drifted: drifted.length > 0 ? drifted : nothing,
    problems: problems.length > 0 ? problems : nothing,
  };
}

const sameRegistry = (a: Project, b: Project): boolean => JSON.stringify(registryOf(a)) === JSON.stringify(registryOf(b));

/** Days apart within which two documents are of one time. */
const nearDays = 7;

/** Of one event; near in time and naming a common actor; any other. Undefined for what cannot be read. */
function tierOf(own: Indexed | undefined, other: Indexed | undefined): Tier | undefined {
  if (!other?.readable) return undefined;
  const events = own?.sidecar.document?.events ?? [];
  if ((other.sidecar.document?.events ?? []).some((event) => events.includes(event))) return 0;
  const [a, b] = [own?.publication, other.publication];
  const isNear = a && b && Math.abs(Date.parse(a.end) - Date.parse(b.end)) <= nearDays * 86_400_000;
  return isNear && own && other.data.marks.hasAny([...own.data.marks.names]) ? 1 : 2;
}

function located(path: string, suffix: string, text: string, problems: readonly Problem[]): readonly SidecarProblem[] {
  if (problems.length === 0) return [];
  const lines = lineIndexOf(text);
  return problems.map((problem) => {
    const [from, to] = [lines.positionAt(problem.start), lines.positionAt(problem.end)];
    return { path, suffix, problem, line: from.line, character: from.character, endLine: to.line, endCharacter: to.character };
  });
}

class ActorTally {
  private mentions = 0;
  private asides = 0;
  private documents = 0;
  private readonly outlets = new Map<string | undefined, Map<string, FormCount>>();

  constructor(
    private readonly id: string,
    private readonly name: string,
    private readonly kind: Mention['kind'],
    private readonly registered: boolean,
  ) {}

  private readonly statements = new Map<string | undefined, number>();

  addStatements(count: number, outlet: string | undefined): void {
    this.statements.set(outlet, (this.statements.get(outlet) ?? 0) + count);
  }

  addDocument(): void {
    this.documents++;
  }

  add(form: string, outlet: string | undefined, aside: boolean): void {
    this.mentions++;
    if (aside) this.asides++;
    const forms = this.outlets.get(outlet) ?? new Map<string, FormCount>();
    const known = forms.get(form);
    this.outlets.set(outlet, forms.set(form, { form, count: (known?.count ?? 0) + 1, asides: (known?.asides ?? 0) + Number(aside) }));
  }

  summary(): ActorSummary {
    const variants: OutletForms[] = [...this.outlets].map(([outlet, forms]) => ({
      outlet,
      forms: [...forms.values()].sort((a, b) => b.count - a.count || a.form.localeCompare(b.form)),
    }));
    const total = (entry: OutletForms): number => entry.forms.reduce((sum, { count }) => sum + count, 0);
    variants.sort((a, b) => total(b) - total(a));
    const { id, name, kind, registered, mentions, asides, documents } = this;
    const statements = [...this.statements].map(([outlet, count]) => ({ outlet, count })).sort((a, b) => b.count - a.count);
    return { id, name, kind, registered, mentions, asides, documents, variants, statements };
  }
}

function countTags(passages: readonly PassageSummary[]): Readonly<Record<string, number>> {
  const counts = new Map<string, number>();
  for (const { annotation } of passages) for (const tag of annotation.tags) counts.set(tag, (counts.get(tag) ?? 0) + 1);
  return Object.fromEntries(counts);
}

function tally(byActor: Map<string, ActorTally>, { data, sidecar }: Indexed, pool: Pool, only?: string): void {
  const seen = new Set<string>();
  const outlet = sidecar.document?.outlet;
  const counts = data.statements(pool)?.counts();
  for (const { actor, form, aside } of data.marks.mentions(pool)) {
    if (only !== undefined && actor.id !== only) continue;
    let entry = byActor.get(actor.id);
    if (!entry) byActor.set(actor.id, (entry = new ActorTally(actor.id, actor.name, actor.kind, !actor.provisional)));
    entry.add(form, outlet, aside);
    if (seen.has(actor.id)) continue;
    seen.add(actor.id);
    entry.addDocument();
    const said = counts?.get(actor.id);
    if (said) entry.addStatements(said, outlet);
  }
}

function summary(path: string, passage: AnchoredPassage, place: (range: Range) => Place | undefined, mentions: readonly Mention[]): PassageSummary {
  const { annotation, anchor } = passage;
  return { path, annotation, ...placed(anchor, place), actors: anchor.range ? actorsIn(mentions, anchor.range) : [] };
}

function placed({ state, range, candidates }: Anchor, place: (range: Range) => Place | undefined): Pick<PassageSummary, 'state' | 'place' | 'candidates'> {
  return { state, place: range ? place(range) : undefined, candidates: candidates.map(place).filter((candidate) => candidate !== undefined) };
}

function placeOf(path: string, text: string, lines: LineIndex, range: Range): Place {
  const start = lines.positionAt(range.start);
  const end = lines.positionAt(range.end);
  return {
    path,
    range: { start: range.start, end: range.end },
    line: start.line,
    character: start.character,
    endLine: end.line,
    endCharacter: end.character,
    // A slice keeps the whole text that it was cut from alive.
    text: ` ${text.slice(range.start, range.end)}`.slice(1),
  };
}
