/**
 * "The Trump-Putin summit", "a Biden–Xi call": two family names that a hyphen or dash joins before what two people have are two people. Elsewhere
 * a hyphen joins one person's name (Smith-Jones) or a company's (Rolls-Royce).
 */
import { has, isNameShape, plain, type Setting, tokenAt } from './setting';
import { Shape, type Token, type WordTable } from './tokens';
import type { RecognisedMention } from './types';
import { Lexicon as L } from './words';

const shared = new Set(
  'summit summits talks meeting meetings call calls conversation conversations handshake encounter debate debates duel rivalry feud relationship friendship bromance axis duo ticket campaign campaigns era administration government presidency summitry phone telephone video face-to-face'.split(
    ' ',
  ),
);
const noPersons =
  L.State | L.Organisation | L.Demonym | L.People | L.NoName | L.OrganisationHead | L.PlaceHead | L.OtherHead | L.Calendar | L.Function | L.Title;
const personal = L.Given | L.Surname;

const canBear = (bits: number): boolean => (bits & noPersons) === 0 && ((bits & (L.Place | L.Word | L.Everyday)) === 0 || (bits & personal) !== 0);
const arePersons = (a: number, b: number): boolean => canBear(a) && canBear(b) && ((a | b) & (personal | L.Registered)) !== 0;

/** The tokens of a block with such compounds taken apart. */
export function splitPairs(text: string, tokens: Token[], words: WordTable): Token[] {
  for (let i = tokens.length - 2; i >= 0; i--) {
    const t = tokens[i] as Token;
    if (t.shape === Shape.Lower || t.shape === Shape.Mark || !t.text.includes('-') || !isShared(tokens, i + 1)) continue;
    const cut = t.text.indexOf('-');
    if (cut !== t.text.lastIndexOf('-') || has(t, personal | L.Organisation | L.Place | L.Registered)) continue;
    const [a, b] = [words.at(text, t.start, t.start + cut), words.at(text, t.start + cut + 1, t.end)];
    if (a.shape !== Shape.Capital || b.shape !== Shape.Capital || !arePersons(a.bits, b.bits)) continue;
    const { start, end, gap, first } = t;
    const hyphen = words.mark(text, start + cut, start + cut + 1);
    tokens.splice(
      i,
      1,
      words.token(a, start, start + cut, gap, first),
      words.token(hyphen, start + cut, start + cut + 1, 0, false),
      words.token(b, start + cut + 1, end, 0, false),
    );
  }
  return tokens;
}

/** One of the next two words is what two people have. */
function isShared(tokens: readonly Token[], at: number): boolean {
  const [a, b] = [tokens[at], tokens[at + 1]];
  if (a?.gap !== 1) return false;
  return shared.has(a.key) || (a.shape === Shape.Lower && plain(a) && b?.gap === 1 && shared.has(b.key));
}

/** Whether a candidate of one word is one of the two. */
export function isPaired({ tokens, candidate, length, first }: Setting): boolean {
  if (length !== 1 || first.shape !== Shape.Capital) return false;
  const { from, to } = candidate;
  if (isJoint(tokens[to + 1]) && tokens[to + 2]?.gap === 0) return isPair(first, tokens[to + 2]) && isShared(tokens, to + 3);
  return first.gap === 0 && isJoint(tokenAt(tokens, from - 1)) && isPair(tokenAt(tokens, from - 2), first) && isShared(tokens, to + 1);
}

const isJoint = (t: Token | undefined): boolean => t?.gap === 0 && (t.text === '-' || t.text === '–' || t.text === '/');
const isPair = (a: Token | undefined, b: Token | undefined): boolean =>
  a !== undefined && b !== undefined && isNameShape(a) && isNameShape(b) && arePersons(a.bits, b.bits);

interface Block {
  readonly text: string;
  readonly mentions: readonly RecognisedMention[];
}

interface Named {
  readonly m: RecognisedMention;
  readonly name: { readonly hyphened: string | undefined };
}

/** Family names with a hyphen that persons of a document bear in full: "Maria | Lopez-Grant"; undefined if there is none. */
export function jointFamilyNames(mentions: readonly Named[]): ReadonlySet<string> | undefined {
  let found: Set<string> | undefined;
  for (const { m, name } of mentions) {
    if (name.hyphened !== undefined && m.weights.person > m.weights.organisation) (found ??= new Set()).add(name.hyphened);
  }
  return found;
}

/** The block's mentions, with two made of such a name one again: where Maria Lopez-Grant is named, "the Lopez-Grant meeting" is hers. */
export function withJointNames({ text, mentions }: Block, joint: ReadonlySet<string>): readonly RecognisedMention[] {
  const out: RecognisedMention[] = [];
  for (let i = 0; i < mentions.length; i++) {
    const m = mentions[i] as RecognisedMention;
    const next = mentions[i + 1];
    const name = next?.start === m.end + 1 ? text.slice(m.start, next.end) : '';
    if (next === undefined || !joint.has(name)) {
      out.push(m);
      continue;
    }
    const titled = m.titled === undefined ? undefined : text.slice(m.end - m.titled.length, next.end);
    out.push({ ...m, end: next.end, text: name, titled, joined: next.joined, actors: undefined, weak: undefined });
    i++;
  }
  return out;
}
