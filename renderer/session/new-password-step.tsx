import { useState } from 'react';
import { Button, Form } from 'react-aria-components';
import type { AppError } from '#shared/errors.ts';
import { t } from '../t.ts';
import { ErrorNotice } from '../ui/error-notice.tsx';
import { NewPasswordFields, newPasswordReady } from '../ui/new-password-fields.tsx';

/** Requires a new password for a new account or one whose password was reset, so that nobody but the user knows it. */
export function NewPasswordStep({
  name,
  problem,
  asking,
  error,
  onSend,
  onBack,
}: {
  name: string;
  /** Why the server rejected the new password entered last. */
  problem: string | null;
  asking: boolean;
  error: AppError | null;
  onSend: (newPassword: string) => void;
  onBack: () => void;
}) {
  const [typed, setTyped] = useState({ password: '', again: '' });
  const [tried, setTried] = useState(false);
  const submit = () => {
    setTried(true);
    if (asking || !newPasswordReady(typed)) return;
    onSend(typed.password);
    setTyped({ password: '', again: '' });
    setTried(false);
  };
  return (
    <Form
      className="sign-in-form"
      validationBehavior="aria"
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <h2 className="step-title">{t('session.chooseYourOwnPassword')}</h2>
      <p className="step-text">{t('session.theOneYouWereGivenWas')}</p>
      {error !== null && <ErrorNotice error={error} />}
      {/* Password managers store a password with its username, so the form includes the username. */}
      <input type="hidden" name="username" autoComplete="username" value={name} readOnly />
      <NewPasswordFields typed={typed} onType={setTyped} tried={tried} problem={problem} focus />
      <Button className="button button-primary sign-in-button" type="submit" isPending={asking}>
        {asking ? t('session.signingIn') : t('common.continue')}
      </Button>
      <Button className="link-button step-back" onPress={onBack}>
        {t('session.startOver2')}
      </Button>
    </Form>
  );
}
