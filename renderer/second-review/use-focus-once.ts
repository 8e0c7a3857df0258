import { useEffect, useRef } from 'react';

/**
 * Focuses the heading of a step once. The step replaces the one whose button was pressed, so the focus would be lost
 * with the button.
 */
export function useFocusOnce() {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  return heading;
}
