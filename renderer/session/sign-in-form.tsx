import { useState } from 'react';
import { Button, FieldError, Form, Input, Label, TextField } from 'react-aria-components';
import type { AppError } from '#shared/errors.ts';
import type { SessionState } from '#shared/ipc.ts';
import { ask, toAppError } from '../bridge.ts';
import { ErrorNotice } from '../ui/error-notice.tsx';

/** Name and secret. The secret leaves the form after every try, the name stays. */
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
  const [error, setError] = useState<AppError | null>(null);
  const [asking, setAsking] = useState(false);
  const [empty, setEmpty] = useState(false);

  const submit = async () => {
    if (asking) return;
    const missing = name.trim() === '' || secret === '';
    setEmpty(missing);
    if (missing) return;
    setAsking(true);
    setError(null);
    try {
      // Asked on a line of its own: the argument of an optional call is not even evaluated where nobody listens.
      const state = await ask('session.sign-in', { name: name.trim(), secret });
      onSignedIn?.(state);
    } catch (thrown) {
      setError(toAppError(thrown));
    } finally {
      setSecret('');
      setAsking(false);
    }
  };

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
        <Label className="label">Name</Label>
        {/* The form is the whole screen: the first empty field is where everybody begins. */}
        {/* oxlint-disable-next-line jsx-a11y/no-autofocus */}
        <Input className="input" autoFocus={name === ''} spellCheck={false} autoCapitalize="none" />
        <FieldError className="field-error">Type your name.</FieldError>
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
        <Label className="label">Secret</Label>
        {/* oxlint-disable-next-line jsx-a11y/no-autofocus */}
        <Input className="input" autoFocus={name !== ''} />
        <FieldError className="field-error">Type your secret.</FieldError>
      </TextField>
      <Button className="button button-primary sign-in-button" type="submit" isPending={asking}>
        {asking ? 'Signing in…' : 'Sign in'}
      </Button>
    </Form>
  );
}
