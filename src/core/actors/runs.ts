/**
 * Where a name may begin and end: runs of capitalised words, joined over the small words that names contain
 * ("Ministry of Foreign Affairs", "Osama bin Laden", "Lord's Resistance Army").
 */
import { isFamilyFirst } from './eastern';
import { has, tokenAt } from './setting';
import { Shape, type Token } from './tokens';
import { forHeads, frontHeads, frontOthers, frontPlaces, Lexicon as L } from './words';

/** Whether a token can be part of a name by its shape. */
export function isNameLike(t: Token): boolean {
  if (t.text === 'A' || t.text === 'I') return false;
  return t.shape === Shape.Capital || t.shape === Shape.Upper || t.shape === Shape.Initial || (t.shape === Shape.Mixed && !isOrdinal(t.text));
}

const isOrdinal = (s: string): boolean => /^\d+(st|nd|rd|th|s)$/i.test(s);

const headBits = L.OrganisationHead | L.PlaceHead | L.OtherHead;
const ordinary = (t: Token): boolean => (t.bits & (L.Word | L.Everyday)) !== 0 && (t.bits & (L.Given | L.State)) === 0;

/**
 * The end (exclusive) of the run that begins at `from`. A run never crosses punctuation, a line break or a capitalised
 * function word, and ends in a name-like token.
 */
export function runEnd(tokens: readonly Token[], from: number): number {
  let end = from + 1;
  // No name has thirty words; the bound keeps the work linear in a text that repeats "President of the" for ever.
  while (end - from < 30) {
    const next = extend(tokens, from, end);
    if (next === end) return end;
    end = next;
  }
  return end;
}

/** The run grown by one word and what joins it, or `end` unchanged. */
function extend(tokens: readonly Token[], from: number, end: number): number {
  const last = tokens[end - 1];
  const a = tokens[end];
  if (last === undefined || a === undefined) return end;
  if (isPossessive(tokens, end)) return extendPossessive(tokens, last, end);
  // A company's suffix ends its name: "… of Baltic Timber Ltd. Volkova said".
  if ((last.bits & L.OrganisationSuffix) !== 0 && end - from > 1 && (a.bits & L.OrganisationSuffix) === 0 && last.key !== '&' && last.key !== 'co') return end;
  // "Carrow Steel, Inc."
  if (a.text === ',' && a.gap === 0) return tokens[end + 1]?.gap === 1 && incorporated.has(tokens[end + 1]?.key ?? '') ? end + 2 : end;
  if (endsSentence(tokens, end - 1)) return end;
  if (a.gap !== 1) return a.text === '-' && a.gap === 0 ? extendCompound(tokens, end) : end;
  if (a.text === 'I') return isRegnal(tokens, from, end) ? end + 1 : end;
  if (last.text === 'I') return end;
  if (a.shape === Shape.Number) return extendNumber(tokens, from, end);
  if (aims.has(a.key) && a.shape === Shape.Capital && !a.first && (last.bits & L.OrganisationHead) !== 0) return extendAim(tokens, end);
  if (isFamilyMonth(a)) return isBorneAfter(tokens, end) ? end + 1 : end;
  if (isNameLike(a)) return (a.bits & L.Function) !== 0 && a.shape !== Shape.Upper && a.shape !== Shape.Initial ? end : end + 1;
  const b = tokens[end + 1];
  if (b === undefined || b.gap !== 1) return end;
  if (a.text === '&') return isNameLike(b) && !(end - from > 1 && personal(tokens[from]) && personal(b)) ? end + 2 : end;
  if (a.shape !== Shape.Lower) return end;
  if (a.key === 'of' || a.key === 'for') return extendOf(tokens, from, end, a.key);
  if (a.key === 'and') return extendAnd(tokens, from, end) ? end + 2 : end;
  if ((a.bits & L.Particle) !== 0 && (last.bits & L.Calendar) === 0) return extendParticle(tokens, end);
  if (
    (a.key === 'in' || a.key === 'on') &&
    isNameLike(b) &&
    hasHead(tokens, from, end, frontHeads) &&
    ordinary(last) &&
    (b.bits & (L.State | L.Place | L.Calendar)) === 0 &&
    a.key === 'on'
  )
    return end + 2;
  return end;
}

/** What a single letter numbers: "Appendix B.", "World War I.", "plan B." */
const lettered = new Set(
  'war appendix annex annexe exhibit schedule section part chapter table figure plan group division type class grade category level phase vitamin hepatitis influenza block gate terminal'.split(
    ' ',
  ),
);
/** Whether a word's letter is its number, and no initial. */
export const isLettered = (word: Token | undefined): boolean => word !== undefined && lettered.has(word.key);

