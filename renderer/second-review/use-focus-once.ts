import { useEffect, useRef } from 'react';

/**
 * Focuses the heading of a step once. The step replaces the previous step, whose button had the focus, so the focus
 * would otherwise be lost.
 */
export function useFocusOnce() {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  return heading;
}
