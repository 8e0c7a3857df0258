import { UserPlus, Users } from 'lucide-react';
import { useState } from 'react';
import { Button } from 'react-aria-components';
import type { Account } from '#shared/domain/account.ts';
import type { Officer } from '#shared/domain/officer.ts';
import { t } from '../t.ts';
import { TimeAgo } from '../ui/desk-clock.tsx';
import { ListTable } from '../ui/list-table.tsx';
import { ListPage, useSearchedList } from '../ui/server-list.tsx';
import { Tag } from '../ui/tag.tsx';
import { ROLE_WORDS } from '../wording/words.ts';
import { AccountMenu, type AccountTask } from './account-menu.tsx';
import { ChangeDialog, MoveDialog } from './change-dialog.tsx';
import { CreateDialog } from './create-dialog.tsx';
import { lockedName } from './locked-choice.tsx';

/** Lists everyone who may sign in, for administrators. The server logs who views this list. */
export function AccountsPage({ me }: { me: Officer }) {
  const list = useSearchedList('accounts.list', {});
  const [creating, setCreating] = useState(false);
  const [task, setTask] = useState<{ account: Account; task: AccountTask } | null>(null);
  const done = () => list.live.refresh();
  return (
    <ListPage
      title={t('common.accounts')}
      lead={t('it.whoCanSignInAndIn')}
      search={t('common.name')}
      noun="account"
      icon={Users}
      list={list}
      dialogs={
        <>
          {creating && <CreateDialog onMade={done} onClose={() => setCreating(false)} />}
          {task?.task === 'move' && <MoveDialog account={task.account} onClose={() => setTask(null)} />}
          {task !== null && task.task !== 'move' && (
            <ChangeDialog
              key={`${task.account.id} ${task.task}`}
              account={task.account}
              task={task.task}
              onChanged={done}
              onClose={() => setTask(null)}
            />
          )}
        </>
      }
      tools={
        <Button className="button button-primary" onPress={() => setCreating(true)}>
          <UserPlus className="icon" aria-hidden />
          {t('it.newAccount')}
        </Button>
      }
    >
      {(rows) => (
        <ListTable
          look="it"
          label={t('common.accounts')}
          columns={[t('common.name'), t('it.role'), t('it.lastSignIn'), t('common.status')]}
          rows={rows.map((account) => ({
            id: account.id,
            head: (
              <span title={`${account.displayName} (${account.name})`}>
                {account.displayName} <span className="it-name">{account.name}</span>
              </span>
            ),
            cells: [
              ROLE_WORDS[account.role],
              account.lastSignInAt === null ? t('it.never') : <TimeAgo key="last" at={account.lastSignInAt} />,
              <AccountState key="state" account={account} />,
            ],
            actions:
              account.id === me.id ? (
                <span className="it-you">{t('it.you')}</span>
              ) : (
                <AccountMenu account={account} onTask={(next) => setTask({ account, task: next })} />
              ),
          }))}
        />
      )}
    </ListPage>
  );
}

const DISABLED = {
  administrator: t('it.disabled'),
  idle: t('it.disabled90DaysInactive'),
  directory: t('it.disabledByTheDirectory'),
} as const;

function AccountState({ account }: { account: Account }) {
  return (
    <span className="it-tags">
      {account.disabledAt !== null && <Tag tone="danger">{DISABLED[account.disabledWhy ?? 'administrator']}</Tag>}
      {account.lockedCount > 0 && (
        <Tag tone="warn" title={account.lockedSources.map(lockedName).join('\n')}>
          {t('it.lockedAtNLocations', { n: account.lockedCount })}
        </Tag>
      )}
      {account.passwordIsTemporary && (
        <Tag title={t('it.theOfficerChoosesANewPassword')}>{t('it.temporaryPassword')}</Tag>
      )}
      {account.waitsForSecond && (
        <Tag tone="warn" title={t('it.nobodySignsInBeforeASecondPerson')}>
          {t('it.waitsForConfirmation')}
        </Tag>
      )}
      {account.directory && <Tag title={t('it.signsInThroughTheDirectory')}>{t('it.directory')}</Tag>}
      {!account.secondFactor && !account.directory && (
        <Tag title={t('it.setUpAtNextSignIn')}>{t('it.passwordOnly')}</Tag>
      )}
      {account.sessions > 0 && (
        <Tag tone="ok">
          {account.sessions === 1 ? t('it.signedIn') : t('it.signedInSessions', { sessions: account.sessions })}
        </Tag>
      )}
    </span>
  );
}
