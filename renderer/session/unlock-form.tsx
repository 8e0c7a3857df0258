import { useEffect, useRef, useState } from 'react';
import { Button, FieldError, Form, Input, Label, TextField } from 'react-aria-components';
import type { AppError } from '#shared/errors.ts';
import type { SessionState } from '#shared/ipc-shapes.ts';
import { ask, toAppError } from '../bridge.ts';
import { t } from '../t.ts';
import { ErrorNotice } from '../ui/error-notice.tsx';
import { Notice } from '../ui/notice.tsx';
import { triesWords } from './tries-words.ts';

/** Asks for the signed-in user's password. It is cleared after every attempt. */
export function UnlockForm({ session }: { session: Extract<SessionState, { kind: 'locked' }> }) {
  const [password, setPassword] = useState('');
  const [error, setError] = useState<AppError | null>(null);
  const [asking, setAsking] = useState(false);
  const [empty, setEmpty] = useState(false);
  const box = useRef<HTMLInputElement>(null);
  useEffect(() => box.current?.focus(), []);

  const submit = async () => {
    if (asking) return;
    setEmpty(password === '');
    if (password === '') return;
    setAsking(true);
    setError(null);
    try {
      await ask('session.unlock', { password });
    } catch (thrown) {
      setError(toAppError(thrown));
      box.current?.focus();
    } finally {
      setPassword('');
      setAsking(false);
    }
  };
  const isPin = session.by === 'directory';
  const wrong = error?.code === 'wrong_password';
  return (
    <Form
      className="sign-in-form"
      validationBehavior="aria"
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
    >
      {wrong && (
        <Notice tone="danger" role="alert" title={isPin ? t('session.wrongPin') : t('session.wrongPassword')}>
          {triesWords(session.triesLeft, session.cache)}
        </Notice>
      )}
      {error !== null && !wrong && <ErrorNotice error={error} />}
      {/* Password managers store a password with its username, so the form includes the username. */}
      <input type="hidden" name="username" autoComplete="username" value={session.officer.name} readOnly />
      <TextField
        className="field"
        type="password"
        value={password}
        onChange={setPassword}
        maxLength={256}
        isInvalid={empty && password === ''}
        autoComplete="current-password"
      >
        <Label className="label">
          {isPin
            ? t('session.pinForName', { name: session.officer.name })
            : t('session.passwordForName', { name: session.officer.name })}
        </Label>
        <Input className="input" ref={box} />
        <FieldError className="field-error">
          {isPin ? t('session.enterYourPin') : t('common.enterYourPassword')}
        </FieldError>
      </TextField>
      <Button className="button button-primary sign-in-button" type="submit" isPending={asking}>
        {asking ? t('session.unlocking') : t('common.unlock')}
      </Button>
    </Form>
  );
}
