/** How far the pointer may move during a press, in CSS pixels. Someone who moves it farther cancels the press. */
const STILL_PX = 4;
/** What can be pressed. Rows of the queue are not listed, because they handle changes of the list themselves. */
const PRESSED = 'button, a[href], label, summary';

type Press = { pointer: number; x: number; y: number; on: HTMLElement; box: DOMRect };

/**
 * Makes a press count for the element under the pointer when the press began, even if content that arrives meanwhile
 * moves the element away. Otherwise, the browser and react-aria would drop the press, and nothing would happen.
 */
export function keepPressesSteady(page: Document): void {
  let press: Press | null = null;
  const begin = (event: PointerEvent) => {
    const on = event.target instanceof Element ? event.target.closest<HTMLElement>(PRESSED) : null;
    press =
      on === null || event.button !== 0 || event.pointerType !== 'mouse'
        ? null
        : { pointer: event.pointerId, x: event.clientX, y: event.clientY, on, box: on.getBoundingClientRect() };
  };
  const end = (event: PointerEvent) => {
    const ended = press;
    press = null;
    // Wait for the next task: by then, react-aria has canceled the press that it saw begin.
    if (ended !== null && hasSlippedAway(ended, event)) setTimeout(() => pressAgain(ended.on));
  };
  page.addEventListener('pointerdown', begin, true);
  page.addEventListener('pointerup', end, true);
  page.addEventListener('pointercancel', () => (press = null), true);
}

/** Whether the pressed element moved away while the pointer stayed in place. */
function hasSlippedAway({ pointer, x, y, on, box }: Press, event: PointerEvent): boolean {
  if (event.pointerId !== pointer || (event.target instanceof Node && on.contains(event.target))) return false;
  const { left, top } = on.getBoundingClientRect();
  const isStill = Math.hypot(event.clientX - x, event.clientY - y) <= STILL_PX;
  return isStill && Math.hypot(left - box.left, top - box.top) > STILL_PX;
}

/** Clicks an element unless it is gone, is behind a dialog, or opens a menu: pressing down already opened the menu. */
function pressAgain(on: HTMLElement): void {
  if (on.isConnected && !on.hasAttribute('aria-haspopup') && on.closest('[inert], [aria-hidden="true"]') === null)
    on.click();
}
