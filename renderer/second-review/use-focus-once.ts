import { useEffect, useRef } from 'react';

/**
 * For the heading of a step that replaces the one whose button was pressed: it takes the focus, which would otherwise be
 * lost with the button.
 */
export function useFocusOnce() {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  return heading;
}
