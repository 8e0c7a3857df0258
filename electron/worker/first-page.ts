import type { QueueRequest } from '#shared/domain/queue.ts';
import { EVERYTHING_OPEN } from '#shared/domain/views.ts';

/** What the window asks for first. */
const FIRST_PAGE: QueueRequest = {
  filter: EVERYTHING_OPEN,
  sort: { column: 'receivedAt', direction: 'asc' },
  offset: 0,
  limit: 100,
};

/** While the window draws its frame, what its first question rests on is read and deciphered. */
export function startFirstPage(read: (request: QueueRequest) => unknown): { stop: () => void } {
  const timer = setImmediate(() => {
    try {
      read(FIRST_PAGE);
    } catch {
      // It fails again, and is said, when the window asks for it.
    }
  });
  return { stop: () => clearImmediate(timer) };
}
