import { Ellipsis } from 'lucide-react';
import { Button, Menu, MenuItem, MenuTrigger, Popover } from 'react-aria-components';
import type { Account, AccountChange } from '#shared/domain/account.ts';
import { t } from '../t.ts';

export type AccountTask = AccountChange['kind'] | 'revoke' | 'move';

const WORDS: Record<AccountTask, string> = {
  unlock: t('it.unlock'),
  set_role: t('it.changeRole'),
  rename: t('it.correctName'),
  reset_password: t('it.resetPassword'),
  reset_second_factor: t('it.resetTwoFactorSignIn'),
  revoke: t('it.endAllSessions'),
  move: t('it.moveReports'),
  disable: t('it.disable'),
  enable: t('it.enable'),
};

/** Actions available for an account in its current state. */
function tasksFor(account: Account): AccountTask[] {
  return [
    ...(account.lockedCount === 0 ? [] : ['unlock' as const]),
    // For an account from the directory, the role, name and password are managed in the directory.
    ...(account.directory ? [] : (['set_role', 'rename', 'reset_password'] as const)),
    ...(account.secondFactor ? ['reset_second_factor' as const] : []),
    'revoke',
    // Only officers and supervisors are assigned reports, so only they can have reports to move.
    ...(account.role === 'officer' || account.role === 'supervisor' ? ['move' as const] : []),
    account.disabledAt === null ? 'disable' : 'enable',
  ];
}

export function AccountMenu({ account, onTask }: { account: Account; onTask: (task: AccountTask) => void }) {
  const tasks = tasksFor(account);
  return (
    <MenuTrigger>
      <Button
        className="button button-quiet button-icon"
        aria-label={t('it.actionsForName', { name: account.displayName })}
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
