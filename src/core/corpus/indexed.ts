/** What the index keeps of one document. */
import type { Analysis } from '../analysis';
import type { Sidecar } from '../sidecar/schema';
import type { DocumentData } from './data';
import type { DecisionSummary, PassageSummary, SidecarProblem } from './types';

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

/** Of documents without sidecars, which in most corpora are nearly all. Written out, for the start reads this module and no schema. */
export const noSidecar: Sidecar = { pressmark: 1 };
export const nothing: readonly never[] = [];
