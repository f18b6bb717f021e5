/** A report of agreement as a page to read. Pure: figures come from core, words through `t`. */
import {
  type AgreementRow,
  type CoefficientName,
  type Estimate,
  fewestDocuments,
  type FinishedPart,
  type FinishedRule,
  haveOneBasis,
  type Undefined,
  type UnitKind,
} from '../../../core/agreement';
import type { ComparedCodebook } from '../../../core/agreement/codebook';
import { escapeMarkdown as esc } from '../../markdown';
import { numeral } from '../../numeral';
import type { Translate } from '../../translate';
import { shorten } from '../shorten';

export interface Report {
  readonly rows: readonly AgreementRow[];
  readonly unit: UnitKind;
  readonly resamples: number;
  readonly seed: number;
  readonly documents: number;
  /** Documents left out as copies of another one. */
  readonly copies: number;
  /** Passages that have no place in their text: no figure speaks of them. */
  readonly unplaced: number;
  /** Passages in no unit, as in readers' comments and page furniture: no figure speaks of them either. */
  readonly outside: number;
  /** The two branches that were compared; undefined for the files as they are. */
  readonly refs: readonly [string, string] | undefined;
  /** What names the tags and questions. */
  readonly codebook: ComparedCodebook;
}

const tagColumns: readonly CoefficientName[] = ['percent', 'cohen-kappa', 'fleiss-kappa', 'alpha', 'alpha-u', 'gamma'];
/** Characters of a coder's name at the head of a column: figures stand beside it. */
const longestName = 16;
const stanceColumns: readonly CoefficientName[] = ['percent', 'cohen-kappa', 'fleiss-kappa', 'alpha', 'alpha-ordinal'];

export function unitWord(unit: UnitKind, t: Translate): string {
  const words: Readonly<Record<UnitKind, string>> = { character: t('character'), sentence: t('sentence'), paragraph: t('paragraph'), document: t('document') };
  return words[unit];
}

function coefficientWord(name: CoefficientName, t: Translate): string {
  const words: Readonly<Record<CoefficientName, string>> = {
    percent: t('Percent'),
    'cohen-kappa': t('Cohen’s κ'),
    'fleiss-kappa': t('Fleiss’ κ'),
    alpha: 'α',
    'alpha-ordinal': t('α, ordinal'),
    'alpha-u': 'α_U',
    gamma: 'γ',
  };
  return words[name];
}

function reasonWord(reason: Undefined, t: Translate): string {
  const words: Readonly<Record<Undefined, string>> = {
    'no-documents': t('no document that all have finished'),
    'no-units': t('nothing that two of them coded'),
    'not-in-project': t('the project has no such question, or none of the positions given'),
    'no-variation': t('everybody gave the same code everywhere'),
    'one-sided': t('one of them never used it'),
    'not-two-coders': t('for two coders only'),
    incomplete: t('some units lack a code'),
    'too-many': t('too many passages in one document'),
  };
  return words[reason];
}

/** Tables for every pair of coders and for all together: tags, then stances. */
export function agreementPage(report: Report, name: string, t: Translate): string {
  const lines = [`# ${esc(t('Agreement between coders'))}`, '', esc(t('Project {0}.', name)), '', ...basisOf(report, t).map((told) => `- ${esc(told)}`), ''];
  if (report.rows.length === 0) return [...lines, esc(t('There is nothing to compare: agreement needs two coders who have coded something.')), ''].join('\n');
  const groups = new Map<string, AgreementRow[]>();
  for (const row of report.rows) groups.set(row.coders.join('\n'), [...(groups.get(row.coders.join('\n')) ?? []), row]);
  for (const rows of groups.values()) {
    const [first] = rows;
    if (!first) continue;
    lines.push(`## ${esc(first.coders.join(', '))}`, '');
    const tags = rows.filter(({ subject }) => subject.kind === 'tag');
    const stances = rows.filter(({ subject }) => subject.kind === 'stance');
    const isOne = rows.every((row) => haveOneBasis(row, first));
    lines.push(...basisLines(first, isOne ? 'all' : 'tags', t));
    lines.push(...table(tags, tagColumns, t('Tag'), report.codebook, t));
    const [judged] = stances;
    if (judged && !isOne) lines.push(...basisLines(judged, 'stance', t));
    lines.push(...table(stances, stanceColumns, t('Stance question'), report.codebook, t));
  }
  return lines.join('\n');
}

/** How many documents the figures speak of, and what each coder's rule leaves out. @param of what the documents were finished for: tags and stances differ where nobody marks them */
function basisLines({ coders, documents, documentsOfAny: any, finished, unfinished }: AgreementRow, of: 'all' | FinishedPart, t: Translate): readonly string[] {
  const words: Readonly<Record<typeof of, string>> = {
    all: t('Documents that all of them finished: {0}, of {1} that any did. The figures speak of exactly these.', numeral(documents), numeral(any)),
    tags: t('Documents whose tags all of them finished: {0}, of {1} that any did. The figures speak of exactly these.', numeral(documents), numeral(any)),
    stance: t('Documents whose stance all of them finished: {0}, of {1} that any did. The figures speak of exactly these.', numeral(documents), numeral(any)),
  };
  return [esc(words[of]), '', ...coders.map((coder, at) => `- ${esc(finishedWords(coder, finished[at] ?? 'coded', unfinished[at] ?? 0, t))}`), ''];
}

