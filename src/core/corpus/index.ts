/**
 * The index of one project's documents: counts and lookups over analyses and decisions. It knows neither files nor
 * workers; a worker feeds it and answers from it.
 */
import type { Mention } from '../actors/types';
import type { Analysis } from '../analysis';
import { anchorDecisions, type AnchoredPassage, anchorPassages, placeDecisions } from '../annotations/anchored';
import type { Anchor } from '../annotations/types';
import type { Project } from '../project/schema';
import { indexProject, type ProjectIndex } from '../project/lookup';
import { applyDecision, checkReferences, isVisible, metadataConflicts, parseSidecar, together, visibleTo } from '../sidecar';
import { eventsOf, statedPublication } from '../sidecar/publication';
import type { Problem } from '../problem';
import type { Sidecar } from '../sidecar/schema';
import { QuotationReader } from '../quotations';
import { blockAt, type BlockKind, isAside } from '../text/block';
import { blocksOf } from '../text/blocks';
import { type LineIndex, lineIndexOf } from '../text/lines';
import type { Range } from '../text/range';
import { type Analyser, analyserFor, type Gazetteer } from './analyser';
import { Statements } from './statements';
import { findActors, suggestionsAmong } from './actors';
import { survey, surveyCell, surveyed } from './survey';
import type { CellContent, Survey, SurveyCell, SurveyDocument, SurveyPlot, SurveyRequest } from './survey/types';
import { actorsIn, taggedDocuments, tagUses } from './tags';
import type { MergeSuggestion } from '../actors/likeness';
import type {
  ActorSummary,
  DayMention,
  DocumentFacts,
  DocumentInput,
  DocumentSummary,
  FormCount,
  FoundActor,
  MentionFilter,
  OutletForms,
  DecisionSummary,
  PassageSummary,
  Place,
  SidecarProblem,
  StatementPlace,
  TaggedDocument,
  TagUse,
} from './types';
import { CorpusWordings } from './wordings';
import { dayPart, daysOf, type DaySpan, formatDay } from '../dates/calendar';
import { maxComparedLength } from '../statements/limits';

/** Characters of context kept on either side of a place, for lists of results. */
const context = 60;

interface Indexed {
  /** What all sidecars of the document say, whoever is shown. */
  readonly sidecar: Sidecar;
  readonly readable: boolean;
  readonly publication: Analysis['publication'];
  readonly mentions: readonly (Mention & { readonly block: BlockKind; readonly place: Place })[];
  readonly dates: readonly { readonly value: string; readonly place: Place; readonly days: DaySpan | undefined; readonly block: BlockKind }[];
  readonly passages: readonly PassageSummary[];
  readonly drifted: readonly DecisionSummary[];
  readonly problems: readonly SidecarProblem[];
}

export class CorpusIndex {
  private readonly documentsByPath = new Map<string, Indexed>();
  private readonly statementsByPath = new Map<string, Statements>();
  private reader: QuotationReader | undefined;
  private readonly gazetteer: Gazetteer;
  private analyser: Analyser;
  private project: Project;
  private lookups: ProjectIndex;
  private only: string | undefined;
  /** How the documents word one another's statements. */
  readonly statements = new CorpusWordings({
    analyse: (path, text) => this.analyse(path, text),
    favour: (own, other) => favour(this.documentsByPath.get(own), this.documentsByPath.get(other)),
    place: placeOf,
  });

  constructor(project: Project, gazetteer: Gazetteer) {
    this.gazetteer = gazetteer;
    this.project = project;
    this.lookups = indexProject(project);
    this.analyser = analyserFor(project, gazetteer);
  }

  setProject(project: Project): void {
    this.project = project;
    this.lookups = indexProject(project);
    this.analyser = analyserFor(project, this.gazetteer);
    this.documentsByPath.clear();
    this.statements.clear();
    this.statementsByPath.clear();
  }

  /** See {@link CorpusUpdates.setCodebook}. */
  setCodebook(project: Project): readonly string[] {
    const before = this.lookups;
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
    this.documentsByPath.set(input.path, this.indexed(input));
  }

  /** As {@link put}; a document that cannot be analysed is listed as one that cannot be read, and keeps nothing else from being indexed. */
  putSafely(input: DocumentInput): void {
    try {
      this.put(input);
    } catch {
      this.put({ ...input, text: null });
    }
  }

  /** See {@link CorpusUpdates.readStatements}. A document that was removed meanwhile, or cannot be read, is passed over. */
  readStatements(documents: readonly { readonly path: string; readonly text: string }[]): void {
    this.reader ??= new QuotationReader();
    for (const { path, text } of documents) {
      if (text.length > maxComparedLength) continue;
      const mentions = this.documentsByPath.get(path)?.mentions;
      if (!mentions) continue;
      try {
        this.statementsByPath.set(path, Statements.of(this.reader.read(text, blocksOf(text), mentions).quotations, lineIndexOf(text)));
      } catch {
        this.statementsByPath.delete(path);
      }
    }
  }

