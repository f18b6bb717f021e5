/** An analysis as `pressmark analyze` writes it. Keys that this build does not compute are absent. */
import type { Analysis } from '../core/analysis';
import type { DateAnchor, Publication } from '../core/dates/types';

export interface OutletRecord {
  readonly id: string;
  readonly basis: 'sidecar';
}

/** One line of output, without its line end. Offsets are UTF-16 code units of the canonical text. */
export function recordLine(id: string | number, { publication, mentions, dates, blocks }: Analysis, outlet?: OutletRecord): string {
  return JSON.stringify({
    id,
    ...(publication && { published: publishedOf(publication) }),
    publishedBasis: publication?.basis ?? 'none',
    mentions: mentions.map(({ start, end, text, kind, actor, name, rule }) => ({ start, end, text, kind, actor, name, rule })),
    dates: dates.map(({ start, end, text, type, value, mod, anchor, rule }) => ({
      start,
      end,
      text,
      type,
      value,
      ...(mod !== undefined && { mod }),
      ...(anchor && { anchor: anchorText(anchor) }),
      rule,
    })),
    ...(outlet && { outlet }),
    blocks: blocks.map(({ start, end, kind }) => ({ start, end, kind })),
  });
}

/** What stands in the place of a document that cannot be analysed. */
export function errorLine(id: string | number | undefined, error: string): string {
  return JSON.stringify({ ...(id !== undefined && { id }), error });
}

function publishedOf({ start, end }: Publication): string {
  return start === end ? start : `${start}/${end}`;
}

function anchorText(anchor: DateAnchor): string {
  return `${anchor.kind === 'publication' ? 'published' : 'expression'} ${anchor.value}`;
}
