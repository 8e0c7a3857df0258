import { CloudOff } from 'lucide-react';
import { Button } from 'react-aria-components';
import { isAway } from '../model/error-remedy.ts';
import { t } from '../t.ts';
import type { LiveValue } from '../use-live.ts';
import { Empty } from './empty.tsx';
import { ErrorNotice } from './error-notice.tsx';

/** An error shown in place of content that is available only from the agency server. */
export function ListError({
  error,
  what = 'list',
  onRetry,
}: {
  error: NonNullable<LiveValue<unknown>['error']>;
  what?: 'list' | 'page';
  onRetry: () => void;
}) {
  if (!isAway(error)) {
    return (
      <div className="pane-notice">
        <ErrorNotice
          error={error}
          title={what === 'list' ? t('ui.couldntLoadTheList') : t('ui.couldntLoadThePage')}
          onRetry={onRetry}
        />
      </div>
    );
  }
  return (
    <Empty
      icon={CloudOff}
      title={what === 'list' ? t('common.thisListNeedsTheAgencyServer') : t('ui.thisPageNeedsTheAgencyServer')}
      actions={
        <Button className="button" onPress={onRetry}>
          {t('common.tryAgain')}
        </Button>
      }
    >
      {t('ui.itIsntStoredOnThisWorkstation')}
    </Empty>
  );
}
