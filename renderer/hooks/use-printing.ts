import { useEffect, useLayoutEffect, useState } from 'react';
import { flushSync } from 'react-dom';

/** Whether the window is being printed, for content that is collapsed on screen but must be printed. */
export function usePrinting(): boolean {
  const [printing, setPrinting] = useState(false);
  useEffect(() => {
    // Flushed synchronously, because the browser renders the print layout as soon as the handlers return.
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

/** Calls a function when the window is printed. */
export function useOnPrint(onPrint: () => void): void {
  useEffect(() => {
    window.addEventListener('beforeprint', onPrint);
    return () => window.removeEventListener('beforeprint', onPrint);
  }, [onPrint]);
}

/** Prints this tracking number at the bottom of each page. */
export function usePaperNumber(number: string): void {
  const printing = usePrinting();
  useLayoutEffect(() => {
    if (!printing) return undefined;
    const { style } = document.documentElement;
    style.setProperty('--paper-number', JSON.stringify(number));
    return () => void style.removeProperty('--paper-number');
  }, [printing, number]);
}
