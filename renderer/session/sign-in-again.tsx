import { useState } from 'react';
import { Button } from 'react-aria-components';
import type { Officer } from '#shared/domain/officer.ts';
import { plural, t } from '../t.ts';
import { DialogFrame } from '../ui/dialog-frame.tsx';
import { Notice } from '../ui/notice.tsx';
import { SignInForm } from './sign-in-form.tsx';

/** The server wants a new sign-in: everything can still be read, nothing loses its place. */
export function SignInAgain({ officer, waiting }: { officer: Officer; waiting: number }) {
  const [open, setOpen] = useState(false);
  return (
    <div className="banner">
      <Notice
        tone="warn"
        role="status"
        title={t('The agency server wants you to sign in again')}
        actions={
          <Button className="button" onPress={() => setOpen(true)}>
            {t('Sign in again')}
          </Button>
        }
      >
        {waiting > 0 ? `${plural(waiting, '{n} decision waits for it.', '{n} decisions wait for it.')} ` : ''}
        {t('You can go on reading and deciding; it is all kept.')}
      </Notice>
      <DialogFrame title={t('Sign in again')} isOpen={open} onClose={() => setOpen(false)}>
        <SignInForm lastName={officer.name} fixedName={officer.name} onSignedIn={() => setOpen(false)} />
      </DialogFrame>
    </div>
  );
}
