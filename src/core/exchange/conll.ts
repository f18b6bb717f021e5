/**
 * Tokens in columns with one layer of labels, in the scheme IOB2 (CoNLL-2003 and its followers): a token a line, a blank
 * line behind a sentence, `-DOCSTART-` before a document. Each token has its offsets, in code points.
 */
import { blocksOf } from '../text/blocks';
import type { Range } from '../text/range';
import { sentencesOf } from '../text/sentences';
import { codePointsOf } from './codePoints';
import { codebookLosses, lossesOf } from './losses';
import type { ExchangeDocument, ExchangeProject, Exported, Loss } from './types';

export const conllLayers = ['actors', 'dates', 'passages'] as const;
export type ConllLayer = (typeof conllLayers)[number];

interface Labelled extends Range {
  readonly label: string;
}

const layers: Readonly<Record<ConllLayer, (document: ExchangeDocument) => readonly Labelled[]>> = {
  actors: ({ mentions }) => mentions.map(({ start, end, kind }) => ({ start, end, label: kind })),
  dates: ({ dates }) => dates.map(({ start, end, type }) => ({ start, end, label: type })),
  passages: ({ passages }) => passages.flatMap(({ start, end, annotation }) => annotation.tags.map((label) => ({ start, end, label }))),
};

const ofPassages = [
  'unplaced',
  'suggested',
  'none',
  'untagged',
  'adjudicates',
  'notes',
  'voices',
  'speakers',
  'coders',
  'times',
  'ids',
  'stances',
  'marks',
  'read',
] as const;

/** @param layer what is labelled: a token has one label, so what overlaps is left out, the shorter of two */
export function toConll(documents: readonly ExchangeDocument[], project: ExchangeProject, layer: ConllLayer): Exported {
  const lines: string[] = [];
  let overlapping = 0;
  let withheld = 0;
  let cut = 0;
  let pieces = 0;
  let empty = 0;
  for (const document of documents) {
    if (!document.quotes) {
      withheld++;
      continue;
    }
    const { kept, dropped } = withoutOverlaps(layers[layer](document));
    overlapping += dropped;
    const points = codePointsOf(document.text);
    lines.push(`# document = ${document.path}`, '-DOCSTART-\tO\t_\t_', '');
    let next = 0;
    let inside: Labelled | undefined;
    const begun = new Set<Labelled>();
    const severed = new Set<Labelled>();
    for (const sentence of sentencesIn(document.text)) {
      for (const token of tokensIn(document.text, sentence)) {
        while (next < kept.length && (kept[next] as Labelled).end <= token.start) next++;
        const span = kept[next];
        const covered = span !== undefined && span.start < token.end && token.start < span.end;
        if (covered && (token.start < span.start || token.end > span.end)) cut++;
        const label = covered ? `${inside === span ? 'I' : 'B'}-${span.label}` : 'O';
        if (covered && inside !== span) (begun.has(span) ? severed : begun).add(span);
        inside = covered ? span : undefined;
        lines.push([document.text.slice(token.start, token.end), label, points.fromUnits(token.start), points.fromUnits(token.end)].join('\t'));
      }
      lines.push('');
      // IOB2 begins anew with every sentence.
      inside = undefined;
    }
    pieces += severed.size;
    empty += kept.length - begun.size;
  }
  const losses: Loss[] = [];
  if (withheld > 0) losses.push({ message: '{0} documents keep no quotes and are left out: this format is their text.', args: [withheld] });
  if (overlapping > 0) losses.push({ message: '{0} labels overlap a longer one and are left out: a token has one label.', args: [overlapping] });
  if (cut > 0) losses.push({ message: '{0} labels begin or end within a token and cover all of it.', args: [cut] });
  if (pieces > 0) losses.push({ message: '{0} labels reach over the end of a sentence and become one entity for each sentence.', args: [pieces] });
  if (empty > 0) losses.push({ message: '{0} labels cover no token and are left out.', args: [empty] });
  const kept = documents.filter(({ quotes }) => quotes);
  if (layer === 'passages') losses.push(...lossesOf(kept, ofPassages, []), ...codebookLosses(project));
  else if (kept.some(({ passages }) => passages.length > 0))
    losses.push({ message: 'One layer is exported; passages, stances and what is said of documents are left out.', args: [] });
  return { files: [{ path: `${layer}.conll`, content: `${lines.join('\n')}\n` }], losses };
}

function withoutOverlaps(spans: readonly Labelled[]): { readonly kept: readonly Labelled[]; readonly dropped: number } {
  const kept: Labelled[] = [];
  // Longest first; of equals the one that begins first.
  for (const span of [...spans].sort((a, b) => b.end - b.start - (a.end - a.start) || a.start - b.start)) {
    if (!kept.some((other) => other.start < span.end && span.start < other.end)) kept.push(span);
  }
  return { kept: kept.sort((a, b) => a.start - b.start), dropped: spans.length - kept.length };
}

function sentencesIn(text: string): readonly Range[] {
  return blocksOf(text).flatMap((block) =>
    sentencesOf(text.slice(block.start, block.end)).map(({ start, end }) => ({ start: block.start + start, end: block.start + end })),
  );
}

/** Words with inner apostrophes, hyphens and points; numbers; every other character by itself. */
const token = /[\p{L}\p{M}\p{N}]+(?:['’.-][\p{L}\p{M}\p{N}]+)*|[^\s]/gu;

function tokensIn(text: string, { start, end }: Range): readonly Range[] {
  return [...text.slice(start, end).matchAll(token)].map((match) => ({ start: start + match.index, end: start + match.index + match[0].length }));
}
