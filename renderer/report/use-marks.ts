import { useEffect, useMemo, useState } from 'react';
import type { Mark } from '#shared/screening/marks.ts';
import { type FactorCode, marksBetween } from '#shared/screening/solvability.ts';

/**
 * Number of characters scanned per slice. A slice takes a few milliseconds, and key presses and frames are handled
 * between slices.
 */
const SLICE = 5000;
const NONE: readonly Mark<FactorCode>[] = [];

/**
 * Finds the solvability factors in a narrative. Those in the first `soon` characters are available immediately; the rest
 * of a long text is scanned in slices after it is on screen, or immediately if `all` is set, as for printing.
 */
export function useMarks(text: string, soon: number, all: boolean): readonly Mark<FactorCode>[] {
  const first = useMemo(() => marksBetween(text, 0, soon), [text, soon]);
  const [later, setLater] = useState<{ of: string; marks: readonly Mark<FactorCode>[] }>({ of: '', marks: [] });
  useEffect(() => {
    let at = soon;
    let timer = 0;
    const found: Mark<FactorCode>[] = [];
    const step = () => {
      if (at >= text.length) return setLater({ of: text, marks: found });
      found.push(...marksBetween(text, at, at + SLICE));
      at += SLICE;
      timer = window.setTimeout(step);
    };
    if (text.length > soon) timer = window.setTimeout(step);
    return () => window.clearTimeout(timer);
  }, [text, soon]);
  const rest = later.of === text ? later.marks : NONE;
  return useMemo(() => (all ? marksBetween(text, 0, text.length) : [...first, ...rest]), [all, text, first, rest]);
}
