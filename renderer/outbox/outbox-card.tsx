import { useContext, useState } from 'react';
import { Button } from 'react-aria-components';
import type { Officer } from '#shared/domain/officer.ts';
import type { AppError } from '#shared/errors.ts';
import type { OutboxRow } from '#shared/ipc-shapes.ts';
import { ask, toAppError } from '../bridge.ts';
import { SessionContext } from '../hooks/presence.ts';
import { secondsUntil } from '../model/time.ts';
import { rich, t } from '../t.ts';
import { TimeAgo, useNow } from '../ui/desk-clock.tsx';
import { ErrorNotice } from '../ui/error-notice.tsx';
import { Tag, type TagTone } from '../ui/tag.tsx';
import { useTitles } from '../ui/titles.tsx';
import { actWords } from '../wording/act-words.ts';
import { errorSentence } from '../wording/error-words.ts';
import { ACT_NOUNS, OUTBOX_WORDS } from '../wording/words.ts';
import { NeedsYou } from './needs-you.tsx';

const TONES: Record<OutboxRow['state'], TagTone> = {
  held: 'accent',
  waiting: 'plain',
  conflict: 'danger',
  refused: 'danger',
};

export const needsYou = (row: OutboxRow): boolean => row.state === 'conflict' || row.state === 'refused';

/** One decision that has not reached the server: its content, its status, and the available actions. */
export function OutboxCard({
  row,
  officer,
  onOpen,
  onRedecide,
  onCanceled,
}: {
  row: OutboxRow;
  officer: Pick<Officer, 'id' | 'role'>;
  onOpen: (id: string) => void;
  onRedecide: (row: OutboxRow) => void;
  /**
   * Called when the decision won't be sent and its card disappears. `mayReturn` is true if the decision can be made
   * again.
   */
  onCanceled: (row: OutboxRow, mayReturn: boolean) => void;
}) {
  const [error, setError] = useState<AppError | null>(null);
  const { online } = useContext(SessionContext);
  const now = useNow(row.state === 'held' ? 500 : 60_000);
  const run = (channel: 'review.undo' | 'outbox.cancel', mayReturn = true) => {
    setError(null);
    ask(channel, { id: row.id }).then(
      () => onCanceled(row, mayReturn),
      (thrown: unknown) => setError(toAppError(thrown)),
    );
  };
  const stuck = needsYou(row);
  return (
    <li className={stuck ? 'waiting-card waiting-needs' : 'waiting-card'}>
      <div className="waiting-head">
        <Tag tone={TONES[row.state]}>{OUTBOX_WORDS[row.state]}</Tag>
        <h2 className="waiting-title">
          {ACT_NOUNS[row.act.kind]} · {row.trackingNumber}
        </h2>
        <span className="waiting-words">{actWords(row.act, useTitles())}</span>
        <span className="faint">
          {row.state === 'held' ? (
            t(online ? 'outbox.sendsInSecondsSec' : 'outbox.canUndoForSecondsSec', {
              seconds: secondsUntil(row.holdUntil, now),
            })
          ) : (
            <>
              {rich('outbox.decidedWhen', { when: <TimeAgo at={row.createdAt} /> })}
              {row.attempts > 0 && ` · ${t('common.triedNTimes', { n: row.attempts })}`}
            </>
          )}
        </span>
      </div>
      {!stuck && row.problem !== null && (
        <p className="faint">{t('outbox.lastAttemptProblem', { problem: errorSentence(row.problem) })}</p>
      )}
      {stuck && (
        <NeedsYou
          row={row}
          officer={officer}
          onOpen={() => onOpen(row.reportId)}
          onRedecide={() => onRedecide(row)}
          onWithdraw={(fits) => run('outbox.cancel', fits)}
        />
      )}
      {error !== null && <ErrorNotice error={error} />}
      {!stuck && (
        <div className="waiting-actions">
          {row.state === 'held' ? (
            <Button
              className="button"
              aria-label={t('outbox.undoForNumber', { number: row.trackingNumber })}
              onPress={() => run('review.undo')}
            >
              {t('common.undo')}
            </Button>
          ) : (
            <Button
              className="button"
              aria-label={t('outbox.cancelMyDecisionOnNumber', { number: row.trackingNumber })}
              onPress={() => run('outbox.cancel')}
            >
              {t('outbox.cancel')}
            </Button>
          )}
          <Button
            className="button button-quiet"
            aria-label={t('outbox.openReportNumber', { number: row.trackingNumber })}
            onPress={() => onOpen(row.reportId)}
          >
            {t('common.openReport')}
          </Button>
        </div>
      )}
    </li>
  );
}
