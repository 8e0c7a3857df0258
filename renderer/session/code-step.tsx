import { useEffect, useRef, useState } from 'react';
import { Button, FieldError, Form, Input, Label, Text, TextField } from 'react-aria-components';
import type { AppError } from '#shared/errors.ts';
import type { Enrollment } from '#shared/session-api.ts';
import { t } from '../t.ts';
import { ErrorNotice } from '../ui/error-notice.tsx';
import { QrCode } from '../ui/qr-code.tsx';

type Asked = {
  asking: boolean;
  error: AppError | null;
  onSend: (code: string) => void;
  onBack: () => void;
};

/** Asks for a code from an authenticator app that is already set up. */
export function CodeStep({ onLost, ...asked }: Asked & { onLost: () => void }) {
  return (
    <>
      <CodeForm {...asked} title={t('session.oneMoreStep')}>
        {t('session.openYourAuthenticatorAppAndEnter')}
      </CodeForm>
      <Button className="link-button sign-in-other" onPress={onLost}>
        {t('session.lostYourPhone')}
      </Button>
    </>
  );
}

/** Sets up an authenticator app at the first sign-in, or again after an administrator has reset it. */
export function EnrolStep({ enrollment, ...asked }: Asked & { enrollment: Enrollment }) {
  return (
    <CodeForm {...asked} title={t('session.setUpTwoFactorSignIn')}>
      {t('session.fromNowOnYouSignIn')}
      <QrCode text={enrollment.uri} label={t('session.qRCodeForTheAuthenticatorApp')} />
      <details className="enroll-by-hand">
        <summary>{t('session.cantScanIt')}</summary>
        <p>{t('session.enterThisKeyInTheApp')}</p>
        <p className="file-path enroll-key">{enrollment.key.replace(/(.{4})(?=.)/g, '$1 ')}</p>
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
  // After a wrong code, focus the field so that another code can be typed.
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
        <Label className="label">{t('common.code')}</Label>
        {/* This is the only field of this step, and codes expire quickly, so it gets the focus. */}
        {/* oxlint-disable-next-line jsx-a11y/no-autofocus */}
        <Input className="input code-input" ref={box} autoFocus spellCheck={false} />
        <Text slot="description" className="hint-text">
          {t('session.sixDigitsEachCodeWorksOnce')}
        </Text>
        <FieldError className="field-error">{t('common.enterThe6DigitCode')}</FieldError>
      </TextField>
      <Button className="button button-primary sign-in-button" type="submit" isPending={asking}>
        {asking ? t('session.signingIn') : t('session.signIn')}
      </Button>
      <Button className="link-button step-back" onPress={onBack}>
        {t('session.startOver2')}
      </Button>
    </Form>
  );
}
