/** What stands between double quotation marks, by the marks alone: over paragraphs, unbalanced, of any kind. For those who need no more than that. */
import type { Block } from '../text/block';
import type { Range } from '../text/range';
import { speechEnd } from './document';
import { stretchesOf } from './marks';
import { Kind, type Token } from './tokens';
import type { RecognisedBlock } from './types';

type Marks = Pick<RecognisedBlock, 'opens' | 'closes' | 'reopens' | 'marked'>;

interface MarkedBlock extends Block {
  readonly stretches: readonly Range[];
  readonly found: Marks;
}

/** The stretches of a document, marks included, in order, without overlap. Linear in the text. */
export function quotedStretches(text: string, blocks: readonly Block[]): readonly Range[] {
  const marked = blocks.map((block) => marksOf(text, block));
  const out: Range[] = [];
  for (let i = 0; i < marked.length; i++) {
    const last = speechEnd(marked, i);
    const parts = marked.slice(i, last + 1);
    const stretches = parts.flatMap((part) => part.stretches);
    const [opening, closing] = [parts[0]?.stretches.at(-1), parts.at(-1)?.stretches[0]];
    if (last > i && opening && closing) {
      const whole = { start: opening.start, end: closing.end };
      out.push(...stretches.filter(({ start, end }) => end <= whole.start || start >= whole.end), whole);
    } else out.push(...(marked[i]?.found.closes ? stretches.slice(1) : stretches));
    i = last;
  }
  return out.sort((a, b) => a.start - b.start);
}

const none = { key: '', bits: 0, forms: 0, verbs: [], takes: 0, noun: undefined, triggers: 0 };

function marksOf(text: string, block: Block): MarkedBlock {
  const blockText = text.slice(block.start, block.end);
  const tokens: Token[] = [];
  for (const match of blockText.matchAll(/["“”„‟«»]|''|``|’’/gu)) {
    tokens.push({ start: match.index, end: match.index + match[0].length, kind: Kind.QuoteMark, word: none, capital: false });
  }
  if (tokens.length === 0) return { ...block, stretches: [], found: {} };
  // A mark that opens needs something behind it, and one that closes something before it.
  const edge = (at: number): Token => ({ start: at, end: at, kind: Kind.Other, word: none, capital: false });
  const all = [edge(-1), ...tokens, edge(blockText.length)];
  const stretches = stretchesOf(blockText, all);
  const [first, last] = [stretches[0], stretches.at(-1)];
  return {
    ...block,
    stretches: stretches.map((stretch) => ({
      start: block.start + (stretch.headless ? 0 : (all[stretch.from] as Token).start),
      end: block.start + (stretch.open ? blockText.length : (all[stretch.to] as Token).end),
    })),
    found: {
      ...(first && { marked: true as const }),
      ...(last?.open && { opens: true as const }),
      ...(first?.headless && { closes: true as const }),
      ...(first && !first.headless && (all[first.from] as Token).start === 0 && { reopens: true as const }),
    },
  };
}
