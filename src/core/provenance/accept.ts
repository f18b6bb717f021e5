/** What accepting a suggestion writes: the field, and the outlet where the project does not know it yet. */
import type { ProjectDecision } from '../project/decision';
import type { Changes } from '../sidecar/decision';
import type { DocumentMetadata } from '../sidecar/schema';
import type { SuggestedField, Suggestion } from './types';

export interface Acceptance {
  readonly project: readonly ProjectDecision[];
  readonly changes: Changes<DocumentMetadata>;
}

/** Fields that name outlets. */
export const outletFields = ['outlet', 'publisher', 'via'] as const;
export type OutletField = (typeof outletFields)[number];

export function isOutletField(field: string | null): field is OutletField {
  return (outletFields as readonly (string | null)[]).includes(field);
}

/**
 * @param freeId an id for a new outlet of this name
 * @param field what the coder says a clue means; else the suggestion's own
 */
export function acceptanceOf(
  suggestion: Suggestion,
  metadata: DocumentMetadata,
  freeId: (name: string) => string,
  field: SuggestedField | null = suggestion.field,
): Acceptance | undefined {
  const { value, outlet, domain } = suggestion;
  if (field === null) return undefined;
  if (isOutletField(field)) {
    const id = outlet ?? freeId(value);
    const entry = { id, name: value, ...(domain !== undefined && { domains: [domain] }) };
    return {
      project: outlet === undefined ? [{ type: 'add', section: 'outlets', entry }] : [],
      changes: field === 'via' ? { via: [...new Set([...(metadata.via ?? []), id])] } : { [field]: id },
    };
  }
  if (field === 'authors') return { project: [], changes: { authors: [...new Set([...(metadata.authors ?? []), value])] } };
  if (field === 'translation') {
    const kind = value === 'machine' || value === 'human' ? value : 'unknown';
    return { project: [], changes: { translation: kind } };
  }
  return { project: [], changes: { [field]: value } };
}
