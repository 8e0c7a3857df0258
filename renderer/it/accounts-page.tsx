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
import { ROLE_WORDS } from '../ui/words.ts';
import { AccountMenu, type AccountTask } from './account-menu.tsx';
import { ChangeDialog } from './change-dialog.tsx';
import { CreateDialog } from './create-dialog.tsx';

/** Everybody who may sign in, for administrators: read from the server, which writes down who read it. */
export function AccountsPage({ me }: { me: Officer }) {
  const list = useSearchedList('accounts.list', {});
  const [creating, setCreating] = useState(false);
  const [task, setTask] = useState<{ account: Account; task: AccountTask } | null>(null);
  const done = () => list.live.refresh();
  return (
    <ListPage
      title={t('Accounts')}
      lead={t('Who may sign in, and as what. Each change is recorded, and nobody changes an account of their own.')}
      search={t('Name')}
      noun="account"
      icon={Users}
      list={list}
      dialogs={
        <>
          {creating && <CreateDialog onMade={done} onClose={() => setCreating(false)} />}
          {task !== null && (
            <ChangeDialog
              key={`${task.account.id} ${task.task}`}
              {...task}
              onChanged={done}
              onClose={() => setTask(null)}
            />
          )}
        </>
      }
      tools={
        <Button className="button button-primary" onPress={() => setCreating(true)}>
          <UserPlus className="icon" aria-hidden />
          {t('New account')}
        </Button>
      }
    >
      {(rows) => (
        <ListTable
          look="it"
          label={t('Accounts')}
          columns={[t('Name'), t('Role'), t('Last sign-in'), t('State')]}
          rows={rows.map((account) => ({
            id: account.id,
            head: (
              <span title={`${account.displayName} (${account.name})`}>
                {account.displayName} <span className="it-name">{account.name}</span>
              </span>
            ),
            cells: [
              ROLE_WORDS[account.role],
              account.lastSignInAt === null ? t('Never') : <TimeAgo key="last" at={account.lastSignInAt} />,
              <AccountState key="state" account={account} />,
            ],
            actions:
              account.id === me.id ? (
                <span className="it-you">{t('You')}</span>
              ) : (
                <AccountMenu account={account} onTask={(next) => setTask({ account, task: next })} />
              ),
          }))}
        />
      )}
    </ListPage>
  );
}

function AccountState({ account }: { account: Account }) {
  return (
    <span className="it-tags">
      {account.disabledAt !== null && (
        <Tag tone="danger">{account.disabledWhy === 'idle' ? t('Disabled: 90 idle days') : t('Disabled')}</Tag>
      )}
      {account.lockedAt !== null && <Tag tone="warn">{t('Locked')}</Tag>}
      {account.secretIsTemporary && (
        <Tag title={t('Its officer chooses another secret at the next sign-in')}>{t('First secret')}</Tag>
      )}
      {!account.secondFactor && (
        <Tag title={t('It is set up at the next sign-in where this server asks for it')}>{t('One factor')}</Tag>
      )}
      {account.sessions > 0 && (
        <Tag tone="ok">
          {account.sessions === 1 ? t('Signed in') : t('Signed in {sessions} ×', { sessions: account.sessions })}
        </Tag>
      )}
    </span>
  );
}
