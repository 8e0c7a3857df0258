import { CloudOff } from 'lucide-react';
import { Button } from 'react-aria-components';
import { isAway } from '../model/error-remedy.ts';
import { t } from '../t.ts';
import type { LiveValue } from '../use-live.ts';
import { Notice } from './notice.tsx';

/**
 * Returns the value a page shows. After an error, the last value stays only if the server can't be reached and the
 * request is still the same.
 */
export const shownOf = <T,>({ value, error, fresh }: LiveValue<T>): T | undefined =>
  error === null || (isAway(error) && fresh) ? value : undefined;

/** Says that the rows below were loaded earlier; empty while they are current. */
export function LastLoaded({ live }: { live: LiveValue<unknown> }) {
  if (live.error === null || shownOf(live) === undefined) return null;
  return (
    <div className="pane-notice">
      <Notice
        tone="warn"
        role="status"
        title={t('find.offlineLastLoaded')}
        actions={
          <Button className="button" onPress={live.refresh}>
            <CloudOff className="icon" aria-hidden />
            {t('common.tryAgain')}
          </Button>
        }
      />
    </div>
  );
}
