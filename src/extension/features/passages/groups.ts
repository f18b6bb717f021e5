/** How the Passages view groups its rows. Children are told when they are asked for, so that thousands of rows cost nothing until they are looked at. Pure. */
import type { ProjectIndex } from '../../../core/project/lookup';
import type { Voice } from '../../../core/sidecar/schema';
import { passageGroupings, type PassageGrouping } from '../../contributions';
import type { Translate } from '../../translate';
import { outletName, voiceWord } from '../hovers/cards';
import { stanceKey, stanceWords } from './filter';
import type { Indexes, PassageRow } from './rows';

export { passageGroupings, type PassageGrouping };

/** Expanding a node asks for all its children at once, so what is longer than this is split. */
export const bucketSize = 300;

export interface RowGroup {
  /** Stable over refreshes, so that expansion is kept. */
  readonly id: string;
  readonly label: string;
  readonly what: Exclude<PassageGrouping, 'none'>;
  /** In the order of the text. */
  readonly rows: readonly PassageRow[];
}

interface Key {
  readonly id: string;
  readonly label: string;
  /** Groups stand by this first, then by label. */
  readonly rank: number;
}

const voiceRanks: Readonly<Record<Voice, number>> = { outlet: 0, quoted: 1, paraphrased: 2, comment: 3, caption: 4 };
const last = Number.MAX_SAFE_INTEGER;

/** The rows by what they are grouped by; a row with two tags, or two actors, stands in two groups. Linear in the rows, but for the sorting of groups. */
export function groupRows(rows: readonly PassageRow[], grouping: Exclude<PassageGrouping, 'none'>, indexes: Indexes, t: Translate): readonly RowGroup[] {
  const groups = new Map<string, Key & { readonly rows: PassageRow[] }>();
  const keysOf = keys(grouping, indexes, t);
  for (const row of rows) {
    for (const { id, label, rank } of keysOf(row)) {
      const key = `${row.document.project} ${grouping} ${id}`;
      const known = groups.get(key);
      if (known) known.rows.push(row);
      else groups.set(key, { id: key, label, rank, rows: [row] });
    }
  }
  const { compare } = new Intl.Collator();
  return [...groups.values()]
    .sort((a, b) => a.rank - b.rank || compare(a.label, b.label))
    .map(({ id, label, rows: members }) => ({ id, label, what: grouping, rows: members }));
}

function keys(grouping: Exclude<PassageGrouping, 'none'>, indexes: Indexes, t: Translate): (row: PassageRow) => readonly Key[] {
  const index = (row: PassageRow): ProjectIndex | undefined => indexes(row.document.project);
  switch (grouping) {
    case 'tag':
      return (row) => {
        if (!row.tags.length) return [{ id: '', label: t('Without tag'), rank: last }];
        const own = index(row);
        return row.tags.map((id) => {
          const flat = own?.tag(id);
          return { id, label: flat?.tag.label ?? id, rank: flat?.order ?? last - 1 };
        });
      };
    case 'document':
      return ({ document: { path, metadata } }) => [{ id: path, label: metadata.title ?? path, rank: 0 }];
    case 'outlet':
      return (row) => {
        const { outlet } = row.document.metadata;
        const project = index(row)?.project;
        return [{ id: outlet ?? '', label: project ? outletName(project, outlet, t) : (outlet ?? ''), rank: outlet === undefined ? last : 0 }];
      };
    case 'stance':
      return (row) => {
        const { stance } = row.document;
        const key = stanceKey(stance);
        const own = index(row);
        const order = stance.kind === 'coded' ? own?.positionOrder(own.defaultQuestion?.id ?? '', stance.position) : undefined;
        return [
          {
            id: key,
            label: capital(stanceWords(key, own, t)),
            rank: order ?? (stance.kind === 'disagree' ? last - 2 : stance.kind === 'draft' ? last - 1 : last),
          },
        ];
      };
    case 'actor':
      return ({ actors }) =>
        actors.length ? actors.map(({ id, name }) => ({ id, label: name, rank: 0 })) : [{ id: '', label: t('No actor is named'), rank: last }];
    case 'coder':
      return ({ annotation: { by } }) => [{ id: by, label: by, rank: 0 }];
    case 'voice':
      return ({ annotation: { voice } }) => [
        voice === undefined ? { id: '', label: t('Voice not set'), rank: last } : { id: voice, label: capital(voiceWord(voice, t)), rank: voiceRanks[voice] },
      ];
    case 'speaker':
      return (row) => {
        const { speaker, voice } = row.annotation;
        if (speaker !== undefined) return [{ id: speaker, label: index(row)?.actor(speaker)?.name ?? speaker, rank: 0 }];
        return voice === 'outlet' ? [{ id: ' outlet', label: t('The outlet itself'), rank: last - 1 }] : [{ id: '', label: t('Speaker not set'), rank: last }];
      };
    default:
      return grouping satisfies never;
  }
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** A stretch of a long list, from and to counted from 1. */
export interface Bucket<T> {
  readonly from: number;
  readonly to: number;
  readonly items: readonly T[];
}

/** The list itself where it is short, else its stretches. */
export function bucketed<T>(items: readonly T[]): { readonly items: readonly T[] } | { readonly buckets: readonly Bucket<T>[] } {
  if (items.length <= bucketSize) return { items };
  const buckets: Bucket<T>[] = [];
  for (let from = 0; from < items.length; from += bucketSize) {
    const part = items.slice(from, from + bucketSize);
    buckets.push({ from: from + 1, to: from + part.length, items: part });
  }
  return { buckets };
}
