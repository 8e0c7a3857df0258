import type { Readable } from 'node:stream';

/** The long side of a view copy, in pixels: sharp on a large screen, small enough to send. */
const LONG_SIDE = 2048;
/** More than any telephone takes; a picture of a few bytes that unfolds to gigabytes is turned away. */
const MOST_PIXELS = 120_000_000;
const QUALITY = 80;

export type ViewCopy = { data: Buffer; mediaType: 'image/jpeg'; width: number; height: number };

/**
 * Draws a picture anew for looking at: upright, at most 2048 pixels long, sRGB, without any of the original's metadata
 * (EXIF holds where it was taken). Null where it cannot be read as a picture. This file is the only door to sharp.
 */
export async function viewCopy(source: Readable): Promise<ViewCopy | null> {
  const { default: sharp } = await import('sharp');
  sharp.cache(false);
  sharp.concurrency(1);
  return oneByOne(async () => {
    const draw = sharp({ limitInputPixels: MOST_PIXELS, sequentialRead: true, failOn: 'error' })
      .autoOrient()
      .resize({ width: LONG_SIDE, height: LONG_SIDE, fit: 'inside', withoutEnlargement: true })
      .flatten({ background: '#ffffff' })
      .jpeg({ quality: QUALITY });
    source.on('error', (error) => draw.destroy(error));
    source.pipe(draw);
    try {
      const { data, info } = await draw.toBuffer({ resolveWithObject: true });
      return { data, mediaType: 'image/jpeg', width: info.width, height: info.height };
    } catch {
      source.destroy();
      return null;
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
