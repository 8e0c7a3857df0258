import { APP_HOST, APP_SCHEME } from '../app-origin.ts';

/** The parts of Electron's WebFrameMain that the check needs. */
export type Frame = { url: string; parent: unknown };

/**
 * Whether a message comes from our own page: the top frame of one of our windows, with our origin. The frame is null if
 * it navigated away or was destroyed before the message arrived; such messages are refused.
 */
export function isOwnFrame(frame: Frame | null, isOwnWindow: boolean): boolean {
  if (frame === null || frame.parent !== null || !isOwnWindow) return false;
  const url = URL.parse(frame.url);
  return url !== null && url.protocol === `${APP_SCHEME}:` && url.host === APP_HOST;
}
