/** Agreement between coders: per tag and per stance question, for every pair and for all together. */
import type { StanceQuestion } from '../project/schema';
import type { Range } from '../text/range';
import { alphaNominal, alphaOrdinal } from './alpha';
import { estimate, type Estimate, intervalOf } from './bootstrap';
import type { FinishedPart, FinishedRule, FinishedRules } from './finished';
import { gammaOf, type GammaTally, gammaTally } from './gamma';
import { cohen, fleiss } from './kappa';
import { percent } from './percent';
import { randomFrom } from './random';
import { type Coefficient, missing, type Shape, type Unit } from './ratings';
import { alphaUnitizing } from './unitizing';
import { type CodedDocument, stanceUnits, tagContinuum, tagUnits, type UnitKind, unitRanges } from './units';

export { type CodedDocument, type CoderWork, outsideUnits, type UnitKind, unitKinds } from './units';
export type { Estimate } from './bootstrap';
export { type FinishedPart, type FinishedRule, type FinishedRules, finishedRules, rulesOf } from './finished';
export type { Figure, Undefined } from './ratings';
export { fewestDocuments } from './bootstrap';

export const coefficientNames = ['percent', 'cohen-kappa', 'fleiss-kappa', 'alpha', 'alpha-ordinal', 'alpha-u', 'gamma'] as const;
export type CoefficientName = (typeof coefficientNames)[number];

export type Subject = { readonly kind: 'tag'; readonly id: string } | { readonly kind: 'stance'; readonly question: string };

/** One line of a report: what was judged, by whom, over what, and how far they agree. */
export interface AgreementRow {
  readonly subject: Subject;
  readonly coders: readonly string[];
  /** The unit of all coefficients but α_U and γ, which compare boundaries. */
  readonly unit: UnitKind;
  /** Number of documents that all of these coders finished, of a tag tagging and of a question judging: the figures speak of exactly these. */
  readonly documents: number;
  /** Number of documents that at least one of these coders finished. */
  readonly documentsOfAny: number;
  /** In the order of `coders`: by which rule a document counts as finished, and how many that they have begun do not. */
  readonly finished: readonly FinishedRule[];
  readonly unfinished: readonly number[];
  /** Number of units in the documents that all finished; of a stance, of those documents that at least two of them answered. */
  readonly units: number;
  /** In the order of `coders`: units with the tag, or documents with a position. */
  readonly coded: readonly number[];
  /** In the order of `coders`: documents with a position that the question does not have, or that answer a question that the project does not have. No figure speaks of them. */
  readonly outside: readonly number[];
  readonly coefficients: Readonly<Partial<Record<CoefficientName, Estimate>>>;
}

/** Whether two rows speak of as many documents: a coder may have tagged a document and not judged it, or the other way round. */
export function haveOneBasis(a: AgreementRow, b: AgreementRow): boolean {
  return a.documents === b.documents && a.documentsOfAny === b.documentsOfAny && a.unfinished.join() === b.unfinished.join();
}

/** A stance question as agreement needs it. */
export interface QuestionScale {
  readonly id: string;
  readonly positions: readonly string[];
  readonly offScale: ReadonlySet<string>;
}

/** What of a project's question counts for agreement. */
export const scaleOf = ({ id, positions }: StanceQuestion): QuestionScale => ({
  id,
  positions: positions.map((position) => position.id),
  offScale: new Set(positions.flatMap((position) => (position['off-scale'] === true ? position.id : []))),
});

export interface AgreementOptions {
  /** In the order of the codebook; tags in use that it lacks follow by name, as after its change or in another branch. */
  readonly tags: readonly string[];
  /**
   * Positions of each question in their order; those that are no degrees between the others are off the scale. Questions that were answered
   * and are not among them follow by name, without figures.
   */
  readonly questions: readonly QuestionScale[];
  readonly coders: readonly string[];
  /** By which rule each of them has finished a document: what the documents' `finished` was made by. */
  readonly rules: FinishedRules;
  /** The unit of tags; a stance is of a document. */
  readonly unit: UnitKind;
  /** Resamples of the bootstrap; 0 for no intervals. */
  readonly resamples: number;
  readonly seed: number;
}

