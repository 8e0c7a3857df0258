import { visibleLine } from '../storable-text.ts';
import type { CorrectedValue } from './correction.ts';
import { fieldAt } from './fact-paths.ts';

/** A value as shown in an edit field. */
export function typedValue(field: string, value: CorrectedValue): string {
  if (value === null) return '';
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  return fieldAt(field)?.kind === 'money' && typeof value === 'number' ? (value / 100).toFixed(2) : String(value);
}

/**
 * Parses typed text into the form the facts use: money as cents, an empty field as null. Returns undefined when the
 * text isn't a valid value.
 */
export function valueTyped(field: string, typed: string): CorrectedValue | undefined {
  const text = visibleLine(typed);
  if (text === '') return null;
  const kind = fieldAt(field)?.kind;
  if (kind === 'yesNo') return text.toLowerCase() === 'yes' ? true : text.toLowerCase() === 'no' ? false : undefined;
  if (kind !== 'money') return text;
  const plain = text.replace(/^\$\s*/, '').replaceAll(',', '');
  return /^\d{1,9}(?:\.\d{1,2})?$/.test(plain) ? Math.round(Number(plain) * 100) : undefined;
}
