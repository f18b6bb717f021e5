/** What all aggregates of the overview have in common: which documents and which words count, and the order of outlets. */
import type { ProjectIndex } from '../../project/lookup';
import type { BlockKind } from '../../text/block';
import { coverageOf, isCounted } from '../coverage';
import type { PassageSummary } from '../types';
import type { OutletKey, SurveyDocument, SurveyRequest, SurveyTotals } from './types';

export interface Surveyed {
  /** Without copies. */
  readonly documents: readonly SurveyDocument[];
  readonly totals: SurveyTotals;
}

/** A copy counts once, with its original. */
export function surveyed(all: readonly SurveyDocument[]): Surveyed {
  const byPath = new Map(all.map(({ summary }) => [summary.path, summary] as const));
  const documents = all.filter(({ summary }) => isCounted(summary, (path) => byPath.get(path)));
  const totals = { documents: documents.length, copies: all.length - documents.length, coded: 0, draft: 0, read: 0, unread: 0 };
  for (const { summary } of documents) totals[coverageOf(summary)]++;
  return { documents, totals };
}

/** What an outlet says: headlines, running text and captions; readers' comments when asked; what a page has around its text never. */
export function counts(block: BlockKind, { comments }: Pick<SurveyRequest, 'comments'>): boolean {
  return block === 'comment' ? comments : block !== 'furniture' && block !== 'contact';
}

export function countsPassage({ annotation }: PassageSummary, { comments }: Pick<SurveyRequest, 'comments'>): boolean {
  return comments || annotation.voice !== 'comment';
}

export function outletOf({ summary }: SurveyDocument, project: ProjectIndex): OutletKey {
  const id = summary.metadata.outlet;
  return id === undefined ? null : (project.outlet(id)?.id ?? id);
}

/** Outlets by name; documents without one last. */
export function byOutletName(project: ProjectIndex): (a: OutletKey, b: OutletKey) => number {
  const name = (id: string): string => project.outlet(id)?.name ?? id;
  return (a, b) => {
    if (a === null || b === null) return Number(a === null) - Number(b === null);
    return name(a).localeCompare(name(b)) || (a < b ? -1 : Number(a > b));
  };
}

/** The outlets with documents: those with most of them where there is room for some only, in the order of their names. */
export function outletColumns(
  documents: readonly SurveyDocument[],
  project: ProjectIndex,
  most: number,
): { readonly outlets: readonly OutletKey[]; readonly moreOutlets: number } {
  const numbers = new Map<OutletKey, number>();
  for (const document of documents) {
    const outlet = outletOf(document, project);
    numbers.set(outlet, (numbers.get(outlet) ?? 0) + 1);
  }
  const order = byOutletName(project);
  const outlets = [...numbers].sort(([a, x], [b, y]) => y - x || order(a, b)).map(([outlet]) => outlet);
  return { outlets: outlets.slice(0, most).sort(order), moreOutlets: Math.max(0, outlets.length - most) };
}
