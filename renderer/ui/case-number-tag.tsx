import type { Report } from '#shared/domain/report.ts';
import { t } from '../t.ts';
import { Tag } from './tag.tsx';

/** A report's case number, if it has one. It is valid only while the report is approved. */
export function CaseNumberTag({ caseNumber, state }: Pick<Report, 'caseNumber' | 'state'>) {
  if (caseNumber === null) return null;
  return state === 'approved' ? (
    <Tag tone="ok">{t('common.caseNumber2', { number: caseNumber })}</Tag>
  ) : (
    <Tag tone="warn">{t('common.voidCaseNumber', { number: caseNumber })}</Tag>
  );
}
