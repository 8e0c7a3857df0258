import { createContext, type RefObject, useLayoutEffect, useState } from 'react';

/**
 * Returns the width in pixels of an element that stays mounted as long as its component; 0 only during the first render.
 */
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
 * The width of the surrounding pane, and its width with nothing beside it. With this context, the first render already
 * uses the right width; a measured width would arrive one render late.
 */
export const PaneWidth = createContext({ width: 0, alone: 0 });
