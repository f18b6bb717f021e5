/** What the index answers from what it keeps: counts and lookups over analyses and decisions, as far as they are shown. */
import { countsAmong, setAside } from '../adjudication/settled';
import type { MergeSuggestion } from '../actors/likeness';
import { dayPart, daysOf } from '../dates/calendar';
import { entriesByCoder } from '../agreement/coding';
import { type FinishedRules, rulesOf } from '../agreement/finished';
import { indexProject, type ProjectIndex } from '../project/lookup';
import type { Project } from '../project/schema';
import { isVisible, signedBy, visibleTo } from '../sidecar';
import type { Sidecar } from '../sidecar/schema';
import { findActors, suggestionsAmong } from './actors';
import { daysIn } from './interval';
import { AskedActors } from './asked';
import { ChangeLog } from './changeLog';
import { codingOf } from './coding';
import { factsOf } from './facts';
import { type Indexed, noSidecar } from './indexed';
import { type KeptMention, placeOfMark } from './marks';
import { Persons } from './persons';
import { Pool } from './pool';
import { summaryOf } from './summary';
import { survey, surveyCell, surveyed } from './survey';
import type { CellContent, Survey, SurveyCell, SurveyDocument, SurveyPlot, SurveyRequest } from './survey/types';
import { taggedDocuments, tagUses } from './tags';
import { type ActorTally, tally, unnamed } from './tally';
import type {
  ActorSummary,
  CorpusChanges,
  DayDocuments,
  DayMention,
  DecisionSummary,
  DocumentCoding,
  DocumentFacts,
  DocumentSummary,
  FoundActor,
  Listed,
  MentionFilter,
  PassageSummary,
  Place,
  SidecarProblem,
  StatementExample,
  StatementPlace,
  TaggedDocument,
  TagUse,
} from './types';

const everything: Listed = { most: Infinity };
const nothing: readonly never[] = [];

/** Of several of one length the first. */
function narrowestOf(mentions: readonly DayMention[]): DayMention | undefined {
  const days = ({ value }: DayMention): number => daysIn(value) ?? Infinity;
  return mentions.reduce<DayMention | undefined>((narrowest, mention) => (narrowest && days(narrowest) <= days(mention) ? narrowest : mention), undefined);
}

const isDigit = (code: number): boolean => code >= 48 && code <= 57;

export abstract class CorpusAnswers {
  protected readonly documentsByPath = new Map<string, Indexed>();
  protected readonly persons = new Persons();
  protected readonly pool = new Pool(this.persons.apart);
  /** Actors that cards have asked for. */
  protected readonly asked = new AskedActors(this.pool);
  /** Documents whose summary may be another. */
  protected readonly log = new ChangeLog();
  protected project: Project;
  protected lookups: ProjectIndex;
  /** Whose coding alone is shown. */
  protected only: string | undefined;

  protected constructor(project: Project) {
    this.project = project;
    this.lookups = indexProject(project);
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
    if (!document) return [];
    const aside = setAside(signedBy(document.sidecar, this.only).annotations ?? []);
    return document.passages.filter(this.isShown).map((passage) => {
      const setAsideBy = aside.get(passage.annotation.id);
      return { ...this.persons.told(passage), ...(setAsideBy !== undefined && { setAsideBy }) };
    });
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
    const silent = new Map((this.project.actors ?? []).filter(({ id }) => !byActor.has(id)).map(({ id, name, kind }) => [id, unnamed(id, name, kind)]));
    return [...[...byActor.values()].map((entry) => entry.summary()), ...silent.values()].sort(
      (a, b) => b.mentions - a.mentions || a.name.localeCompare(b.name),
    );
  }

  actor(id: string): ActorSummary | undefined {
    return this.asked.summary(id, () => this.documentsByPath.values(), this.lookups);
  }

  mentionsOf(actor: string, { form, outlet }: MentionFilter = {}, listed: Listed = everything): readonly Place[] {
    const numbers = this.pool.numbersOf(actor);
    return this.listed(listed, (path, { data, sidecar }) => {
      if (!data.hasAny(numbers) || (outlet !== undefined && (this.outletOf(sidecar) ?? null) !== outlet)) return nothing;
      return data.marks
        .mentions(this.pool)
        .filter((mention) => mention.actor.id === actor && (form === undefined || mention.form === form))
        .map((mention) => placeOfMark(path, mention, mention.form));
    });
  }

