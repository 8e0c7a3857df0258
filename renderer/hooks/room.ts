import { useSyncExternalStore } from 'react';

/** Text size relative to the default: 1 to 2. */
export const textScale = (): number => Number.parseFloat(document.documentElement.style.fontSize || '100') / 100;

/** Below this width, at default text size, the navigation shows icons only. */
const NARROW = 1080;
/** Below this width, forms appear above their letter instead of beside it. */
const SLIM = 860;
/** Above this width, there is room for a report, a form and its letter in three columns. */
export const THREE_COLUMNS = 1340;
const ROWS = { comfortable: 32, compact: 26 } as const;

/** Window width relative to the text size: larger text leaves less room, just like a smaller window. */
const room = (): number => window.innerWidth / textScale();

/** Sets `data-room` on the root element, so that style sheets know how much room there is. */
export function markRoom(): void {
  const now = room();
  document.documentElement.dataset.room = now <= SLIM ? 'slim' : now <= NARROW ? 'narrow' : 'wide';
}

/** Call after the text size or density changes. */
export function roomChanged(): void {
  window.dispatchEvent(new Event('resize'));
}

const onResize = (hear: () => void) => {
  window.addEventListener('resize', hear);
  return () => window.removeEventListener('resize', hear);
};

/** Whether the window is narrower than this many pixels at default text size. */
export function useNarrow(pixels: number = NARROW): boolean {
  return useSyncExternalStore(onResize, () => room() <= pixels);
}

/** Row height of a list in pixels, same as `--row`, for code that calculates with it. */
export function useRowHeight(): number {
  return useSyncExternalStore(onResize, () => {
    const { density } = document.documentElement.dataset;
    return Math.round(ROWS[density === 'compact' ? 'compact' : 'comfortable'] * textScale());
  });
}
