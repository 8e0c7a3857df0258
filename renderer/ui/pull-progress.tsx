import { ProgressBar } from 'react-aria-components';

/** How far a long pull is, in numbers; `total` is null until the server has counted. */
export function PullProgress({ done, total, more = '' }: { done: number; total: number | null; more?: string }) {
  const n = (value: number) => value.toLocaleString('en-US');
  const numbers = total === null ? `${n(done)} so far` : `${n(done)} of ${n(total)}`;
  return (
    <ProgressBar
      className="progress"
      aria-label="Getting the reports"
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
