import { type RefObject, useLayoutEffect } from 'react';
import { useRowHeight } from '../hooks/room.ts';
import type { Scroll } from './list-scroll.ts';
import type { QueueStore } from './queue-store.ts';

/** Height of a two-line row, given the height of a one-line row. */
export const twoLines = (line: number): number => Math.round(line * 1.625);

/** Scrolls the grid to `goal`, the position set by the list, and tells the list the grid's size and scroll position. */
export function useGridScroll(
  scroller: RefObject<HTMLDivElement | null>,
  store: QueueStore,
  goal: Scroll['goal'],
  { isTwoLine, hasHead }: { isTwoLine: boolean; hasHead: boolean },
): void {
  const line = useRowHeight();
  const rowHeight = isTwoLine ? twoLines(line) : line;
  const head = hasHead ? line : 0;

  // Use a ResizeObserver, because reading an element's size forces a synchronous layout.
  useLayoutEffect(() => {
    const element = scroller.current;
    if (element === null) return;
    const measure = () => store.tell({ type: 'sized', height: element.clientHeight, rowHeight, head });
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => observer.disconnect();
  }, [scroller, store, rowHeight, head]);

  useLayoutEffect(() => {
    const element = scroller.current;
    if (element === null) return;
    const scrolled = () => store.tell({ type: 'scrolled', top: element.scrollTop });
    element.addEventListener('scroll', scrolled, { passive: true });
    return () => element.removeEventListener('scroll', scrolled);
  }, [scroller, store]);

  // Use a layout effect, so that the grid scrolls after the rows have their heights and before the next frame is
  // painted.
  useLayoutEffect(() => {
    scroller.current?.scrollTo(goal);
  }, [scroller, goal]);

  // A newly mounted grid, for example after visiting another page, restores the list's scroll position.
  useLayoutEffect(() => {
    scroller.current?.scrollTo({ top: store.newest().scroll.top });
  }, [scroller, store]);
}
