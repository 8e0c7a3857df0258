import { useState } from 'react';
import { Button, FieldError, Form, Input, Label, TextField } from 'react-aria-components';
import type { AppError } from '#shared/errors.ts';
import { ask, toAppError } from '../bridge.ts';
import { t } from '../t.ts';
import { ErrorNotice } from '../ui/error-notice.tsx';
import { Notice } from '../ui/notice.tsx';

/**
 * What stands in the way of a task. Where the server wants to know once more who is there, that is asked here, and the
 * task goes on by itself.
 */
export function TaskError({ error, onProven }: { error: AppError | null; onProven: () => void }) {
  if (error === null) return null;
  return error.code === 'proof_needed' ? <ProveAgain onProven={onProven} /> : <ErrorNotice error={error} />;
}

function ProveAgain({ onProven }: { onProven: () => void }) {
  const [secret, setSecret] = useState('');
  const [code, setCode] = useState('');
  const [wantsCode, setWantsCode] = useState(false);
  const [empty, setEmpty] = useState(false);
  const [asking, setAsking] = useState(false);
  const [error, setError] = useState<AppError | null>(null);

  const prove = async () => {
    if (asking) return;
    const missing = secret === '' || (wantsCode && !/^\d{6}$/.test(code.replace(/\s/g, '')));
    setEmpty(missing);
    if (missing) return;
    setAsking(true);
    setError(null);
    try {
      await ask('accounts.prove', wantsCode ? { secret, code } : { secret });
      onProven();
    } catch (thrown) {
      const why = toAppError(thrown);
      if (why.code === 'code_needed') setWantsCode(true);
      else setError(why);
      // A code that is known to be wrong is typed anew; the secret was right then.
      setCode('');
      if (why.code === 'bad_credentials') setSecret('');
    } finally {
      setAsking(false);
    }
  };
  return (
    <Form
      className="stack"
      validationBehavior="aria"
      onSubmit={(event) => {
        event.preventDefault();
        void prove();
      }}
    >
      <Notice tone="info" title={t('Is it still you?')}>
        {wantsCode
          ? t('Type the code that your authenticator app shows now.')
          : t('It is a while since you signed in. This needs your secret again.')}
      </Notice>
      {error !== null && <ErrorNotice error={error} />}
      {wantsCode ? (
        <TextField
          className="field"
          value={code}
          onChange={setCode}
          isInvalid={empty}
          inputMode="numeric"
          autoComplete="one-time-code"
          maxLength={20}
        >
          <Label className="label">{t('Code')}</Label>
          {/* oxlint-disable-next-line jsx-a11y/no-autofocus */}
          <Input className="input" autoFocus />
          <FieldError className="field-error">{t('Type the six digits.')}</FieldError>
        </TextField>
      ) : (
        <TextField
          className="field"
          type="password"
          value={secret}
          onChange={setSecret}
          isInvalid={empty}
          autoComplete="current-password"
          maxLength={256}
        >
          <Label className="label">{t('Your secret')}</Label>
          {/* oxlint-disable-next-line jsx-a11y/no-autofocus */}
          <Input className="input" autoFocus />
          <FieldError className="field-error">{t('Type your secret.')}</FieldError>
        </TextField>
      )}
      <Button className="button" type="submit" isPending={asking}>
        {asking ? t('Checking…') : t('Go on')}
      </Button>
    </Form>
  );
}
