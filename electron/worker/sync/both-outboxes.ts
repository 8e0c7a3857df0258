import type { OutboxCounts } from '../db/outbox.ts';
import type { Stores } from '../db/stores.ts';
import { write } from '../db/write.ts';

/** Unsent decisions about reports and about pairs, combined. Times are ISO 8601, null when nothing is waiting. */
export function bothOutboxes({ db, outbox, pairOutbox }: Pick<Stores, 'db' | 'outbox' | 'pairOutbox'>) {
  return {
    /** Returns when the next row must be sent or retried; an empty string if it can be sent now. */
    nextDue: (): string | null => earliest(outbox.nextDue(), pairOutbox.nextDue()),
    /** When the first undo period ends. */
    nextHold: (): string | null => earliest(outbox.nextHold(), pairOutbox.nextHold()),
    /** Ends all retry delays, so that every waiting row is sent now. */
    tryNow: (): void =>
      write(db, (tx) => {
        outbox.tryNow(tx);
        pairOutbox.tryNow(tx);
      }),
    counts: (): OutboxCounts => sum(outbox.counts(), pairOutbox.counts()),
  };
}

function earliest(one: string | null, other: string | null): string | null {
  if (one === null || other === null) return one ?? other;
  return one < other ? one : other;
}

const sum = (one: OutboxCounts, other: OutboxCounts): OutboxCounts => ({
  held: one.held + other.held,
  waiting: one.waiting + other.waiting,
  needsYou: one.needsYou + other.needsYou,
});
