/**
 * Ignores a second press of a form's button while the browser waits for the response to the first. This file is sent to
 * the browser as is, so it has no imports. Without this script, the server answers a second press like the first.
 */
{
  /** After this time, a press counts again, because a page isn't told that the person has stopped loading the next one. */
  const MOST_MS = 10_000;
  let sentAt = new WeakMap<EventTarget, number>();

  // On the document, this runs after the listeners on the form itself, which may have stopped it from being sent.
  document.addEventListener('submit', (event) => {
    if (event.defaultPrevented || event.target === null) return;
    const now = Date.now();
    if (now - (sentAt.get(event.target) ?? 0) < MOST_MS) event.preventDefault();
    else sentAt.set(event.target, now);
  });
  // The Back button may show this very page again, with what this script remembers.
  window.addEventListener('pageshow', () => {
    sentAt = new WeakMap();
  });
}
