import { UserPlus, Users } from 'lucide-react';
import { useState } from 'react';
import { Button } from 'react-aria-components';
import type { Account } from '#shared/domain/account.ts';
import type { Officer } from '#shared/domain/officer.ts';
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
  const list = useSearchedList('accounts.list');
  const [creating, setCreating] = useState(false);
  const [task, setTask] = useState<{ account: Account; task: AccountTask } | null>(null);
  const done = () => list.live.refresh();
  return (
    <ListPage
      title="Accounts"
      lead="Who may sign in, and as what. Each change is recorded, and nobody changes an account of their own."
      search="Name"
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
          New account
        </Button>
      }
    >
      {(rows) => (
        <ListTable
          look="it"
          label="Accounts"
          columns={['Name', 'Role', 'Last sign-in', 'State']}
          rows={rows.map((account) => ({
            id: account.id,
            head: (
              <span title={`${account.displayName} (${account.name})`}>
                {account.displayName} <span className="it-name">{account.name}</span>
              </span>
            ),
            cells: [
              ROLE_WORDS[account.role],
              account.lastSignInAt === null ? 'Never' : <TimeAgo key="last" at={account.lastSignInAt} />,
              <AccountState key="state" account={account} />,
            ],
            actions:
              account.id === me.id ? (
                <span className="it-you">You</span>
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
        <Tag tone="danger">{account.disabledWhy === 'idle' ? 'Disabled: 90 idle days' : 'Disabled'}</Tag>
      )}
      {account.lockedAt !== null && <Tag tone="warn">Locked</Tag>}
      {account.secretIsTemporary && (
        <Tag title="Its officer chooses another secret at the next sign-in">First secret</Tag>
      )}
      {!account.secondFactor && (
        <Tag title="It is set up at the next sign-in where this server asks for it">One factor</Tag>
      )}
      {account.sessions > 0 && (
        <Tag tone="ok">{account.sessions === 1 ? 'Signed in' : `Signed in ${account.sessions} ×`}</Tag>
      )}
    </span>
  );
}
