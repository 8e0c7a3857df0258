import { useEffect, useRef, useState } from 'react';
import { Button, FieldError, Form, Input, Label, Text, TextField } from 'react-aria-components';
import type { AppError } from '#shared/errors.ts';
import type { Enrolment } from '#shared/session-api.ts';
import { t } from '../t.ts';
import { ErrorNotice } from '../ui/error-notice.tsx';
import { QrCode } from '../ui/qr-code.tsx';

type Asked = {
  asking: boolean;
  error: AppError | null;
  onSend: (code: string) => void;
  onBack: () => void;
};

/** The code of an authenticator app that was set up before. */
export function CodeStep(asked: Asked) {
  return (
    <CodeForm {...asked} title={t('One more step')}>
      {t('Open your authenticator app and type the code that it shows for P2C Review.')}
    </CodeForm>
  );
}

/** Sets up an authenticator app: once, at the first sign-in, or after an administrator took the former one away. */
export function EnrolStep({ enrolment, ...asked }: Asked & { enrolment: Enrolment }) {
  return (
    <CodeForm {...asked} title={t('Set up your second factor')}>
      {t(
        'From now on you sign in with your secret and a code from your phone. Open an authenticator app, add an account, and scan this picture.',
      )}
      <QrCode text={enrolment.uri} label={t('Picture for the authenticator app')} />
      <details className="enrol-by-hand">
        <summary>{t('It cannot be scanned')}</summary>
        <p>{t('Type this key into the app instead; it is time based, with six digits.')}</p>
        <p className="file-path enrol-key">{enrolment.key.replace(/(.{4})(?=.)/g, '$1 ')}</p>
      </details>
    </CodeForm>
  );
}

function CodeForm({
  title,
  children,
  asking,
  error,
  onSend,
  onBack,
}: Asked & { title: string; children: React.ReactNode }) {
  const [code, setCode] = useState('');
  const [wrong, setWrong] = useState(false);
  const box = useRef<HTMLInputElement>(null);
  // Whoever typed a wrong one types the next at once.
  useEffect(() => {
    if (error !== null) box.current?.focus();
  }, [error]);
  const submit = () => {
    const digits = code.replace(/\s/g, '');
    const complete = /^\d{6}$/.test(digits);
    setWrong(!complete);
    if (!complete || asking) return;
    onSend(digits);
    setCode('');
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
      <h2 className="step-title">{title}</h2>
      <div className="step-text">{children}</div>
      {error !== null && <ErrorNotice error={error} />}
      <TextField
        className="field"
        value={code}
        onChange={setCode}
        maxLength={20}
        isInvalid={wrong}
        inputMode="numeric"
        autoComplete="one-time-code"
      >
        <Label className="label">{t('Code')}</Label>
        {/* It is the only question of this step, and codes do not last. */}
        {/* oxlint-disable-next-line jsx-a11y/no-autofocus */}
        <Input className="input code-input" ref={box} autoFocus spellCheck={false} />
        <Text slot="description" className="hint-text">
          {t('Six digits. Each works once; a new one comes every half minute.')}
        </Text>
        <FieldError className="field-error">{t('Type the six digits.')}</FieldError>
      </TextField>
      <Button className="button button-primary sign-in-button" type="submit" isPending={asking}>
        {asking ? t('Signing in…') : t('Sign in')}
      </Button>
      <Button className="link-button step-back" onPress={onBack}>
        {t('Start again')}
      </Button>
    </Form>
  );
}
