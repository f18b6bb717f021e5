/** Mentions on their way through a document, and what all mentions of one name, or neighbours in a list, say of each. */
import type { BlockKind } from '../text/block';
import { best, reweighed, readings, sum } from './evidence';
import type { Name, Names } from './known';
import { jointFamilyNames, withJointNames } from './pairs';
import type { Owned } from './owners';
import type { Placed } from './provinces';
import type { RecognisedMention, Weights } from './types';

export interface LinkBlock {
  /** Offset of the block in the document. */
  readonly start: number;
  readonly text: string;
  readonly kind: BlockKind;
  readonly mentions: readonly RecognisedMention[];
}

/** A mention on its way through the document. */
export interface Draft extends Owned, Placed {
  /** The document's first mention of a name with this key, itself where it is that. */
  readonly first: Draft;
  readonly block: LinkBlock;
  readonly m: RecognisedMention;
  readonly start: number;
  readonly name: Name;
  readonly key: string;
  readonly words: number;
  /** The title before it, folded. */
  readonly title: string | undefined;
  weights: Weights;
  /** Of the first of its key: what all mentions weigh together. */
  pooled: Weights | undefined;
  /** Of the first of its key: some mention stands by itself, and needs none that confirms it. */
  isFirm: boolean;
  rule: string;
  /** Full form in this document that this shorter one stands for. */
  full: Draft | undefined;
  /** The text itself says what this short form stands for. */
  defined: boolean;
}

export function draftsOf(blocks: readonly LinkBlock[], names: Names): Draft[] {
  const drafts: Draft[] = [];
  const firsts = new Map<string, Draft>();
  for (const block of blocks) for (const m of block.mentions) drafts.push(draftOf(block, m, names, firsts));
  const joint = jointFamilyNames(drafts);
  if (joint === undefined) return drafts;
  firsts.clear();
  return blocks.flatMap((block) => withJointNames(block, joint).map((m) => draftOf(block, m, names, firsts)));
}

function draftOf(block: LinkBlock, m: RecognisedMention, names: Names, firsts: Map<string, Draft>): Draft {
  const name = names.of(m.text);
  const first = firsts.get(name.key);
  const draft: Writable<Draft> = {
    m,
    start: block.start + m.start,
    name,
    key: name.key,
    words: name.words,
    title: m.title === undefined ? undefined : titleKey(names.of(m.title)),
    first: first as Draft,
    weights: m.weights,
    pooled: undefined,
    isFirm: false,
    rule: m.rule,
    full: undefined,
    block,
    institution: undefined,
    home: undefined,
    within: undefined,
    elsewhere: undefined,
    defined: false,
  };
  if (first === undefined) firsts.set(name.key, (draft.first = draft));
  return draft;
}
type Writable<T> = { -readonly [K in keyof T]: T[K] };

const titleKey = ({ key }: Name): string => (key.includes('.') ? key.replace(/\./g, '') : key).trim();

/** One name, one kind: the evidence of all its mentions counts for each. */
export function pool(drafts: readonly Draft[]): void {
  for (const { m, first, weights } of drafts) {
    if (m.side !== true) first.pooled = first.pooled === undefined ? weights : sum(first.pooled, weights);
  }
  for (const d of drafts) {
    if (d.m.side !== true) d.weights = d.first.pooled ?? d.weights;
  }
}

/** Neighbours joined by "and" or a comma are of one kind when one of them is sure and the other is not. */
export function spreadLists(drafts: readonly Draft[]): void {
  for (let i = 0; i + 1 < drafts.length; i++) {
    const a = drafts[i];
    const b = drafts[i + 1];
    if (a === undefined || b === undefined || a.m.joined !== true || b.start - (a.start + a.m.text.length) > 7) continue;
    const [kindA, kindB] = [best(a.weights), best(b.weights)];
    if (kindA === kindB) continue;
    if (margin(a.weights) < 1.5 && margin(b.weights) >= 2.5 && kindB !== 'none') a.weights = reweighed(a.weights, kindB, a.weights[kindB] + 2);
    else if (margin(b.weights) < 1.5 && margin(a.weights) >= 2.5 && kindA !== 'none') b.weights = reweighed(b.weights, kindA, b.weights[kindA] + 2);
  }
}

function margin(w: Weights): number {
  const top = best(w);
  let second = -Infinity;
  for (const r of readings) if (r !== top && w[r] > second) second = w[r];
  return w[top] - second;
}

export const maxOf = (w: Weights): number => Math.max(...readings.map((r) => w[r]));
