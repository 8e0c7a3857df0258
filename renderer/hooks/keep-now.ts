/** Dispatched in the window just before it locks, so that unfinished drafts are saved. */
export const KEEP_NOW = 'p2c:keep-now';

export function keepNow(): void {
  window.dispatchEvent(new Event(KEEP_NOW));
}
