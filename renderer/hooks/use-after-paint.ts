import { startTransition, useEffect, useState } from 'react';

/**
 * Calls `act` once the current content is visible: in the frame after it was painted. Until then other threads are
 * rasterizing it, and more work would slow them down.
 * @returns a function that cancels the call
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

/**
 * Returns false during the first paint of a screen, then true. Used to delay content that the officer does not look at
 * first.
 */
export function useAfterPaint(): boolean {
  const [painted, setPainted] = useState(false);
  useEffect(() => afterPaint(() => setPainted(true)), []);
  return painted;
}

/**
 * Returns the previous value until everything else that changed with it has been painted. Used for less important
 * content.
 */
export function useValueAfterPaint<T>(value: T): T {
  const [former, setFormer] = useState(value);
  useEffect(() => (value === former ? undefined : afterPaint(() => setFormer(value))), [value, former]);
  return former;
}
