import { useSyncExternalStore } from 'react';

/** How much larger than usual the text is: 1 to 2. */
export const textScale = (): number => Number.parseFloat(document.documentElement.style.fontSize || '100') / 100;

/** Below this width, measured in the usual text size, the navigation shows its signs alone. */
const NARROW = 1080;
/** Below this one, forms stand above their letter instead of beside it. */
const SLIM = 860;
const ROWS = { comfortable: 32, compact: 26 } as const;

/** How wide the window is for text of this size: larger text leaves less room, as a smaller window does. */
const room = (): number => window.innerWidth / textScale();

/** Says on the root, for the style sheets, how much room there is. */
export function markRoom(): void {
  const now = room();
  document.documentElement.dataset.room = now <= SLIM ? 'slim' : now <= NARROW ? 'narrow' : 'wide';
}

/** To be called after the text's size or the density changed. */
export function roomChanged(): void {
  window.dispatchEvent(new Event('resize'));
}

const onResize = (hear: () => void) => {
  window.addEventListener('resize', hear);
  return () => window.removeEventListener('resize', hear);
};

/** Whether there is room for less than so many pixels of usual text. */
export function useNarrow(pixels: number = NARROW): boolean {
  return useSyncExternalStore(onResize, () => room() <= pixels);
}

/** The height of a row of a list, in pixels: `--row`, for what must count with it. */
export function useRowHeight(): number {
  return useSyncExternalStore(onResize, () => {
    const { density } = document.documentElement.dataset;
    return Math.round(ROWS[density === 'compact' ? 'compact' : 'comfortable'] * textScale());
  });
}
