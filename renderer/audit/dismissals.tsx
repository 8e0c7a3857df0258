import { Button } from 'react-aria-components';
import { t } from '../t.ts';
import { DayTime } from '../ui/desk-clock.tsx';
import { LastLoaded, shownOf } from '../ui/last-loaded.tsx';
import { ListError } from '../ui/list-error.tsx';
import { Skeleton } from '../ui/skeleton.tsx';
import { useLive } from '../use-live.ts';

/** The reports on which officers dismissed the flags of one rule, newest first. */
export function Dismissals({ code, onOpen }: { code: string; onOpen: (reportId: string) => void }) {
  const live = useLive('hints.dismissed', { code });
  const { error, slow, refresh } = live;
  const shown = shownOf(live);
  if (shown === undefined) {
    if (error !== null) return <ListError error={error} onRetry={refresh} />;
    return slow ? <Skeleton lines={2} label={t('trail.loading')} /> : null;
  }
  if (shown.rows.length === 0) return <p className="faint">{t('audit.dismissalsHidden')}</p>;
  return (
    <>
      <LastLoaded live={live} />
      <ul className="trail-list" aria-label={t('audit.dismissedOn')}>
        {shown.rows.map(({ reportId, trackingNumber, officer, at }) => (
          <li key={`${reportId} ${officer.id}`}>
            <Button
              className="link-button"
              aria-label={t('trays.openNumber', { number: trackingNumber })}
              onPress={() => onOpen(reportId)}
            >
              {trackingNumber}
            </Button>{' '}
            {officer.displayName} ·{' '}
            <span className="faint">
              <DayTime at={at} />
            </span>
          </li>
        ))}
      </ul>
      {shown.more && <p className="faint">{t('audit.olderDismissalsLeftOut', { n: shown.rows.length })}</p>}
    </>
  );
}
