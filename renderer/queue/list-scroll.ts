/** Scroll state of a list with rows of equal height, in pixels. */
export type Scroll = {
  top: number;
  /** Height of the scrolling element, including the header; 0 until measured. */
  height: number;
  rowHeight: number;
  /** Height of the list's header, which covers the first rows; as tall as one row unless given. */
  head?: number;
  /** The last position set by code rather than by the officer. Setting a new object makes the grid scroll there. */
  goal: { readonly top: number };
};

/** Rows rendered above and below the viewport, so that fast scrolling does not show blanks. */
const OVERSCAN = 8;

/** Number of rows fully in view, at least one. */
export const rowsInView = ({ height, rowHeight, head = rowHeight }: Scroll): number =>
  Math.max(1, Math.floor((height - head) / rowHeight));

/** Index of the first row that is fully in view. */
export const firstInView = ({ top, rowHeight }: Scroll): number => Math.ceil(top / rowHeight);

/** Whether the whole row is in view. */
export function isInView(scroll: Scroll, index: number): boolean {
  return index >= firstInView(scroll) && (index + 1) * scroll.rowHeight <= scroll.top + bodyOf(scroll);
}

/** The rows to render; `last` is -1 if there are none. */
export function drawnRows({ top, height, rowHeight }: Scroll, total: number): { first: number; last: number } {
  const first = Math.max(0, Math.min(Math.floor(top / rowHeight), total - 1) - OVERSCAN);
  const last = Math.min(total - 1, Math.ceil((top + Math.max(height, rowHeight)) / rowHeight) + OVERSCAN);
  return { first, last };
}

/** Whether both states render the same rows at the same positions, with no pending scroll. */
export function drawsTheSame(one: Scroll, other: Scroll, total: number): boolean {
  const [a, b] = [drawnRows(one, total), drawnRows(other, total)];
  return one.goal === other.goal && one.rowHeight === other.rowHeight && a.first === b.first && a.last === b.last;
}

/** Scrolls to a position, or as close to it as the list allows. */
export function scrolledTo(scroll: Scroll, wish: number, total: number): Scroll {
  const top = Math.max(0, Math.min(wish, total * scroll.rowHeight - bodyOf(scroll)));
  return top === scroll.top ? scroll : { ...scroll, top, goal: { top } };
}

/** Scrolls just far enough to bring the whole row into view. */
export function showing(scroll: Scroll, index: number, total: number): Scroll {
  const { top, rowHeight } = scroll;
  if (index * rowHeight < top) return scrolledTo(scroll, index * rowHeight, total);
  if (isInView(scroll, index)) return scroll;
  return scrolledTo(scroll, (index - rowsInView(scroll) + 1) * rowHeight, total);
}

/** The height available for rows, below the header. */
const bodyOf = ({ height, rowHeight, head = rowHeight }: Scroll): number => Math.max(rowHeight, height - head);