  /** What documents give, one after the other, until there is as much as is wanted. */
  private listed<T>({ most, first }: Listed, of: (path: string, document: Indexed) => readonly T[]): readonly T[] {
    const own = first === undefined ? undefined : this.documentsByPath.get(first);
    const list: T[] = own && first !== undefined ? [...of(first, own)] : [];
    for (const [path, document] of this.documentsByPath) {
      if (list.length >= most) break;
      if (document !== own) for (const one of of(path, document)) list.push(one);
    }
    return list.length > most ? list.slice(0, most) : list;
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

  statementsOf(actor: string, most = Infinity): readonly StatementPlace[] {
    const list: StatementPlace[] = [];
    for (const { places } of this.saying(actor)) {
      if (list.length >= most) break;
      list.push(...places());
    }
    return list.slice(0, most);
  }

  statementExamples(actor: string): readonly StatementExample[] {
    const documents = (): Iterable<Indexed> => this.documentsByPath.values();
    return this.asked.examples(actor, documents, this.lookups, () => {
      const byOutlet = new Map<string | undefined, StatementPlace>();
      for (const { path, places } of this.saying(actor)) {
        const outlet = this.documentsByPath.get(path)?.sidecar.document?.outlet;
        const known = byOutlet.get(outlet);
        if (known && !known.nested) continue;
        const [first, ...rest] = places();
        const best = [first, ...rest].find((place) => place && !place.nested) ?? known ?? first;
        if (best) byOutlet.set(outlet, best);
      }
      return [...byOutlet].map(([outlet, place]) => ({ outlet, place }));
    });
  }

  /** The documents that keep statements of an actor, by outlet and path. */
  private saying(actor: string): readonly { readonly path: string; readonly places: () => readonly StatementPlace[] }[] {
    const { pool } = this;
    const numbers = pool.numbersOf(actor).filter((number) => pool.actor(number).id === actor);
    const found: { path: string; outlet: string; places: () => readonly StatementPlace[] }[] = [];
    for (const [path, { data, sidecar }] of this.documentsByPath) {
      // Whoever says something is named there. It is kept under the id that the document alone gives the actor, and an actor may have several.
      const named = data.hasAny(numbers) ? numbers.filter((number) => data.hasAny([number])) : [];
      if (named.length === 0) continue;
      const own = [...new Set(named.map((number) => pool.actor(number).own ?? actor))].filter((id) => data.statementsBy(pool.known(id)) > 0);
      if (own.length === 0) continue;
      const places = (): readonly StatementPlace[] => {
        const statements = data.statements(pool);
        return own.flatMap((id) => statements?.of(id, path) ?? []);
      };
      found.push({ path, outlet: this.outletOf(sidecar) ?? '', places });
    }
    return found.sort((a, b) => a.outlet.localeCompare(b.outlet) || a.path.localeCompare(b.path));
  }

  mentionsOfDay(value: string, listed: Listed = everything): readonly DayMention[] {
    const isAsked = this.valuesOf(value);
    return isAsked ? this.listed(listed, this.speakingOf(isAsked)) : [];
  }

  documentsOfDay(value: string, except: string, longest: number, most: number): DayDocuments {
    const isAsked = this.valuesOf(value, longest);
    const nearest: DayMention[] = [];
    let count = 0;
    if (!isAsked) return { count, nearest };
    const of = this.speakingOf(isAsked);
    for (const [path, document] of this.documentsByPath) {
      // Of thousands, nothing but their number is told: their words are not unpacked.
      if (path === except || !document.data.hasSome(isAsked) || !document.data.marks.hasDate(isAsked)) continue;
      const narrowest = count++ < most ? narrowestOf(of(path, document)) : undefined;
      if (narrowest) nearest.push(narrowest);
    }
    return { count, nearest };
  }

  /**
   * Which values, by their numbers in the pool, speak of a time; undefined where that is none.
   * @param longest days that words may be for
   */
  private valuesOf(value: string, longest = Infinity): ((number: number) => boolean) | undefined {
    const asked = daysOf(dayPart(value));
    if (!asked) return undefined;
    const touches = (value: string): boolean => {
      // Most strings of the pool are names; what covers days begins with a digit.
      const span = isDigit(value.charCodeAt(0)) ? daysOf(dayPart(value)) : undefined;
      return span !== undefined && span.first <= asked.last && asked.first <= span.last && span.last - span.first < longest;
    };
    const { pool } = this;
    // By the number of a string in the pool: not looked at yet, a value of these days, any other string.
    const known = new Uint8Array(pool.size);
    return (number) => {
      if (known[number] === 0) known[number] = touches(pool.text(number)) ? 1 : 2;
      return known[number] === 1;
    };
  }

  /** What a document has of a time. */
  private speakingOf(isAsked: (number: number) => boolean): (path: string, document: Indexed) => readonly DayMention[] {
    const { pool } = this;
    return (path, { data, sidecar }) => {
      if (!data.hasSome(isAsked)) return nothing;
      const outlet = this.outletOf(sidecar);
      return data.marks.dates(pool).flatMap((date) => (isAsked(date.number) ? [{ value: date.value, place: placeOfMark(path, date, date.text), outlet }] : []));
    };
  }

  problems(): readonly SidecarProblem[] {
    const isShown = ({ by }: SidecarProblem): boolean => this.only === undefined || by === undefined || by === this.only;
    return [...this.documentsByPath.values()].flatMap((document) => document.problems.filter(isShown));
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

  private outletOf({ document }: Sidecar): string | undefined {
    return document?.outlet === undefined ? undefined : (this.lookups.outlet(document.outlet)?.id ?? document.outlet);
  }

  private readonly isShown = (one: PassageSummary | DecisionSummary): boolean => isVisible('annotation' in one ? one.annotation : one.decision, this.only);
  private *mentionsByDocument(): Generator<{ readonly path: string; readonly mentions: readonly KeptMention[] }> {
    for (const [path, { data }] of this.documentsByPath) yield { path, mentions: data.marks.mentions(this.pool) };
  }
}