const placing = new Set(['on', 'in', 'at', 'into', 'onto', 'via']);
/** After these, too, X is the network: hardly a given name begins with it. */
const aboutX = new Set(['to', 'from', 'for', 'of']);

/** A letter that is no initial ends its sentence: "he wrote on X. | Trump replied", "See Appendix B. | Putin said", where "by B. Johnson" is a name. */
function endsSentence(tokens: readonly Token[], at: number): boolean {
  const letter = tokens[at];
  if (letter?.shape !== Shape.Initial || letter.text.length !== 2 || letter.gap !== 1) return false;
  const before = tokenAt(tokens, at - 1);
  if (before === undefined) return false;
  if (isLettered(before)) return true;
  if (letter.text === 'X.' && (placing.has(before.key) || aboutX.has(before.key))) return true;
  // "in C. | Wilson said": a family name that speaks.
  const [a, verb] = [tokens[at + 1], tokens[at + 2]];
  return (
    placing.has(before.key) && a !== undefined && (a.bits & L.Surname) !== 0 && verb?.gap === 1 && verb.shape === Shape.Lower && (verb.bits & L.Saying) !== 0
  );
}

/** "Movement | Toward Socialism", "Commission | Against Doping", "Reporters | Without Borders": a capitalised preposition inside a name. */
const aims = new Set(['toward', 'towards', 'against', 'without', 'within']);
function extendAim(tokens: readonly Token[], end: number): number {
  const next = tokens[end + 1];
  return next !== undefined && next.gap === 1 && !next.first && isNameLike(next) && (next.bits & (L.Function | L.Given)) === 0 ? end + 2 : end;
}

/** May and March are also family names. */
export const isFamilyMonth = (t: Token | undefined): boolean => t !== undefined && t.shape === Shape.Capital && (t.key === 'may' || t.key === 'march');

/** A month that is somebody's name: "Theresa May", and "Zhang Jun" where no day follows. */
export const isNamedMonth = (tokens: readonly Token[], at: number): boolean =>
  isFamilyMonth(tokens[at]) || (isFamilyFirst(tokens, at - 1, at) && tokens[at + 1]?.shape !== Shape.Number);

/** After a given name or a title, and no day of the month after it: "Theresa May", "Prime Minister May". */
function isBorneAfter(tokens: readonly Token[], at: number): boolean {
  const before = tokenAt(tokens, at - 1);
  if (before === undefined || tokens[at + 1]?.shape === Shape.Number) return false;
  return ((before.bits & L.Given) !== 0 && (before.bits & (L.Word | L.Everyday)) === 0) || (before.bits & L.Title) !== 0;
}

const incorporated = new Set(['inc', 'inc.', 'ltd', 'ltd.', 'llc', 'corp', 'corp.', 'l.p.', 'plc', 'co.']);
const personal = (t: Token | undefined): boolean => t !== undefined && (t.bits & L.Given) !== 0 && (t.bits & (L.Word | L.Everyday | L.Place)) === 0;

export const isPossessive = (tokens: readonly Token[], at: number): boolean => {
  const mark = tokens[at];
  if (mark === undefined || mark.gap !== 0 || (mark.text !== "'" && mark.text !== '’')) return false;
  const s = tokens[at + 1];
  return (s !== undefined && s.gap === 0 && s.key === 's') || tokens[at - 1]?.key.endsWith('s') === true;
};

/** NATO-Russia Council: a compound of equals before a head is one name with it. */
function extendCompound(tokens: readonly Token[], end: number): number {
  let at = end;
  while (tokens[at]?.text === '-' && tokens[at]?.gap === 0 && tokens[at + 1] !== undefined && isNameLike(tokens[at + 1] as Token)) at += 2;
  for (let i = at; i < at + 4; i++) {
    const next = tokens[i];
    if (next === undefined || next.gap !== 1 || !isNameLike(next) || (!ordinary(next) && (next.bits & L.OrganisationHead) === 0)) return end;
    if ((next.bits & L.OrganisationHead) !== 0) return i + 1;
  }
  return end;
}

/** Nord Stream 2, Radio 4: a small number that ends a name of more than one word, or follows its head. */
function extendNumber(tokens: readonly Token[], from: number, end: number): number {
  const number = tokens[end] as Token;
  const last = tokens[end - 1] as Token;
  const head = tokens[from] as Token;
  if (head.shape === Shape.Initial || head.text[1] === '.' || (head.bits & L.Given) !== 0 || tokens[end + 1]?.shape === Shape.Number) return end;
  if (number.text.length > 2 || end - from < 2 || (last.bits & (L.Place | L.State | L.Calendar | L.OrganisationHead | L.Title | L.OtherHead)) !== 0) return end;
  const next = tokens[end + 1];
  if (
    next !== undefined &&
    next.gap !== 2 &&
    (next.shape === Shape.Capital || next.text === '-' || next.text === ':' || (next.text === '.' && next.gap === 0 && tokens[end + 2]?.shape === Shape.Number))
  )
    return end;
  return end + 1;
}

