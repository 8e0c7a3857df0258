import type { SyncState } from '#shared/ipc.ts';
import { DayTime, useDesk } from '../ui/desk-clock.tsx';
import { FactLine } from '../ui/fact-line.tsx';
import { Notice, type Tone } from '../ui/notice.tsx';
import { PullProgress } from '../ui/pull-progress.tsx';
import { sizeWords } from '../ui/size-words.ts';
import { type SyncWords, syncWords } from '../ui/sync-words.ts';
import { dayAndTime } from '../ui/time.ts';
import { count } from '../ui/words.ts';
import { useLive } from '../use-live.ts';

const TONES: Record<SyncWords['tone'], Tone> = { ok: 'ok', busy: 'info', off: 'warn', paused: 'warn', needs: 'warn' };

function heldWords({ held, waiting }: SyncState): string {
  if (held === 0) return '';
  return waiting === 0 ? ', in undo time' : `, ${held} of them in undo time`;
}

/** How this workstation stands with the server, and what it keeps: the long form of the badge. */
export function Connection({ sync, keepsNothing }: { sync: SyncState; keepsNothing: boolean }) {
  const { now, zone } = useDesk();
  const cache = useLive('cache.state', undefined, ['outbox', 'reports']).value;
  const words = syncWords(sync, (iso) => dayAndTime(iso, now, zone).replace(/^Today /, ''));
  return (
    <section className="connection" aria-label="Connection">
      <Notice tone={TONES[words.tone]} title={words.long}>
        {sync.problem !== null && sync.problem.code !== 'offline' && sync.phase !== 'online' && (
          <p>{sync.problem.message}</p>
        )}
        {keepsNothing && (
          <p>Nothing is kept on this workstation: wait until everything is sent before you close the application.</p>
        )}
      </Notice>
      {sync.phase === 'pulling' && <PullProgress done={sync.done} total={sync.total} />}
      <dl className="facts">
        <FactLine name="Last heard from the server">
          {sync.lastPullAt === null ? 'Not yet' : <DayTime at={sync.lastPullAt} />}
        </FactLine>
        <FactLine name="Waiting to be sent">
          {sync.held + sync.waiting === 0
            ? 'Nothing'
            : `${count(sync.held + sync.waiting, 'decision')}${heldWords(sync)}`}
        </FactLine>
        <FactLine name="Needs you">{sync.needsYou === 0 ? 'Nothing' : count(sync.needsYou, 'decision')}</FactLine>
        {sync.linking && <FactLine name="Repeats">Reports that came are still being compared</FactLine>}
        {cache !== undefined && (
          <FactLine name="Kept here">
            {count(cache.reports, 'report')}, {sizeWords(cache.bytes)}
            {cache.drafts > 0 && ` · ${count(cache.drafts, 'half-written form')}`}
          </FactLine>
        )}
      </dl>
    </section>
  );
}
