/** The index as others see it: what it is asked, and what feeds it. */
import type { FinishedRules } from '../agreement/finished';
import type { MergeSuggestion } from '../actors/likeness';
import type { Project } from '../project/schema';
import type { Voice } from '../sidecar/schema';
import type { Range } from '../text/range';
import type { CellContent, Survey, SurveyCell, SurveyPlot, SurveyRequest } from './survey/types';
import type { Comparison, DocumentText, Overview, StatementCandidate, Wording } from './compared';
import type {
  ActorSummary,
  CorpusChanges,
  DayDocuments,
  DayMention,
  DecisionSummary,
  DocumentCoding,
  DocumentFacts,
  DocumentInput,
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

/** What a project's index answers. Every answer is a promise, because the index lives in a worker. */
export interface CorpusQueries {
  documents(): Promise<readonly DocumentSummary[]>;
  /**
   * What is new since an earlier answer: a view that shows a hundred thousand documents asks for these alone.
   * @param since the `revision` of the answer before; 0 for all
   * @param most documents in one answer
   */
  changes(since: number, most: number): Promise<CorpusChanges>;
  passages(): Promise<readonly PassageSummary[]>;
  /** The passages of some documents. */
  passagesIn(paths: readonly string[]): Promise<readonly PassageSummary[]>;
  /** Of those of the documents that are known, in their order. */
  facts(paths: readonly string[]): Promise<readonly DocumentFacts[]>;
  coding(): Promise<readonly DocumentCoding[]>;
  /** By which rule each coder who is shown has finished a document. */
  finishedRules(): Promise<FinishedRules>;
  /** The tags that the passages shown carry, in no order. */
  tagUses(): Promise<readonly TagUse[]>;
  /** The documents that an act upon these tags is about, those with most passages first. */
  taggedDocuments(tags: readonly string[]): Promise<readonly TaggedDocument[]>;
  /** Decisions about marks that are moved, fuzzy, ambiguous or orphaned. */
  driftedDecisions(): Promise<readonly DecisionSummary[]>;
  actors(): Promise<readonly ActorSummary[]>;
  actor(id: string): Promise<ActorSummary | undefined>;
  /** @param listed all of them without it: in a large corpus that may be a million */
  mentionsOf(actor: string, only?: MentionFilter, listed?: Listed): Promise<readonly Place[]>;
  /** Ids of tags that any passage carries, hidden ones included: for new ids to differ from, never to be shown. */
  takenTags(): Promise<readonly string[]>;
  /** Ids of actors that any sidecar names, whether or not the project still knows them: for new ids to differ from, never to be shown. */
  decidedActors(): Promise<readonly string[]>;
  /** Actors with a mention whose name or form holds the letters of `query` in their order, most mentioned first. */
  findActors(query: string, most: number): Promise<readonly FoundActor[]>;
  /** Provisional ids without middle names that several persons of the corpus would share; see `toldApart`. */
  namesakes(): Promise<readonly string[]>;
  /** Pairs that may be one actor, likest first; see `suggestMerges`. Ids of merged actors are resolved. */
  mergeSuggestions(): Promise<readonly MergeSuggestion[]>;
  /** What is ascribed to an actor, of the documents whose statements have been read, by outlet and document. As many as are wanted. */
  statementsOf(actor: string, most?: number): Promise<readonly StatementPlace[]>;
  /** Voice and speaker that the text suggests for passages of a document, in their order. Speakers are known where the text is the one that is indexed. */
  voices(own: DocumentText, ranges: readonly Range[]): Promise<readonly { readonly voice: Voice; readonly speaker?: string }[]>;
  /** One of them an outlet: the first that the outlet itself reports, where there is one. By outlet's id. */
  statementExamples(actor: string): Promise<readonly StatementExample[]>;
  /** @param value TIMEX3 value of a day, week, month, year or range: everything that resolves to it, lies in it or covers it */
  mentionsOfDay(value: string, listed?: Listed): Promise<readonly DayMention[]>;
  /**
   * The other documents that do so, each once.
   * @param except the document that asks
   * @param longest a document that speaks of the time in words for more days than these alone says nothing of it
   * @param most of which the words are given
   */
  documentsOfDay(value: string, except: string, longest: number, most: number): Promise<DayDocuments>;
  /** But those about entries that are hidden. */
  problems(): Promise<readonly SidecarProblem[]>;
  /** Of some documents; those that are not indexed are left out. */
  summaries(paths: readonly string[]): Promise<readonly DocumentSummary[]>;
  /** The documents in which a passage, or with no range anything of the document, may stand again, best first: candidates, to be read and compared. */
  statementCandidates(own: DocumentText, range: Range | null, limit: number): Promise<readonly StatementCandidate[]>;
  /** How each of the others words a passage; those that do not have it are left out. */
  wordings(own: DocumentText, range: Range, others: readonly DocumentText[]): Promise<readonly Wording[]>;
  comparison(own: DocumentText, other: DocumentText): Promise<Comparison>;
  overview(own: DocumentText, others: readonly DocumentText[]): Promise<Overview>;
  /** One aggregate over all documents, of what is shown of them; its `plot` is the one asked for. */
  survey(plot: SurveyPlot, request: SurveyRequest): Promise<Survey>;
  /** The documents behind a cell of one. */
  surveyCell(cell: SurveyCell, request: SurveyRequest): Promise<CellContent>;
}

/** A file of the cache, by its name in the cache's folder; without bytes, one that is to be deleted. */
export interface CacheFile {
  readonly name: string;
  readonly bytes: Uint8Array | undefined;
}

/** A document that the cache knew. */
export interface RestoredDocument {
  readonly path: string;
  readonly stamp: string | undefined;
  /** Whether its statements are known too. */
  readonly complete: boolean;
}

/** What feeds the index. */
export interface CorpusUpdates {
  /**
   * Sets the registry and the codebook.
   * @returns documents that may say something else now, by their names or their sidecars: they must be put again. What is known of them stands until then
   */
  setProject(project: Project): Promise<readonly string[]>;
  /**
   * As {@link setProject} where nothing but the codebook, the stance questions and the outlets have changed: nothing is analysed again.
   * @returns documents that name what is now known, or no longer: their problems follow when they are put again
   */
  setCodebook(project: Project): Promise<readonly string[]>;
  put(documents: readonly DocumentInput[]): Promise<void>;
  /**
   * Whose coding is counted and shown: one coder's, or for undefined everybody's.
   * @returns documents whose marks follow from what is now shown or hidden: they must be put again
   */
  show(only: string | undefined): Promise<readonly string[]>;
  /**
   * Reads what documents ascribe to whom, the keys by which their statements are found, and which words they hold: after `put`, of the same text. Apart from
   * it, because it takes longer than all marks together.
   */
  readStatements(documents: readonly { readonly path: string; readonly text: string }[]): Promise<void>;
  remove(paths: readonly string[]): Promise<void>;
  /** Of these documents the project keeps no quotes from now on, or keeps them again: so does the cache, whatever they were put with before. */
  setConfidential(paths: readonly string[], confidential: boolean): Promise<void>;
  /**
   * Takes in what an earlier run kept; before {@link setProject} and {@link put}. The cache of another version, or one that was damaged, is passed over: its
   * documents are then new, and its files are among the next {@link cacheChanges}.
   */
  restore(files: readonly CacheFile[], version: string): Promise<readonly RestoredDocument[]>;
  /**
   * Some of the files that are to be written or deleted, so that a later run knows what this one does; empty when there are none.
   * @param whole only files whose documents are known whole, statements included
   */
  cacheChanges(version: string, whole?: boolean): Promise<readonly CacheFile[]>;
}

export type CorpusService = CorpusQueries & CorpusUpdates;
