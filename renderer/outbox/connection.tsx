import type { SyncState } from '#shared/ipc-shapes.ts';
import { plural, t } from '../t.ts';
import { DayTime, useDesk } from '../ui/desk-clock.tsx';
import { FactLine } from '../ui/fact-line.tsx';
import { Notice, type Tone } from '../ui/notice.tsx';
import { problemWords } from '../ui/problem-words.ts';
import { PullProgress } from '../ui/pull-progress.tsx';
import { StoredLine } from '../ui/stored-line.tsx';
import { type SyncWords, syncWords } from '../ui/sync-words.ts';
import { dayAndTime } from '../ui/time.ts';
import { errorWords } from '../ui/way-out.ts';
import { useLive } from '../use-live.ts';

const TONES: Record<SyncWords['tone'], Tone> = { ok: 'ok', busy: 'info', off: 'warn', paused: 'warn', needs: 'warn' };

function heldWords({ held, waiting }: SyncState): string {
  if (held === 0) return '';
  return waiting === 0 ? t(', in undo time') : t(', {held} of them in undo time', { held });
}

/** How this workstation stands with the server, and what it keeps: the long form of the badge. */
export function Connection({ sync, keepsNothing }: { sync: SyncState; keepsNothing: boolean }) {
  const { now, zone } = useDesk();
  const cache = useLive('cache.state', undefined, ['outbox', 'reports']).value;
  const words = syncWords(sync, (iso) => dayAndTime(iso, now, zone).replace(`${t('Today')} `, ''));
  return (
    <section className="connection" aria-label={t('Connection')}>
      <Notice tone={TONES[words.tone]} title={words.long}>
        {sync.problem !== null && sync.problem.code !== 'offline' && (
          <p>
            {problemWords(sync.problem)} {errorWords(sync.problem).wayOut}
          </p>
        )}
        {keepsNothing && (
          <p>
            {t('Nothing is kept on this workstation: wait until everything is sent before you close the application.')}
          </p>
        )}
      </Notice>
      {cache !== undefined && cache.journal.unsealed > 0 && (
        <Notice
          tone="warn"
          title={plural(cache.journal.unsealed, 'One decision is not sealed yet', '{n} decisions are not sealed yet')}
        >
          {t(
            'The agency server has not given its key yet. Until it does, or takes them, they would be lost with this computer’s disk.',
          )}
        </Notice>
      )}
      {sync.phase === 'pulling' && <PullProgress done={sync.done} total={sync.total} />}
      <dl className="facts">
        <FactLine name={t('Last heard from the server')}>
          {sync.lastPullAt === null ? t('Not yet') : <DayTime at={sync.lastPullAt} />}
        </FactLine>
        <FactLine name={t('Waiting to be sent')}>
          {sync.held + sync.waiting === 0
            ? t('Nothing')
            : `${plural(sync.held + sync.waiting, '{n} decision', '{n} decisions')}${heldWords(sync)}`}
        </FactLine>
        <FactLine name={t('Needs you')}>
          {sync.needsYou === 0 ? t('Nothing') : plural(sync.needsYou, '{n} decision', '{n} decisions')}
        </FactLine>
        {sync.linking && <FactLine name={t('Repeats')}>{t('Reports that came are still being compared')}</FactLine>}
        {cache !== undefined && <StoredLine cache={cache} />}
      </dl>
    </section>
  );
}
