/** Where a list of rows of one height is scrolled to; all in pixels. The head of the list takes the height of a row. */
export type Scroll = {
  top: number;
  /** Of the element that scrolls, its head included; 0 until it was measured. */
  height: number;
  rowHeight: number;
  /** Where the list itself was scrolled last, and not by the officer: another one means, go there now. */
  goal: { readonly top: number };
};

/** Rows drawn above and below those in view, so that a quick scroll finds them there. */
const OVERSCAN = 8;

/** How many rows are wholly in view, at least one. */
export const rowsInView = ({ height, rowHeight }: Scroll): number =>
  Math.max(1, Math.floor((height - rowHeight) / rowHeight));

/** The first row that is wholly in view. */
export const firstInView = ({ top, rowHeight }: Scroll): number => Math.ceil(top / rowHeight);

/** Whether the whole row is in view. */
export function isInView(scroll: Scroll, index: number): boolean {
  return index >= firstInView(scroll) && (index + 1) * scroll.rowHeight <= scroll.top + bodyOf(scroll);
}

/** The rows to draw; `last` is -1 where there are none. */
export function drawnRows({ top, height, rowHeight }: Scroll, total: number): { first: number; last: number } {
  const first = Math.max(0, Math.min(Math.floor(top / rowHeight), total - 1) - OVERSCAN);
  const last = Math.min(total - 1, Math.ceil((top + Math.max(height, rowHeight)) / rowHeight) + OVERSCAN);
  return { first, last };
}

/** Whether the same rows of such a list are drawn in the same places, and nothing is left to scroll to. */
export function drawsTheSame(one: Scroll, other: Scroll, total: number): boolean {
  const [a, b] = [drawnRows(one, total), drawnRows(other, total)];
  return one.goal === other.goal && one.rowHeight === other.rowHeight && a.first === b.first && a.last === b.last;
}

/** Scrolls to a place, or as near to it as the list has rows. */
export function scrolledTo(scroll: Scroll, wish: number, total: number): Scroll {
  const top = Math.max(0, Math.min(wish, total * scroll.rowHeight - bodyOf(scroll)));
  return top === scroll.top ? scroll : { ...scroll, top, goal: { top } };
}

/** Scrolls as little as brings the whole row into view. */
export function showing(scroll: Scroll, index: number, total: number): Scroll {
  const { top, rowHeight } = scroll;
  if (index * rowHeight < top) return scrolledTo(scroll, index * rowHeight, total);
  if (isInView(scroll, index)) return scroll;
  return scrolledTo(scroll, (index - rowsInView(scroll) + 1) * rowHeight, total);
}

/** The room for rows, under the head. */
const bodyOf = ({ height, rowHeight }: Scroll): number => Math.max(rowHeight, height - rowHeight);
