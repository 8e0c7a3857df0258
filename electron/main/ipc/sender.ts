import { APP_HOST, APP_SCHEME } from '../app-origin.ts';

/** As much of Electron's WebFrameMain as the check needs. */
export type Frame = { url: string; parent: unknown };

/**
 * Whether a message comes from our own page: from the top frame of one of our windows, and that frame shows our origin.
 * A frame that navigated away or was destroyed while its message was under way is null, and refused.
 */
export function isOwnFrame(frame: Frame | null, isOwnWindow: boolean): boolean {
  if (frame === null || frame.parent !== null || !isOwnWindow) return false;
  const url = URL.parse(frame.url);
  return url !== null && url.protocol === `${APP_SCHEME}:` && url.host === APP_HOST;
}
