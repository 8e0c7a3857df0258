import { useEffect, useState } from 'react';
import { ask } from './bridge.ts';
import { Desk } from './desk.tsx';
import { SafeMode } from './hooks/safe-mode.ts';
import { forgetKept } from './kept-in-memory.ts';
import { lastAnswers } from './last-answers.ts';
import { CacheUnreadablePage } from './session/cache-unreadable-page.tsx';
import { LockPage } from './session/lock-page.tsx';
import { PinPage } from './session/pin-page.tsx';
import { ProxyDialog } from './session/proxy-dialog.tsx';
import { SignInPage } from './session/sign-in-page.tsx';
import { WaitingPage } from './session/waiting-page.tsx';
import { createLastPlace } from './shell/last-place.ts';
import { useSettings } from './shell/use-settings.ts';
import { Announcer } from './ui/announcer.tsx';
import { ErrorNotice } from './ui/error-notice.tsx';
import { PreferencesProvider } from './ui/preferences.tsx';
import { useLive } from './use-live.ts';

export function App() {
  return (
    <>
      <Screen />
      <ProxyDialog />
    </>
  );
}

/** Chooses the screen: sign-in, PIN, lock, unreadable cache, or desk. */
function Screen() {
  const session = useLive('session.state', undefined, ['session']);
  const settings = useSettings();
  const [lastPlace] = useState(() => createLastPlace(sessionStorage));
  const info = useLive('app.info', undefined);
  const isSafe = info.value?.safeMode === true;
  const isAtDesk = session.value?.kind === 'signed_in';
  useEffect(() => {
    if (isAtDesk) return;
    lastAnswers.forget();
    forgetKept();
  }, [isAtDesk]);
  const isDrawn = session.value !== undefined && (info.value !== undefined || info.error !== null);
  useEffect(() => {
    if (isDrawn) ask('window.drawn').catch(() => undefined);
  }, [isDrawn]);
  if (session.value === undefined || !isDrawn) {
    if (session.error === null) return <WaitingPage />;
    return (
      <main className="full-page">
        <ErrorNotice error={session.error} onRetry={session.refresh} />
      </main>
    );
  }
  switch (session.value.kind) {
    case 'signed_out':
      return <SignInPage session={session.value} />;
    case 'locked':
      return <LockPage session={session.value} />;
    case 'pin_needed':
      return <PinPage session={session.value} />;
    case 'cache_unreadable':
      return <CacheUnreadablePage session={session.value} />;
    case 'signed_in':
      return (
        <SafeMode value={isSafe}>
          <Announcer>
            <PreferencesProvider>
              <Desk key={session.value.officer.id} session={session.value} settings={settings} lastPlace={lastPlace} />
            </PreferencesProvider>
          </Announcer>
        </SafeMode>
      );
  }
}