/** Names of kings, emperors and popes who were the first of theirs. */
const regnal = new Set(
  'elizabeth mary anne victoria catherine isabella margaret james charles george william henry edward richard john francis ferdinand philip louis napoleon alexander nicholas peter paul frederick leopold albert alfonso carlos juan pedro umberto wilhelm franz karl gustav christian maximilian otto basil constantine justinian theodosius darius xerxes cyrus selim murad suleiman abdulhamid ahmed osman leo pius gregory benedict clement innocent julius urban baudouin felipe harald haakon olav zog boris simeon ramses ptolemy seleucus antiochus'.split(
    ' ',
  ),
);

/**
 * Whether "I" at `at` is a king's number and no pronoun: after a title ("Queen Elizabeth I"), before what no pronoun stands before ("Elizabeth I's
 * court", "Elizabeth I, who …"), or where a king's name begins its sentence or belongs to something ("Elizabeth I died", "the court of Elizabeth I
 * was"). In "when I met Elizabeth I was young" it is not.
 */
function isRegnal(tokens: readonly Token[], from: number, at: number): boolean {
  const [name, number] = [tokens[at - 1], tokens[at]];
  if (name?.shape !== Shape.Capital || number?.gap !== 1) return false;
  const isRoyal = regnal.has(name.key);
  if (!isRoyal && !has(name, L.Given)) return false;
  const first = at - 2 >= from && has(tokens[at - 2], L.Given) ? at - 2 : at - 1;
  const before = tokens[first - 1];
  if (first > from) {
    if (has(before, L.Title)) return true;
    if (!has(before, L.Function)) return false;
  }
  const next = tokens[at + 1];
  if (next === undefined || next.gap === 2 || isPossessive(tokens, at + 1) || /^[,.;:)?!]$/.test(next.text)) return true;
  if (!isRoyal) return false;
  return (tokens[first]?.first === true && next.shape === Shape.Lower) || before?.shape === Shape.Number || before?.key === 'of' || before?.key === 'under';
}

const saints = new Set(['st', 'st.', 'saint']);

/** People's Republic, Lord's Resistance Army, Workers' Party: an ordinary noun's possessive inside a name that has a head. */
function extendPossessive(tokens: readonly Token[], last: Token, end: number): number {
  const s = tokens[end + 1]?.key === 's' && tokens[end + 1]?.gap === 0 ? 2 : 1;
  const next = tokens[end + s];
  if (next === undefined || next.gap !== 1 || !isNameLike(next)) return end;
  // "St. Peter's Square".
  if (saints.has(tokens[end - 2]?.key ?? '') && (next.bits & (L.PlaceHead | L.OrganisationHead)) !== 0) return end + s + 1;
  const common = (last.bits & L.Word) !== 0 && (last.bits & (L.Given | L.Surname | L.State | L.Place | L.Title)) === 0;
  // "the Discovery Institute's Center": two names, one the other's.
  const beforeLast = tokens[end - 2];
  if (
    s === 2 &&
    (last.bits & L.OrganisationHead) !== 0 &&
    last.gap === 1 &&
    beforeLast !== undefined &&
    isNameLike(beforeLast) &&
    (beforeLast.bits & L.Function) === 0
  )
    return end;
  if (!common && !['lord', 'king', 'queen', 'father', 'mother', 'teachers', 'officers'].includes(last.key)) return end;
  for (let i = end + s, n = 0; i < tokens.length && n < 5; i++, n++) {
    const t = tokens[i];
    if (t === undefined || t.gap !== 1 || (!isNameLike(t) && t.key !== 'of')) break;
    if ((t.bits & headBits) !== 0) return end + s + 1;
  }
  return end;
}

function hasHead(tokens: readonly Token[], from: number, end: number, heads: ReadonlySet<string>): boolean {
  for (let i = from; i < end; i++) if (heads.has(tokens[i]?.key ?? '')) return true;
  return false;
}

