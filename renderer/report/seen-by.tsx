import { useState } from 'react';
import { Button } from 'react-aria-components';
import { t } from '../t.ts';
import { ErrorNotice } from '../ui/error-notice.tsx';
import { LastLoaded, shownOf } from '../ui/last-loaded.tsx';
import { OpeningsTable } from '../ui/openings-table.tsx';
import { Skeleton } from '../ui/skeleton.tsx';
import { useLive } from '../use-live.ts';
import { Section } from './section.tsx';

const MOST = 200;

/**
 * Shows a supervisor who opened this report. The list is loaded only on demand, because the server logs each request.
 */
export function SeenBy({ reportId }: { reportId: string }) {
  const [asked, setAsked] = useState(false);
  const live = useLive('audit.openings', asked ? { reportId, limit: MOST } : null);
  const { error, slow, refresh } = live;
  const shown = shownOf(live);
  return (
    <Section title={t('trail.seenBy')} aside={shown?.rows.length}>
      {!asked && (
        <p>
          <Button className="button" onPress={() => setAsked(true)}>
            {t('trail.showWhoOpenedThis')}
          </Button>{' '}
          <span className="faint">{t('trail.lookingIsRecorded')}</span>
        </p>
      )}
      <LastLoaded live={live} />
      {error !== null && shown === undefined && (
        <ErrorNotice error={error} title={t('trail.couldntLoad')} onRetry={refresh} />
      )}
      {asked && error === null && shown === undefined && slow && <Skeleton lines={4} label={t('trail.loading')} />}
      {shown !== undefined && (
        <>
          <OpeningsTable rows={shown.rows} undone={shown.undone} by="officer" />
          {shown.more && <p className="faint">{t('trail.onlyTheNewestN', { n: MOST })}</p>}
        </>
      )}
    </Section>
  );
}
