import { CloudOff, LoaderCircle, PauseCircle, TriangleAlert, Wifi } from 'lucide-react';
import { Button } from 'react-aria-components';
import type { SyncState } from '#shared/ipc-shapes.ts';
import { dayAndTime } from '../model/time.ts';
import { t } from '../t.ts';
import { useDesk } from '../ui/desk-clock.tsx';
import { syncWords } from '../wording/sync-words.ts';

const ICONS = { ok: Wifi, busy: LoaderCircle, off: CloudOff, paused: PauseCircle, needs: TriangleAlert } as const;

/**
 * Shows at a glance whether the server is reachable and what has not reached it; clicking opens the page with the
 * details.
 */
export function SyncBadge({ sync, onShow }: { sync: SyncState | undefined; onShow: () => void }) {
  const { now, zone } = useDesk();
  if (sync === undefined) return <span className="sync" />;
  const words = syncWords(sync, (iso) => dayAndTime(iso, now, zone).replace(`${t('common.today')} `, ''));
  const Icon = ICONS[words.tone];
  return (
    <Button
      className={`button button-quiet sync sync-${words.tone}`}
      aria-label={t('shell.connectionState', { state: words.short })}
      onPress={onShow}
    >
      <Icon className={words.tone === 'busy' ? 'icon spin' : 'icon'} aria-hidden />
      <span className="cut">{words.short}</span>
    </Button>
  );
}
