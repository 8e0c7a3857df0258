import { useCallback, useEffect, useState, useSyncExternalStore } from 'react';
import { ask, onNews } from '../bridge.ts';
import { askOther, hearNews, look, type QueueQuestion } from './page-cache.ts';
import { createQueueStore } from './queue-store.ts';

/** The rows of a queue for what is asked and in view; they follow filter, sort and news by themselves. */
export function useQueue(question: QueueQuestion) {
  const [store] = useState(() => createQueueStore(question, (request) => ask('queue.page', request)));
  const pages = useSyncExternalStore(store.subscribe, store.pages);

  const key = JSON.stringify(question);
  useEffect(() => {
    const next = JSON.parse(key) as QueueQuestion;
    // The step without a change begins the first question.
    store.change((now) => (JSON.stringify(now.question) === key ? now : askOther(now, next)));
  }, [key, store]);

  useEffect(() => onNews(['reports', 'outbox', 'policy'], () => store.change(hearNews)), [store]);

  const view = useCallback((first: number, last: number) => store.change((now) => look(now, first, last)), [store]);
  const refresh = useCallback(() => store.change(hearNews), [store]);
  return { pages, view, refresh };
}
