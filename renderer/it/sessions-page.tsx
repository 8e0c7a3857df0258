import { MonitorOff } from 'lucide-react';
import { useState } from 'react';
import { Button, Menu, MenuItem, MenuTrigger, Popover, ToggleButton } from 'react-aria-components';
import type { AccountSession, Revocation } from '#shared/domain/account.ts';
import type { AppError } from '#shared/errors.ts';
import { ask, toAppError } from '../bridge.ts';
import { t } from '../t.ts';
import { DayTime, TimeAgo } from '../ui/desk-clock.tsx';
import { DialogFrame } from '../ui/dialog-frame.tsx';
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
  const list = useSearchedList('accounts.sessions', ended);
  const [ending, setEnding] = useState<{ which: Revocation; words: string } | null>(null);
  return (
    <ListPage
      title={t('Sessions')}
      lead={t('Who is signed in, and where. A workstation that was lost is locked out here.')}
      search={t('Officer or workstation')}
      noun="session"
      icon={MonitorOff}
      list={list}
      dialogs={ending !== null && <EndDialog {...ending} onEnded={list.live.refresh} onClose={() => setEnding(null)} />}
      filters={
        <ToggleButton
          className="button filter-button"
          isSelected={ended}
          onChange={(next) => {
            setEnded(next);
            list.setOffset(0);
          }}
        >
          {ended ? t('Showing those that are over') : t('Show those that are over')}
        </ToggleButton>
      }
    >
      {(rows) => (
        <table className="audit-table it-table" aria-label={t('Sessions')}>
          <thead>
            <tr>
              <th scope="col">{t('Officer')}</th>
              <th scope="col">{t('Workstation')}</th>
              <th scope="col">{t('Signed in')}</th>
              <th scope="col">{ended ? t('Over') : t('Last heard of')}</th>
              <th scope="col" className="it-actions">
                <span className="visually-hidden">{t('What to do')}</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {rows.map((session) => (
              <tr key={session.id}>
                <th scope="row">
                  {session.officer.displayName} <span className="it-name">{session.officer.name}</span>
                </th>
                <td title={session.workstation}>{session.workstation}</td>
                <td>
                  <DayTime at={session.openedAt} />
                </td>
                <td>{ended ? <Ended session={session} /> : <TimeAgo at={session.lastSeenAt} />}</td>
                <td className="it-actions">
                  {session.endedWhy !== 'signed_out' && session.endedWhy !== 'revoked' && (
                    <EndMenu session={session} onEnd={setEnding} />
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
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
          <MenuItem className="menu-item" id="session" textValue={t('This session')}>
            <span />
            {t('This session…')}
          </MenuItem>
          <MenuItem className="menu-item" id="workstation" textValue={t('Everything at this workstation')}>
            <span />
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
        <>
          <Button className="button" onPress={onClose}>
            {t('Cancel')}
          </Button>
          <Button className="button button-primary" isPending={asking} onPress={() => void end()}>
            {t('End it')}
          </Button>
        </>
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
