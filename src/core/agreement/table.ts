/** A report of agreement as a table: one figure a line, for spreadsheets and statistics. */
import type { ProjectIndex } from '../project';
import { type AgreementRow, coefficientNames } from './index';

export const agreementColumns = [
  'kind',
  'id',
  'label',
  'coders',
  'unit',
  'units',
  'coded',
  'outside',
  'documents',
  'documents-of-any',
  'finished-by',
  'unfinished',
  'coefficient',
  'value',
  'low',
  'high',
  'undefined',
] as const;

/** An undefined figure has no value and a reason; without an interval, `low` and `high` are empty. */
export function agreementTable(rows: readonly AgreementRow[], index: ProjectIndex): readonly (readonly (string | number)[])[] {
  return rows.flatMap(({ subject, coders, unit, units, coded, outside, documents, documentsOfAny, finished, unfinished, coefficients }) =>
    coefficientNames.flatMap((name) => {
      const estimate = coefficients[name];
      if (!estimate) return [];
      const id = subject.kind === 'tag' ? subject.id : subject.question;
      const label = (subject.kind === 'tag' ? index.tag(id)?.tag.label : index.question(id)?.question) ?? id;
      const { figure, interval } = estimate;
      const [low, high] = interval ?? ['', ''];
      const said = [
        subject.kind,
        id,
        label,
        coders.join('; '),
        unit,
        units,
        coded.join('; '),
        outside.join('; '),
        documents,
        documentsOfAny,
        finished.join('; '),
        unfinished.join('; '),
        name,
      ];
      return [[...said, ...('value' in figure ? [figure.value, low, high, ''] : ['', '', '', figure.undefined])]];
    }),
  );
}
