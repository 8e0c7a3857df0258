import type { CorrectedValue } from '#shared/domain/correction.ts';
import type { FactGroup } from '#shared/domain/fact-fields.ts';
import { fieldsOf, isCorrectable, type Told, valueIn } from '#shared/domain/fact-paths.ts';
import { knownFacts } from '#shared/domain/known-facts.ts';
import type { Report } from '#shared/domain/report.ts';

type Known = Pick<Report, 'facts' | 'corrections' | 'kind'>;
export type CorrectableField = {
  field: string;
  /** The current value, including corrections in force. */
  value: CorrectedValue;
};

/**
 * Returns every value that can be corrected individually, in report order. The start and end of the incident are
 * separate.
 */
export function correctableFields(report: Known): CorrectableField[] {
  const { items, fraud, when, where, who } = knownFacts(report);
  const values = (group: FactGroup, at: string, told: Told) =>
    fieldsOf(group, report.kind)
      .filter(([, field]) => isCorrectable(field, report.kind))
      .map(([name]) => ({ field: `${at}.${name}`, value: valueIn(told, name) }));
  return [
    ...items.flatMap((item, nth) => values('items', `items.${nth}`, item)),
    ...(fraud === null ? [] : values('fraud', 'fraud', fraud)),
    ...values('when', 'when', when),
    ...values('where', 'where', where),
    ...values('who', 'who', who),
  ];
}
