import { t } from '../t.ts';
import { useSlow } from '../use-live.ts';

/** How long, in ms, before a text says that loading takes longer than usual. */
const LONG_MS = 4_000;

/**
 * Gray bars shown while content loads, but only if that takes more than 100 ms. After a few seconds, a text explains
 * the wait.
 */
export function Skeleton({ lines, label }: { lines: number; label: string }) {
  const takesLong = useSlow(true, LONG_MS);
  return (
    <div className="skeleton" role="status" aria-label={label}>
      {takesLong && <p className="skeleton-words">{t('ui.takesLong')}</p>}
      {Array.from({ length: lines }, (_, at) => (
        // oxlint-disable-next-line react/no-array-index-key
        <div className="skeleton-line" key={at} />
      ))}
    </div>
  );
}
