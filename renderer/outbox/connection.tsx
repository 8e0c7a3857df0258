import type { SyncState } from '#shared/ipc-shapes.ts';
import { errorWords } from '../model/error-remedy.ts';
import { dayAndTime } from '../model/time.ts';
import { t } from '../t.ts';
import { DayTime, useDesk } from '../ui/desk-clock.tsx';
import { FactLine } from '../ui/fact-line.tsx';
import { Notice, type Tone } from '../ui/notice.tsx';
import { PullProgress } from '../ui/pull-progress.tsx';
import { StoredLine } from '../ui/stored-line.tsx';
import { useLive } from '../use-live.ts';
import { errorSentence } from '../wording/error-words.ts';
import { type SyncWords, syncWords } from '../wording/sync-words.ts';

const TONES: Record<SyncWords['tone'], Tone> = { ok: 'ok', busy: 'info', off: 'warn', paused: 'warn', needs: 'warn' };

function heldWords({ held, waiting }: SyncState): string {
  if (held === 0) return '';
  return waiting === 0 ? t('outbox.canUndo') : t('outbox.heldCanStillBeUndone', { held });
}

/** Shows the connection to the server and what is stored on this workstation, in more detail than the badge. */
export function Connection({ sync, keepsNothing }: { sync: SyncState; keepsNothing: boolean }) {
  const { now, zone } = useDesk();
  const cache = useLive('cache.state', undefined, ['outbox', 'reports']).value;
  const words = syncWords(sync, (iso) => dayAndTime(iso, now, zone).replace(`${t('common.today')} `, ''));
  return (
    <section className="connection" aria-label={t('outbox.connection')}>
      <Notice tone={TONES[words.tone]} title={words.long}>
        {sync.problem !== null && (sync.problem.code !== 'offline' || sync.problem.detail !== null) && (
          <p>
            {errorSentence(sync.problem)} {errorWords(sync.problem).wayOut}
          </p>
        )}
        {keepsNothing && <p>{t('outbox.nothingIsStoredOnThisWorkstation')}</p>}
      </Notice>
      {cache !== undefined && cache.journal.unsealed > 0 && (
        <Notice tone="warn" title={t('outbox.nDecisionsArentSealedYet', { n: cache.journal.unsealed })}>
          {t('outbox.theAgencyServerHasNotSent')}
        </Notice>
      )}
      {sync.phase === 'pulling' && <PullProgress done={sync.done} total={sync.total} />}
      <dl className="facts">
        <FactLine name={t('common.lastContactWithServer')}>
          {sync.lastPullAt === null ? t('common.notYet') : <DayTime at={sync.lastPullAt} />}
        </FactLine>
        <FactLine name={t('common.waitingToBeSent')}>
          {sync.held + sync.waiting === 0
            ? t('outbox.nothing')
            : `${t('outbox.nDecisions', { n: sync.held + sync.waiting })}${heldWords(sync)}`}
        </FactLine>
        <FactLine name={t('common.needsAttention')}>
          {sync.needsYou === 0 ? t('outbox.nothing') : t('outbox.nDecisions', { n: sync.needsYou })}
        </FactLine>
        {sync.linking && (
          <FactLine name={t('common.duplicates')}>{t('outbox.newReportsAreStillBeingCompared')}</FactLine>
        )}
        {cache !== undefined && <StoredLine cache={cache} />}
      </dl>
    </section>
  );
}
