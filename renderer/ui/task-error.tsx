import { useState } from 'react';
import { Button, FieldError, Form, Input, Label, TextField } from 'react-aria-components';
import { oneTimeCode, recoveryCode } from '#shared/domain/account.ts';
import { AppError } from '#shared/errors.ts';
import { ask, toAppError } from '../bridge.ts';
import { useBrowserFlow } from '../hooks/use-browser-flow.ts';
import { t } from '../t.ts';
import { useLive } from '../use-live.ts';
import { BrowserWaiting } from './browser-waiting.tsx';
import { ErrorNotice } from './error-notice.tsx';
import { Notice } from './notice.tsx';

/**
 * Shows why a task failed. If the server requires the user to authenticate again, asks for it here, and the task then
 * continues automatically.
 */
export function TaskError({
  error,
  onProven,
  ...how
}: {
  error: AppError | null;
  onProven: () => void;
  title?: string;
  onRetry?: () => void;
}) {
  if (error === null) return null;
  return error.code === 'proof_needed' ? <ProveAgain onProven={onProven} /> : <ErrorNotice error={error} {...how} />;
}

function ProveAgain({ onProven }: { onProven: () => void }) {
  const session = useLive('session.state', undefined, ['session']).value;
  if (session === undefined) return null;
  const isOfDirectory = session.kind === 'signed_in' && session.by === 'directory';
  return isOfDirectory ? <ProveInBrowser onProven={onProven} /> : <ProveByPassword onProven={onProven} />;
}

function ProveInBrowser({ onProven }: { onProven: () => void }) {
  const way = useBrowserFlow('proof', onProven);
  if (way.address !== null) return <BrowserWaiting way={way} />;
  return (
    <div className="stack prove-again">
      <Notice tone="info" title={t('it.confirmItsYou')}>
        {t('session.signInToYourAgencyAccountAgain')}
      </Notice>
      {way.error !== null && <ErrorNotice error={way.error} />}
      {/* oxlint-disable-next-line jsx-a11y/no-autofocus */}
      <Button className="button button-primary prove-button" autoFocus isPending={way.asking} onPress={way.start}>
        {t('session.confirmInTheBrowser')}
      </Button>
    </div>
  );
}

const IS_COMPLETE = {
  password: () => true,
  code: (typed: string) => oneTimeCode.safeParse(typed.trim()).success,
  recoveryCode: (typed: string) => recoveryCode.safeParse(typed.trim()).success,
};
const LEAD = {
  password: t('linkage.reEnterYourPasswordToContinue'),
  code: t('it.enterTheCodeYourAuthenticatorApp'),
  recoveryCode: t('session.enterOneOfYourRecoveryCodes'),
};

function ProveByPassword({ onProven }: { onProven: () => void }) {
  const [password, setPassword] = useState('');
  const [code, setCode] = useState('');
  /**
   * What to ask for now: first the password, then a code from the app or, if the phone isn't available, a recovery
   * code.
   */
  const [asks, setAsks] = useState<'password' | 'code' | 'recoveryCode'>('password');
  const [empty, setEmpty] = useState(false);
  const [asking, setAsking] = useState(false);
  const [error, setError] = useState<AppError | null>(null);

  const prove = async () => {
    if (asking) return;
    const missing = password === '' || !IS_COMPLETE[asks](code);
    setEmpty(missing);
    if (missing) return;
    setAsking(true);
    setError(null);
    try {
      await ask('accounts.prove', asks === 'password' ? { password } : { password, [asks]: code.trim() });
      onProven();
    } catch (thrown) {
      const why = toAppError(thrown);
      if (why.code === 'code_needed') setAsks('code');
      // The username isn't asked for here, so only the password can be wrong.
      else setError(why.code === 'bad_credentials' ? new AppError('wrong_password') : why);
      // After a wrong code, only the code must be retyped; the password was correct.
      setCode('');
      if (why.code === 'bad_credentials') setPassword('');
    } finally {
      setAsking(false);
    }
  };
  return (
    <Form
      className="stack prove-again"
      validationBehavior="aria"
      onSubmit={(event) => {
        event.preventDefault();
        void prove();
      }}
    >
      <Notice tone="info" title={t('it.confirmItsYou')}>
        {LEAD[asks]}
      </Notice>
      {error !== null && <ErrorNotice error={error} />}
      {asks === 'password' ? (
        <TextField
          className="field"
          type="password"
          value={password}
          onChange={setPassword}
          isInvalid={empty}
          autoComplete="current-password"
          maxLength={256}
        >
          <Label className="label">{t('common.yourPassword')}</Label>
          {/* oxlint-disable-next-line jsx-a11y/no-autofocus */}
          <Input className="input" autoFocus />
          <FieldError className="field-error">{t('common.enterYourPassword')}</FieldError>
        </TextField>
      ) : (
        <TextField
          key={asks}
          className="field"
          value={code}
          onChange={setCode}
          isInvalid={empty}
          inputMode={asks === 'code' ? 'numeric' : 'text'}
          autoComplete={asks === 'code' ? 'one-time-code' : 'off'}
          maxLength={40}
        >
          <Label className="label">{asks === 'code' ? t('common.code') : t('session.recoveryCode')}</Label>
          {/* oxlint-disable-next-line jsx-a11y/no-autofocus */}
          <Input className="input" autoFocus spellCheck={false} />
          <FieldError className="field-error">
            {asks === 'code' ? t('common.enterThe6DigitCode') : t('session.enterTheTwelveCharacters')}
          </FieldError>
        </TextField>
      )}
      <Button className="button button-primary prove-button" type="submit" isPending={asking}>
        {asking ? t('it.checking') : t('common.continue')}
      </Button>
      {asks !== 'password' && (
        <Button
          className="link-button"
          onPress={() => {
            setAsks(asks === 'code' ? 'recoveryCode' : 'code');
            setCode('');
            setEmpty(false);
            setError(null);
          }}
        >
          {asks === 'code' ? t('session.lostYourPhone') : t('session.useTheAuthenticatorApp')}
        </Button>
      )}
    </Form>
  );
}
