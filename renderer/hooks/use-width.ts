import { createContext, type RefObject, useLayoutEffect, useState } from 'react';

/** The width in pixels of an element that is there for as long as its component; 0 only while that is drawn for the first time. */
export function useWidth(element: RefObject<HTMLElement | null>): number {
  const [width, setWidth] = useState(0);
  useLayoutEffect(() => {
    const { current } = element;
    if (current === null) return;
    const measure = () => setWidth(current.clientWidth);
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(current);
    return () => observer.disconnect();
  }, [element]);
  return width;
}

/**
 * How wide the pane around is, and how wide it is with nothing beside it. Whoever knows draws for that width at once; whoever measures draws for the former width first,
 * and again for the new one.
 */
export const PaneWidth = createContext({ width: 0, alone: 0 });
