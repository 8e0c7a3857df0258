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
import { TaskError } from '../ui/task-error.tsx';
import { useLive } from '../use-live.ts';

const WHY: Record<NonNullable<AccountSession['endedWhy']>, string> = {
  signed_out: t('it.signedOut'),
  revoked: t('it.endedByAnAdministrator'),
  reuse: t('it.endedTokenUsedTwice'),
  password_changed: t('it.endedPasswordChanged'),
};

/** Lists who is signed in and where. Ending a session also destroys the key to the data on its workstation. */
export function SessionsPage() {
  const [ended, setEnded] = useState(false);
  const list = useSearchedList('accounts.sessions', { ended });
  const [ending, setEnding] = useState<{ which: Revocation; words: string } | null>(null);
  return (
    <ListPage
      title={t('common.sessions')}
      lead={t('it.whoIsSignedInAndWhere')}
      search={t('it.officerOrWorkstation')}
      noun="session"
      empty={ended ? t('it.noEndedSessionsYet') : t('it.noOneIsSignedIn')}
      icon={MonitorOff}
      list={list}
      dialogs={ending !== null && <EndDialog {...ending} onEnded={list.live.refresh} onClose={() => setEnding(null)} />}
      filters={
        <OtherPart
          isShown={ended}
          show={t('it.showEnded')}
          showing={t('it.showingEnded')}
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
          label={t('common.sessions')}
          columns={[
            t('common.officer'),
            t('it.workstation'),
            t('it.signedIn'),
            ended ? t('it.ended') : t('it.lastSeen'),
          ]}
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
            // A lost workstation still has the reports of officers who signed out there, so their sessions have this
            // menu too.
            actions: session.endedWhy !== 'revoked' && (
              <EndMenu session={session} isOver={session.endedWhy === 'signed_out'} onEnd={setEnding} />
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
      {endedWhy === null ? t('it.twelveHoursWereOver') : WHY[endedWhy]}, <DayTime at={endedAt ?? expiresAt} />
    </>
  );
}

function EndMenu({
  session: { id, officer, workstation },
  isOver,
  onEnd,
}: {
  session: AccountSession;
  isOver: boolean;
  onEnd: (ending: { which: Revocation; words: string }) => void;
}) {
  return (
    <MenuTrigger>
      <Button
        className="button button-quiet"
        aria-label={t('it.endNameSSessionAtWorkstation', { name: officer.displayName, workstation })}
      >
        {t('it.end')}
      </Button>
      <Popover className="popover" placement="bottom end">
        <Menu
          className="menu"
          aria-label={t('it.end2')}
          onAction={(key) =>
            onEnd(
              key === 'session'
                ? {
                    which: { sessionId: id },
                    words: t('it.nameSSessionAtWorkstation', { name: officer.displayName, workstation }),
                  }
                : { which: { workstation }, words: t('it.allSessionsAtWorkstation', { workstation }) },
            )
          }
        >
          {!isOver && (
            <MenuItem className="menu-item menu-plain" id="session" textValue={t('it.thisSession')}>
              {t('it.thisSession2')}
            </MenuItem>
          )}
          <MenuItem className="menu-item menu-plain" id="workstation" textValue={t('it.allSessionsAtThisWorkstation')}>
            {t('it.allSessionsAtThisWorkstation2')}
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
      title={t('it.endWords', { words })}
      isOpen
      onClose={onClose}
      foot={
        <CancelOr onCancel={onClose} onPress={() => void end()} isPending={asking}>
          {t('it.end3')}
        </CancelOr>
      }
    >
      <div className="stack">
        <TaskError error={error} onProven={() => void end()} />
        {'workstation' in which && <SignedInThere workstation={which.workstation} />}
        <p>{t('it.theWorkstationDestroysTheKeyTo')}</p>
      </div>
    </DialogFrame>
  );
}

/** Lists everyone whose session would end if all sessions at a workstation were ended. */
function SignedInThere({ workstation }: { workstation: string }) {
  const { value } = useLive('accounts.sessions', { text: workstation, ended: false, limit: 200 });
  const there = (value?.rows ?? []).filter((one) => one.workstation === workstation);
  if (there.length === 0) return null;
  const names = [...new Set(there.map(({ officer: { displayName, name } }) => `${displayName} (${name})`))];
  return <p>{t('it.signedInThereNow', { names: names.join(', ') })}</p>;
}
