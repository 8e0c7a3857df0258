import { useState } from 'react';
import { Button } from 'react-aria-components';
import type { SessionState } from '#shared/ipc-shapes.ts';
import { t } from '../t.ts';
import { useLive } from '../use-live.ts';
import { BrowserSignIn } from './browser-sign-in.tsx';
import { SignInForm } from './sign-in-form.tsx';

/**
 * The ways to sign in at this agency: through its directory, with a password, or both. Signing in again uses the same
 * way as the first time.
 */
export function SignInWays({
  lastName,
  again,
  onSignedIn,
  onAsk,
}: {
  lastName: string | null;
  /** The user who must sign in again; the name can't be changed, because it has to be the same person. */
  again?: { name: string; by: 'password' | 'directory' };
  onSignedIn?: (state: SessionState) => void;
  /** Called with every attempt. */
  onAsk?: () => void;
}) {
  const terms = useLive('session.terms', again === undefined ? undefined : null);
  const [withPassword, setWithPassword] = useState(false);
  const done = { ...(onSignedIn && { onSignedIn }), ...(onAsk && { onAsk }) };
  if (again?.by === 'directory') return <BrowserSignIn {...done} />;
  if (again !== undefined) return <SignInForm lastName={again.name} fixedName={again.name} {...done} />;
  if (terms.value === undefined && terms.error === null) return <div aria-busy />;
  if (terms.value?.directory !== true) return <SignInForm lastName={lastName} {...done} />;
  return (
    <>
      {withPassword ? <SignInForm lastName={lastName} {...done} /> : <BrowserSignIn {...done} />}
      <Button className="link-button sign-in-other" onPress={() => setWithPassword(!withPassword)}>
        {withPassword
          ? t('session.useYourAgencyAccountInstead')
          : terms.value.passwords === 'administrators'
            ? t('session.administratorsUseAPassword')
            : t('session.useAPasswordInstead')}
      </Button>
    </>
  );
}
