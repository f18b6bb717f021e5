/** Judgements in words. A stance is always a named coder's: "Coded “Disputes” by A, on 3 passages", never "the outlet disputes". Pure. */
import { type Coverage, isFinal } from '../../../core/corpus/coverage';
import type { Project, StanceQuestion } from '../../../core/project/schema';
import type { StanceEntry } from '../../../core/sidecar/schema';
import type { Translate } from '../../translate';
import { plural } from '../hovers/words';

export function confidenceWord(confidence: NonNullable<StanceEntry['confidence']>, t: Translate): string {
  const words = { low: t('low'), medium: t('medium'), high: t('high') };
  return words[confidence];
}

export function positionLabel(project: Pick<Project, 'stance'>, question: string, position: string): string {
  return project.stance?.find(({ id }) => id === question)?.positions.find(({ id }) => id === position)?.label ?? position;
}

/**
 * A draft is said to be one before its position: it is no judgement yet.
 *
 * @param evidence how many passages count: those in reader comments may be left out
 * @param withReason whether the coder's sentence stands behind it
 */
export function judgementWords(entry: StanceEntry, project: Pick<Project, 'stance'>, evidence: number, t: Translate, withReason = true): string {
  const label = positionLabel(project, entry.question, entry.position);
  const passages = plural(evidence, t('passage'), t('passages'));
  const judged = isFinal(entry)
    ? evidence
      ? t('Coded “{0}” by {1}, on {2}', label, entry.by, passages)
      : t('Coded “{0}” by {1}', label, entry.by)
    : evidence
      ? t('Draft “{0}” by {1}, on {2}', label, entry.by, passages)
      : t('Draft “{0}” by {1}', label, entry.by);
  const notes = [
    ...(entry.confidence === undefined ? [] : [t('confidence {0}', confidenceWord(entry.confidence, t))]),
    ...(entry.adjudicates?.length ? [t('settles {0}', entry.adjudicates.join(', '))] : []),
  ];
  return `${[judged, ...notes].join(', ')}${!withReason || entry.because === undefined ? '' : `: ${entry.because}`}`;
}

export function coverageWords(coverage: Coverage, t: Translate): string {
  const words: Readonly<Record<Coverage, string>> = { coded: t('coded'), draft: t('draft only'), read: t('read, nothing to code'), unread: t('unread') };
  return words[coverage];
}

/** "ann", "ann and jo", "4 coders": a judgement is always somebody's. */
export function byWords(coders: readonly string[], t: Translate): string {
  const [first = '', second] = coders;
  if (second === undefined) return first;
  return coders.length === 2 ? t('{0} and {1}', first, second) : plural(coders.length, t('coder'), t('coders'));
}

/** Which coders chose a position, me as "you". */
export function codersOf(entries: readonly StanceEntry[], question: string, position: string, coder: string | undefined, t: Translate): string {
  const by = entries
    .filter((entry) => entry.question === question && entry.position === position)
    .map((entry) => {
      const who = entry.by === coder ? t('you') : entry.by;
      return isFinal(entry) ? who : t('{0} (draft)', who);
    });
  return by.length ? t('coded by {0}', by.join(', ')) : '';
}

/** Several questions are told apart by their words; where there is one, its words would only take room. */
export function questionWords({ question }: StanceQuestion, project: Pick<Project, 'stance'>): string {
  return (project.stance ?? []).length > 1 ? question : '';
}
