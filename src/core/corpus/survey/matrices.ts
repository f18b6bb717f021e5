/** Outlets against stances, actors and tags: counts alone. */
import type { ProjectIndex } from '../../project/lookup';
import { coverageOf, stanceState } from '../coverage';
import { byOutletName, counts, countsPassage, outletColumns, outletOf, type Surveyed } from './documents';
import type { ActorCell, ActorSurvey, OutletKey, StanceColumn, StanceSurvey, SurveyDocument, SurveyRequest, TagCell, TagSurvey } from './types';

/** Forms of a name beyond this many are counted, not listed. */
const mostForms = 6;

/** How many documents of each outlet hold each position: what coders agree on or an adjudicator settled, disagreement, drafts and silence apart. */
export function stanceSurvey({ documents, totals }: Surveyed, project: ProjectIndex, request: SurveyRequest): StanceSurvey {
  const questions = (project.project.stance ?? []).map(({ id, question }) => ({ id, text: question }));
  const question = (request.question === undefined ? undefined : project.question(request.question)) ?? project.defaultQuestion;
  if (!question) return { plot: 'stance', totals, question: undefined, questions, columns: [], rows: [], more: 0 };
  const byOutlet = new Map<OutletKey, Map<string, number>>();
  const seen = new Set<string>();
  for (const document of documents) {
    const column = columnKey(stanceState(document.summary.stance, question.id));
    seen.add(column);
    const outlet = outletOf(document, project);
    const row = byOutlet.get(outlet) ?? new Map<string, number>();
    byOutlet.set(outlet, row.set(column, (row.get(column) ?? 0) + 1));
  }
  const known = question.positions.map(({ id, label, color }): StanceColumn => ({ kind: 'position', position: id, label, color }));
  const knownKeys = new Set(known.map(columnKey));
  // A position that the project does not have any more is still somebody's judgement.
  const strays = [...seen].filter((key) => key.startsWith('p:') && !knownKeys.has(key)).map((key): StanceColumn => stray(key.slice(2)));
  const columns: StanceColumn[] = [...known, ...strays.sort((a, b) => (columnKey(a) < columnKey(b) ? -1 : 1))];
  for (const kind of ['disagree', 'draft', 'not-coded'] as const) if (seen.has(kind)) columns.push({ kind });
  const rows = [...byOutlet]
    .sort(([a], [b]) => byOutletName(project)(a, b))
    .map(([outlet, row]) => ({
      outlet,
      documents: [...row.values()].reduce((sum, count) => sum + count, 0),
      cells: columns.map((column) => row.get(columnKey(column)) ?? 0),
    }));
  return {
    plot: 'stance',
    totals,
    question: { id: question.id, text: question.question },
    questions,
    columns,
    rows: rows.slice(0, request.mostRows),
    more: Math.max(0, rows.length - request.mostRows),
  };
}

/** `p:` and a position, or one of the three words. */
export function columnKey(column: { readonly kind: string; readonly position?: string }): string {
  return column.position === undefined ? column.kind : `p:${column.position}`;
}

function stray(position: string): StanceColumn {
  return { kind: 'position', position, label: position, color: undefined };
}

/** How often each outlet names each actor, and how; the most mentioned actors first. Two passes, so that forms are kept of shown actors alone. */
export function actorSurvey({ documents, totals }: Surveyed, project: ProjectIndex, request: SurveyRequest): ActorSurvey {
  const columns = outletColumns(documents, project, request.mostOutlets);
  const all = new Map<string, { readonly first: SurveyDocument['mentions'][number]; mentions: number }>();
  for (const mention of mentionsOf(documents, request)) {
    const entry = all.get(mention.actor);
    if (entry) entry.mentions++;
    else all.set(mention.actor, { first: mention, mentions: 1 });
  }
  const sorted = [...all.values()].sort((a, b) => b.mentions - a.mentions || a.first.name.localeCompare(b.first.name));
  const rows = sorted.slice(0, request.mostRows);
  const forms = new Map(rows.map(({ first }) => [first.actor, new Map<OutletKey, Map<string, number>>()] as const));
  for (const document of documents) {
    const outlet = outletOf(document, project);
    for (const { actor, text } of mentionsOf([document], request)) {
      const byOutlet = forms.get(actor);
      if (!byOutlet) continue;
      const own = byOutlet.get(outlet) ?? new Map<string, number>();
      byOutlet.set(outlet, own.set(text, (own.get(text) ?? 0) + 1));
    }
  }
  return {
    plot: 'actors',
    totals,
    ...columns,
    rows: rows.map(({ first: { actor, name, kind }, mentions }) => ({
      actor,
      name,
      kind,
      mentions,
      cells: columns.outlets.map((outlet) => actorCell(forms.get(actor)?.get(outlet))),
    })),
    more: sorted.length - rows.length,
  };
}