/**
 * Compares coders. A row for every tag and question that at least one coder used, for every pair of coders, and with
 * three or more coders one for all. Time grows with documents × tags × pairs × resamples.
 */
export function* agreement(documents: readonly CodedDocument[], options: AgreementOptions): Generator<AgreementRow> {
  const pieces = new Map(documents.map((document) => [document, unitRanges(document, options.unit)]));
  const used = usedSubjects(documents);
  const known = new Set(options.tags);
  const tags = [...options.tags.filter((id) => used.tags.has(id)), ...[...used.tags].filter((id) => !known.has(id)).sort()];
  const questions = [...options.questions.filter(({ id }) => used.questions.has(id)), ...unknownQuestions(used.questions, options.questions)];
  for (const coders of groupsOf(options.coders)) {
    const finished = coders.map((coder) => options.rules.get(coder) ?? 'coded');
    const tagged = basisOf(documents, coders, 'tags');
    const judged = basisOf(documents, coders, 'stance');
    for (const id of tags) yield { coders, finished, ...tagged.counts, ...tagRow(id, tagged.shared, pieces, coders, options) };
    for (const question of questions) yield { coders, finished, ...judged.counts, ...stanceRow(question, judged.shared, coders, options) };
  }
}

interface Basis {
  /** What all of them finished. */
  readonly shared: readonly CodedDocument[];
  readonly counts: Pick<AgreementRow, 'documents' | 'documentsOfAny' | 'unfinished'>;
}

function basisOf(documents: readonly CodedDocument[], coders: readonly string[], part: FinishedPart): Basis {
  const finished = (document: CodedDocument, coder: string): boolean => document.coders.get(coder)?.finished[part] === true;
  const begun = (coder: string): number => documents.filter((document) => document.coders.get(coder)?.finished[part] === false).length;
  const shared = documents.filter((document) => coders.every((coder) => finished(document, coder)));
  const ofAny = documents.filter((document) => coders.some((coder) => finished(document, coder))).length;
  return { shared, counts: { documents: shared.length, documentsOfAny: ofAny, unfinished: coders.map(begun) } };
}

/** All pairs, then everybody. */
function groupsOf(coders: readonly string[]): readonly (readonly string[])[] {
  const pairs = coders.flatMap((a, i) => coders.slice(i + 1).map((b) => [a, b]));
  return coders.length > 2 ? [...pairs, coders] : pairs;
}

function usedSubjects(documents: readonly CodedDocument[]): { readonly tags: ReadonlySet<string>; readonly questions: ReadonlySet<string> } {
  const works = documents.flatMap(({ coders }) => [...coders.values()]);
  return { tags: new Set(works.flatMap(({ passages }) => [...passages.keys()])), questions: new Set(works.flatMap(({ stance }) => [...stance.keys()])) };
}

/** A question without positions: whatever was answered is outside it. */
function unknownQuestions(used: ReadonlySet<string>, questions: readonly QuestionScale[]): readonly QuestionScale[] {
  const known = new Set(questions.map(({ id }) => id));
  return [...used]
    .filter((id) => !known.has(id))
    .sort()
    .map((id) => ({ id, positions: [], offScale: new Set() }));
}

type RowFigures = Pick<AgreementRow, 'subject' | 'unit' | 'units' | 'coded' | 'outside' | 'coefficients'>;

