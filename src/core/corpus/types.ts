import type { Case } from '../adjudication';
import type { FinishedRules } from '../agreement/finished';
import type { MergeSuggestion } from '../actors/likeness';
import type { ActorKind } from '../actors/types';
import type { AnchorState } from '../annotations/types';
import type { Publication } from '../dates/types';
import type { Project } from '../project/schema';
import type { Problem } from '../problem';
import type { Decision } from '../sidecar/decision';
import type { Annotation, DocumentMetadata, MentionDecision, StanceEntry, Voice } from '../sidecar/schema';
import type { Difference, Relation, StatementVoice } from '../statements';
import type { Range } from '../text/range';
import type { CellContent, Survey, SurveyCell, SurveyPlot, SurveyRequest } from './survey/types';

/** What the index is given of one document. */
export interface DocumentInput {
  /** Relative to the project's folder, with `/` between segments. */
  readonly path: string;
  /** Canonical text; null where the document could not be decoded or is too large to index. */
  readonly text: string | null;
  /** One's own first; see core/sidecar/together. */
  readonly sidecars: readonly SidecarInput[];
  /** What the files looked like when they were read (size and time of each): where they look so again, nothing has to be read. */
  readonly stamp?: string | undefined;
  /** The project keeps no quotes of it: then nothing of it goes into the cache either. */
  readonly confidential?: boolean | undefined;
}

/** One sidecar of a document. */
export interface SidecarInput {
  /** What its name has after the document's. */
  readonly suffix: string;
  /** As it stands on disk or in an editor. */
  readonly text: string;
  /** Decisions still on their way to it. */
  readonly pending: readonly Decision[];
}

/** One document, as the trees need it. */
export interface DocumentSummary {
  readonly path: string;
  readonly metadata: DocumentMetadata;
  /** Stated by the sidecar, else inferred from the text, else undefined. */
  readonly publication: Publication | undefined;
  readonly stance: readonly StanceEntry[];
  readonly readBy: readonly string[];
  /** Somebody has tagged a passage, whether or not it counts. */
  readonly isTagged: boolean;
  /** Whose passages count (see core/adjudication/settled), each once, by name. */
  readonly taggedBy: readonly string[];
  /** Passages that count by tag id, those in reader comments left out. */
  readonly tags: Readonly<Record<string, number>>;
  readonly passages: number;
  /** The passages in reader comments: the ids of all, the number of those that count, and that by tag id. */
  readonly comments: { readonly ids: readonly string[]; readonly passages: number; readonly tags: Readonly<Record<string, number>> };
  /** Passages and decisions about marks that are moved, fuzzy, ambiguous or orphaned. */
  readonly drifted: number;
  readonly readable: boolean;
}

/** What has become of the documents since somebody asked. */
export interface CorpusChanges {
  /** To ask with the next time. */
  readonly revision: number;
  /** False while there is more. */
  readonly complete: boolean;
  /** Of documents that are new, or may say something else. */
  readonly summaries: readonly DocumentSummary[];
  /** Paths of documents that are no longer there. */
  readonly gone: readonly string[];
}

/** What a document names, for its page and the table of all. Reader comments, captions and page furniture are left out. */
export interface DocumentFacts {
  readonly path: string;
  /** Those mentioned most, most first. */
  readonly actors: readonly { readonly actor: string; readonly name: string; readonly kind: ActorKind; readonly mentions: number }[];
  /** The first and the last day that it names (ISO), by expressions that mean a year at most; both absent where it names none. */
  readonly firstDay?: string;
  readonly lastDay?: string;
  /** The passages that its judgements name as evidence: their words, where the project keeps them. */
  readonly evidence: readonly { readonly id: string; readonly quote: string | undefined }[];
}

/** Who has coded a document, as far as it is shown, and where they differ. */
export interface DocumentCoding {
  readonly path: string;
  /** Whose passages, stances or "read, nothing to code" there are, by name. */
  readonly signedBy: readonly string[];
  readonly finishedBy: readonly string[];
  /** Of those who have finished; empty while others' coding is hidden. */
  readonly cases: readonly Case[];
  /** Passages without a place, which are not compared. */
  readonly unplaced: number;
}

