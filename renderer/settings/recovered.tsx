import { useState } from 'react';
import { Button } from 'react-aria-components';
import type { AppError, ErrorCode } from '#shared/errors.ts';
import type { Output } from '#shared/ipc.ts';
import { ask, toAppError } from '../bridge.ts';
import { locale, t } from '../t.ts';
import { CancelOr } from '../ui/cancel-or.tsx';
import { TimeAgo } from '../ui/desk-clock.tsx';
import { DialogFrame } from '../ui/dialog-frame.tsx';
import { ErrorNotice } from '../ui/error-notice.tsx';
import { useTitles } from '../ui/titles.tsx';
import { actWords } from '../wording/act-words.ts';
import { pairWords } from '../wording/pair-words.ts';
import { ACT_NOUNS, ACT_VERBS } from '../wording/words.ts';

export type Opened = Output<'journal.open'>;
type Row = Opened['rows'][number];
export type RecoveredAct = Extract<Row, { act: unknown }>;

/** One decision recovered from the journal, with the available actions. */
export function Recovered({
  row,
  onSettled,
  onOpen,
  onRedecide,
}: {
  row: Row;
  /**
   * Called when the decision is confirmed or dropped. If a dropped decision had already been carried out by the server,
   * `carriedOut` names the reports it affected.
   */
  onSettled: (carriedOut?: string) => void;
  onOpen: (id: string) => void;
  onRedecide: (row: RecoveredAct) => void;
}) {
  const [error, setError] = useState<AppError | null>(null);
  const titles = useTitles();
  const title = 'act' in row ? `${ACT_NOUNS[row.act.kind]} · ${row.trackingNumber}` : pairWords(row);
  const about =
    'act' in row
      ? row.trackingNumber
      : t('settings.oneAndOther', { one: row.trackingNumbers[0], other: row.trackingNumbers[1] });
  const [dropping, setDropping] = useState(false);
  const [asking, setAsking] = useState(false);
  const [notDropped, setNotDropped] = useState<AppError | null>(null);
  const confirm = () => {
    setError(null);
    setNotDropped(null);
    ask('journal.confirm', { id: row.id }).then(
      () => onSettled(),
      (thrown: unknown) => setError(toAppError(thrown)),
    );
  };
  const drop = async () => {
    setAsking(true);
    setNotDropped(null);
    try {
      const { carriedOut } = await ask('journal.discard', { id: row.id });
      onSettled(carriedOut ? about : undefined);
    } catch (thrown) {
      setNotDropped(toAppError(thrown));
    } finally {
      setAsking(false);
      setDropping(false);
    }
  };
  return (
    <li className="waiting-card">
      <div className="waiting-head">
        <strong>{title}</strong>
        <span className="faint">
          {t('settings.decided')} <TimeAgo at={row.createdAt} />
        </span>
      </div>
      {'act' in row && <p>{actWords(row.act, titles)}</p>}
      {'act' in row && row.act.note !== '' && row.act.note !== actWords(row.act, titles) && <p>{row.act.note}</p>}
      {error !== null && <NotConfirmed error={error} />}
      {notDropped !== null && (
        <ErrorNotice
          error={notDropped}
          title={
            notDropped.code === 'offline' ? t('settings.couldntTellWhetherItWasDiscarded') : t('settings.notDiscarded')
          }
        />
      )}
      <div className="waiting-actions">
        {error !== null && 'act' in row && mayRedecide(error) && (
          <Button className="button button-primary" onPress={() => onRedecide(row)}>
            {t('outbox.decideAgainWhat', { what: ACT_VERBS[row.act.kind].toLocaleLowerCase(locale()) })}
          </Button>
        )}
        <Button
          className={error !== null && isOver(error) ? 'button' : 'button button-primary'}
          aria-label={t('settings.confirmTheDecisionOnAbout', { about })}
          onPress={confirm}
        >
          {t('settings.confirm')}
        </Button>
        <Button
          className="button"
          aria-label={t('settings.discardTheDecisionOnAbout', { about })}
          onPress={() => setDropping(true)}
        >
          {t('settings.discard')}
        </Button>
        <Button
          className="button button-quiet"
          aria-label={t('settings.openWhat', { what: 'act' in row ? row.trackingNumber : row.trackingNumbers[0] })}
          onPress={() => onOpen('act' in row ? row.reportId : row.reports[0])}
        >
          {t('common.openReport')}
        </Button>
      </div>
      <DialogFrame
        title={t('settings.discardTheDecisionOnAbout', { about })}
        isOpen={dropping}
        onClose={() => setDropping(false)}
        foot={
          <CancelOr onCancel={() => setDropping(false)} onPress={() => void drop()} isPending={asking}>
            {t('settings.discard')}
          </CancelOr>
        }
      >
        <p>{t('settings.onceDiscardedItIsNeverSent')}</p>
      </DialogFrame>
    </li>
  );
}

/**
 * Errors that are permanent: confirming the decision again would not help. Other problems, such as a full disk, are
 * temporary.
 */
const OVER: readonly ErrorCode[] = [
  'stale_version',
  'letter_changed',
  'invalid_request',
  'act_not_allowed',
  'newer_decision',
  'not_found',
];
/** Errors after which the same kind of decision may still be right for the current report and policy. */
const AGAIN: readonly ErrorCode[] = ['stale_version', 'letter_changed', 'invalid_request'];

const isOver = ({ code }: Pick<AppError, 'code'>): boolean => OVER.includes(code);
const mayRedecide = ({ code }: Pick<AppError, 'code'>): boolean => AGAIN.includes(code);

/** Explains why a decision from the journal was not restored, and what to do about it. */
export function NotConfirmed({ error }: { error: Pick<AppError, 'code' | 'detail'> }) {
  if (!isOver(error)) return <ErrorNotice error={error} />;
  return (
    <>
      <ErrorNotice error={error} title={t('settings.itCanNoLongerBeSent')} />
      {mayRedecide(error) && <p className="faint">{t('settings.decideAgainOnTheReportAs')}</p>}
    </>
  );
}
