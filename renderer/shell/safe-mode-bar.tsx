import { useSafeMode } from '../hooks/safe-mode.ts';
import { t } from '../t.ts';
import { Notice } from '../ui/notice.tsx';

/** Says that this is safe mode, and what is left out, as long as it lasts. */
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
