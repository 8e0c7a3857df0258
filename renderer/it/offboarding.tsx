import { useEffect, useState } from 'react';
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

/** Shows how much unfinished work an officer has. */
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

function HeldList({ held }: { held: Holdings }) {
  const { assigned, followUps, reviews, workstations, unnamed } = held;
  const some = workstations.filter(({ unsent, drafts }) => unsent > 0 || drafts !== 0);
  const [oldest, ...others] = workstations.filter((one) => !some.includes(one));
  return (
    <>
      <ul className="holdings">
        <li>{t('it.nAssigned', { n: assigned })}</li>
        <li>{t('it.nFollowUps', { n: followUps })}</li>
        {reviews > 0 && <li>{t('it.nReviewsBegun', { n: reviews })}</li>}
        {some.map((one, at) => (
          // oxlint-disable-next-line react/no-array-index-key
          <li key={at}>{leftThere(one)}</li>
        ))}
        {oldest !== undefined && (
          <li>{rich('it.nothingLeftThere', { n: others.length + 1, ago: <TimeAgo at={oldest.asOf} /> })}</li>
        )}
        {unnamed > 0 && <li>{t('it.nUnnamed', { n: unnamed })}</li>}
      </ul>
      {workstations.length === 0 && <p className="hint-text">{t('it.noWorkstationSaidYet')}</p>}
      {(some.length > 0 || unnamed > 0) && <Notice tone="warn">{t('it.signInThereFirst')}</Notice>}
    </>
  );
}

function leftThere({ name, unsent, drafts, asOf }: Holdings['workstations'][number]) {
  const ago = <TimeAgo at={asOf} />;
  return drafts === null
    ? rich('it.leftThereDraftsUnknown', { name, unsent, ago })
    : rich('it.leftThere', { name, unsent, drafts, ago });
}

/** Shows an officer's unfinished work before the account is disabled, and reassigns it in one step. */
export function Offboarding({ account, onHeld }: { account: Account; onHeld?: (reports: number) => void }) {
  const live = useLive('accounts.holdings', { officerId: account.id });
  const accounts = useLive('accounts.list', { limit: 200 });
  const [to, setTo] = useState<string | undefined>(undefined);
  const [moved, setMoved] = useState<string | null>(null);
  const task = useTask();
  const reports = live.value === undefined ? null : live.value.assigned + live.value.followUps;
  const failed = live.error !== null;
  useEffect(() => {
    // Allow disabling even if the count fails to load, because it may be urgent.
    if (reports !== null || failed) onHeld?.(reports ?? 0);
  }, [reports, failed, onHeld]);
  if (live.error !== null) return <ErrorNotice error={live.error} onRetry={live.refresh} />;
  if (live.value === undefined || reports === null) return null;
  const colleagues = (accounts.value?.rows ?? []).filter(
    ({ id, role, disabledAt, waitsForSecond }) =>
      id !== account.id && disabledAt === null && !waitsForSecond && (role === 'officer' || role === 'supervisor'),
  );
  // The name, with the username if two officers share it.
  const nameOf = ({ name, displayName }: Account) =>
    colleagues.filter((one) => one.displayName === displayName).length > 1 ? `${displayName} (${name})` : displayName;
  const move = () =>
    task.run('move', async () => {
      const { moved: n } = await ask('accounts.reassign', { from: account.id, to: to ?? null });
      const taker = colleagues.find(({ id }) => id === to);
      setMoved(taker === undefined ? t('it.nMovedBack', { n }) : t('it.nMovedTo', { n, name: nameOf(taker) }));
      live.refresh();
    });
  return (
    <section className="stack" aria-label={t('it.stillHolds', { name: account.displayName })}>
      <h3 className="section-title">{t('it.stillHolds', { name: account.displayName })}</h3>
      {onHeld !== undefined && reports > 0 && (
        <Notice tone="warn" title={t('it.stillHoldsReports', { name: account.displayName, n: reports })}>
          {t('it.moveThemFirst', { n: reports })}
        </Notice>
      )}
      <HeldList held={live.value} />
      {moved !== null && <Notice tone="ok" role="status" title={moved} />}
      <TaskError error={task.error} onProven={move} />
      {reports > 0 && (
        <div className="reassign">
          <Pick
            label={t('it.moveTo')}
            none={t('it.backToTheQueue')}
            options={colleagues.map((one) => ({ id: one.id, words: nameOf(one) }))}
            chosen={to}
            onChoose={setTo}
          />
          <Button className="button" isPending={task.busy !== null} onPress={move}>
            {t('it.moveN', { n: reports })}
          </Button>
        </div>
      )}
    </section>
  );
}
