import { CircleAlert, Undo2 } from 'lucide-react';
import { Button } from 'react-aria-components';
import type { OutboxRow, PairRow } from '#shared/ipc.ts';
import { useNow } from '../ui/desk-clock.tsx';
import { pairWords } from '../ui/pair-words.ts';
import { secondsUntil } from '../ui/time.ts';
import { ACT_DONE, count } from '../ui/words.ts';

/** The newest act that can still be undone, or null. */
export function undoable(rows: readonly (OutboxRow | PairRow)[], now: number = Date.now()): OutboxRow | PairRow | null {
  return rows
    .filter((row) => row.state === 'held' && secondsUntil(row.holdUntil, now) > 0)
    .reduce<OutboxRow | PairRow | null>(
      (newest, row) => (newest === null || row.createdAt >= newest.createdAt ? row : newest),
      null,
    );
}

const KEYS = {
  queue: [
    { keys: ['J', 'K'], does: 'move' },
    { keys: ['Enter'], does: 'open' },
    { keys: ['/'], does: 'search' },
  ],
  report: [
    { keys: ['J', 'K'], does: 'move' },
    { keys: ['A'], does: 'approve' },
    { keys: ['R'], does: 'reject' },
    { keys: ['F'], does: 'follow up' },
    { keys: ['L'], does: 'log a call' },
    { keys: ['Esc'], does: 'back' },
  ],
  compare: [
    { keys: ['J', 'K'], does: 'next candidate' },
    { keys: ['R'], does: 'reject as duplicate' },
    { keys: ['S'], does: 'same incident' },
    { keys: ['D'], does: 'not the same' },
    { keys: ['Esc'], does: 'back to the report' },
  ],
  page: [{ keys: ['Esc'], does: 'back to the queue' }],
} as const;

/** The foot of the desk: the last decision with its clock while it can be undone, else the keys of the moment. */
export function UndoBar({
  rows,
  message,
  place,
  onUndo,
  onKeys,
}: {
  rows: readonly (OutboxRow | PairRow)[];
  /** Something that went wrong, said here for a while. */
  message: string | null;
  /** Which keys are of use now. */
  place: keyof typeof KEYS;
  onUndo: (row: OutboxRow | PairRow) => void;
  onKeys: () => void;
}) {
  const now = useNow(rows.some((row) => row.state === 'held') ? 250 : 60_000);
  const row = undoable(rows, now);
  const others = rows.filter(
    (one) => one.state === 'held' && one !== row && secondsUntil(one.holdUntil, now) > 0,
  ).length;
  if (message !== null) {
    return (
      <footer className="foot foot-message" role="alert">
        <CircleAlert className="icon" aria-hidden />
        {message}
      </footer>
    );
  }
  if (row === null) {
    return (
      <footer className="foot">
        <p className="foot-keys">
          {KEYS[place].map(({ keys, does }) => (
            <span key={does}>
              {keys.map((key) => (
                <kbd key={key}>{key}</kbd>
              ))}{' '}
              {does}
            </span>
          ))}
        </p>
        <Button className="button button-quiet foot-button" aria-label="Keys" onPress={onKeys}>
          <kbd>?</kbd> keys
        </Button>
      </footer>
    );
  }
  const whole = Math.max(1, Date.parse(row.holdUntil) - Date.parse(row.createdAt));
  const left = Math.min(secondsUntil(row.holdUntil, now), Math.ceil(whole / 1000));
  const share = Math.max(0, Math.min(1, (Date.parse(row.holdUntil) - now) / whole));
  return (
    <section className="foot foot-undo" aria-label="Undo">
      <div className="foot-clock" style={{ scale: `${share} 1` }} />
      <p className="foot-words">
        <strong>{'act' in row ? `${ACT_DONE[row.act.kind]} ${row.trackingNumber}` : pairWords(row)}</strong> – sends in{' '}
        {left} s{others > 0 && <span className="foot-others"> · {count(others, 'other')} can be undone after it</span>}
      </p>
      <Button className="button foot-button" aria-label="Undo" aria-keyshortcuts="Z" onPress={() => onUndo(row)}>
        <Undo2 className="icon" aria-hidden />
        Undo <kbd>Z</kbd>
      </Button>
    </section>
  );
}
