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

/** A value as the form shows it for writing over. */
export function typedValue(field: string, value: CorrectedValue): string {
  if (value === null) return '';
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  return isMoney(field) && typeof value === 'number' ? (value / 100).toFixed(2) : String(value);
}

/**
 * What was typed, as the facts keep it: money in cents, an empty field as null. Undefined where it can be no such value.
 */
export function valueTyped(field: string, typed: string): CorrectedValue | undefined {
  const text = typed.trim();
  if (text === '') return null;
  if (field === 'fraud.bankInformed') return { yes: true, no: false }[text.toLowerCase()];
  if (!isMoney(field)) return text;
  const plain = text.replace(/^\$\s*/, '').replaceAll(',', '');
  return /^\d{1,9}(?:\.\d{1,2})?$/.test(plain) ? Math.round(Number(plain) * 100) : undefined;
}

const isMoney = (field: string): boolean => field.endsWith('Cents');
