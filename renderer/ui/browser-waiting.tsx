import { useState } from 'react';
import { Button } from 'react-aria-components';
import type { BrowserWay } from '../hooks/use-browser-flow.ts';
import { t } from '../t.ts';
import { Notice } from './notice.tsx';

/** Shown while the officer signs in in the system browser. */
export function BrowserWaiting({ way }: { way: BrowserWay }) {
  const [copied, setCopied] = useState(false);
  return (
    <div className="stack browser-waiting">
      <Notice tone="info" role="status" title={t('session.continueInYourBrowser')}>
        {t('session.aPageOfYourAgencyHasOpened')}
      </Notice>
      <div className="card-actions">
        {/* The element that had the focus is gone, so focus this button. */}
        {/* oxlint-disable-next-line jsx-a11y/no-autofocus */}
        <Button className="button" autoFocus onPress={way.again}>
          {t('session.openTheBrowserAgain')}
        </Button>
        <Button className="button" onPress={way.cancel}>
          {t('common.cancel')}
        </Button>
      </div>
      <details className="browser-address">
        <summary>{t('session.noBrowserOpened')}</summary>
        <p>{t('session.openThisAddressInABrowserOn')}</p>
        <p className="file-path">{way.address}</p>
        <Button
          className="link-button"
          onPress={() => {
            way.copy();
            setCopied(true);
          }}
        >
          {t('session.copyTheAddress')}
        </Button>
        <span role="status">{copied ? ` ${t('session.copied')}` : ''}</span>
      </details>
    </div>
  );
}
