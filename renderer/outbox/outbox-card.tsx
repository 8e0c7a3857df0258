import { useContext, useState } from 'react';
import { Button } from 'react-aria-components';
import type { Role } from '#shared/domain/officer.ts';
import type { Policy } from '#shared/domain/policy.ts';
import type { AppError } from '#shared/errors.ts';
import type { OutboxRow } from '#shared/ipc-shapes.ts';
import { ask, toAppError } from '../bridge.ts';
import { plural, rich, t } from '../t.ts';
import { actWords } from '../ui/act-words.ts';
import { TimeAgo, useNow } from '../ui/desk-clock.tsx';
import { ErrorNotice } from '../ui/error-notice.tsx';
import { Whereabouts } from '../ui/presence.ts';
import { problemWords } from '../ui/problem-words.ts';
import { Tag, type TagTone } from '../ui/tag.tsx';
import { secondsUntil } from '../ui/time.ts';
import { ACT_NOUNS, OUTBOX_WORDS } from '../ui/words.ts';
import { NeedsYou } from './needs-you.tsx';

const TONES: Record<OutboxRow['state'], TagTone> = {
  held: 'accent',
  waiting: 'plain',
  conflict: 'danger',
  refused: 'danger',
};

export const needsYou = (row: OutboxRow): boolean => row.state === 'conflict' || row.state === 'refused';

/** One decision that the server does not have: what it says, where it stands, and what can be done about it. */
export function OutboxCard({
  row,
  policy,
  role,
  onOpen,
  onRedecide,
}: {
  row: OutboxRow;
  policy: Policy | null;
  role: Role;
  onOpen: (id: string) => void;
  onRedecide: (row: OutboxRow) => void;
}) {
  const [error, setError] = useState<AppError | null>(null);
  const { online } = useContext(Whereabouts);
  const now = useNow(row.state === 'held' ? 500 : 60_000);
  const run = (channel: 'review.undo' | 'outbox.withdraw') => {
    setError(null);
    ask(channel, { id: row.id }).catch((thrown: unknown) => setError(toAppError(thrown)));
  };
  const stuck = needsYou(row);
  return (
    <li className={stuck ? 'waiting-card waiting-needs' : 'waiting-card'}>
      <div className="waiting-head">
        <Tag tone={TONES[row.state]}>{OUTBOX_WORDS[row.state]}</Tag>
        <h2 className="waiting-title">
          {ACT_NOUNS[row.act.kind]} · {row.trackingNumber}
        </h2>
        <span className="waiting-words">{actWords(row.act, policy)}</span>
        <span className="faint">
          {row.state === 'held' ? (
            t(online ? 'sends in {seconds} s' : 'can be undone for {seconds} s', {
              seconds: secondsUntil(row.holdUntil, now),
            })
          ) : (
            <>
              {rich('decided {when}', { when: <TimeAgo at={row.createdAt} /> })}
              {row.attempts > 0 && ` · ${plural(row.attempts, 'tried {n} time', 'tried {n} times')}`}
            </>
          )}
        </span>
      </div>
      {!stuck && row.problem !== null && (
        <p className="faint">{t('Last try: {problem}', { problem: problemWords(row.problem) })}</p>
      )}
      {stuck && (
        <NeedsYou
          row={row}
          policy={policy}
          role={role}
          onOpen={() => onOpen(row.reportId)}
          onRedecide={() => onRedecide(row)}
          onWithdraw={() => run('outbox.withdraw')}
        />
      )}
      {error !== null && <ErrorNotice error={error} />}
      {!stuck && (
        <div className="waiting-actions">
          {row.state === 'held' ? (
            <Button
              className="button"
              aria-label={t('Undo for {number}', { number: row.trackingNumber })}
              onPress={() => run('review.undo')}
            >
              {t('Undo')}
            </Button>
          ) : (
            <Button
              className="button"
              aria-label={t('Withdraw mine for {number}', { number: row.trackingNumber })}
              onPress={() => run('outbox.withdraw')}
            >
              {t('Withdraw mine')}
            </Button>
          )}
          <Button
            className="button button-quiet"
            aria-label={t('Open report {number}', { number: row.trackingNumber })}
            onPress={() => onOpen(row.reportId)}
          >
            {t('Open report')}
          </Button>
        </div>
      )}
    </li>
  );
}
