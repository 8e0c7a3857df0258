import { useEffect, useLayoutEffect, useState } from 'react';
import { flushSync } from 'react-dom';
import { useLive } from '../use-live.ts';

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

/** Whether IT allows printing; false until known. */
export function useMayPrint(): boolean {
  const info = useLive('app.info', undefined).value;
  return info !== undefined && !info.managed.off.includes('printing');
}

/** Calls a function when the window is printed. */
export function useOnPrint(onPrint: () => void): void {
  useEffect(() => {
    window.addEventListener('beforeprint', onPrint);
    return () => window.removeEventListener('beforeprint', onPrint);
  }, [onPrint]);
}

/** Prints the agency, the tracking number, and who printed it and when on each page, because pages get mixed up. */
export function usePaperMarks(marks: { agency: string; number: string; printed: string }): void {
  const printing = usePrinting();
  const { agency, number, printed } = marks;
  useLayoutEffect(() => {
    if (!printing) return undefined;
    const { style } = document.documentElement;
    const all = Object.entries({ agency, number, printed });
    for (const [name, text] of all) style.setProperty(`--paper-${name}`, JSON.stringify(text));
    return () => {
      for (const [name] of all) style.removeProperty(`--paper-${name}`);
    };
  }, [printing, agency, number, printed]);
}
