import { KeyRound } from 'lucide-react';
import { useState } from 'react';
import { Button, FieldError, Form, Input, Label, TextField } from 'react-aria-components';
import type { AppError } from '#shared/errors.ts';
import type { SessionState } from '#shared/ipc-shapes.ts';
import { ask, toAppError } from '../bridge.ts';
import { useBrowserFlow } from '../hooks/use-browser-flow.ts';
import { t } from '../t.ts';
import { BrowserWaiting } from '../ui/browser-waiting.tsx';
import { ErrorNotice } from '../ui/error-notice.tsx';
import { NewPasswordFields, newPasswordReady } from '../ui/new-password-fields.tsx';
import { Notice } from '../ui/notice.tsx';
import { problemAt } from '../wording/error-words.ts';
import { triesWords } from './tries-words.ts';

type PinNeeded = Extract<SessionState, { kind: 'pin_needed' }>;

/** Asks for the PIN that unlocks the reports on this workstation, after a sign-in through the agency's directory. */
export function PinPage({ session }: { session: PinNeeded }) {
  const { officer, choose } = session;
  const [error, setError] = useState<AppError | null>(null);
  const leave = () => ask('session.sign-out', { leaveUnsent: true }).catch((thrown) => setError(toAppError(thrown)));
  return (
    <main className="full-page">
      <div className="card">
        <KeyRound className="card-icon" aria-hidden />
        <h1 className="card-title">
          {choose ? t('session.chooseAPin') : t('session.welcomeBackName', { name: officer.displayName })}
        </h1>
        <p className="card-lead">
          {choose ? t('session.yourPinOpensTheReportsStored') : t('session.enterYourPinToOpenThe')}
        </p>
        {choose ? <ChoosePin key="choose" session={session} /> : <EnterPin key="enter" session={session} />}
        {error !== null && <ErrorNotice error={error} />}
        <p className="card-small">
          {t('session.notName', { name: officer.displayName })}{' '}
          <Button className="link-button" onPress={() => void leave()}>
            {t('session.signInAsSomeoneElse')}
          </Button>
        </p>
      </div>
    </main>
  );
}

function ChoosePin({ session }: { session: PinNeeded }) {
  const [typed, setTyped] = useState({ password: '', again: '' });
  const [tried, setTried] = useState(false);
  const { send, asking, error } = useSendPin();
  const problem = problemAt(error?.fields ?? [], 'pin') ?? null;
  const submit = async () => {
    setTried(true);
    if (asking || !newPasswordReady(typed)) return;
    await send(typed.password);
    setTyped({ password: '', again: '' });
    setTried(false);
  };
  return (
    <PinForm onSubmit={submit} name={session.officer.name}>
      {error !== null && problem === null && <ErrorNotice error={error} />}
      <NewPasswordFields typed={typed} onType={setTyped} tried={tried} problem={problem} what="pin" focus />
      <Button className="button button-primary sign-in-button" type="submit" isPending={asking}>
        {t('common.continue')}
      </Button>
    </PinForm>
  );
}

function EnterPin({ session }: { session: PinNeeded }) {
  const [pin, setPin] = useState('');
  const [empty, setEmpty] = useState(false);
  const { send, asking, error } = useSendPin();
  const forgot = useBrowserFlow('new_pin');
  const wrong = error?.code === 'wrong_password';
  const submit = async () => {
    setEmpty(pin === '');
    if (asking || pin === '') return;
    await send(pin);
    setPin('');
  };
  if (forgot.address !== null) return <BrowserWaiting way={forgot} />;
  return (
    <>
      <PinForm onSubmit={submit} name={session.officer.name}>
        {wrong && (
          <Notice tone="danger" role="alert" title={t('session.wrongPin')}>
            {triesWords(session.triesLeft, session.cache)}
          </Notice>
        )}
        {error !== null && !wrong && <ErrorNotice error={error} />}
        <TextField
          className="field"
          type="password"
          value={pin}
          onChange={setPin}
          maxLength={256}
          isInvalid={empty && pin === ''}
          autoComplete="current-password"
        >
          <Label className="label">{t('session.pin')}</Label>
          {/* oxlint-disable-next-line jsx-a11y/no-autofocus */}
          <Input className="input" autoFocus />
          <FieldError className="field-error">{t('session.enterYourPin')}</FieldError>
        </TextField>
        <Button className="button button-primary sign-in-button" type="submit" isPending={asking}>
          {t('common.continue')}
        </Button>
      </PinForm>
      {forgot.error !== null && <ErrorNotice error={forgot.error} />}
      <details>
        <summary>{t('session.forgotYourPin')}</summary>
        <p>{t('session.youSignInInTheBrowserOnce')}</p>
        <Button className="button" onPress={forgot.start} isPending={forgot.asking}>
          {t('session.chooseAnotherPin')}
        </Button>
      </details>
    </>
  );
}

function useSendPin() {
  const [error, setError] = useState<AppError | null>(null);
  const [asking, setAsking] = useState(false);
  const send = async (pin: string) => {
    setAsking(true);
    setError(null);
    try {
      await ask('session.give-pin', { pin });
    } catch (thrown) {
      setError(toAppError(thrown));
    } finally {
      setAsking(false);
    }
  };
  return { send, asking, error };
}

function PinForm({
  onSubmit,
  name,
  children,
}: {
  onSubmit: () => Promise<void>;
  name: string;
  children: React.ReactNode;
}) {
  return (
    <Form
      className="sign-in-form"
      validationBehavior="aria"
      onSubmit={(event) => {
        event.preventDefault();
        void onSubmit();
      }}
    >
      {/* Password managers store a password with its username, so the form includes the username. */}
      <input type="hidden" name="username" autoComplete="username" value={name} readOnly />
      {children}
    </Form>
  );
}
