/** Places that links and rows lead to: they carry the words that stood there, because documents are edited meanwhile. Pure. */
import type { Place } from '../../../core/corpus/types';

/** Characters of a place that its link carries: enough to tell it from any other. */
export const mostCarried = 600;

/** Arguments of the command that opens a place. */
export function placeArguments(uri: string, { range, text }: Place): readonly [string, number, number, string] {
  return [uri, range.start, range.end, text.slice(0, mostCarried)];
}
