import { useState } from 'react';
import { Button, FileTrigger } from 'react-aria-components';
import type { Policy } from '#shared/domain/policy.ts';
import type { AppError, ErrorCode } from '#shared/errors.ts';
import type { Output } from '#shared/ipc.ts';
import { ask, toAppError } from '../bridge.ts';
import { locale, plural, t } from '../t.ts';
import { actWords } from '../ui/act-words.ts';
import { CancelOr } from '../ui/cancel-or.tsx';
import { TimeAgo } from '../ui/desk-clock.tsx';
import { DialogFrame } from '../ui/dialog-frame.tsx';
import { ErrorNotice } from '../ui/error-notice.tsx';
import { Notice } from '../ui/notice.tsx';
import { pairWords } from '../ui/pair-words.ts';
import { ACT_NOUNS, ACT_VERBS } from '../ui/words.ts';
import { SettingsPart } from './settings-part.tsx';
import { toBase64 } from './to-base64.ts';

type Opened = Output<'journal.open'>;
type Row = Opened['rows'][number];
type RecoveredAct = Extract<Row, { act: unknown }>;

/** Gets decisions back from a sealed journal: the server opens it, the officer confirms each. */
export function RecoverPanel({
  lost,
  onChanged,
  onOpen,
  policy,
  onRedecide,
}: {
  /** Decisions in this workstation's journal that its cache does not have. */
  lost: number;
  onChanged: () => void;
  onOpen: (reportId: string) => void;
  policy: Policy | null;
  /** Opens the form of a decision as it was filled in, on the report as it is now. */
  onRedecide: (row: RecoveredAct) => void;
}) {
  const [opened, setOpened] = useState<Opened | null>(null);
  const [error, setError] = useState<AppError | null>(null);
  const [asking, setAsking] = useState(false);

  const open = async (file: File | null) => {
    setAsking(true);
    setError(null);
    try {
      const bytes = file === null ? null : toBase64(new Uint8Array(await file.arrayBuffer()));
      setOpened(await ask('journal.open', { file: bytes }));
      onChanged();
    } catch (thrown) {
      setError(toAppError(thrown));
    } finally {
      setAsking(false);
    }
  };
  const settled = (id: string) => {
    setOpened((now) => (now === null ? null : { ...now, rows: now.rows.filter((row) => row.id !== id) }));
    onChanged();
  };
  return (
    <SettingsPart title={t('Get decisions back')}>
      {lost > 0 && opened === null ? (
        <Notice
          tone="warn"
          role="status"
          title={plural(
            lost,
            '{n} decision of yours is only in the sealed journal',
            '{n} decisions of yours are only in the sealed journal',
          )}
        >
          {t('The agency server can open it for you. Nothing is sent before you confirm it.')}
        </Notice>
      ) : (
        <p className="faint">
          {t(
            'Unsent decisions are also sealed into a file that only the agency server can open. If a workstation is lost or its cache dies, that file gives them back.',
          )}
        </p>
      )}
      {error !== null && <ErrorNotice error={error} />}
      <div className="card-actions">
        <Button
          className={lost > 0 && opened === null ? 'button button-primary' : 'button'}
          isPending={asking}
          onPress={() => void open(null)}
        >
          {t("Open this workstation's journal")}
        </Button>
        <FileTrigger acceptedFileTypes={['.p2cj']} onSelect={(files) => void (files?.[0] && open(files[0]))}>
          <Button className="button" isDisabled={asking}>
            {t('Open another journal…')}
          </Button>
        </FileTrigger>
      </div>
      {opened !== null && (
        <>
          <p role="status">{openedWords(opened)}</p>
          <ul className="cards" aria-label={t('Decisions from the journal')}>
            {opened.rows.map((row) => (
              <Recovered
                row={row}
                key={row.id}
                policy={policy}
                onSettled={() => settled(row.id)}
                onOpen={onOpen}
                onRedecide={onRedecide}
              />
            ))}
          </ul>
        </>
      )}
    </SettingsPart>
  );
}

