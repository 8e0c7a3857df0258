import { join } from 'node:path';
import { z } from 'zod';
import { readJson, writeJson } from '../json-file.ts';

export type Bounds = { x: number; y: number; width: number; height: number };

const windowState = z.object({
  x: z.int(),
  y: z.int(),
  width: z.int().positive(),
  height: z.int().positive(),
  maximized: z.boolean(),
});
export type WindowState = z.infer<typeof windowState>;

export const LEAST = { width: 900, height: 600 } as const;
const FIRST = { width: 1366, height: 800 } as const;
/** How much of the window's upper edge must be on a display, in pixels, so that the window can be dragged. */
const GRIP = { width: 160, height: 32 } as const;

/**
 * Returns where the window opens: at its last position if enough of it is on a connected display, and no larger than
 * that display; otherwise in the center of the primary display, where the system puts a window without x and y.
 * @param workAreas the work areas of the connected displays, primary first; never empty.
 */
export function placeWindow(
  kept: WindowState | null,
  workAreas: readonly Bounds[],
): { width: number; height: number; x?: number; y?: number; maximized: boolean } {
  const home = kept === null ? undefined : workAreas.find((area) => isHeld(kept, area));
  const area = home ?? workAreas[0];
  const wish = kept ?? FIRST;
  const width = Math.max(LEAST.width, Math.min(wish.width, area?.width ?? wish.width));
  const height = Math.max(LEAST.height, Math.min(wish.height, area?.height ?? wish.height));
  const maximized = kept?.maximized ?? false;
  return home === undefined || kept === null
    ? { width, height, maximized }
    : { width, height, x: kept.x, y: kept.y, maximized };
}

function isHeld(window: Bounds, area: Bounds): boolean {
  const across = Math.min(window.x + window.width, area.x + area.width) - Math.max(window.x, area.x);
  const down = area.y + area.height - window.y;
  return across >= GRIP.width && down >= GRIP.height && window.y >= area.y;
}

/** Reads and writes the window's position and size, in `window.json` in the user-data folder. */
export function openWindowState(folder: string) {
  const path = join(folder, 'window.json');
  return {
    get: (): WindowState | null => windowState.safeParse(readJson(path)).data ?? null,
    keep: (state: WindowState): void => writeJson(path, state),
  };
}
