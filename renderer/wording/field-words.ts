import { fieldAt } from '#shared/domain/fact-paths.ts';
import { exact, type Zone, zoneOf } from '../model/time.ts';
import { sayIfThere, t } from '../t.ts';
import { codeWords, factWords } from './fact-words.ts';
import { PLACE_WORDS } from './place-words.ts';
import { LANGUAGE_WORDS } from './words.ts';

/** The allowed values of a field, mapped to their labels. Returns undefined for fields without a fixed set of values. */
export function fixedValues(path: string): Readonly<Record<string, string>> | undefined {
  const field = fieldAt(path);
  if (field?.kind === 'language') return LANGUAGE_WORDS;
  if (field?.kind === 'placeType') return PLACE_WORDS;
  if (field?.kind === 'yesNo') return { yes: t('ui.yes'), no: t('ui.no') };
  if (field?.kind !== 'choice' && field?.kind !== 'several') return undefined;
  return Object.fromEntries(Object.keys(field.choices).map((one) => [one, codeWords(field, one)]));
}

const OWN_ZONE = zoneOf(new Intl.DateTimeFormat().resolvedOptions().timeZone);

/** The label for a path in the facts: `items.0.serialNumber` becomes "Item 1, serial number". */
export function fieldWords(path: string): string {
  const words: string[] = [];
  for (const part of path.split('.')) {
    if (/^\d+$/.test(part)) words.push(`${words.pop() ?? ''} ${Number(part) + 1}`.trim());
    // A newer server may name a field that has no label here yet.
    else words.push(sayIfThere(`fields.${part}`, {}) ?? t('fields.unknown'));
  }
  return words.join(', ');
}

/**
 * Formats a value of the facts for display.
 * @param zone time zone for times, usually the agency's. Defaults to the workstation's own zone, which the text then
 * names.
 */
export function valueWords(path: string, value: unknown, zone?: Zone): string {
  if (value === null || value === undefined || value === '') return t('ui.blank');
  if (typeof value === 'boolean') return value ? t('ui.yes') : t('ui.no');
  if (typeof value === 'number' && path.endsWith('Cents')) return `$${(value / 100).toFixed(2)}`;
  if (typeof value === 'string') {
    const field = fieldAt(path);
    if (field?.kind === 'instant') return exact(value, zone ?? OWN_ZONE);
    if (field?.kind === 'several') return factWords(field, value) ?? value;
    const labels = fixedValues(path);
    return labels === undefined ? value : (labels[value] ?? t('fields.unknownValue'));
  }
  return typeof value === 'number' ? String(value) : JSON.stringify(value);
}
