import type { OutboxRow } from '#shared/ipc-shapes.ts';
import type { QueuedAct } from '../db/outbox.ts';

/** Returns a row as the window sees it, without the push's internal state. */
export function toOutboxRow(row: QueuedAct): OutboxRow {
  const { id, reportId, trackingNumber, act, seen, state, createdAt, holdUntil, attempts, problem } = row;
  return { id, reportId, trackingNumber, act, seen, state, createdAt, holdUntil, attempts, problem };
}
