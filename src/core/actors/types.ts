import type { Range } from '../text/range';
import type { Institution } from './institutions';

export type ActorKind = 'person' | 'organisation' | 'state' | 'place' | 'group';

/** A stretch of text that names an actor; offsets into the canonical text of the document. */
export interface Mention extends Range {
  readonly text: string;
  readonly kind: ActorKind;
  /** Id in the registry, or a stable provisional id made from the name when the registry does not know the actor. */
  readonly actor: string;
  readonly provisional: boolean;
  /** Canonical name of the actor. */
  readonly name: string;
  /** Why it was recognised: `registry`, `title-name`, `surname`, `capital-metonym` … `coder` for a person's decision. */
  readonly rule: string;
  /** Set where a place speaks for an actor: a capital for its state ("Moscow denied"), a seat for who governs from there ("Brussels decided", "the Kremlin denied"). */
  readonly metonym?: Metonym;
  /** Title words found directly before the name ("Secretary", "Foreign Minister"), as written. */
  readonly title?: string;
  /** It stands in a caption, a comment, page furniture or the quoted title of another text: no part of what the article itself says. */
  readonly aside?: boolean;
  /**
   * The form with a middle initial that the document has for this person, where the id says nothing of the initial: the person of that initial is
   * meant where the corpus knows another (see `namesakes.ts`).
   */
  readonly told?: string;
  /** Where the name itself begins, when the mention begins with a title ("Secretary Blinken": 10 after `start`). */
  readonly nameStart?: number;
}

export type Metonym = 'capital' | 'seat';

/**
 * How much speaks for each reading of a candidate, in the units of `evidence.ts`; `none` is that it names no actor
 * (a work, an event, a capitalised ordinary word). Summed over a document's mentions of one name before deciding.
 */
export interface Weights {
  readonly person: number;
  readonly organisation: number;
  readonly state: number;
  readonly place: number;
  readonly group: number;
  readonly none: number;
}

/** What one block alone can say of a stretch that may name an actor. Block-relative, structured-cloneable. */
export interface RecognisedMention extends Range {
  readonly text: string;
  /** Weight of evidence for each kind, from the words of the name and from its neighbours. */
  readonly weights: Weights;
  /** The rule that weighed most. */
  readonly rule: string;
  /** Ids in the registry of the actors that bear exactly this form; several when the form is ambiguous. */
  readonly actors?: readonly string[] | undefined;
  /** The name may be an ordinary word (sentence start, headline): it stands only if the document confirms it. */
  readonly weak?: boolean | undefined;
  /** A capital, body's seat, house of power or sports side's town, and how this occurrence reads. */
  readonly metonym?: MetonymReading | undefined;
  readonly title?: string | undefined;
  /** Title and name as they stand, where a title stands before `start`: a registered person's mention takes it in. */
  readonly titled?: string | undefined;
  /** The long form that the text itself gives for this acronym, or the acronym that it gives for this name. */
  readonly alias?: string | undefined;
  /** The institution of a state that this names, by its own words or by those beside it ("Peru's Central Bank"). */
  readonly institution?: Institution | undefined;
  /** An institution's name in ordinary words, of a kind that every state has ("the Foreign Ministry"), and nothing beside it says whose. */
  readonly common?: boolean | undefined;
  /** Written in capitals throughout in a block that is; the document's own spelling decides. */
  readonly shout?: boolean | undefined;
  /** A town's side in a table or report of a contest: decided where it stands, whatever the name is elsewhere in the document. */
  readonly side?: boolean | undefined;
  /** Joined with the next mention by "and" or a comma: members of a list are of one kind. */
  readonly joined?: boolean | undefined;
}

export interface MetonymReading {
  readonly type: Metonym;
  /** ISO 3166 code of the state, or the name of the body. */
  readonly of: string;
  /** Canonical name of the state or body. */
  readonly name: string;
  /** `actor`: it acts or is acted on. `place`: it is where something happens. */
  readonly reading: 'actor' | 'place';
}
