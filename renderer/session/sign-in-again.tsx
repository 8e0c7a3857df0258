import { useState } from 'react';
import { Button } from 'react-aria-components';
import type { Officer } from '#shared/domain/officer.ts';
import { t } from '../t.ts';
import { DialogFrame } from '../ui/dialog-frame.tsx';
import { Notice } from '../ui/notice.tsx';
import { SignInForm } from './sign-in-form.tsx';

/**
 * Shown when the server requires a new sign-in. Until then, the officer can still read everything, and the open page and
 * report stay as they are.
 */
export function SignInAgain({ officer, waiting }: { officer: Officer; waiting: number }) {
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
        <SignInForm lastName={officer.name} fixedName={officer.name} onSignedIn={() => setOpen(false)} />
      </DialogFrame>
    </div>
  );
}
