/** Judgements in words. A stance is always a named coder's: "Coded “Disputes” by A, on 3 passages", never "the outlet disputes". Pure. */
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

/** @param evidence how many passages count: those in reader comments may be left out */
export function judgementWords(entry: StanceEntry, project: Pick<Project, 'stance'>, evidence: number, t: Translate): string {
  const label = positionLabel(project, entry.question, entry.position);
  const judged = evidence
    ? t('Coded “{0}” by {1}, on {2}', label, entry.by, plural(evidence, t('passage'), t('passages')))
    : t('Coded “{0}” by {1}', label, entry.by);
  const notes = [
    ...(entry.confidence === undefined ? [] : [t('confidence {0}', confidenceWord(entry.confidence, t))]),
    ...(entry.status === 'draft' ? [t('draft')] : []),
    ...(entry.adjudicates?.length ? [t('settles {0}', entry.adjudicates.join(', '))] : []),
  ];
  return `${[judged, ...notes].join(', ')}${entry.because === undefined ? '' : `: ${entry.because}`}`;
}

/** Which coders chose a position, me as "you". */
export function codersOf(entries: readonly StanceEntry[], question: string, position: string, coder: string | undefined, t: Translate): string {
  const by = entries
    .filter((entry) => entry.question === question && entry.position === position)
    .map((entry) => {
      const who = entry.by === coder ? t('you') : entry.by;
      return entry.status === 'draft' ? t('{0} (draft)', who) : who;
    });
  return by.length ? t('coded by {0}', by.join(', ')) : '';
}

/** Several questions are told apart by their words; where there is one, its words would only take room. */
export function questionWords({ question }: StanceQuestion, project: Pick<Project, 'stance'>): string {
  return (project.stance ?? []).length > 1 ? question : '';
}
