import { useState } from 'react';
import { Button } from 'react-aria-components';
import { t } from '../t.ts';
import { ErrorNotice } from '../ui/error-notice.tsx';
import { OpeningsTable } from '../ui/openings-table.tsx';
import { Skeleton } from '../ui/skeleton.tsx';
import { useLive } from '../use-live.ts';
import { Section } from './section.tsx';

const MOST = 200;

/** Who opened this report, for supervisors. Asked only on request, because the server logs each look. */
export function SeenBy({ reportId }: { reportId: string }) {
  const [asked, setAsked] = useState(false);
  const { value, error, slow, refresh } = useLive('audit.openings', asked ? { reportId, limit: MOST } : null);
  return (
    <Section title={t('trail.seenBy')} aside={value?.rows.length}>
      {!asked && (
        <p>
          <Button className="button" onPress={() => setAsked(true)}>
            {t('trail.showWhoOpenedThis')}
          </Button>{' '}
          <span className="faint">{t('trail.lookingIsRecorded')}</span>
        </p>
      )}
      {error !== null && <ErrorNotice error={error} title={t('trail.couldntLoad')} onRetry={refresh} />}
      {asked && value === undefined && slow && <Skeleton lines={4} label={t('trail.loading')} />}
      {error === null && value !== undefined && (
        <>
          <OpeningsTable rows={value.rows} undone={value.undone} by="officer" />
          {value.more && <p className="faint">{t('trail.onlyTheNewestN', { n: MOST })}</p>}
        </>
      )}
    </Section>
  );
}
