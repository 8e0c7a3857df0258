import type { CorrectedValue } from '#shared/domain/correction.ts';
import type { FactField } from '#shared/domain/fact-fields.ts';
import type { Language } from '#shared/domain/report.ts';
import { chosenIn } from '#shared/domain/several.ts';
import { longDay } from '../model/time.ts';
import { t } from '../t.ts';
import { LANGUAGE_WORDS, money, phoneWords } from './words.ts';

/** A single fact of a report as shown to an officer; null if the reporter gave no answer. */
export function factWords(field: FactField, value: CorrectedValue): string | null {
  if (value === null || value === '') return null;
  const text = String(value);
  const { kind } = field;
  if (kind === 'money') return money(Number(value));
  if (kind === 'yesNo') return value === true ? t('report.yes') : t('report.no');
  if (kind === 'language') return LANGUAGE_WORDS[text as Language] ?? text;
  if (kind === 'birthDate') return longDay(text);
  if (kind === 'phone') return phoneWords(text);
  if (kind === 'several') {
    const chosen = chosenIn(field, text);
    return chosen.length === 0 ? t('report.safeAny') : chosen.map((code) => codeWords(field, code)).join('; ');
  }
  return codeWords(field, text);
}

/** The label of a choice; `code` itself if it has no label. */
export function codeWords(field: FactField, code: string): string {
  const words = field.kind === 'choice' || field.kind === 'several' ? field.choices[code]?.desk : undefined;
  return words === undefined ? code : t(words);
}
