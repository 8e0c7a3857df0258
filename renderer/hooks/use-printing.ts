import { useEffect, useLayoutEffect, useState } from 'react';
import { flushSync } from 'react-dom';

/** Whether the window is being printed, for what is folded up on the screen and belongs on paper. */
export function usePrinting(): boolean {
  const [printing, setPrinting] = useState(false);
  useEffect(() => {
    // At once: the browser draws the paper as soon as these have returned.
    const before = () => flushSync(() => setPrinting(true));
    const after = () => setPrinting(false);
    window.addEventListener('beforeprint', before);
    window.addEventListener('afterprint', after);
    return () => {
      window.removeEventListener('beforeprint', before);
      window.removeEventListener('afterprint', after);
    };
  }, []);
  return printing;
}

/** Puts the number of what is printed at the foot of each sheet. */
export function usePaperNumber(number: string): void {
  const printing = usePrinting();
  useLayoutEffect(() => {
    if (!printing) return undefined;
    const { style } = document.documentElement;
    style.setProperty('--paper-number', JSON.stringify(number));
    return () => void style.removeProperty('--paper-number');
  }, [printing, number]);
}
