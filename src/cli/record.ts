/** An analysis as `pressmark analyze` writes it. Keys that this build does not compute are absent. */
import type { Analysis } from '../core/analysis';
import type { DateAnchor, Publication } from '../core/dates/types';
import type { DistanceMark, Quotation, Quotations } from '../core/quotations';
import type { Range } from '../core/text/range';

export interface OutletRecord {
  readonly id: string;
  readonly basis: 'sidecar';
}

/** One line of output, without its line end. Offsets are UTF-16 code units of the canonical text. */
export function recordLine(
  id: string | number,
  { publication, mentions, dates, blocks }: Analysis,
  { quotations, distance }: Quotations,
  outlet?: OutletRecord,
): string {
  return JSON.stringify({
    id,
    ...(publication && { published: publishedOf(publication) }),
    publishedBasis: publication?.basis ?? 'none',
    mentions: mentions.map(({ start, end, text, kind, actor, name, rule, told }) => ({
      start,
      end,
      text,
      kind,
      actor,
      name,
      rule,
      // Who reads one document knows nothing of namesakes in others; who puts documents together can tell them apart by this.
      ...(told !== undefined && { told }),
    })),
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
    quotes: quotations.map(quoteOf),
    distance: distance.map(({ start, end, kind }: DistanceMark) => ({ start, end, kind })),
    ...(outlet && { outlet }),
    blocks: blocks.map(({ start, end, kind }) => ({ start, end, kind })),
  });
}

/** `source` and `cue` are the words; `by` is whom the source's words mean. */
function quoteOf({ start, end, spans, cue, phrase, form, manner, source, rule, nested }: Quotation): object {
  const pair = (range: Range): readonly [number, number] => [range.start, range.end];
  return {
    start,
    end,
    ...(spans.length > 1 && { spans: spans.map(pair) }),
    cue: cue ? pair(cue) : null,
    source: phrase ? pair(phrase) : null,
    direct: form === 'direct',
    form,
    manner,
    by:
      source.kind === 'actor'
        ? { kind: source.kind, actor: source.actor, name: source.name, basis: source.basis, ...(source.others && { others: source.others }) }
        : source,
    rule,
    ...(nested && { nested }),
  };
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
