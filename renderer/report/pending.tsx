import { keyName } from '#shared/domain/keys.ts';
import type { OutboxRow } from '#shared/ipc-shapes.ts';
import { t } from '../t.ts';
import { useNow } from '../ui/desk-clock.tsx';
import { Notice, type Tone } from '../ui/notice.tsx';
import { usePreferences } from '../ui/preferences.tsx';
import { problemWords } from '../ui/problem-words.ts';
import { secondsUntil } from '../ui/time.ts';
import { ACT_DONE } from '../ui/words.ts';

/** What this workstation has decided about the report and where that stands on its way to the server. */
export function Pending({ rows }: { rows: readonly OutboxRow[] }) {
  // Undo takes back the last one, and with the next press the one before.
  const newest = rows.findLast(({ state }) => state === 'held');
  return rows.map((row) => <PendingRow row={row} isNext={row === newest} key={row.id} />);
}

function PendingRow({ row, isNext }: { row: OutboxRow; isNext: boolean }) {
  const now = useNow(row.state === 'held' ? 500 : 60_000);
  const { keys } = usePreferences();
  const { tone, words } = pendingWords(row, now, isNext ? keys.undo : '');
  return (
    <Notice tone={tone} role="status" title={`${ACT_DONE[row.act.kind]} ${row.trackingNumber}`}>
      {words}
      {row.problem !== null && <p>{problemWords(row.problem)}</p>}
    </Notice>
  );
}

function pendingWords(row: OutboxRow, now: number, undoKey: string): { tone: Tone; words: string } {
  switch (row.state) {
    case 'held': {
      const left = secondsUntil(row.holdUntil, now);
      const undo = undoKey === '' ? '' : ` ${t('{key} undoes it.', { key: keyName(undoKey) })}`;
      return {
        tone: 'info',
        words: left > 0 ? `${t('Will be sent in {left} s.', { left })}${undo}` : t('Being sent now.'),
      };
    }
    case 'waiting':
      return { tone: 'info', words: t('Saved here. Waiting for the server; it is sent by itself.') };
    case 'conflict':
      return {
        tone: 'danger',
        words: t('The report changed before this reached the server. Decide again under “Waiting to be sent”.'),
      };
    case 'refused':
      return { tone: 'danger', words: t('The server did not take this. Look under “Waiting to be sent”.') };
  }
}
