/** How others worded a statement: the candidates' texts compared with it. */
import type { Range } from '../text/range';
import type { Prepared } from './prepare';
import { type SharedStatement, sharedStatements } from './shared';

/** The part of a shared statement that concerns `range` of the first document; the best of several first. */
export function statementsAbout(a: Prepared, range: Range, b: Prepared): readonly SharedStatement[] {
  return sharedStatements(a, b)
    .filter((statement) => overlap(statement.a, range) > 0)
    .sort((x, y) => overlap(y.a, range) * y.score - overlap(x.a, range) * x.score);
}

function overlap(x: Range, y: Range): number {
  return Math.max(0, Math.min(x.end, y.end) - Math.max(x.start, y.start));
}
