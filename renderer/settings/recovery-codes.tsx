import { useState } from 'react';
import { Button } from 'react-aria-components';
import type { AppError } from '#shared/errors.ts';
import { ask, toAppError } from '../bridge.ts';
import { t } from '../t.ts';
import { RecoveryCodesOnce } from '../ui/recovery-codes-once.tsx';
import { TaskError } from '../ui/task-error.tsx';
import { useLive } from '../use-live.ts';
import { SettingsPart } from './settings-part.tsx';

/** One-time codes for an officer whose phone is lost. Only accounts with an authenticator app have them. */
export function RecoveryCodes() {
  const live = useLive('recovery.state', undefined, ['session']);
  const [codes, setCodes] = useState<readonly string[] | null>(null);
  const [error, setError] = useState<AppError | null>(null);
  const [asking, setAsking] = useState(false);
  const { value } = live;
  if (value?.usable !== true) return null;
  const make = async () => {
    if (asking) return;
    setAsking(true);
    setError(null);
    try {
      setCodes((await ask('recovery.make')).codes);
      live.refresh();
    } catch (thrown) {
      setError(toAppError(thrown));
    } finally {
      setAsking(false);
    }
  };
  return (
    <SettingsPart title={t('settings.recoveryCodes')}>
      <p>
        {t('settings.eachCodeReplacesTheApp')}{' '}
        {value.madeAt === null ? t('settings.youHaveNoCodesYet') : t('settings.nCodesLeft', { n: value.left })}
      </p>
      <TaskError error={error} onProven={() => void make()} />
      <div>
        <Button className="button" isPending={asking} onPress={() => void make()}>
          {value.madeAt === null ? t('settings.makeCodes') : t('settings.makeNewCodes')}
        </Button>
      </div>
      {codes !== null && <RecoveryCodesOnce codes={codes} onClose={() => setCodes(null)} />}
    </SettingsPart>
  );
}
