import type { QueueRow } from '#shared/domain/queue.ts';
import { initials, usePresence } from '../hooks/presence.ts';
import { dayAndTime } from '../model/time.ts';
import { t } from '../t.ts';
import { useDesk } from '../ui/desk-clock.tsx';

/** Shows, in a queue row, who has the report open now. */
export function RowPresence({ claim }: Pick<QueueRow, 'claim'>) {
  const presence = usePresence(claim);
  const { now, zone } = useDesk();
  const who = presence.kind === 'unknown' ? presence.last : presence.kind === 'colleague' ? presence : null;
  if (who === null) return null;
  const since = t('queue.nameHasHadItOpenSince', { name: who.name, time: dayAndTime(who.since, now, zone) });
  const words = presence.kind === 'unknown' ? t('queue.lastKnownMayHaveChangedSince', { since }) : since;
  return (
    <span className={presence.kind === 'unknown' ? 'row-presence row-presence-unsure' : 'row-presence'} title={words}>
      <span aria-hidden>
        {initials(who.name)}
        {presence.kind === 'unknown' && '?'}
      </span>
      <span className="visually-hidden">{words}</span>
    </span>
  );
}
