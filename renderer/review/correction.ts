import type { CorrectedValue } from '#shared/domain/correction.ts';
import { CORRECTABLE, knownFacts } from '#shared/domain/known-facts.ts';
import type { Report } from '#shared/domain/report.ts';

type Known = Pick<Report, 'facts' | 'corrections'>;
export type CorrectableField = {
  field: string;
  /** As it is known now, with the corrections that stand. */
  value: CorrectedValue;
};

/** Every single value that can be corrected here, in the order of the report. Times are not: they come in pairs. */
export function correctableFields(report: Known): CorrectableField[] {
  return leaves(knownFacts(report), []).filter(({ field }) => CORRECTABLE.test(field) && !field.startsWith('when.'));
}

function leaves(value: unknown, path: readonly string[]): CorrectableField[] {
  if (value !== null && typeof value === 'object') {
    return Object.entries(value).flatMap(([key, inner]) => leaves(inner, [...path, key]));
  }
  return [{ field: path.join('.'), value: value as CorrectedValue }];
}
