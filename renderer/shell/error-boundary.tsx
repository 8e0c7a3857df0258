import { OctagonAlert } from 'lucide-react';
import { Component, type ReactNode } from 'react';
import { Button } from 'react-aria-components';
import { t } from '../t.ts';

/**
 * Shown after an unexpected error. Saved decisions and drafts (use-kept-draft.ts) are stored outside the window, so
 * reloading the window loses nothing.
 */
export class ErrorBoundary extends Component<{ children: ReactNode }, { broken: boolean }> {
  override state = { broken: false };

  static getDerivedStateFromError() {
    return { broken: true };
  }

  override render() {
    if (!this.state.broken) return this.props.children;
    return (
      <main className="full-page">
        <div className="card" role="alert">
          <OctagonAlert className="card-icon" aria-hidden />
          <h1 className="card-title">{t('shell.thisWindowRanIntoAnError')}</h1>
          <p>{t('shell.decisionsShownAsSavedAreSafe')}</p>
          <div className="card-actions">
            <Button className="button button-primary" onPress={() => window.location.reload()}>
              {t('shell.reopenWindow')}
            </Button>
          </div>
        </div>
      </main>
    );
  }
}
