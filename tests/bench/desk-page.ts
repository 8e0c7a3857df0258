import type { Page } from 'playwright';

/** A change to wait for in the window, judged only by what is on screen. */
type Sight =
  /** The first row of the queue or the report count has changed, and no row is still loading. */
  | { kind: 'rows' }
  /** A different report is open, with its text. */
  | { kind: 'report' }
  | { kind: 'shown'; selector: string }
  | { kind: 'gone'; selector: string };

declare global {
  // Must be an interface, because only an interface can extend the browser's own `Window` type.
  // oxlint-disable-next-line typescript/consistent-type-definitions
  interface Window {
    benchPainted?: Promise<number>;
  }
}

/**
 * Runs an action on the page. Returns the time from the browser's key or mouse event to the frame after the one that
 * showed the change; null if nothing changed within two seconds.
 */
export async function painted(page: Page, sight: Sight, does: () => Promise<unknown>): Promise<number | null> {
  await page.evaluate((wanted) => {
    const rows = () => {
      const bars = document.querySelector('[role="grid"] .cell-bar') !== null;
      const text = document.querySelector('.grid-line')?.textContent ?? '';
      return bars ? null : `${document.querySelector('.filter-count')?.textContent ?? ''} ${text}`;
    };
    const report = () => {
      const regions = [...document.querySelectorAll('section[aria-label^="Report T"]')];
      const region = regions.find((one) => one.querySelector('.narrative')?.checkVisibility() === true);
      return region?.getAttribute('aria-label') ?? null;
    };
    const before = wanted.kind === 'rows' ? rows() : wanted.kind === 'report' ? report() : null;
    const holds = () => {
      if (wanted.kind === 'shown') return document.querySelector(wanted.selector) !== null;
      if (wanted.kind === 'gone') return document.querySelector(wanted.selector) === null;
      const now = wanted.kind === 'rows' ? rows() : report();
      return now !== null && now !== before;
    };
    window.benchPainted = new Promise((resolve) => {
      const began = (event: Event) => {
        for (const type of ['keydown', 'pointerdown']) window.removeEventListener(type, began, true);
        const look = () => {
          const late = performance.now() - event.timeStamp;
          if (!holds() && late < 2000) requestAnimationFrame(look);
          else if (late >= 2000) resolve(-1);
          else requestAnimationFrame(() => resolve(performance.now() - event.timeStamp));
        };
        requestAnimationFrame(look);
      };
      for (const type of ['keydown', 'pointerdown']) window.addEventListener(type, began, true);
    });
  }, sight);
  await does();
  const taken = await page.evaluate(() => window.benchPainted ?? -1);
  return taken < 0 ? null : taken;
}

export type Frames = { deltas: number[]; longestBlank: number };

/**
 * Scrolls an element at `speed` pixels per second and records each frame. Without a selector, records the page's frames
 * without scrolling.
 */
export function scrollFrames(page: Page, selector: string | null, speed: number, seconds: number): Promise<Frames> {
  return page.evaluate(
    ({ selector, speed, seconds }) =>
      new Promise<Frames>((resolve) => {
        const element = selector === null ? null : document.querySelector(selector);
        const deltas: number[] = [];
        const blankSince = new Map<string, number>();
        let longestBlank = 0;
        let last = performance.now();
        let top = element?.scrollTop ?? 0;
        const end = last + seconds * 1000;
        const blanks = (now: number) => {
          const seen = new Set<string>();
          const box = element?.getBoundingClientRect();
          for (const bar of element?.querySelectorAll('.cell-bar') ?? []) {
            const line = bar.closest('.grid-line');
            const at = line?.getBoundingClientRect();
            if (!line || !at || !box || at.bottom < box.top + 32 || at.top > box.bottom) continue;
            const row = line.getAttribute('aria-rowindex') ?? '';
            seen.add(row);
            const since = blankSince.get(row) ?? now;
            blankSince.set(row, since);
            longestBlank = Math.max(longestBlank, now - since);
          }
          for (const row of blankSince.keys()) if (!seen.has(row)) blankSince.delete(row);
        };
        const frame = (now: number) => {
          deltas.push(now - last);
          if (element !== null) {
            top += (speed * (now - last)) / 1000;
            element.scrollTop = top;
            blanks(now);
          }
          last = now;
          if (now < end) requestAnimationFrame(frame);
          else resolve({ deltas: deltas.slice(1), longestBlank });
        };
        requestAnimationFrame(frame);
      }),
    { selector, speed, seconds },
  );
}

/** Returns the size of the page's own objects after a garbage collection, in MB. */
export async function heapMb(page: Page): Promise<number> {
  const session = await page.context().newCDPSession(page);
  await session.send('HeapProfiler.collectGarbage');
  const { usedSize } = await session.send('Runtime.getHeapUsage');
  await session.detach();
  return usedSize / 1024 / 1024;
}
