import { ShieldAlert, ShieldCheck, ShieldQuestion } from 'lucide-react';
import { useEffect } from 'react';
import { Button } from 'react-aria-components';
import type { Output } from '#shared/ipc.ts';
import { ask } from '../bridge.ts';
import { useTask } from '../hooks/use-task.ts';
import { isAway } from '../model/error-remedy.ts';
import { rich, t } from '../t.ts';
import { DayTime } from '../ui/desk-clock.tsx';
import { ErrorNotice } from '../ui/error-notice.tsx';
import { Notice } from '../ui/notice.tsx';
import type { LiveValue } from '../use-live.ts';

/** How often to poll while a check is running. */
const LOOK_MS = 3_000;

/**
 * Shows whether the audit log was intact when its hash chain was last checked, with a button to check it now.
 * @param isErrorShown whether the page already reports that the server failed, so that it isn't reported twice.
 */
export function ChainState({
  chain: { value, error, refresh },
  isErrorShown,
}: {
  chain: LiveValue<Output<'audit.chain'>>;
  isErrorShown: boolean;
}) {
  const task = useTask();
  const underWay = value !== undefined && value.check !== 'none';
  useEffect(() => {
    if (!underWay) return undefined;
    const timer = setInterval(refresh, LOOK_MS);
    return () => clearInterval(timer);
  }, [underWay, refresh]);
  if (value === undefined || (error !== null && !isAway(error))) {
    return error === null || isAway(error) || isErrorShown ? null : (
      <div className="pane-notice">
        <ErrorNotice error={error} title={t('audit-log.stateUnknown')} onRetry={refresh} />
      </div>
    );
  }
  const { last } = value;
  const check = () =>
    task.run('check', async () => {
      await ask('audit.check', undefined);
      refresh();
    });
  const Icon = last === null ? ShieldQuestion : last.ok ? ShieldCheck : ShieldAlert;
  return (
    <>
      {last?.ok === false && (
        <div className="pane-notice">
          <Notice tone="danger" role="alert" title={t('audit-log.broken', { row: last.entries + 1 })}>
            {t('audit-log.brokenWhatNow')}
          </Notice>
        </div>
      )}
      {task.error !== null && (
        <div className="pane-notice">
          <ErrorNotice error={task.error} title={t('audit-log.notChecked')} />
        </div>
      )}
      <div className="chain-state">
        <Icon className="icon" aria-hidden />
        <span role="status">
          {underWay
            ? t('audit-log.checking')
            : last === null
              ? t('audit-log.neverChecked')
              : last.ok
                ? rich('audit-log.intactWhen', { n: last.entries, when: <DayTime at={last.at} /> })
                : rich('audit-log.brokenWhen', { when: <DayTime at={last.at} /> })}
        </span>
        <Button className="button" isDisabled={underWay} isPending={task.busy !== null} onPress={check}>
          {t('common.checkNow')}
        </Button>
      </div>
    </>
  );
}
