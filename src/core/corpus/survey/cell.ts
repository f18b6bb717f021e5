/** The documents behind one cell of the overview, with what puts each of them there. */
import type { ProjectIndex } from '../../project/lookup';
import { coverageOf, stanceState } from '../coverage';
import type { PassageSummary, Place } from '../types';
import { counts, countsPassage, outletOf, type Surveyed } from './documents';
import { columnKey } from './matrices';
import { lanesOf, publicationDay } from './timeline';
import type { CellContent, CellDocument, SurveyCell, SurveyDocument, SurveyRequest } from './types';

/** Documents, and things in each, beyond which a list is searched and not read. */
const mostDocuments = 100;
const mostThings = 20;

interface Found {
  readonly judgements?: CellDocument['judgements'];
  readonly passages?: readonly PassageSummary[];
  readonly mentions?: readonly Place[];
}

export function surveyCell({ documents }: Surveyed, project: ProjectIndex, request: SurveyRequest, cell: SurveyCell): CellContent {
  const found: CellDocument[] = [];
  let more = 0;
  for (const document of documents) {
    const what = lookUp(document, project, request, cell);
    if (!what) continue;
    if (found.length < mostDocuments) found.push(described(document, project, what));
    else more++;
  }
  return { documents: found, more };
}

/** Undefined where a document is not of the cell. */
function lookUp(document: SurveyDocument, project: ProjectIndex, request: SurveyRequest, cell: SurveyCell): Found | undefined {
  if (cell.plot === 'timeline') return onTimeline(document, project, request, cell);
  if (outletOf(document, project) !== cell.outlet) return undefined;
  switch (cell.plot) {
    case 'stance': {
      const { stance } = document.summary;
      if (columnKey(stanceState(stance, cell.question)) !== columnKey(cell.column)) return undefined;
      const known = new Map(document.shown.map((passage) => [passage.annotation.id, passage] as const));
      return {
        judgements: stance
          .filter(({ question }) => question === cell.question)
          .map((entry) => ({
            entry,
            evidence: (entry.evidence ?? []).flatMap((id) => known.get(id) ?? []).filter((passage) => countsPassage(passage, request)),
          })),
      };
    }
    case 'actors': {
      const mentions = document.mentions.filter(({ actor, block }) => actor === cell.actor && counts(block, request)).map(({ place }) => place);
      return mentions.length > 0 ? { mentions } : undefined;
    }
    case 'tags':
      // Documents without the tag are of the cell too: that it is absent, or that nobody has looked, is what the cell says of them.
      return {
        passages: document.passages.filter(
          (passage) => countsPassage(passage, request) && passage.annotation.tags.some((tag) => project.tagId(tag) === cell.tag),
        ),
      };
    default:
      return cell satisfies never;
  }
}

function onTimeline(
  document: SurveyDocument,
  project: ProjectIndex,
  request: SurveyRequest,
  { lane, what, first, last }: SurveyCell & { readonly plot: 'timeline' },
): Found | undefined {
  if (!lanesOf(document, project, request).some(({ event, outlet }) => event === lane.event && outlet === lane.outlet)) return undefined;
  if (what === 'published') {
    const day = publicationDay(document.summary.publication?.end);
    return day !== undefined && day >= first && day <= last ? {} : undefined;
  }
  const mentions = document.dates
    .filter(
      ({ days, block }) =>
        days && counts(block, request) && (what === 'spoken' ? days.first >= first && days.last <= last : days.first === first && days.last === last),
    )
    .map(({ place }) => place);
  return mentions.length > 0 ? { mentions } : undefined;
}

function described(document: SurveyDocument, project: ProjectIndex, { judgements = [], passages = [], mentions = [] }: Found): CellDocument {
  const { path, metadata } = document.summary;
  return {
    path,
    title: metadata.title,
    outlet: outletOf(document, project),
    coverage: coverageOf(document.summary),
    judgements: judgements.map(({ entry, evidence }) => ({ entry, evidence: evidence.slice(0, mostThings) })),
    passages: passages.slice(0, mostThings),
    mentions: mentions.slice(0, mostThings),
    more: [passages, mentions, ...judgements.map(({ evidence }) => evidence)].reduce((sum, things) => sum + Math.max(0, things.length - mostThings), 0),
  };
}
