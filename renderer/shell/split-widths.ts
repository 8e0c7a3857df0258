/** In pixels: a narrower pane is of no use. */
const LEAST_QUEUE = 380;
const LEAST_REPORT = 420;
/** Of the line between the two. */
export const SPLITTER = 1;

/** The least and the greatest share of the room that the queue may have beside a report. */
export function sharesOf(room: number): { least: number; most: number } {
  if (room <= 0) return { least: 0, most: 1 };
  const least = Math.min(1, LEAST_QUEUE / room);
  return { least, most: Math.max(least, 1 - (LEAST_REPORT + SPLITTER) / room) };
}

/** A share of the room as the two panes can have it. */
export function fitShare(share: number, room: number): number {
  const { least, most } = sharesOf(room);
  return Math.min(most, Math.max(least, share));
}
