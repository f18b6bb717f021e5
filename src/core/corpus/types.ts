/** What the index is given, and what it says, of one document and of all; beside one another: `compared.ts`; how it is asked: `service.ts`. */
import type { Case } from '../adjudication';
import type { ActorKind } from '../actors/types';
import type { AnchorState } from '../annotations/types';
import type { Publication } from '../dates/types';
import type { Problem } from '../problem';
import type { Decision } from '../sidecar/decision';
import type { Annotation, DocumentMetadata, MentionDecision, StanceEntry } from '../sidecar/schema';
import type { Range } from '../text/range';

export type * from './compared';
export type * from './service';

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
  /** Whose settlement has set it aside, see core/adjudication/settled; settled in what the index answers. */
  readonly setAsideBy?: string;
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

/** How much of a list that is as long as the corpus is large. */
export interface Listed {
  /** Entries, at most. */
  readonly most: number;
  /** A document whose entries come before all others, so that none of them is left out for those. */
  readonly first?: string;
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

/** The documents that speak of a time. */
export interface DayDocuments {
  readonly count: number;
  /** Some of them, each with its narrowest words for it. */
  readonly nearest: readonly DayMention[];
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