/** A place in a document. `range` is in the canonical text; line and character are 0-based, as editors count. */
export interface Place {
  readonly path: string;
  readonly range: Range;
  readonly line: number;
  readonly character: number;
  readonly endLine: number;
  readonly endCharacter: number;
  /** The words that stand there. */
  readonly text: string;
}

/** A passage of the corpus with its place, if it has one. */
export interface PassageSummary {
  readonly path: string;
  readonly annotation: Annotation;
  readonly state: AnchorState;
  readonly place: Place | undefined;
  readonly candidates: readonly Place[];
  /** The actors that it mentions, each once. */
  readonly actors: readonly MentionedActor[];
}

/** An actor by its id, provisional or not, and the name it is known by. */
export interface MentionedActor {
  readonly id: string;
  readonly name: string;
  /** See {@link Mention.told}; settled in what the index answers. */
  readonly told?: string;
}

/** How often a tag is used, by passages that count: see core/adjudication/settled. Of the coding that is shown. */
export interface TagUse {
  /** Its id now: merged ids are resolved. */
  readonly tag: string;
  /** Passages, those in reader comments left out. */
  readonly passages: number;
  readonly comments: number;
  /** Passages coded before the tag's definition was last revised, those in reader comments included. */
  readonly older: number;
}

/** A document with passages of some tags. */
export interface TaggedDocument {
  readonly path: string;
  readonly passages: number;
}

/** A decision about a mark whose place a person has to look at. */
export interface DecisionSummary extends Omit<PassageSummary, 'annotation' | 'actors'> {
  readonly decision: MentionDecision;
}

/** How one outlet names an actor: its forms, most frequent first. */
export interface OutletForms {
  /** Outlet id; undefined for documents whose outlet is not set. */
  readonly outlet: string | undefined;
  readonly forms: readonly FormCount[];
}

/** A form of a name and how often it stands there. `asides` of them are set back: in comments, captions, contacts or page furniture. */
export interface FormCount {
  readonly form: string;
  readonly count: number;
  readonly asides: number;
}

/** Some of an actor's mentions. */
export interface MentionFilter {
  /** In just this form. */
  readonly form?: string;
  /** In this outlet's documents; null for those whose outlet is not set. */
  readonly outlet?: string | null;
}

/** An actor whose name, or one of whose forms, fits what was typed. */
export interface FoundActor {
  readonly id: string;
  readonly name: string;
  readonly kind: ActorKind;
  /** The form that fitted, where it was not the name. */
  readonly form: string | undefined;
  readonly mentions: number;
  /** Its first mention outside comments and captions, else its first. */
  readonly place: Place;
}

export interface ActorSummary {
  readonly id: string;
  readonly name: string;
  readonly kind: ActorKind;
  /** False when only the recogniser knows the actor. */
  readonly registered: boolean;
  readonly mentions: number;
  /** Mentions that stand in reader comments, captions, contacts or page furniture. */
  readonly asides: number;
  readonly documents: number;
  readonly variants: readonly OutletForms[];
  /** What documents ascribe to the actor, by outlet, most first; of those whose statements have been read. */
  readonly statements: readonly { readonly outlet: string | undefined; readonly count: number }[];
}

/** What one outlet ascribes to an actor, for a card. */
export interface StatementExample {
  readonly outlet: string | undefined;
  readonly place: StatementPlace;
}

/** Where a document ascribes something to an actor; 0-based, as editors count. */
export interface StatementPlace {
  readonly path: string;
  readonly line: number;
  readonly character: number;
  readonly endLine: number;
  readonly endCharacter: number;
  /** Somebody else is reported to report it. */
  readonly nested: boolean;
  /** The words that ascribe it, in lower case: "said", "denied", "did not say"; undefined where only marks do. */
  readonly cue?: string;
  /** The actor denies, refuses or rejects it, or is reported not to have said it. */
  readonly denied: boolean;
  /** The cue begins so many characters before it in its line; 0 where it does not stand shortly before it. */
  readonly cueBefore: number;
}

