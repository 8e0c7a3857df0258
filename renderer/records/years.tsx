import type { Output } from '#shared/ipc.ts';
import { isAway } from '../model/error-remedy.ts';
import { locale, t } from '../t.ts';
import { ErrorNotice } from '../ui/error-notice.tsx';
import { Notice } from '../ui/notice.tsx';
import type { LiveValue } from '../use-live.ts';

/**
 * Shows each year's case numbers in one line. Shows an alert if a number is missing, which only a direct change in the
 * database can explain.
 * @param isErrorShown whether the page already reports that the server failed, so that it isn't reported twice.
 */
export function Years({
  live: { value, error, refresh },
  isErrorShown,
}: {
  live: LiveValue<Output<'case-numbers.years'>>;
  isErrorShown: boolean;
}) {
  if (error !== null && !isAway(error) && !isErrorShown) {
    return (
      <div className="pane-notice">
        <ErrorNotice error={error} title={t('find.yearsUnknown')} onRetry={refresh} />
      </div>
    );
  }
  const years = value?.rows ?? [];
  if (years.length === 0) return null;
  const gaps = years.filter(({ missing }) => missing.length > 0);
  return (
    <div className="year-lines">
      {gaps.map(({ year, missing }) => (
        <Notice tone="danger" role="alert" key={year} title={t('find.numbersMissing', { year: String(year) })}>
          {t('find.numbersMissingWhich', { serials: missing.map((one) => one.toLocaleString(locale())).join(', ') })}
        </Notice>
      ))}
      <ul className="year-list">
        {years.map(({ year, given, voided, removed, missing }) => (
          <li key={year}>
            <b>{year}</b> {t('find.yearLine', { n: given, voided, removed })}{' '}
            {missing.length === 0 && <span className="faint">{t('find.noGaps')}</span>}
          </li>
        ))}
      </ul>
    </div>
  );
}
