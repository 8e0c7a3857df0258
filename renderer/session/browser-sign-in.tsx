import { Button } from 'react-aria-components';
import type { SessionState } from '#shared/ipc-shapes.ts';
import { useBrowserFlow } from '../hooks/use-browser-flow.ts';
import { t } from '../t.ts';
import { BrowserWaiting } from '../ui/browser-waiting.tsx';
import { ErrorNotice } from '../ui/error-notice.tsx';

/** Signs in through the agency's directory, in the system browser. */
export function BrowserSignIn({
  onSignedIn,
  onAsk,
}: {
  onSignedIn?: ((state: SessionState) => void) | undefined;
  onAsk?: (() => void) | undefined;
}) {
  const way = useBrowserFlow('sign_in', onSignedIn);
  return (
    <div className="sign-in-form">
      {way.error !== null && <ErrorNotice error={way.error} />}
      {way.address === null ? (
        <Button
          className="button button-primary sign-in-button"
          // This button is the page's only main action, so it gets the focus.
          // oxlint-disable-next-line jsx-a11y/no-autofocus
          autoFocus
          isPending={way.asking}
          onPress={() => {
            onAsk?.();
            way.start();
          }}
        >
          {t('session.signInWithYourAgencyAccount')}
        </Button>
      ) : (
        <BrowserWaiting way={way} />
      )}
    </div>
  );
}
