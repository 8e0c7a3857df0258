import { StrictMode } from 'react';
import { I18nProvider } from 'react-aria-components';
import { createRoot } from 'react-dom/client';
import { App } from './app.tsx';
import { markRoom } from './hooks/room.ts';
import { ErrorBoundary } from './shell/error-boundary.tsx';
import { listenForFailures, reportFailure } from './shell/window-failures.ts';
import { locale } from './t.ts';
import { copyFullDates } from './ui/copied-text.ts';

/** Renders the window, with React Aria's built-in strings in the window's language. */
export function showApp(): void {
  const root = document.getElementById('root');
  if (root === null) throw new Error('index.html has no #root');
  // Registered for the lifetime of the window. If a page owned this listener, unmounting that page (as when locking)
  // would remove the next page's listener.
  window.addEventListener('resize', markRoom);
  copyFullDates();
  listenForFailures();
  createRoot(root, { onCaughtError: (error) => reportFailure('drawing', error) }).render(
    <StrictMode>
      <I18nProvider locale={locale()}>
        <ErrorBoundary>
          <App />
        </ErrorBoundary>
      </I18nProvider>
    </StrictMode>,
  );
}
