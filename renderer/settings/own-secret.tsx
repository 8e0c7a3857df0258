import { useState } from 'react';
import { Button, FieldError, Form, Input, Label, TextField } from 'react-aria-components';
import type { AppError } from '#shared/errors.ts';
import { ask, toAppError } from '../bridge.ts';
import { t } from '../t.ts';
import { ErrorNotice } from '../ui/error-notice.tsx';
import { NewSecretFields, newSecretReady } from '../ui/new-secret-fields.tsx';
import { Notice } from '../ui/notice.tsx';
import { SettingsPart } from './settings-part.tsx';

const NOTHING = { secret: '', again: '' };

/** An officer's own secret, changed with the present one; the cache opens with the new one from then on. */
export function OwnSecret() {
  const [open, setOpen] = useState(false);
  const [done, setDone] = useState(false);
  const [present, setPresent] = useState('');
  const [typed, setTyped] = useState(NOTHING);
  const [tried, setTried] = useState(false);
  const [error, setError] = useState<AppError | null>(null);
  const [asking, setAsking] = useState(false);
  const problem = error?.fields.find(({ path }) => path === 'newSecret')?.message ?? null;
  const wrong = error?.code === 'bad_credentials';

  const close = () => {
    setOpen(false);
    setPresent('');
    setTyped(NOTHING);
    setTried(false);
    setError(null);
  };
  const submit = async () => {
    setTried(true);
    if (asking || present === '' || !newSecretReady(typed)) return;
    setAsking(true);
    setError(null);
    try {
      await ask('session.change-secret', { secret: present, newSecret: typed.secret });
      close();
      setDone(true);
    } catch (thrown) {
      setError(toAppError(thrown));
      setTyped(NOTHING);
      setTried(false);
    } finally {
      setAsking(false);
    }
  };

  return (
    <SettingsPart title={t('Your secret')}>
      {done && !open && (
        <Notice tone="ok" role="status" title={t('Your secret was changed')}>
          {t('It opens this window, too. You are signed out on every other workstation.')}
        </Notice>
      )}
      {!open && (
        <div>
          <Button
            className="button"
            onPress={() => {
              setDone(false);
              setOpen(true);
            }}
          >
            {t('Change your secret')}
          </Button>
        </div>
      )}
      {open && (
        <Form
          className="sign-in-form own-secret"
          validationBehavior="aria"
          onSubmit={(event) => {
            event.preventDefault();
            void submit();
          }}
        >
          {error !== null && problem === null && !wrong && <ErrorNotice error={error} />}
          <TextField
            className="field"
            type="password"
            value={present}
            onChange={setPresent}
            maxLength={256}
            isInvalid={(tried && present === '') || wrong}
            autoComplete="current-password"
          >
            <Label className="label">{t('Present secret')}</Label>
            {/* oxlint-disable-next-line jsx-a11y/no-autofocus */}
            <Input className="input" autoFocus />
            <FieldError className="field-error">
              {wrong
                ? t('That is not your secret. Five wrong ones lock your account.')
                : t('Type your present secret.')}
            </FieldError>
          </TextField>
          <NewSecretFields typed={typed} onType={setTyped} tried={tried} problem={problem} />
          <div className="card-actions">
            <Button className="button button-primary" type="submit" isPending={asking}>
              {asking ? t('Changing…') : t('Change')}
            </Button>
            <Button className="button" onPress={close}>
              {t('Cancel')}
            </Button>
          </div>
        </Form>
      )}
    </SettingsPart>
  );
}
