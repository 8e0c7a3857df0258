import { useSafeMode } from '../hooks/safe-mode.ts';
import { t } from '../t.ts';
import { Notice } from '../ui/notice.tsx';

/** A banner shown throughout safe mode, which says what is left out. */
export function SafeModeBar() {
  if (!useSafeMode()) return null;
  return (
    <div className="banner safe-mode">
      <Notice tone="info" role="status" title={t('shell.safeMode')}>
        {t('shell.safeModeLeavesOut')}
      </Notice>
    </div>
  );
}