/** What a document is finished by for this coder, and how many that they have begun are left out by it. */
function finishedWords(coder: string, rule: FinishedRule, unfinished: number, t: Translate): string {
  const words: Readonly<Record<FinishedRule, string>> = {
    marked: t('{0} has finished what is marked as read; documents begun and left out: {1}.', coder, numeral(unfinished)),
    coded: t(
      '{0} marks no tagged document as read: those with passages count as tagged, those judged as judged, no draft; documents begun and left out: {1}.',
      coder,
      numeral(unfinished),
    ),
  };
  return words[rule];
}

function basisOf({ unit, resamples, seed, refs, documents, copies, unplaced, outside }: Report, t: Translate): readonly string[] {
  const parts = [
    refs ? t('Compared are the branches {0} and {1}.', refs[0], refs[1]) : '',
    refs ? t('The codebook and the documents are those of the project as it is open; what it lacks is named as the branches name it.') : '',
    t('Unit of tags: {0}; of stances: the document. Documents that somebody coded: {1}.', unitWord(unit, t), numeral(documents)),
    t(
      'Brackets: 95 % intervals, from {0} resamples of whole documents (seed {1}); none below {2} documents.',
      numeral(resamples),
      String(seed),
      numeral(fewestDocuments),
    ),
    t('α is Krippendorff’s; α_U and γ are about where passages begin and end.'),
    t('α, ordinal, is over the positions on the scale, in their order; those off the scale count as no answer there.'),
    copies > 0 ? t('{0} copies of other documents are left out: a copy counts once, with its original.', numeral(copies)) : '',
    unplaced > 0 ? t('{0} passages without a place are left out.', numeral(unplaced)) : '',
    outside > 0 ? t('{0} passages in no unit, as in readers’ comments and page furniture, are left out.', numeral(outside)) : '',
  ];
  return parts.filter((part) => part !== '');
}

function table(rows: readonly AgreementRow[], names: readonly CoefficientName[], head: string, codebook: ComparedCodebook, t: Translate): readonly string[] {
  const [first] = rows;
  if (!first) return [];
  const shown = names.filter((name) => rows.some(({ coefficients }) => coefficients[name]));
  const reasons = new Map<Undefined, number>();
  const cell = (name: CoefficientName, estimate: Estimate | undefined): string => {
    if (!estimate) return '–';
    const { figure, interval } = estimate;
    if ('value' in figure) return esc(`${number(name, figure.value)}${interval ? ` [${interval.map((end) => number(name, end)).join(', ')}]` : ''}`);
    const note = reasons.get(figure.undefined) ?? reasons.size + 1;
    reasons.set(figure.undefined, note);
    return esc(t('undefined ({0})', String(note)));
  };
  const body = rows.map((row) => {
    const values = shown.map((name) => cell(name, row.coefficients[name]));
    return `| ${[esc(labelOf(row, codebook, t)), numeral(row.units), ...row.coded.map(numeral), ...values].join(' | ')} |`;
  });
  const heads = [
    head,
    t('n ({0})', unitWord(first.unit, t)),
    // The whole name stands above the table.
    ...first.coders.map((coder) => t('coded by {0}', shorten(coder, longestName))),
    ...shown.map((name) => coefficientWord(name, t)),
  ];
  const notes = [
    ...[...reasons].map(([reason, note]) => esc(t('({0}) undefined: {1}.', String(note), reasonWord(reason, t)))),
    ...rows.flatMap((row) => outsideWords(row, t).map(esc)),
  ];
  return [
    `| ${heads.map(esc).join(' | ')} |`,
    `|${heads.map((_, column) => (column === 0 ? '---|' : '---:|')).join('')}`,
    ...body,
    '',
    ...notes.flatMap((note) => [note, '']),
  ];
}

/** What a row is about, and who does not know it: the project as it is open, or one of the branches. */
function labelOf({ subject }: AgreementRow, { index, lacking }: ComparedCodebook, t: Translate): string {
  const { here, branches } = lacking(subject);
  const name = subject.kind === 'tag' ? (index.tag(subject.id)?.tag.label ?? subject.id) : subject.question;
  const told = here ? (subject.kind === 'tag' ? t('{0} (not in the codebook)', name) : t('{0} (not in the project)', name)) : name;
  return branches.reduce((said, branch) => t('{0} (not on {1})', said, branch), told);
}

/** Answers that no figure speaks of. */
function outsideWords({ subject, coders, outside }: AgreementRow, t: Translate): readonly string[] {
  if (subject.kind === 'tag' || outside.every((count) => count === 0)) return [];
  const counts = coders.map((coder, at) => `${coder} ${numeral(outside[at] ?? 0)}`).join(', ');
  return [t('{0}: answers with a position that the project does not have are left out: {1}.', subject.question, counts)];
}

function number(name: CoefficientName, value: number): string {
  return name === 'percent' ? `${(100 * value).toFixed(1)} %` : value.toFixed(3);
}
