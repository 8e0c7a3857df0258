import { known, t } from '../t.ts';
import { PLACE_WORDS } from './place-words.ts';
import { CONTACT_WORDS, LANGUAGE_WORDS } from './words.ts';

const PARTS: Readonly<Record<string, string>> = {
  who: t('common.person'),
  actsFor: t('common.actsFor'),
  items: t('common.item'),
  fraud: t('common.fraud'),
  when: t('ui.time'),
  from: t('ui.from'),
  to: t('ui.to'),
  where: t('names.location'),
  how: t('common.narrative'),
  email: t('ui.eMail'),
  valueCents: t('ui.value'),
  amountCents: t('ui.amount'),
  birthDate: t('ui.dateOfBirth'),
};

/** Values of which there are only a few: how each is written where it is typed or kept, and what it is called. */
export const FIXED_VALUES: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'who.language': LANGUAGE_WORDS,
  'who.preferredContact': CONTACT_WORDS,
  'where.placeType': PLACE_WORDS,
  'fraud.bankInformed': { yes: t('ui.yes'), no: t('ui.no') },
};

/** What a place in the facts is called: `items.0.serialNumber` is "Item 1, serial number". */
export function fieldWords(path: string): string {
  const words: string[] = [];
  for (const part of path.split('.')) {
    if (/^\d+$/.test(part)) words.push(`${words.pop() ?? ''} ${Number(part) + 1}`.trim());
    else words.push(PARTS[part] ?? known(part.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`)));
  }
  return words.join(', ');
}

/** A value of the facts as a person would write it. */
export function valueWords(path: string, value: unknown): string {
  if (value === null || value === undefined || value === '') return t('ui.nothing');
  if (typeof value === 'boolean') return value ? t('ui.yes') : t('ui.no');
  if (typeof value === 'number' && path.endsWith('Cents')) return `$${(value / 100).toFixed(2)}`;
  if (typeof value === 'string') return FIXED_VALUES[path]?.[value] ?? value;
  return typeof value === 'number' ? String(value) : JSON.stringify(value);
}
