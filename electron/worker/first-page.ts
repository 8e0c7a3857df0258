import type { QueueFilter, QueueRequest } from '#shared/domain/queue.ts';
import { STANDARD_VIEWS } from '#shared/domain/views.ts';

type Asking = { page: (request: QueueRequest) => unknown; counts: (filters: QueueFilter[]) => unknown };

/**
 * While the window draws its frame, what its first questions rest on is read and deciphered: of 100,000 reports the numbers
 * beside the views would take 39 ms of its time then, and take 5 later. Each is a turn of its own.
 */
export function startFirstPage({ page, counts }: Asking): { stop: () => void } {
  const [{ filter, sort }] = STANDARD_VIEWS;
  const questions = [
    () => page({ filter, sort, offset: 0, limit: 100 }),
    ...STANDARD_VIEWS.map((view) => () => counts([view.filter])),
  ];
  let timer = setImmediate(ask);
  function ask(): void {
    const question = questions.shift();
    if (question === undefined) return;
    try {
      question();
    } catch {
      // It fails again, and is said, when the window asks for it.
    }
    timer = setImmediate(ask);
  }
  return { stop: () => clearImmediate(timer) };
}
