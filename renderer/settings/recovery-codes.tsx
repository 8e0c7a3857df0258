import { Button } from 'react-aria-components';
import { useRecoveryCodes } from '../hooks/use-recovery-codes.ts';
import { t } from '../t.ts';
import { RecoveryCodesOnce } from '../ui/recovery-codes-once.tsx';
import { TaskError } from '../ui/task-error.tsx';
import { SettingsPart } from './settings-part.tsx';

/** One-time codes for an officer whose phone is lost. Only accounts with an authenticator app have them. */
export function RecoveryCodes() {
  const { state, codes, error, isMaking, make, keep } = useRecoveryCodes();
  if (state?.usable !== true) return null;
  return (
    <SettingsPart title={t('settings.recoveryCodes')}>
      <p>
        {t('settings.eachCodeReplacesTheApp')}{' '}
        {state.madeAt === null ? t('settings.youHaveNoCodesYet') : t('settings.nCodesLeft', { n: state.left })}
      </p>
      <TaskError error={error} onProven={make} />
      <div>
        <Button className="button" isPending={isMaking} onPress={make}>
          {state.madeAt === null ? t('settings.makeCodes') : t('settings.makeNewCodes')}
        </Button>
      </div>
      {codes !== null && <RecoveryCodesOnce codes={codes} onClose={keep} />}
    </SettingsPart>
  );
}
