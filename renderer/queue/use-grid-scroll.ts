import { useVirtualizer } from '@tanstack/react-virtual';
import { type RefObject, useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import { useRowHeight } from '../hooks/room.ts';
import { answersQuestion, indexOf, isFresh, type Pages, rowAt } from './page-cache.ts';
import { type Scale, scaleOf, shiftAfter, slotOf } from './scaled-rows.ts';
import type { Cursor } from './use-triage.ts';

/**
 * Which rows of the queue are in view, and where. A row keeps its place on the screen when others come or go above it:
 * the one under the cursor where that is in view, else the first one seen.
 */
export function useGridScroll({
  scroller,
  pages,
  cursor,
  onView,
  onShift,
}: {
  scroller: RefObject<HTMLDivElement | null>;
  pages: Pages;
  cursor: Cursor;
  onView: (first: number, last: number) => void;
  onShift: (index: number) => void;
}) {
  const total = pages.total ?? 0;
  /** Of the header, too. */
  const rowHeight = useRowHeight();
  const [shift, setShift] = useState(0);
  /** How many rows came in above what is in view, since the top was last seen. */
  const [above, setAbove] = useState(0);
  const scale = useRef<Scale>(scaleOf(total, 1));
  const slot = useRef(0);

  // The virtualizer changes itself; whoever uses this is drawn with each of its changes, so nothing goes stale.
  // oxlint-disable-next-line react/incompatible-library
  const virtual = useVirtualizer({
    count: scaleOf(total, 1).slots,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: 8,
  });
  const items = virtual.getVirtualItems();
  const first = (items[0]?.index ?? 0) + shift;
  const last = (items.at(-1)?.index ?? 0) + shift;
  useEffect(() => onView(first, last), [first, last, onView]);

  // Who asks an element for its size or place makes the browser lay out at once whatever has just been changed. So the
  // height is told by an observer, and how far it is scrolled is remembered.
  const tall = useRef(0);
  const place = useRef(0);
  useLayoutEffect(() => {
    const element = scroller.current;
    if (element === null) return;
    const measure = () => {
      tall.current = element.clientHeight;
    };
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => observer.disconnect();
  }, [scroller]);
  const inView = useCallback(() => Math.max(1, Math.floor((tall.current - rowHeight) / rowHeight)), [rowHeight]);
  useLayoutEffect(() => {
    scale.current = scaleOf(total, inView());
  });

  /** Shows a row at the top of the view, with so many pixels of it hidden above; drawn before the next frame. */
  const showAtTop = useCallback(
    (row: number, hidden = 0) => {
      const element = scroller.current;
      if (element === null) return;
      const to = slotOf(scale.current, Math.max(0, row));
      slot.current = to;
      setShift(Math.max(0, row) - to);
      const top = to * rowHeight + hidden;
      if (place.current !== top) element.scrollTop = top;
      place.current = top;
    },
    [scroller, rowHeight],
  );

  useEffect(() => {
    const element = scroller.current;
    if (element === null) return;
    const now = () => Math.floor(element.scrollTop / rowHeight);
    const scrolled = () => {
      place.current = element.scrollTop;
      const to = now();
      const next = shiftAfter(scale.current, shift, slot.current, to);
      slot.current = to;
      if (to + next === 0) setAbove(0);
      if (next !== shift) flushSync(() => setShift(next));
    };
    // Scrolled through by the wheel, the rows drift from their share of the page: at rest they are put back to it.
    const rested = () => {
      const row = now() + shift;
      const hidden = element.scrollTop % rowHeight;
      if (Math.abs(slotOf(scale.current, row) - now()) > 2) flushSync(() => showAtTop(row, hidden));
    };
    element.addEventListener('scroll', scrolled, { passive: true });
    element.addEventListener('scrollend', rested, { passive: true });
    return () => {
      element.removeEventListener('scroll', scrolled);
      element.removeEventListener('scrollend', rested);
    };
  }, [scroller, shift, showAtTop, rowHeight]);

  /** Where the cursor was at the last drawing. */
  const moved = useRef<Cursor | null>(null);
  // A new order or filter begins at its top.
  const question = pages.since;
  const newQuestion = useRef(question);
  const kept = useRef<{ id: string; index: number } | null>(null);
  useLayoutEffect(() => {
    const element = scroller.current;
    if (element === null) return;
    if (newQuestion.current !== question) {
      newQuestion.current = question;
      kept.current = null;
      setAbove(0);
      showAtTop(0);
      return;
    }
    if (!answersQuestion(pages)) return;
    const cursorAt = cursor.id === null ? -1 : indexOf(pages, cursor.id);
    let keptAt = kept.current === null ? -1 : indexOf(pages, kept.current.id);
    if (kept.current !== null && keptAt === -1) {
      // It moved out of what is held: where to is told with the next answer, or as the cursor's place.
      if (kept.current.id === cursor.id && kept.current.index !== cursor.index) keptAt = cursor.index;
      else if (kept.current.id === cursor.id || !isFresh(pages)) return;
    }
    if (kept.current !== null && keptAt !== -1 && keptAt !== kept.current.index) {
      // The report that the cursor has just gone to, as one whose decision was undone, is no news.
      const isOwn = moved.current?.id !== cursor.id && cursorAt !== -1 && cursorAt < keptAt;
      const by = keptAt - kept.current.index - (isOwn ? 1 : 0);
      if (by !== 0) showAtTop(slot.current + shift + by, element.scrollTop % rowHeight);
      setAbove((now) => Math.max(0, now + by));
    }
    if (cursorAt !== -1 && cursorAt !== cursor.index) onShift(cursorAt);
    const top = slot.current + shift;
    const index = cursorAt >= top && cursorAt < top + inView() ? cursorAt : top;
    const row = rowAt(pages, index);
    if (row !== undefined) kept.current = { id: row.id, index };
    else kept.current = cursor.id !== null && keptAt === cursor.index ? { id: cursor.id, index: keptAt } : null;
  }, [pages, question, cursor, onShift, scroller, shift, first, inView, showAtTop, rowHeight]);

  // Only a move of the cursor scrolls, never a new frame or a new total; nor do rows that came in above its report.
  const { index, id } = cursor;
  useLayoutEffect(() => {
    const before = moved.current;
    moved.current = { index, id };
    if (before?.index === index || (id !== null && before?.id === id)) return;
    const top = slot.current + shift;
    if (index < top || (index === top && place.current % rowHeight > 0)) showAtTop(index);
    else if (index >= top + inView()) showAtTop(index - inView() + 1);
  }, [index, id, shift, inView, showAtTop, rowHeight]);

  // Sizes are remembered: with larger text or more rows all of them change, and the row at the top stays there.
  const drawn = useRef(rowHeight);
  useLayoutEffect(() => {
    if (drawn.current === rowHeight) return;
    drawn.current = rowHeight;
    virtual.measure();
    showAtTop(slot.current + shift);
  }, [rowHeight, virtual, showAtTop, shift]);

  return { items, shift, first, last, height: virtual.getTotalSize(), above, showTop: () => showAtTop(0) };
}
