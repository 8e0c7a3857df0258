import { Ellipsis } from 'lucide-react';
import { Button, Menu, MenuItem, MenuTrigger, Popover } from 'react-aria-components';
import type { Account, AccountChange } from '#shared/domain/account.ts';
import { t } from '../t.ts';

export type AccountTask = AccountChange['kind'] | 'revoke';

const WORDS: Record<AccountTask, string> = {
  unlock: t('Unlock'),
  set_role: t('Change the role…'),
  reset_secret: t('Give a new secret…'),
  reset_second_factor: t('Reset the second factor…'),
  revoke: t('End all sessions…'),
  disable: t('Disable…'),
  enable: t('Enable'),
};

/** What can be done to an account as it is now. */
function tasksFor(account: Account): AccountTask[] {
  return [
    ...(account.lockedAt === null ? [] : ['unlock' as const]),
    'set_role',
    'reset_secret',
    ...(account.secondFactor ? ['reset_second_factor' as const] : []),
    'revoke',
    account.disabledAt === null ? 'disable' : 'enable',
  ];
}

export function AccountMenu({ account, onTask }: { account: Account; onTask: (task: AccountTask) => void }) {
  const tasks = tasksFor(account);
  return (
    <MenuTrigger>
      <Button
        className="button button-quiet button-icon"
        aria-label={t('What to do with {name}', { name: account.displayName })}
      >
        <Ellipsis className="icon" aria-hidden />
      </Button>
      <Popover className="popover" placement="bottom end">
        <Menu
          className="menu"
          aria-label={account.displayName}
          onAction={(key) => {
            const task = tasks.find((one) => one === key);
            if (task !== undefined) onTask(task);
          }}
        >
          {tasks.map((task) => (
            <MenuItem className="menu-item menu-plain" id={task} key={task} textValue={WORDS[task]}>
              {WORDS[task]}
            </MenuItem>
          ))}
        </Menu>
      </Popover>
    </MenuTrigger>
  );
}
