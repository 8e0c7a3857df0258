import { useState } from 'react';
import { Button, FieldError, Form, Input, Label, TextField } from 'react-aria-components';
import type { SessionState } from '#shared/ipc-shapes.ts';
import { t } from '../t.ts';
import { ErrorNotice } from '../ui/error-notice.tsx';
import { CodeStep, EnrolStep } from './code-step.tsx';
import { NewPasswordStep } from './new-password-step.tsx';
import { RecoveryStep } from './recovery-step.tsx';
import { useSignIn } from './use-sign-in.ts';

/**
 * Asks for username and password, then for anything else the server requires. The password is cleared after every
 * attempt; the username stays.
 */
export function SignInForm({
  lastName,
  fixedName,
  onSignedIn,
  onAsk,
}: {
  lastName: string | null;
  /** Set when a user must sign in again: the username cannot be changed, because it has to be the same person. */
  fixedName?: string;
  onSignedIn?: (state: SessionState) => void;
  /** Called with every attempt. */
  onAsk?: () => void;
}) {
  const [name, setName] = useState(fixedName ?? lastName ?? '');
  const [password, setPassword] = useState('');
  const [empty, setEmpty] = useState(false);
  const signIn = useSignIn(onSignedIn);
  const { step, error, asking, sendPassword, sendNewPassword, sendCode, startAgain } = signIn;

  const submit = async () => {
    const missing = name.trim() === '' || password === '';
    setEmpty(missing);
    if (missing || asking) return;
    onAsk?.();
    await sendPassword(name.trim(), password);
    setPassword('');
  };

  const asked = { asking, error, onBack: startAgain };
  if (step.kind === 'new_password') {
    return <NewPasswordStep {...asked} name={name} problem={step.problem} onSend={sendNewPassword} />;
  }
  if (step.kind === 'enroll') return <EnrolStep {...asked} enrollment={step.enrollment} onSend={sendCode} />;
  if (step.kind === 'code') return <CodeStep {...asked} onSend={sendCode} onLost={() => signIn.choose('recovery')} />;
  if (step.kind === 'recovery')
    return <RecoveryStep {...asked} onSend={signIn.sendRecoveryCode} onFound={() => signIn.choose('code')} />;
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
        <Label className="label">{t('session.username')}</Label>
        {/* The form is the whole screen, so focus its first empty field. */}
        {/* oxlint-disable-next-line jsx-a11y/no-autofocus */}
        <Input className="input" autoFocus={name === ''} spellCheck={false} autoCapitalize="none" />
        <FieldError className="field-error">{t('session.enterYourUsername')}</FieldError>
      </TextField>
      <TextField
        className="field"
        type="password"
        value={password}
        onChange={setPassword}
        maxLength={256}
        isInvalid={empty && password === ''}
        autoComplete="current-password"
      >
        <Label className="label">{t('session.password')}</Label>
        {/* oxlint-disable-next-line jsx-a11y/no-autofocus */}
        <Input className="input" autoFocus={name !== ''} />
        <FieldError className="field-error">{t('common.enterYourPassword')}</FieldError>
      </TextField>
      <Button className="button button-primary sign-in-button" type="submit" isPending={asking}>
        {asking ? t('session.signingIn') : t('session.signIn')}
      </Button>
    </Form>
  );
}
