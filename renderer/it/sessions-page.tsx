import { MonitorOff } from 'lucide-react';
import { useState } from 'react';
import { Button, Menu, MenuItem, MenuTrigger, Popover } from 'react-aria-components';
import type { AccountSession, Revocation } from '#shared/domain/account.ts';
import type { AppError } from '#shared/errors.ts';
import { ask, toAppError } from '../bridge.ts';
import { t } from '../t.ts';
import { CancelOr } from '../ui/cancel-or.tsx';
import { DayTime, TimeAgo } from '../ui/desk-clock.tsx';
import { DialogFrame } from '../ui/dialog-frame.tsx';
import { ListTable, OtherPart } from '../ui/list-table.tsx';
import { ListPage, useSearchedList } from '../ui/server-list.tsx';
import { TaskError } from './task-error.tsx';

const WHY: Record<NonNullable<AccountSession['endedWhy']>, string> = {
  signed_out: t('Signed out'),
  revoked: t('Ended by an administrator'),
  reuse: t('Ended: a token came twice'),
  secret_changed: t('Ended: another secret'),
};

/** Who is signed in and where; ending a session also destroys the key to what its workstation keeps. */
export function SessionsPage() {
  const [ended, setEnded] = useState(false);
  const list = useSearchedList('accounts.sessions', { ended });
  const [ending, setEnding] = useState<{ which: Revocation; words: string } | null>(null);
  return (
    <ListPage
      title={t('Sessions')}
      lead={t('Who is signed in, and where. A workstation that was lost is locked out here.')}
      search={t('Officer or workstation')}
      noun="session"
      empty={ended ? t('No session is over yet.') : t('Nobody is signed in.')}
      icon={MonitorOff}
      list={list}
      dialogs={ending !== null && <EndDialog {...ending} onEnded={list.live.refresh} onClose={() => setEnding(null)} />}
      filters={
        <OtherPart
          isShown={ended}
          show={t('Show those that are over')}
          showing={t('Showing those that are over')}
          onChange={(next) => {
            setEnded(next);
            list.setOffset(0);
          }}
        />
      }
    >
      {(rows) => (
        <ListTable
          look="it"
          label={t('Sessions')}
          columns={[t('Officer'), t('Workstation'), t('Signed in'), ended ? t('Over') : t('Last heard of')]}
          rows={rows.map((session) => ({
            id: session.id,
            head: (
              <>
                {session.officer.displayName} <span className="it-name">{session.officer.name}</span>
              </>
            ),
            cells: [
              <span key="workstation" title={session.workstation}>
                {session.workstation}
              </span>,
              <DayTime key="opened" at={session.openedAt} />,
              ended ? <Ended key="last" session={session} /> : <TimeAgo key="last" at={session.lastSeenAt} />,
            ],
            actions: session.endedWhy !== 'signed_out' && session.endedWhy !== 'revoked' && (
              <EndMenu session={session} onEnd={setEnding} />
            ),
          }))}
        />
      )}
    </ListPage>
  );
}

function Ended({ session: { endedAt, endedWhy, expiresAt } }: { session: AccountSession }) {
  return (
    <>
      {endedWhy === null ? t('Twelve hours were over') : WHY[endedWhy]}, <DayTime at={endedAt ?? expiresAt} />
    </>
  );
}

function EndMenu({
  session: { id, officer, workstation },
  onEnd,
}: {
  session: AccountSession;
  onEnd: (ending: { which: Revocation; words: string }) => void;
}) {
  return (
    <MenuTrigger>
      <Button
        className="button button-quiet"
        aria-label={t('End the session of {name} at {workstation}', { name: officer.displayName, workstation })}
      >
        {t('End…')}
      </Button>
      <Popover className="popover" placement="bottom end">
        <Menu
          className="menu"
          aria-label={t('End')}
          onAction={(key) =>
            onEnd(
              key === 'session'
                ? {
                    which: { sessionId: id },
                    words: t('the session of {name} at {workstation}', { name: officer.displayName, workstation }),
                  }
                : { which: { workstation }, words: t('every session at {workstation}', { workstation }) },
            )
          }
        >
          <MenuItem className="menu-item menu-plain" id="session" textValue={t('This session')}>
            {t('This session…')}
          </MenuItem>
          <MenuItem className="menu-item menu-plain" id="workstation" textValue={t('Everything at this workstation')}>
            {t('Everything at this workstation…')}
          </MenuItem>
        </Menu>
      </Popover>
    </MenuTrigger>
  );
}

function EndDialog({
  which,
  words,
  onEnded,
  onClose,
}: {
  which: Revocation;
  words: string;
  onEnded: () => void;
  onClose: () => void;
}) {
  const [error, setError] = useState<AppError | null>(null);
  const [asking, setAsking] = useState(false);
  const end = async () => {
    setAsking(true);
    setError(null);
    try {
      await ask('accounts.revoke', which);
      onEnded();
      onClose();
    } catch (thrown) {
      setError(toAppError(thrown));
    } finally {
      setAsking(false);
    }
  };
  return (
    <DialogFrame
      title={t('End {words}', { words })}
      isOpen
      onClose={onClose}
      foot={
        <CancelOr onCancel={onClose} onPress={() => void end()} isPending={asking}>
          {t('End it')}
        </CancelOr>
      }
    >
      <div className="stack">
        <TaskError error={error} onProven={() => void end()} />
        <p>
          {t(
            'The workstation destroys the key to the reports that it keeps as soon as it hears of it; until then it can be read there with the officer’s secret for as long as the session would have lasted. Decisions that were not sent stay in its sealed file. The officer may sign in again, unless the account is disabled.',
          )}
        </p>
      </div>
    </DialogFrame>
  );
}
