import type { Report } from '#shared/domain/report.ts';
import { checkNibrs, type NibrsFault } from '#shared/nibrs/check.ts';
import { t } from '../t.ts';
import { Notice } from '../ui/notice.tsx';

const WORDS: Record<NibrsFault, (nibrs: string) => string> = {
  code_missing: () => t('review.nibrs.code_missing'),
  code_not_allowed: (nibrs) => t('review.nibrs.code_not_allowed', { nibrs }),
  code_not_wanted: (nibrs) => t('review.nibrs.code_not_wanted', { nibrs }),
  no_item: () => t('review.nibrs.no_item'),
  no_value: () => t('review.nibrs.no_value'),
  after_report: () => t('review.nibrs.after_report'),
  second_offense: () => t('review.nibrs.second_offense'),
};

/** What does not agree with the title's NIBRS code, before the records system finds it. Warns; the officer decides. */
export function NibrsNotice({ report, nibrs }: { report: Report; nibrs: string | null }) {
  const faults = checkNibrs(report, nibrs);
  if (faults.length === 0) return null;
  return (
    <Notice tone="warn" title={t('review.nibrsCheck')}>
      {faults.map((fault) => (
        <p key={fault}>{WORDS[fault](nibrs ?? '')}</p>
      ))}
    </Notice>
  );
}
