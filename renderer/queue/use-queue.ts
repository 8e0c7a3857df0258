import { useCallback, useEffect, useRef, useState } from 'react';
import { ask, onNews, toAppError } from '../bridge.ts';
import {
  asked,
  askOther,
  BLOCK_ROWS,
  failed,
  hearNews,
  look,
  type Pages,
  type QueueQuestion,
  received,
  startPages,
  wanted,
} from './page-cache.ts';

/** Holds the pages of one queue and asks for what is missing; the rules are in page-cache.ts. */
export function useQueue(question: QueueQuestion) {
  const [pages, setPages] = useState<Pages>(() => startPages(question));
  // Questions are asked from the newest state, not from the one that was last painted.
  const newest = useRef(pages);

  const change = useCallback((step: (pages: Pages) => Pages) => {
    let next = step(newest.current);
    for (const block of wanted(next)) {
      next = asked(next, block);
      const { generation } = next;
      ask('queue.page', { ...next.question, offset: block * BLOCK_ROWS, limit: BLOCK_ROWS }).then(
        (page) => change((now) => received(now, block, generation, page)),
        (error: unknown) => change((now) => failed(now, block, generation, toAppError(error))),
      );
    }
    if (next === newest.current) return;
    newest.current = next;
    setPages(next);
  }, []);

  const key = JSON.stringify(question);
  const heldKey = useRef<string | null>(null);
  useEffect(() => {
    if (heldKey.current === key) return;
    const first = heldKey.current === null;
    heldKey.current = key;
    change((now) => (first ? now : askOther(now, JSON.parse(key) as QueueQuestion)));
  }, [key, change]);

  useEffect(() => onNews(['reports', 'outbox', 'policy'], () => change(hearNews)), [change]);

  const view = useCallback((first: number, last: number) => change((now) => look(now, first, last)), [change]);
  const refresh = useCallback(() => change(hearNews), [change]);
  return { pages, view, refresh };
}
