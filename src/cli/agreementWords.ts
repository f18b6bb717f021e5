/** The rows of `pressmark agreement`, as lines and as JSON. */
import { type AgreementRow, coefficientNames, type FinishedRule, type Subject, type Undefined } from '../core/agreement';
import type { ComparedCodebook } from '../core/agreement/codebook';
import type { Coding } from '../core/agreement/coding';
import { count, numeral } from './messages';

export function record({ subject, coefficients, ...row }: AgreementRow, { lacking }: ComparedCodebook): object {
  const figures = coefficientNames.flatMap((name) => {
    const estimate = coefficients[name];
    if (!estimate) return [];
    return [[name, { ...estimate.figure, ...(estimate.interval && { interval: estimate.interval }) }] as const];
  });
  const { here, branches } = lacking(subject);
  return {
    ...(subject.kind === 'tag' ? { tag: subject.id } : { question: subject.question }),
    ...(here && { inProject: false }),
    ...(branches.length > 0 && { lackedBy: branches }),
    ...row,
    ...Object.fromEntries(figures),
  };
}

/**
 * What the figures below speak of, and for each coder what finished means and how much of what they have begun it leaves out.
 * @param isSecond of the stance questions, where the heading above speaks of tags
 */
export function heading({ coders, documents, documentsOfAny, finished, unfinished }: AgreementRow, isSecond: boolean): readonly string[] {
  const all = coders.length === 2 ? 'both' : 'all';
  const words: Readonly<Record<FinishedRule, string>> = { marked: 'what is marked as read', coded: 'whatever is coded or marked as read' };
  const which = isSecond ? 'whose stance' : 'that';
  return [
    `${coders.join(', ')}: ${count(documents, 'document')} ${which} ${all} finished, of ${numeral(documentsOfAny)} that any did`,
    ...coders.map((coder, at) => {
      const out = unfinished[at] ?? 0;
      return `  finished by ${coder}: ${words[finished[at] ?? 'coded']}, no draft; ${count(out, 'document')} begun and left out`;
    }),
  ];
}

const labels: Readonly<Record<(typeof coefficientNames)[number], string>> = {
  percent: 'percent agreement',
  'cohen-kappa': "Cohen's κ",
  'fleiss-kappa': "Fleiss' κ",
  alpha: "Krippendorff's α, nominal",
  'alpha-ordinal': "Krippendorff's α, ordinal",
  'alpha-u': "Krippendorff's α_U, boundaries",
  gamma: 'γ, boundaries',
};

const reasons: Readonly<Record<Undefined, string>> = {
  'no-documents': 'undefined: no document that all finished',
  'no-units': 'undefined: nothing that two of them coded',
  'not-in-project': 'undefined: the project has no such question, or none of the positions given',
  'no-variation': 'undefined: everybody gave the same code everywhere',
  'one-sided': 'undefined: one of them never used it',
  'not-two-coders': 'undefined: for two coders only',
  incomplete: 'undefined: some units lack a code',
  'too-many': 'undefined: too many passages in one document',
};

export function lines({ subject, unit, units, coded, outside, coders, coefficients }: AgreementRow, codebook: ComparedCodebook): readonly string[] {
  const by = coders.map((coder, at) => `${coder} ${numeral(coded[at] ?? 0)}`).join(', ');
  const figures = coefficientNames.flatMap((key) => {
    const estimate = coefficients[key];
    if (!estimate) return [];
    const { figure, interval } = estimate;
    const value = 'value' in figure ? (key === 'percent' ? `${(100 * figure.value).toFixed(1)} %` : figure.value.toFixed(3)) : reasons[figure.undefined];
    const range = interval ? `  [${interval.map((end) => (key === 'percent' ? (100 * end).toFixed(1) : end.toFixed(3))).join(', ')}]` : '';
    return [`    ${labels[key].padEnd(32)}${value}${range}`];
  });
  const strange = coders.flatMap((coder, at) => ((outside[at] ?? 0) > 0 ? `${coder} ${numeral(outside[at] ?? 0)}` : []));
  const leftOut = strange.length > 0 ? [`    left out, as the project has no such position: ${strange.join(', ')}`] : [];
  return [`  ${nameOf(subject, codebook)}: ${count(units, unit)}; with a code: ${by}`, ...leftOut, ...figures];
}

/** What a row is about, and who does not know it: the project as it is, or one of the branches. */
function nameOf(subject: Subject, { index, lacking }: ComparedCodebook): string {
  const { here, branches } = lacking(subject);
  const label = subject.kind === 'tag' ? index.tag(subject.id)?.tag.label : undefined;
  const whose = subject.kind === 'tag' ? 'in the codebook' : 'in the project';
  const lacks = [...(here ? [`not ${whose}`] : []), ...branches.map((name) => `not ${whose} of ${name}`)];
  const told = [...(label === undefined ? [] : [label]), ...lacks];
  return `${subject.kind === 'tag' ? `tag ${subject.id}` : `stance ${subject.question}`}${told.length > 0 ? ` (${told.join('; ')})` : ''}`;
}

export function summary(found: readonly Coding[], coders: readonly string[], outside: number, copies: number): string {
  const unplaced = found.reduce((sum, coding) => sum + [...coding.unplaced.values()].reduce((inner, number) => inner + number, 0), 0);
  const leftOut = (number: number, why: string): string => (number > 0 ? ` ${count(number, 'passage')} ${why} ${number === 1 ? 'is' : 'are'} left out.` : '');
  const lost = leftOut(unplaced, 'without a place in the text') + leftOut(outside, 'in no unit, as in readers’ comments and page furniture,');
  const once =
    copies > 0
      ? ` ${count(copies, 'document')} given as ${copies === 1 ? 'a copy' : 'copies'} of another ${copies === 1 ? 'is' : 'are'} left out: a copy counts once, with its original.`
      : '';
  if (coders.length < 2) return `Agreement needs two coders: ${count(coders.length, 'coder')} in ${count(found.length, 'document')}.${lost}${once}`;
  return `${count(coders.length, 'coder')}, ${count(found.length, 'document')}. Intervals are 95 %, by resampling documents.${lost}${once}`;
}
