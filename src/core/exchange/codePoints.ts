/** W3C, REFI-QDA and brat count Unicode code points; the sidecar counts UTF-16 code units. They differ behind every character beyond U+FFFF. */
export interface CodePoints {
  /** Code points before an offset of UTF-16 code units. */
  readonly fromUnits: (offset: number) => number;
  /** UTF-16 code units before a number of code points; the text's length for more than there are. */
  readonly toUnits: (count: number) => number;
}

export function codePointsOf(text: string): CodePoints {
  // Offsets, in code units, of the characters that take two.
  const wide: number[] = [];
  for (let at = 0; at < text.length; at++) {
    if ((text.codePointAt(at) as number) > 0xffff) wide.push(at++);
  }
  return {
    fromUnits: (offset) => offset - countBelow(wide.length, (index) => (wide[index] as number) < offset),
    // The wide character number i stands behind i others: at wide[i] − i code points.
    toUnits: (count) => Math.min(text.length, count + countBelow(wide.length, (index) => (wide[index] as number) - index < count)),
  };
}

/** How many of the first indices fulfil a condition that holds up to one of them and not from there on. */
function countBelow(length: number, holds: (index: number) => boolean): number {
  let low = 0;
  let high = length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (holds(middle)) low = middle + 1;
    else high = middle;
  }
  return low;
}
