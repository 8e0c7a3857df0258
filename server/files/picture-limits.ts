import type { PictureHeader } from './picture-header.ts';

/** More than telephones take; a picture of a few bytes that unfolds to gigabytes is turned away. */
export const MOST_PIXELS = 120_000_000;
/**
 * Progressive JPEG, interlaced PNG and WebP cannot be drawn line by line: the whole picture must be in memory, with
 * up to eight bytes for each pixel. No camera writes so many pixels in this way.
 */
const MOST_PIXELS_AT_ONCE = 25_000_000;
/** Panoramas have less. Without it few lines of endless width would be many lines' worth of memory each. */
const MOST_SIDE = 32_768;
/** Of one line: some hundred lines are in memory together while a picture is made smaller. */
const MOST_LINE_BYTES = 4 * MOST_SIDE;
/** Of the whole picture, however few are in memory at a time: they cost time. */
const MOST_BYTES = 4 * MOST_PIXELS;

/** Whether a picture decodes within bounds of memory and time, by what its header says. */
export function isWithinLimits({ width, height, bytesPerPixel, atOnce }: PictureHeader): boolean {
  const pixels = width * height;
  return (
    Math.max(width, height) <= MOST_SIDE &&
    width * bytesPerPixel <= MOST_LINE_BYTES &&
    pixels <= (atOnce ? MOST_PIXELS_AT_ONCE : MOST_PIXELS) &&
    pixels * bytesPerPixel <= MOST_BYTES
  );
}
