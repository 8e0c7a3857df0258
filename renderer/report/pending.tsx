import { useContext } from 'react';
import { keyName } from '#shared/domain/keys.ts';
import type { OutboxRow } from '#shared/ipc-shapes.ts';
import { SessionContext } from '../hooks/presence.ts';
import { secondsUntil } from '../model/time.ts';
import { t } from '../t.ts';
import { useNow } from '../ui/desk-clock.tsx';
import { Notice, type Tone } from '../ui/notice.tsx';
import { usePreferences } from '../ui/preferences.tsx';
import { errorSentence } from '../wording/error-words.ts';
import { ACT_DONE } from '../wording/words.ts';

/** The decisions about the report made on this workstation, and whether they have been sent. */
export function Pending({ rows }: { rows: readonly OutboxRow[] }) {
  // Undo applies to the last decision; pressing it again applies to the one before.
  const newest = rows.findLast(({ state }) => state === 'held');
  return rows.map((row) => <PendingRow row={row} isNext={row === newest} key={row.id} />);
}

function PendingRow({ row, isNext }: { row: OutboxRow; isNext: boolean }) {
  const now = useNow(row.state === 'held' ? 500 : 60_000);
  const { keys } = usePreferences();
  const { online } = useContext(SessionContext);
  const { tone, words } = pendingWords(row, now, online, isNext ? keys.undo : '');
  return (
    <div className="only-screen">
      <Notice tone={tone} role="status" title={`${ACT_DONE[row.act.kind]} ${row.trackingNumber}`}>
        {words}
        {row.problem !== null && <p>{errorSentence(row.problem)}</p>}
      </Notice>
    </div>
  );
}

function pendingWords(row: OutboxRow, now: number, online: boolean, undoKey: string): { tone: Tone; words: string } {
  const waits = t('report.savedHereItWillBeSent');
  switch (row.state) {
    case 'held': {
      const left = secondsUntil(row.holdUntil, now);
      if (left === 0) return { tone: 'info', words: online ? t('report.sendingNow') : waits };
      const clock = online ? t('report.sendsInLeftSec', { left }) : t('report.canUndoForLeftSec', { left });
      return {
        tone: 'info',
        words: undoKey === '' ? clock : `${clock} ${t('shell.pressKeyToUndo', { key: keyName(undoKey) })}`,
      };
    }
    case 'waiting':
      return { tone: 'info', words: waits };
    case 'conflict':
      return {
        tone: 'danger',
        words: t('report.theReportChangedBeforeThisReached'),
      };
    case 'refused':
      return { tone: 'danger', words: t('report.theServerDidNotAcceptThis') };
  }
}
