import type { Report } from '#shared/domain/report.ts';
import { rmsNumberOf } from '#shared/domain/rms-number.ts';
import { t } from '../t.ts';
import { Tag } from './tag.tsx';

/**
 * A report's case number, if it has one, and the number that the records system gave it. The case number is valid only
 * while the report is approved.
 */
export function CaseNumberTag({ caseNumber, state, history }: Pick<Report, 'caseNumber' | 'state' | 'history'>) {
  if (caseNumber === null) return null;
  const number = rmsNumberOf({ history });
  return state === 'approved' ? (
    <>
      <Tag tone="ok">{t('common.caseNumber2', { number: caseNumber })}</Tag>
      {number !== null && <Tag>{t('common.rmsNumber', { number })}</Tag>}
    </>
  ) : (
    <Tag tone="warn">{t('common.voidCaseNumber', { number: caseNumber })}</Tag>
  );
}