  remove(path: string): void {
    this.documentsByPath.delete(path);
    this.statements.remove(path);
    this.statementsByPath.delete(path);
  }

  documents(): readonly DocumentSummary[] {
    return [...this.documentsByPath].map(([path, document]) => this.summaryOf(path, document));
  }

  passages(): readonly PassageSummary[] {
    return [...this.documentsByPath.values()].flatMap((document) => document.passages.filter(this.isShown));
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
      return document ? [factsOf(path, document)] : [];
    });
  }

  driftedDecisions(): readonly DecisionSummary[] {
    return [...this.documentsByPath.values()].flatMap((document) => document.drifted.filter(this.isShown));
  }

  actors(): readonly ActorSummary[] {
    const byActor = new Map<string, ActorTally>();
    for (const [path, document] of this.documentsByPath) tally(byActor, document, this.statementsByPath.get(path));
    for (const actor of this.project.actors ?? []) {
      if (!byActor.has(actor.id)) byActor.set(actor.id, new ActorTally(actor.id, actor.name, actor.kind, true));
    }
    return [...byActor.values()].map((entry) => entry.summary()).sort((a, b) => b.mentions - a.mentions || a.name.localeCompare(b.name));
  }

  actor(id: string): ActorSummary | undefined {
    const byActor = new Map<string, ActorTally>();
    for (const [path, document] of this.documentsByPath) tally(byActor, document, this.statementsByPath.get(path), id);
    return byActor.get(id)?.summary();
  }

  mentionsOf(actor: string, { form, outlet }: MentionFilter = {}): readonly Place[] {
    return [...this.documentsByPath.values()]
      .filter(({ sidecar }) => outlet === undefined || (sidecar.document?.outlet ?? null) === outlet)
      .flatMap(({ mentions }) => mentions.filter((mention) => mention.actor === actor && (form === undefined || mention.text === form)))
      .map(({ place }) => place);
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
    return findActors(
      [...this.documentsByPath.values()].flatMap(({ mentions }) => mentions),
      query,
      most,
    );
  }

  mergeSuggestions(): readonly MergeSuggestion[] {
    return suggestionsAmong(this.actors(), this.lookups);
  }

  statementsOf(actor: string): readonly StatementPlace[] {
    const outlet = (path: string): string => this.documentsByPath.get(path)?.sidecar.document?.outlet ?? '';
    return [...this.statementsByPath]
      .sort(([a], [b]) => outlet(a).localeCompare(outlet(b)) || a.localeCompare(b))
      .flatMap(([path, statements]) => statements.of(actor, path));
  }

  mentionsOfDay(value: string): readonly DayMention[] {
    const asked = daysOf(dayPart(value));
    if (!asked) return [];
    return [...this.documentsByPath.values()].flatMap(({ dates, sidecar }) =>
      dates
        .filter(({ days }) => days !== undefined && days.first <= asked.last && asked.first <= days.last)
        .map((date) => ({ value: date.value, place: date.place, outlet: sidecar.document?.outlet })),
    );
  }

  problems(): readonly SidecarProblem[] {
    return [...this.documentsByPath.values()].flatMap((document) => document.problems);
  }

  /** See {@link CorpusQueries.survey}. */
  survey(plot: SurveyPlot, request: SurveyRequest): Survey {
    return survey(plot, this.surveyDocuments(), this.lookups, request);
  }

  /** See {@link CorpusQueries.surveyCell}. */
  surveyCell(cell: SurveyCell, request: SurveyRequest): CellContent {
    return surveyCell(surveyed(this.surveyDocuments()), this.lookups, request, cell);
  }

  /** What this coder is shown of every document. */
  private surveyDocuments(): readonly SurveyDocument[] {
    return [...this.documentsByPath].map(([path, document]) => ({
      summary: this.summaryOf(path, document),
      passages: document.passages.filter(this.isShown),
      mentions: document.mentions,
      dates: document.dates,
    }));
  }

  private summaryOf(path: string, { sidecar, readable, publication, passages, drifted }: Indexed): DocumentSummary {
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

  private indexed({ path, text, sidecars }: DocumentInput): Indexed {
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
    const publication = statedPublication(sidecar.document);
    if (text === null) {
      this.statements.remove(path);
      const passages = anchorPassages(undefined, sidecar.annotations ?? []).map((passage) => summary(path, passage, () => undefined, []));
      return { sidecar, readable: false, publication, mentions: [], dates: [], passages, drifted: [], problems };
    }
    const analysis = this.analyse(path, text, sidecar);
    this.statements.put(path, text, analysis.blocks);
    const lines = lineIndexOf(text);
    const place = (range: Range): Place => placeOf(path, text, lines, range);
    const blockKind = ({ start }: Range): BlockKind => blockAt(analysis.blocks, start)?.kind ?? 'body';
    return {
      sidecar,
      readable: true,
      publication: analysis.publication,
      mentions: analysis.mentions.map((mention) => ({ ...mention, block: blockKind(mention), place: place(mention) })),
      dates: analysis.dates.map((date) => ({ value: date.value, place: place(date), days: daysOf(dayPart(date.value)), block: blockKind(date) })),
      passages: anchorPassages(text, sidecar.annotations ?? []).map((passage) => summary(path, passage, place, analysis.mentions)),
      drifted: placeDecisions(text, sidecar.mentions ?? []).flatMap(({ decision, anchor }) =>
        anchor.state === 'exact' ? [] : [{ path, decision, ...placed(anchor, place) }],
      ),
      problems,
    };
  }

  /** @param sidecar what is known of the document; as indexed if it is not given */
  private analyse(path: string, text: string, sidecar: Sidecar | undefined = this.documentsByPath.get(path)?.sidecar): Analysis {
    return this.analyser.analyse(text, {
      publication: statedPublication(sidecar?.document),
      fileName: path.slice(path.lastIndexOf('/') + 1),
      url: sidecar?.document?.url,
      events: eventsOf(this.lookups, sidecar?.document),
      decisions: anchorDecisions(text, (sidecar && visibleTo(sidecar, this.only))?.mentions ?? []),
    });
  }
}

