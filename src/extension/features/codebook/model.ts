/** What the Codebook view shows of a codebook. Pure. */
import type { TagUse } from '../../../core/corpus/types';
import type { ProjectIndex } from '../../../core/project/lookup';
import type { Translate } from '../../translate';

export interface CodebookFilter {
  /** In the label, the id or the definition; case and accents aside. */
  readonly text?: string | undefined;
  /** Tags that no passage carries that is shown, or tags with passages coded before their revision. */
  readonly only?: 'unused' | 'older' | undefined;
}

export type Uses = ReadonlyMap<string, TagUse>;

/** The ids of the tags that fit, and of those above them; undefined where all do. */
export function visibleTags(index: Pick<ProjectIndex, 'tags' | 'tag'>, { text, only }: CodebookFilter, uses: Uses): ReadonlySet<string> | undefined {
  if (text === undefined && only === undefined) return undefined;
  const words = fold(text ?? '');
  const visible = new Set<string>();
  for (const { tag, parent } of index.tags) {
    const { label, id, description = '', include = '', exclude = '', example = '' } = tag;
    const use = uses.get(id);
    const used = use !== undefined && use.passages + use.comments > 0;
    const fits = only === undefined || (only === 'unused' ? !used : (use?.older ?? 0) > 0);
    if (!fits || !fold([label, id, description, include, exclude, example].join('\n')).includes(words)) continue;
    visible.add(id);
    for (let above = parent; above && !visible.has(above.id); above = index.tag(above.id)?.parent) visible.add(above.id);
  }
  return visible;
}

function fold(text: string): string {
  return text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
}

/** What is asked for, as it stands above the view; empty where nothing is. */
export function filterSentence({ text, only }: CodebookFilter, t: Translate): string {
  const parts = [
    ...(text === undefined ? [] : [t('tags with “{0}”', text)]),
    ...(only === undefined ? [] : [only === 'unused' ? t('tags without passages') : t('tags with passages coded before their revision')]),
  ];
  return parts.length ? t('Shown: {0}', parts.join(', ')) : '';
}
