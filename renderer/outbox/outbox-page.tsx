import { SendHorizontal } from 'lucide-react';
import { useState } from 'react';
import { Button } from 'react-aria-components';
import type { Policy } from '#shared/domain/policy.ts';
import type { AppError } from '#shared/errors.ts';
import type { OutboxRow, SyncState } from '#shared/ipc.ts';
import { ask, toAppError } from '../bridge.ts';
import { actWords } from '../ui/act-words.ts';
import { TimeAgo, useNow } from '../ui/desk-clock.tsx';
import { Empty } from '../ui/empty.tsx';
import { ErrorNotice } from '../ui/error-notice.tsx';
import { Page } from '../ui/page.tsx';
import { Skeleton } from '../ui/skeleton.tsx';
import { Tag, type TagTone } from '../ui/tag.tsx';
import { secondsUntil } from '../ui/time.ts';
import { ACT_NOUNS, count, OUTBOX_WORDS } from '../ui/words.ts';
import type { LiveValue } from '../use-live.ts';
import { BothVersions } from './both-versions.tsx';

const TONES: Record<OutboxRow['state'], TagTone> = {
  held: 'accent',
  waiting: 'plain',
  conflict: 'danger',
  refused: 'danger',
};

/** Every decision that the server does not have yet, those that need the officer first. Nothing leaves by itself but to the server. */
export function OutboxPage({
  live,
  policy,
  sync,
  onOpen,
}: {
  live: LiveValue<OutboxRow[]>;
  policy: Policy | null;
  sync: SyncState | undefined;
  onOpen: (reportId: string) => void;
}) {
  const rows = [...(live.value ?? [])].sort(
    (a, b) => Number(needsYou(b)) - Number(needsYou(a)) || a.createdAt.localeCompare(b.createdAt),
  );
  return (
    <Page
      title="Waiting to be sent"
      lead="Decisions are kept here until the agency server has taken them."
      tools={
        rows.length > 0 && (
          <Button className="button" onPress={() => void ask('sync.now').catch(() => undefined)}>
            Send now
          </Button>
        )
      }
    >
      <div className="page-body">
        {live.error !== null && <ErrorNotice error={live.error} onRetry={live.refresh} />}
        {live.value === undefined && live.slow && <Skeleton lines={6} label="Reading what waits" />}
        {live.value !== undefined && rows.length === 0 && (
          <Empty icon={SendHorizontal} title="Nothing waits to be sent">
            The agency server has every decision of this workstation.
          </Empty>
        )}
        {rows.length > 0 && sync?.phase === 'offline' && (
          <p className="faint">
            The server cannot be reached; {count(rows.length, 'decision')} will go out when it is back.
          </p>
        )}
        <ul className="cards" aria-label="Decisions waiting to be sent">
          {rows.map((row) => (
            <OutboxCard row={row} policy={policy} key={row.id} onOpen={onOpen} />
          ))}
        </ul>
      </div>
    </Page>
  );
}

const needsYou = (row: OutboxRow) => row.state === 'conflict' || row.state === 'refused';

function OutboxCard({ row, policy, onOpen }: { row: OutboxRow; policy: Policy | null; onOpen: (id: string) => void }) {
  const [error, setError] = useState<AppError | null>(null);
  const now = useNow(row.state === 'held' ? 500 : 60_000);
  const run = (channel: 'review.undo' | 'outbox.withdraw') => {
    setError(null);
    ask(channel, { id: row.id }).catch((thrown: unknown) => setError(toAppError(thrown)));
  };
  return (
    <li className={needsYou(row) ? 'waiting-card waiting-needs' : 'waiting-card'}>
      <div className="waiting-head">
        <Tag tone={TONES[row.state]}>{OUTBOX_WORDS[row.state]}</Tag>
        <strong>
          {ACT_NOUNS[row.act.kind]} · {row.trackingNumber}
        </strong>
        <span className="waiting-words">{actWords(row.act, policy)}</span>
        <span className="faint">
          {row.state === 'held' ? (
            `sends in ${secondsUntil(row.holdUntil, now)} s`
          ) : (
            <>
              decided <TimeAgo at={row.createdAt} />
              {row.attempts > 0 && ` · tried ${count(row.attempts, 'time')}`}
            </>
          )}
        </span>
      </div>
      {row.problem !== null && <p className="waiting-problem">{row.problem.message}</p>}
      {row.state === 'conflict' && <BothVersions row={row} policy={policy} />}
      {error !== null && <ErrorNotice error={error} />}
      <div className="waiting-actions">
        {needsYou(row) && (
          <Button
            className="button button-primary"
            aria-label={`Decide again on ${row.trackingNumber}`}
            onPress={() => onOpen(row.reportId)}
          >
            Decide again
          </Button>
        )}
        {row.state !== 'held' && (
          <Button
            className="button"
            aria-label={`Withdraw mine for ${row.trackingNumber}`}
            onPress={() => run('outbox.withdraw')}
          >
            Withdraw mine
          </Button>
        )}
        {row.state === 'held' && (
          <Button className="button" aria-label={`Undo for ${row.trackingNumber}`} onPress={() => run('review.undo')}>
            Undo
          </Button>
        )}
        {!needsYou(row) && (
          <Button
            className="button button-quiet"
            aria-label={`Open ${row.trackingNumber}`}
            onPress={() => onOpen(row.reportId)}
          >
            Open report
          </Button>
        )}
      </div>
    </li>
  );
}
