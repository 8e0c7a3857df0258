import { ProgressBar } from 'react-aria-components';
import { t } from '../t.ts';

/** Progress of a long pull, in numbers; `total` is null until the server has counted the reports. */
export function PullProgress({ done, total, more = '' }: { done: number; total: number | null; more?: string }) {
  const numbers = total === null ? t('ui.doneSoFar', { done }) : t('ui.doneOfTotal', { done, total });
  return (
    <ProgressBar
      className="progress"
      aria-label={t('common.loadingReports')}
      isIndeterminate={total === null}
      {...(total === null ? {} : { value: done, maxValue: Math.max(total, 1) })}
      valueLabel={numbers}
    >
      {({ percentage }) => (
        <>
          <div className="progress-track">
            <div className="progress-bar" style={{ width: `${percentage ?? 30}%` }} />
          </div>
          <p>
            {numbers}.{more}
          </p>
        </>
      )}
    </ProgressBar>
  );
}
