import { useState } from 'react';
import type { OutboxRow, PairRow } from '#shared/ipc-shapes.ts';
import { ask } from './bridge.ts';
import { usePairs } from './compare/use-pairs.ts';
import { assigning } from './queue/assign-all.ts';
import { undoable, undoneTogether, withReturned } from './shell/undo-bar.tsx';
import { t } from './t.ts';
import { undoneWords } from './wording/undone-words.ts';

type UndoDeps = {
  /** The pending decisions, as last loaded; undefined while they are loading. */
  outbox: readonly OutboxRow[] | undefined;
  announce: (text: string) => void;
  say: Parameters<typeof usePairs>[0]['say'];
  /** Shows an error. */
  failed: (thrown: unknown) => void;
  /** Goes to the queue, without opening another report. */
  goToQueue: () => void;
  openRow: (reportId: string) => void;
};

/** Returns the pending decisions, including those about pairs, and a function that undoes the newest one. */
export function useUndo({ outbox, announce, say, failed, goToQueue, openRow }: UndoDeps) {
  const [returned, setReturned] = useState<OutboxRow | PairRow | null>(null);
  const pairs = usePairs({ announce, say, decided: setReturned });
  const rows = [...(outbox ?? []), ...pairs.rows];
  const all = withReturned(rows, returned);
  // The loaded list now includes this decision, so it no longer has to be added.
  if (returned !== null && all === rows) setReturned(null);
  // Acts already being undone are left out, so that pressing the undo key again applies to the decision before them.
  const [undoing, setUndoing] = useState<readonly string[]>([]);
  const held = undoing.length === 0 ? all : all.filter(({ id }) => !undoing.includes(id));

  /** Undoes an act, and any others made in the same action. */
  const undo = (newest: OutboxRow | PairRow | null) => {
    setReturned(null);
    const all = assigning();
    if (all === null) {
      if (newest !== null) undoFrom(held, newest);
      return;
    }
    // Wait for assignments that are still being made, so that they are undone too.
    all
      .then(() => ask('outbox.list'))
      .then((now) => {
        const last = undoable(now);
        if (last !== null) undoFrom(now, last);
      }, notUndone);
  };
  const undoFrom = (held: readonly (OutboxRow | PairRow)[], newest: OutboxRow | PairRow) => {
    const together = undoneTogether(held, newest);
    setUndoing([...undoing, ...together.map(({ id }) => id)]);
    if (together.length < 2) undoOne(newest);
    else {
      Promise.all(together.map(({ id }) => ask('review.undo', { id }))).then(
        () => announce(t('shell.undoneNAssignments', { n: together.length })),
        notUndone,
      );
    }
  };
  const notUndone = (thrown: unknown) => {
    setUndoing([]);
    failed(thrown);
  };
  const undoOne = (row: OutboxRow | PairRow) => {
    if ('reports' in row) {
      pairs.undo(row, () => setUndoing([]));
      return;
    }
    // Switch to the queue now. If this waited for the response, it could take the officer away from another page opened
    // since.
    goToQueue();
    ask('review.undo', { id: row.id }).then(() => {
      announce(undoneWords(row));
      openRow(row.reportId);
    }, notUndone);
  };

  return {
    pairs,
    /** All pending decisions, including those about pairs. */
    held,
    undo,
    /** Notes a decision that was just made, so that it can be undone before the list is loaded again. */
    noteDecided: setReturned,
  };
}