/** "of" and "for" continue a name whose last noun is one that rules names from the front. */
function extendOf(tokens: readonly Token[], from: number, end: number, preposition: string): number {
  const head = tokens[end - 1];
  if (head === undefined) return end;
  const word = head.key;
  const next0 = tokens[end + 1]?.key === 'the' ? tokens[end + 2] : tokens[end + 1];
  const rules =
    preposition === 'of'
      ? frontHeads.has(word) || frontPlaces.has(word) || frontOthers.has(word) || (head.bits & (L.Title | L.OtherHead)) !== 0
      : word === 'league'
        ? next0 !== undefined && ordinary(next0)
        : forHeads.has(word) && (next0 === undefined || (next0.bits & L.Given) === 0 || (next0.bits & L.Word) !== 0);
  if (!rules) {
    // Organization for Security ...; Center for the Study of War: a head, then ordinary words, then a second "of".
    const second = hasHead(tokens, from, end - 1, frontHeads) && ordinary(head) && end - from <= 8;
    if (!second && !belongsTo(tokens, from, end)) return end;
  }
  let at = end + 1;
  if (tokens[at]?.key === 'the' && tokens[at]?.gap === 1) at++;
  const next = tokens[at];
  if (
    next === undefined ||
    next.gap !== 1 ||
    !isNameLike(next) ||
    ((next.bits & L.Function) !== 0 && next.shape !== Shape.Upper) ||
    (next.bits & L.Calendar) !== 0
  )
    return end;
  return at + 1;
}

/** "Institute of Europe | of the Russian Academy of Sciences": a named institution of another. */
function belongsTo(tokens: readonly Token[], from: number, end: number): boolean {
  if (!hasHead(tokens, from, end - 1, frontHeads) || end - from > 9) return false;
  const next = tokens[end + 1]?.key === 'the' ? tokens[end + 2] : tokens[end + 1];
  return next !== undefined && ((next.bits & (L.Demonym | L.State)) !== 0 || frontHeads.has(next.key));
}

/** An ordinary word, and the one that is also a given name and that parties and ministries bear. */
const isMatter = (t: Token): boolean => ordinary(t) || t.key === 'justice';
/** "Engineers and Trainmen": those who do a work, in words that no list has. */
const isTrade = (t: Token): boolean =>
  /(?:ers|ors|men|ists|ians)$/.test(t.key) && (t.bits & (L.Given | L.Surname | L.Place | L.State | L.People | L.Organisation)) === 0;
const smallHeads = new Set(['party', 'movement']);

/** "and" joins two ordinary words inside an organisation's name; between two names it separates. */
function extendAnd(tokens: readonly Token[], from: number, end: number): boolean {
  const last = tokens[end - 1];
  const next = tokens[end + 1];
  if (last === undefined || next === undefined || !isNameLike(next) || (next.bits & L.Function) !== 0) return false;
  if ((last.bits & L.Calendar) !== 0 || (last.bits & L.Demonym) !== 0) return false;
  const inside = insideOf(tokens, from, end);
  if (inside && isMatter(last) && (isMatter(next) || (isTrade(last) && isTrade(next)))) return true;
  // Food and Drug Administration; Social Democratic and Labour Party: ordinary words on both sides, a head at the end.
  if (!isMatter(last) && (last.bits & L.NoName) === 0) return false;
  // "the Work and Justice party": the head may be written small.
  const small = tokens[end + 2];
  if (small?.gap === 1 && smallHeads.has(small.text) && isMatter(last) && isMatter(next) && (last.bits & next.bits & headBits) === 0 && !last.first)
    return true;
  if ((last.bits & (L.OrganisationHead | L.PlaceHead | L.Title)) !== 0) return false;
  for (let i = end + 1, n = 0; n < 4; i++, n++) {
    const t = tokens[i];
    if (t === undefined || t.gap !== 1 || !isNameLike(t)) return false;
    if ((t.bits & L.OrganisationHead) !== 0) return n > 0;
    if (!isMatter(t) && (t.bits & L.NoName) === 0) return false;
  }
  return false;
}

/** After "Ministry of", "Committee on" … the run is in a list of matters. */
function insideOf(tokens: readonly Token[], from: number, end: number): boolean {
  for (let i = end - 2; i > from; i--) {
    const key = tokens[i]?.key;
    if (key === 'of' || key === 'for' || key === 'on') return frontHeads.has(tokens[i - 1]?.key ?? '');
  }
  return false;
}

/** van der Bellen, bin Laden, al Sadr: one or two particles, then a name. */
function extendParticle(tokens: readonly Token[], end: number): number {
  let at = end;
  while (at < end + 3 && tokens[at]?.shape === Shape.Lower && tokens[at]?.gap === 1 && ((tokens[at]?.bits ?? 0) & L.Particle) !== 0) at++;
  const next = tokens[at];
  if (next === undefined || next.gap !== 1 || !isNameLike(next) || (next.bits & L.Function) !== 0) return end;
  return at + 1;
}