/** Days apart within which two documents are of one time. */
const nearDays = 7;

/** Documents of one event before all others, then those that are near in time. */
function favour(own: Indexed | undefined, other: Indexed | undefined): number {
  if (!other?.readable) return 0;
  const events = own?.sidecar.document?.events ?? [];
  if ((other.sidecar.document?.events ?? []).some((event) => events.includes(event))) return 2;
  const [a, b] = [own?.publication, other.publication];
  return a && b && Math.abs(Date.parse(a.end) - Date.parse(b.end)) <= nearDays * 86_400_000 ? 1.3 : 1;
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

/** Actors that a page or a row has room for. */
const mostActors = 8;
/** Longer periods say when little happened: a decade would stretch what a document spans. In days. */
const longestPeriod = 366;

function factsOf(path: string, { mentions, dates }: Indexed): DocumentFacts {
  const actors = new Map<string, { actor: string; name: string; kind: Mention['kind']; mentions: number }>();
  for (const { actor, name, kind, aside } of mentions) {
    if (aside) continue;
    const known = actors.get(actor);
    if (known) known.mentions++;
    else actors.set(actor, { actor, name, kind, mentions: 1 });
  }
  const spans = dates.flatMap(({ days, block }) => (days && !isAside(block) && days.last - days.first < longestPeriod ? [days] : []));
  return {
    path,
    actors: [...actors.values()].sort((a, b) => b.mentions - a.mentions || a.name.localeCompare(b.name)).slice(0, mostActors),
    ...(spans.length > 0 && {
      firstDay: formatDay(spans.reduce((least, { first }) => Math.min(least, first), Infinity)),
      lastDay: formatDay(spans.reduce((most, { last }) => Math.max(most, last), -Infinity)),
    }),
  };
}

function countTags(passages: readonly PassageSummary[]): Readonly<Record<string, number>> {
  const counts = new Map<string, number>();
  for (const { annotation } of passages) for (const tag of annotation.tags) counts.set(tag, (counts.get(tag) ?? 0) + 1);
  return Object.fromEntries(counts);
}

function tally(byActor: Map<string, ActorTally>, { mentions, sidecar }: Indexed, statements: Statements | undefined, only?: string): void {
  const seen = new Set<string>();
  const counts = statements?.counts();
  for (const mention of mentions) {
    if (only !== undefined && mention.actor !== only) continue;
    let entry = byActor.get(mention.actor);
    if (!entry) byActor.set(mention.actor, (entry = new ActorTally(mention.actor, mention.name, mention.kind, !mention.provisional)));
    entry.add(mention.text, sidecar.document?.outlet, mention.aside === true);
    if (!seen.has(mention.actor)) {
      entry.addDocument();
      const said = counts?.get(mention.actor);
      if (said) entry.addStatements(said, sidecar.document?.outlet);
    }
    seen.add(mention.actor);
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
  const lineStart = text.lastIndexOf('\n', range.start - 1) + 1;
  const newline = text.indexOf('\n', range.end);
  const lineEnd = newline < 0 ? text.length : newline;
  return {
    path,
    range: { start: range.start, end: range.end },
    line: start.line,
    character: start.character,
    endLine: end.line,
    endCharacter: end.character,
    text: text.slice(range.start, range.end),
    before: text.slice(Math.max(lineStart, range.start - context), range.start),
    after: text.slice(range.end, Math.min(lineEnd, range.end + context)),
  };
}
