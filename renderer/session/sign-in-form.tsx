import { useState } from 'react';
import { Button, FieldError, Form, Input, Label, TextField } from 'react-aria-components';
import type { SessionState } from '#shared/ipc-shapes.ts';
import { t } from '../t.ts';
import { ErrorNotice } from '../ui/error-notice.tsx';
import { CodeStep, EnrolStep } from './code-step.tsx';
import { NewSecretStep } from './new-secret-step.tsx';
import { useSignIn } from './use-sign-in.ts';

/** Name and secret, and then whatever more the server asks for. The secret leaves the form after every try, the name stays. */
export function SignInForm({
  lastName,
  fixedName,
  onSignedIn,
}: {
  lastName: string | null;
  /** Where somebody must sign in again, it is the same person. */
  fixedName?: string;
  onSignedIn?: (state: SessionState) => void;
}) {
  const [name, setName] = useState(fixedName ?? lastName ?? '');
  const [secret, setSecret] = useState('');
  const [empty, setEmpty] = useState(false);
  const { step, error, asking, sendSecret, sendNewSecret, sendCode, startAgain } = useSignIn(onSignedIn);

  const submit = async () => {
    const missing = name.trim() === '' || secret === '';
    setEmpty(missing);
    if (missing || asking) return;
    await sendSecret(name.trim(), secret);
    setSecret('');
  };

  const asked = { asking, error, onBack: startAgain };
  if (step.kind === 'new_secret') {
    return <NewSecretStep {...asked} name={name} problem={step.problem} onSend={sendNewSecret} />;
  }
  if (step.kind === 'enrol') return <EnrolStep {...asked} enrolment={step.enrolment} onSend={sendCode} />;
  if (step.kind === 'code') return <CodeStep {...asked} onSend={sendCode} />;
  return (
    <Form
      className="sign-in-form"
      validationBehavior="aria"
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
    >
      {error !== null && <ErrorNotice error={error} />}
      <TextField
        className="field"
        value={name}
        onChange={setName}
        maxLength={64}
        isReadOnly={fixedName !== undefined}
        isInvalid={empty && name.trim() === ''}
        autoComplete="username"
      >
        <Label className="label">{t('Name')}</Label>
        {/* The form is the whole screen: the first empty field is where everybody begins. */}
        {/* oxlint-disable-next-line jsx-a11y/no-autofocus */}
        <Input className="input" autoFocus={name === ''} spellCheck={false} autoCapitalize="none" />
        <FieldError className="field-error">{t('Type your name.')}</FieldError>
      </TextField>
      <TextField
        className="field"
        type="password"
        value={secret}
        onChange={setSecret}
        maxLength={256}
        isInvalid={empty && secret === ''}
        autoComplete="current-password"
      >
        <Label className="label">{t('Secret')}</Label>
        {/* oxlint-disable-next-line jsx-a11y/no-autofocus */}
        <Input className="input" autoFocus={name !== ''} />
        <FieldError className="field-error">{t('Type your secret.')}</FieldError>
      </TextField>
      <Button className="button button-primary sign-in-button" type="submit" isPending={asking}>
        {asking ? t('Signing in…') : t('Sign in')}
      </Button>
    </Form>
  );
}
