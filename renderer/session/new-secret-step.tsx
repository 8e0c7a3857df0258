import { useState } from 'react';
import { Button, Form } from 'react-aria-components';
import type { AppError } from '#shared/errors.ts';
import { t } from '../t.ts';
import { ErrorNotice } from '../ui/error-notice.tsx';
import { NewSecretFields, newSecretReady } from '../ui/new-secret-fields.tsx';

/** An account that was just made, or given a new secret, gets one that nobody else knows. */
export function NewSecretStep({
  name,
  problem,
  asking,
  error,
  onSend,
  onBack,
}: {
  name: string;
  /** Why the server did not take the last one. */
  problem: string | null;
  asking: boolean;
  error: AppError | null;
  onSend: (newSecret: string) => void;
  onBack: () => void;
}) {
  const [typed, setTyped] = useState({ secret: '', again: '' });
  const [tried, setTried] = useState(false);
  const submit = () => {
    setTried(true);
    if (asking || !newSecretReady(typed)) return;
    onSend(typed.secret);
    setTyped({ secret: '', again: '' });
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
      <h2 className="step-title">{t('Choose a secret of your own')}</h2>
      <p className="step-text">{t('The one that you were given was only for this first time.')}</p>
      {error !== null && <ErrorNotice error={error} />}
      {/* For password managers: they keep a secret by its name. */}
      <input type="hidden" name="username" autoComplete="username" value={name} readOnly />
      <NewSecretFields typed={typed} onType={setTyped} tried={tried} problem={problem} focus />
      <Button className="button button-primary sign-in-button" type="submit" isPending={asking}>
        {asking ? t('Signing in…') : t('Go on')}
      </Button>
      <Button className="link-button step-back" onPress={onBack}>
        {t('Start again')}
      </Button>
    </Form>
  );
}
