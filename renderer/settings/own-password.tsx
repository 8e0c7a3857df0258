import { useState } from 'react';
import { Button, FieldError, Form, Input, Label, TextField } from 'react-aria-components';
import type { AppError } from '#shared/errors.ts';
import { ask, toAppError } from '../bridge.ts';
import { t } from '../t.ts';
import { ErrorNotice } from '../ui/error-notice.tsx';
import { NewPasswordFields, newPasswordReady } from '../ui/new-password-fields.tsx';
import { Notice } from '../ui/notice.tsx';
import { useLive } from '../use-live.ts';
import { problemAt } from '../wording/error-words.ts';
import { SettingsPart } from './settings-part.tsx';

const NOTHING = { password: '', again: '' };

/** Labels for changing a password or a PIN, depending on how the officer signs in. */
const WORDS = {
  password: {
    title: t('common.yourPassword'),
    done: t('settings.passwordChanged'),
    open: t('settings.changeYourPassword'),
    present: t('settings.currentPassword'),
    wrong: t('settings.wrongPasswordAfterFiveWrongAttempts'),
    missing: t('settings.enterYourCurrentPassword'),
  },
  directory: {
    title: t('settings.yourPin'),
    done: t('settings.pinChanged'),
    open: t('settings.changeYourPin'),
    present: t('settings.currentPin'),
    wrong: t('settings.wrongPinAfterFiveWrongAttempts'),
    missing: t('settings.enterYourCurrentPin'),
  },
} as const;

/**
 * Changes the officer's own password or, for an officer who signs in through the directory, this workstation's PIN. The
 * current one is required; afterward, the new one unlocks the cache.
 */
export function OwnPassword() {
  const session = useLive('session.state', undefined, ['session']).value;
  const by = session?.kind === 'signed_in' ? session.by : null;
  return by === null ? null : <ChangeOwn by={by} />;
}

function ChangeOwn({ by }: { by: 'password' | 'directory' }) {
  const words = WORDS[by];
  const [open, setOpen] = useState(false);
  const [done, setDone] = useState(false);
  const [present, setPresent] = useState('');
  const [typed, setTyped] = useState(NOTHING);
  const [tried, setTried] = useState(false);
  const [error, setError] = useState<AppError | null>(null);
  const [asking, setAsking] = useState(false);
  const problem = problemAt(error?.fields ?? [], by === 'password' ? 'newPassword' : 'newPin') ?? null;
  const wrong = error?.code === 'bad_credentials' || error?.code === 'wrong_password';

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
      if (by === 'password') await ask('session.change-password', { password: present, newPassword: typed.password });
      else await ask('session.change-pin', { pin: present, newPin: typed.password });
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
    <SettingsPart title={words.title}>
      {done && !open && (
        <Notice tone="ok" role="status" title={words.done}>
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
            {words.open}
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
            <Label className="label">{words.present}</Label>
            {/* oxlint-disable-next-line jsx-a11y/no-autofocus */}
            <Input className="input" autoFocus />
            <FieldError className="field-error">{wrong ? words.wrong : words.missing}</FieldError>
          </TextField>
          <NewPasswordFields
            typed={typed}
            onType={setTyped}
            tried={tried}
            problem={problem}
            what={by === 'password' ? 'password' : 'pin'}
          />
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
