import { CloudOff, LoaderCircle, PauseCircle, Wifi } from 'lucide-react';
import { Button, Dialog, DialogTrigger, Popover } from 'react-aria-components';
import type { SyncState } from '#shared/ipc.ts';
import { ask } from '../bridge.ts';
import { DayTime, useDesk } from '../ui/desk-clock.tsx';
import { dayAndTime } from '../ui/time.ts';
import { syncWords } from './sync-words.ts';

const ICONS = { ok: Wifi, busy: LoaderCircle, off: CloudOff, paused: PauseCircle } as const;

/** One look tells whether the server is there and what has not reached it; a press tells the rest. */
export function SyncBadge({ sync, keepsNothing }: { sync: SyncState | undefined; keepsNothing: boolean }) {
  const { now, zone } = useDesk();
  if (sync === undefined) return <span className="sync" />;
  const words = syncWords(sync, (iso) => dayAndTime(iso, now, zone).replace(/^Today /, ''));
  const Icon = ICONS[words.tone];
  return (
    <DialogTrigger>
      <Button className={`button button-quiet sync sync-${words.tone}`} aria-label={`Connection: ${words.short}`}>
        <Icon className={words.tone === 'busy' ? 'icon spin' : 'icon'} aria-hidden />
        <span className="cut">{words.short}</span>
      </Button>
      <Popover className="popover" placement="bottom end">
        <Dialog className="sync-details" aria-label="Connection">
          <p>{words.long}</p>
          <p className="faint">
            {sync.lastPullAt === null ? (
              'No reports were brought yet.'
            ) : (
              <>
                Last heard from the server: <DayTime at={sync.lastPullAt} />
              </>
            )}
          </p>
          {keepsNothing && (
            <p className="promise-soon">
              Nothing is kept on this workstation: wait until everything is sent before you close the application.
            </p>
          )}
          {sync.problem !== null && <p className="faint">{sync.problem.message}</p>}
          <Button className="button" onPress={() => void ask('sync.now').catch(() => undefined)}>
            Check now
          </Button>
        </Dialog>
      </Popover>
    </DialogTrigger>
  );
}
