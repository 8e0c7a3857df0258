import { useEffect } from 'react';
import type { LiveValue } from '../use-live.ts';

/**
 * Goes back to the last page of a list if the page asked for has become empty, such as after all its letters were
 * printed. Otherwise, the list would look empty although earlier pages have rows.
 * @param page the number of rows on a page.
 */
export function useLastPage(
  { value, fresh }: LiveValue<{ rows: readonly unknown[]; total: number }>,
  page: number,
  offset: number,
  setOffset: (offset: number) => void,
): void {
  const total = value?.total ?? 0;
  const isPast = fresh && offset > 0 && value?.rows.length === 0;
  useEffect(() => {
    if (isPast) setOffset(Math.max(0, Math.floor((total - 1) / page) * page));
  }, [isPast, total, page, setOffset]);
}
