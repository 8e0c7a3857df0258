import { useState } from 'react';
import { Button, Input, Label, TextField } from 'react-aria-components';
import type { Account, AccountChange } from '#shared/domain/account.ts';
import type { Role } from '#shared/domain/officer.ts';
import type { AppError } from '#shared/errors.ts';
import { ask, toAppError } from '../bridge.ts';
import { t } from '../t.ts';
import { CancelOr } from '../ui/cancel-or.tsx';
import { DialogFrame } from '../ui/dialog-frame.tsx';
import { TaskError } from '../ui/task-error.tsx';
import type { AccountTask } from './account-menu.tsx';
import { LockedChoice } from './locked-choice.tsx';
import { Offboarding } from './offboarding.tsx';
import { PasswordOnce } from './password-once.tsx';
import { RoleChoice } from './role-choice.tsx';

type ChangeTask = Exclude<AccountTask, 'move'>;
type Words = { title: string; text: string; button: string };

const WORDS: Record<ChangeTask, (name: string) => Words> = {
  unlock: (name) => ({
    title: t('it.unlockName', { name }),
    text: t('it.tooManyFailedSignInsHave', { name }),
    button: t('common.unlock'),
  }),
  enable: (name) => ({
    title: t('it.enableName', { name }),
    text: t('it.nameCanSignInAgainWith', { name }),
    button: t('it.enable2'),
  }),
  disable: (name) => ({
    title: t('it.disableName', { name }),
    text: t('it.nameCanNoLongerSignIn', { name }),
    button: t('it.disable2'),
  }),
  reset_password: (name) => ({
    title: t('it.resetPasswordForName', { name }),
    text: t('it.thePreviousPasswordStopsWorkingNow', { name }),
    button: t('it.resetPassword2'),
  }),
  reset_second_factor: (name) => ({
    title: t('it.resetTwoFactorSignInFor', { name }),
    text: t('it.forALostOrReplacedPhone', { name }),
    button: t('it.reset'),
  }),
  set_role: (name) => ({
    title: t('it.changeRoleForName', { name }),
    text: t('it.openSessionsEndTheNewRole'),
    button: t('it.changeRole2'),
  }),
  rename: (name) => ({
    title: t('it.correctNameOfName', { name }),
    text: t('it.correctNameMeans'),
    button: t('it.saveName'),
  }),
  revoke: (name) => ({
    title: t('it.endAllSessionsForName', { name }),
    text: t('it.forAWorkstationThatWasLost', { name }),
    button: t('it.endAllSessions2'),
  }),
};

/**
 * Whether the account can't be used after this change until a second person confirms; the server applies the same rule.
 */
const needsSecond = (account: Account, task: ChangeTask) =>
  task === 'set_role' ||
  task === 'reset_password' ||
  task === 'enable' ||
  (task === 'reset_second_factor' && account.passwordIsTemporary);

/** The dialog's text; for an account that needs confirmation, it says what the account can't do yet. */
function textOf(account: Account, task: ChangeTask, text: string): string {
  const name = account.displayName;
  if (task === 'enable' && account.declined) return t('it.enableDeclined', { name });
  return task === 'enable' && account.waitsForSecond ? t('it.enableWaiting', { name }) : text;
}

/** Explains a change before it is made. If the change creates a password, the password is shown once afterward. */
export function ChangeDialog({
  account,
  task,
  onChanged,
  onClose,
}: {
  account: Account;
  task: ChangeTask;
  onChanged: () => void;
  onClose: () => void;
}) {
  const [role, setRole] = useState<Role>(account.role);
  const [displayName, setDisplayName] = useState(account.displayName);
  const [source, setSource] = useState<string | null>(null);
  const [error, setError] = useState<AppError | null>(null);
  const [held, setHeld] = useState<number | null>(null);
  const [asking, setAsking] = useState(false);
  const [password, setPassword] = useState<string | null>(null);
  const { title, text, button } = WORDS[task](account.displayName);

  const isIdle =
    (task === 'set_role' && role === account.role) ||
    (task === 'rename' && !isOther(displayName, account)) ||
    (task === 'disable' && held === null);

  const carryOut = async () => {
    setAsking(true);
    setError(null);
    try {
      const made = await send(account.id, changeOf(task, { role, source, displayName: displayName.trim() }));
      onChanged();
      if (made === null) onClose();
      else setPassword(made);
    } catch (thrown) {
      setError(toAppError(thrown));
    } finally {
      setAsking(false);
    }
  };

  if (password !== null) return <PasswordOnce name={account.name} password={password} waits onClose={onClose} />;
  return (
    <DialogFrame
      title={title}
      isOpen
      onClose={onClose}
      foot={
        <CancelOr onCancel={onClose} onPress={() => void carryOut()} isPending={asking} isDisabled={isIdle}>
          {task === 'disable' && held !== null && held > 0 ? t('it.disableWithoutMoving') : button}
        </CancelOr>
      }
    >
      <div className="stack">
        <TaskError error={error} onProven={() => void carryOut()} />
        <p>{textOf(account, task, text)}</p>
        {needsSecond(account, task) && <p>{t('it.aSecondPersonConfirms')}</p>}
        {task === 'disable' && <Offboarding account={account} onHeld={setHeld} />}
        {task === 'unlock' && <LockedChoice account={account} source={source} onSource={setSource} />}
        {task === 'set_role' && <RoleChoice role={role} onRole={setRole} />}
        {task === 'rename' && (
          <TextField className="field" value={displayName} onChange={setDisplayName} maxLength={160}>
            <Label className="label">{t('it.displayName')}</Label>
            {/* oxlint-disable-next-line jsx-a11y/no-autofocus */}
            <Input className="input" autoFocus />
          </TextField>
        )}
      </div>
    </DialogFrame>
  );
}

/** Reassigns an officer's unfinished work, whether or not the account is disabled. */
export function MoveDialog({ account, onClose }: { account: Account; onClose: () => void }) {
  return (
    <DialogFrame
      title={t('it.moveReportsOfName', { name: account.displayName })}
      isOpen
      onClose={onClose}
      foot={
        <Button className="button" onPress={onClose}>
          {t('ui.close')}
        </Button>
      }
    >
      <Offboarding account={account} />
    </DialogFrame>
  );
}

const isOther = (typed: string, account: Account) => typed.trim() !== '' && typed.trim() !== account.displayName;

/** Sends the change, or ends all sessions if `change` is null. Returns the new password if the change creates one. */
async function send(officerId: string, change: AccountChange | null): Promise<string | null> {
  if (change !== null) return (await ask('accounts.change', { officerId, change })).password;
  await ask('accounts.revoke', { officerId });
  return null;
}

type Filled = { role: Role; source: string | null; displayName: string };

function changeOf(task: ChangeTask, { role, source, displayName }: Filled): AccountChange | null {
  if (task === 'revoke') return null;
  if (task === 'set_role') return { kind: task, role };
  if (task === 'rename') return { kind: task, displayName };
  if (task === 'unlock') return { kind: task, ...(source === null ? {} : { source }) };
  return { kind: task };
}
