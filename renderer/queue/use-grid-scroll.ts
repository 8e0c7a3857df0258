import { type RefObject, useLayoutEffect } from 'react';
import { useRowHeight } from '../hooks/room.ts';
import type { Scroll } from './list-scroll.ts';
import type { QueueStore } from './queue-store.ts';

/** Scrolls the grid to where the list says, and tells the list how large the grid is and where the officer scrolled it. */
export function useGridScroll(
  scroller: RefObject<HTMLDivElement | null>,
  store: QueueStore,
  goal: Scroll['goal'],
): void {
  /** Of the header, too. */
  const rowHeight = useRowHeight();

  // Who asks an element for its size makes the browser lay out at once whatever has just been changed: an observer tells it.
  useLayoutEffect(() => {
    const element = scroller.current;
    if (element === null) return;
    const measure = () => store.tell({ type: 'sized', height: element.clientHeight, rowHeight });
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => observer.disconnect();
  }, [scroller, store, rowHeight]);

  useLayoutEffect(() => {
    const element = scroller.current;
    if (element === null) return;
    const scrolled = () => store.tell({ type: 'scrolled', top: element.scrollTop });
    element.addEventListener('scroll', scrolled, { passive: true });
    return () => element.removeEventListener('scroll', scrolled);
  }, [scroller, store]);

  // After the rows have their height, and before the next frame.
  useLayoutEffect(() => {
    scroller.current?.scrollTo(goal);
  }, [scroller, goal]);

  // A grid that is new, as after another page, is where the list was left.
  useLayoutEffect(() => {
    scroller.current?.scrollTo({ top: store.newest().scroll.top });
  }, [scroller, store]);
}
