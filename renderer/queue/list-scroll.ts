/**
 * Scroll state of a list with rows of equal height, in pixels. A section's heading is as tall as a row, so that each row
 * has a slot, which is its index or the one after.
 */
export type Scroll = {
  top: number;
  /** Height of the scrolling element, including the header; 0 until measured. */
  height: number;
  rowHeight: number;
  /** Height of the list's header, which covers the first rows; as tall as one row unless given. */
  head?: number;
  /** Index of the first row below the section's heading; null or missing if there is no heading. */
  section?: number | null;
  /** The last position set by code rather than by the officer. Setting a new object makes the grid scroll there. */
  goal: { readonly top: number };
};

/** Rows rendered above and below the viewport, so that fast scrolling does not show blanks. */
const OVERSCAN = 8;

/** Number of rows fully in view, at least one. */
export const rowsInView = ({ height, rowHeight, head = rowHeight }: Scroll): number =>
  Math.max(1, Math.floor((height - head) / rowHeight));

/** The row's slot: rows below a section's heading are one row height lower. */
export const slotOf = ({ section = null }: Pick<Scroll, 'section'>, index: number): number =>
  section !== null && index >= section ? index + 1 : index;

/** The row in a slot; for the heading's slot, the row below it. */
export const rowIn = ({ section = null }: Pick<Scroll, 'section'>, slot: number): number =>
  section !== null && slot > section ? slot - 1 : slot;

/** The height of all rows and the heading. */
export const listHeight = (scroll: Scroll, total: number): number =>
  (total === 0 ? 0 : slotOf(scroll, total - 1) + 1) * scroll.rowHeight;

const firstSlot = ({ top, rowHeight }: Scroll): number => Math.ceil(top / rowHeight);

/** Index of the first row that is fully in view. */
export const firstInView = (scroll: Scroll): number => rowIn(scroll, firstSlot(scroll));

/** Whether the whole row is in view. */
export function isInView(scroll: Scroll, index: number): boolean {
  const slot = slotOf(scroll, index);
  return slot >= firstSlot(scroll) && (slot + 1) * scroll.rowHeight <= scroll.top + bodyOf(scroll);
}

/** The rows to render; `last` is -1 if there are none. */
export function drawnRows(scroll: Scroll, total: number): { first: number; last: number } {
  const { top, height, rowHeight } = scroll;
  const first = Math.max(0, Math.min(rowIn(scroll, Math.floor(top / rowHeight)), total - 1) - OVERSCAN);
  const last = Math.min(total - 1, Math.ceil((top + Math.max(height, rowHeight)) / rowHeight) + OVERSCAN);
  return { first, last };
}

/** Whether both states render the same rows at the same positions, with no pending scroll. */
export function drawsTheSame(one: Scroll, other: Scroll, total: number): boolean {
  const [a, b] = [drawnRows(one, total), drawnRows(other, total)];
  return (
    one.goal === other.goal &&
    one.rowHeight === other.rowHeight &&
    one.section === other.section &&
    a.first === b.first &&
    a.last === b.last
  );
}

/** Scrolls to a position, or as close to it as the list allows. */
export function scrolledTo(scroll: Scroll, wish: number, total: number): Scroll {
  const top = Math.max(0, Math.min(wish, listHeight(scroll, total) - bodyOf(scroll)));
  return top === scroll.top ? scroll : { ...scroll, top, goal: { top } };
}

/** Scrolls just far enough to bring the whole row into view; a section's first row brings its heading. */
export function showing(scroll: Scroll, index: number, total: number): Scroll {
  const { top, rowHeight, section = null } = scroll;
  const slot = slotOf(scroll, index);
  const first = index === section ? index : slot;
  if (first * rowHeight < top) return scrolledTo(scroll, first * rowHeight, total);
  if (isInView(scroll, index)) return scroll;
  return scrolledTo(scroll, (slot - rowsInView(scroll) + 1) * rowHeight, total);
}

/** The height available for rows, below the header. */
const bodyOf = ({ height, rowHeight, head = rowHeight }: Scroll): number => Math.max(rowHeight, height - head);
