import type { FindField } from '#shared/find-api.ts';
import { t } from '../t.ts';
import type { Asked } from './find-form.tsx';

/** Suggestions for getting more results, by field. */
const TRY: Record<FindField, string> = {
  number: t('find.tryNumber'),
  name: t('find.tryName'),
  address: t('find.tryAddress'),
  phone: t('find.tryPhone'),
  serial: t('find.trySerial'),
  words: t('find.tryWords'),
  officer: t('find.tryOfficer'),
};

/** Returns suggestions for a search that found nothing, limited to the fields that were used. */
export function whatToTry({ fields, from, to }: Pick<Asked, 'fields' | 'from' | 'to'>): string[] {
  const used = (Object.keys(TRY) as FindField[]).filter((field) => fields[field].trim() !== '');
  const isMany = used.length + (from === null ? 0 : 1) + (to === null ? 0 : 1) > 1;
  return [...(isMany ? [t('find.tryFewer')] : []), ...used.map((field) => TRY[field])];
}
