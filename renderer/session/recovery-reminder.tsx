import { useState } from 'react';
import { Button } from 'react-aria-components';
import { useRecoveryCodes } from '../hooks/use-recovery-codes.ts';
import { t } from '../t.ts';
import { Notice } from '../ui/notice.tsx';
import { RecoveryCodesOnce } from '../ui/recovery-codes-once.tsx';
import { TaskError } from '../ui/task-error.tsx';

/**
 * Offers recovery codes to an officer with an authenticator app but no codes, and says how many are left after one was
 * used. Shown once per sign-in.
 */
export function RecoveryReminder({ isShown }: { isShown: boolean }) {
  const [isLater, setLater] = useState(false);
  const { state, codes, error, isMaking, make, keep } = useRecoveryCodes();
  const isNeeded = state?.usable === true && (state.madeAt === null || state.used);
  // New codes stay on screen until the officer has saved them, whatever else happens in the meantime.
  if (codes === null && !(isShown && !isLater && isNeeded)) return null;
  return (
    <div className="banner">
      <Notice
        tone={state?.used === true ? 'warn' : 'info'}
        role="status"
        title={state?.used === true ? t('session.recoveryCodeUsed', { n: state.left }) : t('session.recoveryReminder')}
        actions={
          <>
            <Button className="button" onPress={() => setLater(true)}>
              {state?.used === true ? t('it.gotIt') : t('session.notNow')}
            </Button>
            <Button className="button" isPending={isMaking} onPress={make}>
              {state?.used === true ? t('settings.makeNewCodes') : t('settings.makeCodes')}
            </Button>
          </>
        }
      >
        {state?.used === true ? t('session.recoveryCodeUsedThen') : t('session.recoveryReminderWhy')}
      </Notice>
      <TaskError error={error} onProven={make} />
      {codes !== null && <RecoveryCodesOnce codes={codes} onClose={keep} />}
    </div>
  );
}
