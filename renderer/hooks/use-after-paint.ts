import { startTransition, useEffect, useState } from 'react';

/**
 * Calls once what is drawn now is to be seen: in the frame after the one in which it was painted, for until then other
 * threads turn it into pixels, and more work would only keep them from it.
 *
 * @returns what calls it off
 */
function afterPaint(act: () => void): () => void {
  let timer = 0;
  let frame = requestAnimationFrame(() => {
    frame = requestAnimationFrame(() => {
      timer = window.setTimeout(() => startTransition(act));
    });
  });
  return () => {
    cancelAnimationFrame(frame);
    window.clearTimeout(timer);
  };
}

/** False while a screen is first drawn, and true once that is to be seen: for what lies below what is looked at first. */
export function useAfterPaint(): boolean {
  const [painted, setPainted] = useState(false);
  useEffect(() => afterPaint(() => setPainted(true)), []);
  return painted;
}

/** The former value until all else that changes with it is to be seen: for what is looked at less. */
export function useValueAfterPaint<T>(value: T): T {
  const [former, setFormer] = useState(value);
  useEffect(() => (value === former ? undefined : afterPaint(() => setFormer(value))), [value, former]);
  return former;
}
