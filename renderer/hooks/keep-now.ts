/** Said in the window just before it locks: whoever has something half-written keeps it now. */
export const KEEP_NOW = 'p2c:keep-now';

export function keepNow(): void {
  window.dispatchEvent(new Event(KEEP_NOW));
}