function Recovered({
  row,
  policy,
  onSettled,
  onOpen,
  onRedecide,
}: {
  row: Row;
  policy: Policy | null;
  onSettled: () => void;
  onOpen: (id: string) => void;
  onRedecide: (row: RecoveredAct) => void;
}) {
  const [error, setError] = useState<AppError | null>(null);
  const title = 'act' in row ? `${ACT_NOUNS[row.act.kind]} · ${row.trackingNumber}` : pairWords(row);
  const about =
    'act' in row
      ? row.trackingNumber
      : t('{one} and {other}', { one: row.trackingNumbers[0], other: row.trackingNumbers[1] });
  const [dropping, setDropping] = useState(false);
  const run = (channel: 'journal.confirm' | 'journal.discard') => {
    setError(null);
    setDropping(false);
    ask(channel, { id: row.id }).then(onSettled, (thrown: unknown) => setError(toAppError(thrown)));
  };
  return (
    <li className="waiting-card">
      <div className="waiting-head">
        <strong>{title}</strong>
        <span className="faint">
          {t('decided')} <TimeAgo at={row.createdAt} />
        </span>
      </div>
      {'act' in row && <p>{actWords(row.act, policy)}</p>}
      {'act' in row && row.act.note !== '' && row.act.note !== actWords(row.act, policy) && <p>{row.act.note}</p>}
      {error !== null && <NotConfirmed error={error} />}
      <div className="waiting-actions">
        {error !== null && 'act' in row && mayRedecide(error) && (
          <Button className="button button-primary" onPress={() => onRedecide(row)}>
            {t('Decide again: {what}', { what: ACT_VERBS[row.act.kind].toLocaleLowerCase(locale()) })}
          </Button>
        )}
        <Button
          className={error !== null && isOver(error) ? 'button' : 'button button-primary'}
          aria-label={t('Confirm the decision on {about}', { about })}
          onPress={() => run('journal.confirm')}
        >
          {t('Confirm')}
        </Button>
        <Button
          className="button"
          aria-label={t('Drop the decision on {about}', { about })}
          onPress={() => setDropping(true)}
        >
          {t('Drop')}
        </Button>
        <Button
          className="button button-quiet"
          aria-label={t('Open {what}', { what: 'act' in row ? row.trackingNumber : row.trackingNumbers[0] })}
          onPress={() => onOpen('act' in row ? row.reportId : row.reports[0])}
        >
          {t('Open report')}
        </Button>
      </div>
      <DialogFrame
        title={t('Drop the decision on {about}', { about })}
        isOpen={dropping}
        onClose={() => setDropping(false)}
        foot={
          <CancelOr onCancel={() => setDropping(false)} onPress={() => run('journal.discard')} isPending={false}>
            {t('Drop')}
          </CancelOr>
        }
      >
        <p>{t('This decision lies nowhere else. Dropped, it is never sent and cannot be brought back.')}</p>
      </DialogFrame>
    </li>
  );
}

/** What the same decision meets however often it is confirmed; what is in the way otherwise, such as a full disk, passes. */
const OVER: readonly ErrorCode[] = [
  'stale_version',
  'letter_changed',
  'invalid_request',
  'act_not_allowed',
  'newer_decision',
  'not_found',
];
/** Those after which the same kind of decision may still be right, on the report and under the policy as they are now. */
const AGAIN: readonly ErrorCode[] = ['stale_version', 'letter_changed', 'invalid_request'];

const isOver = ({ code }: Pick<AppError, 'code'>): boolean => OVER.includes(code);
const mayRedecide = ({ code }: Pick<AppError, 'code'>): boolean => AGAIN.includes(code);

/** Why a decision of the journal was not taken up again, and what to do about it. */
export function NotConfirmed({ error }: { error: Pick<AppError, 'code' | 'message'> }) {
  if (!isOver(error)) return <ErrorNotice error={error} />;
  return (
    <>
      <ErrorNotice error={error} title={t('It can no longer be sent as it was')} />
      {mayRedecide(error) && (
        <p className="faint">{t('Decide again on the report as it is now, and drop this one afterwards.')}</p>
      )}
    </>
  );
}

export function openedWords({ rows, done, unreadable }: Opened): string {
  const parts = [
    rows.length === 0
      ? t('Nothing in it waits for you.')
      : plural(rows.length, '{n} decision to confirm.', '{n} decisions to confirm.'),
    done > 0 ? plural(done, 'The server had {n} decision already.', 'The server had {n} decisions already.') : '',
    unreadable > 0
      ? plural(unreadable, '{n} record could not be opened for you.', '{n} records could not be opened for you.')
      : '',
  ];
  return parts.filter((part) => part !== '').join(' ');
}
