import type { ReportView } from '#shared/ipc-shapes.ts';
import { approvedTwin, checkNibrs, isSureTwin, type NibrsFault } from '#shared/nibrs/check.ts';
import { NIBRS_RULES } from '#shared/nibrs/rules.ts';
import { t } from '../t.ts';
import { Notice } from '../ui/notice.tsx';

const WORDS: Record<NibrsFault, (nibrs: string, twin: string) => string> = {
  code_missing: () => t('review.nibrs.code_missing'),
  code_not_allowed: (nibrs) => t('review.nibrs.code_not_allowed', { nibrs }),
  code_not_wanted: (nibrs) => t('review.nibrs.code_not_wanted', { nibrs }),
  no_item: () => t('review.nibrs.no_item'),
  no_value: () => t('review.nibrs.no_value'),
  after_report: () => t('review.nibrs.after_report'),
  second_offense: () => t('review.nibrs.second_offense'),
  supplement_or_new: (_, number) => t('review.nibrs.supplement_or_new', { number }),
};

/**
 * Warns about facts that don't fit the title's NIBRS code, before the records system rejects them. The officer decides.
 */
export function NibrsNotice({
  view,
  nibrs,
}: {
  view: Pick<ReportView, 'report' | 'duplicates'>;
  nibrs: string | null;
}) {
  const twin = approvedTwin(view.duplicates);
  // A sure one is asked about apart (`TwinStop`).
  const faults = checkNibrs(view.report, nibrs, twin !== undefined && !isSureTwin(twin));
  if (faults.length === 0) return null;
  return (
    <Notice tone="warn" title={t('review.nibrsCheck')}>
      {faults.map((fault) => (
        <p key={fault}>{WORDS[fault](nibrs ?? '', twin?.trackingNumber ?? '')}</p>
      ))}
      <p className="faint">{t('review.nibrsRules', { version: String(NIBRS_RULES.version) })}</p>
    </Notice>
  );
}