/** A document that speaks of a day or period. */
export interface DayMention {
  readonly place: Place;
  /** Outlet id of the document, if it is set. */
  readonly outlet: string | undefined;
  readonly value: string;
}

/** A problem of a sidecar, with its place in the sidecar's lines (0-based). */
export interface SidecarProblem {
  /** The document whose sidecar it is. */
  readonly path: string;
  /** Which of its sidecars. */
  readonly suffix: string;
  readonly problem: Problem;
  /** Who signed the entry that it is about. */
  readonly by?: string;
  readonly line: number;
  readonly character: number;
  readonly endLine: number;
  readonly endCharacter: number;
}

/** A document's text as it stands now, in an editor or on disk; canonical. */
export interface DocumentText {
  readonly path: string;
  readonly text: string;
}

/** A document in which a statement may stand again. */
export interface StatementCandidate {
  readonly path: string;
  /** How much rare vocabulary is common; for ordering. */
  readonly bits: number;
}

/** A {@link Difference} with the words themselves. */
export type WordDifference = Omit<Difference, 'a' | 'b'> & { readonly a?: string; readonly b?: string };

/** One statement in two documents. */
export interface Wording {
  readonly a: Place;
  readonly b: Place;
  /** 0 to 1. */
  readonly score: number;
  readonly relation: Relation;
  readonly voiceA: StatementVoice;
  readonly voiceB: StatementVoice;
  /** What was compared: for a passage that was asked about the sentences around the statement, else the statement itself. */
  readonly compared: { readonly a: string; readonly b: string };
  /** From `compared.a` to `compared.b`, in the order of `b`. */
  readonly differences: readonly WordDifference[];
}

/** Two documents compared as wholes. */
export interface Comparison {
  readonly shared: readonly Wording[];
  /** Sentences that only one of them has. */
  readonly onlyA: readonly Place[];
  readonly onlyB: readonly Place[];
  /** Share of either's words that stands in the other, 0 to 1. */
  readonly shares: { readonly a: number; readonly b: number };
  readonly isCopy: boolean;
}

/** What one document shares with others: those with most in common first. */
export interface Overview {
  readonly documents: readonly (Pick<Comparison, 'shared' | 'shares' | 'isCopy'> & { readonly path: string })[];
  /** Sentences that none of the others has. */
  readonly onlyHere: readonly Place[];
  /** Where more documents may share something than were read: how many were, those that may share most. */
  readonly nearest?: number;
}

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
  mentionsOf(actor: string, only?: MentionFilter): Promise<readonly Place[]>;
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
  /** What is ascribed to an actor, of the documents whose statements have been read, by outlet and document. */
  statementsOf(actor: string): Promise<readonly StatementPlace[]>;
  /** Voice and speaker that the text suggests for passages of a document, in their order. Speakers are known where the text is the one that is indexed. */
  voices(own: DocumentText, ranges: readonly Range[]): Promise<readonly { readonly voice: Voice; readonly speaker?: string }[]>;
  /** One of them an outlet: the first that the outlet itself reports, where there is one. By outlet's id. */
  statementExamples(actor: string): Promise<readonly StatementExample[]>;
  /** @param value TIMEX3 value of a day, week, month, year or range: everything that resolves to it, lies in it or covers it */
  mentionsOfDay(value: string): Promise<readonly DayMention[]>;
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
  /**
   * Takes in what an earlier run kept; before {@link setProject} and {@link put}. The cache of another version, or one that was damaged, is passed over: its
   * documents are then new, and its files are among the next {@link cacheChanges}.
   */
  restore(files: readonly CacheFile[], version: string): Promise<readonly RestoredDocument[]>;
  /** Some of the files that are to be written or deleted, so that a later run knows what this one does; empty when there are none. */
  cacheChanges(version: string): Promise<readonly CacheFile[]>;
}

export type CorpusService = CorpusQueries & CorpusUpdates;