function* mentionsOf(documents: readonly SurveyDocument[], request: SurveyRequest): Iterable<SurveyDocument['mentions'][number]> {
  for (const { mentions } of documents)
    for (const mention of mentions) if ((request.kind === undefined || mention.kind === request.kind) && counts(mention.block, request)) yield mention;
}

function actorCell(forms: ReadonlyMap<string, number> | undefined): ActorCell {
  const sorted = [...(forms ?? [])].map(([form, count]) => ({ form, count })).sort((a, b) => b.count - a.count || a.form.localeCompare(b.form));
  return {
    mentions: sorted.reduce((sum, { count }) => sum + count, 0),
    forms: sorted.slice(0, mostForms),
    moreForms: Math.max(0, sorted.length - mostForms),
  };
}

/** The colour of the nearest tag above that has one. */
function colorAbove(id: string | undefined, project: ProjectIndex): string | undefined {
  for (let flat = id === undefined ? undefined : project.tag(id); flat; flat = flat.parent && project.tag(flat.parent.id))
    if (flat.tag.color !== undefined) return flat.tag.color;
  return undefined;
}

/** How many passages of each outlet carry each tag. A document without the tag counts as `absent` only if somebody has coded or read it; a draft of a stance is neither. */
export function tagSurvey({ documents, totals }: Surveyed, project: ProjectIndex, request: SurveyRequest): TagSurvey {
  const columns = outletColumns(documents, project, request.mostOutlets);
  const at = new Map(columns.outlets.map((outlet, index) => [outlet, index] as const));
  const looked = columns.outlets.map(() => ({ read: 0, draft: 0, unread: 0 }));
  const tags = new Map<string, { passages: number; documents: number }[]>();
  for (const document of documents) {
    const index = at.get(outletOf(document, project));
    const own = index === undefined ? undefined : looked[index];
    if (index === undefined || !own) continue;
    const coverage = coverageOf(document.summary);
    own[coverage === 'coded' ? 'read' : coverage]++;
    const here = new Set<string>();
    for (const passage of document.passages) {
      if (!countsPassage(passage, request)) continue;
      for (const tag of new Set(passage.annotation.tags.map(project.tagId))) {
        const cells = tags.get(tag) ?? columns.outlets.map(() => ({ passages: 0, documents: 0 }));
        tags.set(tag, cells);
        const cell = cells[index];
        if (!cell) continue;
        cell.passages++;
        if (!here.has(tag)) cell.documents++;
        here.add(tag);
      }
    }
  }
  const known = project.tags.map(({ tag, depth, parent }) => ({ tag: tag.id, label: tag.label, depth, color: tag.color ?? colorAbove(parent?.id, project) }));
  const knownIds = new Set(known.map(({ tag }) => tag));
  const strays = [...tags.keys()].filter((tag) => !knownIds.has(tag)).sort();
  const rows = [...known, ...strays.map((tag) => ({ tag, label: tag, depth: 0, color: undefined }))];
  return {
    plot: 'tags',
    totals,
    ...columns,
    rows: rows.slice(0, request.mostRows).map((row) => ({
      ...row,
      cells: looked.map(({ read, draft, unread }, index): TagCell => {
        const { passages, documents: having } = tags.get(row.tag)?.[index] ?? { passages: 0, documents: 0 };
        return { passages, documents: having, absent: read - having, draft, unread };
      }),
    })),
    more: Math.max(0, rows.length - request.mostRows),
  };
}
