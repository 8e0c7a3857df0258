import { useCallback, useState } from 'react';
import { type Pages, rowAt } from './page-cache.ts';

/** Reports that were chosen for something that is done with several: one by one, or all from the last one to this. */
export function useChosen(pages: Pages, cursor: number) {
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const [from, setFrom] = useState<number | null>(null);
  const choose = useCallback(
    (index: number, range: boolean) => {
      const begin = range ? (from ?? cursor) : index;
      const ids: string[] = [];
      // Only rows that are held can be chosen: whoever chooses has seen them.
      for (let at = Math.min(begin, index); at <= Math.max(begin, index); at += 1) {
        const row = rowAt(pages, at);
        if (row !== undefined) ids.push(row.id);
      }
      setChosen((now) => {
        const next = new Set(now);
        const [only] = ids;
        if (!range && only !== undefined && next.has(only)) next.delete(only);
        else for (const id of ids) next.add(id);
        return next;
      });
      setFrom(index);
    },
    [pages, cursor, from],
  );
  const chooseNone = useCallback(() => {
    setChosen(new Set());
    setFrom(null);
  }, []);
  return { chosen, choose, chooseNone };
}
