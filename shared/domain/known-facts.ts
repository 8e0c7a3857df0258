import { type FieldDetail, type FieldError, fieldErrors, plainFault } from '../field-error.ts';
import type { CorrectedValue, Correction } from './correction.ts';
import type { FactField } from './fact-fields.ts';
import { fieldAt, isCorrectable } from './fact-paths.ts';
import { isPhone } from './phone.ts';
import { type Facts, facts as factsSchema, isTooEarly, type Report } from './report.ts';
import { isDayOnly, isInOrder, type TimeframeEnd, withTimeOf } from './timeframe.ts';

/**
 * The facts as the agency knows them now: what the person entered, with the newest correction of each field applied.
 */
export function correctedFacts(facts: Facts, corrections: readonly Pick<Correction, 'field' | 'value'>[]): Facts {
  return corrections.reduce<Facts>((known, { field, value }) => {
    const better = put(known, field.split('.'), value);
    const end = correctedEnd(field);
    // A corrected start or end always includes a time of day.
    return end === null ? better : { ...better, when: withTimeOf(better.when, end) };
  }, facts);
}

function correctedEnd(field: string): TimeframeEnd | null {
  return field === 'when.from' ? 'from' : field === 'when.to' ? 'to' : null;
}

/** The report's facts with corrections applied. */
export function knownFacts(report: Pick<Report, 'facts' | 'corrections'>): Facts {
  return report.corrections.length === 0 ? report.facts : correctedFacts(report.facts, report.corrections);
}

/** Returns the problems with a correction; empty when the correction is valid. */
export function checkCorrection(
  report: Pick<Report, 'facts' | 'corrections' | 'kind'>,
  { field, value }: Pick<Correction, 'field' | 'value'>,
): FieldError[] {
  const known = knownFacts(report);
  const path = field.split('.');
  const about = fieldAt(field);
  if (about === undefined || !isCorrectable(about, report.kind) || !has(known, path.slice(0, -1))) {
    return [plainFault('field', 'not_correctable')];
  }
  const wanted = wantedInstead(about, path.at(-1) ?? '', value);
  if (wanted !== null) return [{ path: 'value', detail: { code: 'wrong_format', params: { format: wanted } } }];
  const parsed = factsSchema.safeParse(put(known, path, value));
  if (parsed.success && !isInOrder(parsed.data.when)) {
    return [plainFault('value', 'end_before_start')];
  }
  const isDay = about.kind === 'birthDate' || about.kind === 'instant';
  if (parsed.success && isDay && typeof value === 'string' && isTooEarly(value)) {
    return [plainFault('value', 'before_1900')];
  }
  if (parsed.success) {
    const end = correctedEnd(field);
    const isSame = (at(known, path) ?? null) === value && !(end !== null && isDayOnly(known.when, end));
    return isSame ? [plainFault('value', 'same_value')] : [];
  }
  return fieldErrors(parsed.error)
    .slice(0, 1)
    .map(({ detail }) => ({ path: 'value', detail: about.kind === 'money' ? inDollars(detail) : detail }));
}

/** An amount is typed in dollars, so its limit is shown in dollars. */
const inDollars = (detail: FieldDetail): FieldDetail =>
  detail.code === 'too_big' ? { ...detail, params: { most: detail.params.most / 100 } } : detail;

/**
 * Returns what is expected instead of an invalid value: the field's name if a required value is blank, or `phone` if
 * the value isn't a phone number. Null if the value is valid.
 */
function wantedInstead({ kind, required }: FactField, name: string, value: CorrectedValue): string | null {
  if (required === true && (value === null || value === '')) return name;
  return kind === 'phone' && typeof value === 'string' && !isPhone(value) ? 'phone' : null;
}

function at(value: unknown, path: readonly string[]): unknown {
  return path.reduce<unknown>((inner, key) => Object(inner)[key], value);
}

/** Whether the group at this path, such as an item, exists, so that one of its values can be corrected. */
function has(value: unknown, path: readonly string[]): boolean {
  const found = at(value, path);
  return found !== null && typeof found === 'object';
}

/**
 * Returns a copy with one value replaced. Paths come only from the fact table, so they can't cause prototype pollution.
 */
function put<T>(value: T, [key, ...rest]: readonly string[], what: CorrectedValue): T {
  if (key === undefined) return what as T;
  const copy = Array.isArray(value) ? [...value] : { ...Object(value) };
  copy[key] = put(copy[key], rest, what);
  return copy as T;
}
