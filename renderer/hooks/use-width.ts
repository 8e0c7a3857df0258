import { createContext, type RefObject, useLayoutEffect, useState } from 'react';

/** The width in pixels of an element that exists for as long as its component; 0 only during the first render. */
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
 * The width of the surrounding pane, and its width with nothing beside it. Reading the width from context renders
 * correctly at once; measuring renders at the old width first and then again at the new one.
 */
export const PaneWidth = createContext({ width: 0, alone: 0 });
