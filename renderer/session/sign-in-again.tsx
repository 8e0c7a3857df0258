import { useState } from 'react';
import { Button } from 'react-aria-components';
import type { Officer } from '#shared/domain/officer.ts';
import { t } from '../t.ts';
import { DialogFrame } from '../ui/dialog-frame.tsx';
import { Notice } from '../ui/notice.tsx';
import { SignInWays } from './sign-in-ways.tsx';

/**
 * Shown when the server requires a new sign-in. Until then, the officer can still read everything, and the open page and
 * report stay as they are.
 */
export function SignInAgain({
  officer,
  by,
  waiting,
}: {
  officer: Officer;
  by: 'password' | 'directory';
  waiting: number;
}) {
  const [open, setOpen] = useState(false);
  return (
    <div className="banner">
      <Notice
        tone="warn"
        role="status"
        title={t('session.theAgencyServerNeedsYouTo')}
        actions={
          <Button className="button" onPress={() => setOpen(true)}>
            {t('session.signInAgain')}
          </Button>
        }
      >
        {waiting > 0 ? `${t('session.nDecisionsAreWaitingToBe', { n: waiting })} ` : ''}
        {t('session.youCanKeepReadingAndDeciding')}
      </Notice>
      <DialogFrame title={t('session.signInAgain')} isOpen={open} onClose={() => setOpen(false)}>
        <SignInWays lastName={officer.name} again={{ name: officer.name, by }} onSignedIn={() => setOpen(false)} />
      </DialogFrame>
    </div>
  );
}
