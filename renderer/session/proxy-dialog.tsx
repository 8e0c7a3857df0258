import { useState } from 'react';
import { Button, Form, Input, Label, TextField } from 'react-aria-components';
import type { AppError } from '#shared/errors.ts';
import { ask, toAppError } from '../bridge.ts';
import { t } from '../t.ts';
import { DialogFrame } from '../ui/dialog-frame.tsx';
import { ErrorNotice } from '../ui/error-notice.tsx';
import { Notice } from '../ui/notice.tsx';
import { useLive } from '../use-live.ts';

const FORM = 'proxy-login';

/**
 * Asks for the username and password that a proxy requires, on any page. If the dialog is closed, it appears again
 * later.
 */
export function ProxyDialog() {
  const live = useLive('session.proxy', undefined, ['proxy']);
  const wanted = live.value?.wanted ?? null;
  if (wanted === null) return null;
  return <Question key={`${wanted.proxy} ${wanted.wasWrong}`} {...wanted} onAnswered={live.refresh} />;
}

function Question({ proxy, wasWrong, onAnswered }: { proxy: string; wasWrong: boolean; onAnswered: () => void }) {
  const [username, setUsername] = useState('');
  const [password, setPassword] = useState('');
  const [error, setError] = useState<AppError | null>(null);
  const answer = async (given: { username: string; password: string } | null) => {
    try {
      await ask('session.proxy-sign-in', given);
      onAnswered();
    } catch (thrown) {
      setError(toAppError(thrown));
    }
  };
  return (
    <DialogFrame
      title={t('session.proxySignIn')}
      isOpen
      onClose={() => void answer(null)}
      foot={
        <>
          <Button className="button" onPress={() => void answer(null)}>
            {t('session.proxyNotNow')}
          </Button>
          <Button className="button button-primary" type="submit" form={FORM} isDisabled={username === ''}>
            {t('session.proxyConnect')}
          </Button>
        </>
      }
    >
      <div className="stack">
        {wasWrong && (
          <Notice tone="danger" role="alert">
            {t('session.proxyRefused')}
          </Notice>
        )}
        {error !== null && <ErrorNotice error={error} />}
        <p>{t('session.proxyWants', { proxy })}</p>
        <Form
          id={FORM}
          className="stack"
          onSubmit={(event) => {
            event.preventDefault();
            if (username !== '') void answer({ username, password });
          }}
        >
          <TextField className="field" value={username} onChange={setUsername} maxLength={256} autoComplete="off">
            <Label className="label">{t('session.username')}</Label>
            {/* oxlint-disable-next-line jsx-a11y/no-autofocus */}
            <Input className="input" autoFocus spellCheck={false} autoCapitalize="none" />
          </TextField>
          <TextField
            className="field"
            type="password"
            value={password}
            onChange={setPassword}
            maxLength={256}
            autoComplete="off"
          >
            <Label className="label">{t('session.proxyPassword')}</Label>
            <Input className="input" />
          </TextField>
        </Form>
      </div>
    </DialogFrame>
  );
}
