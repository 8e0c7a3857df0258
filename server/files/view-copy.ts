import type { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';

/** The long side of a view copy, in pixels: sharp on a large screen, small enough to send. */
const LONG_SIDE = 2048;
/** More than telephones take; a picture of a few bytes that unfolds to gigabytes is turned away. */
const MOST_PIXELS = 120_000_000;
/**
 * Progressive JPEG and interlaced PNG cannot be drawn line by line: the whole picture must lie in memory, with four bytes
 * for each pixel. No camera writes so many pixels in this way.
 */
const MOST_PIXELS_AT_ONCE = 25_000_000;
/** A picture that takes longer was made to. */
const MOST_SECONDS = 30;
const QUALITY = 80;

export type ViewCopy = { data: Buffer; mediaType: 'image/jpeg'; width: number; height: number };

/** Why there is none: it is no picture that can be read, or one with too many pixels to draw. */
export type NoViewCopy = 'unreadable' | 'tooManyPixels';

/**
 * Draws a picture anew for looking at: upright, at most 2048 pixels long, sRGB, without any of the original's metadata
 * (EXIF holds where it was taken). Of several pictures in one file it is the first. This file is the only door to sharp.
 * @param source of no more bytes than an upload may have: they are all held while it is drawn
 */
export async function viewCopy(source: Readable): Promise<ViewCopy | NoViewCopy> {
  const { default: sharp } = await import('sharp');
  sharp.cache(false);
  sharp.concurrency(1);
  return oneByOne(async () => {
    const bytes = await buffer(source);
    try {
      const { width, height, isProgressive } = await sharp(bytes, { limitInputPixels: false }).metadata();
      if (width * height > (isProgressive ? MOST_PIXELS_AT_ONCE : MOST_PIXELS)) return 'tooManyPixels';
      const { data, info } = await sharp(bytes, {
        limitInputPixels: MOST_PIXELS,
        sequentialRead: true,
        failOn: 'error',
      })
        .timeout({ seconds: MOST_SECONDS })
        .autoOrient()
        .resize({ width: LONG_SIDE, height: LONG_SIDE, fit: 'inside', withoutEnlargement: true })
        .flatten({ background: '#ffffff' })
        .jpeg({ quality: QUALITY })
        .toBuffer({ resolveWithObject: true });
      return { data, mediaType: 'image/jpeg', width: info.width, height: info.height };
    } catch {
      return 'unreadable';
    }
  });
}

let last: Promise<unknown> = Promise.resolve();

/** A picture unfolds to tens of megabytes while it is drawn, so that one is drawn after another. */
function oneByOne<T>(work: () => Promise<T>): Promise<T> {
  const mine = last.then(work);
  last = mine.catch(() => {});
  return mine;
}
