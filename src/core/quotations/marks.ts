/**
 * What stands between quotation marks, within one block. Double marks of all kinds are one family, for texts open with one and close
 * with another, and translation programs mix them; single marks are apostrophes too often, so they need a partner of their own.
 */
import { isSpace } from '../text/characters';
import { Kind, type Token } from './tokens';

/** A stretch between marks, as indices of tokens, marks included. */
export interface Stretch {
  readonly from: number;
  readonly to: number;
  /** No closing mark in the block: it runs to the block's end. */
  readonly open: boolean;
  /** No opening mark in the block: it runs from the block's beginning. */
  readonly headless: boolean;
  /** Stretches within it. */
  readonly inner: readonly Stretch[];
}

const enum Family {
  Double = 0,
  Angle = 1,
  Single = 2,
}

interface Mark {
  readonly at: number;
  readonly family: Family;
  readonly opens: boolean;
  readonly closes: boolean;
}

/** How many tokens a pair of single marks may span: what stands between them is a headline's or an inner quotation. */
const singleReach = 120;

/** The outer stretches of a block, in order, without overlap. Linear in the tokens. */
export function stretchesOf(text: string, tokens: readonly Token[]): readonly Stretch[] {
  const out: Stretch[] = [];
  let open: Mark | undefined;
  let inner: Stretch[] = [];
  let single: Mark | undefined;
  const marks = marksOf(text, tokens);
  if (marks.length === 0) return out;
  const nextSingle = singlesAhead(marks);
  marks.forEach((mark, index) => {
    if (mark.family === Family.Single) {
      if (single && mark.closes && mark.at - single.at <= singleReach) {
        const stretch = { from: single.at, to: mark.at, open: false, headless: false, inner: [] };
        (open ? inner : out).push(stretch);
        single = undefined;
      } else if (mark.opens && (nextSingle[index] ?? Infinity) - mark.at <= singleReach) single = mark;
      return;
    }
    if (open && mark.family === open.family && mark.closes) {
      out.push({ from: open.at, to: mark.at, open: false, headless: false, inner });
      open = undefined;
      inner = [];
      single = undefined;
    } else if (!open && mark.opens) {
      open = mark;
      single = undefined;
    } else if (!open && mark.closes && out.length === 0 && mark.at > 0) {
      out.push({ from: 0, to: mark.at, open: false, headless: true, inner });
      inner = [];
    }
  });
  if (open && open.at < tokens.length - 1) out.push({ from: open.at, to: tokens.length - 1, open: true, headless: false, inner });
  return out.sort((a, b) => a.from - b.from).filter((stretch, i, all) => i === 0 || stretch.from > (all[i - 1] as Stretch).to);
}

/** For each mark, the token of the next single mark behind it that closes. */
function singlesAhead(marks: readonly Mark[]): readonly number[] {
  const ahead: number[] = [];
  let next = Infinity;
  for (let i = marks.length - 1; i >= 0; i--) {
    ahead[i] = next;
    const mark = marks[i] as Mark;
    if (mark.family === Family.Single && mark.closes) next = mark.at;
  }
  return ahead;
}

function marksOf(text: string, tokens: readonly Token[]): readonly Mark[] {
  const marks: Mark[] = [];
  let doubleOpen = false;
  for (let at = 0; at < tokens.length; at++) {
    const token = tokens[at] as Token;
    if (token.kind !== Kind.QuoteMark) continue;
    const before = token.start === 0 || isSpace(text.charCodeAt(token.start - 1)) || '([{—–-/'.includes(text.charAt(token.start - 1));
    const after = token.end === text.length || isSpace(text.charCodeAt(token.end)) || ')]},.;:!?—–-'.includes(text.charAt(token.end));
    const mark = markOf(text, token, at, before, after, doubleOpen);
    if (!mark) continue;
    if (mark.family === Family.Double) doubleOpen = mark.closes && doubleOpen ? false : mark.opens ? true : doubleOpen;
    marks.push(mark);
  }
  return marks;
}

function markOf(text: string, token: Token, at: number, before: boolean, after: boolean, doubleOpen: boolean): Mark | undefined {
  const written = text.slice(token.start, token.end);
  switch (written) {
    case '“':
    case '‟':
      // In German it closes what „ has opened; some programs also write “like this“.
      return { at, family: Family.Double, opens: !doubleOpen || (before && !after), closes: doubleOpen && !(before && !after) };
    case '„':
    case '``':
      return { at, family: Family.Double, opens: true, closes: false };
    case '”':
      if (at > 0 && before && !after && afterComma(text, token)) return { at, family: Family.Double, opens: false, closes: true };
      return { at, family: Family.Double, opens: !doubleOpen && before && !after, closes: doubleOpen || !(before && !after) };
    case '"':
    case "''":
    case '’’':
      if (doubleOpen || looseCloses(text, token))
        return { at, family: Family.Double, opens: before && !after, closes: !(before && !after) || looseCloses(text, token) };
      return { at, family: Family.Double, opens: before || (!after && ',.:;!?'.includes(text.charAt(token.start - 1))), closes: !before };
    case '«':
      return { at, family: Family.Angle, opens: true, closes: false };
    case '»':
      return { at, family: Family.Angle, opens: false, closes: true };
    case '‘':
    case '‚':
    case '‹':
      return { at, family: Family.Single, opens: before, closes: false };
    case '’':
    case '›':
      return { at, family: Family.Single, opens: false, closes: !before || after };
    case "'":
      return { at, family: Family.Single, opens: before && !after, closes: !before && after };
    default:
      return undefined;
  }
}

/** `, ”Example said`: a mark shaped to close, apart from the comma that it closes behind. */
function afterComma(text: string, token: Token): boolean {
  let i = token.start - 1;
  while (i >= 0 && isSpace(text.charCodeAt(i))) i--;
  return text.charAt(i) === ',' || looseCloses(text, token);
}

/** A space before a closing mark, as translation programs leave it (`, "- he said`): it closes where punctuation stands before the space. */
function looseCloses(text: string, token: Token): boolean {
  let i = token.start - 1;
  while (i >= 0 && isSpace(text.charCodeAt(i))) i--;
  return i >= 0 && ',.!?…'.includes(text.charAt(i)) && i < token.start - 1 && /^["'’”]{1,2}\s?[-–—]?\s?\p{Ll}/u.test(text.slice(token.start, token.start + 6));
}
