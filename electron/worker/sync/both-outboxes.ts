import type { OutboxCounts } from '../db/outbox.ts';
import type { Stores } from '../db/stores.ts';
import { write } from '../db/write.ts';

/** What waits to be sent of decisions about reports and of those about pairs, as one. Times are ISO 8601, null where nothing waits. */
export function bothOutboxes({ db, outbox, pairOutbox }: Pick<Stores, 'db' | 'outbox' | 'pairOutbox'>) {
  return {
    /** When a row is to be sent (again); an empty text where one was never tried. */
    nextDue: (): string | null => earliest(outbox.nextDue(), pairOutbox.nextDue()),
    /** When the first undo time ends. */
    nextHold: (): string | null => earliest(outbox.nextHold(), pairOutbox.nextHold()),
    /** Whatever pause was planned for a row is over. */
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
