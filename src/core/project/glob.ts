/**
 * Globs without regular expressions. A project file may come from anybody, and `*a*a*a*a*b` as a regular expression
 * takes time that grows with every star; here it is the product of the two lengths at most.
 *
 * `*` and `?` stay within a folder, `**` alone between slashes does not; `[a-z]`, `[!a-z]`, `{a,b}`, and `\` before a
 * character that means itself. Names that start with a dot are matched only where the pattern writes the dot.
 */

type Token =
  { readonly kind: 'star' } | { readonly kind: 'any' } | { readonly kind: 'one'; readonly matches: (character: string) => boolean; readonly dot: boolean };
/** Undefined for `**`. */
type Segment = readonly Token[] | undefined;

/** Braces that stand for more patterns than this are nobody's. */
const maxAlternatives = 256;

/** Whether a path, with `/` between its parts, is matched. */
export function globMatcher(glob: string): (path: string) => boolean {
  const patterns = expandBraces(glob).map((pattern) => pattern.split('/').map((part): Segment => (part === '**' ? undefined : tokens(part))));
  return (path) => {
    const parts = path.split('/').map((part) => [...part]);
    return patterns.some((pattern) => matchParts(pattern, parts));
  };
}

function expandBraces(glob: string): readonly string[] {
  const done: string[] = [];
  const open = [glob];
  while (open.length > 0) {
    if (open.length + done.length > maxAlternatives) return [];
    const pattern = open.pop() ?? '';
    const braces = firstBraces(pattern);
    if (braces === undefined) done.push(pattern);
    else open.push(...braces.alternatives.map((alternative) => pattern.slice(0, braces.start) + alternative + pattern.slice(braces.end)));
  }
  return done;
}

/** The first `{a,b}` that closes; braces without a comma mean themselves. */
function firstBraces(pattern: string): { readonly start: number; readonly end: number; readonly alternatives: readonly string[] } | undefined {
  const starts: { at: number; commas: number[] }[] = [];
  for (let at = 0; at < pattern.length; at++) {
    const character = pattern[at];
    if (character === '\\') at++;
    else if (character === '{') starts.push({ at, commas: [] });
    else if (character === ',') starts.at(-1)?.commas.push(at);
    else if (character === '}') {
      const start = starts.pop();
      if (start === undefined || start.commas.length === 0) continue;
      const cuts = [start.at, ...start.commas, at];
      return { start: start.at, end: at + 1, alternatives: cuts.slice(1).map((cut, index) => pattern.slice((cuts[index] ?? 0) + 1, cut)) };
    }
  }
  return undefined;
}

function tokens(part: string): readonly Token[] {
  const characters = [...part];
  const found: Token[] = [];
  for (let at = 0; at < characters.length; at++) {
    const character = characters[at] ?? '';
    if (character === '*') {
      if (found.at(-1)?.kind !== 'star') found.push({ kind: 'star' });
    } else if (character === '?') found.push({ kind: 'any' });
    else if (character === '[' && characters.indexOf(']', at + 2) > 0) {
      const end = characters.indexOf(']', at + 2);
      found.push({ kind: 'one', matches: classOf(characters.slice(at + 1, end)), dot: false });
      at = end;
    } else {
      const literal = character === '\\' ? (characters[++at] ?? '\\') : character;
      found.push({ kind: 'one', matches: (other) => other === literal, dot: literal === '.' });
    }
  }
  return found;
}

function classOf(inner: readonly string[]): (character: string) => boolean {
  const negated = inner[0] === '!' || inner[0] === '^';
  const members = negated ? inner.slice(1) : inner;
  const ranges: (readonly [number, number])[] = [];
  for (let at = 0; at < members.length; at++) {
    const from = members[at]?.codePointAt(0) ?? 0;
    const to = members[at + 1] === '-' ? members[at + 2]?.codePointAt(0) : undefined;
    ranges.push([from, to ?? from]);
    if (to !== undefined) at += 2;
  }
  return (character) => {
    const code = character.codePointAt(0) ?? 0;
    return ranges.some(([from, to]) => from <= code && code <= to) !== negated;
  };
}

function matchParts(pattern: readonly Segment[], parts: readonly (readonly string[])[]): boolean {
  // reach[i]: the parts before i can be matched by the pattern so far.
  let reach = parts.map((_, index) => index === 0).concat(false);
  for (const segment of pattern) {
    const next = reach.map(() => false);
    for (let index = 0; index <= parts.length; index++) {
      const part = parts[index];
      if (segment === undefined) next[index] = (reach[index] ?? false) || (index > 0 && next[index - 1] === true && parts[index - 1]?.[0] !== '.');
      else if (reach[index] && part !== undefined && matchPart(segment, part)) next[index + 1] = true;
    }
    reach = next;
  }
  return reach[parts.length] ?? false;
}

/** Stars by going back to the last one only, which is enough: an earlier one can take no more than the last. */
function matchPart(pattern: readonly Token[], name: readonly string[]): boolean {
  const first = pattern[0];
  if (name[0] === '.' && !(first?.kind === 'one' && first.dot)) return false;
  let [at, token, star, from] = [0, 0, -1, 0];
  while (at < name.length) {
    const current = pattern[token];
    if (current?.kind === 'star') [star, from, token] = [token, at, token + 1];
    else if (current !== undefined && (current.kind === 'any' || current.matches(name[at] ?? ''))) [at, token] = [at + 1, token + 1];
    else if (star >= 0) [at, from, token] = [from + 1, from + 1, star + 1];
    else return false;
  }
  while (pattern[token]?.kind === 'star') token++;
  return token === pattern.length;
}
