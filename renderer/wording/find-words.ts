import type { FindField } from '#shared/find-api.ts';
import { t } from '../t.ts';

/** Labels of the fields in a search of all reports. */
export const FIND_FIELD_WORDS: Record<FindField, string> = {
  number: t('find.number'),
  name: t('common.name'),
  address: t('common.address'),
  phone: t('common.phone'),
  serial: t('find.serialNumber'),
  words: t('find.wordsOfTheNarrative'),
  officer: t('common.officer'),
};
