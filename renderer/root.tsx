import { StrictMode } from 'react';
import { I18nProvider } from 'react-aria-components';
import { createRoot } from 'react-dom/client';
import { App } from './app.tsx';
import { markRoom } from './hooks/room.ts';
import { ErrorBoundary } from './shell/error-boundary.tsx';
import { hearFailures, tellFailure } from './shell/window-failures.ts';
import { locale } from './t.ts';

/** Draws the window; the controls of React Aria say what they say by themselves in its language too. */
export function showApp(): void {
  const root = document.getElementById('root');
  if (root === null) throw new Error('index.html has no #root');
  // As long as the window lives: a page that goes, as the lock does, would take a listener of its own away from the next.
  window.addEventListener('resize', markRoom);
  hearFailures();
  createRoot(root, { onCaughtError: (error) => tellFailure('drawing', error) }).render(
    <StrictMode>
      <I18nProvider locale={locale()}>
        <ErrorBoundary>
          <App />
        </ErrorBoundary>
      </I18nProvider>
    </StrictMode>,
  );
}
