import { useState } from 'react';
import type { Account, AccountChange } from '#shared/domain/account.ts';
import type { Role } from '#shared/domain/officer.ts';
import type { AppError } from '#shared/errors.ts';
import { ask, toAppError } from '../bridge.ts';
import { t } from '../t.ts';
import { CancelOr } from '../ui/cancel-or.tsx';
import { DialogFrame } from '../ui/dialog-frame.tsx';
import type { AccountTask } from './account-menu.tsx';
import { RoleChoice } from './role-choice.tsx';
import { SecretOnce } from './secret-once.tsx';
import { TaskError } from './task-error.tsx';

type Words = { title: string; text: string; button: string };

const WORDS: Record<AccountTask, (name: string) => Words> = {
  unlock: (name) => ({
    title: t('Unlock {name}', { name }),
    text: t('Too many wrong sign-ins have locked this account. Make sure that it was really {name} who tried.', {
      name,
    }),
    button: t('Unlock'),
  }),
  enable: (name) => ({
    title: t('Enable {name}', { name }),
    text: t('{name} may sign in again, with the former secret.', { name }),
    button: t('Enable'),
  }),
  disable: (name) => ({
    title: t('Disable {name}', { name }),
    text: t(
      '{name} can no longer sign in. Open sessions end at once, and workstations destroy the key to the reports that they keep for this account. What {name} did stays, and the account can be enabled again.',
      { name },
    ),
    button: t('Disable'),
  }),
  reset_secret: (name) => ({
    title: t('Give {name} a new secret', { name }),
    text: t(
      'The former secret opens nothing from now on, and open sessions end. The new one is shown once: hand it over in person or by phone, to somebody whose voice you know. {name} chooses another one at the next sign-in.',
      { name },
    ),
    button: t('Give a new secret'),
  }),
  reset_second_factor: (name) => ({
    title: t('Reset the second factor of {name}', { name }),
    text: t(
      'For a phone that was lost or replaced. Open sessions end, and {name} sets up an authenticator app at the next sign-in, with the secret alone. If the secret may be known to somebody else, give a new one as well.',
      { name },
    ),
    button: t('Reset'),
  }),
  set_role: (name) => ({
    title: t('Change the role of {name}', { name }),
    text: t(
      'Open sessions end; the new role counts from the next sign-in. Where it sees no reports, workstations destroy the key to those that they keep.',
    ),
    button: t('Change the role'),
  }),
  revoke: (name) => ({
    title: t('End all sessions of {name}', { name }),
    text: t(
      'For a workstation that was lost, or that somebody else may use. Each workstation destroys the key to the reports that it keeps as soon as it hears of it. Decisions that were not sent stay in its sealed file. {name} may sign in again.',
      { name },
    ),
    button: t('End all sessions'),
  }),
};

/** Says what a change does before it is made; a secret that it gives is then shown once. */
export function ChangeDialog({
  account,
  task,
  onChanged,
  onClose,
}: {
  account: Account;
  task: AccountTask;
  onChanged: () => void;
  onClose: () => void;
}) {
  const [role, setRole] = useState<Role>(account.role);
  const [error, setError] = useState<AppError | null>(null);
  const [asking, setAsking] = useState(false);
  const [secret, setSecret] = useState<string | null>(null);
  const { title, text, button } = WORDS[task](account.displayName);

  const carryOut = async () => {
    setAsking(true);
    setError(null);
    try {
      const made = await send(account.id, task, role);
      onChanged();
      if (made === null) onClose();
      else setSecret(made);
    } catch (thrown) {
      setError(toAppError(thrown));
    } finally {
      setAsking(false);
    }
  };

  if (secret !== null) return <SecretOnce name={account.name} secret={secret} onClose={onClose} />;
  return (
    <DialogFrame
      title={title}
      isOpen
      onClose={onClose}
      foot={
        <CancelOr
          onCancel={onClose}
          onPress={() => void carryOut()}
          isPending={asking}
          isDisabled={task === 'set_role' && role === account.role}
        >
          {button}
        </CancelOr>
      }
    >
      <div className="stack">
        <TaskError error={error} onProven={() => void carryOut()} />
        <p>{text}</p>
        {task === 'set_role' && <RoleChoice role={role} onRole={setRole} />}
      </div>
    </DialogFrame>
  );
}

/** The new secret, where there is one. */
async function send(officerId: string, task: AccountTask, role: Role): Promise<string | null> {
  if (task === 'revoke') {
    await ask('accounts.revoke', { officerId });
    return null;
  }
  const change: AccountChange = task === 'set_role' ? { kind: task, role } : { kind: task };
  return (await ask('accounts.change', { officerId, change })).secret;
}
