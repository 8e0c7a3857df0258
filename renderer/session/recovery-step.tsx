import { useState } from 'react';
import { Button, FieldError, Form, Input, Label, Text, TextField } from 'react-aria-components';
import { recoveryCode } from '#shared/domain/account.ts';
import type { AppError } from '#shared/errors.ts';
import { t } from '../t.ts';
import { ErrorNotice } from '../ui/error-notice.tsx';

/** Asks for a recovery code in place of the authenticator app's. */
export function RecoveryStep({
  asking,
  error,
  onSend,
  onFound,
  onBack,
}: {
  asking: boolean;
  error: AppError | null;
  onSend: (code: string) => void;
  /** Goes back to the authenticator app. */
  onFound: () => void;
  onBack: () => void;
}) {
  const [code, setCode] = useState('');
  const [wrong, setWrong] = useState(false);
  const submit = () => {
    const complete = recoveryCode.safeParse(code.trim()).success;
    setWrong(!complete);
    if (!complete || asking) return;
    onSend(code.trim());
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
      <h2 className="step-title">{t('session.recoveryCode')}</h2>
      <div className="step-text">{t('session.enterOneOfYourRecoveryCodes')}</div>
      {error !== null && <ErrorNotice error={error} />}
      <TextField className="field" value={code} onChange={setCode} maxLength={40} isInvalid={wrong} autoComplete="off">
        <Label className="label">{t('session.recoveryCode')}</Label>
        {/* This is the only field of this step, so it gets the focus. */}
        {/* oxlint-disable-next-line jsx-a11y/no-autofocus */}
        <Input className="input code-input" autoFocus spellCheck={false} autoCapitalize="characters" />
        <Text slot="description" className="hint-text">
          {t('session.twelveCharacters')}
        </Text>
        <FieldError className="field-error">{t('session.enterTheTwelveCharacters')}</FieldError>
      </TextField>
      <Button className="button button-primary sign-in-button" type="submit" isPending={asking}>
        {asking ? t('session.signingIn') : t('session.signIn')}
      </Button>
      <Button className="link-button step-back" onPress={onFound}>
        {t('session.useTheAuthenticatorApp')}
      </Button>
      <Button className="link-button step-back" onPress={onBack}>
        {t('session.startOver2')}
      </Button>
    </Form>
  );
}
