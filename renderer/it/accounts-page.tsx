import { UserPlus, Users } from 'lucide-react';
import { useState } from 'react';
import { Button } from 'react-aria-components';
import type { Account } from '#shared/domain/account.ts';
import type { Officer } from '#shared/domain/officer.ts';
import { t } from '../t.ts';
import { TimeAgo } from '../ui/desk-clock.tsx';
import { ListPage, useSearchedList } from '../ui/server-list.tsx';
import { Tag } from '../ui/tag.tsx';
import { ROLE_WORDS } from '../ui/words.ts';
import { AccountMenu, type AccountTask } from './account-menu.tsx';
import { ChangeDialog } from './change-dialog.tsx';
import { CreateDialog } from './create-dialog.tsx';

/** Everybody who may sign in, for administrators: read from the server, which writes down who read it. */
export function AccountsPage({ me }: { me: Officer }) {
  const list = useSearchedList('accounts.list');
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
        <table className="audit-table it-table" aria-label={t('Accounts')}>
          <thead>
            <tr>
              <th scope="col">{t('Name')}</th>
              <th scope="col">{t('Role')}</th>
              <th scope="col">{t('Last sign-in')}</th>
              <th scope="col">{t('State')}</th>
              <th scope="col" className="it-actions">
                <span className="visually-hidden">{t('What to do')}</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {rows.map((account) => (
              <tr key={account.id}>
                <th scope="row" title={`${account.displayName} (${account.name})`}>
                  {account.displayName} <span className="it-name">{account.name}</span>
                </th>
                <td>{ROLE_WORDS[account.role]}</td>
                <td>{account.lastSignInAt === null ? t('Never') : <TimeAgo at={account.lastSignInAt} />}</td>
                <td>
                  <AccountState account={account} />
                </td>
                <td className="it-actions">
                  {account.id === me.id ? (
                    <span className="it-you">{t('You')}</span>
                  ) : (
                    <AccountMenu account={account} onTask={(next) => setTask({ account, task: next })} />
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
