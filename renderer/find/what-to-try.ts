import type { FindField } from '#shared/find-api.ts';
import { t } from '../t.ts';
import type { Asked } from './find-form.tsx';

/** What to try for more results, by field. */
const TRY: Record<FindField, string> = {
  number: t('find.tryNumber'),
  name: t('find.tryName'),
  address: t('find.tryAddress'),
  phone: t('find.tryPhone'),
  serial: t('find.trySerial'),
  words: t('find.tryWords'),
  officer: t('find.tryOfficer'),
};

/** What to try when nothing was found: only about the fields that were used. */
export function whatToTry({ fields, from, to }: Pick<Asked, 'fields' | 'from' | 'to'>): string[] {
  const used = (Object.keys(TRY) as FindField[]).filter((field) => fields[field].trim() !== '');
  const isMany = used.length + (from === null ? 0 : 1) + (to === null ? 0 : 1) > 1;
  return [...(isMany ? [t('find.tryFewer')] : []), ...used.map((field) => TRY[field])];
}
