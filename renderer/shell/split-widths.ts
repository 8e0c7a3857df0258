/** Minimum width in pixels; a narrower pane would be useless. */
const LEAST_QUEUE = 380;
const LEAST_REPORT = 420;
/** Width of the splitter in pixels. */
export const SPLITTER = 1;

/** The smallest and largest share of the width that the queue may take next to a report. */
export function sharesOf(room: number): { least: number; most: number } {
  if (room <= 0) return { least: 0, most: 1 };
  const least = Math.min(1, LEAST_QUEUE / room);
  return { least, most: Math.max(least, 1 - (LEAST_REPORT + SPLITTER) / room) };
}

/** Limits a share to a value that leaves room for both panes. */
export function fitShare(share: number, room: number): number {
  const { least, most } = sharesOf(room);
  return Math.min(most, Math.max(least, share));
}
