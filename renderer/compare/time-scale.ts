import { t } from '../t.ts';

/** A range on the timeline, as fractions of its length. */
export type Interval = { from: number; to: number };
export type TimeScale = { left: Interval; right: Interval; words: string };

type Span = { from: string; to: string };

const HOUR = 3_600_000;

/** Places two incidents on one timeline, with padding at both ends, and describes how far apart they are. */
export function timeScale(left: Span, right: Span): TimeScale {
  const [a, b] = [left, right].map(({ from, to }) => ({ from: Date.parse(from), to: Date.parse(to) })) as [
    { from: number; to: number },
    { from: number; to: number },
  ];
  const start = Math.min(a.from, b.from);
  const whole = Math.max(a.to, b.to, start + HOUR) - start;
  const place = ({ from, to }: { from: number; to: number }): Interval => ({
    from: EDGE + ((from - start) / whole) * (1 - 2 * EDGE),
    to: EDGE + ((to - start) / whole) * (1 - 2 * EDGE),
  });
  return { left: place(a), right: place(b), words: apart(Math.max(a.from, b.from) - Math.min(a.to, b.to)) };
}

const EDGE = 0.03;

/**
 * @param gap milliseconds from the end of the earlier incident to the start of the later one; negative if they overlap.
 */
function apart(gap: number): string {
  if (gap <= 0) return t('compare.timesOverlap');
  if (gap < 2 * HOUR) return t('compare.nMinApart', { n: Math.max(1, Math.round(gap / 60_000)) });
  if (gap < 48 * HOUR) return t('compare.nHrApart', { n: Math.round(gap / HOUR) });
  return t('compare.nDaysApart', { n: Math.round(gap / (24 * HOUR)) });
}
