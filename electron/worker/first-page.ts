import type { QueueFilter, QueueRequest } from '#shared/domain/queue.ts';
import type { StandardView } from '#shared/domain/views.ts';

type Asking = { page: (request: QueueRequest) => unknown; counts: (filters: QueueFilter[]) => unknown };

/**
 * Reads and decrypts the pages that the window's first queries need while the window renders its first frame. Otherwise,
 * with 100,000 reports, the counts next to the views would take 39 ms instead of 5. Each query runs in a separate
 * event-loop turn.
 */
export function startFirstPage(
  { page, counts }: Asking,
  views: readonly [StandardView, ...StandardView[]],
): { stop: () => void } {
  const [{ filter, sort }] = views;
  const questions = [
    () => page({ filter, sort, offset: 0, limit: 100 }),
    ...views.map((view) => () => counts([view.filter])),
  ];
  let timer = setImmediate(ask);
  function ask(): void {
    const question = questions.shift();
    if (question === undefined) return;
    try {
      question();
    } catch {
      // Ignore the error: the query will fail again, and be reported, when the window sends it.
    }
    timer = setImmediate(ask);
  }
  return { stop: () => clearImmediate(timer) };
}
