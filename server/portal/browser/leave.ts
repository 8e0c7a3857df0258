/**
 * The quick exit, by its button or by pressing Esc three times. It runs in the page's head, so that it works before the
 * rest has loaded, and hides a page to which Back leads after leaving. This file is sent to the browser as is, so it has
 * no imports. Without this script, the button is a link to the server, which does the rest.
 */
{
  const LEFT = 'p2c-left';
  const PRESSES = 3;
  const MOST_MS = 2000;
  const root = document.documentElement;
  const exit = document.currentScript?.dataset['exit'] ?? '/';
  /** The entries of this tab's history; missing in older browsers. */
  const { navigation } = window as {
    navigation?: { entries: () => { key: string }[]; currentEntry: { key: string } | null };
  };

  const attempt = <T>(act: () => T): T | null => {
    try {
      return act();
    } catch {
      return null;
    }
  };
  const left = () => attempt(() => JSON.parse(sessionStorage.getItem(LEFT) ?? '[]') as string[]) ?? [];
  const put = (keys: readonly string[]) => attempt(() => sessionStorage.setItem(LEFT, JSON.stringify(keys)));

  const go = () => {
    root.style.visibility = 'hidden';
    // Replaces this page in the browser's history.
    location.replace(exit);
  };
  const leave = () => {
    put([...left(), ...(navigation?.entries().map(({ key }) => key) ?? ['any'])].slice(-500));
    // Ends the visit at the server, too, and empties the browser's cache of these pages.
    attempt(() => void fetch('/leave', { keepalive: true, redirect: 'manual' }).catch(() => null));
    go();
  };

  /** Whether this page was left, and the person who looks at it now came by Back. */
  const wasLeft = (isRestored: boolean): boolean => {
    const keys = left();
    if (keys.length === 0) return false;
    if (navigation?.currentEntry != null) return keys.includes(navigation.currentEntry.key);
    const [entry] = performance.getEntriesByType('navigation') as PerformanceNavigationTiming[];
    const isBack = isRestored || entry?.type === 'back_forward' || entry?.type === 'reload';
    if (!isBack) put([]);
    return isBack;
  };
  if (wasLeft(false)) go();

  // A page in the browser's memory stays hidden until it is known that the person wants to see it again.
  window.addEventListener('pagehide', () => {
    root.style.visibility = 'hidden';
  });
  window.addEventListener('pageshow', ({ persisted }) => {
    if (persisted && wasLeft(true)) go();
    else if (!wasLeft(false)) root.style.visibility = '';
  });

  document.addEventListener('click', (event) => {
    if (!(event.target instanceof Element) || event.target.closest('a[data-exit]') === null) return;
    event.preventDefault();
    leave();
  });
  let presses: number[] = [];
  document.addEventListener(
    'keydown',
    ({ key, repeat }) => {
      if (repeat) return;
      const now = Date.now();
      presses = key === 'Escape' ? [...presses, now].filter((at) => now - at < MOST_MS) : [];
      if (presses.length >= PRESSES) leave();
    },
    true,
  );
}
