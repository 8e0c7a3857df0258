import { useState } from 'react';
import { Button } from 'react-aria-components';
import type { Account } from '#shared/domain/account.ts';
import type { Holdings } from '#shared/workstations-api.ts';
import { ask } from '../bridge.ts';
import { useTask } from '../hooks/use-task.ts';
import { rich, t } from '../t.ts';
import { TimeAgo } from '../ui/desk-clock.tsx';
import { ErrorNotice } from '../ui/error-notice.tsx';
import { Notice } from '../ui/notice.tsx';
import { Pick } from '../ui/pick.tsx';
import { TaskError } from '../ui/task-error.tsx';
import { useLive } from '../use-live.ts';

/** How much an officer still holds. */
export function Held({ account: { id, displayName: name } }: { account: Pick<Account, 'id' | 'displayName'> }) {
  const live = useLive('accounts.holdings', { officerId: id });
  if (live.error !== null) return <ErrorNotice error={live.error} onRetry={live.refresh} />;
  if (live.value === undefined) return null;
  return (
    <section className="stack" aria-label={t('it.stillHolds', { name })}>
      <h3 className="section-title">{t('it.stillHolds', { name })}</h3>
      <HeldList held={live.value} />
    </section>
  );
}

function HeldList({ held: { assigned, followUps, drafts, unsent, asOf } }: { held: Holdings }) {
  return (
    <>
      <ul className="holdings">
        <li>{t('it.nAssigned', { n: assigned })}</li>
        <li>{t('it.nFollowUps', { n: followUps })}</li>
        <li>{t('it.nDrafts', { n: drafts })}</li>
        <li>{t('it.nUnsent', { n: unsent })}</li>
      </ul>
      <p className="hint-text">
        {asOf === null
          ? t('it.noWorkstationSaidYet')
          : rich('it.asTheirWorkstationsSaid', { ago: <TimeAgo at={asOf} /> })}
      </p>
      {unsent + drafts > 0 && <Notice tone="warn">{t('it.signInThereFirst')}</Notice>}
    </>
  );
}

/** What an officer still holds before the account is disabled, and moving it in one step. */
export function Offboarding({ account }: { account: Account }) {
  const live = useLive('accounts.holdings', { officerId: account.id });
  const accounts = useLive('accounts.list', { limit: 200 });
  const [to, setTo] = useState<string | undefined>(undefined);
  const [moved, setMoved] = useState<number | null>(null);
  const task = useTask();
  if (live.error !== null) return <ErrorNotice error={live.error} onRetry={live.refresh} />;
  if (live.value === undefined) return null;
  const { assigned, followUps } = live.value;
  const colleagues = (accounts.value?.rows ?? []).filter(
    ({ id, role, disabledAt, waitsForSecond }) =>
      id !== account.id && disabledAt === null && !waitsForSecond && (role === 'officer' || role === 'supervisor'),
  );
  // Of two with the same name, the username says which is meant.
  const nameOf = ({ name, displayName }: Account) =>
    colleagues.filter((one) => one.displayName === displayName).length > 1 ? `${displayName} (${name})` : displayName;
  const move = () =>
    task.run('move', async () => {
      const { moved: n } = await ask('accounts.hand-over', { from: account.id, to: to ?? null });
      setMoved(n);
      live.refresh();
    });
  return (
    <section className="stack" aria-label={t('it.stillHolds', { name: account.displayName })}>
      <h3 className="section-title">{t('it.stillHolds', { name: account.displayName })}</h3>
      <HeldList held={live.value} />
      {moved !== null && <Notice tone="ok" role="status" title={t('it.nMoved', { n: moved })} />}
      <TaskError error={task.error} onProven={move} />
      {assigned + followUps > 0 && (
        <div className="hand-over">
          <Pick
            label={t('it.moveTo')}
            none={t('it.backToTheQueue')}
            options={colleagues.map((one) => ({ id: one.id, words: nameOf(one) }))}
            chosen={to}
            onChoose={setTo}
          />
          <Button className="button" isPending={task.busy !== null} onPress={move}>
            {t('it.moveN', { n: assigned + followUps })}
          </Button>
        </div>
      )}
    </section>
  );
}
