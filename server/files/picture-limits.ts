import type { PictureHeader } from './picture-header.ts';

/** Maximum number of pixels; phones record fewer by default. It rejects a tiny file that would expand to gigabytes. */
export const MOST_PIXELS = 120_000_000;
/**
 * Progressive JPEG, interlaced PNG, and WebP cannot be decoded line by line: the whole image must be in memory, with up
 * to eight bytes per pixel. No camera writes images this large in these formats.
 */
const MOST_PIXELS_AT_ONCE = 25_000_000;
/**
 * Maximum width or height in pixels, more than panoramas need. Without this limit, a few very wide lines would take as
 * much memory as many lines.
 */
const MOST_SIDE = 32_768;
/** Limit in bytes per line, because several hundred lines are in memory at once while an image is downscaled. */
const MOST_LINE_BYTES = 4 * MOST_SIDE;
/** Limit for the whole decoded image. Even if only part of it is in memory at a time, decoding takes time. */
const MOST_BYTES = 4 * MOST_PIXELS;

/** Whether an image can be decoded within the memory and time limits, according to its header. */
export function isWithinLimits({ width, height, bytesPerPixel, atOnce }: PictureHeader): boolean {
  const pixels = width * height;
  return (
    Math.max(width, height) <= MOST_SIDE &&
    width * bytesPerPixel <= MOST_LINE_BYTES &&
    pixels <= (atOnce ? MOST_PIXELS_AT_ONCE : MOST_PIXELS) &&
    pixels * bytesPerPixel <= MOST_BYTES
  );
}
