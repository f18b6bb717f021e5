/**
 * Where a text says where it comes from: one small named rule for each way of saying it. A rule sees one block at a time; every pattern is bounded in
 * what it takes, so that time is linear in the text. Names that nobody knows are taken only where the words around them leave no other reading.
 */
import { pageRules } from './page-rules';
import type { Rule } from './rule';
import { textRules } from './text-rules';

export type { Piece, Rule } from './rule';

/** In no order of importance: what they find is ranked by confidence. */
export const rules: readonly Rule[] = [...textRules, ...pageRules];
