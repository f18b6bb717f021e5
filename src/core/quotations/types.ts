import type { Range } from '../text/range';
import type { DescribedPerson } from './persons';

/** `direct`: all of it between quotation marks. `mixed`: reported, with words of it between marks. `indirect`: reported without marks. */
export type QuotationForm = 'direct' | 'mixed' | 'indirect';

/** What sort of attribution its cue makes: somebody said, thinks, wants, judges (praises, opposes …), or shows it, as a document does. */
export type Manner = 'says' | 'thinks' | 'wants' | 'judges' | 'shows';

/** How a source was joined to an actor. */
export type SourceBasis =
  /** Its phrase names the actor. */
  | 'named'
  /** "the minister, Jane Example", "…, who said" */
  | 'apposition'
  | 'pronoun'
  /** "the minister", where the text has introduced one person as that. */
  | 'description';

/** Somebody the index knows, registered or provisional. */
export interface ActorRef {
  readonly actor: string;
  readonly name: string;
}

/** Whom a statement is ascribed to. */
export type Source =
  /** `others`: who says it together with the first ("Blinken and Borrell"). */
  | (ActorRef & { readonly kind: 'actor'; readonly person: boolean; readonly basis: SourceBasis; readonly others?: readonly ActorRef[] })
  /** "a leading researcher", "the foreign minister": somebody described whom the text does not name within reach. */
  | { readonly kind: 'person'; readonly text: string }
  /** "the statement", "a report". */
  | { readonly kind: 'document'; readonly text: string }
  /** "anonymous sources", "officials", "most analysts": the origin is withheld or generic. */
  | { readonly kind: 'anonymous'; readonly text: string }
  /** "she", where nobody or more than one is within reach; a phrase of no known kind; or, with no text, no source at all. */
  | { readonly kind: 'unknown'; readonly text: string };

/** One statement that the text ascribes to somebody. Offsets into the canonical text. */
export interface Quotation extends Range {
  /** The content in order, without overlap; several when a cue stands in its middle or it runs over paragraphs. At least one. */
  readonly spans: readonly Range[];
  readonly form: QuotationForm;
  readonly manner: Manner;
  /** The words that ascribe it: "said", "according to", "called for". */
  readonly cue?: Range;
  /** The words that name the source: "the minister", "she". */
  readonly phrase?: Range;
  readonly source: Source;
  /** The rule that found it. */
  readonly rule: string;
  /** It stands inside another's statement: the outer speaker says that this one said it. */
  readonly nested?: true;
}

/** The outlet's wording that keeps what it says at a distance; not a quotation, and not a judgement. */
export interface DistanceMark extends Range {
  readonly kind: 'scare-quotes' | 'alleged' | 'so-called';
}

export interface Quotations {
  /** By their beginning; nested ones behind those that hold them. */
  readonly quotations: readonly Quotation[];
  /** Sorted, not overlapping. */
  readonly distance: readonly DistanceMark[];
}

/** A statement as one block has it: offsets relative to it, its source a phrase. */
export interface RecognisedQuotation {
  readonly spans: readonly Range[];
  readonly form: QuotationForm;
  readonly manner: Manner;
  readonly cue?: Range;
  readonly phrase?: Range;
  readonly rule: string;
  readonly nested?: true;
}

/** What one block alone says. Block-relative, structured-cloneable. */
export interface RecognisedBlock {
  readonly quotations: readonly RecognisedQuotation[];
  /** Persons whom it describes: one of them may be the "she" of a statement behind. */
  readonly persons: readonly DescribedPerson[];
  readonly distance: readonly DistanceMark[];
  /** A stretch between marks is not closed: it runs to the end of the block, and perhaps on. */
  readonly opens?: true;
  /** Its first mark closes what no mark here opened. */
  readonly closes?: true;
  /** Begins with an opening mark, as each paragraph of a speech over several may. */
  readonly reopens?: true;
  /** There are quotation marks in it. */
  readonly marked?: true;
  /** Its end announces a quotation: "The minister said:". */
  readonly announces?: { readonly cue: Range; readonly phrase?: Range };
}
