/** A noun phrase taken apart: its parts between commas, its head, the names that are joined in it. */
import type { Mention } from '../actors/types';
import type { Range } from '../text/range';
import { personHeads } from './nouns';

/** The parts of a phrase between its commas, without the space around them. */
export function segmentsOf(text: string, { start, end }: Range): readonly Range[] {
  const out: Range[] = [];
  let from = start;
  for (let at = start; at <= end; at++) {
    if (at < end && text.charAt(at) !== ',') continue;
    let a = from;
    let b = at;
    while (a < b && /\s/.test(text.charAt(a))) a++;
    while (b > a && /\s/.test(text.charAt(b - 1))) b--;
    if (a < b) out.push({ start: a, end: b });
    from = at + 1;
  }
  return out;
}

/** Where the head of a noun phrase ends: before the first preposition or relative word in it, or the adjective or participle that one belongs to. */
export function headEnd(text: string, { start, end }: Range): number {
  const at = text.slice(start, end).search(headBorder);
  return at < 0 ? end : start + at;
}

const headBorder =
  /\s(?:(?:close|familiar|aware|privy|near|present|loyal|opposed|\p{L}{2,}ed) )?(?:of|at|in|for|on|from|to|with|by|who|which|that|whose|and|or)\s|,?\s(?:who|whose)\s|\s?[(–—]/u;

/** "Director of the Service Jane Example": a name at the end that nothing makes somebody's, as "lawyer of Jane Example" does. */
export function closesWithName(text: string, segment: Range, { start, end, kind }: Mention): boolean {
  if (kind !== 'person' || end < segment.end - 1) return false;
  const before = text.slice(Math.max(segment.start, start - 60), start);
  if (/['’]s\s$/u.test(before)) return false;
  const between = /\b(?:of|at|in|for|on|from|to|with|by|and|or)\s((?:[\p{L}.]+\s){0,3})$/u.exec(before)?.[1];
  const last = between?.trim().split(' ').at(-1) ?? '';
  return between === undefined || (/^\p{Lu}|s$/u.test(last) && !personHeads.has(last.toLowerCase()));
}

/** The head of a noun phrase, in lower case: "a spokesman for Example" gives "spokesman". */
export const headWordOf = (phrase: string): string => headWord(phrase, segmentsOf(phrase, { start: 0, end: phrase.length })[0] ?? { start: 0, end: 0 });

export function headWord(text: string, segment: Range): string {
  return (
    text
      .slice(segment.start, headEnd(text, segment))
      .toLowerCase()
      .split(/[^\p{L}’'-]+/u)
      .filter((word) => word !== '')
      .at(-1) ?? ''
  );
}

/** "A and B", "A, B and C" */
export function joinedWith(text: string, a: Mention, b: Mention): boolean {
  const between = a.end <= b.start ? text.slice(a.end, b.start) : text.slice(b.end, a.start);
  return between.length < 60 && /\b(?:and|or)\s(?:[\p{L}.]+\s){0,6}$/u.test(between);
}
