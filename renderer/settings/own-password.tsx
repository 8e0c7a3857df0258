import { useState } from 'react';
import { Button, FieldError, Form, Input, Label, TextField } from 'react-aria-components';
import type { AppError } from '#shared/errors.ts';
import { ask, toAppError } from '../bridge.ts';
import { t } from '../t.ts';
import { ErrorNotice } from '../ui/error-notice.tsx';
import { NewPasswordFields, newPasswordReady } from '../ui/new-password-fields.tsx';
import { Notice } from '../ui/notice.tsx';
import { problemAt } from '../wording/error-words.ts';
import { SettingsPart } from './settings-part.tsx';

const NOTHING = { password: '', again: '' };

/** Changes the officer's own password. The current password is required; afterward, the new one opens the cache. */
export function OwnPassword() {
  const [open, setOpen] = useState(false);
  const [done, setDone] = useState(false);
  const [present, setPresent] = useState('');
  const [typed, setTyped] = useState(NOTHING);
  const [tried, setTried] = useState(false);
  const [error, setError] = useState<AppError | null>(null);
  const [asking, setAsking] = useState(false);
  const problem = problemAt(error?.fields ?? [], 'newPassword') ?? null;
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
    if (asking || present === '' || !newPasswordReady(typed)) return;
    setAsking(true);
    setError(null);
    try {
      await ask('session.change-password', { password: present, newPassword: typed.password });
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
    <SettingsPart title={t('common.yourPassword')}>
      {done && !open && (
        <Notice tone="ok" role="status" title={t('settings.passwordChanged')}>
          {t('settings.itNowUnlocksThisWindowToo')}
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
            {t('settings.changeYourPassword')}
          </Button>
        </div>
      )}
      {open && (
        <Form
          className="sign-in-form own-password"
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
            <Label className="label">{t('settings.currentPassword')}</Label>
            {/* oxlint-disable-next-line jsx-a11y/no-autofocus */}
            <Input className="input" autoFocus />
            <FieldError className="field-error">
              {wrong ? t('settings.wrongPasswordAfterFiveWrongAttempts') : t('settings.enterYourCurrentPassword')}
            </FieldError>
          </TextField>
          <NewPasswordFields typed={typed} onType={setTyped} tried={tried} problem={problem} />
          <div className="card-actions">
            <Button className="button button-primary" type="submit" isPending={asking}>
              {asking ? t('settings.changing') : t('settings.change')}
            </Button>
            <Button className="button" onPress={close}>
              {t('common.cancel')}
            </Button>
          </div>
        </Form>
      )}
    </SettingsPart>
  );
}
