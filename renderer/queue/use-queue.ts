import { useCallback, useLayoutEffect, useState, useSyncExternalStore } from 'react';
import { ask, onNews } from '../bridge.ts';
import { askOther, hearNews, look, type QueueQuestion } from './page-cache.ts';
import { createQueueStore } from './queue-store.ts';

/**
 * The rows of a queue for what is asked and in view; they follow news by themselves. Whatever is asked instead is asked at
 * once, before anything is drawn, and no screen shows rows of one question as the answer to another.
 */
export function useQueue(first: QueueQuestion) {
  const [store] = useState(() => createQueueStore(first, (request) => ask('queue.page', request)));
  const pages = useSyncExternalStore(store.subscribe, store.pages);

  // Not after the painting: the rows depend on it.
  useLayoutEffect(() => {
    // The step without a change begins the first question.
    store.change((now) => now);
    return onNews(['reports', 'outbox', 'policy'], () => store.change(hearNews));
  }, [store]);

  const askFor = useCallback(
    (wish: Partial<QueueQuestion>) =>
      store.change((now) => {
        const next = { ...now.question, ...wish };
        return JSON.stringify(next) === JSON.stringify(now.question) ? now : askOther(now, next);
      }),
    [store],
  );
  const view = useCallback((first: number, last: number) => store.change((now) => look(now, first, last)), [store]);
  const refresh = useCallback(() => store.change(hearNews), [store]);
  return { pages, askFor, view, refresh };
}
