import type { Range } from './range';

/** What a block of an article is. Everything that is not the article's own running text is set back. */
export type BlockKind = 'headline' | 'body' | 'caption' | 'comment' | 'contact' | 'furniture';

/** A paragraph of the document: the unit that is recognised alone and cached by its text. */
export interface Block extends Range {
  readonly kind: BlockKind;
  /** For a block of kind `comment`: which comment it belongs to, counted from 0 in the order of the text. The section's own heading has none. */
  readonly comment?: number;
}

/** Whether a block is set back: no part of what the article itself says. */
export function isAside(kind: BlockKind | undefined): boolean {
  return kind !== undefined && kind !== 'headline' && kind !== 'body';
}

/** The block that holds `offset`, its end included; O(log blocks). */
export function blockAt(blocks: readonly Block[], offset: number): Block | undefined {
  let low = 0;
  let high = blocks.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((blocks[middle] as Block).start <= offset) low = middle;
    else high = middle - 1;
  }
  const block = blocks[low];
  return block && block.start <= offset && offset <= block.end ? block : undefined;
}

/** The kind of the block at an offset, for offsets that come in ascending order; where none is, that of the one before. */
export function kindFinder(blocks: readonly Block[]): (offset: number) => BlockKind {
  let at = 0;
  return (offset) => {
    while (at + 1 < blocks.length && (blocks[at] as Block).end <= offset) at++;
    return blocks[at]?.kind ?? 'body';
  };
}
