/** A coder's judgement of one document while it is made, and the decision that writes it. Pure. */
import { stanceKey, type Changes, type Decision } from '../../../core/sidecar/decision';
import type { StanceEntry } from '../../../core/sidecar/schema';

export interface StanceDraft {
  readonly question: string;
  /** Undefined until one is chosen. */
  readonly position: string | undefined;
  /** Empty where nothing was said. */
  readonly because: string;
  readonly confidence: StanceEntry['confidence'];
  /** Ids of passages, in the order in which they were named. */
  readonly evidence: readonly string[];
}

/** What is there to begin with: my entry, or nothing. */
export function draftOf(question: string, mine: StanceEntry | undefined): StanceDraft {
  return { question, position: mine?.position, because: mine?.because ?? '', confidence: mine?.confidence, evidence: mine?.evidence ?? [] };
}

/**
 * A reason and a confidence were given for a position: for another they are not true. Evidence was gathered passage by passage: it stays, for the coder
 * to look through.
 */
export function withPosition(draft: StanceDraft, position: string): StanceDraft {
  return draft.position === position ? draft : { ...draft, position, because: '', confidence: undefined };
}

/** An entry is changed only by its `by`: mine is added or changed, nobody else's. */
export function stanceDecision(
  mine: StanceEntry | undefined,
  draft: StanceDraft & { readonly position: string },
  status: NonNullable<StanceEntry['status']>,
  { by, at }: Pick<StanceEntry, 'by' | 'at'>,
): Decision {
  const { question, position, confidence, because, evidence } = draft;
  if (!mine) {
    const entry: StanceEntry = {
      question,
      position,
      ...(confidence && { confidence }),
      status,
      ...(because !== '' && { because }),
      ...(evidence.length > 0 && { evidence: [...evidence] }),
      by,
      at,
    };
    return { type: 'add', section: 'stance', entry };
  }
  const changes: Changes<StanceEntry> = {
    position,
    confidence: confidence ?? null,
    status,
    because: because === '' ? null : because,
    evidence: evidence.length > 0 ? [...evidence] : null,
    at,
  };
  return { type: 'change', section: 'stance', key: stanceKey(question, by), changes };
}