function tagRow(
  id: string,
  documents: readonly CodedDocument[],
  pieces: ReadonlyMap<CodedDocument, readonly Range[]>,
  coders: readonly string[],
  { unit, resamples, seed }: AgreementOptions,
): RowFigures {
  const ranges = (document: CodedDocument): readonly Range[] => pieces.get(document) ?? [];
  const units = documents.map((document) => tagUnits(document, ranges(document), id, coders, unit));
  const coefficients = estimates(
    ['percent', coders.length === 2 ? 'cohen-kappa' : 'fleiss-kappa', 'alpha'],
    units,
    { coders: coders.length, categories: 2 },
    resamples,
    seed,
  );
  const [a, b] = coders;
  if (coders.length === 2 && a !== undefined && b !== undefined && unit !== 'document') {
    const continua = documents.map((document) => tagContinuum(document, ranges(document), id, [a, b]));
    const interval = intervalOf(continua.length, resamples, randomFrom(seed), (drawn) =>
      alphaUnitizing(drawn.map((index) => continua[index] as (typeof continua)[number])),
    );
    const figure = alphaUnitizing(continua);
    coefficients['alpha-u'] = interval && 'value' in figure ? { figure, interval } : { figure };
    const tallies = continua.map((continuum) => gammaTally(continuum, seed));
    const gamma = gammaOf(tallies);
    const around =
      'value' in gamma && intervalOf(tallies.length, resamples, randomFrom(seed), (drawn) => gammaOf(drawn.map((at) => tallies[at] as GammaTally)));
    coefficients.gamma = around ? { figure: gamma, interval: around } : { figure: gamma };
  }
  return {
    subject: { kind: 'tag', id },
    unit,
    units: weightOf(units),
    coded: codedBy(units, coders, (code) => code === 1),
    outside: coders.map(() => 0),
    coefficients,
  };
}

/** The ordinal α is over the positions on the scale alone: that a coder cannot tell is no degree beside the others. */
function stanceRow(
  { id: question, positions, offScale }: QuestionScale,
  documents: readonly CodedDocument[],
  coders: readonly string[],
  { resamples, seed }: AgreementOptions,
): RowFigures {
  const unitsOver = (own: readonly string[]): readonly (readonly Unit[])[] => documents.map((document) => stanceUnits(document, question, own, coders));
  const units = unitsOver(positions);
  const scale = positions.filter((position) => !offScale.has(position));
  const nominal = ['percent', coders.length === 2 ? 'cohen-kappa' : 'fleiss-kappa', 'alpha'] as const;
  const coded = codedBy(units, coders, (code) => code >= 0);
  const answered = coders.map((coder) => documents.filter((document) => document.coders.get(coder)?.stance.has(question)).length);
  const outside = answered.map((count, at) => count - (coded[at] ?? 0));
  const paired = weightOf(units.map((own) => own.filter(isPairable)));
  const noScale = paired === 0 && outside.some((count) => count > 0);
  const figures = {
    ...estimates(nominal, units, { coders: coders.length, categories: positions.length }, resamples, seed),
    ...estimates(['alpha-ordinal'], unitsOver(scale), { coders: coders.length, categories: scale.length }, resamples, seed),
  };
  return {
    subject: { kind: 'stance', question },
    unit: 'document',
    units: paired,
    coded,
    outside,
    coefficients: noScale ? Object.fromEntries(Object.keys(figures).map((name) => [name, { figure: { undefined: 'not-in-project' } }])) : figures,
  };
}

const byName: Readonly<Partial<Record<CoefficientName, Coefficient>>> = {
  percent,
  'cohen-kappa': cohen,
  'fleiss-kappa': fleiss,
  alpha: alphaNominal,
  'alpha-ordinal': alphaOrdinal,
};

function estimates(
  names: readonly CoefficientName[],
  units: readonly (readonly Unit[])[],
  shape: Shape,
  resamples: number,
  seed: number,
): Partial<Record<CoefficientName, Estimate>> {
  const found: Partial<Record<CoefficientName, Estimate>> = {};
  for (const name of names) {
    const coefficient = byName[name];
    // The same resamples for all: their intervals can be held against each other.
    if (coefficient) found[name] = estimate(coefficient, units, shape, resamples, randomFrom(seed));
  }
  return found;
}

/** What one coder alone has answered is compared with nothing. (Krippendorff 2011 calls the rest the pairable values.) */
function isPairable({ codes }: Unit): boolean {
  return codes.filter((code) => code !== missing).length >= 2;
}

function weightOf(documents: readonly (readonly Unit[])[]): number {
  return documents.reduce((sum, units) => units.reduce((inner, { weight }) => inner + weight, sum), 0);
}

function codedBy(documents: readonly (readonly Unit[])[], coders: readonly string[], counts: (code: number) => boolean): readonly number[] {
  return coders.map((_, index) =>
    documents.reduce((sum, units) => units.reduce((inner, { codes, weight }) => inner + (counts(codes[index] as number) ? weight : 0), sum), 0),
  );
}
