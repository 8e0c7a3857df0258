import type { QueuePage, QueueRequest } from '#shared/domain/queue.ts';
import { toAppError } from '../bridge.ts';
import {
  asked,
  BLOCK_ROWS,
  differInView,
  failed,
  type Pages,
  type QueueQuestion,
  received,
  startPages,
  wanted,
} from './page-cache.ts';

/**
 * Holds the pages of one queue and asks for what is missing; the rules are in page-cache.ts. Every step works on the
 * newest pages, not on those that were last painted.
 */
export function createQueueStore(question: QueueQuestion, askPage: (request: QueueRequest) => Promise<QueuePage>) {
  let pages = startPages(question);
  /** The pages as a screen was last told of them. Who scrolls through rows that are there changes nothing that is drawn. */
  let told = pages;
  const hearers = new Set<() => void>();

  function change(step: (pages: Pages) => Pages): void {
    let next = step(pages);
    for (const block of wanted(next)) {
      next = asked(next, block);
      const { generation } = next;
      askPage({ ...next.question, offset: block * BLOCK_ROWS, limit: BLOCK_ROWS }).then(
        (page) => change((now) => received(now, block, generation, page)),
        (error: unknown) => change((now) => failed(now, block, generation, toAppError(error))),
      );
    }
    if (next === pages) return;
    pages = next;
    if (differInView(told, next)) return;
    told = next;
    for (const hear of hearers) hear();
  }

  return {
    pages: () => told,
    change,
    subscribe: (hear: () => void) => {
      hearers.add(hear);
      return () => {
        hearers.delete(hear);
      };
    },
  };
}
