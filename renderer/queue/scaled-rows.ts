/**
 * A page has a greatest height: beyond about 33 million pixels a browser places nothing any more, and far below that it
 * places inexactly. So at most so many slots are scrolled through; a longer queue is shifted under them.
 */
export const MOST_SLOTS = 200_000;

/** `total` rows shown through `slots` places in the scrolled page, of which `inView` are seen at once. */
export type Scale = { total: number; slots: number; inView: number };

export const scaleOf = (total: number, inView: number): Scale => ({
  total,
  slots: Math.min(total, MOST_SLOTS),
  inView: Math.max(1, Math.min(inView, total)),
});

const share = (value: number, of: number, to: number) => (of <= 0 ? 0 : Math.round((value / of) * to));

/** Where in the page a row belongs, by its share of the whole: the first at the top, the last at the bottom. */
export function slotOf({ total, slots, inView }: Scale, row: number): number {
  return total === slots ? row : share(row, total - inView, slots - inView);
}

/**
 * How far the rows are shifted under the slots after a scroll. Whoever scrolls by a little goes on row by row; whoever
 * drags the bar or jumps comes to the rows of that share.
 */
export function shiftAfter(scale: Scale, shift: number, fromSlot: number, toSlot: number): number {
  const { total, slots, inView } = scale;
  if (total === slots) return 0;
  if (Math.abs(toSlot - fromSlot) <= 2 * inView) return Math.min(shift, total - slots);
  return Math.max(0, share(toSlot, slots - inView, total - inView) - toSlot);
}
